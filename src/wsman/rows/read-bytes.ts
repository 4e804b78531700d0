// Texts and numbers in the bytes of a page. What is read always ends at a "<": the last one begins the close tag of the items.
import { decodeText, referenceLength } from '../../xml/references.js'

const open = 60

/** What a byte means for the text that has it: nothing, a character beyond ASCII, or something to decode or refuse. */
const meaning = new Uint8Array(256)
const wide = 1
const special = 2
meaning.fill(wide, 128)
for (const char of '&\r]') meaning[char.charCodeAt(0)] = special

/** Reads values that end at a "<"; `end` is where it stands. */
export class ByteReader {
  end = 0
  readonly #bytes: Buffer

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** The text from an offset on; undefined when it is not well-formed. */
  string(start: number): string | undefined {
    const bytes = this.#bytes
    let seen = 0
    let at = start
    for (let byte = bytes[at]; byte !== open && byte !== undefined; byte = bytes[at]) {
      seen |= meaning[byte] ?? 0
      at += 1
    }
    this.end = at
    if (seen === 0) return at === start ? '' : bytes.toString('latin1', start, at)
    const raw = bytes.toString('utf8', start, at)
    return seen < special ? raw : decoded(raw)
  }

  /** The digits from an offset on as a number; -1 for anything else, and for more than 15 of them. */
  digits(start: number): number {
    const bytes = this.#bytes
    let value = 0
    let at = start
    for (let byte = bytes[at]; byte !== open; byte = bytes[at]) {
      if (byte === undefined || byte < 48 || byte > 57) return -1
      value = value * 10 + byte - 48
      at += 1
    }
    this.end = at
    return at > start && at - start <= 15 ? value : -1
  }

  /** Up to 20 digits from an offset on; undefined for anything else. */
  wide(start: number): bigint | undefined {
    const bytes = this.#bytes
    let at = start
    for (let byte = bytes[at]; byte !== open; byte = bytes[at]) {
      if (byte === undefined || byte < 48 || byte > 57 || at - start >= 20) return undefined
      at += 1
    }
    this.end = at
    return at > start ? BigInt(bytes.toString('latin1', start, at)) : undefined
  }
}

function decoded(raw: string): string | undefined {
  if (raw.includes(']]>')) return undefined
  for (let at = raw.indexOf('&'); at >= 0; ) {
    const length = referenceLength(raw, at, true)
    if (length === 0) return undefined
    at = raw.indexOf('&', at + length)
  }
  return decodeText(raw)
}
