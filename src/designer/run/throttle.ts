/** Lets values of a key through at once when the last was a while ago, else the newest of them when it is. */
export class Throttle<T> {
  readonly #interval: number
  readonly #emit: (value: T) => void
  readonly #last = new Map<string, number>()
  readonly #waiting = new Map<string, T>()
  #timer: NodeJS.Timeout | undefined

  /** @param interval milliseconds between values of one key */
  constructor(interval: number, emit: (value: T) => void) {
    this.#interval = interval
    this.#emit = emit
  }

  put(key: string, value: T): void {
    const now = performance.now()
    if (!this.#waiting.has(key) && now - (this.#last.get(key) ?? Number.NEGATIVE_INFINITY) >= this.#interval) {
      this.#last.set(key, now)
      this.#emit(value)
      return
    }
    this.#waiting.set(key, value)
    this.#timer ??= setTimeout(() => this.flush(), this.#interval)
  }

  /** Lets through what waits. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const now = performance.now()
    const values = [...this.#waiting]
    this.#waiting.clear()
    for (const [key, value] of values) {
      this.#last.set(key, now)
      this.#emit(value)
    }
  }
}
