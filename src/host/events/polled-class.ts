import type { CimClass } from '../../cim/class.js'
import type { CimInstance } from '../../cim/instance.js'
import { Call } from '../../wmi/call.js'
import type { Condition, DataQuery } from '../../wql/ast.js'
import { compileCondition } from '../../wql/evaluate.js'
import { limitsOf } from '../../wql/limits.js'
import { identityOf, type Snapshot } from '../../wql/snapshot.js'
import { maskedLimits, maskOf } from '../access/row-mask.js'
import { dataParts } from '../data-query.js'
import { providerFailure } from '../failures.js'
import type { Provider, ProviderRow } from '../provider.js'
import { checkRow } from '../row-reader.js'
import type { Scope } from '../scope.js'
import { stream } from '../stream.js'

/** One class as polls read it: its own instances, limited by what the notification query says of them. */
export class PolledClass {
  readonly scope: Scope
  readonly class: CimClass
  readonly where: Condition | null
  readonly #provider: Provider

  constructor(scope: Scope, cimClass: CimClass, where: Condition | null, provider: Provider) {
    this.scope = scope
    this.class = cimClass
    this.where = where
    this.#provider = provider
  }

  /** @throws WmiError of the provider, or WBEM_E_CALL_CANCELLED when the signal is raised */
  async read(signal: AbortSignal): Promise<Snapshot> {
    const query: DataQuery = { kind: 'data', select: null, from: this.class.name, where: this.where }
    const call = new Call({ signal })
    const snapshot = new Map<string, CimInstance>()
    for await (const instance of stream(() => dataParts(this.scope, query, true, call.signal), call))
      snapshot.set(identityOf(instance), instance)
    return snapshot
  }

  get canObserve(): boolean {
    return this.#provider.observe !== undefined
  }

  /** Hears from the provider of instances that may be gone at the next poll. @throws WmiError of the provider */
  async observe(signal: AbortSignal, seen: (instance: CimInstance) => void): Promise<void> {
    const { scope, class: cimClass, where } = this
    const limits = limitsOf(where, cimClass)
    const reader = scope.reader(cimClass)
    const isA = (name: string, ancestor: string) => scope.classes.get(name)?.isA(ancestor) ?? false
    const matches = compileCondition(where, cimClass, { isA })
    try {
      await this.#provider.observe?.(
        {
          class: cimClass,
          wants: () => true,
          ...maskedLimits(maskOf(scope, cimClass), where, limits),
          caller: scope.caller,
          context: scope.context,
          signal,
        },
        (row: ProviderRow) => {
          if (signal.aborted) return
          checkRow(row, cimClass)
          const instance = reader.read(row)
          if (matches(instance)) seen(instance)
        },
      )
    } catch (error) {
      throw providerFailure(error, cimClass.name)
    }
  }
}
