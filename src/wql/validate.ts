// The checks of a notification query before it is registered: [MS-WMI] 3.1.4.3.22, WMI SDK "WMI Error Constants".
import { WmiError } from '../base/errors.js'
import { wqlText } from '../base/texts/wql.js'
import type { CimClass } from '../cim/class.js'
import type { DataQuery, EventQuery, Predicate, PropertyPath } from './ast.js'
import { elementOf } from './element.js'
import { formatPath } from './format.js'
import { classLimitsOf } from './limits.js'
import { misfitError, notAnObject, unknownProperty } from './misfit.js'
import { predicateTest } from './predicate.js'
import { predicatesOf } from './predicates.js'

/** What the checks ask of the namespace. */
export interface EventQueryContext {
  lookup(className: string): CimClass | undefined
  /**
   * True when events of this class about instances of the target class are reported without polling: by an event provider,
   * or because the repository itself holds the instances. Absent: never.
   */
  hasEvents?(eventClass: CimClass, target: CimClass): boolean
}

/** What a valid notification query watches. */
export interface EventQueryPlan {
  readonly eventClass: CimClass
  /**
   * The classes whose instances an `__InstanceOperationEvent` query watches, subclasses included; null for other events.
   */
  readonly targets: readonly CimClass[] | null
  /** The interval for targets that nobody reports, in seconds; null when nothing is polled. */
  readonly poll: number | null
}

/**
 * Checks a notification query against the classes.
 *
 * @throws WmiError WBEM_E_INVALID_CLASS, WBEM_E_NOT_EVENT_CLASS, WBEM_E_INVALID_QUERY (unknown property, bad operand),
 *   WBEM_E_PROPERTY_NOT_AN_OBJECT, WBEM_E_MISSING_GROUP_WITHIN, WBEM_E_AGGREGATING_BY_OBJECT,
 *   WBEMESS_E_REGISTRATION_TOO_BROAD (instance events without a class to watch), WBEMESS_E_REGISTRATION_TOO_PRECISE
 *   (nobody reports the events and there is no WITHIN)
 */
export function validateEventQuery(query: EventQuery | DataQuery, context: EventQueryContext): EventQueryPlan {
  const eventClass = classNamed(query.from, context)
  if (!eventClass.isA('__Event')) {
    throw new WmiError('WBEM_E_NOT_EVENT_CLASS', wqlText('notEventClass', { class: eventClass.name }), {
      hint: wqlText('hintNotEventClass', { class: eventClass.name }),
    })
  }
  for (const path of query.select ?? []) checkPath(path, eventClass)
  const targets = eventClass.isA('__InstanceOperationEvent') ? targetsOf(query, eventClass, context) : null
  for (const predicate of predicatesOf(query.where)) checkPredicate(predicate, eventClass, targets ?? [])
  const within = query.kind === 'event' ? query.within : null
  const unreported = targets?.find(target => context.hasEvents?.(eventClass, target) !== true)
  if (unreported && within === null) {
    const names = { class: eventClass.name, target: unreported.name }
    throw new WmiError('WBEMESS_E_REGISTRATION_TOO_PRECISE', wqlText('tooPrecise', names), {
      hint: wqlText('hintTooPrecise', { class: eventClass.name }),
    })
  }
  if (query.kind === 'event' && query.group) checkGroup(query.group, eventClass)
  return { eventClass, targets, poll: unreported ? within : null }
}

function classNamed(name: string, context: EventQueryContext): CimClass {
  const found = context.lookup(name)
  if (found) return found
  throw new WmiError('WBEM_E_INVALID_CLASS', wqlText('unknownClass', { class: name }), {
    hint: wqlText('hintUnknownClass'),
  })
}

/** What is watched must be limited, by the copy before the event or the one after it. */
function targetsOf(query: EventQuery | DataQuery, eventClass: CimClass, context: EventQueryContext): CimClass[] {
  const names = classLimitsOf(query.where, 'TargetInstance') ?? classLimitsOf(query.where, 'PreviousInstance')
  if (names) return names.map(name => classNamed(name, context))
  throw new WmiError('WBEMESS_E_REGISTRATION_TOO_BROAD', wqlText('tooBroad', { class: eventClass.name }), {
    hint: wqlText('hintTooBroad'),
  })
}

function checkPath(path: PropertyPath, eventClass: CimClass): void {
  const element = elementOf(eventClass, path[0] ?? '')
  if (!element) throw unknownProperty(eventClass, path)
  if (path.length > 1 && (element.type !== 'object' || element.isArray))
    throw notAnObject(element, path, 'WBEM_E_PROPERTY_NOT_AN_OBJECT')
}

function checkPredicate(predicate: Predicate, eventClass: CimClass, targets: readonly CimClass[]): void {
  const test = predicateTest(predicate, eventClass, undefined)
  if (typeof test !== 'function') {
    const status = test.reason === 'object' ? 'WBEM_E_PROPERTY_NOT_AN_OBJECT' : 'WBEM_E_INVALID_QUERY'
    throw misfitError(test, predicate, eventClass, status)
  }
  checkEmbedded(predicate, targets)
}

/**
 * A condition on a property of the watched instances is wrong when no class that has the property can answer it. A property
 * that none of them has is no error: a subclass may have it.
 */
function checkEmbedded(predicate: Predicate, targets: readonly CimClass[]): void {
  const [holder = '', ...rest] = predicate.property
  if (rest.length === 0 || !/^(target|previous)instance$/i.test(holder)) return
  const inner: Predicate = { ...predicate, property: rest }
  let first: WmiError | undefined
  for (const target of targets) {
    const test = predicateTest(inner, target, undefined)
    if (typeof test === 'function') return
    if (test.reason === 'unknown') continue
    const status = test.reason === 'object' ? 'WBEM_E_PROPERTY_NOT_AN_OBJECT' : 'WBEM_E_INVALID_QUERY'
    first ??= misfitError(test, inner, target, status)
  }
  if (first) throw first
}

function checkGroup({ within, by }: NonNullable<EventQuery['group']>, eventClass: CimClass): void {
  if (within === null) {
    throw new WmiError('WBEM_E_MISSING_GROUP_WITHIN', wqlText('missingGroupWithin'), {
      hint: wqlText('hintGroupWithin'),
    })
  }
  for (const path of by) {
    checkPath(path, eventClass)
    const element = elementOf(eventClass, path[0] ?? '')
    const property = formatPath(path)
    if (path.length > 1 || !element) continue
    if (element.isArray) throw new WmiError('WBEM_E_INVALID_QUERY', wqlText('groupByArray', { property }))
    if (element.type === 'object') {
      throw new WmiError('WBEM_E_AGGREGATING_BY_OBJECT', wqlText('aggregatingByObject', { property }), {
        hint: wqlText('hintAggregating', { property }),
      })
    }
  }
}
