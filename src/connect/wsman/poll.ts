// Intrinsic events by comparing what a class has at two times: WMI SDK "WITHIN Clause". For servers that take no subscriptions.
import { setTimeout as delay } from 'node:timers/promises'
import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { connectWsmanText } from '../../base/texts/connect-wsman.js'
import type { CimClass } from '../../cim/class.js'
import { type CimInstance, InstanceShape } from '../../cim/instance.js'
import { isSystemEvent, systemEventClass } from '../../wmi/event-classes.js'
import { Groups } from '../../wmi/event-groups.js'
import { eventOf, instanceEventNames, wantsKind } from '../../wmi/event-instance.js'
import type { Condition, DataQuery, EventQuery } from '../../wql/ast.js'
import { conditionOnInstances } from '../../wql/embedded-condition.js'
import { compileCondition, selectedProperties } from '../../wql/evaluate.js'
import { formatWql } from '../../wql/format.js'
import { classLimitsOf } from '../../wql/limits.js'
import { predicatesOf } from '../../wql/predicates.js'
import { compareSnapshots, type InstanceChangeKind, identityOf, type Snapshot } from '../../wql/snapshot.js'
import type { EventBuffer } from './event-buffer.js'
import { wqlRequest } from './requests.js'
import { instancesOf, RowReading } from './rows.js'
import type { Asking } from './session.js'

/** So many instances are compared at most. */
const mostInstances = 200_000

/** A notification query that comparing can answer. */
export type PollableQuery = EventQuery & { readonly within: number }

/** True for a query about the creation, change or end of instances that says how often to look. */
export function pollable(query: DataQuery | EventQuery): query is PollableQuery {
  if (query.kind !== 'event' || query.within === null) return false
  if (query.group && query.group.within === null) return false
  return isSystemEvent(query.from) && foldName(query.from) !== '__aggregateevent' && targetsOf(query) !== undefined
}

export interface PollOptions {
  /** Why it is done. */
  readonly reason: string
  readonly onReady: (() => void) | undefined
}

/**
 * Puts the events of a query into the buffer until the buffer is full or the call ends.
 * @throws WmiError WBEM_E_INVALID_QUERY, WBEM_E_QUOTA_VIOLATION; WsmanFaultError; HttpError; the reason of the call's signal
 */
export async function pollEvents(
  asking: Asking,
  query: PollableQuery,
  { reason, onReady }: PollOptions,
  buffer: EventBuffer,
): Promise<void> {
  const targets = targetsOf(query) ?? []
  const { session, call } = asking
  session.notice(connectWsmanText('polling', { reason, class: targets.join(', '), seconds: query.within }))
  const forms = new Map(kinds.map(kind => [kind, formOf(asking, query, kind)]))
  const queries = await Promise.all(targets.map(target => polledQuery(asking, query.where, target)))
  let room = true
  const groups = query.group
    ? new Groups(query.group, {
        class: systemEventClass('__AggregateEvent'),
        deliver: aggregate => {
          room = buffer.add(aggregate)
        },
        fail: error => buffer.fail(error),
      })
    : undefined
  try {
    let before = await snapshotOf(asking, queries)
    buffer.started = true
    onReady?.()
    while (room) {
      await delay(query.within * 1000, undefined, { signal: call.signal })
      const after = await snapshotOf(asking, queries)
      for (const change of compareSnapshots(before, after, wantsKind(query.from, 'modification'))) {
        const form = forms.get(change.kind)
        const event = form?.(change.instance, change.kind === 'modification' ? change.previous : null)
        if (event && groups) groups.add(event)
        else if (event) room = buffer.add(event)
      }
      before = after
    }
  } finally {
    groups?.close()
  }
}

const kinds: readonly InstanceChangeKind[] = ['creation', 'deletion', 'modification']

function targetsOf({ where }: EventQuery): readonly string[] | undefined {
  return classLimitsOf(where, 'TargetInstance') ?? classLimitsOf(where, 'PreviousInstance')
}

/** Makes the event of one kind of change; it answers undefined for what the query does not ask for. */
function formOf(
  { session, namespace }: Asking,
  query: PollableQuery,
  kind: InstanceChangeKind,
): ((instance: CimInstance, previous: CimInstance | null) => CimInstance | undefined) | undefined {
  if (!wantsKind(query.from, kind)) return undefined
  const eventClass = systemEventClass(instanceEventNames[kind])
  const classes = session.classes(namespace)
  const isA = (name: string, ancestor: string): boolean => classes.known(name)?.isA(ancestor) ?? false
  // What the query may ask is what the class in FROM has.
  const asked = systemEventClass(query.from)
  selectedProperties(query.select, asked)
  compileCondition(query.where, asked, { isA })
  const matches = compileCondition(query.where, eventClass, { isA })
  const select = query.group ? null : selectedProperties(query.select, eventClass)
  const shape = select && new InstanceShape(eventClass, { select })
  return (instance, previous) => {
    const event = eventOf(eventClass, {
      TargetInstance: instance,
      ...(previous ? { PreviousInstance: previous } : {}),
    })
    if (!matches(event)) return undefined
    return shape ? shape.create(shape.properties.map(({ name }) => event[name])) : event
  }
}

/** What of a class is compared: all of it, or what WHERE says of properties that never change. */
async function polledQuery(asking: Asking, where: Condition | null, target: string): Promise<string> {
  const cimClass = await asking.session.classes(asking.namespace).find(target)
  const narrowed = cimClass && tellsOfAll(where, cimClass) ? narrowing(where, cimClass) : null
  return formatWql({ kind: 'data', select: null, from: target, where: narrowed })
}

function narrowing(where: Condition | null, cimClass: CimClass): Condition | null {
  const keys = new Set(cimClass.keys.map(({ name }) => foldName(name)))
  const condition = conditionOnInstances(where, { class: cimClass, keeps: name => keys.has(foldName(name)) })
  return typeof condition === 'boolean' ? null : condition
}

/** Whether what WHERE says can be told by the class alone, for the instances of the classes below it too. */
function tellsOfAll(where: Condition | null, cimClass: CimClass): boolean {
  return [...predicatesOf(where)].every(predicate => {
    if (predicate.kind === 'isa') return predicate.property.length > 1 || cimClass.isA(predicate.className)
    const [, name] = predicate.property
    return name === undefined || name.startsWith('__') || cimClass.properties.has(name)
  })
}

async function snapshotOf(asking: Asking, queries: readonly string[]): Promise<Snapshot> {
  const snapshot = new Map<string, CimInstance>()
  for (const wql of queries) {
    const pages = asking.session.client.enumerate(wqlRequest(asking, wql), asking.wire)
    for await (const batch of instancesOf(pages, new RowReading(asking))) {
      for (const instance of batch) {
        snapshot.set(identityOf(instance), instance)
        if (snapshot.size > mostInstances) throw tooMany(instance.__CLASS)
      }
    }
  }
  return snapshot
}

function tooMany(className: string): WmiError {
  return new WmiError(
    'WBEM_E_QUOTA_VIOLATION',
    connectWsmanText('manyInstances', { class: className, limit: mostInstances }),
    { hint: connectWsmanText('manyInstancesHint') },
  )
}
