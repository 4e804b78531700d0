// Our own form of a log: one JSON object per line, UTF-8, the names of LogEntry. Columns that were not selected are absent.
import type { LogRecord } from './columns.js'
import { AppendedLog, type AppendRules } from './log-file.js'
import type { LogWriter } from './writer.js'

const lineFeed = Buffer.from('\n')

const rules: AppendRules = {
  head: Buffer.alloc(0),
  accepts: bytes => bytes[0] === 0x7b,
  joint: end => (end.at(-1) === lineFeed[0] ? Buffer.alloc(0) : lineFeed),
}

/** Opens a log of JSON lines; entries go behind those of earlier runs. @throws LogError, or what the system says */
export function openJsonLog(path: string): LogWriter {
  const file = new AppendedLog(path, rules)
  return { write: record => file.write(Buffer.from(jsonLine(record))), close: () => file.close() }
}

/** One entry: times in UTC as ISO 8601. */
export function jsonLine(record: LogRecord): string {
  return `${JSON.stringify(record)}\n`
}
