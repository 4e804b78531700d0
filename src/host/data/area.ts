/**
 * Texts by key that outlive the process when the host has a data folder: one area per kind of thing (`class`, `instance`,
 * `hive` …). Changes are seen at once; {@link flush} waits until the disk has them.
 */
export interface DataArea {
  entries(): Iterable<readonly [key: string, value: string]>
  get(key: string): string | undefined
  set(key: string, value: string): void
  delete(key: string): void
  /** @throws WmiError WBEM_E_FAILED when the folder cannot be written */
  flush(): Promise<void>
}

/** Where areas come from. */
export interface DataStore {
  area(name: string): DataArea
  /** Ends writing and gives the folder free. */
  close(): Promise<void>
}

/** Keeps everything in memory, for a host without a data folder. */
export class MemoryStore implements DataStore {
  readonly #areas = new Map<string, DataArea>()

  area(name: string): DataArea {
    let area = this.#areas.get(name)
    if (!area) {
      area = new MemoryArea()
      this.#areas.set(name, area)
    }
    return area
  }

  async close(): Promise<void> {}
}

class MemoryArea extends Map<string, string> implements DataArea {
  async flush(): Promise<void> {}
}
