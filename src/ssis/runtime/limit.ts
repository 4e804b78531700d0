/** Lets at most so many pieces of work run at once; the others wait in the order in which they came. */
export class Limit {
  readonly #count: number
  #free: number
  readonly #waiting: (() => void)[] = []
  #next = 0

  constructor(count: number) {
    this.#count = count
    this.#free = count
  }

  /** A limit of the same size, with all its places free. */
  another(): Limit {
    return new Limit(this.#count)
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>(resolve => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  /** The place passes on without becoming free, so that nobody can overtake. */
  #leave(): void {
    const next = this.#waiting[this.#next]
    if (!next) {
      this.#free += 1
      return
    }
    this.#next += 1
    next()
    if (this.#next === this.#waiting.length) {
      this.#waiting.length = 0
      this.#next = 0
    }
  }
}
