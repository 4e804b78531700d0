// The designer: packages in a browser, over a small server of this machine.
import { realpath } from 'node:fs/promises'
import type { ConnectionEnvironment } from '../ssis/index.js'
import { allRooms } from './server/all-rooms.js'
import type { ServerLimits } from './server/limits.js'
import { findPageFolder } from './server/page-folder.js'
import { type RemoteAccess, serve } from './server/start.js'
import { Workspace } from './workspace/index.js'

export type { RemoteAccess } from './server/start.js'

/** How the designer is started. */
export interface DesignerOptions {
  /** What it may read and write: packages below this folder. */
  readonly folder: string
  /** The package that the page opens at first, below the folder. */
  readonly file?: string
  /** How connections are made, besides what their managers say. */
  readonly environment: Pick<ConnectionEnvironment, 'drives' | 'connect'>
  /** Passwords that are in no package. */
  readonly secrets?: NonNullable<ConnectionEnvironment['secrets']>
  /** Default 0: any that is free. */
  readonly port?: number
  /** Default 127.0.0.1. Any other than the loopback addresses needs {@link remote}. */
  readonly host?: string
  /** For a designer that other machines reach: a password instead of links. */
  readonly remote?: RemoteAccess
  /** Where the built page is; by default beside this program. */
  readonly pageFolder?: string
  /** Where settings are kept; by default the user's. */
  readonly configFolder?: string
  /** Milliseconds in which a link must be opened. Default 30,000. */
  readonly tokenLifetime?: number
  /** For tests. */
  readonly limits?: Partial<ServerLimits>
  /** For tests: a clock in milliseconds. */
  readonly now?: () => number
  /** Told of faults of our own, by name, without any value. */
  readonly onFault?: (text: string) => void
}

/** A designer at work. */
export interface Designer {
  /** The first link; it opens one browser, once, within seconds. */
  readonly url: string
  readonly port: number
  /** Another link; the one before is void. */
  newUrl(): string
  /** Ends everything; unsaved changes are lost. */
  close(): Promise<void>
  /** Fulfilled when it is closed. */
  readonly finished: Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Starts the designer over a folder.
 *
 * @throws WmilinkError when the page is missing, the address cannot be used, or is reachable from afar without TLS and a password;
 *   the system's error for a folder that cannot be read
 */
export async function startDesigner(options: DesignerOptions): Promise<Designer> {
  const { pageFolder = findPageFolder(), tokenLifetime, limits, ...rest } = options
  const { environment, configFolder, secrets, file = null } = options
  const folder = await realpath(options.folder)
  const workspace = new Workspace({
    folder,
    environment,
    ...(configFolder === undefined ? {} : { configFolder }),
    ...(secrets === undefined ? {} : { secrets }),
  })
  const server = await serve(
    { ...rest, pageFolder, limits: { ...limits, ...(tokenLifetime === undefined ? {} : { tokenLifetime }) } },
    jobs => allRooms(workspace, { folder, open: file }, jobs),
  )
  let finish = (): void => undefined
  const finished = new Promise<void>(resolve => {
    finish = resolve
  })
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= server.close().finally(finish)
    return closing
  }
  return {
    url: server.newUrl(),
    port: server.port,
    newUrl: () => server.newUrl(),
    close,
    finished,
    [Symbol.asyncDispose]: close,
  }
}
