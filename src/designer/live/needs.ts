// What live work needs of the rooms beside it.
import type { ConnectionEnvironment, Package } from '../../ssis/index.js'
import type { Peer, ServerSettings } from '../api/index.js'

/** An open package. */
export interface LiveDocument {
  readonly package: Package
  /** The key by which the page knows an object of the package. */
  keyOf(object: object): string
  /** @throws DesignerError notFound */
  objectOf(key: string): object
}

/** Passwords of this session, each bound to one server and one user. */
export interface LiveSecrets {
  find(server: string, user: string): string | undefined
  put(server: string, user: string, value: string): void
  forget(server: string, user: string): void
}

/** With whom connecting was agreed. */
export interface LiveConsents {
  agreed(peer: Peer): boolean
  agree(peer: Peer, remember: boolean): void | Promise<void>
  withdraw(peer: Peer): void | Promise<void>
  consents(): Iterable<Peer>
  /** Whether packages of a folder may do what they want to. */
  trusted(folder: string): boolean
}

/** What was set for single servers. */
export interface LiveServers {
  of(server: string): ServerSettings
  set(server: string, settings: ServerSettings): void
}

/** The opened folder. */
export interface LiveWorkspace {
  /** Absolute, without links. */
  readonly folder: string
  readonly environment: Pick<ConnectionEnvironment, 'drives' | 'connect' | 'connectTo'>
  readonly secrets: LiveSecrets
  readonly settings: LiveConsents
  /** How servers are reached, besides what packages say. */
  readonly servers: LiveServers
  /** @throws DesignerError notFound */
  get(key: string): LiveDocument
}
