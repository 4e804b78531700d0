// A query held against the classes of its server.
import { WmiError } from '../../../base/errors.js'
import { foldName } from '../../../base/name-map.js'
import { nearestNames } from '../../../base/nearest-names.js'
import { designerWqlText } from '../../../base/texts/designer-wql.js'
import type { CimClass } from '../../../cim/class.js'
import type { QueryTask } from '../../../ssis/tasks/query-advice/index.js'
import type { AssociationQuery, DataQuery, EventQuery, Predicate, WqlQuery } from '../../../wql/ast.js'
import { elementOf } from '../../../wql/element.js'
import { misfitError } from '../../../wql/misfit.js'
import { predicateTest } from '../../../wql/predicate.js'
import { predicatesOf } from '../../../wql/predicates.js'
import { validateEventQuery } from '../../../wql/validate.js'
import type { Diagnostic } from '../../api/index.js'
import type { Lease } from '../leases.js'
import { type Range, rangeOf } from './advice-places.js'
import { classesAt, type Outline, type PlacedPath } from './outline.js'
import { isSymbol, type Word } from './words.js'

/** A query that can be read. */
export interface CheckedQuery {
  readonly text: string
  readonly task: QueryTask
  readonly query: WqlQuery
  readonly outline: Outline
  /** What is told of it already. */
  readonly told: readonly Diagnostic[]
}

/** @throws WmiError of the server; the reason of the signal */
export async function checkAgainstSchema(
  subject: CheckedQuery,
  lease: Lease,
  signal: AbortSignal,
): Promise<Diagnostic[]> {
  const { query } = subject
  if (query.kind === 'schema') return []
  const classes = new Classes(subject, lease, signal)
  return 'source' in query ? classes.association(query) : classes.select(query)
}

class Classes {
  readonly #subject: CheckedQuery
  readonly #lease: Lease
  readonly #signal: AbortSignal
  readonly #known = new Map<string, CimClass | undefined>()
  readonly #found: Diagnostic[] = []

  constructor(subject: CheckedQuery, lease: Lease, signal: AbortSignal) {
    this.#subject = subject
    this.#lease = lease
    this.#signal = signal
  }

  async select(query: DataQuery | EventQuery): Promise<Diagnostic[]> {
    const { outline } = this.#subject
    if (!outline.from) return []
    const from = await this.#classAt(outline.from.text, outline.from)
    for (const { name, word } of outline.classes) await this.#classAt(name, word)
    if (!from) return this.#found
    const isEvent = from.isA('__Event')
    for (const path of outline.paths) this.#path(path, from)
    this.#predicates(query, from)
    if (this.#subject.task === 'reader' && isEvent) this.#notForReader(from, outline.from)
    if (this.#subject.task === 'watcher' && this.#found.length === 0) this.#asEvents(query, outline.from)
    return this.#found
  }

  async association({ kind, path, options }: AssociationQuery): Promise<Diagnostic[]> {
    const { words } = this.#subject.outline
    const open = words.findIndex(word => isSymbol(word, '{'))
    const word = words.find(({ text }, index) => index > open && foldName(text) === foldName(path.className))
    // A path may lead into another namespace, of which nothing is known here.
    if (word && path.namespace === null) await this.#classAt(path.className, word)
    for (const [name, keyword] of [
      [options.assocClass, 'ASSOCCLASS'],
      [options.resultClass, 'RESULTCLASS'],
    ] as const) {
      const at = words.findLastIndex(each => each.word === keyword)
      const place = words[at + 2]
      const found = name !== undefined && place ? await this.#classAt(name, place) : undefined
      const needsLink = keyword === 'ASSOCCLASS' || kind === 'references'
      if (found && place && needsLink && !found.isAssociation)
        this.#say('warning', rangeOf(place), designerWqlText('notAssociation', { class: found.name }))
    }
    return this.#found
  }

  /** The class of a name; one that is not there is told, once. */
  async #classAt(name: string, word: Word): Promise<CimClass | undefined> {
    const key = foldName(name)
    if (this.#known.has(key)) return this.#known.get(key)
    const found = await this.#lookUp(name)
    this.#known.set(key, found)
    if (found) return found
    const heads = await this.#lease.schema.heads(this.#signal)
    const near = nearestNames(
      name,
      heads.map(head => head.name),
    )
    const { namespace } = this.#lease.services
    this.#say('error', rangeOf(word), designerWqlText('noClass', { class: name, namespace }), near, word)
    return undefined
  }

  async #lookUp(name: string): Promise<CimClass | undefined> {
    try {
      return await this.#lease.schema.classOf(name, this.#signal)
    } catch (error) {
      if (error instanceof WmiError && /^WBEM_E_(INVALID_CLASS|NOT_FOUND)$/.test(error.name)) return undefined
      throw error
    }
  }

  /** A path of the list, of WHERE or of BY. */
  #path({ steps }: PlacedPath, from: CimClass): void {
    const [first, second] = steps
    if (!first) return
    const element = elementOf(from, first.text)
    if (!element) {
      this.#noProperty(first, [from], 'error')
      return
    }
    if (!second) return
    if (element.type !== 'object' || element.isArray) {
      const message = designerWqlText('noObject', { property: element.name })
      this.#say('error', { from: first.start, to: second.end }, message)
      return
    }
    const inside = this.#insideOf([element.name])
    // A subclass of the class that is named may have it.
    if (inside.length > 0 && inside.every(each => !elementOf(each, second.text)))
      this.#noProperty(second, inside, 'warning')
  }

  /** The classes that a property with an object is limited to. */
  #insideOf(path: readonly string[]): CimClass[] {
    const { outline } = this.#subject
    const own = classesAt(outline, path)
    // What the copy after a change is, the copy before it was.
    const other = /^previousinstance$/i.test(path[0] ?? '') ? classesAt(outline, ['TargetInstance']) : []
    return (own.length > 0 ? own : other).flatMap(({ name }) => this.#known.get(foldName(name)) ?? [])
  }

  #noProperty(word: Word, classes: readonly CimClass[], severity: Diagnostic['severity']): void {
    const names = classes.flatMap(each => [...each.properties].map(property => property.name))
    const near = nearestNames(word.text, new Set(names))
    const shown = classes.map(each => each.name).join(', ')
    const message = designerWqlText('noProperty', { class: shown, property: word.text })
    this.#say(severity, rangeOf(word), message, near, word)
  }

  /** Constants that a property's type does not have, and operators that it does not know. */
  #predicates({ where }: DataQuery | EventQuery, from: CimClass): void {
    for (const predicate of predicatesOf(where)) {
      const error = this.#misfit(predicate, from)
      if (error) this.#say('error', this.#rangeOfPredicate(predicate), error.message, [], undefined, error.hint)
    }
  }

  #misfit(predicate: Predicate, from: CimClass): WmiError | undefined {
    const [holder = '', ...rest] = predicate.property
    const subjects = rest.length === 0 ? [from] : this.#insideOf([holder])
    const inner = rest.length === 0 ? predicate : { ...predicate, property: rest }
    let first: WmiError | undefined
    for (const subject of subjects) {
      const test = predicateTest(inner, subject, undefined)
      if (typeof test === 'function') return undefined
      // Names that are not there are told where they stand.
      if (test.reason !== 'unknown' && test.reason !== 'object') first ??= misfitError(test, inner, subject)
    }
    return first
  }

  /** From its first word to the one before the next AND, OR, clause or closing parenthesis. */
  #rangeOfPredicate({ at }: Predicate): Range {
    const { words, clauses } = this.#subject.outline
    const first = words.findIndex(({ start }) => start >= at - 1)
    let last = first
    for (let index = first + 1; index < words.length; index += 1) {
      const word = words[index]
      if (/^(AND|OR)$/.test(word?.word ?? '') || isSymbol(word, ')') || clauses[index] !== 'where') break
      last = index
    }
    return { from: words[first]?.start ?? 0, to: words[last]?.end ?? this.#subject.text.length }
  }

  #notForReader(cimClass: CimClass, word: Word): void {
    if (this.#subject.told.some(({ severity }) => severity === 'error')) return
    const hint = designerWqlText('eventForReaderHint')
    this.#say('error', rangeOf(word), designerWqlText('eventForReader', { class: cimClass.name }), [], undefined, hint)
  }

  /** The rules of notification queries, with the classes that are known by now. Whether a provider reports its events nobody tells. */
  #asEvents(query: DataQuery | EventQuery, word: Word): void {
    if (this.#subject.told.some(({ severity }) => severity === 'error')) return
    try {
      validateEventQuery(query, { lookup: name => this.#known.get(foldName(name)), hasEvents: () => true })
    } catch (error) {
      if (!(error instanceof WmiError)) throw error
      this.#say('error', rangeOf(word), error.message, [], undefined, error.hint)
    }
  }

  /** @param near names that may have been meant; the first is what corrects the query */
  #say(
    severity: Diagnostic['severity'],
    range: Range,
    message: string,
    near: readonly string[] = [],
    word?: Word,
    hint?: string,
  ): void {
    const [best] = near
    const { text } = this.#subject
    this.#found.push({
      severity,
      ...range,
      message,
      hint: hint ?? (best === undefined ? '' : designerWqlText('didYouMean', { names: near.join(', ') })),
      corrected: best === undefined || !word ? null : replaced(text, word, best),
    })
  }
}

/** The text with another name in the place of a word, which may be quoted. */
function replaced(text: string, word: Word, name: string): string {
  const quote = word.kind === 'string' ? word.text.charAt(0) : ''
  return text.slice(0, word.start) + quote + name + quote + text.slice(word.end)
}
