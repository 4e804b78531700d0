import { randomUUID } from 'node:crypto'
import { hostname, userInfo } from 'node:os'
import { DriveMap } from '../../base/drives.js'
import type {
  ComponentEvents,
  ConnectionEnvironment,
  RunnableExecutable,
  RunnablePackage,
  RunnableTask,
  TaskContext,
} from '../contract.js'
import { type DtsProblem, dtsSymbol } from '../errors.js'
import type { DtsEvents, DtsLogging, DtsMessage, ExtraLogProvider } from '../events.js'
import type { VariableScope } from '../variables.js'
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
  /** Environment variables that configurations read; default: those of this process. */
  readonly env?: NodeJS.ProcessEnv
  /** False: the configurations of the package are left alone. Default true, where EnableConfigurations is. */
  readonly applyConfigurations?: boolean
  /** More configuration files, applied after those of the package. */
  readonly configurationFiles?: readonly string[]
  /** What parent package configurations read. */
  readonly parentVariables?: VariableScope
  /** Log providers besides those of the package. */
  readonly logProviders?: readonly ExtraLogProvider[]
  /** Passwords that are in no package. */
  readonly secrets?: ConnectionEnvironment['secrets']
  /** For a package that a task runs: where that task is. */
  readonly [parentRun]?: ParentRun
}

/** The key of {@link ParentRun} in options; callers of `pkg.execute` have no such key. */
export const parentRun = Symbol('parentRun')

/** The run and the task that run another package. */
export interface ParentRun {
  readonly run: Run
  readonly scope: Scope
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
  /** What runs here, outermost first: paths of packages, or names of those that came from no file. */
  readonly packageChain: readonly string[]
  readonly #stop = new AbortController()
  /** The first exception of a listener, thrown to the caller when the run has ended. */
  #fault: { readonly error: unknown } | undefined
  readonly #pending = new Set<Promise<unknown>>()

  constructor(pkg: RunnablePackage, options: RunOptions) {
    this.pkg = pkg
    this.options = options
    const outer = options[parentRun]?.run.signal
    this.signal = outer ?? AbortSignal.any([this.#stop.signal, ...(options.signal ? [options.signal] : [])])
    this.packageChain = [...(options[parentRun]?.run.packageChain ?? []), pkg.path ?? pkg.name]
    const drives = options.drives ?? new DriveMap()
    // One map serves files and the embedded host, unless the caller says otherwise.
    const mappings = Array.from(drives.drives, ([letter, folder]) => `${letter}=${folder}`)
    const { secrets } = options
    const connect = { drives: mappings, ...options.connect, signal: this.signal }
    this.environment = { drives, connect, ...(secrets ? { secrets } : {}) }
  }

  get canceled(): boolean {
    return this.signal.aborted
  }

  /** Stops everything: a package that a task runs stops the package of that task too. */
  cancel(): void {
    this.options[parentRun]?.run.cancel()
    this.#stop.abort()
  }

  /** The scope of the package: inside the task that runs it, if one does. */
  get root(): Scope {
    return scopeOf(this.pkg, this.options[parentRun]?.scope)
  }

  /** The packages that run here, innermost first. */
  *#packages(): Generator<RunnablePackage> {
    for (let at: Run | undefined = this; at; at = at.options[parentRun]?.run) yield at.pkg
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
    for (const pkg of this.#packages()) messageRecord(pkg).errors.push(message)
    for (const at of outward(scope)) at.errors += 1
    this.#bubble('OnError', scope, problem.description, problem.code | 0)
    if (this.tell(events => events.onError?.(scope.executable, message)) === true) this.cancel()
  }

  warning(scope: Scope, subComponent: string, problem: DtsProblem): void {
    const message = this.#message(scope, subComponent, problem)
    for (const pkg of this.#packages()) messageRecord(pkg).warnings.push(message)
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

  taskContext(scope: Scope, host: RunnableTask): TaskContext {
    const { variables } = host
    return {
      host,
      connections: this.pkg.connections,
      variables,
      events: this.componentEvents(scope),
      signal: this.signal,
      environment: this.environment,
      packageChain: this.packageChain,
      nativePath: path => this.environment.drives.toNative(path),
      handlersDone: async () => {},
      runPackage: (child, { parentVariables = variables } = {}) => {
        const { maxConcurrentExecutables: _own, ...shared } = this.options
        return child.execute({ ...shared, parentVariables, [parentRun]: { run: this, scope } })
      },
    }
  }
}
