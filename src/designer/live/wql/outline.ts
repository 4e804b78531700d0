// What a query says and where, also one that is half-written: clauses, classes and property paths with their places.
import { foldName } from '../../../base/name-map.js'
import { unquoteText } from '../../../wql/literal.js'
import { isComparison, isConstant, isName, isSymbol, type Word } from './words.js'

export type Clause = 'list' | 'from' | 'within' | 'where' | 'group' | 'by' | 'having'

/** A property path as it is written. */
export interface PlacedPath {
  readonly clause: 'list' | 'where' | 'by'
  readonly steps: readonly Word[]
}

/** A class that a condition names: by ISA, or as the value of `__CLASS`. */
export interface PlacedClass {
  readonly name: string
  readonly word: Word
  /** The path that is of this class: `TargetInstance`; empty for the rows themselves. */
  readonly path: readonly string[]
}

/** A SELECT statement with its places. */
export interface Outline {
  readonly words: readonly Word[]
  /** The clause that each word belongs to, by its position; keywords begin the clause after them. */
  readonly clauses: readonly Clause[]
  /** The class after FROM. */
  readonly from: Word | undefined
  readonly within: Word | undefined
  readonly paths: readonly PlacedPath[]
  readonly classes: readonly PlacedClass[]
}

/** Reads words as far as they can be understood as a SELECT statement. */
export function outlineOf(words: readonly Word[]): Outline {
  const clauses = clausesOf(words)
  const fromAt = words.findIndex((word, index) => word.word === 'FROM' && clauses[index] === 'from')
  const from = fromAt < 0 ? undefined : words[fromAt + 1]
  const within = words.find((word, index) => word.word === 'WITHIN' && clauses[index] === 'within')
  const paths = pathsOf(words, clauses)
  return { words, clauses, from: isName(from) ? from : undefined, within, paths, classes: classesOf(words, paths) }
}

/** A clause begins with its keyword, where the one before it can end. */
function clausesOf(words: readonly Word[]): Clause[] {
  let at: Clause = 'list'
  return words.map((word, index) => {
    const next = following(at, word, words[index - 1], words[index + 1])
    at = next ?? at
    return at
  })
}

function following(at: Clause, { word }: Word, before: Word | undefined, after: Word | undefined): Clause | undefined {
  if (at === 'list') return word === 'FROM' ? 'from' : undefined
  // The word right after FROM is the class, whatever it is called.
  if (before?.word === 'FROM' && at === 'from') return undefined
  if (at === 'from' && word === 'WITHIN') return 'within'
  if ((at === 'from' || at === 'within') && word === 'WHERE') return 'where'
  if (at === 'group' || at === 'by') {
    if (word === 'BY' && at === 'group') return 'by'
    return word === 'HAVING' ? 'having' : undefined
  }
  if (at === 'having' || word !== 'GROUP') return undefined
  // A property may be called so.
  return at !== 'where' || (!isComparison(after) && !endsWaiting(before)) ? 'group' : undefined
}

/** After these a condition is not at its end. */
function endsWaiting(word: Word | undefined): boolean {
  return /^(WHERE|AND|OR|NOT|LIKE|ISA|IS)$/.test(word?.word ?? '') || isSymbol(word, '(', '.') || isComparison(word)
}

function pathsOf(words: readonly Word[], clauses: readonly Clause[]): PlacedPath[] {
  const paths: PlacedPath[] = []
  for (let at = 0; at < words.length; at += 1) {
    const clause = clauses[at]
    if (clause !== 'list' && clause !== 'where' && clause !== 'by') continue
    if (!beginsPath(words, at, clause)) continue
    const steps = stepsFrom(words, at)
    paths.push({ clause, steps })
    at += 2 * (steps.length - 1)
  }
  return paths
}

function beginsPath(words: readonly Word[], at: number, clause: PlacedPath['clause']): boolean {
  const [word, before] = [words[at], words[at - 1]]
  if (!isName(word)) return false
  if (clause === 'list') return before?.word === 'SELECT' || isSymbol(before, ',')
  if (clause === 'by') return before?.word === 'BY' || isSymbol(before, ',')
  if (/^(WHERE|AND|OR|NOT)$/.test(before?.word ?? '') || isSymbol(before, '(')) return word.word !== 'NOT'
  // `5 < Size`
  return isComparison(before) && isConstant(words[at - 2])
}

function stepsFrom(words: readonly Word[], at: number): Word[] {
  const steps: Word[] = []
  for (let index = at; ; index += 2) {
    const word = words[index]
    if (word?.kind !== 'name') return steps
    steps.push(word)
    if (!isSymbol(words[index + 1], '.')) return steps
  }
}

function classesOf(words: readonly Word[], paths: readonly PlacedPath[]): PlacedClass[] {
  return paths.flatMap((path): PlacedClass[] => {
    const last = path.steps.at(-1)
    const at = last ? words.indexOf(last) : -1
    const [operator, word] = [words[at + 1], words[at + 2]]
    if (path.clause !== 'where' || !last || !word) return []
    const names = path.steps.map(step => step.text)
    if (operator?.word === 'ISA') return named(word, names)
    const isClass = foldName(last.text) === '__class' && isSymbol(operator, '=') && word.kind === 'string'
    return isClass ? named(word, names.slice(0, -1)) : []
  })
}

function named(word: Word, path: readonly string[]): PlacedClass[] {
  if (word.kind === 'name') return [{ name: word.text, word, path }]
  if (word.kind !== 'string') return []
  const name = unquoteText(word.text, false)
  return typeof name === 'string' ? [{ name, word, path }] : []
}

/** The classes that a path is limited to, in any case. */
export function classesAt({ classes }: Outline, path: readonly string[]): PlacedClass[] {
  const wanted = path.map(foldName).join('.')
  return classes.filter(each => each.path.map(foldName).join('.') === wanted)
}
