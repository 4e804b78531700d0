// What a WMI Data Reader task has written, as columns and rows.
import { open } from 'node:fs/promises'
import { designerRunText } from '../../base/texts/designer-run.js'
import { type DataTable, OutputType } from '../../ssis/index.js'
import type { Cell, Column } from '../api/index.js'
import { toCell } from '../live/cells.js'
import { csvRecords } from './csv.js'

/** Columns and rows; at most {@link mostRows} of them. */
export interface TableData {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** True when there were more. */
  readonly more: boolean
}

/** How much of a table is kept. */
export const mostRows = 100_000
const mostBytes = 16 * 1024 * 1024

/** A table in a variable. */
export function ofDataTable(table: DataTable): TableData {
  const columns = table.columns.map(({ name, type, isArray }) => ({
    name,
    type: isArray ? `${type}[]` : type,
    isKey: false,
  }))
  const rows = table.rows
    .slice(0, mostRows)
    .map(row => table.columns.map((column, index) => toCell(row[index], column)))
  return { columns, rows, more: table.rows.length > rows.length }
}

/** How a text was written. */
export interface TextShape {
  readonly outputType: OutputType
  /** Of a DataTable: the first line has the names. */
  readonly header: boolean
}

/** The beginning of a file that a task wrote; undefined when it cannot be read any more. */
export async function ofFile(path: string, shape: TextShape): Promise<TableData | undefined> {
  try {
    const file = await open(path)
    try {
      if (!(await file.stat()).isFile()) return undefined
      const bytes = Buffer.alloc(mostBytes)
      let size = 0
      for (;;) {
        const { bytesRead } = await file.read(bytes, size, mostBytes - size, size)
        size += bytesRead
        if (bytesRead === 0 || size === mostBytes) break
      }
      const text = new TextDecoder().decode(bytes.subarray(0, size), { stream: true })
      // The last line of a file that is not read to its end is half of one.
      return ofText(size < mostBytes ? text : text.slice(0, text.lastIndexOf('\n') + 1), shape, size === mostBytes)
    } finally {
      await file.close()
    }
  } catch {
    return undefined
  }
}

/** @param isCut the text goes on */
export function ofText(text: string, { outputType, header }: TextShape, isCut = false): TableData {
  if (outputType !== OutputType.DataTable) return ofLines(text, outputType, isCut)
  const records = [...csvRecords(text, mostRows + 1)]
  const names = header ? (records.shift() ?? []) : []
  const width = records.reduce((most, record) => Math.max(most, record.length), names.length)
  const columns = Array.from({ length: width }, (_, index) => ({
    name: names[index] ?? designerRunText('columnNumber', { number: index + 1 }),
    type: typeOf(records, index),
    isKey: false,
  }))
  const rows = records.map(record => columns.map(({ type }, index) => fieldOf(record[index] ?? '', type)))
  return { columns, rows, more: isCut || rows.length >= mostRows }
}

/** `Name, Value` or a value in each line. */
function ofLines(text: string, outputType: OutputType, isCut: boolean): TableData {
  const lines = text.split('\r\n')
  if (lines.at(-1) === '') lines.pop()
  const value = { name: designerRunText('columnValue'), type: 'string', isKey: false }
  const kept = lines.slice(0, mostRows)
  const more = isCut || lines.length > kept.length
  if (outputType === OutputType.PropertyValue) return { columns: [value], rows: kept.map(line => [line]), more }
  const name = { name: designerRunText('columnName'), type: 'string', isKey: false }
  const rows = kept.map(line => {
    const at = line.indexOf(', ')
    return at < 0 ? ['', line] : [line.slice(0, at), line.slice(at + 2)]
  })
  return { columns: [name, value], rows, more }
}

const forms: readonly { readonly type: string; readonly form: RegExp }[] = [
  { type: 'sint32', form: /^-?\d{1,9}$/ },
  { type: 'sint64', form: /^-?\d{1,18}$/ },
  { type: 'uint64', form: /^\d{1,20}$/ },
  { type: 'real64', form: /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/ },
  { type: 'boolean', form: /^(True|False)$/ },
  { type: 'datetime', form: /^[\d*]{14}\.[\d*]{6}[+:-][\d*]{3}$/ },
]

/** A text has no types: the one that all values of a column could have. */
function typeOf(records: readonly (readonly string[])[], index: number): string {
  const values = records.map(record => record[index] ?? '').filter(value => value !== '')
  if (values.length === 0) return 'string'
  return forms.find(({ form }) => values.every(value => form.test(value)))?.type ?? 'string'
}

/** In a text null and an empty text are the same: null where the type has no empty text. */
function fieldOf(text: string, type: string): Cell {
  if (type === 'string') return text
  if (text === '') return null
  if (type === 'boolean') return text === 'True'
  return type === 'sint32' || type === 'real64' ? Number(text) : text
}
