import type { Machine } from '../../machine.js'
import type { ProviderRegistration } from '../../provider.js'
import { readDiskCounters } from '../linux/disk-counters.js'
import { type Space, type StatFs, spaceReader, systemStatFs } from '../space.js'
import { volumes } from '../volumes.js'
import { PerfClock } from './clocks.js'
import { type DiskInstance, diskCounters } from './disk-counters.js'
import { type Counter, type PerfInstance, summed } from './object.js'
import { type PerfOptions, perfRegistration } from './provider.js'
import { deviceOf } from './volume-device.js'

export interface LogicalDiskCounterOptions extends PerfOptions {
  readonly statfs?: StatFs
}

interface VolumeInstance extends PerfInstance, DiskInstance {
  readonly space: Space | null
}

const megabyte = 1_048_576n
/** Milliseconds to wait for the size of one volume. */
const patience = 2_000

const counters: Readonly<Record<string, Counter<VolumeInstance>>> = {
  ...diskCounters,
  FreeMegabytes: summed(({ space }) => space && space.free / megabyte),
  PercentFreeSpace: summed(({ space }) => space && space.free / megabyte),
  PercentFreeSpace_Base: summed(({ space }) => space && space.size / megabyte),
}

/**
 * LogicalDisk: the volumes of Win32_LogicalDisk that are on a disk of this machine, under their DeviceID. One that lies in no
 * device of its own, such as the root of a container, has no counters but those of its space.
 */
export function logicalDiskCountersProvider(
  machine: Machine,
  options: LogicalDiskCounterOptions = {},
): ProviderRegistration {
  const space = spaceReader(options.statfs ?? systemStatFs, patience)
  // Questions that are alike share their samples, so none of them may end this one.
  const { signal } = new AbortController()

  async function instances(): Promise<VolumeInstance[]> {
    const counted = readDiskCounters(machine)
    const seen = new Set<string>()
    const found: VolumeInstance[] = []
    for await (const { deviceId, folder, mount } of volumes(machine)) {
      if (mount && !local.has(mount.kind)) continue
      const io = mount ? deviceOf(machine, mount, counted) : null
      const isRepeated = io !== null && seen.has(io.name)
      if (io) seen.add(io.name)
      found.push({
        name: deviceId,
        id: deviceId,
        io,
        isRepeated,
        space: await space(machine.path(folder), signal),
      })
    }
    return found
  }

  const object = { name: 'PerfDisk_LogicalDisk', counters, hasTotal: () => true, instances }
  return perfRegistration(machine, new PerfClock(machine), object, options)
}

/** Network drives have no counters, and neither has a disc. */
const local: ReadonlySet<string> = new Set(['disk', 'layered'])
