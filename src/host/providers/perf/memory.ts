import type { Machine } from '../../machine.js'
import type { ProviderRegistration } from '../../provider.js'
import { pageSize } from '../linux/page-size.js'
import { numberAfter } from '../linux/text.js'
import { readMemory } from '../memory.js'
import { hasProcfs } from '../system-name.js'
import { PerfClock } from './clocks.js'
import { type Counter, once, type PerfInstance, single } from './object.js'
import { type PerfOptions, perfRegistration } from './provider.js'

/** The memory of the machine. */
interface SystemMemory extends PerfInstance {
  /** Kilobytes by the name of proc_meminfo(5); null where the kernel does not tell. */
  readonly kilobytes: (key: string) => number | null
  /** A counter of /proc/vmstat. */
  readonly counted: (key: string) => number | null
  readonly available: () => number | null
  /** Kilobytes. */
  readonly page: () => number
}

const bytes = (value: number | null) => value && value * 1024
const sum = (...values: readonly (number | null)[]) =>
  values.reduce((total, value) => (total === null || value === null ? null : total + value), 0)

/** Linux keeps its own code and data in memory that is never paged: for what Windows has paged there is no line. */
const counters: Readonly<Record<string, Counter<SystemMemory>>> = {
  AvailableBytes: single(({ available }) => bytes(available())),
  AvailableKBytes: single(({ available }) => available()),
  AvailableMBytes: single(({ available }) => whole(available(), 1024)),
  // The page cache, which is all that Linux has of a system cache.
  CacheBytes: single(({ kilobytes }) => bytes(sum(kilobytes('Buffers:'), kilobytes('Cached:')))),
  SystemCacheResidentBytes: single(({ kilobytes }) => bytes(sum(kilobytes('Buffers:'), kilobytes('Cached:')))),
  CommitLimit: single(({ kilobytes }) => bytes(kilobytes('CommitLimit:'))),
  CommittedBytes: single(({ kilobytes }) => bytes(kilobytes('Committed_AS:'))),
  // In pages, so that 32 bits hold it.
  PercentCommittedBytesInUse: single(({ kilobytes, page }) => whole(kilobytes('Committed_AS:'), page())),
  PercentCommittedBytesInUse_Base: single(({ kilobytes, page }) => whole(kilobytes('CommitLimit:'), page())),
  FreeAndZeroPageListBytes: single(({ kilobytes }) => bytes(kilobytes('MemFree:'))),
  ModifiedPageListBytes: single(({ kilobytes }) => bytes(kilobytes('Dirty:'))),
  PoolNonpagedBytes: single(({ kilobytes }) => bytes(kilobytes('Slab:'))),
  PageFaultsPersec: single(({ counted }) => counted('pgfault')),
  // A fault that had to wait for a disk.
  PageReadsPersec: single(({ counted }) => counted('pgmajfault')),
  // What was read from disks into memory, the page cache included; vmstat counts in kilobytes.
  PagesInputPersec: single(({ counted, page }) => whole(counted('pgpgin'), page())),
  // What was written to free memory; vmstat counts in pages.
  PagesOutputPersec: single(({ counted }) => counted('pswpout')),
  PagesPersec: single(({ counted, page }) => sum(whole(counted('pgpgin'), page()), counted('pswpout'))),
}

/** Memory: /proc/meminfo and /proc/vmstat. Without procfs, only what is available. */
export function memoryCountersProvider(machine: Machine, options: PerfOptions = {}): ProviderRegistration {
  const object = {
    name: 'PerfOS_Memory',
    counters,
    hasTotal: () => false,
    instances: () => [systemMemory(machine)],
  }
  return perfRegistration(machine, new PerfClock(machine), object, options)
}

function systemMemory(machine: Machine): SystemMemory {
  const reader = (file: string) => once(() => (hasProcfs(machine) ? (machine.text(file) ?? '') : ''))
  const meminfo = reader('/proc/meminfo')
  const vmstat = reader('/proc/vmstat')
  return {
    name: null,
    id: '',
    kilobytes: key => numberAfter(meminfo(), key),
    counted: key => numberAfter(vmstat(), `${key} `),
    available: once(() => readMemory(machine).available),
    page: once(() => pageSize(machine) / 1024),
  }
}

function whole(value: number | null, unit: number): number | null {
  return value === null ? null : Math.floor(value / unit)
}
