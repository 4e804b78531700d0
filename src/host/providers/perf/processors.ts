import { cpus } from 'node:os'
import type { Machine } from '../../machine.js'
import type { ProviderRegistration } from '../../provider.js'
import { readIdleStates, readPerCpu } from '../linux/cpu-counters.js'
import { hasProcfs } from '../system-name.js'
import { PerfClock, tick } from './clocks.js'
import { averaged, type Counter, once, type PerfInstance, summed } from './object.js'
import { type PerfOptions, perfRegistration } from './provider.js'

/** What a logical processor did, in 100 ns, and how often; null is what the system does not tell. */
interface Processor extends PerfInstance {
  readonly user: number
  /** With interrupts and deferred work, as on Windows. */
  readonly privileged: number
  readonly idle: number
  readonly interrupt: number
  readonly deferred: number | null
  readonly interrupts: () => number | null
  readonly deferrals: () => number | null
  /** Microseconds in sleep states and how often they were entered, by the state's depth: 1, 2, 3 and deeper. */
  readonly sleep: () => ReadonlyMap<number, { readonly time: number; readonly count: number }>
}

const microsecond = 10

/**
 * proc_stat(5) but for: interrupts and softirqs, which have a file each, and the sleep states of sysfs ("cpuidle").
 * % Processor Time counts the time that was idle, for its type shows the rest.
 */
const counters: Readonly<Record<string, Counter<Processor>>> = {
  PercentProcessorTime: averaged(({ idle }) => idle),
  PercentIdleTime: averaged(({ idle }) => idle),
  PercentUserTime: averaged(({ user }) => user),
  PercentPrivilegedTime: averaged(({ privileged }) => privileged),
  PercentInterruptTime: averaged(({ interrupt }) => interrupt),
  PercentDPCTime: averaged(({ deferred }) => deferred),
  PercentC1Time: averaged(({ sleep }) => asleep(sleep().get(1)?.time)),
  PercentC2Time: averaged(({ sleep }) => asleep(sleep().get(2)?.time)),
  PercentC3Time: averaged(({ sleep }) => asleep(sleep().get(3)?.time)),
  C1TransitionsPersec: summed(({ sleep }) => sleep().get(1)?.count ?? null),
  C2TransitionsPersec: summed(({ sleep }) => sleep().get(2)?.count ?? null),
  C3TransitionsPersec: summed(({ sleep }) => sleep().get(3)?.count ?? null),
  InterruptsPersec: summed(({ interrupts }) => interrupts()),
  DPCsQueuedPersec: summed(({ deferrals }) => deferrals()),
}

/**
 * Processor: the logical processors by number, and `_Total`: the mean of their times, the sum of their counts. Work that the
 * kernel puts off from an interrupt (softirq) is what Windows calls a DPC. DPCRate stays null.
 */
export function processorCountersProvider(machine: Machine, options: PerfOptions = {}): ProviderRegistration {
  const object = {
    name: 'PerfOS_Processor',
    counters,
    hasTotal: () => true,
    most: 100n,
    instances: () => (hasProcfs(machine) ? fromProcfs(machine) : fromNode(machine)),
  }
  return perfRegistration(machine, new PerfClock(machine), object, options)
}

function fromProcfs(machine: Machine): Processor[] {
  const interrupts = once(() => readPerCpu(machine, '/proc/interrupts'))
  const deferrals = once(() => readPerCpu(machine, '/proc/softirqs'))
  return [...(machine.text('/proc/stat') ?? '').matchAll(/^cpu(\d{1,6}) (.*)$/gm)].map(
    ([, number = '', times = '']) => {
      // guest and guest_nice are in user and nice already.
      const [user = 0, nice = 0, system = 0, idle = 0, waiting = 0, irq = 0, softirq = 0] = times
        .split(' ')
        .map(each => Number(each) * tick)
      return {
        name: number,
        id: number,
        user: user + nice,
        privileged: system + irq + softirq,
        idle: idle + waiting,
        interrupt: irq,
        deferred: softirq,
        interrupts: () => interrupts().get(number) ?? null,
        deferrals: () => deferrals().get(number) ?? null,
        sleep: once(() => readIdleStates(machine, number)),
      }
    },
  )
}

/** Node tells milliseconds. */
function fromNode(machine: Machine): Processor[] {
  const milliseconds = 10_000
  return (machine.isReal ? cpus() : []).map(({ times }, index) => ({
    name: String(index),
    id: String(index),
    user: (times.user + times.nice) * milliseconds,
    privileged: (times.sys + times.irq) * milliseconds,
    idle: times.idle * milliseconds,
    interrupt: times.irq * milliseconds,
    deferred: null,
    interrupts: () => null,
    deferrals: () => null,
    sleep: () => new Map(),
  }))
}

function asleep(microseconds: number | undefined): number | null {
  return microseconds === undefined ? null : microseconds * microsecond
}
