// "Syntax (SSIS)", "Identifiers (SSIS)", "Numeric, string, and Boolean literals".
import { expressionText } from '../../base/texts/ssis-expressions.js'
import { failure } from './errors.js'

/** One token. `text` is the name, the characters of a string, or the number or symbol as written. */
export interface Token {
  readonly kind: 'name' | 'bracketed' | 'variable' | 'lineage' | 'number' | 'string' | 'symbol' | 'end'
  readonly text: string
  readonly offset: number
}

const blank = /[\s\u00a0]+/y
const name = /[\p{L}_][\p{L}\p{Nd}_@$#]*/uy
const bracketed = /\[[^\]]*\]/y
const lineage = /#\d+/y
// A point belongs to the number only beside a digit; the suffixes are checked with the value.
const number = /0[xX][0-9a-fA-F]+[uU]?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:[uU][lL]?|[lL][uU]?|[fF])?/y
const ordinary = /[^"\\]*/y
const symbols = /\|\||&&|==|!=|<=|>=|[-+*/%<>&^|!~?:(),.=]/y

/** How much of an unexpected piece a message shows. */
const shown = 40

/** The tokens of an expression, the last one of kind `end`. @throws ExpressionFailure */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const match = pattern.exec(text)?.[0]
    if (match !== undefined) at += match.length
    return match
  }
  while (at < text.length) {
    if (take(blank) !== undefined) continue
    const offset = at
    const character = text[at]
    if (character === '"') {
      const { value, end } = readString(text, at)
      tokens.push({ kind: 'string', text: value, offset })
      at = end
      continue
    }
    if (character === "'") throw failure(offset, 'DTS_E_EXPREVALINVALIDTOKENSINGLEQUOTE', {})
    if (character === '@') {
      at += 1
      const variable = text[at] === '[' ? take(bracketed)?.slice(1, -1) : take(name)
      if (variable === undefined && text[at] === '[') throw missing(text, expressionText('bracket'))
      if (!variable) throw missing(text, expressionText('variableName'), at)
      tokens.push({ kind: 'variable', text: variable, offset })
      continue
    }
    if (character === '[') {
      const inner = take(bracketed)?.slice(1, -1)
      if (inner === undefined) throw missing(text, expressionText('bracket'))
      tokens.push({ kind: 'bracketed', text: inner, offset })
      continue
    }
    const word = take(name)
    if (word !== undefined) {
      tokens.push({ kind: 'name', text: word, offset })
      continue
    }
    const digits = take(number)
    if (digits !== undefined) {
      if (/[\p{L}\p{Nd}_]/u.test(text[at] ?? ''))
        throw failure(offset, 'DTS_E_EXPREVALINVALIDTOKEN', { token: pieceAt(text, offset) })
      tokens.push({ kind: 'number', text: digits, offset })
      continue
    }
    const column = take(lineage)
    if (column !== undefined) {
      tokens.push({ kind: 'lineage', text: column, offset })
      continue
    }
    const symbol = take(symbols)
    if (symbol === undefined) throw failure(offset, 'DTS_E_EXPREVALINVALIDTOKEN', { token: pieceAt(text, offset) })
    tokens.push({ kind: 'symbol', text: symbol, offset })
  }
  tokens.push({ kind: 'end', text: '', offset: text.length })
  return tokens
}

function missing(text: string, what: string, offset = text.length) {
  return failure(offset, 'DTS_E_EXPREVALINVALIDTOKENSTATE', { missing: what })
}

/** The characters up to the next blank, at least one whole character. */
function pieceAt(text: string, offset: number): string {
  const piece = text.slice(offset, offset + shown)
  return /^\S[^\s"']*/u.exec(piece)?.[0] ?? piece
}

/** What stands for a character after a backslash. */
export const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
}

function readString(text: string, start: number): { value: string; end: number } {
  let value = ''
  let at = start + 1
  for (;;) {
    ordinary.lastIndex = at
    const run = ordinary.exec(text)?.[0] ?? ''
    value += run
    const plain = at + run.length
    if (plain >= text.length) throw missing(text, expressionText('quote'))
    if (text[plain] === '"') return { value, end: plain + 1 }
    const character = text[plain + 1] ?? ''
    if (character === 'x') {
      const digits = text.slice(plain + 2, plain + 6)
      const code = /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : 0
      if (code === 0) {
        const told = /^[0-9a-fA-F]*/.exec(digits)?.[0] ?? ''
        throw failure(plain, 'DTS_E_EXPREVALILLEGALHEXESCAPEINSTRINGLITERAL', { digits: told })
      }
      value += String.fromCharCode(code)
      at = plain + 6
      continue
    }
    const meant = Object.hasOwn(escapes, character) ? escapes[character] : undefined
    if (meant === undefined && character === '') throw missing(text, expressionText('quote'))
    if (meant === undefined) throw failure(plain, 'DTS_E_EXPREVALILLEGALESCAPEINSTRINGLITERAL', { character })
    value += meant
    at = plain + 2
  }
}
