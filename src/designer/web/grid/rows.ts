// Sorting, filtering and writing of rows.
import type { Cell, Column } from '../../api/index.js'

export type Row = readonly Cell[]

/** A cell as people read it; null is empty. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  return Array.isArray(cell) ? cell.map(textOf).join(', ') : String(cell)
}

/** Whether values of a column are numbers, 64-bit ones written as digits included. */
export function isNumeric({ type }: Column): boolean {
  return /^(?:[su]int(?:8|16|32|64)|real(?:32|64))$/.test(type)
}

/** Null first, numbers by value, all else by the order of letters. */
export function compareCells(a: Cell | undefined, b: Cell | undefined, numeric: boolean): number {
  const none = Number(a !== null && a !== undefined) - Number(b !== null && b !== undefined)
  if (none !== 0 || a === null || a === undefined || b === null || b === undefined) return none
  if (numeric) return compareNumbers(String(a), String(b))
  return textOf(a).localeCompare(textOf(b), undefined, { numeric: true })
}

/** 64-bit integers are compared exactly. */
function compareNumbers(a: string, b: string): number {
  if (!/^[+-]?\d+$/.test(a) || !/^[+-]?\d+$/.test(b)) return Number(a) - Number(b)
  const difference = BigInt(a) - BigInt(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export interface Order {
  readonly column: number
  readonly descending: boolean
}

/** The rows that hold a text anywhere, in an order. */
export function arranged(
  rows: readonly Row[],
  columns: readonly Column[],
  filter: string,
  order: Order | undefined,
): readonly Row[] {
  const wanted = filter.toLowerCase()
  const found = wanted === '' ? rows : rows.filter(row => row.some(cell => textOf(cell).toLowerCase().includes(wanted)))
  const column = order && columns[order.column]
  if (!order || !column) return found
  const numeric = isNumeric(column)
  const sign = order.descending ? -1 : 1
  return [...found].sort((a, b) => sign * compareCells(a[order.column], b[order.column], numeric))
}

/** RFC 4180, with a header. */
export function csvOf(columns: readonly Column[], rows: readonly Row[]): string {
  const field = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = [columns.map(({ name }) => name), ...rows.map(row => columns.map((_column, at) => textOf(row[at])))]
  return lines.map(line => `${line.map(field).join(',')}\r\n`).join('')
}

export function jsonOf(columns: readonly Column[], rows: readonly Row[]): string {
  const objects = rows.map(row => Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null])))
  return `${JSON.stringify(objects, null, 2)}\n`
}
