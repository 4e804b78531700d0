import { WmiError } from '../base/errors.js'
import { foldName } from '../base/name-map.js'
import { hostText } from '../base/texts/host.js'
import { normalizeNamespace } from '../cim/path.js'
import { reasonOf } from './failures.js'
import type { Provider, ProviderRegistration } from './provider.js'
import type { LazyProviderRegistration } from './registry.js'

/** A provider that may not be loaded yet. */
export class ProviderHandle {
  readonly #load: () => Provider | Promise<Provider>
  readonly #name: string
  /** True when it came with `registerProvider` or as an option of the host. */
  readonly registered: boolean
  #loaded: Provider | Promise<Provider> | undefined

  constructor(registration: ProviderRegistration | LazyProviderRegistration, registered = false) {
    this.registered = registered
    this.#name = registration.classes.join(', ')
    this.#load = 'load' in registration ? () => registration.load() : () => registration.provider
  }

  /** The provider; a promise only while it is being loaded. @throws WmiError WBEM_E_PROVIDER_LOAD_FAILURE */
  get(): Provider | Promise<Provider> {
    this.#loaded ??= this.#start()
    return this.#loaded
  }

  #start(): Provider | Promise<Provider> {
    const loading = this.#load()
    if (!(loading instanceof Promise)) return loading
    return loading.then(
      provider => {
        this.#loaded = provider
        return provider
      },
      cause => {
        this.#loaded = undefined
        throw new WmiError(
          'WBEM_E_PROVIDER_LOAD_FAILURE',
          hostText('providerLoad', { classes: this.#name, reason: reasonOf(cause) }),
          { cause },
        )
      },
    )
  }
}

/** Which provider serves which class; the last one put in for a class counts. */
export class ProviderTable {
  readonly #handles = new Map<string, ProviderHandle>()

  /** @param registered true for providers that are not the host's own */
  add(registration: ProviderRegistration | LazyProviderRegistration, registered = false): void {
    const handle = new ProviderHandle(registration, registered)
    const namespace = registration.namespace ?? defaultProviderNamespace
    for (const className of registration.classes) this.#handles.set(tableKey(namespace, className), handle)
  }

  find(namespace: string, className: string): ProviderHandle | undefined {
    return this.#handles.get(tableKey(namespace, className))
  }
}

/** Where a registration that names no namespace belongs. */
export const defaultProviderNamespace = 'root\\cimv2'

function tableKey(namespace: string, className: string): string {
  return foldName(`${normalizeNamespace(namespace)}:${className}`)
}
