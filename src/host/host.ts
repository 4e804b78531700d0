import type { DriveMap } from '../base/drives.js'
import { WmiError } from '../base/errors.js'
import { nearestNames } from '../base/nearest-names.js'
import { hostText } from '../base/texts/host.js'
import type { CallOptions, WmiServices } from '../wmi/services.js'
import { Machine } from './machine.js'
import { loadMof, type MofSource } from './mof-loader.js'
import type { ProviderRegistration } from './provider.js'
import { defaultProviderNamespace, ProviderTable } from './provider-table.js'
import { standardProviders } from './providers/index.js'
import { checkRegistration, type LazyProviderRegistration, registeredProviders } from './registry.js'
import { Repository } from './repository.js'
import { HostServices } from './services.js'

export interface HostOptions {
  /** Whose facts the providers tell; default this machine. */
  readonly machine?: Machine
  /** Windows drives of this machine's folders; ignored when `machine` is given, which has its own. */
  readonly drives?: DriveMap
  /** Classes and instances to add, in order. */
  readonly mof?: readonly MofSource[]
  /** Providers of this host alone, besides those of {@link registerProvider}. */
  readonly providers?: readonly ProviderRegistration[]
  /** `__SERVER`; default the machine's name. */
  readonly hostName?: string
}

/**
 * The embedded WMI host: a repository of namespaces and classes, and providers that tell this machine's facts. It opens no
 * sockets and reads nothing before it is asked.
 */
export class WmiHost {
  readonly #repository: Repository
  readonly #standard: readonly LazyProviderRegistration[]
  readonly #own: readonly ProviderRegistration[]
  readonly #loaded = new Set<ProviderRegistration>()
  #registered: readonly ProviderRegistration[] | undefined
  #providers = new ProviderTable()

  /** @throws TextError or MofLoadError for `mof`, ArgumentError for `providers` */
  constructor(options: HostOptions = {}) {
    const machine = options.machine ?? new Machine(options.drives ? { drives: options.drives } : {})
    this.#repository = new Repository(options.hostName ?? machine.hostName)
    this.#standard = standardProviders(machine)
    this.#own = options.providers ?? []
    for (const registration of this.#own) checkRegistration(registration)
    for (const mof of options.mof ?? []) loadMof(this.#repository, mof)
  }

  /** The name that instances carry in `__SERVER`. */
  get server(): string {
    return this.#repository.server
  }

  /**
   * @param namespace such as `root\cimv2`, with either slash
   * @param defaults what holds for calls that do not say it themselves
   * @throws WmiError WBEM_E_INVALID_NAMESPACE, or WBEM_E_INVALID_PROVIDER_REGISTRATION for a provider of unknown classes
   */
  connect(namespace = 'root\\cimv2', defaults: Pick<CallOptions, 'timeout'> = {}): WmiServices {
    const registered = registeredProviders()
    if (registered !== this.#registered) {
      this.#providers = this.#table([...registered, ...this.#own])
      this.#registered = registered
    }
    return new HostServices(this.#repository, this.#providers, namespace, defaults)
  }

  /** Later registrations serve before earlier ones, a user's before ours. */
  #table(registrations: readonly ProviderRegistration[]): ProviderTable {
    const table = new ProviderTable()
    for (const registration of this.#standard) table.add(registration)
    for (const registration of registrations) {
      this.#prepare(registration)
      table.add(registration)
    }
    return table
  }

  /** Brings a registration's own classes in, once, and checks that all its classes exist. */
  #prepare(registration: ProviderRegistration): void {
    if (this.#loaded.has(registration)) return
    const { classes, mof, namespace = defaultProviderNamespace } = registration
    const source = hostText('registrationSource', { names: classes.join(', ') })
    if (mof !== undefined) loadMof(this.#repository, { text: mof, source, namespace })
    const known = this.#repository.namespace(namespace).classes
    for (const name of classes) {
      if (known.has(name)) continue
      const near = nearestNames(name, known.names())
      throw new WmiError('WBEM_E_INVALID_PROVIDER_REGISTRATION', hostText('registrationClass', { name, namespace }), {
        hint: near.length > 0 ? hostText('nearHint', { names: near.join(', ') }) : hostText('registrationClassHint'),
        namespace,
      })
    }
    this.#loaded.add(registration)
  }
}
