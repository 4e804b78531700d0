import { basename } from 'node:path'
import type { Machine } from '../../machine.js'
import type { DiskCounters } from '../linux/disk-counters.js'
import type { Mount } from '../linux/mounts.js'

/**
 * The counters of the block device on which a file system lies. A file system of several devices has a number of its own, and
 * only its source says one of them.
 */
export function deviceOf(
  machine: Machine,
  { device, source }: Mount,
  counted: ReadonlyMap<string, DiskCounters>,
): DiskCounters | null {
  const direct = counted.get(device)
  if (direct || !source.startsWith('/dev/')) return direct ?? null
  // /dev/mapper/vg0-root leads to ../dm-0
  return counted.get(basename(machine.link(source) ?? source)) ?? null
}
