import { isAscii } from 'node:buffer'
import { decodeText, referenceLength } from '../../xml/references.js'
import type { RowRegion } from './region.js'

/** Reads texts and numbers out of a page, moving forward only: what is looked for in the whole page is looked for once. */
export class TextCursor {
  readonly text: string
  readonly #bytes: Buffer
  /** The nearest "&", carriage return or "]]>" at or behind the place asked about last. */
  #special = -1
  #ampersand = -1
  #return = -1
  #sectionEnd = -1
  /** The nearest character beyond ASCII. */
  #wide: number

  constructor({ bytes, text }: RowRegion) {
    this.text = text
    this.#bytes = bytes
    this.#wide = isAscii(bytes) ? text.length : -1
  }

  /** The text between two offsets, which has no tag; undefined when it is not well-formed. */
  string(start: number, end: number): string | undefined {
    if (end > this.#special && !this.#isPlain(start, end)) return this.#decoded(start, end)
    return this.#slice(start, end)
  }

  /** The digits between two offsets as a number; -1 for anything else, and for more than 15 of them. */
  digits(start: number, end: number): number {
    const length = end - start
    if (length < 1 || length > 15) return -1
    const { text } = this
    let value = 0
    for (let at = start; at < end; at += 1) {
      const digit = text.charCodeAt(at) - 48
      if (digit < 0 || digit > 9) return -1
      value = value * 10 + digit
    }
    return value
  }

  #slice(start: number, end: number): string {
    if (end > this.#wide && this.#isWide(start, end)) return this.#bytes.toString('utf8', start, end)
    // A long slice would keep the whole page alive for as long as the value.
    return end - start < 13 ? this.text.slice(start, end) : this.#bytes.toString('latin1', start, end)
  }

  #decoded(start: number, end: number): string | undefined {
    const raw = this.#slice(start, end)
    if (raw.includes(']]>')) return undefined
    for (let at = raw.indexOf('&'); at >= 0; ) {
      const length = referenceLength(raw, at, true)
      if (length === 0) return undefined
      at = raw.indexOf('&', at + length)
    }
    return decodeText(raw)
  }

  #isPlain(start: number, end: number): boolean {
    if (this.#special < start) {
      const { text } = this
      if (this.#ampersand < start) this.#ampersand = indexOrEnd(text, '&', start)
      if (this.#return < start) this.#return = indexOrEnd(text, '\r', start)
      if (this.#sectionEnd < start) this.#sectionEnd = indexOrEnd(text, ']]>', start)
      this.#special = Math.min(this.#ampersand, this.#return, this.#sectionEnd)
    }
    return end <= this.#special
  }

  #isWide(start: number, end: number): boolean {
    if (this.#wide < start) {
      wideCharacter.lastIndex = start
      this.#wide = wideCharacter.exec(this.text)?.index ?? this.text.length
    }
    return end > this.#wide
  }
}

const wideCharacter = /[\u0080-\u00ff]/g

function indexOrEnd(text: string, what: string, start: number): number {
  const at = text.indexOf(what, start)
  return at < 0 ? text.length : at
}
