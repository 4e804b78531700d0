import type { LogRecord } from './columns.js'
import { openJsonLog } from './json-log.js'
import type { LogForm } from './provider-kinds.js'
import { openTextLog } from './text-log.js'
import { openXmlLog } from './xml-log.js'

/** An open log. */
export interface LogWriter {
  /** Writes an entry as a whole or not at all. @throws LogError, or what the system says */
  write(record: LogRecord): void
  close(): void
}

const openers: Readonly<Record<LogForm, (path: string) => LogWriter>> = {
  text: openTextLog,
  xml: openXmlLog,
  json: openJsonLog,
}

/** Opens a log of a form. @throws LogError when the file holds something else; what the system says */
export function openLogWriter(form: LogForm, path: string): LogWriter {
  return openers[form](path)
}
