import { setTimeout as sleep } from 'node:timers/promises'
import { WmiError } from '../../../base/errors.js'
import { watcherText } from '../../../base/texts/ssis-watcher.js'
import { wbemStatusByName } from '../../../base/wbem-status.js'
import type { CimInstance } from '../../../cim/instance.js'
import { isConnectionLost } from '../../../connect/lost.js'
import type { ConnectionManager } from '../../connection-manager.js'
import type { TaskContext } from '../../contract.js'
import { DtsError } from '../../errors.js'
import { acquireServices, placeOf, toldFailure } from '../wmi-query/connection.js'
import { warn } from '../wmi-query/report.js'
import type { ExistingInstances } from './existing.js'

/** What to watch, and what is told on the way. */
export interface SubscriptionRequest {
  readonly manager: ConnectionManager
  readonly query: string
  /** What is looked for whenever the watch stands; undefined for events alone. */
  readonly existing: ExistingInstances | undefined
  /** Told when the server watches for the first time. */
  readonly onReady: (place: string) => void
}

/** What came of waiting for an event. `existing`: the instance was there before. */
export type Waited = { readonly event: CimInstance; readonly existing: boolean } | 'timeout'

/** Milliseconds before each attempt to connect again; the last one is repeated. */
const delays = [500, 1000, 2000, 5000, 10_000, 30_000] as const
/** After so many milliseconds a watch counts as one that works, and its next loss as the first. */
const steady = 60_000
/** Milliseconds between two questions whether somebody wants to stop. */
const askInterval = 1000
/** Milliseconds for letting go what is still being opened. */
const grace = 5000

/**
 * A WMI event query that is watched until it is closed. One that loses its server is opened again, which is told with what was
 * not seen. Nothing is lost between two waits.
 */
export class Subscription {
  /** `\\SERVER\namespace`; empty before it stood for the first time. */
  place = ''
  /** How often it was opened again. */
  reconnections = 0
  readonly #request: SubscriptionRequest
  readonly #context: TaskContext
  readonly #end = new AbortController()
  readonly #signal: AbortSignal
  readonly #events: AsyncGenerator<Exclude<Waited, 'timeout'>, void>
  /** The event that is waited for; a wait that times out leaves it to the next one. */
  #next: Promise<IteratorResult<Exclude<Waited, 'timeout'>, void>> | undefined

  constructor(request: SubscriptionRequest, context: TaskContext) {
    this.#request = request
    this.#context = context
    this.#signal = AbortSignal.any([context.signal, this.#end.signal])
    this.#events = this.#watch()
  }

  /**
   * Waits for the next event; the first time also for the connection and the subscription.
   *
   * @param milliseconds 0 waits for ever
   * @throws DtsError 0xC020801C; WmiError of the query or the server, but of a lost one; what a cancel throws
   */
  async wait(milliseconds: number): Promise<Waited> {
    const deadline = milliseconds === 0 ? Number.POSITIVE_INFINITY : performance.now() + milliseconds
    this.#next ??= this.#events.next()
    for (;;) {
      const result = await within(this.#next, Math.min(deadline, performance.now() + askInterval))
      if (result !== 'timeout') {
        this.#next = undefined
        if (result.done) throw ended()
        return result.value
      }
      if (performance.now() >= deadline) return 'timeout'
      if (this.#context.events.fireQueryCancel()) this.#context.signal.throwIfAborted()
    }
  }

  /** Ends the watch and releases the connection. Never fails. */
  async close(): Promise<void> {
    this.#end.abort()
    const pending = this.#next?.catch(() => undefined)
    const closed = (async () => {
      await pending
      await this.#events.return().catch(() => undefined)
    })()
    await within(closed, performance.now() + grace)
  }

  async *#watch(): AsyncGenerator<Exclude<Waited, 'timeout'>, void> {
    let attempt = 0
    let lostAt: number | undefined
    for (;;) {
      let stoodAt: number | undefined
      try {
        for await (const item of this.#once(place => {
          stoodAt = performance.now()
          this.#stands(place, lostAt)
          lostAt = undefined
        }))
          yield item
      } catch (error) {
        const mayPass = this.place !== '' && !this.#signal.aborted && isLost(error)
        if (!mayPass) throw error
        if (stoodAt !== undefined) this.#tellLoss(error)
        lostAt ??= performance.now()
        attempt = stoodAt !== undefined && performance.now() - stoodAt >= steady ? 0 : attempt
      }
      await sleep(delays[Math.min(attempt, delays.length - 1)], undefined, { signal: this.#signal })
      attempt += 1
    }
  }

  /** The events of one connection, from its acquisition to its release. Ends with an error only. */
  async *#once(stands: (place: string) => void): AsyncGenerator<Exclude<Waited, 'timeout'>, void> {
    const { manager, query, existing } = this.#request
    const services = await acquireServices(manager, this.#context)
    const stop = new AbortController()
    const signal = AbortSignal.any([this.#signal, stop.signal])
    let events: AsyncIterator<CimInstance> | undefined
    try {
      signal.throwIfAborted()
      let isReady = (): void => undefined
      const ready = new Promise<void>(resolve => {
        isReady = resolve
      })
      events = services.watch(query, { signal, timeout: 0, onReady: isReady })[Symbol.asyncIterator]()
      const first = events.next()
      // The first event, or the failure, may come before the word that it stands.
      await Promise.race([ready, first])
      stands(placeOf(services))
      if (existing) for await (const event of existing.read(services, signal)) yield { event, existing: true }
      for (let result = await first; ; result = await events.next()) {
        if (result.done) throw ended()
        const event = result.value
        if (existing?.isNews(event) ?? true) yield { event, existing: false }
      }
    } finally {
      stop.abort()
      // A subscription that is lost cannot be ended.
      await events?.return?.().catch(() => undefined)
      await manager.releaseConnection(services)
    }
  }

  #stands(place: string, lostAt: number | undefined): void {
    const isFirst = this.place === ''
    this.place = place
    if (isFirst) {
      this.#request.onReady(place)
      return
    }
    this.reconnections += 1
    const connection = this.#request.manager.name
    const seconds = Math.ceil((performance.now() - (lostAt ?? performance.now())) / 1000)
    warn(this.#context, watcherText(this.#request.existing ? 'againExisting' : 'again', { connection, seconds }))
  }

  #tellLoss(error: unknown): void {
    const connection = this.#request.manager.name
    warn(this.#context, watcherText('lost', { connection, reason: toldFailure(error) }), watcherText('lostHint'))
  }
}

function isLost(error: unknown): boolean {
  const root = error instanceof DtsError ? error.cause : error
  // What waited has been read, so that only those are missing that found no place.
  const overflowed = root instanceof WmiError && root.code === wbemStatusByName.WBEM_E_QUEUE_OVERFLOW
  return overflowed || isConnectionLost(root)
}

function ended(): WmiError {
  return new WmiError('WBEM_E_TRANSPORT_FAILURE', watcherText('ended'))
}

/** The value of a promise, or `timeout` when the deadline (of `performance.now()`) comes first; the promise goes on. */
async function within<T>(promise: Promise<T>, deadline: number): Promise<T | 'timeout'> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<'timeout'>(resolve => {
    timer = setTimeout(resolve, Math.max(0, Math.ceil(deadline - performance.now())), 'timeout')
  })
  try {
    return await Promise.race([promise, timeout])
  } finally {
    clearTimeout(timer)
  }
}
