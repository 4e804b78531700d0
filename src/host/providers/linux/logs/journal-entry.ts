// One line of `journalctl --output=json`: https://systemd.io/JOURNAL_EXPORT_FORMATS "Journal JSON Format".
//   text that is no UTF-8 or has control characters comes as an array of bytes, a field with several values as an array of
//   those, one that is too long as null
import { eventTypeOf, type LogEvent, logfileOf, messageText, nameText } from './log-event.js'

/** The fields that an event is made of; the cursor and the time come with every entry. */
export const journalFields = ['MESSAGE', 'PRIORITY', 'SYSLOG_FACILITY', 'SYSLOG_IDENTIFIER', '_HOSTNAME', '_UID']

export interface JournalEntry extends LogEvent {
  readonly cursor: string
  /** Which journal the number counts in. */
  readonly sequence: string
}

/** Null for a line that is no entry. */
export function parseJournalEntry(line: string): JournalEntry | null {
  const fields = object(line)
  if (!fields) return null
  const cursor = text(fields.__CURSOR) ?? ''
  const place = /^s=([0-9a-f]{32});i=([0-9a-f]{1,16})(?:;|$)/.exec(cursor)
  const time = number(fields.__REALTIME_TIMESTAMP, 16)
  if (!place || time === null) return null
  const [, sequence = '', position = ''] = place
  const identifier = text(fields.SYSLOG_IDENTIFIER)
  const message = text(fields.MESSAGE)
  return {
    cursor,
    sequence,
    // The journal counts with 64 bits, RecordNumber with 32.
    number: Number.parseInt(position.slice(-8), 16),
    time,
    logfile: logfileOf(number(fields.SYSLOG_FACILITY, 4)),
    type: eventTypeOf(number(fields.PRIORITY, 1)),
    source: identifier === null ? null : nameText(identifier),
    message: message === null ? null : messageText(message),
    computer: text(fields._HOSTNAME),
    uid: number(fields._UID, 10),
  }
}

function object(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null
  } catch {
    return null
  }
}

function text(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return null
  const [first]: unknown[] = value
  return value.every(each => typeof each === 'number') ? Buffer.from(value).toString('utf8') : text(first)
}

function number(value: unknown, digits: number): number | null {
  const told = text(value)
  return told !== null && told.length <= digits && /^\d+$/.test(told) ? Number(told) : null
}
