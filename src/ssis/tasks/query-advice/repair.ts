// Mistakes that keep a query from being read at all, and the query without them.
import { WmiError } from '../../../base/errors.js'
import { parseWql } from '../../../wql/parse.js'
import { type Quoting, type Segment, segmentsOf } from './segments.js'
import { tokensOf } from './words.js'

/** A mistake, by the text that tells it. */
export type RepairText = 'comment' | 'semicolon' | 'backslash' | 'placeholder' | 'withinAfterWhere'

/** What was found in a text that cannot be read. */
export interface Repair {
  /** The text without what was found, as far as that can be done. */
  readonly text: string
  readonly found: readonly RepairText[]
  /** True when the text can be read now. */
  readonly readable: boolean
}

/** A query without the mistakes that people bring along from SQL. One that can be read stays as it is. */
export function repair(text: string): Repair {
  if (isReadable(text)) return { text, found: [], readable: true }
  const escaped = repairAs(text, 'escaped')
  if (escaped.readable) return escaped
  // A path that ends in a backslash swallows its own quote.
  const plain = repairAs(text, 'plain')
  return plain.readable ? plain : escaped
}

function repairAs(text: string, quoting: Quoting): Repair {
  const found: RepairText[] = []
  let segments: readonly Segment[] = segmentsOf(text, quoting)
  for (const [problem, mend] of mendings) {
    const mended = mend(segments, quoting)
    if (mended === segments) continue
    found.push(problem)
    segments = mended
  }
  const joined = joinedText(segments)
  const moved = withinMoved(joined)
  if (moved !== joined) found.push('withinAfterWhere')
  return { text: moved, found, readable: isReadable(moved) }
}

/** Each answers the same list when there was nothing to mend. */
const mendings: readonly (readonly [
  RepairText,
  (segments: readonly Segment[], quoting: Quoting) => readonly Segment[],
])[] = [
  ['comment', withoutComments],
  ['semicolon', withoutSemicolon],
  ['backslash', withBackslashesDoubled],
  ['placeholder', withoutPlaceholders],
]

function withoutComments(segments: readonly Segment[]): readonly Segment[] {
  if (!segments.some(({ kind }) => kind === 'comment')) return segments
  return segments.map(segment => (segment.kind === 'comment' ? { kind: 'code', text: ' ' } : segment))
}

function withoutSemicolon(segments: readonly Segment[]): readonly Segment[] {
  const last = segments.findLastIndex(({ kind, text }) => kind !== 'code' || text.trim() !== '')
  const segment = segments[last]
  const text = segment?.kind === 'code' ? segment.text.trimEnd() : ''
  if (!text.endsWith(';')) return segments
  return [...segments.slice(0, last), { kind: 'code', text: withoutLast(text) }]
}

function withoutLast(text: string): string {
  let end = text.length
  while (end > 0 && /[;\s]/.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

function withBackslashesDoubled(segments: readonly Segment[], quoting: Quoting): readonly Segment[] {
  const mended = segments.map((segment, index): Segment => {
    // A pattern may have lone ones.
    const isPattern = /\blike\s*$/i.test(segments[index - 1]?.text.slice(-20) ?? '')
    if (segment.kind !== 'string' || isPattern) return segment
    return { kind: 'string', text: backslashesDoubled(segment.text, quoting) }
  })
  return mended.every((segment, index) => segment.text === segments[index]?.text) ? segments : mended
}

/** Pairs stay, and escaped quotes where there are any. */
function backslashesDoubled(literal: string, quoting: Quoting): string {
  const quote = literal.charAt(0)
  const closed = literal.length > 1 && literal.endsWith(quote)
  const inner = literal.slice(1, closed ? -1 : undefined)
  const doubled = inner.replace(/\\(.?)/gs, (whole, next: string) => {
    const isEscape = next === '\\' || (quoting === 'escaped' && (next === '"' || next === "'"))
    return isEscape ? whole : `\\\\${next}`
  })
  return `${quote}${doubled}${closed ? quote : ''}`
}

/** What a placeholder stands for nobody knows, so it is only found. */
function withoutPlaceholders(segments: readonly Segment[]): readonly Segment[] {
  return segments.some(({ kind, text }) => kind === 'code' && text.includes('?')) ? [...segments] : segments
}

function joinedText(segments: readonly Segment[]): string {
  return segments
    .map(({ text }) => text)
    .join('')
    .trim()
}

/** WITHIN and its seconds right after the class, where they stand behind WHERE. */
function withinMoved(text: string): string {
  const tokens = tokensOf(text)
  const from = tokens.findIndex(({ word }) => word === 'FROM')
  const where = tokens.findIndex(({ word }, index) => index > from && word === 'WHERE')
  const within = tokens.findIndex(
    ({ word }, index) => index > where && word === 'WITHIN' && tokens[index - 1]?.word !== 'GROUP',
  )
  const [className, seconds, keyword] = [tokens[from + 1], tokens[within + 1], tokens[within]]
  const isNumber = seconds?.kind === 'integer' || seconds?.kind === 'real'
  if (from < 0 || where !== from + 2 || within < 0 || !className || !keyword || !seconds || !isNumber) return text
  const insertAt = className.start + className.text.length
  const clause = text.slice(keyword.start, seconds.start + seconds.text.length)
  const rest = text.slice(insertAt, keyword.start).trimEnd() + text.slice(seconds.start + seconds.text.length)
  return `${text.slice(0, insertAt)} ${clause}${rest}`
}

/** True for a query of any kind. */
export function isReadable(text: string): boolean {
  try {
    parseWql(text)
    return true
  } catch (error) {
    if (error instanceof WmiError) return false
    throw error
  }
}
