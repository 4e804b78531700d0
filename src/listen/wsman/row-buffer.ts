/** A row as it is sent. */
export interface WrittenRow {
  readonly xml: string
  /** Bytes of it in UTF-8. */
  readonly size: number
}

/** When a wait for rows is over, besides the end of the rows. */
export interface RowWait {
  /** Rows that are enough. */
  readonly rows: number
  /** Milliseconds. */
  readonly timeout: number
  /** Milliseconds without another row after which the rows that are there are enough. */
  readonly pause: number
  readonly signal: AbortSignal
}

/** Why a wait ended. `rows`: there are some, and enough of them. */
export type RowState = 'rows' | 'end' | 'timeout' | 'left'

/**
 * Rows between their source and the messages that take them away: one page is made ready while the caller reads the one before, and
 * no more, so that the source waits for a slow caller.
 */
export class RowBuffer {
  readonly #room: { readonly rows: number; readonly bytes: number }
  readonly #source: AbortController
  #rows: WrittenRow[] = []
  /** Rows at the front that are taken already. */
  #taken = 0
  #bytes = 0
  #ended = false
  #failure: { readonly error: unknown } | undefined
  #pushed: (() => void) | undefined
  #drained: (() => void) | undefined
  /** Settles, never failing, when the source has let go. */
  readonly finished: Promise<void>

  /**
   * @param rows read to its end, or until {@link close}, which raises `source`
   * @param write one row as it is sent; undefined leaves it out
   * @param room what is kept at most, but always one row
   */
  constructor(
    rows: AsyncIterable<unknown>,
    write: (row: never) => string | undefined,
    room: { readonly rows: number; readonly bytes: number },
    source: AbortController,
  ) {
    this.#room = room
    this.#source = source
    this.finished = this.#fill(rows, write as (row: unknown) => string | undefined)
  }

  get length(): number {
    return this.#rows.length - this.#taken
  }

  /** All rows have been taken, none will come, and nothing went wrong. */
  get over(): boolean {
    return this.#ended && !this.#failure && this.length === 0
  }

  /** Waits for rows. @throws the failure of the source, when the rows before it are taken */
  async wait({ rows, timeout, pause, signal }: RowWait): Promise<RowState> {
    const enough = () => this.#ended || this.length >= rows || this.#full || signal.aborted
    if (!enough()) await this.#waitFor(enough, timeout, pause, signal)
    if (this.length > 0) return 'rows'
    if (this.#failure) throw this.#failure.error
    if (this.#ended) return 'end'
    return signal.aborted ? 'left' : 'timeout'
  }

  /** Takes the next row if it has room in `bytes`; undefined when it has not, or there is none. */
  take(bytes: number): WrittenRow | undefined {
    const row = this.#rows[this.#taken]
    if (!row || row.size > bytes) return undefined
    this.#taken += 1
    this.#bytes -= row.size
    // Moved together now and then only, for that costs as much as there are rows.
    if (this.#taken === this.#rows.length || this.#taken > 4096) {
      this.#rows = this.#rows.slice(this.#taken)
      this.#taken = 0
    }
    if (!this.#full) this.#wakeSource()
    return row
  }

  /** Ends the source and forgets its rows. */
  close(): void {
    this.#source.abort()
    this.#rows = []
    this.#taken = 0
    this.#ended = true
    this.#wakeSource()
    this.#pushed?.()
  }

  get #full(): boolean {
    return this.#bytes >= this.#room.bytes || this.length >= this.#room.rows
  }

  #wakeSource(): void {
    this.#drained?.()
    this.#drained = undefined
  }

  async #fill(rows: AsyncIterable<unknown>, write: (row: unknown) => string | undefined): Promise<void> {
    try {
      for await (const row of rows) {
        if (this.#source.signal.aborted) break
        const xml = write(row)
        if (xml === undefined) continue
        const size = Buffer.byteLength(xml)
        this.#rows.push({ xml, size })
        this.#bytes += size
        this.#pushed?.()
        if (this.#full && !this.#source.signal.aborted)
          await new Promise<void>(resolve => {
            this.#drained = resolve
          })
        if (this.#source.signal.aborted) break
      }
    } catch (error) {
      if (!this.#source.signal.aborted) this.#failure = { error }
    } finally {
      this.#ended = true
      this.#pushed?.()
    }
  }

  /** Until `enough` says so, the time is over, or rows are there and no more come for a while. */
  #waitFor(enough: () => boolean, timeout: number, pause: number, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      let quiet: NodeJS.Timeout | undefined
      let seen = this.length
      const end = () => {
        clearTimeout(deadline)
        clearTimeout(quiet)
        signal.removeEventListener('abort', end)
        this.#pushed = undefined
        resolve()
      }
      // One timer for many rows: when it rings it looks whether some have come meanwhile.
      const watch = () => {
        quiet = setTimeout(() => {
          if (this.length === seen) return end()
          seen = this.length
          watch()
        }, pause)
      }
      const deadline = setTimeout(end, timeout)
      if (this.length > 0) watch()
      this.#pushed = () => {
        if (enough()) return end()
        if (quiet === undefined) {
          seen = this.length
          watch()
        }
      }
      signal.addEventListener('abort', end, { once: true })
    })
  }
}
