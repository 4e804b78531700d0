import type { Machine } from '../../machine.js'
import type { ProviderRegistration } from '../../provider.js'
import { readDiskCounters } from '../linux/disk-counters.js'
import { partitionsUnder, readDisks } from '../linux/disks.js'
import { volumes } from '../volumes.js'
import { PerfClock } from './clocks.js'
import { type DiskInstance, diskCounters } from './disk-counters.js'
import { type PerfOptions, perfRegistration } from './provider.js'
import { deviceOf } from './volume-device.js'

/**
 * PhysicalDisk: the disks under the number and with the drives on them, as Windows names them: `0 C:`. A disk is told apart by
 * the number that Win32_DiskDrive.Index has.
 */
export function physicalDiskCountersProvider(machine: Machine, options: PerfOptions = {}): ProviderRegistration {
  const object = {
    name: 'PerfDisk_PhysicalDisk',
    counters: diskCounters,
    hasTotal: () => true,
    instances: () => read(machine),
  }
  return perfRegistration(machine, new PerfClock(machine), object, options)
}

async function read(machine: Machine): Promise<DiskInstance[]> {
  const counted = readDiskCounters(machine)
  if (counted.size === 0) return []
  const disks = readDisks(machine)
  const drives = new Map<string, string[]>()
  for await (const { deviceId, mount } of volumes(machine)) {
    const device = mount && deviceOf(machine, mount, counted)
    if (!device) continue
    const below = partitionsUnder(machine, disks, device.name)
    for (const disk of disks) {
      const isOn = disk.name === device.name || disk.partitions.some(partition => below.includes(partition))
      if (isOn) drives.set(disk.name, [...(drives.get(disk.name) ?? []), deviceId])
    }
  }
  return disks.map(({ index, name }) => ({
    name: [index, ...(drives.get(name) ?? [])].join(' '),
    id: name,
    io: counted.get(name) ?? null,
  }))
}
