import { WmilinkError } from '../../../base/errors.js'
import { foldName } from '../../../base/name-map.js'
import { watcherText } from '../../../base/texts/ssis-watcher.js'
import { CimInstance, classOf } from '../../../cim/instance.js'
import { formatObjectPath, tryParseObjectPath } from '../../../cim/path.js'
import type { CimTypeName } from '../../../cim/types.js'
import type { CimValue } from '../../../cim/value.js'
import { systemEventClass } from '../../../wmi/event-classes.js'
import { eventOf } from '../../../wmi/event-instance.js'
import type { WmiServices } from '../../../wmi/services.js'
import { type DataQuery, type EventQuery, formatWql, parseEventQuery } from '../../../wql/index.js'
import { identityOf } from '../../../wql/snapshot.js'
import { instanceQueries } from '../wmi-query/instance-queries.js'

/** The event that stands for an instance which is there already, by the class that the query asks for. */
const eventFor: Readonly<Record<string, string>> = {
  __instancecreationevent: '__InstanceCreationEvent',
  __instanceoperationevent: '__InstanceCreationEvent',
  __instancemodificationevent: '__InstanceModificationEvent',
}

/** So many instances are remembered, so that a watch without end needs no memory without end. */
const mostRemembered = 100_000

/**
 * Looks for the instances that an event query would have told of, had it been asked in time. What was told once, by an event
 * or as an instance, is not told again as an instance.
 */
export class ExistingInstances {
  readonly queries: readonly string[]
  readonly #event: string
  /** Milliseconds within which an event tells of an instance that was found. */
  readonly #overlap: number
  readonly #told = new Set<string>()
  /** Until when (performance.now()) the creation of these instances is no news. */
  readonly #recent = new Map<string, number>()

  private constructor(event: string, queries: readonly DataQuery[], within: number) {
    this.#event = event
    this.queries = queries.map(formatWql)
    this.#overlap = Math.max(1000, 2 * within * 1000)
  }

  /** For an event query; a sentence that says why there is nothing to look for. */
  static of(text: string): ExistingInstances | string {
    let query: EventQuery | DataQuery
    try {
      query = parseEventQuery(text)
    } catch (error) {
      if (error instanceof WmilinkError) return error.message
      throw error
    }
    const event = eventFor[foldName(query.from)]
    if (event === undefined || (query.kind === 'event' && query.group)) return watcherText('noInstanceEvents')
    const queries = instanceQueries(query)
    if (queries.length === 0) return watcherText('noTargetClass')
    return new ExistingInstances(event, queries, query.kind === 'event' ? (query.within ?? 0) : 0)
  }

  /** What is there and was not told, as events. @throws WmiError of the queries */
  async *read(services: WmiServices, signal: AbortSignal): AsyncGenerator<CimInstance, void> {
    const eventClass = systemEventClass(this.#event)
    for (const query of this.queries)
      for await (const instance of services.query(query, { signal })) {
        const identity = nameOf(instance)
        if (this.#told.has(identity)) continue
        this.#remember(identity)
        this.#recent.set(identity, Number.POSITIVE_INFINITY)
        yield eventOf(eventClass, { TargetInstance: instance })
      }
    const until = performance.now() + this.#overlap
    for (const identity of this.#recent.keys()) this.#recent.set(identity, until)
  }

  /**
   * False for the event of an instance that was found just before: between the subscription and the question it came into
   * being. Every other event is news.
   */
  isNews(event: CimInstance): boolean {
    const target: unknown = event.TargetInstance
    if (!(target instanceof CimInstance)) return true
    const identity = nameOf(target)
    const until = this.#recent.get(identity)
    this.#recent.delete(identity)
    const kind = foldName(event.__CLASS)
    if (until !== undefined && kind === '__instancecreationevent' && performance.now() <= until) return false
    if (kind === '__instancedeletionevent') this.#told.delete(identity)
    else this.#remember(identity)
    return true
  }

  #remember(identity: string): void {
    this.#told.delete(identity)
    this.#told.add(identity)
    if (this.#told.size <= mostRemembered) return
    for (const oldest of this.#told) {
      this.#told.delete(oldest)
      this.#recent.delete(oldest)
      break
    }
  }
}

/**
 * By its keys, for what an event carries has no path. References count without their server and namespace, which not every way
 * tells alike.
 */
function nameOf(instance: CimInstance): string {
  const { name, keys } = classOf(instance)
  const values = keys.map(key => keyText(instance[key.name] ?? null, key.type))
  return values.length > 0 && values.every(text => text !== null)
    ? JSON.stringify([name, ...values])
    : identityOf(instance)
}

function keyText(value: CimValue, type: CimTypeName): string | null {
  if (value === null) return null
  const path = type === 'reference' ? tryParseObjectPath(String(value)) : undefined
  return path ? formatObjectPath({ ...path, server: null, namespace: null }) : String(value)
}
