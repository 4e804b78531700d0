// What a query does, in words.
import { WmiError } from '../../../base/errors.js'
import { language } from '../../../base/text.js'
import { designerWqlText } from '../../../base/texts/designer-wql.js'
import { classKind, needsPolling } from '../../../ssis/tasks/query-advice/classes.js'
import type { AssociationQuery, Condition, DataQuery, EventQuery, PropertyPath } from '../../../wql/ast.js'
import { formatCondition, formatPath } from '../../../wql/format.js'
import { classLimitsOf, limitsOf } from '../../../wql/limits.js'
import { parseWql } from '../../../wql/parse.js'
import type { Input } from '../../api/index.js'
import type { LiveAccess } from '../access.js'
import { bounded } from '../cells.js'
import { quietly } from './check.js'
import { type Known, knownOf } from './known.js'

const secondsPerDay = 86_400
/** Seconds below which an interval is called short. */
const short = 5

/**
 * Explains a query in sentences; none for a text that cannot be read. With a place that was agreed on, what is known of the class is told.
 * @throws the reason of the signal
 */
export async function explain(
  access: LiveAccess,
  { text, place }: Input<'wql.explain'>,
  signal: AbortSignal,
): Promise<string[]> {
  const query = readable(text)
  if (!query) return []
  if (query.kind === 'schema')
    return [query.where ? designerWqlText('schemaWhere', { condition: shown(query.where) }) : designerWqlText('schema')]
  if ('source' in query) return associationSentences(query)
  const namespace = place ? access.namespaceOf(place) : 'root\\cimv2'
  const [known] =
    place && access.mayAsk(place)
      ? await quietly(signal, () => access.use(place, signal, async lease => [await knownOf(query, lease, signal)]))
      : []
  const kind = known?.from?.isA('__Event') ? 'event' : classKind(query.from, namespace)
  const isInstance = known?.from?.isA('__InstanceOperationEvent') ?? kind === 'instance'
  if (isInstance) return instanceEventSentences(query, namespace, known)
  return kind === 'event' || query.kind === 'event' ? extrinsicSentences(query) : dataSentences(query, known)
}

function readable(text: string): ReturnType<typeof parseWql> | undefined {
  try {
    return parseWql(text)
  } catch (error) {
    if (error instanceof WmiError) return undefined
    throw error
  }
}

function dataSentences({ select, from, where }: DataQuery | EventQuery, known: Known | undefined): string[] {
  const key = known?.from?.keys.length === 1 ? known.from.keys[0]?.name : undefined
  const isKeyed = key !== undefined && limitsOf(where).equals(key) !== undefined
  const count = known?.counts.get(from)
  return [
    select
      ? designerWqlText('readColumns', { columns: list(select.map(formatPath)), class: from })
      : designerWqlText('readAll', { class: from }),
    ...(known?.hasSubclasses ? [designerWqlText('subclasses', { class: from })] : []),
    where ? designerWqlText('filtered', { condition: shown(where) }) : designerWqlText('unfiltered'),
    ...(isKeyed ? [designerWqlText('keyed', { key })] : []),
    ...(count === undefined ? [] : [designerWqlText('lastCount', { class: from, count: digits(count) })]),
  ]
}

const watching = {
  __instancecreationevent: 'watchCreation',
  __instancedeletionevent: 'watchDeletion',
  __instancemodificationevent: 'watchModification',
} as const

function instanceEventSentences(query: DataQuery | EventQuery, namespace: string, known: Known | undefined): string[] {
  const { from, where } = query
  const targets = [...(classLimitsOf(where, 'TargetInstance') ?? classLimitsOf(where, 'PreviousInstance') ?? [])]
  const what =
    targets.length > 0 ? designerWqlText('anInstance', { class: either(targets) }) : designerWqlText('anyInstance')
  const name = from.toLowerCase()
  const key = isKnown(name) ? watching[name] : 'watchOperation'
  const rest = where && withoutIsa(where)
  return [
    designerWqlText(key, { what }),
    ...(rest ? [designerWqlText('onlyWhere', { condition: shown(rest) })] : []),
    ...pollSentences(query, targets, namespace, known),
    ...groupSentences(query),
  ]
}

function isKnown(name: string): name is keyof typeof watching {
  return Object.hasOwn(watching, name)
}

function pollSentences(
  query: DataQuery | EventQuery,
  targets: readonly string[],
  namespace: string,
  known: Known | undefined,
): string[] {
  if (targets.length === 0) return []
  const within = query.kind === 'event' ? query.within : null
  const polled = targets.some(target => needsPolling(query.from, target, namespace))
  if (within === null) return [designerWqlText('withinMissing')]
  const times = secondsPerDay / within
  const counts = targets.map(target => known?.counts.get(target))
  const count = counts.reduce<number | undefined>(
    (sum, each) => (sum === undefined || each === undefined ? undefined : sum + each),
    0,
  )
  const seconds = digits(within)
  return [
    designerWqlText('polls', { seconds, class: either(targets), perDay: digits(Math.round(times)) }),
    ...(count === undefined
      ? []
      : [designerWqlText('pollReads', { count: digits(count), perDay: digits(Math.round(count * times)) })]),
    designerWqlText('pollLate', { seconds }),
    ...(within < short ? [designerWqlText('pollShort')] : []),
    ...(polled ? [] : [designerWqlText('pollMaybe')]),
  ]
}

function extrinsicSentences(query: DataQuery | EventQuery): string[] {
  return [
    designerWqlText('watchExtrinsic', { class: query.from }),
    ...(query.where ? [designerWqlText('onlyWhere', { condition: shown(query.where) })] : []),
    designerWqlText('noPolling'),
    ...groupSentences(query),
  ]
}

function groupSentences(query: DataQuery | EventQuery): string[] {
  const group = query.kind === 'event' ? query.group : null
  if (!group || group.within === null) return []
  const seconds = digits(group.within)
  const { by, having } = group
  return [
    by.length > 0
      ? designerWqlText('groupedBy', { seconds, properties: list(by.map(formatPath)) })
      : designerWqlText('grouped', { seconds }),
    ...(having ? [designerWqlText('having', { operator: having.operator, count: having.value })] : []),
  ]
}

function associationSentences({ kind, source, options }: AssociationQuery): string[] {
  const { assocClass, resultClass } = options
  return [
    designerWqlText(kind, { object: source }),
    ...(assocClass === undefined ? [] : [designerWqlText('onlyAssociation', { class: assocClass })]),
    ...(resultClass === undefined ? [] : [designerWqlText('onlyResult', { class: resultClass })]),
  ]
}

/** A condition without what names the class of the instances; null when nothing else is left. */
function withoutIsa(condition: Condition): Condition | null {
  if (condition.kind === 'and') {
    const left = condition.operands.flatMap(operand => withoutIsa(operand) ?? [])
    const [only] = left
    return left.length > 1 ? { kind: 'and', operands: left } : (only ?? null)
  }
  if (condition.kind === 'or') return condition.operands.every(each => withoutIsa(each) === null) ? null : condition
  return condition.kind === 'isa' && namesCopy(condition.property) ? null : condition
}

function namesCopy(path: PropertyPath): boolean {
  return path.length === 1 && /^(target|previous)instance$/i.test(path[0] ?? '')
}

function shown(condition: Condition): string {
  return bounded(formatCondition(condition), 1000)
}

function list(names: readonly string[]): string {
  return bounded(names.join(', '), 1000)
}

function either(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : designerWqlText('or', { list: names.slice(0, -1).join(', '), last })
}

function digits(number: number): string {
  return number.toLocaleString(language(), { maximumFractionDigits: 3 })
}
