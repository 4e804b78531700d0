import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { eventText } from '../../base/texts/host-events.js'
import type { CimClass } from '../../cim/class.js'
import { wantsKind } from '../../wmi/event-instance.js'
import type { Condition } from '../../wql/ast.js'
import { conditionOnInstances } from '../../wql/embedded-condition.js'
import { formatCondition } from '../../wql/format.js'
import { isReported, isUnreported } from '../event-sources.js'
import type { Provider } from '../provider.js'
import type { ProviderHandle } from '../provider-table.js'
import { PollGroup, type PollMember } from './poll-group.js'
import { PolledClass } from './polled-class.js'
import { needsPlace } from './registry-queries.js'
import { numberOf, Sharing } from './sharing.js'
import { Subscription } from './subscription.js'
import type { Watcher } from './watcher.js'

/** Where the events that providers know of come from: polls and subscriptions, shared by those who ask for the same. */
export class EventSources {
  readonly #polls = new Sharing<PollGroup>()
  readonly #subscriptions = new Sharing<Subscription>()

  /** Resolves when all that the watcher asks for is being watched. @throws WmiError of a provider */
  async add(watcher: Watcher): Promise<void> {
    const { targets } = watcher.plan
    await Promise.all(targets ? this.#instances(watcher, targets) : this.#events(watcher))
  }

  /** Each class served by a provider by itself, so that watchers of a class and of one above it share its polls. */
  *#instances(watcher: Watcher, targets: readonly CimClass[]): Generator<Promise<void>> {
    const { scope, plan } = watcher
    const known = new Set<string>()
    for (const target of targets)
      for (const served of scope.served(target)) {
        const name = foldName(served.name)
        const handle = scope.handle(name)
        // The repository itself tells of namespaces and of what no provider serves.
        if (!handle || name === '__namespace' || known.has(name)) continue
        known.add(name)
        yield this.#watchClass(watcher, served, handle, isReported(plan.eventClass, served))
      }
  }

  async #watchClass(watcher: Watcher, cimClass: CimClass, handle: ProviderHandle, reported: boolean): Promise<void> {
    const provider = await handle.get()
    const { query } = watcher
    const within = query.kind === 'event' ? query.within : null
    if (reported && provider.subscribe) return this.#subscribe(watcher, watcher.plan.eventClass, cimClass, handle)
    if (within === null) throw noSubscription(cimClass)
    const where = narrowed(watcher, cimClass, provider)
    if (where !== false) await this.#poll(watcher, within, cimClass, where === true ? null : where, handle, provider)
  }

  async #poll(
    watcher: Watcher,
    within: number,
    cimClass: CimClass,
    where: Condition | null,
    handle: ProviderHandle,
    provider: Provider,
  ): Promise<void> {
    const { scope, view, plan } = watcher
    const key = textOf([scope.namespace.name, numberOf(handle), cimClass.name, where && formatCondition(where), view])
    const group = this.#polls.get(key, empty => new PollGroup(new PolledClass(scope, cimClass, where, provider), empty))
    const member: PollMember = {
      interval: within * 1000,
      modifications: wantsKind(plan.eventClass.name, 'modification'),
      deliver: occurrence => watcher.deliver(occurrence),
      fail: error => watcher.fail(error),
    }
    const joined = group.join(member)
    watcher.hold(() => group.leave(member))
    await joined
  }

  /** The served event classes from the one in FROM downwards. */
  *#events(watcher: Watcher): Generator<Promise<void>> {
    const { scope, plan } = watcher
    const names = [...scope.classes.lineage(plan.eventClass.name)]
    if (isUnreported(plan.eventClass) && !names.some(name => scope.handle(name))) throw unreportedEvent(plan.eventClass)
    for (const name of names) {
      const handle = scope.handle(name)
      if (!handle || !scope.allows('enable', name)) continue
      const eventClass = scope.classes.require(name)
      // Who watches all events says nothing of places in the registry.
      if (needsPlace(eventClass) && !needsPlace(plan.eventClass)) continue
      yield this.#subscribe(watcher, eventClass, null, handle)
    }
  }

  async #subscribe(watcher: Watcher, event: CimClass, target: CimClass | null, handle: ProviderHandle): Promise<void> {
    const provider = await handle.get()
    if (!provider.subscribe) throw noSubscription(event)
    const { scope, view, query } = watcher
    const { where } = query
    const condition = where && formatCondition(where)
    const key = textOf([scope.namespace.name, numberOf(handle), event.name, target?.name ?? null, condition, view])
    const subscribe = provider.subscribe.bind(provider)
    const subscription = this.#subscriptions.get(
      key,
      empty => new Subscription({ scope, event, target, where }, subscribe, empty),
    )
    const joined = subscription.join(watcher)
    watcher.hold(() => subscription.leave(watcher))
    await joined
  }
}

function textOf(parts: readonly unknown[]): string {
  return JSON.stringify(parts)
}

/** What the WHERE clause says of the instances by properties that stay the same: the keys and what the provider lists. */
function narrowed({ scope, query }: Watcher, cimClass: CimClass, provider: Provider): Condition | boolean {
  const kept = new Set([...cimClass.keys.map(key => key.name), ...(provider.fixed ?? [])].map(foldName))
  return conditionOnInstances(query.where, {
    class: cimClass,
    keeps: property => kept.has(foldName(property)),
    isA: (name, ancestor) => scope.classes.get(name)?.isA(ancestor) ?? false,
  })
}

function noSubscription(cimClass: CimClass): WmiError {
  return new WmiError('WBEM_E_PROVIDER_NOT_CAPABLE', eventText('noSubscription', { class: cimClass.name }), {
    hint: eventText('noSubscriptionHint'),
  })
}

function unreportedEvent({ name }: CimClass): WmiError {
  return new WmiError('WBEM_E_PROVIDER_NOT_CAPABLE', eventText('unreported', { class: name }), {
    hint: eventText('unreportedHint'),
  })
}
