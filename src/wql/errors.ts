import { WmiError } from '../base/errors.js'
import { wqlText } from '../base/texts/wql.js'
import type { WbemStatus } from '../base/wbem-status.js'

/** Where in a query something stands, and what could stand there. */
export interface SyntaxPlace {
  /** Counts UTF-16 units of the whole text from 1, line breaks included. */
  readonly column: number
  /** What could have stood there, as the message says it; empty when nothing could. */
  readonly expected?: readonly string[]
  readonly hint?: string | undefined
  readonly cause?: unknown
}

/** A query that cannot be read. `code` is WBEM_E_INVALID_QUERY or, where WMI has one, a more fitting status. */
export class WqlSyntaxError extends WmiError {
  /** Counts UTF-16 units of the whole text from 1, line breaks included. */
  readonly column: number
  /** What could have stood there, as the message says it; empty when nothing could. */
  readonly expected: string[]

  constructor(status: WbemStatus, message: string, place: SyntaxPlace) {
    super(status, message, { hint: place.hint, cause: place.cause })
    this.column = place.column
    this.expected = [...(place.expected ?? [])]
  }
}

/** `column 10`, with line and column of the line when the text has several lines. */
export function placeInText(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/)
  const column = offset + 1
  return before.length === 1
    ? wqlText('column', { column })
    : wqlText('columnOfLine', { column, line: before.length, inLine: (before.at(-1) ?? '').length + 1 })
}
