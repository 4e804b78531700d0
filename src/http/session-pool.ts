import { type Deadline, type Ended, longestDelay } from './deadline.js'
import { HttpError, type HttpFailure } from './errors.js'
import type { Waiting } from './failures.js'
import type { Session } from './session.js'

/** What a pool of sessions is made of. */
export interface SessionPoolOptions {
  readonly max: number
  /** Milliseconds. */
  readonly idleTimeout: number
  /** @param told is called when the logon begins */
  readonly open: (signal: AbortSignal, told: (stage: 'logon') => void) => Promise<Session>
  /** The failure of who waited for nothing. */
  readonly ended: (ended: Ended, waiting: Waiting) => unknown
}

interface Waiter {
  patient: boolean
  readonly give: (session: Session) => void
  readonly fail: (error: unknown) => void
}

interface Opening {
  readonly stop: AbortController
  stage: Waiting
}

/** Failures that the next session would meet, too; trying again could lock an account. */
const lasting: ReadonlySet<HttpFailure> = new Set(['logon', 'notOffered'])
/** Milliseconds that the patient wait for a busy session: what keeps it busy may be waiting for rows that come slowly. */
const patience = 300
/** Milliseconds without further sessions after one could not be opened. */
const growthPause = 10_000

/**
 * Sessions to one server. Another one is opened when all are busy and somebody waits, up to `max`; before one of them has been accepted by the
 * server there is only one attempt at a time, so that a wrong password is tried once however many calls there are. Who waits is served in turn.
 */
export class SessionPool {
  readonly #options: SessionPoolOptions
  readonly #sessions = new Set<Session>()
  /** The one used last is used next, so that the others may come of age. */
  readonly #idle: Session[] = []
  readonly #timers = new Map<Session, ReturnType<typeof setTimeout>>()
  readonly #openings = new Set<Opening>()
  readonly #waiting: Waiter[] = []
  #growsFrom = 0
  #closed: unknown

  constructor(options: SessionPoolOptions) {
    this.#options = options
  }

  /**
   * A session for one exchange; give it back with {@link release} or {@link discard}.
   * @param patient waits for a while for a session that is busy rather than having another one opened
   * @param first before who waits already
   */
  async acquire(deadline: Deadline, patient: boolean, first = false): Promise<Session> {
    if (this.#closed !== undefined) throw this.#closed
    let unwatch = () => {}
    let timer: NodeJS.Timeout | undefined
    try {
      return await new Promise<Session>((resolve, reject) => {
        const waiter: Waiter = { patient, give: resolve, fail: reject }
        unwatch = deadline.watch(ended => {
          const waiting = this.#waitingFor()
          this.#leave(waiter)
          reject(this.#options.ended(ended, waiting))
        })
        if (deadline.ended) return
        if (patient)
          timer = setTimeout(() => {
            waiter.patient = false
            this.#serve()
          }, patience)
        if (first) this.#waiting.unshift(waiter)
        else this.#waiting.push(waiter)
        this.#serve()
      })
    } finally {
      unwatch()
      clearTimeout(timer)
    }
  }

  /** After an exchange that went well. */
  release(session: Session): void {
    if (session.dead || !this.#sessions.has(session)) {
      this.discard(session)
      return
    }
    this.#idle.push(session)
    this.#serve()
    if (!this.#idle.includes(session)) return
    const timer = setTimeout(() => this.discard(session), Math.min(this.#options.idleTimeout, longestDelay))
    timer.unref()
    this.#timers.set(session, timer)
  }

  /** Ends a session. @param error what it failed with; where it says that the next one would, too, all who wait get it */
  discard(session: Session, error?: unknown): void {
    session.destroy()
    if (!this.#forget(session)) return
    if (error instanceof HttpError && lasting.has(error.failure)) this.#stopGrowth(error)
    this.#serve()
  }

  /** Ends what is idle: a server that has dropped one session may have dropped them all. */
  dropIdle(): void {
    for (const session of [...this.#idle]) {
      session.destroy()
      this.#forget(session)
    }
  }

  /** Ends all; who waits and who comes gets `error`. */
  async close(error: unknown): Promise<void> {
    this.#closed ??= error
    for (const waiter of this.#waiting.splice(0)) waiter.fail(error)
    for (const opening of this.#openings) opening.stop.abort(error)
    const sessions = [...this.#sessions]
    for (const session of sessions) {
      session.destroy()
      this.#forget(session)
    }
    await Promise.all(sessions.map(session => session.closed))
  }

  /** Gives idle sessions to who waits, and opens others where that may be. */
  #serve(): void {
    while (this.#waiting.length > 0) {
      const session = this.#idle.pop()
      if (!session) break
      this.#stopTimer(session)
      if (session.dead) this.#sessions.delete(session)
      else this.#waiting.shift()?.give(session)
    }
    while (this.#mayOpen()) this.#open()
  }

  #mayOpen(): boolean {
    const alive = this.#sessions.size
    const opening = this.#openings.size
    if (alive + opening === 0) return this.#waiting.length > 0
    if (alive + opening >= this.#options.max || Date.now() < this.#growsFrom) return false
    if (![...this.#sessions].some(session => session.proved)) return false
    return this.#waiting.filter(waiter => !waiter.patient).length > opening
  }

  #open(): void {
    const opening: Opening = { stop: new AbortController(), stage: 'connect' }
    this.#openings.add(opening)
    const told = (stage: 'logon') => {
      opening.stage = stage
    }
    this.#options.open(opening.stop.signal, told).then(
      session => {
        this.#openings.delete(opening)
        if (this.#closed !== undefined || opening.stop.signal.aborted) return session.destroy()
        this.#sessions.add(session)
        session.closed.then(() => this.#onClosed(session))
        // It was opened for somebody who does not wait for busy ones.
        const at = this.#waiting.findIndex(waiter => !waiter.patient)
        if (at > 0) this.#waiting.unshift(...this.#waiting.splice(at, 1))
        this.release(session)
      },
      (error: unknown) => {
        this.#openings.delete(opening)
        if (!opening.stop.signal.aborted) this.#stopGrowth(error)
        this.#serve()
      },
    )
  }

  /** One more session cannot be had: those that are there go on; when there is none, nobody needs to wait. */
  #stopGrowth(error: unknown): void {
    if (this.#sessions.size > 0) {
      const forever = error instanceof HttpError && lasting.has(error.failure)
      this.#growsFrom = forever ? Number.POSITIVE_INFINITY : Date.now() + growthPause
    } else if (this.#openings.size === 0) for (const waiter of this.#waiting.splice(0)) waiter.fail(error)
  }

  #onClosed(session: Session): void {
    // A busy one is told of by the failure of its exchange.
    if (this.#idle.includes(session) && this.#forget(session)) this.#serve()
  }

  #forget(session: Session): boolean {
    this.#stopTimer(session)
    const at = this.#idle.indexOf(session)
    if (at >= 0) this.#idle.splice(at, 1)
    const known = this.#sessions.delete(session)
    if (this.#sessions.size === 0) this.#growsFrom = 0
    return known
  }

  #stopTimer(session: Session): void {
    clearTimeout(this.#timers.get(session))
    this.#timers.delete(session)
  }

  /** Takes a waiter away, and the attempts to connect that nobody needs any more. */
  #leave(waiter: Waiter): void {
    const at = this.#waiting.indexOf(waiter)
    if (at >= 0) this.#waiting.splice(at, 1)
    const surplus = this.#openings.size - this.#waiting.length
    for (const opening of [...this.#openings].slice(0, Math.max(0, surplus))) {
      this.#openings.delete(opening)
      opening.stop.abort()
    }
    this.#serve()
  }

  #waitingFor(): Waiting {
    const [opening] = this.#openings
    return this.#sessions.size === 0 && opening ? opening.stage : 'session'
  }
}
