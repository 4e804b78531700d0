/**
 * An ordered map whose keys are CIM names: compared without case, kept as spelled.
 * Iteration yields the values in insertion order.
 */
export class NameMap<T> implements Iterable<T> {
  readonly #entries = new Map<string, T>()

  static from<T extends { readonly name: string }>(items: Iterable<T>): NameMap<T> {
    const map = new NameMap<T>()
    for (const item of items) map.set(item.name, item)
    return map
  }

  get size(): number {
    return this.#entries.size
  }

  get(name: string): T | undefined {
    return this.#entries.get(foldName(name))
  }

  has(name: string): boolean {
    return this.#entries.has(foldName(name))
  }

  set(name: string, value: T): this {
    this.#entries.set(foldName(name), value)
    return this
  }

  delete(name: string): boolean {
    return this.#entries.delete(foldName(name))
  }

  [Symbol.iterator](): MapIterator<T> {
    return this.#entries.values()
  }
}

/** The form under which two spellings of a CIM name are equal. */
export function foldName(name: string): string {
  return name.toLowerCase()
}

/** Orders names as WMI enumerates them: alphabetical without case (wql-cim: COM enumeration order). */
export function compareNames(a: string, b: string): number {
  const x = foldName(a)
  const y = foldName(b)
  return x < y ? -1 : x > y ? 1 : 0
}
