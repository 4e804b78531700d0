import type { Output } from '../output.js'
import type { Row, RowWriter } from './row.js'

/**
 * RFC 4180: one header line, CRLF, quotes where a field has a comma, a quote or a line end. Null is an empty field, lists and
 * objects are JSON.
 *
 * @param columns the header, which is printed even without rows; absent, the first row gives it
 * @param onExtra hears once that a row has values no column stands for
 */
export function csvWriter(output: Output, columns?: readonly string[], onExtra?: (name: string) => void): RowWriter {
  let header = columns
  let complained = false
  const begin = (names: readonly string[]): string => {
    header = names
    return line(names)
  }
  let opening = columns ? begin(columns) : ''
  return {
    write(row) {
      const start = header ? opening : begin(Object.keys(row))
      opening = ''
      const names = header ?? []
      if (!complained && onExtra) {
        const extra = Object.keys(row).find(name => !names.includes(name))
        if (extra !== undefined) {
          complained = true
          onExtra(extra)
        }
      }
      return output.write(start + line(names.map(name => field(row[name]))))
    },
    async end() {
      if (opening) await output.write(opening)
    },
  }
}

function line(fields: readonly string[]): string {
  return `${fields.map(quote).join(',')}\r\n`
}

function field(value: Row[string]): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
