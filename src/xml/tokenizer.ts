import { TextError } from '../base/errors.js'
import { xmlText } from '../base/texts/xml.js'
import { asciiNames, codeText, forbiddenCharacter, isName } from './names.js'
import { positionAt } from './position.js'
import { referenceLength } from './references.js'

/** What stands at a place of an XML text. */
export const XmlToken = { End: 0, Text: 1, Open: 2, Close: 3, Comment: 4, Cdata: 5, Instruction: 6 } as const
export type XmlToken = (typeof XmlToken)[keyof typeof XmlToken]

/** Offsets kept for each attribute: where its leading white space starts, its name, its value without quotes. */
export const attributeFields = 5

/**
 * Reads an XML 1.0 text as tokens with offsets (UTF-16 units) and copies nothing. Checks what can be checked without the
 * tree: names, quoting, references, duplicate attributes, comments, CDATA. A DOCTYPE is refused, so nothing is ever expanded.
 */
export class XmlTokenizer {
  readonly text: string
  readonly source: string | undefined
  readonly #lenient: boolean
  /** The token read last: its span, and for tags the end of the name. */
  start = 0
  end = 0
  nameEnd = 0
  /** Of an open tag: written as `<x/>`. */
  selfClosing = false
  /** Of an open tag: `attributeFields` offsets for each attribute. */
  readonly attributes: number[] = []
  /** Where the tail of an open tag (white space, `>` or `/>`) starts. */
  tailStart = 0
  /** Of an open tag: an attribute is called xmlns or xmlns:…. */
  declares = false
  // The nearest "&", "<" and "]]>" at or after the place last asked about: each is searched for once.
  #ampersand = -1
  #lessThan = -1
  #cdataEnd = -1

  /**
   * @param lenient characters that XML forbids are read as they are, also when a reference names them
   * @throws TextError when the text contains a character that XML does not allow
   */
  constructor(text: string, source?: string, lenient = false) {
    this.text = text
    this.source = source
    this.#lenient = lenient
    if (lenient) return
    const at = forbiddenCharacter(text)
    if (at >= 0) this.fail(at, xmlText('badCharacter', { code: codeText(text.charCodeAt(at)) }))
  }

  /** Reads the token that starts where the last one ended. @throws TextError on anything that is not well-formed */
  next(): XmlToken {
    const { text } = this
    const start = this.end
    this.start = start
    if (start >= text.length) return XmlToken.End
    if (text.charCodeAt(start) !== 60) return this.#text(start)
    const second = text.charCodeAt(start + 1)
    if (second === 47) return this.#closeTag(start)
    if (second === 33) return this.#declaration(start)
    if (second === 63) return this.#instruction(start)
    return this.#openTag(start)
  }

  /** @throws TextError at an offset */
  fail(offset: number, message: string, hint?: string): never {
    throw new TextError(message, { ...positionAt(this.text, offset), source: this.source }, { hint })
  }

  /** @throws TextError that names what stands at an offset and what should stand there */
  failExpecting(offset: number, expected: string, hint?: string): never {
    const rest = /^(?:[\p{L}\p{N}_:.-]+|.)/su.exec(this.text.slice(offset, offset + 40))
    const found = rest ? xmlText('foundText', { text: rest[0] }) : xmlText('foundEnd')
    this.fail(offset, xmlText('expected', { found, expected }), hint)
  }

  #text(start: number): XmlToken {
    const { text } = this
    const next = text.indexOf('<', start)
    this.end = next < 0 ? text.length : next
    this.#checkReferences(start, this.end)
    if (this.#cdataEnd < start) this.#cdataEnd = indexOrEnd(text, ']]>', start)
    if (this.#cdataEnd < this.end) this.fail(this.#cdataEnd, xmlText('cdataEnd'))
    return XmlToken.Text
  }

  #openTag(start: number): XmlToken {
    const { text, attributes } = this
    attributes.length = 0
    this.declares = false
    let at = this.#name(start + 1, 'wantName')
    this.nameEnd = at
    for (;;) {
      const lead = at
      at = skipSpace(text, at)
      const code = text.charCodeAt(at)
      if (code === 62 || code === 47) {
        this.tailStart = lead
        this.selfClosing = code === 47
        if (code === 47 && text.charCodeAt(at + 1) !== 62)
          this.failExpecting(at + 1, xmlText('wantClosing', { closing: '/>' }))
        this.end = at + (code === 47 ? 2 : 1)
        this.#checkDuplicates()
        return XmlToken.Open
      }
      if (at >= text.length) this.#unclosed(start, 'whatTag', '>')
      if (at === lead) this.failExpecting(at, xmlText('wantSpace'))
      at = this.#attribute(lead, at)
    }
  }

  #attribute(lead: number, nameStart: number): number {
    const { text } = this
    const nameEnd = this.#name(nameStart, 'wantAttribute')
    if (text.startsWith('xmlns', nameStart)) {
      const after = text.charCodeAt(nameStart + 5)
      if (after === 58 || nameEnd === nameStart + 5) this.declares = true
    }
    let at = skipSpace(text, nameEnd)
    if (text.charCodeAt(at) !== 61)
      this.failExpecting(at, xmlText('wantEquals', { name: text.slice(nameStart, nameEnd) }))
    at = skipSpace(text, at + 1)
    const quote = text.charCodeAt(at)
    if (quote !== 34 && quote !== 39)
      this.failExpecting(at, xmlText('wantQuote', { name: text.slice(nameStart, nameEnd) }))
    const valueStart = at + 1
    const valueEnd = text.indexOf(quote === 34 ? '"' : "'", valueStart)
    if (valueEnd < 0) this.#unclosed(at, 'whatValue', quote === 34 ? '"' : "'")
    if (this.#lessThan < valueStart) this.#lessThan = indexOrEnd(text, '<', valueStart)
    if (this.#lessThan < valueEnd)
      this.fail(this.#lessThan, xmlText('lessThan', { name: text.slice(nameStart, nameEnd) }))
    this.#checkReferences(valueStart, valueEnd)
    this.attributes.push(lead, nameStart, nameEnd, valueStart, valueEnd)
    return valueEnd + 1
  }

  #closeTag(start: number): XmlToken {
    this.nameEnd = this.#name(start + 2, 'wantName')
    const at = skipSpace(this.text, this.nameEnd)
    if (this.text.charCodeAt(at) !== 62) this.failExpecting(at, xmlText('wantClosing', { closing: '>' }))
    this.end = at + 1
    return XmlToken.Close
  }

  #declaration(start: number): XmlToken {
    const { text } = this
    if (text.startsWith('<!--', start)) {
      const dashes = text.indexOf('--', start + 4)
      if (dashes < 0) this.#unclosed(start, 'whatComment', '-->')
      if (text.charCodeAt(dashes + 2) !== 62) this.fail(dashes, xmlText('commentDashes'))
      this.end = dashes + 3
      return XmlToken.Comment
    }
    if (text.startsWith('<![CDATA[', start)) {
      const stop = text.indexOf(']]>', start + 9)
      if (stop < 0) this.#unclosed(start, 'whatCdata', ']]>')
      this.end = stop + 3
      return XmlToken.Cdata
    }
    if (/^<!doctype/i.test(text.slice(start, start + 9))) this.fail(start, xmlText('doctype'), xmlText('doctypeHint'))
    return this.failExpecting(start + 1, xmlText('wantName'))
  }

  #instruction(start: number): XmlToken {
    const { text } = this
    this.nameEnd = this.#name(start + 2, 'wantName')
    const stop = text.indexOf('?>', this.nameEnd)
    if (stop < 0) this.#unclosed(start, 'whatInstruction', '?>')
    const name = text.slice(start + 2, this.nameEnd)
    if (start > 0 && /^xml$/i.test(name)) this.fail(start, xmlText('instructionName'))
    if (start === 0 && name === 'xml' && !/^\s+version\s*=\s*(["'])1\.\d+\1/.test(text.slice(this.nameEnd, stop)))
      this.fail(start, xmlText('noVersion'), xmlText('noVersionHint'))
    this.end = stop + 2
    return XmlToken.Instruction
  }

  /** The end of the name at an offset. */
  #name(start: number, expected: 'wantName' | 'wantAttribute'): number {
    const { text } = this
    let at = start
    let code = text.charCodeAt(at)
    let plain = code < 128
    if (plain && asciiNames[code] !== 1) this.failExpecting(start, xmlText(expected))
    while (code < 128 ? asciiNames[code] !== 0 : code > 127) {
      if (code > 127) plain = false
      at += 1
      code = text.charCodeAt(at)
    }
    if (at === start) this.failExpecting(start, xmlText(expected))
    if (!plain && !isName(text.slice(start, at))) this.fail(start, xmlText('badName', { name: text.slice(start, at) }))
    return at
  }

  #checkReferences(start: number, end: number): void {
    if (this.#ampersand < start) this.#ampersand = indexOrEnd(this.text, '&', start)
    while (this.#ampersand < end) {
      const length = referenceLength(this.text, this.#ampersand, this.#lenient)
      if (length === 0 || this.#ampersand + length > end) this.#badReference(this.#ampersand)
      this.#ampersand = indexOrEnd(this.text, '&', this.#ampersand + length)
    }
  }

  #badReference(at: number): never {
    const match = /^&[^\s<>&;"']{1,40};/.exec(this.text.slice(at, at + 42))
    return this.fail(at, match ? xmlText('reference', { text: match[0] }) : xmlText('ampersand'))
  }

  #checkDuplicates(): void {
    const { text, attributes } = this
    const count = attributes.length
    if (count > 16 * attributeFields) {
      this.#checkManyDuplicates()
      return
    }
    for (let a = attributeFields; a < count; a += attributeFields) {
      const start = attributes[a + 1] ?? 0
      const length = (attributes[a + 2] ?? 0) - start
      for (let b = 0; b < a; b += attributeFields) {
        const other = attributes[b + 1] ?? 0
        if ((attributes[b + 2] ?? 0) - other === length && sameSpan(text, start, other, length))
          this.#duplicate(start, length)
      }
    }
  }

  #checkManyDuplicates(): void {
    const names = new Set<string>()
    for (let a = 0; a < this.attributes.length; a += attributeFields) {
      const start = this.attributes[a + 1] ?? 0
      const name = this.text.slice(start, this.attributes[a + 2])
      if (names.has(name)) this.#duplicate(start, name.length)
      names.add(name)
    }
  }

  #duplicate(start: number, length: number): never {
    const name = this.text.slice(start, start + length)
    const element = this.text.slice(this.start + 1, this.nameEnd)
    return this.fail(start, xmlText('duplicateAttribute', { name, element }))
  }

  #unclosed(
    start: number,
    what: 'whatComment' | 'whatCdata' | 'whatInstruction' | 'whatTag' | 'whatValue',
    closing: string,
  ): never {
    return this.fail(start, xmlText('unclosed', { what: xmlText(what), closing }))
  }
}

/** The offset of the first character that is not white space. */
export function skipSpace(text: string, start: number): number {
  let at = start
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at
    at += 1
  }
}

function indexOrEnd(text: string, what: string, start: number): number {
  const at = text.indexOf(what, start)
  return at < 0 ? text.length : at
}

function sameSpan(text: string, a: number, b: number, length: number): boolean {
  for (let i = length - 1; i >= 0; i -= 1) if (text.charCodeAt(a + i) !== text.charCodeAt(b + i)) return false
  return true
}
