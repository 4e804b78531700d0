/** What several watchers use together, by a text that says what it is; forgotten when the last one has left. */
export class Sharing<T> {
  readonly #shared = new Map<string, T>()

  /** @param make makes it for the first, and is given what to call when the last has left */
  get(key: string, make: (empty: () => void) => T): T {
    const known = this.#shared.get(key)
    if (known !== undefined) return known
    const made = make(() => {
      if (this.#shared.get(key) === made) this.#shared.delete(key)
    })
    this.#shared.set(key, made)
    return made
  }
}

const numbers = new WeakMap<object, number>()
let last = 0

/** A number that stands for one object in such a text. */
export function numberOf(object: object): number {
  let number = numbers.get(object)
  if (number === undefined) {
    last += 1
    number = last
    numbers.set(object, number)
  }
  return number
}
