// The words of WQL: WMI SDK "WQL (SQL for WMI)", [MS-WMI] 2.2.1.
import { wqlText } from '../base/texts/wql.js'
import { placeInText, WqlSyntaxError } from './errors.js'
import { endOfString } from './literal.js'

export interface Token {
  readonly kind: 'name' | 'string' | 'integer' | 'real' | 'symbol' | 'end'
  /** As written; a string with its quotes. */
  readonly text: string
  /** A name in capitals, to compare with keywords; else empty. */
  readonly word: string
  /** Offset of the first character. */
  readonly start: number
}

// Letters above U+007F may stand in CIM names ([MS-WMIO] 2.2.20).
const nameAt = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy
const numberAt = /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/iy
// A number may not run into a name: 0x1F and 5ab are no numbers.
const wordAfterNumber = /[+-]?[\p{L}\p{N}_.]+/uy
// What opens a comment or doubles a sign in other languages is one word, so that the error shows all of it.
const symbolAt = /<>|!=|<=|>=|==|--|\/\*|\/\/|\|\||&&|./suy
const spaceAt = /[ \t\r\n]*/y
const asciiName = /^[a-z_0-9]+$/i

/** Reads one word after the other. */
export class Lexer {
  readonly text: string
  #at = 0

  constructor(text: string) {
    this.text = text
  }

  next(): Token {
    this.#at += this.#match(spaceAt)?.length ?? 0
    const start = this.#at
    const char = this.text[start]
    if (char === undefined) return { kind: 'end', text: '', word: '', start }
    if (char === '"' || char === "'") return this.#string(start)
    const number = this.#match(numberAt)
    if (number !== undefined) return this.#number(number, start)
    const name = this.#match(nameAt)
    if (name !== undefined) return this.#take({ kind: 'name', text: name, word: capitals(name), start })
    return this.#take({ kind: 'symbol', text: this.#match(symbolAt) ?? char, word: '', start })
  }

  /** The text up to the brace that closes the one at `start`; quoted braces belong to the text. */
  braced(start: number): string {
    for (let at = start + 1; at < this.text.length; at += 1) {
      const char = this.text[at]
      if (char === '}') {
        this.#at = at + 1
        return this.text.slice(start + 1, at)
      }
      if (char === '"' || char === "'") {
        const end = endOfString(this.text, at)
        if (end < 0) throw this.#openString(at)
        at = end - 1
      }
    }
    throw new WqlSyntaxError('WBEM_E_INVALID_QUERY', wqlText('openBrace', { where: placeInText(this.text, start) }), {
      column: start + 1,
      expected: ['"}"'],
      hint: wqlText('hintBraces', { path: '{Win32_LogicalDisk.DeviceID="C:"}' }),
    })
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    return pattern.exec(this.text)?.[0]
  }

  #take(token: Token): Token {
    this.#at = token.start + token.text.length
    return token
  }

  #string(start: number): Token {
    const end = endOfString(this.text, start)
    if (end < 0) throw this.#openString(start)
    return this.#take({ kind: 'string', text: this.text.slice(start, end), word: '', start })
  }

  #openString(start: number): WqlSyntaxError {
    const where = placeInText(this.text, start)
    return new WqlSyntaxError('WBEM_E_INVALID_QUERY', wqlText('openString', { where }), {
      column: start + 1,
      expected: [wqlText('closingQuote', { quote: this.text[start] ?? '' })],
      // A path that ends in a backslash swallows its own quote.
      hint: /\\["']/.test(this.text.slice(start)) ? wqlText('hintBackslash') : undefined,
    })
  }

  #number(text: string, start: number): Token {
    wordAfterNumber.lastIndex = start
    const whole = wordAfterNumber.exec(this.text)?.[0] ?? text
    const real = /[.e]/i.test(text)
    if (whole.length > text.length || (real && !Number.isFinite(Number(text)))) {
      const shown = whole.length > 40 ? `${whole.slice(0, 40)}…` : whole
      throw new WqlSyntaxError(
        'WBEM_E_INVALID_QUERY',
        wqlText('badNumber', { text: shown, where: placeInText(this.text, start) }),
        {
          column: start + 1,
          expected: [wqlText('constant')],
          hint: /^[+-]?0x/i.test(whole) ? wqlText('hintHex') : undefined,
        },
      )
    }
    return this.#take({ kind: real ? 'real' : 'integer', text, word: '', start })
  }
}

/** Keywords are ASCII; a name that only folds to one (with a Kelvin sign, say) is no keyword. */
function capitals(name: string): string {
  return asciiName.test(name) ? name.toUpperCase() : ''
}
