import { randomUUID } from 'node:crypto'
import { hostname, userInfo } from 'node:os'
import { DriveMap } from '../../base/drives.js'
import type {
  ComponentEvents,
  ConnectionEnvironment,
  RunnableExecutable,
  RunnablePackage,
  TaskContext,
} from '../contract.js'
import { type DtsProblem, dtsSymbol } from '../errors.js'
import type { DtsEvents, DtsLogging, DtsMessage } from '../events.js'
import { messageRecord } from './record.js'

/** Options of `pkg.validate` and `pkg.execute`. */
export interface RunOptions {
  /** Hears every event of the package. */
  readonly events?: DtsEvents
  /** Receives the log records: package start and end, events, the custom entries of tasks. */
  readonly log?: DtsLogging
  /** Aborting it stops the run: the result is Canceled. */
  readonly signal?: AbortSignal
  /** How the drive letters of packages map to folders; default: C: is `/`. */
  readonly drives?: DriveMap
  /** Given to every WMI connection besides what its manager says. */
  readonly connect?: ConnectionEnvironment['connect']
  /** Instead of the package's MaxConcurrentExecutables; -1: processors + 2. */
  readonly maxConcurrentExecutables?: number
  /** What System::InteractiveMode tells; default false. */
  readonly interactiveMode?: boolean
}

/** One executable within a run, with what its descendants have reported so far. */
export interface Scope {
  readonly executable: RunnableExecutable
  readonly parent: Scope | undefined
  /** Errors raised by the executable itself and everything below it. */
  errors: number
  /** True when a child failed whose FailParentOnFailure or FailPackageOnFailure passes that on. */
  failed: boolean
}

export function scopeOf(executable: RunnableExecutable, parent?: Scope): Scope {
  return { executable, parent, errors: 0, failed: false }
}

/** The executable and its containers, innermost first: the way on which its events bubble. */
export function* outward(scope: Scope): Generator<Scope> {
  for (let at: Scope | undefined = scope; at; at = at.parent) yield at
}

/** The account as logs and System::UserName show it: `DOMAIN\user` on Windows, elsewhere `HOST\user`. */
function operatorName(computer: string): string {
  try {
    return `${process.env.USERDOMAIN ?? computer}\\${userInfo().username}`
  } catch {
    // An account without an entry in the user database has no name.
    return computer
  }
}

/** What one validation or execution of a package shares: identity, listeners, cancellation, the way to connections. */
export class Run {
  readonly pkg: RunnablePackage
  readonly options: RunOptions
  /** ExecutionInstanceGUID, with braces and in upper case. */
  readonly id = `{${randomUUID().toUpperCase()}}`
  readonly startTime = new Date()
  readonly computer = hostname().toUpperCase()
  readonly operator = operatorName(this.computer)
  readonly signal: AbortSignal
  readonly environment: ConnectionEnvironment
  readonly #stop = new AbortController()
  /** The first exception of a listener, thrown to the caller when the run has ended. */
  #fault: { readonly error: unknown } | undefined
  readonly #pending = new Set<Promise<unknown>>()

  constructor(pkg: RunnablePackage, options: RunOptions) {
    this.pkg = pkg
    this.options = options
    this.signal = options.signal ? AbortSignal.any([options.signal, this.#stop.signal]) : this.#stop.signal
    const drives = options.drives ?? new DriveMap()
    // One map serves files and the embedded host, unless the caller says otherwise.
    const mappings = Array.from(drives.drives, ([letter, folder]) => `${letter}=${folder}`)
    this.environment = { drives, connect: { drives: mappings, ...options.connect, signal: this.signal } }
  }

  get canceled(): boolean {
    return this.signal.aborted
  }

  cancel(): void {
    this.#stop.abort()
  }

  /** Calls a listener. One that throws stops the run, and hears nothing more. */
  tell(call: (events: DtsEvents) => unknown): unknown {
    const { events } = this.options
    if (!events || this.#fault) return undefined
    return this.#guard(() => call(events))
  }

  #guard(call: () => unknown): unknown {
    try {
      const answer = call()
      if (answer instanceof Promise) this.#await(answer)
      return answer
    } catch (error) {
      this.#fail(error)
      return undefined
    }
  }

  #fail(error: unknown): void {
    this.#fault ??= { error }
    this.cancel()
  }

  /** What an async listener throws comes later. */
  #await(answer: Promise<unknown>): void {
    const heard = answer
      .then(
        () => undefined,
        error => this.#fail(error),
      )
      .finally(() => this.#pending.delete(heard))
    this.#pending.add(heard)
  }

  /** Waits for async listeners. Throws what a listener threw. */
  async settle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending)
    if (this.#fault) throw this.#fault.error
  }

  log(event: string, source: RunnableExecutable, message: string, dataCode = 0, startTime = new Date()): void {
    const { log } = this.options
    if (!log || this.#fault) return
    this.#guard(() =>
      log.log({
        event,
        computer: this.computer,
        operator: this.operator,
        source: source.name,
        sourceId: source.id,
        executionId: this.id,
        startTime,
        endTime: new Date(),
        dataCode,
        message,
      }),
    )
  }

  #bubble(event: string, scope: Scope, message: string, dataCode = 0): void {
    if (this.options.log) for (const { executable } of outward(scope)) this.log(event, executable, message, dataCode)
  }

  #message(scope: Scope, subComponent: string, problem: DtsProblem): DtsMessage {
    const { name, id } = scope.executable
    return { ...problem, source: name, sourceId: id, subComponent }
  }

  error(scope: Scope, subComponent: string, problem: DtsProblem): void {
    const message = this.#message(scope, subComponent, problem)
    messageRecord(this.pkg).errors.push(message)
    for (const at of outward(scope)) at.errors += 1
    this.#bubble('OnError', scope, problem.description, problem.code | 0)
    if (this.tell(events => events.onError?.(scope.executable, message)) === true) this.cancel()
  }

  warning(scope: Scope, subComponent: string, problem: DtsProblem): void {
    const message = this.#message(scope, subComponent, problem)
    messageRecord(this.pkg).warnings.push(message)
    this.#bubble('OnWarning', scope, problem.description, problem.code | 0)
    this.tell(events => events.onWarning?.(scope.executable, message))
  }

  information(scope: Scope, subComponent: string, problem: DtsProblem): void {
    const message = this.#message(scope, subComponent, problem)
    this.#bubble('OnInformation', scope, problem.description, problem.code | 0)
    this.tell(events => events.onInformation?.(scope.executable, message))
  }

  taskFailed(scope: Scope): void {
    this.#bubble('OnTaskFailed', scope, '')
    this.tell(events => events.onTaskFailed?.(scope.executable))
  }

  /** True when somebody asked to stop; asks the listener. */
  queryCancel(): boolean {
    if (!this.canceled && this.tell(events => events.onQueryCancel?.()) === true) this.cancel()
    return this.canceled
  }

  componentEvents(scope: Scope): ComponentEvents {
    const problem = (code: number, description: string, hint = ''): DtsProblem => ({
      code: code >>> 0,
      symbol: dtsSymbol(code),
      description,
      hint,
    })
    return {
      fireError: (code, sub, description, hint) => this.error(scope, sub, problem(code, description, hint)),
      fireWarning: (code, sub, description, hint) => this.warning(scope, sub, problem(code, description, hint)),
      fireInformation: (code, sub, description) => this.information(scope, sub, problem(code, description)),
      fireProgress: (description, percentComplete, countLow, countHigh, subComponent) => {
        this.#bubble('OnProgress', scope, description, percentComplete)
        this.tell(events =>
          events.onProgress?.(scope.executable, { description, percentComplete, countLow, countHigh, subComponent }),
        )
      },
      fireCustomEvent: (eventName, eventText, parameters, subComponent) => {
        this.#bubble(eventName, scope, eventText)
        this.tell(events =>
          events.onCustomEvent?.(scope.executable, { eventName, eventText, arguments: parameters, subComponent }),
        )
      },
      fireQueryCancel: () => this.queryCancel(),
      log: (eventName, message) => this.log(eventName, scope.executable, message),
    }
  }

  taskContext(scope: Scope): TaskContext {
    return {
      connections: this.pkg.connections,
      variables: scope.executable.variables,
      events: this.componentEvents(scope),
      signal: this.signal,
      environment: this.environment,
      nativePath: path => this.environment.drives.toNative(path),
    }
  }
}
