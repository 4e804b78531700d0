import type { DriveMap } from '../base/drives.js'
import { WmiError } from '../base/errors.js'
import { nearestNames } from '../base/nearest-names.js'
import { hostText } from '../base/texts/host.js'
import type { WmiServices } from '../wmi/services.js'
import { ownerPolicy } from './access/owner-policy.js'
import type { AccessPolicy } from './access-policy.js'
import { type Caller, owner } from './caller.js'
import { MemoryStore } from './data/area.js'
import { DiskStore } from './data/disk-store.js'
import { EventLog } from './event-log.js'
import { EventHub } from './events/event-hub.js'
import type { HostState } from './host-state.js'
import { Lifetime, shuttingDown } from './lifetime.js'
import { Machine } from './machine.js'
import { loadMof, type MofSource } from './mof-loader.js'
import type { ProviderRegistration } from './provider.js'
import { defaultProviderNamespace, ProviderTable } from './provider-table.js'
import { standardProviders } from './providers/index.js'
import { checkRegistration, type LazyProviderRegistration, registeredProviders } from './registry.js'
import { Repository } from './repository.js'
import { Scope } from './scope.js'
import { type ConnectionDefaults, HostServices } from './services.js'
import { PermanentSubscriptions, type SubscriptionStatus } from './subscriptions/permanent-subscriptions.js'

export interface HostOptions {
  /** Whose facts the providers tell; default this machine. */
  readonly machine?: Machine
  /** Windows drives of this machine's folders; ignored when `machine` is given, which has its own. */
  readonly drives?: DriveMap
  /**
   * Folder that keeps what is written to the host: classes, instances, namespaces, the registry. Created when it is missing;
   * one host at a time has it. Default: nothing outlives the host.
   */
  readonly data?: string
  /** Classes and instances to add, in order; with a data folder they are kept as if they had been written. */
  readonly mof?: readonly MofSource[]
  /** Providers of this host alone, besides those of {@link registerProvider}. */
  readonly providers?: readonly ProviderRegistration[]
  /** `__SERVER`; default the machine's name. */
  readonly hostName?: string
  /** Who may do what; default: everybody who reaches this object may do everything. */
  readonly access?: AccessPolicy
  /** Lets Win32_OperatingSystem.Reboot, Shutdown and their like be carried out; default false. */
  readonly allowShutdown?: boolean
  /** Told, in one line, why a permanent subscription is not served or an event of it was not delivered. */
  readonly onWarning?: (text: string) => void
}

/** Who connects, and what holds for its calls. */
export interface HostConnectOptions extends ConnectionDefaults {
  /** Default: the program itself. */
  readonly caller?: Caller
}

/**
 * The embedded WMI host: a repository of namespaces and classes, and providers that tell this machine's facts. It opens no
 * sockets and reads nothing before it is asked.
 */
export class WmiHost implements AsyncDisposable {
  readonly #state: HostState
  readonly #standard: readonly LazyProviderRegistration[]
  readonly #own: readonly ProviderRegistration[]
  readonly #subscriptions: PermanentSubscriptions
  readonly #loaded = new Set<ProviderRegistration>()
  #registered: readonly ProviderRegistration[] | undefined
  #providers = new ProviderTable()

  /**
   * @throws TextError or MofLoadError for `mof`, ArgumentError for `providers`; WmiError for `data`:
   *   WBEM_E_RESOURCE_CONTENTION while another host has the folder, WBEM_E_DATABASE_VER_MISMATCH, WBEM_E_FAILED
   */
  constructor(options: HostOptions = {}) {
    const machine = options.machine ?? new Machine(options.drives ? { drives: options.drives } : {})
    for (const registration of options.providers ?? []) checkRegistration(registration)
    const data = options.data === undefined ? new MemoryStore() : new DiskStore(options.data)
    try {
      const repository = new Repository(options.hostName ?? machine.hostName, data)
      this.#state = {
        repository,
        data,
        access: options.access ?? ownerPolicy,
        events: new EventHub(repository),
        lifetime: new Lifetime(),
      }
      const eventLog = new EventLog(data.area('eventlog'))
      const facilities = { data, eventLog, allowShutdown: options.allowShutdown ?? false }
      this.#standard = standardProviders(machine, facilities)
      this.#own = options.providers ?? []
      for (const mof of options.mof ?? []) this.load(mof)
      this.#subscriptions = new PermanentSubscriptions({
        state: this.#state,
        scope: namespace =>
          new Scope(this.#state, this.#table(), repository.namespace(namespace), { caller: owner, context: {} }),
        tools: { machine, eventLog, server: repository.server },
        onWarning: options.onWarning ?? (() => undefined),
      })
    } catch (error) {
      // Nobody gets this host: nothing of the files is kept, and the folder is free.
      if (data instanceof DiskStore) data.discard()
      throw error
    }
  }

  /** The permanent subscriptions of this host: whether they are served, and why not. They are, as long as the host lives. */
  get subscriptions(): readonly SubscriptionStatus[] {
    return this.#subscriptions.status
  }

  /** True after {@link close}. */
  get closed(): boolean {
    return this.#state.lifetime.ended
  }

  /**
   * Loads MOF text into the repository, as the MOF compiler does; {@link saved} waits until it is kept.
   * @throws TextError or MofLoadError for the text
   */
  load(mof: MofSource): void {
    loadMof(this.#state.repository, mof)
  }

  /** Waits until the data folder has everything that was written so far. @throws WmiError when the disk refuses it */
  saved(): Promise<void> {
    return this.#state.repository.saved()
  }

  /** The name that instances carry in `__SERVER`. */
  get server(): string {
    return this.#state.repository.server
  }

  /**
   * @param namespace such as `root\cimv2`, with either slash
   * @throws WmiError WBEM_E_INVALID_NAMESPACE, WBEM_E_ACCESS_DENIED, or WBEM_E_INVALID_PROVIDER_REGISTRATION for a provider of unknown classes,
   *   WBEM_E_SHUTTING_DOWN after {@link close}
   */
  connect(namespace = 'root\\cimv2', { caller = owner, ...defaults }: HostConnectOptions = {}): WmiServices {
    if (this.#state.lifetime.ended) throw shuttingDown()
    return new HostServices(this.#state, this.#table(), namespace, { caller, defaults })
  }

  /**
   * Ends all watches and calls with WBEM_E_SHUTTING_DOWN, as every later call; writes what is still to be written, and
   * gives the data folder free.
   */
  async close(): Promise<void> {
    const { events, lifetime, data } = this.#state
    this.#subscriptions.close()
    await events.close()
    lifetime.end()
    await data.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Later registrations serve before earlier ones, a user's before ours. */
  #table(): ProviderTable {
    const registered = registeredProviders()
    if (registered !== this.#registered) {
      this.#providers = this.#assemble([...registered, ...this.#own])
      this.#registered = registered
    }
    return this.#providers
  }

  #assemble(registrations: readonly ProviderRegistration[]): ProviderTable {
    const table = new ProviderTable()
    for (const registration of this.#standard) table.add(registration)
    for (const registration of registrations) {
      this.#prepare(registration)
      table.add(registration, true)
    }
    return table
  }

  /** Brings a registration's own classes in, once, and checks that all its classes exist. */
  #prepare(registration: ProviderRegistration): void {
    if (this.#loaded.has(registration)) return
    const { classes, mof, namespace = defaultProviderNamespace } = registration
    const source = hostText('registrationSource', { names: classes.join(', ') })
    if (mof !== undefined) loadMof(this.#state.repository, { text: mof, source, namespace })
    const known = this.#state.repository.namespace(namespace).classes
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
