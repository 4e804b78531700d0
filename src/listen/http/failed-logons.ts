import { foldName } from '../../base/name-map.js'

/** How failures of one kind of key slow down what comes next. */
interface Rule {
  /** Failures that cost nothing. */
  readonly free: number
  /** The longest delay, in milliseconds. */
  readonly longest: number
}

/** By user at one address, by address (guessing names), by user (guessing from many addresses). */
const rules = {
  pair: { free: 3, longest: 10_000 },
  address: { free: 20, longest: 5000 },
  user: { free: 10, longest: 2000 },
} as const satisfies Record<string, Rule>

const firstDelay = 250
const forgottenAfter = 15 * 60_000
const mostKeys = 10_000
const mostWaiting = 8

interface Failures {
  count: number
  last: number
}

/** What a table of failed logons takes from outside, so that tests can fix it. */
export interface FailedLogonsSurroundings {
  readonly now?: () => number
  readonly sleep?: (milliseconds: number) => Promise<void>
}

/** Slows down who fails to log on, the more the oftener. Nobody is locked out. The table is bounded. */
export class FailedLogons {
  readonly #now: () => number
  readonly #sleep: (milliseconds: number) => Promise<void>
  readonly #keys = new Map<string, Failures>()
  readonly #waiting = new Map<string, number>()

  constructor({ now = Date.now, sleep = defaultSleep }: FailedLogonsSurroundings = {}) {
    this.#now = now
    this.#sleep = sleep
  }

  /** How many milliseconds the next attempt waits. */
  delay(address: string, user: string): number {
    const delays = keysOf(address, user).map(([key, rule]) => {
      const found = this.#current(key)
      if (!found || found.count < rule.free) return 0
      return Math.min(rule.longest, firstDelay * 2 ** Math.min(20, found.count - rule.free))
    })
    return Math.max(...delays)
  }

  /** Waits before an attempt is looked at. False: so many of this address wait already that this one is refused. */
  async wait(address: string, user: string): Promise<boolean> {
    const delay = this.delay(address, user)
    if (delay === 0) return true
    const waiting = this.#waiting.get(address) ?? 0
    if (waiting >= mostWaiting) return false
    this.#waiting.set(address, waiting + 1)
    try {
      await this.#sleep(delay)
    } finally {
      const rest = (this.#waiting.get(address) ?? 1) - 1
      if (rest === 0) this.#waiting.delete(address)
      else this.#waiting.set(address, rest)
    }
    return true
  }

  failed(address: string, user: string): void {
    const now = this.#now()
    for (const [key] of keysOf(address, user)) {
      const count = (this.#current(key)?.count ?? 0) + 1
      // Set anew, so that the oldest stands first.
      this.#keys.delete(key)
      this.#keys.set(key, { count, last: now })
    }
    while (this.#keys.size > mostKeys) {
      const [oldest] = this.#keys.keys()
      if (oldest === undefined) break
      this.#keys.delete(oldest)
    }
  }

  succeeded(address: string, user: string): void {
    const [pair] = keysOf(address, user)
    if (pair) this.#keys.delete(pair[0])
  }

  /** Keys that are remembered. */
  get size(): number {
    return this.#keys.size
  }

  #current(key: string): Failures | undefined {
    const found = this.#keys.get(key)
    if (!found || this.#now() - found.last <= forgottenAfter) return found
    this.#keys.delete(key)
    return undefined
  }
}

const longestKey = 200

function keysOf(address: string, user: string): readonly (readonly [string, Rule])[] {
  const name = foldName(user).slice(0, longestKey)
  return [
    [`p ${address} ${name}`, rules.pair],
    [`a ${address}`, rules.address],
    [`u ${name}`, rules.user],
  ]
}

function defaultSleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds).unref()
  })
}
