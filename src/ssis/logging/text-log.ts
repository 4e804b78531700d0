// The text file log provider, as real logs are: UTF-16LE with a byte order mark, CR LF, one line of names, then one line per entry without
// quoting. A message keeps its own line end, so that an empty line follows each entry.

import { type LogRecord, logDate, logMessage } from './columns.js'
import { AppendedLog, type AppendRules } from './log-file.js'
import type { LogWriter } from './writer.js'

const header =
  '#Fields: event,computer,operator,source,sourceid,executionid,starttime,endtime,datacode,databytes,message\r\n'
const utf16 = (text: string) => Buffer.from(text, 'utf16le')
const head = utf16(`\ufeff${header}`)
const start = utf16('\ufeff#Fields:')
const lineEnd = utf16('\r\n')

const rules: AppendRules = {
  head,
  // A first run that was killed may have left a part of the head.
  accepts: bytes => bytes.subarray(0, start.length).equals(start.subarray(0, bytes.length)),
  joint: (end, size) => {
    if (size < head.length && end.equals(head.subarray(0, size))) return head.subarray(size)
    // Half a character that a killed run left is made a whole one.
    if (size % 2 === 1) return Buffer.concat([Buffer.from([0]), lineEnd])
    return end.subarray(-lineEnd.length).equals(lineEnd) ? Buffer.alloc(0) : lineEnd
  },
}

/** Opens a text log; entries go behind those of earlier runs. @throws LogError, or what the system says */
export function openTextLog(path: string): LogWriter {
  const file = new AppendedLog(path, rules)
  return { write: record => file.write(utf16(textLine(record))), close: () => file.close() }
}

/** One entry with its empty line. */
export function textLine(record: LogRecord): string {
  const columns = [
    record.event,
    record.computer ?? '',
    record.operator ?? '',
    record.source ?? '',
    record.sourceId ?? '',
    record.executionId ?? '',
    logDate(record.startTime),
    logDate(record.endTime),
    String(record.dataCode),
    '0x',
    logMessage(record.message ?? ''),
  ]
  return `${columns.join(',')}\r\n`
}
