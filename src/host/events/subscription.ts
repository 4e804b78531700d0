import { WmiError } from '../../base/errors.js'
import type { CimClass } from '../../cim/class.js'
import type { CimInstance } from '../../cim/instance.js'
import type { CimValue } from '../../cim/value.js'
import { eventShape, fileTime } from '../../wmi/event-instance.js'
import type { Condition } from '../../wql/ast.js'
import { maskOf } from '../access/row-mask.js'
import { providerFailure } from '../failures.js'
import type { Provider, ProviderRow } from '../provider.js'
import { checkRow, RowReader } from '../row-reader.js'
import type { Scope } from '../scope.js'
import { Occurrence } from './occurrence.js'

/** Who is told of events. */
export interface SubscriptionMember {
  deliver(occurrence: Occurrence): void
  fail(error: WmiError): void
}

export interface SubscriptionSource {
  readonly scope: Scope
  readonly event: CimClass
  readonly target: CimClass | null
  readonly where: Condition | null
}

/** One `Provider.subscribe` for all who ask for the same. */
export class Subscription {
  readonly #source: SubscriptionSource
  readonly #empty: () => void
  readonly #members = new Set<SubscriptionMember>()
  readonly #abort = new AbortController()
  readonly #subscribe: NonNullable<Provider['subscribe']>
  #begun: Promise<void> | undefined
  readonly #event: RowReader
  readonly #target: RowReader | null

  /** @param empty told when the last member has left */
  constructor(source: SubscriptionSource, subscribe: NonNullable<Provider['subscribe']>, empty: () => void) {
    const { scope, event, target } = source
    this.#source = source
    this.#empty = empty
    this.#event = new RowReader(eventShape(event), scope.classes, maskOf(scope, event))
    this.#target = target && scope.reader(target)
    this.#subscribe = subscribe
  }

  /** Resolves when events are being delivered. @throws WmiError of the provider */
  async join(member: SubscriptionMember): Promise<void> {
    // Who is there first, for a provider may deliver while it begins.
    this.#members.add(member)
    this.#begun ??= this.#begin()
    try {
      await this.#begun
    } catch (error) {
      this.leave(member)
      throw error
    }
  }

  leave(member: SubscriptionMember): void {
    if (!this.#members.delete(member) || this.#members.size > 0) return
    this.#abort.abort()
    this.#empty()
  }

  async #begin(): Promise<void> {
    const { scope, event, target, where } = this.#source
    // What a provider leaves out must not tell what the caller does not see.
    const isMasked = maskOf(scope, event) !== null || (target !== null && maskOf(scope, target) !== null)
    try {
      await this.#subscribe({
        event,
        target,
        where: isMasked ? null : where,
        signal: this.#abort.signal,
        emit: row => this.#emit(row),
        fail: error => this.#fail(error),
      })
    } catch (error) {
      throw this.#failure(error)
    }
  }

  #emit(row: ProviderRow): void {
    if (this.#abort.signal.aborted) return
    let occurrence: Occurrence
    try {
      checkRow(row, this.#source.event)
      const event = this.#event.read({ TIME_CREATED: fileTime(Date.now()), ...row, ...this.#instances(row) })
      occurrence = new Occurrence(this.#source.event, () => event)
    } catch (error) {
      this.#fail(error)
      return
    }
    for (const member of [...this.#members]) member.deliver(occurrence)
  }

  /** The embedded instances as those of their class, with a path. */
  #instances(row: ProviderRow): Record<string, CimValue> {
    const instances: Record<string, CimInstance> = {}
    const { target } = this.#source
    if (!this.#target || !target) return instances
    for (const name of ['TargetInstance', 'PreviousInstance']) {
      const value = row[name]
      if (value === undefined || value === null) continue
      checkRow(value, target)
      instances[name] = this.#target.read(value as ProviderRow)
    }
    return instances
  }

  #fail(error: unknown): void {
    if (this.#abort.signal.aborted) return
    const failure = this.#failure(error)
    for (const member of [...this.#members]) member.fail(failure)
  }

  #failure(error: unknown): WmiError {
    const { event, target } = this.#source
    return error instanceof WmiError ? error : providerFailure(error, (target ?? event).name)
  }
}
