// What of a table can be drawn.
import type { Column } from '../../api/index.js'
import { isNumeric, type Row } from './rows.js'

/** The place of a row instead of a column. */
export const rowNumber = -1

export interface Series {
  readonly name: string
  /** Null leaves a gap. */
  readonly values: readonly (number | null)[]
  readonly least: number
  readonly most: number
  readonly mean: number
}

export interface ChartData {
  /** Numbers, or seconds since 1970. */
  readonly x: readonly number[]
  readonly isTime: boolean
  readonly series: readonly Series[]
}

/** Columns whose values can be drawn, by their places. */
export function numericColumns(columns: readonly Column[]): readonly number[] {
  return columns.flatMap((column, at) => (isNumeric(column) ? [at] : []))
}

/** Columns that can lie below: numbers and times. */
export function axisColumns(columns: readonly Column[]): readonly number[] {
  return columns.flatMap((column, at) => (isNumeric(column) || isTime(column) ? [at] : []))
}

function isTime({ type }: Column): boolean {
  return type === 'datetime'
}

/** Rows without a value below are left out; the others go from left to right. */
export function chartData(
  columns: readonly Column[],
  rows: readonly Row[],
  below: number,
  drawn: readonly number[],
): ChartData {
  const axis = columns[below]
  const time = axis !== undefined && isTime(axis)
  const place = (row: Row, at: number): number => (axis === undefined ? at + 1 : numberOf(row[below], time))
  const points = rows
    .map((row, at) => ({ row, x: place(row, at) }))
    .filter(({ x }) => Number.isFinite(x))
    .sort((a, b) => a.x - b.x)
  return {
    x: points.map(({ x }) => x),
    isTime: time,
    series: drawn.flatMap(at => {
      const column = columns[at]
      return column
        ? [
            seriesOf(
              column.name,
              points.map(({ row }) => numberOf(row[at], false)),
            ),
          ]
        : []
    }),
  }
}

function seriesOf(name: string, numbers: readonly number[]): Series {
  let [least, most, sum, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0]
  for (const number of numbers) {
    if (!Number.isFinite(number)) continue
    least = Math.min(least, number)
    most = Math.max(most, number)
    sum += number
    count += 1
  }
  const values = numbers.map(number => (Number.isFinite(number) ? number : null))
  return { name, values, least, most, mean: count === 0 ? Number.NaN : sum / count }
}

function numberOf(cell: Row[number] | undefined, time: boolean): number {
  if (cell === null || cell === undefined || cell === '' || Array.isArray(cell)) return Number.NaN
  return time ? secondsOf(String(cell)) : Number(cell)
}

const cimTime = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\.(\d{3})\d{3}([+-]\d{3})$/

/** A CIM date and time, or one of ISO 8601; others are no place. */
function secondsOf(text: string): number {
  const found = cimTime.exec(text)
  if (!found) return Date.parse(text) / 1000
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, milliseconds = 0, offset = 0] = found
    .slice(1)
    .map(Number)
  return (Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - offset * 60_000) / 1000
}
