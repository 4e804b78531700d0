import { WmilinkError } from '../../base/errors.js'
import { watcherText } from '../../base/texts/ssis-watcher.js'
import type { CimInstance } from '../../cim/instance.js'
import { formatInstanceMof } from '../../cim/mof/index.js'
import type { ConnectionManager } from '../connection-manager.js'
import type { ComponentProperties, Task, TaskContext, TaskKind } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { DtsError, dtsError, dtsProblem, problemOf } from '../errors.js'
import { existingQuery } from './event-watcher/existing.js'
import {
  AfterEvent,
  AfterTimeout,
  type EventWatcherSettings,
  eventWatcherProperties,
  readSettings,
} from './event-watcher/settings.js'
import { Subscription } from './event-watcher/subscription.js'
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
    let subscription: Subscription | undefined
    try {
      const settings = this.#settings()
      const manager = wmiManager(settings.connection, context, codes)
      const query = await readQuery(settings, context, codes)
      if (!isKnownBefore(settings)) warnOfQuery(context, query, 'watcher', manager)
      this.lastRun = { connection: manager.name, place: '', query, events: 0, timeouts: 0, reconnections: 0 }
      subscription = new Subscription(manager, query, context)
      return await new Watch(settings, subscription, this.lastRun, context).run()
    } catch (error) {
      if (context.signal.aborted) return DTSExecResult.Canceled
      if (!(error instanceof DtsError)) throw error
      report(context, problemOf(error))
      return DTSExecResult.Failure
    } finally {
      await subscription?.close()
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
  /** Paths of instances that were counted because they match already: their events must not count again. */
  readonly #counted = new Set<string>()

  constructor(settings: EventWatcherSettings, subscription: Subscription, run: EventWatcherRun, context: TaskContext) {
    this.#settings = settings
    this.#subscription = subscription
    this.#run = run
    this.#context = context
  }

  async run(): Promise<DTSExecResult> {
    await this.#open()
    const early = this.#settings.existingMatches ? await this.#countExisting() : undefined
    if (early !== undefined) return early
    for (;;) {
      const waited = await this.#wait()
      const result = waited === 'timeout' ? await this.#onTimeout() : await this.#onEvent(waited.event)
      if (result !== undefined) return result
      this.#context.signal.throwIfAborted()
      if (this.#context.events.fireQueryCancel()) this.#context.signal.throwIfAborted()
    }
  }

  /** @throws DtsError 0xC020801C when there is no connection, 0xC0029257 when the query is refused */
  async #open(): Promise<void> {
    const { connection, query } = this.#run
    try {
      await this.#subscription.open()
    } catch (error) {
      throw failure(error, codes.queryFailed)
    }
    this.#run.place = this.#subscription.place
    const text = watcherText('watching', { connection, place: this.#run.place, query: query.trim() })
    this.#context.events.log('WMIEventWatcherWatchingForWMIEvents', text)
    inform(this.#context, text)
  }

  /** @throws DtsError 0xC0029261 for what happens while it watches */
  async #wait(): ReturnType<Subscription['wait']> {
    try {
      return await this.#subscription.wait(this.#settings.timeout * 1000)
    } catch (error) {
      throw failure(error, 'DTS_E_WMIEWTASK_ERRMESSAGE')
    } finally {
      this.#run.place = this.#subscription.place
      this.#run.reconnections = this.#subscription.reconnections
    }
  }

  /** The subscription stands already, so nothing falls between what is there and what comes. */
  async #countExisting(): Promise<DTSExecResult | undefined> {
    const { signal } = this.#context
    let found: ReturnType<typeof existingQuery>
    try {
      found = existingQuery(this.#run.query)
    } catch (error) {
      if (!(error instanceof WmilinkError)) throw error
      found = { reason: error.message }
    }
    const { services } = this.#subscription
    if (!('query' in found) || !services) {
      warn(this.#context, watcherText('noExisting', { reason: 'reason' in found ? found.reason : '' }))
      return undefined
    }
    let count = 0
    try {
      for await (const instance of services.query(found.query, { signal })) {
        count += 1
        if (instance.__PATH) this.#counted.add(instance.__PATH)
        const result = await this.#occurred(instance)
        if (result !== undefined) return result
      }
    } catch (error) {
      throw failure(error, 'DTS_E_WMIEWTASK_ERRMESSAGE')
    }
    inform(this.#context, watcherText('existing', { count, query: found.query }))
    return undefined
  }

  async #onEvent(event: CimInstance): Promise<DTSExecResult | undefined> {
    const target: unknown = event.TargetInstance
    const path = isInstance(target) ? target.__PATH : null
    if (path && this.#counted.delete(path)) return undefined
    return this.#occurred(event)
  }

  async #occurred(event: CimInstance): Promise<DTSExecResult | undefined> {
    const { firesAtEvent, afterEvent, numberOfEvents } = this.#settings
    const { events } = this.#context
    this.#run.events += 1
    const mof = formatInstanceMof(event)
    events.log('WMIEventWatcherEventOccurred', mof)
    inform(this.#context, watcherText('event', { count: this.#run.events, className: event.__CLASS }))
    if (firesAtEvent) {
      events.fireCustomEvent(watcherEvents.occurred, mof, [mof], '')
      await this.#context.handlersDone()
    }
    if (afterEvent === AfterEvent.WatchfortheEventAgain || this.#run.events < numberOfEvents) return undefined
    if (afterEvent === AfterEvent.ReturnWithSuccess) return DTSExecResult.Success
    throw dtsError('DTS_E_WMIEWTASK_ERRMESSAGE', { reason: watcherText('failureWanted') })
  }

  async #onTimeout(): Promise<DTSExecResult | undefined> {
    const { firesAtTimeout, afterTimeout, timeout: seconds } = this.#settings
    const { events } = this.#context
    this.#run.timeouts += 1
    const query = this.#run.query.trim()
    const problem = dtsProblem('DTS_E_WMIEWTASK_TIMEOUTOCCURRED', { seconds, query })
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

function isInstance(value: unknown): value is CimInstance {
  return typeof value === 'object' && value !== null && '__PATH' in value
}

/** A failure of WMI under one of the task's codes; documented errors, and what is no error of ours, as they are. */
function failure(error: unknown, symbol: 'DTS_E_WMIEWTASK_QUERYFAILURE' | 'DTS_E_WMIEWTASK_ERRMESSAGE'): unknown {
  if (!(error instanceof WmilinkError) || error instanceof DtsError) return error
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
