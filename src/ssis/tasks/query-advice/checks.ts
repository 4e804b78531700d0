// What can be better in a query that can be read.
import { type AdviceText, adviceText } from '../../../base/texts/ssis-query-advice.js'
import type { Condition, DataQuery, EventQuery, WqlQuery } from '../../../wql/ast.js'
import { formatWql } from '../../../wql/format.js'
import { limitsOf } from '../../../wql/limits.js'
import { unquoteText } from '../../../wql/literal.js'
import { instanceQueries } from '../wmi-query/instance-queries.js'
import { classKind, fileKind, isInstallerClass, needsPolling } from './classes.js'
import { tokensOf, withQuoted } from './words.js'

/** The task that a query is for. */
export type QueryTask = 'reader' | 'watcher'

/** A query that is looked at. */
export interface Subject {
  readonly text: string
  readonly query: WqlQuery
  readonly task: QueryTask
  /** Of the connection. */
  readonly namespace: string
}

/** What a check found. */
export interface Finding {
  readonly kind: AdviceText
  readonly problem: string
  /** What can be done about it; empty when the better text says it all. */
  readonly hint?: string
  /** The better text, where one can be made. */
  readonly text?: string
}

/** Looks for one thing; undefined when there is nothing to say. */
export type Check = (subject: Subject) => Finding | undefined

/** The first interval for which looking at files is thought worth it, in seconds. */
const leastFileInterval = 5
/** What is proposed where a query says nothing, in seconds: as the documented samples have it for files. */
const intervalFor = (className: string): number => (fileKind(className) ? 10 : 5)

const pathBackslash: Check = ({ text }) => {
  const tokens = tokensOf(text)
  let at: string | undefined
  let better = text
  // From the end, so that the places before stay right.
  for (const [index, token] of [...tokens.entries()].reverse()) {
    const property = tokens[index - 2]
    if (token.kind !== 'string' || tokens[index - 1]?.text !== '=' || !property) continue
    if (!/^(group|part)component$/i.test(property.text)) continue
    const path = unquoteText(token.text, false)
    const mended = typeof path === 'string' ? pathWithPairs(path) : path
    if (typeof mended !== 'string' || mended === path) continue
    at = property.text
    better = withQuoted(better, token, mended)
  }
  if (at === undefined) return undefined
  return { kind: 'pathBackslash', problem: adviceText('pathBackslash', { property: at }), text: better }
}

/** An object path whose key has no single backslash; those of a server before the class stay. */
function pathWithPairs(path: string): string {
  return path.replace(/=(["'])(.*)\1/gs, (_whole, quote: string, key: string) => {
    const pairs = key.replace(/\\(.?)/gs, (part, next: string) => (/^[\\"']$/.test(next) ? part : `\\\\${next}`))
    return `=${quote}${pairs}${quote}`
  })
}

const dataToWatcher: Check = ({ query, task, namespace }) => {
  if (task !== 'watcher' || !isSelect(query) || classKind(query.from, namespace) !== 'data') return undefined
  const { from, where } = query
  const isa: Condition = { kind: 'isa', property: ['TargetInstance'], className: from, at: 1 }
  const event: EventQuery = {
    kind: 'event',
    select: null,
    from: '__InstanceCreationEvent',
    within: intervalFor(from),
    where: where === null ? isa : { kind: 'and', operands: [isa, ofTarget(where)] },
    group: query.kind === 'event' ? query.group : null,
  }
  return {
    kind: 'dataToWatcher',
    problem: adviceText('dataToWatcher', { class: from }),
    hint: adviceText('dataToWatcherHint'),
    text: formatWql(event),
  }
}

/** A condition on an instance as one on TargetInstance. */
function ofTarget(condition: Condition): Condition {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { kind: condition.kind, operands: condition.operands.map(ofTarget) }
    case 'not':
      return { kind: 'not', operand: ofTarget(condition.operand) }
    default:
      return { ...condition, property: ['TargetInstance', ...condition.property] }
  }
}

const eventToReader: Check = ({ query, task, namespace }) => {
  if (task !== 'reader' || !isSelect(query)) return undefined
  const kind = classKind(query.from, namespace)
  if (kind !== 'instance' && kind !== 'event') return undefined
  const queries = kind === 'instance' && !isGrouped(query) ? instanceQueries(query) : []
  const [data] = queries
  return {
    kind: 'eventToReader',
    problem: adviceText('eventToReader', { class: query.from }),
    hint: adviceText('eventToReaderHint'),
    ...(data && queries.length === 1 ? { text: formatWql(data) } : {}),
  }
}

/** Data of a class with the WITHIN of an event query. */
const withinOnData: Check = ({ query, task, namespace }) => {
  if (task !== 'reader' || query.kind !== 'event' || query.group) return undefined
  if (classKind(query.from, namespace) !== 'data') return undefined
  const { select, from, where } = query
  return {
    kind: 'withinOnData',
    problem: adviceText('withinOnData', { class: from }),
    text: formatWql({ kind: 'data', select, from, where }),
  }
}

const needsWithin: Check = subject => {
  const { text, namespace } = subject
  const query = watchedInstances(subject)
  if (!query || withinOf(query) !== null) return undefined
  const target = instanceQueries(query).find(({ from }) => needsPolling(query.from, from, namespace))
  const className = classToken(text)
  if (!target || !className) return undefined
  const end = className.start + className.text.length
  return {
    kind: 'needsWithin',
    problem: adviceText('needsWithin', { event: query.from, class: target.from }),
    text: `${text.slice(0, end)} WITHIN ${intervalFor(target.from)}${text.slice(end)}`,
  }
}

const shortWithin: Check = subject => {
  const { text } = subject
  const query = watchedInstances(subject)
  const within = query ? withinOf(query) : null
  if (!query || within === null || within >= leastFileInterval) return undefined
  if (!instanceQueries(query).some(({ from }) => fileKind(from))) return undefined
  const tokens = tokensOf(text)
  const seconds = tokens[tokens.findIndex(({ word }) => word === 'FROM') + 3]
  if (!seconds) return undefined
  return {
    kind: 'shortWithin',
    problem: adviceText('shortWithin', { seconds: within, least: leastFileInterval }),
    text: text.slice(0, seconds.start) + leastFileInterval + text.slice(seconds.start + seconds.text.length),
  }
}

const wholeDrive: Check = subject => {
  const broad = dataQueriesOf(subject).find(query => !isLimited(query))
  if (!broad) return undefined
  const prefix = isSelect(subject.query) && subject.query.from === broad.from ? '' : 'TargetInstance.'
  const isLinks = fileKind(broad.from) === 'links'
  return {
    kind: 'wholeDrive',
    problem: adviceText('wholeDrive', { class: broad.from }),
    hint: adviceText(isLinks ? 'wholeLinksHint' : 'wholeDriveHint', { prefix }),
  }
}

function isLimited({ from, where }: DataQuery): boolean {
  const limits = limitsOf(where)
  const has = (property: string): boolean => limits.equals(property) !== undefined
  switch (fileKind(from)) {
    case 'files':
      return has('Name') || (has('Drive') && has('Path'))
    case 'links':
      return has('GroupComponent') || has('PartComponent')
    default:
      return true
  }
}

const installer: Check = subject => {
  const found = dataQueriesOf(subject).find(({ from }) => isInstallerClass(from))
  if (!found) return undefined
  return {
    kind: 'installer',
    problem: adviceText('installer', { class: found.from }),
    hint: adviceText('installerHint'),
  }
}

/** Every check, in the order in which they are told; each sees the text that the ones before have made better. */
export const checks: readonly Check[] = [
  pathBackslash,
  wholeDrive,
  installer,
  needsWithin,
  shortWithin,
  dataToWatcher,
  eventToReader,
  withinOnData,
]

/** What instances a query is about, as data queries. */
function dataQueriesOf({ query, namespace }: Subject): readonly DataQuery[] {
  if (!isSelect(query)) return []
  if (classKind(query.from, namespace) === 'instance') return instanceQueries(query)
  return [{ kind: 'data', select: null, from: query.from, where: query.where }]
}

function isSelect(query: WqlQuery): query is DataQuery | EventQuery {
  return query.kind === 'data' || query.kind === 'event'
}

function isGrouped(query: DataQuery | EventQuery): boolean {
  return query.kind === 'event' && query.group !== null
}

/** The query of a watcher for events about instances; undefined for any other. */
function watchedInstances({ query, task, namespace }: Subject): DataQuery | EventQuery | undefined {
  if (task !== 'watcher' || !isSelect(query)) return undefined
  return classKind(query.from, namespace) === 'instance' ? query : undefined
}

function withinOf(query: DataQuery | EventQuery): number | null {
  return query.kind === 'event' ? query.within : null
}

function classToken(text: string): { readonly start: number; readonly text: string } | undefined {
  const tokens = tokensOf(text)
  return tokens[tokens.findIndex(({ word }) => word === 'FROM') + 1]
}
