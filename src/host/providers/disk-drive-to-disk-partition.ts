import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { readDisks } from './linux/disks.js'
import { reference } from './reference.js'

/** Win32_DiskDriveToDiskPartition: each disk (Antecedent) with its partitions (Dependent). */
export function diskDriveToDiskPartitionProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_DiskDriveToDiskPartition'], provider: { enumerate: () => rows(machine) } }
}

function* rows(machine: Machine): Generator<ProviderRow> {
  for (const disk of readDisks(machine)) {
    for (const partition of disk.partitions) {
      yield {
        Antecedent: reference(machine, 'Win32_DiskDrive', { DeviceID: disk.deviceId }),
        Dependent: reference(machine, 'Win32_DiskPartition', { DeviceID: partition.deviceId }),
      }
    }
  }
}
