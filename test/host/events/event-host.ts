import { type CimInstance, InstanceShape } from '../../../src/cim/instance.js'
import type { CimValue } from '../../../src/cim/value.js'
import { ownerPolicy } from '../../../src/host/access/owner-policy.js'
import type { AccessPolicy } from '../../../src/host/access-policy.js'
import { type Caller, owner } from '../../../src/host/caller.js'
import { MemoryStore } from '../../../src/host/data/area.js'
import { EventHub } from '../../../src/host/events/event-hub.js'
import type { HostState } from '../../../src/host/host-state.js'
import { Lifetime } from '../../../src/host/lifetime.js'
import { loadMof } from '../../../src/host/mof-loader.js'
import type { Provider, ProviderQuery, ProviderRow } from '../../../src/host/provider.js'
import { ProviderTable } from '../../../src/host/provider-table.js'
import { relativePath } from '../../../src/host/relative-path.js'
import { Repository } from '../../../src/host/repository.js'
import { HostServices } from '../../../src/host/services.js'
import type { WatchOptions, WmiServices } from '../../../src/wmi/services.js'
import { inTest } from '../test-host.js'

/** A provider whose rows a test changes, and which counts its enumerations. */
export class FakeRows implements Provider {
  readonly fixed: readonly string[]
  readonly asked: ProviderQuery[] = []
  rows: readonly ProviderRow[]
  /** Thrown by the next enumerations. */
  failures: Error[] = []
  #waiting: (() => void)[] = []

  constructor(rows: readonly ProviderRow[] = [], fixed: readonly string[] = []) {
    this.rows = rows
    this.fixed = fixed
  }

  *enumerate(query: ProviderQuery): Generator<ProviderRow> {
    this.asked.push(query)
    for (const wake of this.#waiting.splice(0)) wake()
    const failure = this.failures.shift()
    if (failure) throw failure
    yield* this.rows
  }

  /** Waits until so many more enumerations have begun. */
  async polls(count: number): Promise<void> {
    for (let more = count; more > 0; more -= 1) await new Promise<void>(resolve => this.#waiting.push(resolve))
  }
}

/** A host of its own parts, so that a test reaches them. */
export class EventHost {
  readonly state: HostState & { readonly events: EventHub }
  readonly #table = new ProviderTable()

  constructor(mof: string, providers: Readonly<Record<string, Provider>> = {}, access: AccessPolicy = ownerPolicy) {
    const repository = new Repository('TESTHOST')
    const events = new EventHub(repository)
    this.state = { repository, data: new MemoryStore(), access, events, lifetime: new Lifetime() }
    loadMof(repository, { text: inTest + mof, source: 'test.mof', namespace: 'root' })
    for (const [name, provider] of Object.entries(providers))
      this.#table.add({ classes: [name], namespace: 'root\\test', provider })
  }

  connect(caller: Caller = owner, namespace = 'root\\test'): WmiServices {
    return new HostServices(this.state, this.#table, namespace, { caller, defaults: {} })
  }

  /** Keeps, changes or (with null) removes an instance of root\test and tells it, as writing does. */
  put(className: string, keys: ProviderRow, values: ProviderRow | null): void {
    const { classes, home, instances, name } = this.state.repository.namespace('root\\test')
    const shape = new InstanceShape(classes.require(className), { home })
    const make = (row: ProviderRow): CimInstance =>
      shape.create(shape.properties.map(property => (row[property.name] ?? null) as CimValue))
    const path = relativePath(make(keys))
    const before = instances.get(path) ?? null
    const after = values && make({ ...keys, ...values })
    if (after) instances.set(path, after)
    else instances.delete(path)
    this.state.repository.changes.tell({ namespace: name, kind: 'instance', before, after })
  }
}

/** A watch whose subscription stands, read event by event. */
export class Watching {
  readonly #iterator: AsyncIterator<CimInstance>
  #first: Promise<IteratorResult<CimInstance>> | undefined

  private constructor(iterator: AsyncIterator<CimInstance>, first: Promise<IteratorResult<CimInstance>>) {
    this.#iterator = iterator
    this.#first = first
  }

  /** @throws what the subscription fails with */
  static async of(wmi: WmiServices, wql: string, options: WatchOptions = {}): Promise<Watching> {
    let ready: () => void = () => undefined
    const stands = new Promise<void>(resolve => {
      ready = resolve
    })
    const iterator = wmi.watch(wql, { ...options, onReady: ready })[Symbol.asyncIterator]()
    const first = iterator.next()
    await Promise.race([stands, first])
    first.catch(() => undefined)
    return new Watching(iterator, first)
  }

  async next(): Promise<CimInstance> {
    const first = this.#first
    this.#first = undefined
    const { value, done } = await (first ?? this.#iterator.next())
    if (done) throw new Error('the watch has ended')
    return value
  }

  async take(count: number): Promise<CimInstance[]> {
    const events: CimInstance[] = []
    while (events.length < count) events.push(await this.next())
    return events
  }

  /** Leaves the loop; only after an event was read. */
  async leave(): Promise<void> {
    await this.#iterator.return?.()
  }
}

/** An event in one line: its kind, and Name and Value of what it is about. */
export function told(event: CimInstance): string {
  const kind = /^__(?:Instance|Class|Namespace)(\w+)Event$/.exec(event.__CLASS)?.[1] ?? event.__CLASS
  const target = event.TargetInstance as CimInstance
  const previous = event.PreviousInstance as CimInstance | null | undefined
  return `${kind} ${target.Name}${previous ? ` ${previous.Value}->${target.Value}` : ''}`
}
