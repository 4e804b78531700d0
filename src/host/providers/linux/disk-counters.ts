// /proc/diskstats: Documentation/admin-guide/iostats.rst.
//   major minor name  reads merged sectors ms  writes merged sectors ms  in-progress ms-busy ms-weighted …
// Sectors are of 512 bytes, whatever those of the disk are.
import type { Machine } from '../../machine.js'

const sector = 512

/** What a disk or partition did since it appeared. */
export interface DiskCounters {
  /** The kernel's name, such as `sda1`. */
  readonly name: string
  readonly reads: number
  readonly bytesRead: number
  /** The milliseconds of all reads together. */
  readonly readTime: number
  readonly writes: number
  readonly bytesWritten: number
  readonly writeTime: number
  /** Requests under way now. */
  readonly inProgress: number
  /** Milliseconds during which any request was under way. */
  readonly busyTime: number
}

/** By `major:minor` and by name. A name never has a colon. */
export function readDiskCounters(machine: Machine): ReadonlyMap<string, DiskCounters> {
  const found = new Map<string, DiskCounters>()
  for (const line of (machine.text('/proc/diskstats') ?? '').split('\n')) {
    const [major, minor, name, ...counts] = line.trim().split(/\s+/)
    // Kernels before 2.6.25 tell less of partitions.
    if (name === undefined || counts.length < 11 || !counts.every(each => /^\d+$/.test(each))) continue
    const at = (index: number) => Number(counts[index])
    const counters: DiskCounters = {
      name,
      reads: at(0),
      bytesRead: at(2) * sector,
      readTime: at(3),
      writes: at(4),
      bytesWritten: at(6) * sector,
      writeTime: at(7),
      inProgress: at(8),
      busyTime: at(9),
    }
    found.set(`${major}:${minor}`, counters)
    found.set(name, counters)
  }
  return found
}
