// Bytes and text of an XML document: XML 1.0 4.3.3 and appendix F.
import { isUtf8 } from 'node:buffer'
import { TextError } from '../base/errors.js'
import { xmlText } from '../base/texts/xml.js'

/** How a text is stored. */
export interface XmlEncoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be'
  /** A byte order mark comes first. */
  readonly mark: boolean
}

const mark = '\ufeff'
const declared = /^<\?xml\s[^>]*?\bencoding\s*=\s*(?:"([^"]*)"|'([^']*)')/
const unicode8 = /^(?:utf-?8|us-ascii|ascii)$/i
const unicode16 = /^(?:utf-?16(?:le|be)?|ucs-2|iso-10646-ucs-2|unicode)$/i

/**
 * The text of a document and how it was stored. A byte order mark decides; without one it is UTF-8, or UTF-16 that shows
 * itself by the zero bytes of its first characters.
 *
 * @throws TextError on bytes that are not valid in that encoding (with their offset) or an encoding that is not read here
 */
export function decodeXml(bytes: Uint8Array, source?: string): { text: string; encoding: XmlEncoding } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const encoding = sniff(buffer, source)
  const start = encoding.mark ? (encoding.name === 'utf-8' ? 3 : 2) : 0
  const body = buffer.subarray(start)
  const text = encoding.name === 'utf-8' ? decodeUtf8(body, start, source) : decodeUtf16(body, encoding, start, source)
  checkDeclaration(text, encoding, source)
  return { text, encoding }
}

/** The bytes of a text. */
export function encodeXml(text: string, encoding: XmlEncoding): Buffer {
  const whole = encoding.mark ? mark + text : text
  if (encoding.name === 'utf-8') return Buffer.from(whole, 'utf8')
  const bytes = Buffer.from(whole, 'utf16le')
  return encoding.name === 'utf-16be' ? bytes.swap16() : bytes
}

/** How a text that came as a string is to be stored: as its declaration says, UTF-8 without one. */
export function encodingOf(text: string): XmlEncoding {
  const name = declaredName(text)
  return name !== undefined && unicode16.test(name)
    ? { name: /be$/i.test(name) ? 'utf-16be' : 'utf-16le', mark: true }
    : { name: 'utf-8', mark: false }
}

function sniff(buffer: Buffer, source: string | undefined): XmlEncoding {
  const [a, b, c, d] = buffer
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: 'utf-8', mark: true }
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    throw at(xmlText('utf32'), source)
  if (a === 0xff && b === 0xfe) return { name: 'utf-16le', mark: true }
  if (a === 0xfe && b === 0xff) return { name: 'utf-16be', mark: true }
  if (a === 0x3c && b === 0 && c !== 0) return { name: 'utf-16le', mark: false }
  if (a === 0 && b === 0x3c) return { name: 'utf-16be', mark: false }
  return { name: 'utf-8', mark: false }
}

function decodeUtf8(body: Buffer, start: number, source: string | undefined): string {
  if (isUtf8(body)) return body.toString('utf8')
  const offset = invalidUtf8(body)
  const name = declaredName(body.subarray(0, 200).toString('latin1'))
  if (name !== undefined && !unicode8.test(name) && !unicode16.test(name))
    throw at(xmlText('encoding', { encoding: name }), source)
  throw at(
    xmlText('badUtf8', { offset: offset + start }),
    source,
    body.subarray(0, offset).toString('utf8'),
    'badUtf8Hint',
  )
}

/** The offset of the first invalid sequence: the longest valid prefix, found by halving. */
function invalidUtf8(body: Buffer): number {
  let low = 0
  let high = body.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (isUtf8(body.subarray(0, sequenceStart(body, middle)))) low = middle
    else high = middle - 1
  }
  return sequenceStart(body, low)
}

/** `end`, or the start of the sequence that `end` would cut. */
function sequenceStart(body: Buffer, end: number): number {
  for (let back = 1; back <= 3 && back <= end; back += 1) {
    const byte = body[end - back] ?? 0
    if (byte < 0x80) return end
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? end - back : end
  }
  return end
}

function decodeUtf16(body: Buffer, encoding: XmlEncoding, start: number, source: string | undefined): string {
  const whole = body.length & ~1
  const little = encoding.name === 'utf-16le' ? body.subarray(0, whole) : Buffer.from(body.subarray(0, whole)).swap16()
  const text = little.toString('utf16le')
  const unpaired = text.search(/[\ud800-\udfff]/u)
  if (unpaired >= 0 || whole < body.length) {
    const units = unpaired >= 0 ? unpaired : text.length
    throw at(xmlText('badUtf16', { offset: start + units * 2 }), source, text.slice(0, units), 'badUtf8Hint')
  }
  return text
}

function declaredName(text: string): string | undefined {
  const match = declared.exec(text.startsWith(mark) ? text.slice(1, 300) : text.slice(0, 300))
  return match ? (match[1] ?? match[2]) : undefined
}

function checkDeclaration(text: string, encoding: XmlEncoding, source: string | undefined): void {
  const name = declaredName(text)
  if (name === undefined) return
  const wide = encoding.name !== 'utf-8'
  if (wide ? unicode16.test(name) : unicode8.test(name)) return
  if (!wide && !unicode16.test(name)) throw at(xmlText('encoding', { encoding: name }), source)
  throw at(xmlText('encodingMismatch', { encoding: name, actual: encoding.name.toUpperCase() }), source)
}

function at(
  message: string,
  source: string | undefined,
  before = '',
  hint: 'encodingHint' | 'badUtf8Hint' = 'encodingHint',
): TextError {
  const lines = before.split(/\r\n|\n|\r/)
  const column = (lines.at(-1)?.length ?? 0) + 1
  return new TextError(message, { line: lines.length, column, source }, { hint: xmlText(hint) })
}
