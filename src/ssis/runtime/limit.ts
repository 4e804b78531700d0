/** Lets at most so many pieces of work run at once; the others wait in the order in which they came. */
export class Limit {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>(resolve => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      // The place passes on without becoming free, so that nobody can overtake.
      if (next) next()
      else this.#free += 1
    }
  }
}
