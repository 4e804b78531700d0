import type { CimInstance } from '../cim/instance.js'

/** How much of the front is kept after it was read before it is given free. */
const slack = 1024

/** Events that wait for their reader, first in first out, up to a limit. */
export class EventQueue {
  readonly limit: number
  #items: (CimInstance | undefined)[] = []
  #front = 0

  constructor(limit: number) {
    this.limit = limit
  }

  get size(): number {
    return this.#items.length - this.#front
  }

  /** False when the queue is full. */
  add(event: CimInstance): boolean {
    if (this.size >= this.limit) return false
    this.#items.push(event)
    return true
  }

  take(): CimInstance | undefined {
    if (this.size === 0) return undefined
    const event = this.#items[this.#front]
    this.#items[this.#front] = undefined
    this.#front += 1
    if (this.#front === this.#items.length) {
      this.#items = []
      this.#front = 0
    } else if (this.#front >= slack && this.#front * 2 >= this.#items.length) {
      this.#items.splice(0, this.#front)
      this.#front = 0
    }
    return event
  }

  clear(): void {
    this.#items = []
    this.#front = 0
  }
}
