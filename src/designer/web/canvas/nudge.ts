// Moves by keyboard: many small steps become one edit once the keys rest.
import type { Point } from './geometry.js'

/** Milliseconds of rest after which steps are written. */
const rest = 700

/** Adds up steps of the same nodes until {@link Nudge.flush}, or until there was none for a while. */
export class Nudge {
  readonly #write: (keys: readonly string[], by: Point) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #keys: readonly string[] = []
  #by: Point = { x: 0, y: 0 }

  constructor(write: (keys: readonly string[], by: Point) => void) {
    this.#write = write
  }

  /** Answers how far the nodes have come by now. */
  add(keys: readonly string[], step: Point): Point {
    if (keys.join('\n') !== this.#keys.join('\n')) this.flush()
    this.#keys = keys
    this.#by = { x: this.#by.x + step.x, y: this.#by.y + step.y }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.flush(), rest)
    return this.#by
  }

  /** Writes what is there. */
  flush(): void {
    clearTimeout(this.#timer)
    const [keys, by] = [this.#keys, this.#by]
    this.#keys = []
    this.#by = { x: 0, y: 0 }
    if (by.x !== 0 || by.y !== 0) this.#write(keys, by)
  }
}
