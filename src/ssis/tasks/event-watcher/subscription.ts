import { setTimeout as sleep } from 'node:timers/promises'
import { WmiError } from '../../../base/errors.js'
import { watcherText } from '../../../base/texts/ssis-watcher.js'
import type { CimInstance } from '../../../cim/instance.js'
import { TransportError, type TransportReason } from '../../../connect/errors.js'
import type { WmiServices } from '../../../wmi/services.js'
import type { ConnectionManager } from '../../connection-manager.js'
import type { TaskContext } from '../../contract.js'
import { DtsError } from '../../errors.js'
import { acquireServices, placeOf, toldFailure } from '../wmi-query/connection.js'
import { inform, warn } from '../wmi-query/report.js'

/** What came of waiting for an event. */
export type Waited = { readonly event: CimInstance } | 'timeout'

/** Failures of the way that may pass; a refused logon or certificate does not. */
const passing: ReadonlySet<TransportReason> = new Set(['resolve', 'unreachable', 'timeout', 'proxy', 'cut', 'status'])

// WBEM_E_TRANSPORT_FAILURE, WBEM_E_SHUTTING_DOWN, RPC_S_SERVER_UNAVAILABLE, RPC_S_CALL_FAILED, ERROR_WSMAN_… that end a subscription.
const lostCodes: ReadonlySet<number> = new Set([0x80041015, 0x80041033, 0x800706ba, 0x800706be])

/** Milliseconds before each attempt to connect again; the last one is repeated. */
const delays = [500, 1000, 2000, 5000, 10_000, 30_000] as const

/** Whether a watch that stood has lost its server. */
export function isLost(error: unknown): boolean {
  const root = error instanceof DtsError ? error.cause : error
  if (root instanceof TransportError) return passing.has(root.reason)
  return root instanceof WmiError && lostCodes.has(root.code)
}

/**
 * A subscription to a WMI event query that lives until it is closed. One that loses its server is opened again; what that misses
 * is said.
 */
export class Subscription {
  /** `\\SERVER\namespace`; empty before it stood for the first time. */
  place = ''
  /** How often it was opened again. */
  reconnections = 0
  readonly #manager: ConnectionManager
  readonly #query: string
  readonly #context: TaskContext
  #services: WmiServices | undefined
  #events: AsyncIterator<CimInstance> | undefined
  #next: Promise<IteratorResult<CimInstance>> | undefined

  constructor(manager: ConnectionManager, query: string, context: TaskContext) {
    this.#manager = manager
    this.#query = query
    this.#context = context
  }

  /** The live connection; undefined while there is none. */
  get services(): WmiServices | undefined {
    return this.#services
  }

  /** Subscribes, and waits until the server says that it watches. @throws DtsError 0xC020801C; WmiError of the query */
  async open(): Promise<void> {
    const { signal } = this.#context
    const services = await acquireServices(this.#manager, this.#context)
    this.#services = services
    this.place = placeOf(services)
    let stands: () => void = () => {}
    const ready = new Promise<void>(resolve => {
      stands = resolve
    })
    this.#events = services.watch(this.#query, { signal, onReady: stands })[Symbol.asyncIterator]()
    this.#next = this.#events.next()
    // The first event, or the failure, may come before the word that it stands.
    await Promise.race([ready, this.#next])
  }

  /** Waits for the next event. @param milliseconds 0 waits for ever. @throws as {@link open}, but for a lost server */
  async wait(milliseconds: number): Promise<Waited> {
    const { signal } = this.#context
    const deadline = milliseconds === 0 ? Number.POSITIVE_INFINITY : performance.now() + milliseconds
    for (;;) {
      try {
        const result = await this.#nextWithin(deadline)
        if (result === 'timeout') {
          // A timer cannot wait longer than some three weeks.
          if (performance.now() < deadline) continue
          return result
        }
        this.#next = undefined
        if (!result.done) return { event: result.value }
        throw new WmiError('WBEM_E_TRANSPORT_FAILURE', watcherText('ended'))
      } catch (error) {
        if (signal.aborted || !isLost(error)) throw error
        if (!(await this.#reopen(error, deadline))) return 'timeout'
      }
    }
  }

  async close(): Promise<void> {
    const [services, events] = [this.#services, this.#events]
    this.#services = undefined
    this.#events = undefined
    // Nobody waits for it any more.
    this.#next?.catch(() => {})
    this.#next = undefined
    try {
      await events?.return?.()
    } catch {
      // A subscription that is lost cannot be ended.
    }
    if (services) await this.#manager.releaseConnection(services)
  }

  async #nextWithin(deadline: number): Promise<IteratorResult<CimInstance> | 'timeout'> {
    if (!this.#events) await this.open()
    this.#next ??= this.#events?.next()
    const next = this.#next ?? Promise.resolve({ done: true, value: undefined } as const)
    return within(next, deadline)
  }

  /** @returns false when the time was over first */
  async #reopen(lost: unknown, deadline: number): Promise<boolean> {
    const { signal } = this.#context
    const connection = this.#manager.name
    warn(this.#context, watcherText('lost', { connection, reason: toldFailure(lost) }), watcherText('lostHint'))
    const start = performance.now()
    for (let attempt = 0; ; attempt += 1) {
      await this.close()
      const delay = delays[Math.min(attempt, delays.length - 1)] ?? 0
      if (performance.now() + delay >= deadline) {
        await sleep(Math.max(0, deadline - performance.now()), undefined, { signal })
        return false
      }
      await sleep(delay, undefined, { signal })
      try {
        await this.open()
        // One that failed at once is still in hand: its failure is told by the next wait.
        this.reconnections += 1
        const seconds = Math.round((performance.now() - start) / 1000)
        inform(this.#context, watcherText('again', { connection, seconds }))
        return true
      } catch (error) {
        if (signal.aborted || !isLost(error)) throw error
      }
    }
  }
}

/** The value of a promise, or `timeout` when the deadline (of `performance.now()`) comes first; the promise goes on. */
async function within<T>(promise: Promise<T>, deadline: number): Promise<T | 'timeout'> {
  if (deadline === Number.POSITIVE_INFINITY) return promise
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<'timeout'>(resolve => {
    const rest = Math.min(Math.max(0, deadline - performance.now()), 2 ** 31 - 1)
    timer = setTimeout(resolve, rest, 'timeout')
  })
  try {
    return await Promise.race([promise, timeout])
  } finally {
    clearTimeout(timer)
  }
}
