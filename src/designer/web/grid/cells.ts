// Where the keyboard is in a table: row -1 is the header.

export interface Place {
  readonly row: number
  readonly column: number
}

export interface Extent {
  readonly rows: number
  readonly columns: number
  /** Rows in sight. */
  readonly page: number
}

/** Where a key leads; undefined for a key that leads nowhere. */
export function moved({ row, column }: Place, key: string, ctrl: boolean, extent: Extent): Place | undefined {
  const last = { row: extent.rows - 1, column: extent.columns - 1 }
  const to: Readonly<Record<string, Place | undefined>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    PageUp: { row: Math.max(0, row - extent.page), column },
    PageDown: { row: row + extent.page, column },
    Home: ctrl ? { row: 0, column: 0 } : { row, column: 0 },
    End: ctrl ? last : { row, column: last.column },
  }
  const target = Object.hasOwn(to, key) ? to[key] : undefined
  if (!target) return undefined
  const within = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most))
  return { row: within(target.row, -1, last.row), column: within(target.column, 0, last.column) }
}
