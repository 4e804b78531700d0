// A package with one WMI Event Watcher task over a host whose instances the tests create.
import { WmiHost } from '../../../../src/host/index.js'
import type { DTSExecResult } from '../../../../src/ssis/enums.js'
import type { DtsCustomEvent, LogEntry } from '../../../../src/ssis/events.js'
import { Package, type TaskHost } from '../../../../src/ssis/index.js'
import type { RunOptions } from '../../../../src/ssis/runtime/execute.js'

const mof = 'class Test_Job { [key] string Name; uint32 State; };'

export const query =
  "SELECT * FROM __InstanceCreationEvent WITHIN 0.1 WHERE TargetInstance ISA 'Test_Job' AND TargetInstance.State < 5"

export interface WatcherPackage {
  readonly pkg: Package
  readonly task: TaskHost
  readonly host: WmiHost
  readonly logs: LogEntry[]
  readonly custom: DtsCustomEvent[]
  /** Creates a Test_Job. */
  create(name: string, state?: number): Promise<void>
  /** @param onWatching called whenever the task says that it watches */
  run(onWatching?: () => unknown, options?: RunOptions): Promise<DTSExecResult>
  /** `symbol` of each error. */
  symbols(): string[]
  warnings(): string[]
}

/** The host also answers behind other ways: see `connect` of {@link RunOptions}. */
export function jobHost(): WmiHost {
  return new WmiHost({ mof: [{ text: mof, namespace: 'root\\cimv2' }] })
}

export function watcherPackage(
  properties: Readonly<Record<string, string | number | boolean>> = {},
  host = jobHost(),
): WatcherPackage {
  const pkg = new Package()
  pkg.connections.add('WMI').name = 'WMI'
  const task = pkg.executables.add('STOCK:WmiEventWatcherTask') as TaskHost
  task.name = 'Wait'
  for (const [name, value] of Object.entries({ wmiConnection: 'WMI', wqlQuerySource: query, ...properties }))
    task.innerObject[name] = value
  const logs: LogEntry[] = []
  const custom: DtsCustomEvent[] = []
  const wmi = host.connect('root\\cimv2')
  return {
    pkg,
    task,
    host,
    logs,
    custom,
    async create(name, state = 1) {
      await wmi.create('Test_Job', { Name: name, State: state })
    },
    run: (onWatching, options) =>
      pkg.execute({
        connect: { host },
        log: {
          log: entry => {
            logs.push(entry)
            if (entry.event === 'WMIEventWatcherWatchingForWMIEvents') void onWatching?.()
          },
        },
        events: { onCustomEvent: (_source, event) => void custom.push(event) },
        ...options,
      }),
    symbols: () => pkg.errors.map(({ symbol }) => symbol),
    warnings: () => pkg.warnings.map(({ description }) => description),
  }
}
