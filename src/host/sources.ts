import { foldName } from '../base/name-map.js'
import type { CimClass } from '../cim/class.js'
import type { ClassTable } from './class-table.js'
import type { Provider, ProviderQuery, ProviderRow } from './provider.js'
import { ProviderHandle, type ProviderTable } from './provider-table.js'
import type { HostNamespace, Repository } from './repository.js'
import type { RowSource } from './stream.js'

/** Who serves the instances of a namespace's classes: the repository what it keeps, providers what they compute. */
export class Sources {
  readonly namespace: HostNamespace
  readonly #providers: ProviderTable
  readonly #children: ProviderHandle

  constructor(repository: Repository, namespace: HostNamespace, providers: ProviderTable) {
    this.namespace = namespace
    this.#providers = providers
    this.#children = childNamespaces(repository, namespace.name)
  }

  get classes(): ClassTable {
    return this.namespace.classes
  }

  /** The class and those below it that somebody serves. */
  *served(cimClass: CimClass, directRead = false): Generator<CimClass> {
    for (const name of directRead ? [cimClass.name] : this.classes.lineage(cimClass.name))
      if (this.namespace.instances.has(name) || this.handle(name)) yield this.classes.require(name)
  }

  stored(className: string): Iterable<ProviderRow> {
    return this.namespace.instances.of(className) as Iterable<ProviderRow>
  }

  handle(className: string): ProviderHandle | undefined {
    if (foldName(className) === '__namespace') return this.#children
    return this.#providers.find(this.namespace.name, className)
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

/** Begins an enumeration as soon as the provider is there. */
export function enumerate(handle: ProviderHandle, query: ProviderQuery): RowSource | Promise<RowSource> {
  const provider = handle.get()
  const start = (loaded: Provider) => loaded.enumerate(query)
  return provider instanceof Promise ? provider.then(start) : start(provider)
}

/** The child namespaces as instances of `__NAMESPACE` in their parent. */
function childNamespaces(repository: Repository, parent: string): ProviderHandle {
  return new ProviderHandle({
    classes: ['__NAMESPACE'],
    provider: { enumerate: () => repository.below(parent).map(name => ({ Name: name })) },
  })
}
