import { foldName } from '../../base/name-map.js'
import { accountName } from '../user-names.js'

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
/** Attempts that may wait at a time: of one user at one address, and of one address. */
const mostWaiting = { pair: 8, address: 64 } as const

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

  /**
   * Waits before an attempt is looked at. False: so many wait already that this one is not looked at. Who guesses the password of one
   * user does not keep others at the same address out.
   */
  async wait(address: string, user: string): Promise<boolean> {
    const delay = this.delay(address, user)
    if (delay === 0) return true
    const [[pair], [home]] = keysOf(address, user)
    const waiting = [
      { key: pair, most: mostWaiting.pair },
      { key: home, most: mostWaiting.address },
    ]
    if (waiting.some(({ key, most }) => (this.#waiting.get(key) ?? 0) >= most)) return false
    for (const { key } of waiting) this.#waiting.set(key, (this.#waiting.get(key) ?? 0) + 1)
    try {
      await this.#sleep(delay)
    } finally {
      for (const { key } of waiting) this.#leave(key)
    }
    return true
  }

  #leave(key: string): void {
    const rest = (this.#waiting.get(key) ?? 1) - 1
    if (rest === 0) this.#waiting.delete(key)
    else this.#waiting.set(key, rest)
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
    const [[pair]] = keysOf(address, user)
    this.#keys.delete(pair)
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

/** The pair, the address, the user: by the account that the name stands for, whatever realm follows it. */
function keysOf(address: string, user: string) {
  const name = foldName(accountName(user)).slice(0, longestKey)
  return [
    [`p ${address} ${name}`, rules.pair],
    [`a ${address}`, rules.address],
    [`u ${name}`, rules.user],
  ] as const satisfies readonly (readonly [string, Rule])[]
}

function defaultSleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds).unref()
  })
}
