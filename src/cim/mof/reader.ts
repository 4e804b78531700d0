import type { TextError } from '../../base/errors.js'
import { NameMap } from '../../base/name-map.js'
import { mofText } from '../../base/texts/mof.js'
import type { QualifierFlavor } from '../class.js'
import { defaultFlavor } from '../flavor.js'
import { MofLexer, type Token } from './lexer.js'

/** How deep instances may stand within instances; deeper text is refused before the call stack ends. */
const deepest = 100

/** Walks the tokens with one token of lookahead, and carries what earlier text said about later text. */
export class MofReader {
  readonly lexer: MofLexer
  /** Flavors that qualifier declarations set for the qualifiers after them. */
  readonly flavors: NameMap<QualifierFlavor>
  token: Token
  #ahead: Token | undefined
  #depth = 0

  constructor(text: string, source: string | undefined, flavors = new NameMap<QualifierFlavor>()) {
    this.lexer = new MofLexer(text, source)
    this.flavors = flavors
    this.token = this.lexer.next()
  }

  flavorOf(name: string): QualifierFlavor {
    return this.flavors.get(name) ?? defaultFlavor(name)
  }

  /** Passes the current token and answers it. */
  take(): Token {
    const { token } = this
    this.token = this.#ahead ?? this.lexer.next()
    this.#ahead = undefined
    return token
  }

  peek(): Token {
    this.#ahead ??= this.lexer.next()
    return this.#ahead
  }

  /** True when the current token is this symbol. */
  at(symbol: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === symbol
  }

  /** True when the current token is this word, in any case. */
  atWord(word: string, token = this.token): boolean {
    return token.kind === 'name' && token.text.toLowerCase() === word
  }

  /** Passes the symbol when it is there. */
  skip(symbol: string): boolean {
    const found = this.at(symbol)
    if (found) this.take()
    return found
  }

  skipWord(word: string): boolean {
    const found = this.atWord(word)
    if (found) this.take()
    return found
  }

  /** Passes one of these symbols, or fails naming them all. */
  expect(...symbols: [string, ...string[]]): string {
    const { token } = this
    if (token.kind !== 'symbol' || !symbols.includes(token.text))
      throw this.expected(symbols.map(symbol => `"${symbol}"`).join(mofText('or')))
    this.take()
    return token.text
  }

  expectWord(word: string): void {
    if (!this.skipWord(word)) throw this.expected(`"${word}"`)
  }

  name(what: string): string {
    const { token } = this
    if (token.kind !== 'name') throw this.expected(what)
    this.take()
    return token.text
  }

  /** `as $Name`, when it is there. */
  alias(): { alias?: string } {
    if (!this.skipWord('as')) return {}
    const { token } = this
    if (token.kind !== 'alias') throw this.expected(mofText('alias'))
    this.take()
    return { alias: token.text }
  }

  /** Adjacent texts are one text. */
  string(): string {
    const parts: string[] = []
    for (let { token } = this; token.kind === 'string'; { token } = this) {
      parts.push(token.text)
      this.take()
    }
    return parts.join('')
  }

  /** Reads one level deeper. */
  nested<T>(read: () => T): T {
    if (this.#depth >= deepest) throw this.error(this.token.at, mofText('nested', { limit: deepest }))
    this.#depth += 1
    const result = read()
    this.#depth -= 1
    return result
  }

  /** Adds to a list of things with distinct names. */
  unique<T>(map: NameMap<T>, name: string, at: number, value: T): void {
    if (map.has(name)) throw this.error(at, mofText('twice', { name }))
    map.set(name, value)
  }

  expected(what: string): TextError {
    return this.error(this.token.at, mofText('expected', { expected: what, found: this.#found() }))
  }

  error(at: number, message: string, hint?: string): TextError {
    return this.lexer.error(at, message, hint)
  }

  #found(): string {
    const { token } = this
    if (token.kind === 'end') return mofText('end')
    if (token.kind === 'string') return mofText('theText', { text: token.text.slice(0, 40) })
    if (token.kind === 'integer' || token.kind === 'real') return mofText('theNumber', { text: token.value })
    return `"${token.text.slice(0, 40)}"`
  }
}
