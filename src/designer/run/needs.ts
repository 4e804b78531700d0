// What running packages needs of the rooms beside it.
import type { ConnectionEnvironment, ConnectionManager, Package } from '../../ssis/index.js'
import type { Peer } from '../api/index.js'

/** An open package. */
export interface RunDocument {
  readonly key: string
  readonly package: Package
  /** Goes up with each change. */
  readonly revision: number
  /** True while it runs; set by who runs it. */
  running: boolean
  /** The key by which the page knows an object of the package. */
  keyOf(object: object): string
}

/** The opened folder. */
export interface RunWorkspace {
  /** Absolute path. */
  readonly folder: string
  readonly environment: Pick<ConnectionEnvironment, 'drives' | 'connect' | 'connectTo'>
  readonly secrets: NonNullable<ConnectionEnvironment['secrets']>
  readonly settings: {
    trusted(folder: string): boolean | Promise<boolean>
    trust(folder: string, remember: boolean): void | Promise<void>
  }
  /** @throws DesignerError notFound */
  get(key: string): RunDocument
}

/** Whom connections go to, and whether that was agreed. */
export interface RunAccess {
  /** Null for a manager that connects to nobody else. */
  peerOf(manager: ConnectionManager): Peer | null
  /** @throws DesignerError consent */
  requireConsent(peer: Peer): void
}
