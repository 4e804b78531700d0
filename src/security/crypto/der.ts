/** What {@link DerReader} throws: the offset of what it cannot read. Callers say what it was part of. */
export class DerError extends Error {
  readonly offset: number

  constructor(offset: number) {
    super(`damaged DER at byte ${offset}`)
    this.name = 'DerError'
    this.offset = offset
  }
}

/** Tags as they stand in the first byte (X.690 8.1.2). */
export const derTag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  sequence: 0x30,
  /** `[number]` of a constructed, context-specific element. */
  context: (number: number) => 0xa0 | number,
  /** `[APPLICATION 0]`, constructed: how a GSS-API token begins (RFC 2743 3.1). */
  application0: 0x60,
} as const

/** One element: its tag, its content, and all of its bytes. */
export interface DerElement {
  readonly tag: number
  readonly content: DerReader
  readonly whole: Uint8Array
}

/**
 * Reads the elements of a DER text one after the other. Never reads behind the end of the element it stands in; knows definite
 * lengths and one-byte tags only, which is all that SPNEGO and certificates use. Longer forms of a length than needed are taken.
 */
export class DerReader {
  readonly #bytes: Uint8Array
  #at: number
  readonly #end: number

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.#bytes = bytes
    this.#at = start
    this.#end = end
  }

  get done(): boolean {
    return this.#at >= this.#end
  }

  /** The tag of the next element; undefined at the end. */
  get tag(): number | undefined {
    return this.done ? undefined : this.#bytes[this.#at]
  }

  /** The bytes not read yet. */
  get rest(): Uint8Array {
    return this.#bytes.subarray(this.#at, this.#end)
  }

  /** The next element, whatever it is. @throws DerError */
  next(): DerElement {
    const start = this.#at
    const tag = this.#byte()
    if ((tag & 0x1f) === 0x1f) throw new DerError(start)
    let length = this.#byte()
    if (length >= 0x80) {
      let more = length & 0x7f
      if (more < 1 || more > 4) throw new DerError(start)
      for (length = 0; more > 0; more -= 1) length = length * 256 + this.#byte()
    }
    if (length > this.#end - this.#at) throw new DerError(start)
    const content = this.#at
    this.#at = content + length
    return {
      tag,
      content: new DerReader(this.#bytes, content, this.#at),
      whole: this.#bytes.subarray(start, this.#at),
    }
  }

  /** The content of the next element, which must have this tag. @throws DerError */
  read(tag: number): DerReader {
    const start = this.#at
    const element = this.next()
    if (element.tag !== tag) throw new DerError(start)
    return element.content
  }

  /** Like {@link read}; undefined when another element or none comes next. */
  optional(tag: number): DerReader | undefined {
    return this.tag === tag ? this.read(tag) : undefined
  }

  /** An OBJECT IDENTIFIER in its dotted form. @throws DerError */
  objectIdentifier(): string {
    const start = this.#at
    const content = this.read(derTag.objectIdentifier).rest
    // X.690 8.19: base 128, the first two arcs in one number.
    if (content.length === 0 || content.length > 64 || (content[content.length - 1] ?? 0) >= 0x80)
      throw new DerError(start)
    const arcs: number[] = []
    let arc = 0
    for (const byte of content) {
      arc = arc * 128 + (byte & 0x7f)
      if (arc > Number.MAX_SAFE_INTEGER / 256) throw new DerError(start)
      if (byte >= 0x80) continue
      if (arcs.length === 0) {
        const first = Math.min(2, Math.floor(arc / 40))
        arcs.push(first, arc - first * 40)
      } else arcs.push(arc)
      arc = 0
    }
    return arcs.join('.')
  }

  #byte(): number {
    if (this.#at >= this.#end) throw new DerError(this.#at)
    const byte = this.#bytes[this.#at] ?? 0
    this.#at += 1
    return byte
  }
}

/** An element with this tag and content. */
export function derElement(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, piece) => sum + piece.length, 0)
  return Buffer.concat([derHead(tag, length), ...content])
}

function derHead(tag: number, length: number): Buffer {
  if (length < 0x80) return Buffer.from([tag, length])
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Buffer.from([tag, 0x80 | bytes.length, ...bytes])
}

/** An OBJECT IDENTIFIER from its dotted form. */
export function derObjectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number)
  const bytes: number[] = []
  for (const arc of [first * 40 + second, ...others]) {
    const groups = [arc % 128]
    for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) groups.unshift((rest % 128) | 0x80)
    bytes.push(...groups)
  }
  return derElement(derTag.objectIdentifier, Uint8Array.from(bytes))
}
