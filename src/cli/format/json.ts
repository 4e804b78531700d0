import type { Output } from '../output.js'
import type { Row, RowWriter } from './row.js'

/** One array, one row a line, written as the rows come. */
export function jsonArrayWriter(output: Output): RowWriter {
  let count = 0
  return {
    write(row) {
      count += 1
      return output.write(`${count === 1 ? '[' : ','}\n  ${JSON.stringify(row)}`)
    },
    // An array that was not finished stays open, so that nobody takes it for the whole answer.
    async flush() {
      if (count > 0) await output.write('\n')
    },
    async end() {
      await output.write(count === 0 ? '[]\n' : '\n]\n')
    },
  }
}

/** One object. */
export function jsonObjectWriter(output: Output): RowWriter {
  return {
    write: row => output.write(jsonDocument(row)),
    async end() {},
  }
}

/** One object a line (newline-delimited JSON). */
export function ndjsonWriter(output: Output): RowWriter {
  return {
    write: row => output.write(`${JSON.stringify(row)}\n`),
    async end() {},
  }
}

/** A whole document for people and programs alike. */
export function jsonDocument(value: Row): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
