// The tokens of MOF: DSP0004 Annex A, WMI SDK "MOF Data Types".
import { TextError } from '../../base/errors.js'
import { mofText } from '../../base/texts/mof.js'

export type Token = { readonly at: number } & (
  | { readonly kind: 'name' | 'string' | 'char' | 'alias' | 'symbol'; readonly text: string }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'real'; readonly value: number }
  | { readonly kind: 'end' }
)

const blanks = /\s+/y
const lineComment = /\/\/[^\r\n]*/y
const lineEnd = /\r\n?|\n/g
const name = /\$?[\p{L}_][\p{L}\p{M}\p{N}_]*/uy
const number = /[+-]?(?:\d[\w]*(?:\.\d*(?:e[+-]?\d+)?)?|\.\d+(?:e[+-]?\d+)?)/iy
const exponent = /[+-]\d+/y
const plainText = /[^"'\\\r\n]+/y
const symbols = '{}[]();:,=#'

// Each form of a whole number and how JavaScript writes it.
const integerForms: readonly (readonly [RegExp, (digits: string) => string])[] = [
  [/^0x[0-9a-f]+$/i, text => text],
  [/^[01]+b$/i, text => `0b${text.slice(0, -1)}`],
  [/^0[0-7]+$/, text => `0o${text}`],
  [/^(?:0|[1-9]\d*)$/, text => text],
]
const realForm = /^(?:(?:\d+\.\d*|\.\d+)(?:e[+-]?\d+)?|\d+e[+-]?\d+)$/i

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  "'": "'",
  '\\': '\\',
}

/** The longest number worth reading: 64 binary digits, their `b`, and some leading zeros. */
const longestNumber = 80

/** Cuts MOF text into tokens, one at a time. */
export class MofLexer {
  readonly text: string
  readonly source: string | undefined
  #at = 0
  #line = 1
  #lineStart = 0
  #nextStart: number

  constructor(text: string, source: string | undefined) {
    this.text = text.startsWith('\ufeff') ? text.slice(1) : text
    this.source = source
    this.#nextStart = this.#lineAfter(0)
  }

  /** @throws TextError */
  next(): Token {
    this.#skip()
    const at = this.#at
    const char = this.text[at]
    if (char === undefined) return { kind: 'end', at }
    if (char === '"') return { kind: 'string', text: this.#quoted('"'), at }
    if (char === "'") return this.#char(at)
    const word = this.#match(name)
    if (word !== undefined) return { kind: word.startsWith('$') ? 'alias' : 'name', text: word, at }
    const digits = this.#match(number)
    if (digits !== undefined) return this.#number(digits, at)
    if (!symbols.includes(char)) {
      const point = this.text.codePointAt(at) ?? 0
      throw this.error(at, mofText('character', { char: String.fromCodePoint(point) }))
    }
    this.#at += 1
    return { kind: 'symbol', text: char, at }
  }

  error(at: number, message: string, hint?: string): TextError {
    return new TextError(message, { ...this.place(at), source: this.source }, { hint })
  }

  /** The line and column of an offset. Quick when offsets grow from call to call. */
  place(at: number): { line: number; column: number } {
    if (at < this.#lineStart) {
      this.#line = 1
      this.#lineStart = 0
      this.#nextStart = this.#lineAfter(0)
    }
    while (at >= this.#nextStart) {
      this.#line += 1
      this.#lineStart = this.#nextStart
      this.#nextStart = this.#lineAfter(this.#lineStart)
    }
    return { line: this.#line, column: at - this.#lineStart + 1 }
  }

  #lineAfter(start: number): number {
    lineEnd.lastIndex = start
    return lineEnd.test(this.text) ? lineEnd.lastIndex : Number.POSITIVE_INFINITY
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const text = pattern.exec(this.text)?.[0]
    if (text !== undefined) this.#at += text.length
    return text
  }

  #skip(): void {
    for (;;) {
      this.#match(blanks)
      if (this.text.startsWith('/*', this.#at)) {
        const end = this.text.indexOf('*/', this.#at + 2)
        if (end < 0) throw this.error(this.#at, mofText('openComment'))
        this.#at = end + 2
      } else if (this.#match(lineComment) === undefined) return
    }
  }

  #quoted(quote: '"' | "'"): string {
    const start = this.#at
    const parts: string[] = []
    this.#at += 1
    for (;;) {
      const plain = this.#match(plainText)
      if (plain !== undefined) parts.push(plain)
      const char = this.text[this.#at]
      if (char === '"' || char === "'") {
        this.#at += 1
        if (char === quote) return parts.join('')
        parts.push(char)
      } else if (char === '\\') parts.push(this.#escape())
      else throw this.error(start, mofText('openQuote', { quote }))
    }
  }

  #escape(): string {
    const at = this.#at
    const char = this.text[at + 1] ?? ''
    if (char === 'x' || char === 'X') {
      const digits = /^[0-9a-f]{1,4}/i.exec(this.text.slice(at + 2, at + 6))?.[0]
      if (digits !== undefined) {
        this.#at += 2 + digits.length
        return String.fromCharCode(Number.parseInt(digits, 16))
      }
    }
    const value = escapes[char]
    if (value === undefined) throw this.error(at, mofText('escape', { char: `\\${char}` }), mofText('escapeHint'))
    this.#at += 2
    return value
  }

  #char(at: number): Token {
    const text = this.#quoted("'")
    if (text.length !== 1) throw this.error(at, mofText('char'))
    return { kind: 'char', text, at }
  }

  #number(text: string, at: number): Token {
    // `1e-5` breaks at its sign, because `1e` could also begin a hexadecimal number's mistake.
    const whole = /\de$/i.test(text) ? text + (this.#match(exponent) ?? '') : text
    const sign = /^[+-]/.exec(whole)?.[0] ?? ''
    const digits = whole.slice(sign.length)
    if (whole.length <= longestNumber) {
      for (const [form, literal] of integerForms) {
        if (!form.test(digits)) continue
        const value = BigInt(literal(digits))
        return { kind: 'integer', value: sign === '-' ? -value : value, at }
      }
      const real = realForm.test(digits) ? Number(whole) : Number.NaN
      if (Number.isFinite(real)) return { kind: 'real', value: real, at }
    }
    throw this.error(at, mofText('number', { text: whole.slice(0, 40) }), mofText('numberHint'))
  }
}
