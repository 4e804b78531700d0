/** Milliseconds and rows after which rows that wait are told. */
const interval = 50
const mostRows = 500
/** Characters, roughly, after which they are told early. */
const mostSize = 1_000_000

/**
 * Gathers rows into batches. The first row goes at once, so that people see something as soon as there is something; later ones
 * wait for others, though never long.
 */
export class RowBatches<Row> {
  readonly #emit: (rows: Row[]) => void
  readonly #sizeOf: (row: Row) => number
  #waiting: Row[] = []
  #size = 0
  #first = true
  #timer: NodeJS.Timeout | undefined

  constructor(emit: (rows: Row[]) => void, sizeOf: (row: Row) => number = () => 0) {
    this.#emit = emit
    this.#sizeOf = sizeOf
  }

  add(row: Row): void {
    this.#waiting.push(row)
    this.#size += this.#sizeOf(row)
    if (this.#first || this.#waiting.length >= mostRows || this.#size >= mostSize) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), interval)
  }

  /** Tells what waits. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#waiting.length === 0) return
    this.#first = false
    this.#size = 0
    this.#emit(this.#waiting.splice(0))
  }
}
