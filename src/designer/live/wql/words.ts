// The words of a query that may be half-written.
import { WmiError } from '../../../base/errors.js'
import { reservedWords } from '../../../wql/cursor.js'
import { Lexer, type Token } from '../../../wql/lexer.js'

/** A word of a query; `open`: a string without its closing quote, up to the end of the text. */
export interface Word {
  readonly kind: Exclude<Token['kind'], 'end'> | 'open'
  readonly text: string
  /** A name in capitals, to compare with keywords; else empty. */
  readonly word: string
  readonly start: number
  readonly end: number
}

/** Most words that are looked at. */
const mostWords = 5000

/** All words of a text. What WQL cannot read is a symbol, so that what follows is still found. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let lexer = new Lexer(text)
  while (words.length < mostWords) {
    const at = words.at(-1)?.end ?? 0
    try {
      const { kind, ...token } = lexer.next()
      if (kind === 'end') return words
      words.push({ kind, ...token, end: token.start + token.text.length })
    } catch (error) {
      if (!(error instanceof WmiError)) throw error
      const word = unreadable(text, at)
      words.push(word)
      if (word.kind === 'open') return words
      lexer = new Lexer(' '.repeat(word.end) + text.slice(word.end))
    }
  }
  return words
}

function unreadable(text: string, at: number): Word {
  const start = at + (/^[ \t\r\n]*/.exec(text.slice(at))?.[0].length ?? 0)
  const rest = text.slice(start)
  if (/^["']/.test(rest)) return { kind: 'open', text: rest, word: '', start, end: text.length }
  const run = /^[+-]?[\p{L}\p{N}_.]+/u.exec(rest)?.[0] ?? rest.slice(0, 1)
  return { kind: 'symbol', text: run, word: '', start, end: start + run.length }
}

/** True for a word that can stand for a name: keywords that WQL reserves cannot. */
export function isName(word: Word | undefined): word is Word {
  return word?.kind === 'name' && !reservedWords.has(word.word)
}

export function isSymbol(word: Word | undefined, ...symbols: readonly string[]): boolean {
  return word?.kind === 'symbol' && symbols.includes(word.text)
}

/** A constant of WQL, or the beginning of one. */
export function isConstant(word: Word | undefined): boolean {
  if (!word) return false
  return /^(string|integer|real|open)$/.test(word.kind) || /^(TRUE|FALSE|NULL)$/.test(word.word)
}

export const comparisons: readonly string[] = ['=', '<>', '!=', '<', '>', '<=', '>=']

export function isComparison(word: Word | undefined): boolean {
  return isSymbol(word, ...comparisons)
}
