import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { partitionsUnder, readDisks } from './linux/disks.js'
import { reference } from './reference.js'
import { volumeFacts, volumes } from './volumes.js'

/**
 * Win32_LogicalDiskToPartition: each logical disk (Dependent) with the partitions on which its file system lies (Antecedent),
 * also through logical volumes, encryption and arrays. The addresses, in bytes from the start of the disk, are known where
 * the file system fills its partition.
 */
export function logicalDiskToPartitionProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_LogicalDiskToPartition'], provider: { enumerate: () => rows(machine) } }
}

async function* rows(machine: Machine): AsyncGenerator<ProviderRow> {
  const disks = readDisks(machine)
  if (disks.length === 0) return
  const facts = volumeFacts(machine)
  for await (const { deviceId, mount } of volumes(machine)) {
    const device = mount && facts.device(mount)
    if (!device) continue
    for (const { deviceId: partition, name, start, size } of partitionsUnder(machine, disks, device.name)) {
      const placed = name === device.name && start !== null && size !== null && size > 0n
      yield {
        Antecedent: reference(machine, 'Win32_DiskPartition', { DeviceID: partition }),
        Dependent: reference(machine, 'Win32_LogicalDisk', { DeviceID: deviceId }),
        StartingAddress: placed ? start : null,
        EndingAddress: placed ? start + size - 1n : null,
      }
    }
  }
}
