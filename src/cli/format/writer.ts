import { columnsOf, type Io } from '../io.js'
import type { Output } from '../output.js'
import { painter } from './colour.js'
import { csvWriter } from './csv.js'
import { jsonArrayWriter, jsonObjectWriter, ndjsonWriter } from './json.js'
import { listWriter } from './list.js'
import type { Format, RowWriter } from './row.js'
import { tableWriter } from './table.js'

export interface WriterOptions {
  /** Undefined: nobody chose; a table where it fits the terminal, else a list. */
  readonly format: Format | undefined
  readonly io: Io
  readonly output: Output
  /** One row is all there is: json is an object, and a terminal gets a list. */
  readonly single?: boolean
  /** The header of csv. */
  readonly columns?: readonly string[] | undefined
  /** Hears once about a value that csv has no column for. */
  readonly onExtra?: (name: string) => void
}

/** The format that is used when nobody chose one: a table for a person, lines of JSON for a program. */
export function defaultFormat(io: Io): Format {
  return io.stdout.isTTY ? 'table' : 'ndjson'
}

/** The writer for one format. */
export function rowWriter(options: WriterOptions): RowWriter {
  const { io, output } = options
  const paint = painter(io.stdout, io.env)
  const width = io.stdout.isTTY ? columnsOf(io.stdout) : undefined
  const list = (): RowWriter => listWriter(output, paint)
  const writers: Readonly<Record<Format, () => RowWriter>> = {
    json: () => (options.single ? jsonObjectWriter(output) : jsonArrayWriter(output)),
    ndjson: () => ndjsonWriter(output),
    csv: () => csvWriter(output, options.columns, options.onExtra),
    list,
    table: () => tableWriter(output, { paint, width, otherwise: options.format ? undefined : list }),
  }
  const format = options.format ?? defaultFormat(io)
  return format === 'table' && options.single && !options.format ? list() : writers[format]()
}
