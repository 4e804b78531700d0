import { WmilinkError } from '../../base/errors.js'
import { watcherText } from '../../base/texts/ssis-watcher.js'
import type { ConnectionManager } from '../connection-manager.js'
import type { ComponentProperties, Task, TaskContext, TaskKind } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { DtsError, dtsError, dtsProblem, problemOf } from '../errors.js'
import { isBadQuery } from './event-watcher/bad-query.js'
import { eventMof } from './event-watcher/event-text.js'
import { ExistingInstances } from './event-watcher/existing.js'
import {
  AfterEvent,
  AfterTimeout,
  type EventWatcherSettings,
  eventWatcherProperties,
  readSettings,
} from './event-watcher/settings.js'
import { Subscription, type Waited } from './event-watcher/subscription.js'
import { stockMatcher } from './kind.js'
import { managerProblems } from './references.js'
import { isKnownBefore, warnOfQuery } from './wmi-query/advise.js'
import { eventWatcherCodes as codes } from './wmi-query/codes.js'
import { toldFailure, wmiManager } from './wmi-query/connection.js'
import { checkQuerySource, readQuery } from './wmi-query/query-source.js'
import { inform, Problems, report, warn } from './wmi-query/report.js'

export { ActionAtEvent, ActionAtTimeout, AfterEvent, AfterTimeout } from './event-watcher/settings.js'

/** The custom events that event handlers catch; the text of the first one is the WMI event as MOF. */
export const watcherEvents = {
  occurred: 'WMIEventWatcherTaskEventOccurred',
  timeout: 'WMIEventWatcherTaskEventTimeout',
} as const

/** What the last run of a WMI Event Watcher task did, also of one that failed or goes on. */
export interface EventWatcherRun {
  /** Name of the WMI connection manager. */
  readonly connection: string
  /** `\\SERVER\namespace`; empty when it was not reached. */
  place: string
  readonly query: string
  /** Events that came, those found by ExistingMatches included. */
  events: number
  /** How many of them were there before. */
  existing: number
  timeouts: number
  /** How often a lost connection was opened again. */
  reconnections: number
}

/** Waits until a WMI event happens (WmiEventWatcherTask). */
export class WmiEventWatcherTask implements Task {
  /** Null before the first run that reached its query. */
  lastRun: EventWatcherRun | null = null
  readonly #properties: ComponentProperties

  constructor(properties: ComponentProperties) {
    this.#properties = properties
  }

  /** Events of the last run; undefined before. */
  get executionValue(): number | undefined {
    return this.lastRun?.events
  }

  validate(context: TaskContext): DTSExecResult {
    const problems = new Problems()
    problems.attempt(() => {
      const settings = this.#settings()
      let manager: ConnectionManager | undefined
      problems.attempt(() => {
        manager = wmiManager(settings.connection, context, codes)
        return managerProblems(manager)
      })
      problems.attempt(() => checkQuerySource(settings, context, codes))
      if (isKnownBefore(settings)) warnOfQuery(context, settings.querySource, 'watcher', manager)
      return undefined
    })
    for (const problem of problems.found) report(context, problem)
    return problems.found.length > 0 ? DTSExecResult.Failure : DTSExecResult.Success
  }

  async execute(context: TaskContext): Promise<DTSExecResult> {
    this.lastRun = null
    try {
      const settings = this.#settings()
      const manager = wmiManager(settings.connection, context, codes)
      const query = await readQuery(settings, context, codes)
      if (!isKnownBefore(settings)) warnOfQuery(context, query, 'watcher', manager)
      const run = { connection: manager.name, place: '', query, events: 0, existing: 0, timeouts: 0, reconnections: 0 }
      this.lastRun = run
      return await new Watch(settings, manager, run, context).run()
    } catch (error) {
      if (context.signal.aborted) return DTSExecResult.Canceled
      if (!(error instanceof DtsError)) throw error
      report(context, problemOf(error))
      return DTSExecResult.Failure
    }
  }

  #settings(): EventWatcherSettings {
    try {
      return readSettings(this.#properties)
    } catch (error) {
      if (!(error instanceof DtsError)) throw error
      throw error.symbol === codes.badData
        ? error
        : dtsError(codes.badData, { reason: error.message }, { cause: error, hint: error.hint })
    }
  }
}

/** One run of the task. */
class Watch {
  readonly #settings: EventWatcherSettings
  readonly #subscription: Subscription
  readonly #run: EventWatcherRun
  readonly #context: TaskContext

  constructor(settings: EventWatcherSettings, manager: ConnectionManager, run: EventWatcherRun, context: TaskContext) {
    this.#settings = settings
    this.#run = run
    this.#context = context
    const existing = settings.existingMatches ? ExistingInstances.of(run.query) : undefined
    if (typeof existing === 'string') warn(context, watcherText('noExisting', { reason: existing }))
    this.#subscription = new Subscription(
      {
        manager,
        query: run.query,
        existing: existing instanceof ExistingInstances ? existing : undefined,
        onReady: place => this.#watching(place),
      },
      context,
    )
  }

  /** @throws DtsError with the task's documented codes; what a cancel throws */
  async run(): Promise<DTSExecResult> {
    const { signal, events } = this.#context
    try {
      for (;;) {
        const waited = await this.#wait()
        const result = waited === 'timeout' ? await this.#timedOut() : await this.#occurred(waited)
        if (result !== undefined) return result
        signal.throwIfAborted()
        if (events.fireQueryCancel()) signal.throwIfAborted()
      }
    } finally {
      await this.#subscription.close()
    }
  }

  #watching(place: string): void {
    const { connection, query } = this.#run
    this.#run.place = place
    const text = watcherText('watching', { connection, place, query: query.trim() })
    this.#context.events.log('WMIEventWatcherWatchingForWMIEvents', text)
    inform(this.#context, text)
  }

  async #wait(): Promise<Waited> {
    try {
      return await this.#subscription.wait(this.#settings.timeout * 1000)
    } catch (error) {
      throw failure(error)
    } finally {
      this.#run.reconnections = this.#subscription.reconnections
    }
  }

  /** The result of the task; undefined while it goes on watching. */
  async #occurred({ event, existing }: Exclude<Waited, 'timeout'>): Promise<DTSExecResult | undefined> {
    const { firesAtEvent, afterEvent, numberOfEvents } = this.#settings
    const { events } = this.#context
    this.#run.events += 1
    if (existing) this.#run.existing += 1
    const mof = eventMof(event)
    events.log('WMIEventWatcherEventOccurred', mof)
    const told = { count: this.#run.events, className: event.__CLASS }
    inform(this.#context, watcherText(existing ? 'existing' : 'event', told))
    if (firesAtEvent) {
      events.fireCustomEvent(watcherEvents.occurred, mof, [mof], '')
      await this.#context.handlersDone()
    }
    if (afterEvent === AfterEvent.WatchfortheEventAgain || this.#run.events < numberOfEvents) return undefined
    if (afterEvent === AfterEvent.ReturnWithSuccess) return DTSExecResult.Success
    throw dtsError('DTS_E_WMIEWTASK_ERRMESSAGE', { reason: watcherText('failureWanted') })
  }

  /** As {@link #occurred}. */
  async #timedOut(): Promise<DTSExecResult | undefined> {
    const { firesAtTimeout, afterTimeout, timeout: seconds } = this.#settings
    const { events } = this.#context
    this.#run.timeouts += 1
    const number = this.#run.events + 1
    const problem = dtsProblem('DTS_E_WMIEWTASK_TIMEOUTOCCURRED', { seconds, number, query: this.#run.query.trim() })
    events.log('WMIEventWatcherTimedout', problem.description)
    if (firesAtTimeout) {
      events.fireCustomEvent(watcherEvents.timeout, problem.description, [problem.description], '')
      await this.#context.handlersDone()
    }
    if (afterTimeout === AfterTimeout.ReturnWithFailure) {
      report(this.#context, problem)
      return DTSExecResult.Failure
    }
    const again = afterTimeout === AfterTimeout.WatchfortheEventAgain
    inform(this.#context, watcherText(again ? 'timedOut' : 'timedOutSuccess', { seconds }))
    return again ? undefined : DTSExecResult.Success
  }
}

/** A failure of WMI under one of the task's codes; documented errors, and what is no error of ours, as they are. */
function failure(error: unknown): unknown {
  if (!(error instanceof WmilinkError) || error instanceof DtsError) return error
  const symbol = isBadQuery(error) ? codes.queryFailed : 'DTS_E_WMIEWTASK_ERRMESSAGE'
  return dtsError(symbol, { reason: toldFailure(error) }, { cause: error, hint: error.hint })
}

/** The kind `Microsoft.WmiEventWatcherTask`. */
export const wmiEventWatcher: TaskKind = {
  creationName: 'Microsoft.WmiEventWatcherTask',
  stockName: 'WmiEventWatcherTask',
  matches: stockMatcher('WmiEventWatcherTask'),
  dataElement: 'WMIEWTaskData',
  properties: eventWatcherProperties,
  create: properties => new WmiEventWatcherTask(properties),
}
