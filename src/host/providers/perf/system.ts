import type { Machine } from '../../machine.js'
import type { ProviderRegistration } from '../../provider.js'
import { processIds, runningProcesses } from '../linux/processes.js'
import { numberAfter } from '../linux/text.js'
import { hasProcfs } from '../system-name.js'
import { PerfClock } from './clocks.js'
import { type Counter, once, type PerfInstance, single } from './object.js'
import { type PerfOptions, perfRegistration } from './provider.js'

interface System extends PerfInstance {
  readonly machine: Machine
  /** 100 ns since 1601. */
  readonly boot: bigint | null
  /** proc_stat(5); empty where there is none. */
  readonly stat: () => string
}

const counters: Readonly<Record<string, Counter<System>>> = {
  ContextSwitchesPersec: single(({ stat }) => numberAfter(stat(), 'ctxt ')),
  Processes: single(({ machine }) => (hasProcfs(machine) ? processIds(machine).length || null : null)),
  ProcessorQueueLength: single(({ stat }) => waiting(stat())),
  SystemUpTime: single(({ boot }) => boot),
  Threads: single(({ machine }) => (hasProcfs(machine) ? threads(machine) || null : null)),
}

/**
 * System: /proc/stat, and the processes that can be seen. ProcessorQueueLength is how many threads could run beyond those that
 * the processors can take. Linux counts no calls, file operations, exceptions or emulations of the whole system: they stay null.
 */
export function systemCountersProvider(machine: Machine, options: PerfOptions = {}): ProviderRegistration {
  const clock = new PerfClock(machine)
  const instances = (): System[] => [
    {
      name: null,
      id: '',
      machine,
      boot: clock.read().Object === null ? null : clock.boot,
      stat: once(() => (hasProcfs(machine) ? (machine.text('/proc/stat') ?? '') : '')),
    },
  ]
  return perfRegistration(
    machine,
    clock,
    { name: 'PerfOS_System', counters, hasTotal: () => false, instances },
    options,
  )
}

/** The kernel counts those that run among those that could run. */
function waiting(stat: string): number | null {
  const processors = stat.match(/^cpu\d+ /gm)?.length ?? 0
  const runnable = numberAfter(stat, 'procs_running ')
  return runnable === null || processors === 0 ? null : Math.max(0, runnable - processors)
}

function threads(machine: Machine): number {
  let count = 0
  for (const { stat } of runningProcesses(machine)) count += stat.threads
  return count
}
