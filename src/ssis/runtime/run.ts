import { randomUUID } from 'node:crypto'
import { hostname, userInfo } from 'node:os'
import { DriveMap } from '../../base/drives.js'
import type { ConnectionEnvironment, RunnableExecutable, RunnablePackage } from '../contract.js'
import type { DTSExecStatus } from '../enums.js'
import type { DtsProblem } from '../errors.js'
import type { DtsEvents, DtsLogging, DtsMessage, ExtraLogProvider, LogEntry } from '../events.js'
import type { RunLog } from '../logging/index.js'
import type { Variable } from '../variable.js'
import type { VariableScope } from '../variables.js'
import { raise } from './bubble.js'
import type { Handlers } from './handlers.js'
import type { Limit } from './limit.js'
import { executionRecord, messageRecord } from './record.js'
import { outward, packageScope, type Scope } from './scope.js'

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
  /** Given to the WMI connections to one server; wins over `connect`. */
  readonly connectTo?: ConnectionEnvironment['connectTo']
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
  /** True: the log providers that the package selects take every event, whatever its filters say, as with dtexec /VLog. */
  readonly logEverything?: boolean
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

/** The account as logs and System::UserName show it: `DOMAIN\user` on Windows, elsewhere `HOST\user`. */
function operatorName(computer: string): string {
  try {
    return `${process.env.USERDOMAIN ?? computer}\\${userInfo().username}`
  } catch {
    // An account without an entry in the user database has no name.
    return computer
  }
}

/** How long tasks may follow each other before timers and signals get their turn, in milliseconds. */
const breathAfter = 10
/** How often OnQueryCancel is raised for one executable at most, in milliseconds. */
const askAgainAfter = 1000

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
  /** What has been validated so far: as a whole, or only what does not depend on tasks. */
  readonly checked = new Map<RunnableExecutable, 'structure' | 'all'>()
  /** Runs event handlers; none run while a package is only validated. */
  handlers: Handlers | undefined
  /** The open logs of the package. */
  sink: RunLog | undefined
  readonly #outer: ParentRun | undefined
  #root: Scope | undefined
  readonly #stop = new AbortController()
  /** The first exception of a listener, thrown to the caller when the run has ended. */
  #fault: { readonly error: unknown } | undefined
  readonly #pending = new Set<Promise<unknown>>()
  #breath = performance.now()

  constructor(pkg: RunnablePackage, options: RunOptions) {
    this.pkg = pkg
    this.options = options
    this.#outer = options[parentRun]
    const outer = this.#outer?.run
    this.signal = outer?.signal ?? AbortSignal.any([this.#stop.signal, ...(options.signal ? [options.signal] : [])])
    this.packageChain = [...(outer?.packageChain ?? []), pkg.path ?? pkg.name]
    const { secrets, connectTo, drives = new DriveMap() } = options
    // One map serves files and the embedded host, unless the caller says otherwise.
    const mappings = Array.from(drives.drives, ([letter, folder]) => `${letter}=${folder}`)
    const connect = { drives: mappings, ...options.connect, signal: this.signal }
    this.environment = { drives, connect, ...(connectTo ? { connectTo } : {}), ...(secrets ? { secrets } : {}) }
  }

  /** A new scope of the package: inside the task that runs it, if one does. What concerns the run as a whole goes there from now on. */
  root(limit: Limit): Scope {
    this.#root = packageScope(this, limit, this.#outer?.scope)
    return this.#root
  }

  /** An error or a warning of the package as a whole. */
  problem(problem: DtsProblem, severity: 'error' | 'warning'): void {
    if (!this.#root) return
    if (severity === 'error') this.error(this.#root, '', problem)
    else this.warning(this.#root, '', problem)
  }

  /** An information of the package as a whole. */
  inform(information: DtsProblem): void {
    if (this.#root) this.information(this.#root, '', information)
  }

  get canceled(): boolean {
    return this.signal.aborted
  }

  /** Stops everything: a package that a task runs stops the package of that task too. */
  cancel(): void {
    if (this.#outer) this.#outer.run.cancel()
    else this.#stop.abort()
  }

  /** Undefined, or a promise for which to wait: so that many quick tasks leave room for timers and signals. */
  breathe(): Promise<void> | undefined {
    if (performance.now() - this.#breath < breathAfter) return undefined
    return new Promise(resolve =>
      setImmediate(() => {
        this.#breath = performance.now()
        resolve()
      }),
    )
  }

  /** Calls a listener. One that throws stops the run, and hears nothing more. */
  tell(call: (events: DtsEvents) => unknown): unknown {
    if (this.#outer) return this.#outer.run.tell(call)
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
      this.fail(error)
      return undefined
    }
  }

  /** Ends the run because of what is no failure of the package: the caller gets the exception. */
  fail(error: unknown): void {
    if (this.#outer) {
      this.#outer.run.fail(error)
      return
    }
    this.#fault ??= { error }
    this.cancel()
  }

  /** What an async listener throws comes later. */
  #await(answer: Promise<unknown>): void {
    const heard = answer
      .then(
        () => undefined,
        error => this.fail(error),
      )
      .finally(() => this.#pending.delete(heard))
    this.#pending.add(heard)
  }

  /** Waits for async listeners. Throws what a listener threw. */
  async settle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending)
    if (this.#fault) throw this.#fault.error
  }

  /** Writes one log record, to the listener and to the log providers that want it. */
  log(event: string, source: RunnableExecutable, message: string, dataCode = 0, startTime = new Date()): void {
    const { log } = this.options
    const wanted = this.sink?.wants(event, source) ?? false
    if (!log && !wanted) return
    const entry: LogEntry = {
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
    }
    if (log) this.#hand(log, entry)
    if (wanted) this.sink?.write(entry, source)
  }

  #hand(log: DtsLogging, entry: LogEntry): void {
    if (this.#outer) this.#outer.run.#hand(log, entry)
    else if (!this.#fault) this.#guard(() => log.log(entry))
  }

  #message(scope: Scope, subComponent: string, problem: DtsProblem): DtsMessage {
    const { name, id } = scope.executable
    return { ...problem, source: name, sourceId: id, subComponent }
  }

  /** The packages that run here, innermost first. */
  *#packages(): Generator<RunnablePackage> {
    for (let at: Run | undefined = this; at; at = at.#outer?.run) yield at.pkg
  }

  error(scope: Scope, subComponent: string, problem: DtsProblem): void {
    const message = this.#message(scope, subComponent, problem)
    for (const pkg of this.#packages()) messageRecord(pkg).errors.push(message)
    const stop = this.tell(events => events.onError?.(scope.executable, message)) === true
    raise(scope, { ...messageEvent('OnError', problem), error: true, ...(stop ? { done: () => this.cancel() } : {}) })
  }

  warning(scope: Scope, subComponent: string, problem: DtsProblem): void {
    const message = this.#message(scope, subComponent, problem)
    for (const pkg of this.#packages()) messageRecord(pkg).warnings.push(message)
    this.tell(events => events.onWarning?.(scope.executable, message))
    raise(scope, messageEvent('OnWarning', problem))
  }

  information(scope: Scope, subComponent: string, problem: DtsProblem): void {
    const message = this.#message(scope, subComponent, problem)
    this.tell(events => events.onInformation?.(scope.executable, message))
    raise(scope, messageEvent('OnInformation', problem))
  }

  status(scope: Scope, status: DTSExecStatus): void {
    const { executable } = scope
    executionRecord(executable).executionStatus = status
    this.tell(events => events.onExecutionStatusChanged?.(executable, status))
    raise(scope, { name: 'OnExecStatusChanged', own: true, values: { ExecutionStatus: status } })
  }

  taskFailed(scope: Scope): void {
    const { executable } = scope
    this.tell(events => events.onTaskFailed?.(executable))
    raise(scope, { name: 'OnTaskFailed', values: { ExecutionValue: executionRecord(executable).executionValue } })
  }

  /** A variable with RaiseChangedEvent was written by an executable: the one that has the variable raises the event. */
  variableChanged(writer: Scope, variable: Variable): void {
    let owner = writer
    for (const at of outward(writer)) if (at.executable === variable.parent) owner = at
    this.tell(events => events.onVariableValueChanged?.(owner.executable, variable))
    const { qualifiedName: VariableName, id: VariableID, description: VariableDescription, value } = variable
    const values = { VariableName, VariableID, VariableDescription, VariableValue: value }
    raise(owner, { name: 'OnVariableValueChanged', own: true, message: VariableName, values }, writer)
  }

  /** True when somebody asked to stop; asks the listener, and from time to time the handlers of OnQueryCancel. */
  queryCancel(scope: Scope): boolean {
    if (this.canceled) return true
    if (this.tell(events => events.onQueryCancel?.()) === true) this.cancel()
    const now = performance.now()
    // What waits already would ask first.
    if (
      this.canceled ||
      !scope.handled ||
      scope.pending ||
      (scope.asked !== undefined && now - scope.asked < askAgainAfter)
    )
      return this.canceled
    scope.asked = now
    raise(scope, { name: 'OnQueryCancel', own: true })
    return this.canceled
  }
}

function messageEvent(name: string, { code, description }: DtsProblem) {
  const dataCode = code | 0
  return { name, message: description, dataCode, values: { ErrorCode: dataCode, ErrorDescription: description } }
}
