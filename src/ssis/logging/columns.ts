import type { LogEntry } from '../events.js'

/** Which columns the entries of an event have (DTSEventColumnFilter). Event, times and data code are always there. */
export interface DTSEventColumnFilter {
  readonly computer: boolean
  readonly operator: boolean
  readonly sourceName: boolean
  readonly sourceId: boolean
  readonly executionId: boolean
  readonly messageText: boolean
  readonly dataBytes: boolean
}

/** The columns under the names that files have, in their order. */
export const columnNames: readonly (readonly [stored: string, key: keyof DTSEventColumnFilter])[] = [
  ['Computer', 'computer'],
  ['Operator', 'operator'],
  ['SourceName', 'sourceName'],
  ['SourceID', 'sourceId'],
  ['ExecutionID', 'executionId'],
  ['MessageText', 'messageText'],
  ['DataBytes', 'dataBytes'],
]

/** What an event has that nobody filtered: everything. */
export const everyColumn: DTSEventColumnFilter = {
  computer: true,
  operator: true,
  sourceName: true,
  sourceId: true,
  executionId: true,
  messageText: true,
  dataBytes: true,
}

/** One entry as log providers write it. Columns that were not selected are undefined. */
export interface LogRecord {
  readonly event: string
  readonly computer: string | undefined
  readonly operator: string | undefined
  readonly source: string | undefined
  readonly sourceId: string | undefined
  readonly executionId: string | undefined
  readonly startTime: Date
  readonly endTime: Date
  readonly dataCode: number
  readonly message: string | undefined
}

// As all real logs have them, whatever the language: programs look for these.
const fixedMessages: ReadonlyMap<string, string> = new Map([
  ['PackageStart', 'Beginning of package execution.'],
  ['PackageEnd', 'End of package execution.'],
])

/** Whether every log has this entry, with all columns. */
export function isAlwaysLogged(event: string): boolean {
  return fixedMessages.has(event)
}

/** The record of an entry. */
export function recordOf(entry: LogEntry, columns: DTSEventColumnFilter): LogRecord {
  const pick = (column: boolean, text: string) => (column ? text : undefined)
  return {
    event: entry.event,
    computer: pick(columns.computer, entry.computer),
    operator: pick(columns.operator, entry.operator),
    source: pick(columns.sourceName, entry.source),
    sourceId: pick(columns.sourceId, entry.sourceId),
    executionId: pick(columns.executionId, entry.executionId),
    startTime: entry.startTime,
    endTime: entry.endTime,
    dataCode: entry.dataCode,
    message: pick(columns.messageText, fixedMessages.get(entry.event) ?? entry.message),
  }
}

/** Local time as all real logs and configuration files have it: `2025/05/29 11:27:57`. */
export function logDate(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [String(date.getFullYear()).padStart(4, '0'), two(date.getMonth() + 1), two(date.getDate())].join('/')
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`
}

/** A message as files have it: lines end in CR LF, the last one too. */
export function logMessage(message: string): string {
  return `${message.replace(/(?:\r\n|\r|\n)$/, '').replace(/\r\n|\r|\n/g, '\r\n')}\r\n`
}
