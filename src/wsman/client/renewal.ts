/** Renews a subscription that the server has granted for a time only, half-way, until it is stopped. Failures are tried again. */
export class Renewal {
  readonly #renew: () => Promise<number | undefined>
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  /**
   * @param granted milliseconds; undefined: for ever
   * @param renew answers the milliseconds granted anew
   */
  constructor(granted: number | undefined, renew: () => Promise<number | undefined>) {
    this.#renew = renew
    this.#schedule(granted)
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #schedule(left: number | undefined): void {
    if (left === undefined || this.#stopped) return
    this.#timer = setTimeout(() => void this.#run(left / 2), Math.min(Math.max(left / 2, shortest), longestTimer))
  }

  async #run(left: number): Promise<void> {
    let granted: number | undefined
    try {
      granted = await this.#renew()
    } catch {
      // Pull tells when the subscription is over; until then there is time to try again.
      granted = left > shortest ? left : undefined
    }
    this.#schedule(granted)
  }
}

/** Milliseconds between renewals at least; and what setTimeout can hold. */
const shortest = 1000
const longestTimer = 2 ** 31 - 1
