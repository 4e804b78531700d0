/**
 * Texts by key that outlive the process when the host has a data folder: one area per kind of thing (`class`, `instance`,
 * `hive` …). Changes are seen at once; {@link flush} waits until the disk has them.
 */
export interface DataArea {
  entries(): Iterable<readonly [key: string, value: string]>
  get(key: string): string | undefined
  set(key: string, value: string): void
  delete(key: string): void
  /**
   * Waits until the disk has all changes of the store so far. When it refuses them, they are taken back.
   * @throws WmiError WBEM_E_FAILED when the folder cannot be written, WBEM_E_OUT_OF_DISK_SPACE when the disk is full
   */
  flush(): Promise<void>
}

/** Where areas come from. */
export interface DataStore {
  /** True when areas outlive the process. */
  readonly durable: boolean
  area(name: string): DataArea
  /** Is told, in the same turn, when changes were taken back because the disk refused them. */
  onTakenBack(listener: () => void): void
  /** Ends writing and gives the folder free. */
  close(): Promise<void>
}

/** Keeps everything in memory, for a host without a data folder. */
export class MemoryStore implements DataStore {
  readonly durable = false
  readonly #areas = new Map<string, DataArea>()

  area(name: string): DataArea {
    let area = this.#areas.get(name)
    if (!area) {
      area = new MemoryArea()
      this.#areas.set(name, area)
    }
    return area
  }

  onTakenBack(): void {}

  async close(): Promise<void> {}
}

class MemoryArea extends Map<string, string> implements DataArea {
  async flush(): Promise<void> {}
}
