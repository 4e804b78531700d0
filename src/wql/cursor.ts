import { wqlText } from '../base/texts/wql.js'
import type { WbemStatus } from '../base/wbem-status.js'
import { placeInText, WqlSyntaxError } from './errors.js'
import { hintBefore, hintFor } from './hints.js'
import { Lexer, type Token } from './lexer.js'
import { unquoteText } from './literal.js'

/** Words that never stand for a name. All other keywords do where only a name can stand. */
export const reservedWords: ReadonlySet<string> = new Set([
  'SELECT',
  'FROM',
  'WHERE',
  'AND',
  'OR',
  'NOT',
  'NULL',
  'TRUE',
  'FALSE',
])

/** The reading position of the parser: one word ahead. */
export class Cursor {
  readonly text: string
  /** The word not yet taken. */
  token: Token
  readonly #lexer: Lexer
  #previous: Token | undefined

  constructor(text: string) {
    this.text = text
    this.#lexer = new Lexer(text)
    this.token = this.#lexer.next()
  }

  advance(): Token {
    const taken = this.token
    this.#previous = taken
    this.token = this.#lexer.next()
    return taken
  }

  isWord(word: string): boolean {
    return this.token.word === word
  }

  isSymbol(symbol: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === symbol
  }

  /** Takes the keyword when it is next. */
  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false
    this.advance()
    return true
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false
    this.advance()
    return true
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.unexpected([word])
  }

  /** @param what how an error calls the name */
  expectName(what: string): string {
    if (this.token.kind === 'name' && !reservedWords.has(this.token.word)) return this.advance().text
    throw this.unexpected([what], this.token.kind === 'string' ? wqlText('hintBracket') : undefined)
  }

  /** Takes a string constant and answers what it means. @param pattern true after LIKE */
  takeString(pattern = false): string {
    const value = unquoteText(this.token.text, pattern)
    if (typeof value === 'number') throw this.#loneBackslash(this.token.start + value)
    this.advance()
    return value
  }

  /** Takes `{ … }` and answers the text between the braces with its offset. */
  takeBraced(): { text: string; start: number } {
    const { start } = this.token
    if (!this.isSymbol('{')) throw this.unexpected(['"{"'], hintFor({ kind: 'symbol', text: '{', word: '', start }))
    const text = this.#lexer.braced(start)
    this.advance()
    return { text, start: start + 1 }
  }

  /** Where the next word stands, as messages say it. */
  where(): string {
    return placeInText(this.text, this.token.start)
  }

  /** The error for a next word that fits none of what is expected. */
  unexpected(expected: readonly string[], hint?: string, status: WbemStatus = 'WBEM_E_INVALID_QUERY'): WqlSyntaxError {
    const message = wqlText('expectedFound', {
      expected: oneOf(expected),
      found: sayFound(this.token),
      where: this.where(),
    })
    return this.error(status, message, expected, hint ?? hintFor(this.token) ?? hintBefore(this.#previous))
  }

  /** An error at the next word in other words. */
  error(status: WbemStatus, message: string, expected: readonly string[], hint: string | undefined): WqlSyntaxError {
    return new WqlSyntaxError(status, message, { column: this.token.start + 1, expected, hint })
  }

  #loneBackslash(offset: number): WqlSyntaxError {
    const message = wqlText('loneBackslash', { where: placeInText(this.text, offset) })
    return new WqlSyntaxError('WBEM_E_INVALID_QUERY', message, {
      column: offset + 1,
      expected: ['\\\\', '\\"', "\\'"],
      hint: wqlText('hintBackslash'),
    })
  }
}

/** `a, b or c`. */
function oneOf(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : wqlText('or', { list: words.slice(0, -1).join(', '), last })
}

function sayFound(token: Token): string {
  const text = token.text.length > 40 ? `${token.text.slice(0, 40)}…` : visible(token.text)
  if (token.kind === 'end') return wqlText('foundEnd')
  return wqlText(token.kind === 'string' ? 'foundString' : 'foundToken', { text })
}

/** A character that shows nothing is named by its number. */
function visible(text: string): string {
  const code = text.codePointAt(0) ?? 0
  return /^[\p{C}\p{Z}]$/u.test(text) ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : text
}
