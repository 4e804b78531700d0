import type { DtsLogging, LogEntry } from '../../ssis/index.js'
import { blockText, timestamp } from './console.js'
import type { ConsoleLog } from './request.js'

/** The columns of /ConsoleLog by their letters, in the order in which they are shown. */
const columns: readonly (readonly [letter: string, label: string, text: (entry: LogEntry) => string])[] = [
  ['N', 'Name', entry => entry.event],
  ['C', 'Computer', entry => entry.computer],
  ['O', 'Operator', entry => entry.operator],
  ['S', 'Source Name', entry => entry.source],
  ['G', 'Source GUID', entry => entry.sourceId],
  ['X', 'Execution GUID', entry => entry.executionId],
  ['M', 'Message', entry => entry.message],
  ['T', 'Start Time', entry => timestamp(entry.startTime)],
  ['T', 'End Time', entry => timestamp(entry.endTime)],
]

/** Shows log entries on the console, as far as /ConsoleLog asks for them. */
export class ConsoleLogWriter implements DtsLogging {
  readonly #write: (text: string) => void
  readonly #asked: ConsoleLog

  constructor(write: (text: string) => void, asked: ConsoleLog) {
    this.#write = write
    this.#asked = asked
  }

  log(entry: LogEntry): void {
    const { include, exclude } = this.#asked
    const names = [entry.event, entry.source, entry.sourceId].map(name => name.toLowerCase())
    if (include && !names.some(name => include.has(name))) return
    if (names.some(name => exclude.has(name))) return
    const lines = columns
      .filter(([letter]) => this.#asked.columns.has(letter))
      .map(([, label, text]) => `${label}: ${text(entry)}`.trimEnd())
    this.#write(blockText('Log:', lines, 'End Log', '     '))
  }
}
