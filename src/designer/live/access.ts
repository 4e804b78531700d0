import { WmilinkError } from '../../base/errors.js'
import { designerLiveText } from '../../base/texts/designer-live.js'
import { parseObjectPath } from '../../cim/path.js'
import type { ConnectOptions } from '../../connect/connect.js'
import { TransportError } from '../../connect/errors.js'
import { shownServer } from '../../connect/server-url.js'
import { goesByNetwork } from '../../connect/target.js'
import { type ConnectionEnvironment, ConnectionManager, type ConnectionPlan } from '../../ssis/index.js'
import type { Peer, Place } from '../api/index.js'
import { DesignerError } from '../failure.js'
import { connectOptionsOf } from '../workspace/server-settings.js'
import { drafted } from './draft.js'
import { type Lease, Leases } from './leases.js'
import type { LiveDocument, LiveWorkspace } from './needs.js'

/** How the page knows this machine's own host. */
const thisMachine = 'localhost'

const defaultNamespace = 'root\\cimv2'

/** A manager of an open document, and whom it would connect to. */
export interface LivePlace {
  readonly document: LiveDocument
  readonly manager: ConnectionManager
  readonly plan: ConnectionPlan
  readonly peer: Peer
  /** Of WMI: it is answered by this machine's own host. */
  readonly local: boolean
}

/** The only door through which the designer connects: nobody passes without a consent for the server and the user. */
export class LiveAccess {
  readonly environment: ConnectionEnvironment
  readonly #workspace: LiveWorkspace
  readonly #leases = new Leases()

  constructor(workspace: LiveWorkspace) {
    this.#workspace = workspace
    this.environment = { ...workspace.environment, secrets: workspace.secrets }
  }

  /** Whom a manager would connect to; null for one that goes to nobody, or whose settings cannot be read. */
  peerOf(manager: ConnectionManager): Peer | null {
    try {
      const plan = manager.plan(this.environment)
      return plan ? peerOfPlan(plan) : null
    } catch (error) {
      if (error instanceof WmilinkError) return null
      throw error
    }
  }

  /** How connections of a place are opened: with the settings of a draft instead of those of the server. */
  environmentOf({ draft }: Place): ConnectionEnvironment {
    const { environment } = this
    const server = draft?.server
    if (!server) return environment
    return { ...environment, connectTo: name => connectOptionsOf(name, server, environment.connect) }
  }

  agreed(peer: Peer): boolean {
    return this.#workspace.settings.agreed(peer)
  }

  /** @throws DesignerError consent */
  requireConsent(peer: Peer): void {
    if (this.agreed(peer)) return
    throw new DesignerError({ kind: 'consent', message: question(peer), hint: designerLiveText('consentHint'), peer })
  }

  /** @throws DesignerError notFound, or invalid for an object that is no connection manager; DtsError for a draft that it refuses */
  managerOf({ document, connection, draft }: Pick<Place, 'document' | 'connection' | 'draft'>): {
    readonly document: LiveDocument
    readonly manager: ConnectionManager
  } {
    const open = this.#workspace.get(document)
    const manager = open.objectOf(connection)
    if (manager instanceof ConnectionManager)
      return { document: open, manager: draft ? drafted(open, manager, draft) : manager }
    throw new DesignerError({ kind: 'invalid', message: designerLiveText('notManager') })
  }

  /**
   * Where an operation would go, without going there.
   * @throws DesignerError as {@link managerOf}, invalid for a manager that connects to nobody; DtsError for bad settings
   */
  placeOf(place: Place): LivePlace {
    const found = this.managerOf(place)
    const plan = found.manager.plan(this.environmentOf(place))
    if (plan) return { ...found, plan, peer: peerOfPlan(plan), local: isLocal(plan) }
    const { name, creationName: type } = found.manager
    throw new DesignerError({ kind: 'invalid', message: designerLiveText('noPeer', { name, type }) })
  }

  /** The namespace of a place, `root\\cimv2` where nobody says; never throws for bad settings. @throws DesignerError as {@link managerOf} */
  namespaceOf(place: Place): string {
    const { manager } = this.managerOf(place)
    try {
      const options = manager.plan(this.environment)?.options
      return (options && optionsAt(options, place).namespace) || defaultNamespace
    } catch (error) {
      if (error instanceof WmilinkError) return place.namespace || defaultNamespace
      throw error
    }
  }

  /** True when an operation at this place would connect to somebody with whom that was agreed. Never throws. */
  mayAsk(place: Place): boolean {
    try {
      const { peer, plan } = this.placeOf(place)
      return this.agreed(peer) && plan.missing.length === 0
    } catch (error) {
      if (error instanceof WmilinkError) return false
      throw error
    }
  }

  /**
   * Checks that an operation may go to a place, without going there.
   * @throws DesignerError consent, secret, and as {@link placeOf}
   */
  require(place: Place): LivePlace {
    const found = this.placeOf(place)
    this.requireConsent(found.peer)
    const [missing] = found.plan.missing
    if (!missing) return found
    const { server, user, property } = missing
    throw new DesignerError({
      kind: 'secret',
      message: designerLiveText('secretNeeded', { name: found.manager.name, user, server }),
      hint: designerLiveText('secretNeededHint'),
      peer: { server, user },
      object: place.connection,
      property,
    })
  }

  /**
   * Opens a WMI connection, or shares an open one, for as long as the work takes. Where the server refuses the password of the
   * session, that is forgotten, so that the next try asks for another.
   *
   * @throws DesignerError consent, secret, invalid, notFound; what connecting and the work throw
   */
  async use<T>(place: Place, signal: AbortSignal, work: (lease: Lease) => Promise<T>): Promise<T> {
    const lease = await this.connection(place, signal)
    try {
      return await work(lease)
    } catch (error) {
      if (error instanceof TransportError) lease.drop()
      this.refused(place, error)
      throw error
    } finally {
      lease.release()
    }
  }

  /** As {@link use}, to be released by the caller. */
  async connection(place: Place, signal: AbortSignal): Promise<Lease> {
    const { plan, manager } = this.require(place)
    if (!plan.options) {
      const { name, creationName: type } = manager
      throw new DesignerError({ kind: 'invalid', message: designerLiveText('notWmi', { name, type }) })
    }
    const options = optionsAt(plan.options, place)
    try {
      return await this.#leases.acquire(leaseKey(plan, options), options, signal)
    } catch (error) {
      this.refused(place, error)
      throw error
    }
  }

  /** What `connect()` would be given for a place, consents and secrets seen to. @throws as {@link require} */
  optionsOf(place: Place): ConnectOptions | undefined {
    const { plan } = this.require(place)
    return plan.options && optionsAt(plan.options, place)
  }

  /** The secrets that the session may hold for a manager. @throws as {@link managerOf} */
  sessionSecrets(place: Pick<Place, 'document' | 'connection' | 'draft'>): ConnectionPlan['missing'] {
    const { drives, connect } = this.environment
    return this.managerOf(place).manager.plan({ drives, connect })?.missing ?? []
  }

  /** Forgets the session's passwords for a place when an error says that the server refused them. */
  refused(place: Place, error: unknown): void {
    if (!(error instanceof TransportError) || error.reason !== 'logon') return
    for (const { server, user } of this.sessionSecrets(place)) this.#workspace.secrets.forget(server, user)
  }

  /** Closes the connections of a place: they are opened in another way from now on. */
  reopened(place: Place): void {
    this.withdrawn(this.placeOf(place).peer)
  }

  /** Closes the connections to a peer with whom it is no longer agreed. */
  withdrawn(peer: Peer): void {
    const start = peerKey(peer)
    this.#leases.dropWhere(key => key.startsWith(start))
  }

  /** Closes all connections. */
  async close(): Promise<void> {
    await this.#leases.close()
  }
}

/**
 * The place of an object that a path names: the namespace of the path, where it has one.
 * @throws WmiError WBEM_E_INVALID_OBJECT_PATH
 */
export function placedAt(place: Place, path: string): Place {
  const { namespace } = parseObjectPath(path)
  return namespace === null ? place : { ...place, namespace }
}

function isLocal({ options }: ConnectionPlan): boolean {
  return options !== undefined && !goesByNetwork(options)
}

function peerOfPlan(plan: ConnectionPlan): Peer {
  // This machine's own host answers as the caller, whatever the manager says.
  if (isLocal(plan)) return { server: thisMachine, user: '' }
  return { server: shownServer(plan.server), user: plan.user }
}

function question({ server, user }: Peer): string {
  if (server === thisMachine && user === '') return designerLiveText('consentHere')
  return user === '' ? designerLiveText('consentSelf', { server }) : designerLiveText('consent', { server, user })
}

function optionsAt(options: ConnectOptions, { namespace }: Place): ConnectOptions {
  return namespace === undefined || namespace === '' ? options : { ...options, namespace }
}

/** Begins what tells connections apart, so that all of a peer are found. */
function peerKey({ server, user }: Peer): string {
  return `${JSON.stringify([server.toLowerCase(), user.toLowerCase()])}:`
}

function leaseKey(plan: ConnectionPlan, options: ConnectOptions): string {
  const { server, namespace, username, useNtAuth, timeout, auth, tls, maxConnections } = options
  const { allowUnencrypted, allowLegacyNtlm, channelBinding } = options
  const way = [timeout, auth, tls?.fingerprint, tls?.insecure, maxConnections]
  const permits = [allowUnencrypted, allowLegacyNtlm, channelBinding]
  const where = [server, namespace?.toLowerCase(), username, useNtAuth]
  return peerKey(peerOfPlan(plan)) + JSON.stringify([...where, ...way, ...permits])
}
