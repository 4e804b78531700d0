// WMI SDK "Receiving Events at All Times": filters, consumers and their bindings, kept by the repository.
import { setTimeout as delay } from 'node:timers/promises'
import { WmiError } from '../../base/errors.js'
import { subscriptionText } from '../../base/texts/host-subscriptions.js'
import { type CimInstance, classOf, propertyValue } from '../../cim/instance.js'
import { formatInstanceMof } from '../../cim/mof/index.js'
import { parseObjectPath } from '../../cim/path.js'
import { Call } from '../../wmi/call.js'
import { seesWhole } from '../access/sees-whole.js'
import type { RepositoryChange } from '../changes.js'
import { watch } from '../events/watch.js'
import { reasonOf } from '../failures.js'
import type { HostState } from '../host-state.js'
import { locate } from '../locate.js'
import type { Scope } from '../scope.js'
import { type ConsumerTools, consumerOf, type Deliver } from './consumers.js'

export interface SubscriptionOptions {
  readonly state: HostState
  /** A namespace as the host's own program sees it. */
  readonly scope: (namespace: string) => Scope
  readonly tools: ConsumerTools
  /** Told, in one line, why a subscription is not served or an event was not delivered. */
  readonly onWarning: (text: string) => void
}

/** One binding of a filter to a consumer. */
export interface SubscriptionStatus {
  /** Of the `__FilterToConsumerBinding`. */
  readonly path: string
  readonly state: 'starting' | 'served' | 'refused'
  /** Why it is refused. */
  readonly reason: string | null
}

interface Running {
  /** Everything that the subscription was made of; it begins anew when that changes. */
  readonly text: string
  readonly call: Call
  state: SubscriptionStatus['state']
  reason: string | null
}

/** Milliseconds after which a watch that broke off is tried again. */
const pause = 10_000

/** Serves all permanent subscriptions of a host, as long as the host lives, following each change of their parts. */
export class PermanentSubscriptions {
  readonly #options: SubscriptionOptions
  readonly #running = new Map<string, Running>()
  readonly #unlisten: () => void
  #updating: Promise<void> | undefined
  #again = false
  #closed = false

  constructor(options: SubscriptionOptions) {
    this.#options = options
    const { repository } = options.state
    this.#unlisten = repository.changes.listen(change => {
      if (isPart(change)) this.#update()
    })
    if (this.#bindings().next().done === false) this.#update()
  }

  get status(): SubscriptionStatus[] {
    return [...this.#running].map(([path, { state, reason }]) => ({ path, state, reason }))
  }

  /** Resolves when all changes so far have been taken up. */
  async settled(): Promise<void> {
    while (this.#updating) await this.#updating
  }

  close(): void {
    this.#closed = true
    this.#unlisten()
    for (const { call } of this.#running.values()) stop(call)
    this.#running.clear()
  }

  /** Several changes in a row are taken up together. */
  #update(): void {
    this.#again = true
    this.#updating ??= this.#follow().finally(() => {
      this.#updating = undefined
    })
  }

  async #follow(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false
      const wanted = new Map<string, CimInstance>()
      for (const binding of this.#bindings()) wanted.set(binding.__PATH ?? '', binding)
      for (const [path, { call }] of this.#running) {
        if (wanted.has(path)) continue
        stop(call)
        this.#running.delete(path)
      }
      for (const [path, binding] of wanted) await this.#take(path, binding)
    }
  }

  *#bindings(): Generator<CimInstance> {
    const { repository } = this.#options.state
    for (const name of ['root', ...repository.below('root', true).map(below => `root\\${below}`)]) {
      const { classes, instances } = repository.namespace(name)
      for (const className of classes.lineage('__FilterToConsumerBinding')) yield* instances.of(className)
    }
  }

  /** Begins a subscription, or begins it anew when its parts are no longer what they were. */
  async #take(path: string, binding: CimInstance): Promise<void> {
    let text = formatInstanceMof(binding)
    let begin: ((running: Running) => Promise<void>) | string
    try {
      const filter = await this.#end(binding, 'Filter')
      const consumer = await this.#end(binding, 'Consumer')
      text += formatInstanceMof(filter) + formatInstanceMof(consumer)
      const deliver = consumerOf(consumer, this.#options.tools)
      const wql = queryOf(filter)
      const namespace = propertyValue(filter, 'EventNamespace') ?? filter.__NAMESPACE ?? ''
      begin = running => this.#serve(path, running, this.#options.scope(String(namespace)), wql, deliver)
    } catch (error) {
      begin = reasonOf(error)
      text += begin
    }
    const known = this.#running.get(path)
    if (known?.text === text || this.#closed) return
    if (known) stop(known.call)
    const running: Running = { text, call: new Call(), state: 'starting', reason: null }
    this.#running.set(path, running)
    if (typeof begin === 'string') this.#refuse(path, running, begin)
    else void begin(running).catch(error => this.#refuse(path, running, reasonOf(error)))
  }

  /** The filter or the consumer that a binding names. */
  async #end(binding: CimInstance, property: 'Filter' | 'Consumer'): Promise<CimInstance> {
    const path = parseObjectPath(String(propertyValue(binding, property) ?? ''))
    const scope = this.#options.scope(path.namespace ?? binding.__NAMESPACE ?? '')
    const call = new Call()
    try {
      return (await locate(scope, path, call)).instance
    } finally {
      call.end()
    }
  }

  /** Watches and delivers until the subscription ends. What breaks off after it had begun is tried again. */
  async #serve(path: string, running: Running, scope: Scope, wql: string, deliver: Deliver): Promise<void> {
    for (;;) {
      let ready = false
      const onReady = (): void => {
        ready = true
        running.state = 'served'
        running.reason = null
      }
      try {
        for await (const event of watch(scope, wql, { onReady }, running.call, { background: true }))
          await this.#deliver(path, deliver, event, scope)
        return
      } catch (error) {
        if (running.call.signal.aborted || !ready) throw error
        this.#refuse(path, running, reasonOf(error))
      }
      await delay(pause, undefined, { signal: running.call.signal, ref: false })
    }
  }

  async #deliver(path: string, deliver: Deliver, event: CimInstance, { namespace: seen }: Scope): Promise<void> {
    try {
      await deliver(event)
    } catch (error) {
      const reason = reasonOf(error)
      this.#options.onWarning(subscriptionText('notDelivered', { path, reason }))
      // A consumer of failures that fails would go round for ever.
      if (event.__CLASS === '__ConsumerFailureEvent') return
      const { namespace } = parseObjectPath(path)
      const failure = {
        Event: event,
        IntendedConsumer: path,
        ErrorCode: error instanceof WmiError ? error.code : 0x80041001,
        ErrorDescription: reason,
      }
      this.#options.state.events.raise(
        namespace ?? 'root\\subscription',
        '__ConsumerFailureEvent',
        failure,
        // The event is as the host itself saw it.
        ({ scope }) => seesWhole(scope, seen.name, event),
      )
    }
  }

  #refuse(path: string, running: Running, reason: string): void {
    if (running.call.signal.aborted) return
    running.state = 'refused'
    running.reason = reason
    this.#options.onWarning(subscriptionText('notServed', { path, reason }))
  }
}

/** Ends whatever waits in the call. */
function stop(call: Call): void {
  call.cancel()
  call.end()
}

/** A change of something that subscriptions are made of; a class or namespace that goes takes its instances along. */
function isPart(change: RepositoryChange): boolean {
  if (change.kind !== 'instance') return true
  const instance = change.after ?? change.before
  return instance !== null && classOf(instance).isA('__IndicationRelated')
}

/** @throws WmiError for a filter without a query, or in a language that nobody speaks */
function queryOf(filter: CimInstance): string {
  const name = String(propertyValue(filter, 'Name'))
  const language = String(propertyValue(filter, 'QueryLanguage') ?? 'WQL')
  const query = propertyValue(filter, 'Query')
  if (language.toUpperCase() !== 'WQL')
    throw new WmiError('WBEM_E_INVALID_QUERY_TYPE', subscriptionText('queryLanguage', { name, language }))
  if (typeof query !== 'string' || query.trim() === '')
    throw new WmiError('WBEM_E_INVALID_QUERY', subscriptionText('noQuery', { name }))
  return query
}
