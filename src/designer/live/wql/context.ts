// Where in a half-written query somebody is, and what could stand there.
import { associationOptions } from '../../../wql/parse-association.js'
import { type Outline, outlineOf } from './outline.js'
import { isComparison, isConstant, isSymbol, type Word, wordsOf } from './words.js'

/** What could stand at a place; each is looked up by who completes. */
export type Wanted =
  | { readonly kind: 'statement' }
  /** Keywords and signs, as they are written; `last`: names are more likely. */
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly last?: boolean }
  | { readonly kind: 'classes'; readonly which: 'from' | 'isa' | 'association' | 'any'; readonly quoted: boolean }
  /** Properties of the rows, or of the object that a path leads to. */
  | { readonly kind: 'properties'; readonly path: readonly string[]; readonly clause: 'list' | 'where' | 'by' }
  | { readonly kind: 'operators'; readonly path: readonly string[] }
  | { readonly kind: 'values'; readonly path: readonly string[] }
  | { readonly kind: 'seconds' }
  /** Keys of a class, in the braces of an association query. */
  | { readonly kind: 'keys'; readonly className: string }
  | { readonly kind: 'roles'; readonly className: string | undefined }
  | { readonly kind: 'qualifiers' }

/** What somebody is in the middle of. */
export interface CompletionPlace {
  /** Where what is inserted begins. */
  readonly from: number
  /** What stands from there to the caret. */
  readonly typed: string
  /** Inside a string: its quote, and whether that is still to be closed. */
  readonly quote: { readonly sign: string; readonly open: boolean } | undefined
  readonly outline: Outline
  readonly wanted: readonly Wanted[]
}

/** @param position of the caret, in UTF-16 units */
export function completionPlace(text: string, position: number): CompletionPlace {
  const caret = Math.max(0, Math.min(position, text.length))
  const words = wordsOf(text)
  const at = words.find(
    ({ kind, start, end }) => start < caret && (caret < end || (caret === end && kind !== 'symbol')),
  )
  const outline = outlineOf(words)
  const inString = at !== undefined && (at.kind === 'open' || (at.kind === 'string' && caret < at.end))
  const isTyping = at !== undefined && (inString || /^(name|integer|real)$/.test(at.kind))
  const before = words.filter(({ end, start }) => (isTyping ? end <= at.start : end <= caret) && start < caret)
  if (inString) {
    const from = at.start + 1
    const quote = { sign: at.text.charAt(0), open: at.kind === 'open' }
    return { from, typed: text.slice(from, caret), quote, outline, wanted: inQuotes(wantedAfter(before)) }
  }
  const from = isTyping ? at.start : caret
  return { from, typed: text.slice(from, caret), quote: undefined, outline, wanted: wantedAfter(before) }
}

/** What can stand in a string. */
function inQuotes(wanted: readonly Wanted[]): Wanted[] {
  return wanted.flatMap((each): Wanted[] => {
    if (each.kind === 'values') return [each]
    return each.kind === 'classes' && each.quoted ? [each] : []
  })
}

function wantedAfter(before: readonly Word[]): readonly Wanted[] {
  const [first] = before
  if (!first) return [{ kind: 'statement' }]
  if (first.word === 'SELECT') return afterSelect(before)
  if (first.word === 'ASSOCIATORS' || first.word === 'REFERENCES') return afterAssociation(before, first.word)
  return []
}

const keywords = (...words: readonly string[]): Wanted => ({ kind: 'words', words })
const properties = (clause: 'list' | 'where' | 'by', path: readonly string[] = []): Wanted => ({
  kind: 'properties',
  path,
  clause,
})

function afterSelect(before: readonly Word[]): readonly Wanted[] {
  const { clauses } = outlineOf(before)
  const clause = clauses.at(-1)
  const last = before.at(-1)
  switch (clause) {
    case 'list':
      if (last?.word === 'SELECT') return [keywords('*'), properties('list')]
      if (isSymbol(last, ',')) return [properties('list')]
      if (isSymbol(last, '.')) return [properties('list', pathBefore(before))]
      return [keywords('FROM')]
    case 'from':
      if (last?.word === 'FROM') return [{ kind: 'classes', which: 'from', quoted: false }]
      return [keywords('WHERE', 'WITHIN', 'GROUP WITHIN')]
    case 'within':
      return last?.word === 'WITHIN' ? [{ kind: 'seconds' }] : [keywords('WHERE', 'GROUP WITHIN')]
    case 'where':
      return inWhere(before)
    case 'group':
      if (last?.word === 'GROUP') return [keywords('WITHIN', 'BY')]
      return last?.word === 'WITHIN' ? [{ kind: 'seconds' }] : [keywords('BY', 'HAVING')]
    case 'by':
      if (last?.word === 'BY' || isSymbol(last, ',')) return [properties('by')]
      if (isSymbol(last, '.')) return [properties('by', pathBefore(before))]
      return [keywords('HAVING')]
    case 'having':
      if (last?.word === 'HAVING') return [keywords('NumberOfEvents')]
      return last?.word === 'NUMBEROFEVENTS' ? [keywords('>', '>=', '=', '<', '<=', '<>')] : []
    default:
      return []
  }
}

function inWhere(before: readonly Word[]): readonly Wanted[] {
  const last = before.at(-1)
  const previous = before.at(-2)
  if (last?.word === 'NOT' && previous?.word === 'IS') return [keywords('NULL')]
  if (/^(WHERE|AND|OR|NOT)$/.test(last?.word ?? '') || isSymbol(last, '('))
    return [properties('where'), { kind: 'words', words: last?.word === 'NOT' ? [] : ['NOT'], last: true }]
  if (isSymbol(last, '.')) return [properties('where', pathBefore(before))]
  if (last?.word === 'ISA') return [{ kind: 'classes', which: 'isa', quoted: true }]
  if (last?.word === 'IS') return [keywords('NULL', 'NOT NULL')]
  if (last?.word === 'LIKE') return [{ kind: 'values', path: pathEnding(before.slice(0, -1)) }]
  if (isComparison(last)) {
    if (isConstant(previous)) return [properties('where')]
    const path = pathEnding(before.slice(0, -1))
    const isClass = /^__class$/i.test(path.at(-1) ?? '')
    return isClass ? [{ kind: 'classes', which: 'isa', quoted: true }] : [{ kind: 'values', path }]
  }
  if (isConstant(last) || isSymbol(last, ')')) {
    const begins = /^(WHERE|AND|OR|NOT)$/.test(previous?.word ?? '') || isSymbol(previous, '(')
    if (begins && !isSymbol(last, ')')) return [keywords('=', '<>', '<', '<=', '>', '>=')]
    return [afterPredicate(before)]
  }
  if (last?.kind !== 'name') return []
  // `5 < Size` and `ISA Win32_Process` are whole.
  const path = pathEnding(before)
  const operator = before.at(-2 * path.length)
  if (operator?.word === 'ISA' || (isComparison(operator) && isConstant(before.at(-2 * path.length - 1))))
    return [afterPredicate(before)]
  return [{ kind: 'operators', path }]
}

function afterPredicate(before: readonly Word[]): Wanted {
  const depth = before.reduce((sum, word) => sum + (isSymbol(word, '(') ? 1 : isSymbol(word, ')') ? -1 : 0), 0)
  return keywords('AND', 'OR', ...(depth > 0 ? [')'] : ['GROUP WITHIN']))
}

/** The path before a dot that ends the words. */
function pathBefore(before: readonly Word[]): string[] {
  return pathEnding(before.slice(0, -1))
}

/** The path that ends the words. */
function pathEnding(words: readonly Word[]): string[] {
  const path: string[] = []
  for (let at = words.length - 1; at >= 0; at -= 2) {
    const word = words[at]
    if (word?.kind !== 'name') break
    path.unshift(word.text)
    if (!isSymbol(words[at - 1], '.')) break
  }
  return path
}

function afterAssociation(before: readonly Word[], kind: 'ASSOCIATORS' | 'REFERENCES'): readonly Wanted[] {
  const last = before.at(-1)
  if (before.length === 1) return [keywords('OF')]
  if (last?.word === 'OF') return [keywords('{')]
  const open = before.findIndex(word => isSymbol(word, '{'))
  const close = before.findLastIndex(word => isSymbol(word, '}'))
  if (close < open) return inBraces(before.slice(open + 1))
  if (isSymbol(last, '}')) return [keywords('WHERE')]
  return inOptions(before.slice(close + 1), kind)
}

function inBraces(inside: readonly Word[]): readonly Wanted[] {
  const last = inside.at(-1)
  if (!last || isSymbol(last, ':')) return [{ kind: 'classes', which: 'any', quoted: false }]
  const className = inside.find(({ kind }, index) => kind === 'name' && !isSymbol(inside[index + 1], ':', '\\'))
  if (isSymbol(last, '.', ',') && className) return [{ kind: 'keys', className: className.text }]
  return []
}

function inOptions(words: readonly Word[], kind: 'ASSOCIATORS' | 'REFERENCES'): readonly Wanted[] {
  const last = words.at(-1)
  if (!isSymbol(last, '=')) {
    const used = new Set(words.map(({ word }) => word))
    const known = associationOptions.filter(({ references }) => references || kind === 'ASSOCIATORS')
    const takesName = known.find(({ keyword }) => keyword.toUpperCase() === last?.word)?.takesName
    if (takesName) return [keywords('=')]
    const left = known.filter(({ keyword }) => !used.has(keyword.toUpperCase()))
    return [keywords(...left.map(option => (option.takesName ? `${option.keyword} =` : option.keyword)))]
  }
  switch (words.at(-2)?.word) {
    case 'ASSOCCLASS':
      return [{ kind: 'classes', which: 'association', quoted: false }]
    case 'RESULTCLASS':
      return [{ kind: 'classes', which: kind === 'REFERENCES' ? 'association' : 'any', quoted: false }]
    case 'ROLE':
    case 'RESULTROLE': {
      const at = words.findIndex(({ word }) => word === 'ASSOCCLASS' || word === 'RESULTCLASS')
      return [{ kind: 'roles', className: at < 0 ? undefined : words[at + 2]?.text }]
    }
    default:
      return [{ kind: 'qualifiers' }]
  }
}
