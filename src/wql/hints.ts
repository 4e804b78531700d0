// What people bring along from SQL and from scripts, and what to write instead.
import { wqlText } from '../base/texts/wql.js'
import type { Token } from './lexer.js'

type Hint = (token: Token) => string

const top: Hint = token => wqlText('hintTop', { word: token.word })
const distinct: Hint = token => wqlText('hintDistinct', { word: token.word })
const join: Hint = () => wqlText('hintJoin')
const readOnly: Hint = () => wqlText('hintReadOnly')
const comment: Hint = () => wqlText('hintComment')
const bracket: Hint = () => wqlText('hintBracket')
const smartQuote: Hint = () => wqlText('hintSmartQuote')
const space: Hint = () => wqlText('hintSpace')
const equals: Hint = () => wqlText('hintEquals')
const arithmetic: Hint = () => wqlText('hintArithmetic')
const parameter: Hint = () => wqlText('hintParameter')
const braces: Hint = () => wqlText('hintBraces', { path: '{Win32_LogicalDisk.DeviceID="C:"}' })

const byWord: Readonly<Record<string, Hint>> = {
  ORDER: () => wqlText('hintOrderBy'),
  SORT: () => wqlText('hintOrderBy'),
  TOP: top,
  LIMIT: top,
  OFFSET: top,
  FETCH: top,
  DISTINCT: distinct,
  UNION: distinct,
  ALL: distinct,
  AS: join,
  JOIN: join,
  INNER: join,
  LEFT: join,
  RIGHT: join,
  FULL: join,
  CROSS: join,
  OUTER: join,
  ON: join,
  INSERT: readOnly,
  UPDATE: readOnly,
  DELETE: readOnly,
  SET: readOnly,
  CREATE: readOnly,
  DROP: readOnly,
  ALTER: readOnly,
  EXEC: readOnly,
  BETWEEN: () => wqlText('hintBetween'),
  IN: () => wqlText('hintIn'),
}

/** Clauses out of order; only where a clause or the end could stand. */
const byClause: Readonly<Record<string, Hint>> = {
  NOT: () => wqlText('hintNot'),
  WITHIN: () => wqlText('hintWithin'),
  HAVING: () => wqlText('hintHaving'),
  GROUP: () => wqlText('hintGroup'),
  BY: () => wqlText('hintGroup'),
  SELECT: () => wqlText('hintOrder'),
  FROM: () => wqlText('hintOrder'),
  WHERE: () => wqlText('hintOrder'),
}

const bySymbol: Readonly<Record<string, Hint>> = {
  ';': () => wqlText('hintSemicolon'),
  '--': comment,
  '/*': comment,
  '//': comment,
  '#': comment,
  '?': parameter,
  '@': parameter,
  ':': parameter,
  $: parameter,
  '%': parameter,
  '[': bracket,
  '`': bracket,
  '“': smartQuote,
  '”': smartQuote,
  '„': smartQuote,
  '‘': smartQuote,
  '’': smartQuote,
  '«': smartQuote,
  '»': smartQuote,
  '´': smartQuote,
  '\u00a0': space,
  '\u202f': space,
  '\u200b': space,
  '\ufeff': space,
  '=': equals,
  '==': equals,
  '!': equals,
  '&&': equals,
  '||': equals,
  '(': arithmetic,
  '+': arithmetic,
  '-': arithmetic,
  '*': arithmetic,
  '/': arithmetic,
  '\\': () => wqlText('hintNamespace'),
  '{': braces,
  '}': braces,
}

/** The hint for a word that cannot stand where it was found; undefined when there is nothing to add. */
export function hintFor(token: Token): string | undefined {
  if (token.kind === 'name') return find(byWord, token.word, token)
  return token.kind === 'symbol' ? find(bySymbol, token.text, token) : undefined
}

/** Like {@link hintFor}, where the next clause or the end of the query was expected. */
export function clauseHintFor(token: Token): string | undefined {
  return find(byClause, token.word, token) ?? hintFor(token)
}

/** The hint for a word of SQL that was read as a property name, so that the next word does not fit. */
export function hintBefore(token: Token | undefined): string | undefined {
  return token && /^(DISTINCT|TOP|ALL)$/.test(token.word) ? hintFor(token) : undefined
}

function find(table: Readonly<Record<string, Hint>>, key: string, token: Token): string | undefined {
  return Object.hasOwn(table, key) ? table[key]?.(token) : undefined
}
