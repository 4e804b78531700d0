import type { DataArea, DataStore } from '../data/area.js'

interface Change {
  readonly undo: () => void
}

/** The changes that the disk does not have yet, and how each is taken back when the disk refuses it. */
export class UndoList {
  readonly #durable: boolean
  readonly #area: DataArea
  readonly #open = new Set<Change>()
  #saved: Promise<void> = Promise.resolve()

  constructor(data: DataStore) {
    this.#durable = data.durable
    this.#area = data.area('instance')
    data.onTakenBack(() => this.#takeBack())
  }

  /** @param tell called once the disk has the change; at once where there is no disk */
  add(undo: () => void, tell: () => void): void {
    if (!this.#durable) {
      tell()
      return
    }
    const change = { undo }
    this.#open.add(change)
    this.#saved = this.#area.flush().then(() => {
      this.#open.delete(change)
      tell()
    })
    // A change need not be waited for.
    this.#saved.catch(() => undefined)
  }

  /** Waits until the disk has all changes so far, and they have been told. */
  saved(): Promise<void> {
    return this.#saved
  }

  #takeBack(): void {
    for (const { undo } of [...this.#open].reverse()) undo()
    this.#open.clear()
  }
}
