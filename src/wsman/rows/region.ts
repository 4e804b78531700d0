import { isAscii } from 'node:buffer'
import { escapeAttribute, type XmlElement } from '../../xml/index.js'

/** The part of a page where the rows stand, with no comment, CDATA section or instruction among them. */
export class RowRegion {
  /** UTF-8. At `end` stands the close tag of the items. */
  readonly bytes: Buffer
  readonly view: DataView
  readonly start: number
  readonly end: number
  /** The element of the items, without the rows: which prefixes they may use. */
  readonly scope: XmlElement
  /** How deep the elements of the page may nest. */
  readonly depth: number

  constructor(bytes: Buffer, start: number, end: number, scope: XmlElement, depth: number) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.start = start
    this.end = end
    this.scope = scope
    this.depth = depth
  }

  /** Bytes as one character each: tags are ASCII mostly, and offsets stay those of the bytes. */
  latin(start: number, end: number): string {
    return this.bytes.toString('latin1', start, end)
  }

  /** The offset of the first byte that is not white space. */
  skipSpace(from: number): number {
    const { bytes } = this
    let at = from
    for (;;) {
      const code = bytes[at]
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at
      at += 1
    }
  }

  /** The name that stands behind the "<" at an offset, one character for each byte; empty when none does. */
  nameAt(start: number): string {
    const { bytes } = this
    if (bytes[start] !== 60) return ''
    let at = start + 1
    while (at < bytes.length && !endsName(bytes[at] ?? 0)) at += 1
    return this.latin(start + 1, at)
  }
}

/** White space, "/", ">", "<", "!" and "?". */
function endsName(byte: number): boolean {
  return byte <= 33 || byte === 47 || byte === 62 || byte === 60 || byte === 63
}

/** Where the items of a page start and end, and their names with prefix, each once. */
export interface Boundaries {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly names: ReadonlySet<string>
}

/**
 * The items, found by the close tags of their names. Where an element inside an item has the item's name, a close tag is met where an item
 * should be: undefined then, and for anything else that is not an item.
 */
export function boundaries(region: RowRegion): Boundaries | undefined {
  const { bytes, start, end } = region
  const starts: number[] = []
  const ends: number[] = []
  const names = new Set<string>()
  let close = Buffer.alloc(0)
  let last = ''
  let at = region.skipSpace(start)
  while (at < end) {
    const name = region.nameAt(at)
    if (name === '') return undefined
    if (name !== last) {
      close = Buffer.from(`</${name}>`, 'latin1')
      last = name
      names.add(name)
    }
    const closeAt = bytes.indexOf(close, at)
    if (closeAt < 0 || closeAt > end) return undefined
    starts.push(at)
    ends.push(closeAt + close.length)
    at = region.skipSpace(closeAt + close.length)
  }
  return at === end ? { starts, ends, names } : undefined
}

/** A name or an open tag as text, when the page has characters beyond ASCII. */
export function decodeLatin(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  return isAscii(bytes) ? text : bytes.toString('utf8')
}

/** An open tag that declares what is declared around the rows, to read one of them by itself. */
export function wrapperOpen(scope: XmlElement): string {
  const declared = new Map<string, string>()
  for (let element: XmlElement | null = scope; element; element = element.parent)
    for (const attribute of element.attributes)
      if (attribute.declares && !declared.has(attribute.name)) declared.set(attribute.name, attribute.value)
  let text = '<rows'
  for (const [name, value] of declared) text += ` ${name}="${escapeAttribute(value)}"`
  return `${text}>`
}

export const wrapperClose = '</rows>'
