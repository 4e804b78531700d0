import { Fingerprint, randomText } from './random.js'

/** What became of a token that somebody showed. */
export type TokenOutcome = 'accepted' | 'refused' | 'locked'

/** The token of the link in the terminal: one at a time, good once, for seconds, and for few wrong guesses. */
export class OneTimeLinks {
  readonly #lifetime: number
  readonly #mostWrong: number
  readonly #now: () => number
  #current: { readonly fingerprint: Fingerprint; readonly until: number } | undefined
  #wrong = 0

  /** @param lifetime milliseconds @param now a clock in milliseconds */
  constructor(lifetime: number, mostWrong: number, now: () => number) {
    this.#lifetime = lifetime
    this.#mostWrong = mostWrong
    this.#now = now
  }

  /** A new token; the one before is void, and wrong guesses are forgotten. */
  make(): string {
    const token = randomText()
    this.#current = { fingerprint: new Fingerprint(token), until: this.#now() + this.#lifetime }
    this.#wrong = 0
    return token
  }

  /** Takes a token: the right one is used up by it. */
  take(token: string): TokenOutcome {
    if (this.#wrong >= this.#mostWrong) return 'locked'
    const right = this.#current?.fingerprint.matches(token) ?? false
    if (!right) {
      this.#wrong += 1
      return this.#wrong >= this.#mostWrong ? 'locked' : 'refused'
    }
    const fresh = this.#current !== undefined && this.#now() <= this.#current.until
    this.#current = undefined
    return fresh ? 'accepted' : 'refused'
  }
}
