import { WmiError } from '../base/errors.js'
import { foldName } from '../base/name-map.js'
import { hostText } from '../base/texts/host.js'
import { accessText } from '../base/texts/host-access.js'
import type { CimClass, CimProperty } from '../cim/class.js'
import { InstanceShape } from '../cim/instance.js'
import type { CallContext } from '../wmi/services.js'
import { maskOf } from './access/row-mask.js'
import type { Right } from './access-policy.js'
import type { Caller } from './caller.js'
import type { ClassTable } from './class-table.js'
import { viewOf } from './class-view.js'
import type { HostState } from './host-state.js'
import type { Provider, ProviderQuery, ProviderRow } from './provider.js'
import { ProviderHandle, type ProviderTable } from './provider-table.js'
import type { HostNamespace } from './repository.js'
import { RowReader } from './row-reader.js'
import type { RowSource } from './stream.js'

/** Who asks, and what this one says about itself. */
export interface Asker {
  readonly caller: Caller
  readonly context: CallContext
}

/**
 * One namespace as one caller sees it: its classes, and who serves their instances: the repository what it keeps,
 * providers what they compute.
 */
export class Scope implements Asker {
  readonly state: HostState
  readonly providers: ProviderTable
  readonly namespace: HostNamespace
  readonly caller: Caller
  readonly context: CallContext
  readonly #children: ProviderHandle

  /** @throws WmiError WBEM_E_ACCESS_DENIED when the caller may not enter the namespace */
  constructor(state: HostState, providers: ProviderTable, namespace: HostNamespace, { caller, context }: Asker) {
    this.state = state
    this.providers = providers
    this.namespace = namespace
    this.caller = caller
    this.context = context
    this.#children = childNamespaces(this)
    this.demand('enable')
    if (caller.remote) this.demand('remote')
  }

  /** Another namespace for the same caller. @throws WmiError WBEM_E_INVALID_NAMESPACE or WBEM_E_ACCESS_DENIED */
  in(namespace: string): Scope {
    const found = this.state.repository.namespace(namespace)
    return found === this.namespace ? this : new Scope(this.state, this.providers, found, this)
  }

  /** The same for a call that says more about itself. */
  with(context: CallContext): Scope {
    return new Scope(this.state, this.providers, this.namespace, { caller: this.caller, context })
  }

  /** A class as the caller wants it: with its texts for people, or without. */
  view(cimClass: CimClass): CimClass {
    return viewOf(cimClass, this.context, this.namespace)
  }

  get classes(): ClassTable {
    return this.namespace.classes
  }

  /** @param className absent: for at least one class of the namespace */
  allows(right: Right, className?: string): boolean {
    const { access } = this.state
    if (className === undefined) return access.allows(this.caller, right, this.namespace.name)
    const registered = this.#isRegistered(className)
    const isSubscription = right === 'partialWrite' && this.#actsForHost(className)
    if (isSubscription && !this.caller.allowMethods) return false
    const needed = isSubscription ? 'fullWrite' : right
    return access.allows(this.caller, needed, this.namespace.name, { className, registered })
  }

  /**
   * A permanent subscription reads, and writes files, with the rights of the host itself. Who writes one needs `fullWrite`,
   * and may change the machine.
   */
  #actsForHost(className: string): boolean {
    const cimClass = this.classes.get(className)
    return cimClass !== undefined && subscriptionClasses.some(name => cimClass.isA(name))
  }

  /** True when the nearest provider at or above a class is not the host's own. */
  #isRegistered(className: string): boolean {
    const cimClass = this.caller.remote ? this.classes.get(className) : undefined
    return cimClass !== undefined && this.inheritedHandle(cimClass)?.registered === true
  }

  /** True when the caller may enter a namespace. @param name from the root on */
  mayEnter(name: string): boolean {
    const { access } = this.state
    return (
      access.allows(this.caller, 'enable', name) && (!this.caller.remote || access.allows(this.caller, 'remote', name))
    )
  }

  /** The namespaces below this one that the caller may enter, relative to it. */
  namespacesBelow(recursive = false): string[] {
    const { name } = this.namespace
    return this.state.repository.below(name, recursive).filter(child => this.mayEnter(`${name}\\${child}`))
  }

  /** @throws WmiError WBEM_E_ACCESS_DENIED */
  demand(right: Right, className?: string): void {
    if (this.allows(right, className)) return
    const where = className === undefined ? this.namespace.name : `${this.namespace.name}:${className}`
    if (right === 'partialWrite' && className !== undefined && this.#actsForHost(className))
      throw new WmiError('WBEM_E_ACCESS_DENIED', accessText('subscription', { user: this.caller.user ?? '', where }), {
        hint: accessText('subscriptionHint'),
      })
    throw new WmiError('WBEM_E_ACCESS_DENIED', hostText('denied', { user: this.caller.user ?? '', right, where }), {
      hint: hostText('deniedHint'),
    })
  }

  /** The class and those below it that somebody serves and the caller may read. */
  *served(cimClass: CimClass, directRead = false): Generator<CimClass> {
    for (const name of directRead ? [cimClass.name] : this.classes.lineage(cimClass.name)) {
      if (!this.namespace.instances.has(name) && !this.handle(name)) continue
      if (this.allows('enable', name)) yield this.classes.require(name)
    }
  }

  /** Makes instances of a class from rows, without what the caller may not see. @param select absent: all properties */
  reader(cimClass: CimClass, select?: readonly CimProperty[] | null): RowReader {
    const shape = new InstanceShape(cimClass, { home: this.namespace.home, ...(select ? { select } : {}) })
    return new RowReader(shape, this.classes, maskOf(this, cimClass))
  }

  stored(className: string): Iterable<ProviderRow> {
    return this.namespace.instances.of(className) as Iterable<ProviderRow>
  }

  handle(className: string): ProviderHandle | undefined {
    if (foldName(className) === '__namespace') return this.#children
    return this.providers.find(this.namespace.name, className)
  }

  /** The provider of a class or of the nearest class above it. */
  inheritedHandle(cimClass: CimClass): ProviderHandle | undefined {
    for (const name of [cimClass.name, ...cimClass.derivation]) {
      const handle = this.handle(name)
      if (handle) return handle
    }
    return undefined
  }
}

const subscriptionClasses = ['__EventFilter', '__EventConsumer', '__FilterToConsumerBinding']

/** Begins an enumeration as soon as the provider is there. */
export function enumerate(handle: ProviderHandle, query: ProviderQuery): RowSource | Promise<RowSource> {
  const provider = handle.get()
  const start = (loaded: Provider) => loaded.enumerate(query)
  return provider instanceof Promise ? provider.then(start) : start(provider)
}

/** The child namespaces that the caller may enter, as instances of `__NAMESPACE` in their parent. */
function childNamespaces(scope: Scope): ProviderHandle {
  return new ProviderHandle({
    classes: ['__NAMESPACE'],
    provider: { enumerate: () => scope.namespacesBelow().map(name => ({ Name: name })) },
  })
}
