// Rows of a server on their way to the page.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CimInstance } from '../../cim/instance.js'
import type { Cell, Column, RowsEvent } from '../api/index.js'
import { RowBatches } from './row-batches.js'
import { RowTable, type TableRow } from './row-table.js'

/** How many rows there were. */
export interface RowsCount {
  readonly count: number
  /** There are more than were asked for. */
  readonly more: boolean
}

/** Rows between which others get their turn, and a cancel its way in. */
const turn = 100

/** Tells the rows of one result. */
export class RowTelling {
  readonly #table: RowTable
  readonly #batches: RowBatches<TableRow>

  constructor(emit: (event: RowsEvent) => void) {
    this.#batches = new RowBatches<TableRow>(rows => emit({ kind: 'rows', rows }), sizeOf)
    this.#table = new RowTable(columns => {
      // Rows that came before a column do not have it.
      this.#batches.flush()
      emit({ kind: 'columns', columns })
    })
  }

  /** Tells columns that are known before there is a row. */
  columns(columns: readonly Column[]): void {
    this.#table.declare(columns)
  }

  /**
   * Tells rows as they come, up to a limit; then the server's enumerator is released.
   *
   * @param values names the values of a row one by one; absent: the properties of the instance
   * @param onFirst told before the first row
   * @throws what the rows throw; the reason of the signal
   */
  async all(
    rows: AsyncIterable<CimInstance>,
    limit: number,
    signal: AbortSignal,
    values?: (instance: CimInstance) => Iterable<readonly [Column, Cell]>,
    onFirst?: () => void,
  ): Promise<RowsCount> {
    let count = 0
    try {
      for await (const instance of rows) {
        if (count >= limit) return { count, more: true }
        if (count === 0) onFirst?.()
        const path = instance.__PATH ?? ''
        this.#batches.add(values ? this.#table.rowOf(path, values(instance)) : this.#table.row(instance))
        count += 1
        if (count % turn === 0) await nextTurn()
        signal.throwIfAborted()
      }
      return { count, more: false }
    } finally {
      this.#batches.flush()
    }
  }
}

function sizeOf({ path, values }: TableRow): number {
  let size = path.length
  for (const value of values)
    size += typeof value === 'string' ? value.length : Array.isArray(value) ? 16 * value.length : 8
  return size
}
