// The XML file log provider, as real logs are: UTF-16LE with a byte order mark, CR LF, a `dtslog` element for each run, in it the records
// without anything between them. The file is complete after every entry: each is written over the closing tags, with them after it.
import { closeSync, fstatSync, ftruncateSync } from 'node:fs'
import { loggingText } from '../../base/texts/ssis-logging.js'
import { escapeText } from '../../xml/index.js'
import { type LogRecord, logDate, logMessage } from './columns.js'
import { LogError } from './log-error.js'
import { openLog, readAt, writeAll } from './log-file.js'
import type { LogWriter } from './writer.js'

const utf16 = (text: string) => Buffer.from(text, 'utf16le')
const declaration = '<?xml version="1.0"?>\r\n'
const rootStart = '<dtslogs>\r\n'
const head = utf16(`\ufeff${declaration}${rootStart}`)
const runStart = '\t<dtslog>\r\n'
const runEnd = '\t</dtslog>\r\n'
const rootEnd = '</dtslogs>'
const tail = utf16(runEnd + rootEnd)

/** How much of the end of a file is looked at for its last whole piece, in bytes. */
const searchable = 16 * 1024 * 1024
/** How much is enough for the start, and for an end that was written whole. */
const probe = 512

/** What the whole pieces of a file end with, and what has to follow before the file can go on with another run. */
const pieces: readonly (readonly [end: Buffer, closing: string])[] = [
  [utf16('</record>'), `${runEnd}\r\n`],
  [utf16('<dtslog>'), `\r\n${runEnd}\r\n`],
  [utf16('</dtslog>'), '\r\n\r\n'],
  [utf16('<dtslogs>'), '\r\n'],
]

/** Opens an XML log; a new run begins behind those of earlier ones. @throws LogError, or what the system says */
export function openXmlLog(path: string): LogWriter {
  return new XmlLog(path)
}

class XmlLog implements LogWriter {
  readonly #path: string
  #fd: number
  /** Where the closing tags begin. */
  #end = 0

  constructor(path: string) {
    this.#path = path
    this.#fd = this.#open()
  }

  write(record: LogRecord): void {
    const { nlink, size } = fstatSync(this.#fd)
    if (nlink === 0) {
      // Somebody took the file away: it begins anew, if it can.
      const fd = this.#open()
      closeSync(this.#fd)
      this.#fd = fd
    } else if (size !== this.#end + tail.length) this.#end = this.#begin(this.#fd)
    this.#put(this.#fd, this.#end, utf16(xmlRecord(record)))
  }

  close(): void {
    closeSync(this.#fd)
  }

  #open(): number {
    const { fd, stats } = openLog(this.#path, 'inPlace')
    try {
      if (!stats.isFile()) throw new LogError(loggingText('notSeekable'))
      this.#end = this.#begin(fd)
      return fd
    } catch (error) {
      closeSync(fd)
      throw error
    }
  }

  /** Begins a run behind what the file has. Answers where its closing tags are. */
  #begin(fd: number): number {
    const { size } = fstatSync(fd)
    const { end, closing } = whereToGoOn(fd, size)
    const before = readAt(fd, end, size - end)
    const opening = Buffer.concat([closing, utf16(runStart)])
    replaceEnd(fd, end, Buffer.concat([opening, tail]), before)
    // What a killed run left of an entry may be longer than this.
    ftruncateSync(fd, end + opening.length + tail.length)
    return end + opening.length
  }

  #put(fd: number, end: number, entry: Buffer): void {
    replaceEnd(fd, end, Buffer.concat([entry, tail]), tail)
    this.#end = end + entry.length
  }
}

/** Writes over the end of a file. What does not fit is taken back: the end before has its place still. */
function replaceEnd(fd: number, at: number, bytes: Buffer, before: Buffer): void {
  try {
    writeAll(fd, bytes, at)
  } catch (error) {
    try {
      writeAll(fd, before, at)
      ftruncateSync(fd, at + before.length)
    } catch {
      // The reason why the bytes were not written counts, not this.
    }
    throw error
  }
}

/** Where a new run is to be written, and what stands before it. */
function whereToGoOn(fd: number, size: number): { readonly end: number; readonly closing: Buffer } {
  const start = readAt(fd, 0, Math.min(size, probe))
  // Nothing, or what a first run left that was killed at once.
  if (start.length < head.length && start.equals(head.subarray(0, start.length))) return { end: 0, closing: head }
  if (!/^\ufeff<\?xml version="1\.0"[^>]*\?>\s*<dtslogs>/.test(start.toString('utf16le')))
    throw new LogError(loggingText('foreignFile'), loggingText('foreignFileHint'))
  return wholeEnd(fd, size) ?? lastPiece(fd, size)
}

/** The end of a file that is complete. */
function wholeEnd(fd: number, size: number): { readonly end: number; readonly closing: Buffer } | undefined {
  if (size % 2 === 1) return undefined
  const from = Math.max(0, size - probe)
  const text = readAt(fd, from, size - from).toString('utf16le')
  const root = text.trimEnd().endsWith(rootEnd) ? text.lastIndexOf(rootEnd) : -1
  if (root < 0) return undefined
  const before = text.slice(0, root)
  return { end: from + root * 2, closing: utf16(/<dtslogs>\s*$/.test(before) ? '' : '\r\n') }
}

/** The last whole piece of a file that ends in the middle: a run was killed while it wrote. */
function lastPiece(fd: number, size: number): { readonly end: number; readonly closing: Buffer } {
  const from = Math.max(0, size - searchable) & ~1
  const bytes = readAt(fd, from, size - from)
  let best: { readonly end: number; readonly closing: Buffer } | undefined
  for (const [piece, closing] of pieces) {
    const end = lastEnd(bytes, piece)
    if (end !== undefined && end + from > (best?.end ?? 0)) best = { end: end + from, closing: utf16(closing) }
  }
  if (!best) throw new LogError(loggingText('foreignFile'), loggingText('foreignFileHint'))
  return best
}

/** Where the last occurrence of a text ends; half characters do not count. */
function lastEnd(bytes: Buffer, text: Buffer): number | undefined {
  for (let at = bytes.lastIndexOf(text); at >= 0; at = bytes.lastIndexOf(text, at - 1)) {
    if (at % 2 === 0) return at + text.length
    if (at === 0) break
  }
  return undefined
}

/** One `record` element. */
export function xmlRecord(record: LogRecord): string {
  const children: readonly (readonly [name: string, text: string])[] = [
    ['event', record.event],
    ['message', record.message === undefined ? '' : logMessage(record.message)],
    ['computer', record.computer ?? ''],
    ['operator', record.operator ?? ''],
    ['source', record.source ?? ''],
    ['sourceid', record.sourceId ?? ''],
    ['executionid', record.executionId ?? ''],
    ['starttime', logDate(record.startTime)],
    ['endtime', logDate(record.endTime)],
    ['datacode', String(record.dataCode)],
    ['databytes', '0x'],
  ]
  return `<record>${children.map(([name, text]) => `<${name}>${content(text)}</${name}>`).join('')}</record>`
}

// What XML 1.0 cannot carry: every reader shall read the log. Built from text, because the linter takes control characters in an
// expression for mistakes.
const control = '\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff'
const halves = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]'
const forbidden = new RegExp(`[${control}]|${halves}`, 'g')

function content(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').replace(forbidden, '\ufffd')
  return escapeText(lines).replaceAll('\n', '\r\n')
}
