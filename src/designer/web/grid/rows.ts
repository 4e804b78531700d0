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

const comparison = /^\s*([\w.]+)\s*(>=|<=|<>|=|>|<)\s*(.+?)\s*$/
const holds: Readonly<Record<string, (order: number) => boolean>> = {
  '>=': order => order >= 0,
  '<=': order => order <= 0,
  '<>': order => order !== 0,
  '=': order => order === 0,
  '>': order => order > 0,
  '<': order => order < 0,
}

/** What a filter lets through: a text anywhere in the row, or, as in `Size > 100`, a comparison of one column. */
export function filterOf(columns: readonly Column[], filter: string): ((row: Row) => boolean) | undefined {
  const [, name = '', operator = '', value = ''] = comparison.exec(filter) ?? []
  const at = columns.findIndex(column => column.name.toLowerCase() === name.toLowerCase())
  const column = columns[at]
  const test = holds[operator]
  if (column && test) {
    const numeric = isNumeric(column) && value !== '' && !Number.isNaN(Number(value))
    const of = (cell: Cell | undefined) => (numeric ? cell : textOf(cell).toLowerCase())
    return row => row[at] !== null && test(compareCells(of(row[at]), numeric ? value : value.toLowerCase(), numeric))
  }
  const wanted = filter.toLowerCase()
  return wanted === '' ? undefined : row => row.some(cell => textOf(cell).toLowerCase().includes(wanted))
}

/** The rows that a filter lets through, in an order. */
export function arranged(
  rows: readonly Row[],
  columns: readonly Column[],
  filter: string,
  order: Order | undefined,
): readonly Row[] {
  const lets = filterOf(columns, filter)
  const found = lets ? rows.filter(lets) : rows
  const column = order && columns[order.column]
  if (!order || !column) return found
  const numeric = isNumeric(column)
  const sign = order.descending ? -1 : 1
  return [...found].sort((a, b) => sign * compareCells(a[order.column], b[order.column], numeric))
}

/** Rows as a spreadsheet takes them from the clipboard. */
export function tsvOf(rows: readonly Row[]): string {
  const field = (cell: Cell | undefined) => textOf(cell).replaceAll(/[\t\r\n]+/g, ' ')
  return rows.map(row => row.map(field).join('\t')).join('\n')
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
