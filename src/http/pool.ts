import { httpText } from '../base/texts/http.js'
import { type ContextFactory, ntlmContexts } from './contexts.js'
import { Deadline } from './deadline.js'
import { HttpError } from './errors.js'
import { endedFailure } from './failures.js'
import { SchemeChange } from './logon.js'
import type { HttpOptions } from './options.js'
import { Session } from './session.js'
import { SessionPool } from './session-pool.js'
import { readSettings, type Settings } from './settings.js'
import { TlsClient } from './tls.js'
import { Tracer } from './tracer.js'
import type { Exchange, Lane, MessageTransport, Reply } from './transport.js'

/** What a pool takes from elsewhere, so that tests can put something in its place. */
export interface HttpPoolParts {
  readonly createContext?: ContextFactory
}

/**
 * The way to one server as one user: sessions that have logged on, each with a connection of its own, over which messages go sealed or within
 * TLS. Nothing is connected before the first exchange. Sessions that are idle do not keep the process alive.
 */
export class HttpPool implements MessageTransport {
  readonly #settings: Settings
  readonly #onExchange: HttpOptions['onExchange']
  readonly #createContext: ContextFactory
  readonly #tls: TlsClient | undefined
  readonly #main: SessionPool
  readonly #lanes = new Map<Lane, SessionPool>()
  #scheme: 'Negotiate' | 'NTLM' = 'Negotiate'
  #sessions = 0
  #peerName: string | undefined
  #closed: HttpError | undefined

  /** @throws ArgumentError for options that cannot be right or are not allowed together */
  constructor(options: HttpOptions, parts: HttpPoolParts = {}) {
    this.#settings = readSettings(options)
    this.#onExchange = options.onExchange
    this.#createContext = parts.createContext ?? ntlmContexts
    this.#tls = this.#settings.secure ? new TlsClient(this.#settings) : undefined
    this.#main = this.#makePool(this.#settings.maxConnections)
  }

  get url(): URL {
    return new URL(this.#settings.url)
  }

  get peerName(): string | undefined {
    return this.#peerName
  }

  /** @throws HttpError; the reason of the signal when it was raised; ArgumentError when certificates cannot be read */
  async exchange(request: Exchange): Promise<Reply> {
    const pool = this.#poolOf(request.lane)
    const deadline = new Deadline(request.timeout, request.signal)
    let sent = false
    try {
      for (let again = false; ; again = true) {
        const session = await pool.acquire(deadline, request.patient ?? false, again)
        const used = this.#used.has(session)
        try {
          const reply = await session.exchange(request, deadline)
          this.#used.add(session)
          pool.release(session)
          return reply
        } catch (error) {
          const retry = !again && !this.#closed && this.#mayRepeat(session, used, request)
          // A session that was forgotten says nothing of the next logon.
          const forgotten = used && session.loss === 'unauthorized' && session.renewable
          pool.discard(session, retry || forgotten ? undefined : error)
          if (this.#closed) throw error instanceof HttpError ? this.#closed : error
          if (!retry) throw error
          pool.dropIdle()
          sent = session.loss === 'cut' || (session.loss === 'unauthorized' && !this.#settings.secure)
        }
      }
    } catch (error) {
      throw sent && error instanceof HttpError ? asSent(error) : error
    } finally {
      deadline.clear()
    }
  }

  lane(): Lane {
    const lane: Lane = {
      close: async () => {
        const pool = this.#lanes.get(lane)
        this.#lanes.delete(lane)
        await pool?.close(this.#closedFailure())
      },
    }
    this.#lanes.set(lane, this.#makePool(1))
    return lane
  }

  async close(): Promise<void> {
    this.#closed ??= this.#closedFailure()
    const error = this.#closed
    const pools = [this.#main, ...this.#lanes.values()]
    this.#lanes.clear()
    await Promise.all(pools.map(pool => pool.close(error)))
  }

  /** Sessions that have carried a message: one of these may have been dropped while it was idle. */
  readonly #used = new WeakSet<Session>()

  #mayRepeat(session: Session, used: boolean, request: Exchange): boolean {
    switch (session.loss) {
      case 'unsent':
        return true
      case 'cut':
        return used && request.repeatable
      case 'unauthorized':
        // Within TLS it is the server that says that it has not taken the message; in clear anybody may.
        return used && session.renewable && (request.repeatable || this.#settings.secure)
      default:
        return false
    }
  }

  #poolOf(lane: Lane | undefined): SessionPool {
    const pool = lane ? this.#lanes.get(lane) : this.#main
    if (this.#closed || !pool) throw this.#closed ?? this.#closedFailure()
    return pool
  }

  #makePool(max: number): SessionPool {
    return new SessionPool({
      max,
      idleTimeout: this.#settings.idleTimeout,
      open: async (signal, told) => {
        const session = await this.#open(signal, told)
        this.#peerName = session.peerName ?? this.#peerName
        return session
      },
      ended: (ended, waiting) => endedFailure(this.#settings, ended, waiting, false),
    })
  }

  async #open(signal: AbortSignal, told: (stage: 'logon') => void): Promise<Session> {
    this.#sessions += 1
    const scheme = this.#scheme
    const setup = {
      settings: this.#settings,
      tls: this.#tls,
      createContext: this.#createContext,
      scheme,
      tracer: this.#onExchange && new Tracer(this.#onExchange, this.#sessions, this.#settings.url.href),
    }
    try {
      return await Session.open(setup, signal, told)
    } catch (error) {
      if (!(error instanceof SchemeChange) || scheme === error.scheme) throw error
      this.#scheme = error.scheme
      return await this.#open(signal, told)
    }
  }

  #closedFailure(): HttpError {
    return new HttpError('cut', httpText('closed', { server: this.#settings.server }), {
      hint: httpText('closedHint'),
    })
  }
}

/** The failure of a second attempt, when the first one may have reached the server. */
function asSent(error: HttpError): HttpError {
  if (error.sent) return error
  return new HttpError(error.failure, error.message, { ...error, cause: error.cause, sent: true })
}
