import { isAscii } from 'node:buffer'
import type { XmlElement } from '../../xml/index.js'
import { escapeAttribute } from '../../xml/index.js'

/** Where the rows of a page stand, with nothing between them but white space, and no comment, CDATA section or instruction among them. */
export interface RowRegion {
  /** UTF-8. */
  readonly bytes: Buffer
  /** The same, one character for each byte: tags are ASCII mostly, and offsets are those of the bytes. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** The element of the items, without the rows: which prefixes they may use. */
  readonly scope: XmlElement
  /** How deep the elements of the page may nest. */
  readonly depth: number
}

/** One item: where it starts, and its name with prefix. */
export interface Boundary {
  readonly start: number
  readonly name: string
}

const nameAt = /<([^\s/>!?]+)/y

/**
 * Where the items start, found by the close tags of their names. Where an element inside an item has the item's name, a close tag is met
 * where an item should be: undefined then, and for anything else that is not an item.
 */
export function boundaries({ text, start, end }: RowRegion): Boundary[] | undefined {
  const found: Boundary[] = []
  let at = skipSpace(text, start)
  while (at < end) {
    nameAt.lastIndex = at
    const name = nameAt.exec(text)?.[1]
    if (name === undefined) return undefined
    const close = text.indexOf(`</${name}>`, at)
    if (close < 0 || close > end) return undefined
    found.push({ start: at, name })
    at = skipSpace(text, close + name.length + 3)
  }
  return at === end ? found : undefined
}

/** The offset of the first character that is not white space. */
export function skipSpace(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at
    at += 1
  }
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
