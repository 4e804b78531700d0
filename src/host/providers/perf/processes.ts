import { foldName } from '../../../base/name-map.js'
import type { Machine } from '../../machine.js'
import type { ProviderRegistration } from '../../provider.js'
import { pageSize } from '../linux/page-size.js'
import type { ProcessEntry } from '../linux/process-entry.js'
import { runningProcesses } from '../linux/processes.js'
import { basePriority } from '../priority.js'
import { hasProcfs } from '../system-name.js'
import { PerfClock, tick } from './clocks.js'
import { type Counter, type Limited, type PerfInstance, single, summed, zeroed } from './object.js'
import { type PerfOptions, perfRegistration } from './provider.js'
import { totalName } from './sample.js'

interface Process extends PerfInstance {
  readonly entry: ProcessEntry
  /** When the machine was started, in 100 ns since 1601. */
  readonly boot: bigint
  /** Bytes. */
  readonly page: number
}

/** Kilobytes of the status file; threads of the kernel and zombies have no memory. */
const memory = (key: string): Counter<Process> =>
  summed(({ entry }) => {
    const kilobytes = entry.hasProgram ? entry.status(key) : 0
    return kilobytes && kilobytes * 1024
  })
/** The io file, which may be kept from us. */
const transfers = (...keys: readonly string[]): Counter<Process> =>
  summed(({ entry }) =>
    keys.reduce<number | null>((sum, key) => {
      const value = sum === null ? null : entry.io(key)
      return sum === null || value === null ? null : sum + value
    }, 0),
  )

/** As in Win32_Process: what that class cannot tell of a process has no line here. */
const counters: Readonly<Record<string, Counter<Process>>> = {
  CreatingProcessID: zeroed(({ entry }) => entry.stat.parent),
  ElapsedTime: single(({ entry, boot }) => boot + BigInt(entry.stat.startTicks) * BigInt(tick)),
  HandleCount: summed(({ entry }) => entry.handles),
  IDProcess: zeroed(({ entry }) => entry.pid),
  IODataBytesPersec: transfers('rchar:', 'wchar:'),
  IODataOperationsPersec: transfers('syscr:', 'syscw:'),
  IOReadBytesPersec: transfers('rchar:'),
  IOReadOperationsPersec: transfers('syscr:'),
  IOWriteBytesPersec: transfers('wchar:'),
  IOWriteOperationsPersec: transfers('syscw:'),
  PageFaultsPersec: summed(({ entry }) => entry.stat.minorFaults + entry.stat.majorFaults),
  PageFileBytes: memory('VmSwap:'),
  PercentPrivilegedTime: summed(({ entry }) => entry.stat.kernelTicks * tick),
  PercentProcessorTime: summed(({ entry }) => (entry.stat.userTicks + entry.stat.kernelTicks) * tick),
  PercentUserTime: summed(({ entry }) => entry.stat.userTicks * tick),
  PriorityBase: zeroed(({ entry }) => basePriority(entry.stat.nice, entry.stat.policy)),
  ThreadCount: summed(({ entry }) => entry.stat.threads),
  VirtualBytes: summed(({ entry }) => entry.stat.virtualSize),
  VirtualBytesPeak: memory('VmPeak:'),
  WorkingSet: summed(({ entry, page }) => entry.stat.residentPages * page),
  WorkingSetPeak: memory('VmHWM:'),
  WorkingSetPrivate: memory('RssAnon:'),
}

/**
 * Process: the processes by the name of their program without `.exe`; the second of a name, in the order of their ids, is
 * `name#1`. `_Total` is the sum of all that can be seen. Linux shows no idle process, so there is no `Idle`.
 */
export function processCountersProvider(machine: Machine, options: PerfOptions = {}): ProviderRegistration {
  const clock = new PerfClock(machine)
  const object = {
    name: 'PerfProc_Process',
    counters,
    hasTotal: isWhole,
    limits: ['IDProcess'],
    instances: (query: Limited) => read(machine, clock, query),
  }
  return perfRegistration(machine, clock, object, options)
}

function* read(machine: Machine, clock: PerfClock, query: Limited): Generator<Process> {
  if (!hasProcfs(machine)) return
  const ids = query.equals('IDProcess')?.map(Number).filter(Number.isFinite)
  // All before it count for the name of a process; none behind it does.
  const last = ids ? Math.max(...ids) : Number.POSITIVE_INFINITY
  const whole = isWhole(query)
  const used = new Map([[foldName(totalName), 1]])
  const { boot } = clock
  const page = pageSize(machine)
  for (const entry of runningProcesses(machine)) {
    if (!whole && entry.pid > last) return
    const name = uniqueName(entry.name.replace(/(?<=.)\.exe$/i, ''), used)
    if (whole || ids?.includes(entry.pid))
      yield { name, id: `${entry.pid} ${entry.stat.startTicks}`, entry, boot, page }
  }
}

/** `_Total` goes by the id 0, and is made of all. */
function isWhole(query: Limited): boolean {
  const ids = query.equals('IDProcess')
  return ids === undefined || ids.some(id => Number(id) === 0)
}

function uniqueName(name: string, used: Map<string, number>): string {
  const key = foldName(name)
  const count = used.get(key)
  used.set(key, (count ?? 0) + 1)
  return count === undefined ? name : uniqueName(`${name}#${count}`, used)
}
