import { designerRunText } from '../../base/texts/designer-run.js'
import {
  type DtsCustomEvent,
  type DtsEvents,
  type DtsMessage,
  type DtsProgress,
  type EventSource,
  ExecutePackageTask,
  type Package,
  TaskHost,
} from '../../ssis/index.js'
import type { ProblemView, RunEvent, RunState } from '../api/index.js'
import { placedOf } from './executables.js'
import type { RunKeys } from './run-keys.js'
import { RunStates } from './run-states.js'
import { Throttle } from './throttle.js'

/** How many characters of a text reach the page. */
const longestText = 20_000
/** Milliseconds between two lines of progress of one executable. */
const interval = 50

/** What is told while a task runs. */
export interface MonitorOptions {
  readonly copy: Package
  readonly keys: RunKeys
  readonly emit: (event: RunEvent) => void
  /** A task has ended, which may have made a table. */
  readonly onTask: (task: TaskHost) => void
}

/** Listens to a run, and tells the page what it sees. */
export class RunMonitor implements DtsEvents {
  errors = 0
  warnings = 0
  readonly #options: MonitorOptions
  readonly #states: RunStates
  readonly #progress: Throttle<RunEvent>
  /** What is of the package itself. */
  readonly #own: ReadonlySet<EventSource>
  /** Tasks that run packages, of which some work now. */
  readonly #runners = new Set<EventSource>()

  constructor(options: MonitorOptions) {
    const { copy, keys, emit } = options
    this.#options = options
    this.#states = new RunStates(copy, keys, emit)
    this.#progress = new Throttle(interval, emit)
    this.#own = new Set([...placedOf(copy)].map(({ executable }) => executable))
  }

  onPreValidate(source: EventSource): void {
    this.#states.validates(source, true)
  }

  onPostValidate(source: EventSource): void {
    this.#states.validates(source, false)
  }

  onPreExecute(source: EventSource): void {
    this.#states.starts(source)
    if (runsPackages(source) && this.#own.has(source)) this.#runnersChange(() => this.#runners.add(source))
  }

  onPostExecute(source: EventSource): void {
    this.#states.ends(source)
    if (this.#runners.has(source)) this.#runnersChange(() => this.#runners.delete(source))
    if (this.#own.has(source) && source instanceof TaskHost) this.#options.onTask(source)
  }

  onProgress(source: EventSource, { description, percentComplete, countHigh, countLow }: DtsProgress): void {
    this.#states.counts(source, countHigh * 2 ** 32 + countLow)
    const object = this.#options.keys.eventKey(source)
    const percent = Math.min(100, Math.max(0, percentComplete))
    this.#progress.put(object, { kind: 'progress', object, percent, text: bounded(description), at: Date.now() })
  }

  onInformation(source: EventSource, information: DtsMessage): void {
    this.#message('information', source, information)
    this.#states.watches(source)
  }

  onWarning(source: EventSource, warning: DtsMessage): void {
    this.warnings += 1
    this.#message('warning', source, warning)
  }

  onError(source: EventSource, error: DtsMessage): undefined {
    this.errors += 1
    this.#states.accuse(source)
    this.#message('error', source, error)
  }

  onCustomEvent(source: EventSource, { eventName, eventText }: DtsCustomEvent): void {
    this.#states.watches(source)
    const object = this.#options.keys.eventKey(source)
    this.#options.emit({ kind: 'event', at: Date.now(), object, name: eventName, text: bounded(eventText) })
  }

  /** Something that the way to a server has to say. */
  notice(severity: 'information' | 'warning', message: string): void {
    if (severity === 'warning') this.warnings += 1
    this.#tell({ severity, message: bounded(message), hint: '', code: 0, name: '', object: null, source: '' })
  }

  /** When the run is over. */
  close(outcome: RunState): void {
    this.#progress.flush()
    this.#states.close(this.#options.copy, outcome)
  }

  #message(severity: ProblemView['severity'], at: EventSource, message: DtsMessage): void {
    const { code, symbol, description, hint, source } = message
    const object = this.#options.keys.eventKey(at)
    this.#tell({ severity, message: bounded(description), hint, code: code >>> 0, name: symbol, object, source })
  }

  #tell(problem: ProblemView): void {
    this.#options.emit({ kind: 'message', at: Date.now(), problem })
  }

  /** What comes from a package that is not ours, comes from the task that runs it: the last one that began. */
  #runnersChange(change: () => void): void {
    change()
    const last = [...this.#runners].at(-1)
    this.#options.keys.runs(last)
  }
}

function runsPackages(source: EventSource): boolean {
  return 'task' in source && source.task instanceof ExecutePackageTask
}

function bounded(text: string): string {
  if (text.length <= longestText) return text
  return `${text.slice(0, longestText)}${designerRunText('cut', { count: text.length - longestText })}`
}
