// Joins the parts to a server that works.
import { hostname } from 'node:os'
import { WmilinkError } from '../../base/errors.js'
import { isLoopback } from '../../base/loopback.js'
import { designerServerText } from '../../base/texts/designer-server.js'
import { Gate } from './gate.js'
import type { Handlers } from './handlers.js'
import { Jobs } from './jobs.js'
import { defaultLimits, type ServerLimits } from './limits.js'
import { Logon } from './logon.js'
import { OperationTable } from './operations.js'
import { ownNames } from './own-names.js'
import { PageFiles } from './page-files.js'
import { badCertificate, openHttpServer, type ServerTls } from './server.js'
import { Site } from './site.js'

/** How others than this machine get in. */
export interface RemoteAccess {
  readonly tls: ServerTls
  /** At least 8 characters. */
  readonly password: string
}

/** How a server is started. Times in milliseconds. */
export interface ServeOptions {
  readonly pageFolder: string
  /** Default 127.0.0.1. Any other than the loopback addresses needs {@link remote}. */
  readonly host?: string
  /** Default 0: any that is free. */
  readonly port?: number
  readonly remote?: RemoteAccess
  readonly limits?: Partial<ServerLimits>
  /** For tests. */
  readonly now?: () => number
  /** Told of faults of our own, by name, without any value. */
  readonly onFault?: (text: string) => void
}

/** What serves the operations of one server, and ends with it. */
export interface Rooms {
  readonly handlers: Handlers
  close(): Promise<void>
}

/** A server at work. */
export interface DesignerServer {
  readonly host: string
  readonly port: number
  /** A link that opens one browser; of a server that others reach its address, where a password is asked. */
  newUrl(): string
  /** Cancels all jobs and ends all connections. */
  close(): Promise<void>
}

/**
 * Starts the server.
 *
 * @param makeRooms makes what serves the operations
 * @throws WmilinkError when the page is missing, the address cannot be used, or is reachable from afar without TLS and a password
 */
export async function serve(options: ServeOptions, makeRooms: (jobs: Jobs) => Rooms): Promise<DesignerServer> {
  const { host = '127.0.0.1', port = 0, remote, now = Date.now, onFault = () => undefined } = options
  const limits = { ...defaultLimits, ...options.limits }
  if (!remote && !isLoopback(host))
    throw new WmilinkError(designerServerText('remoteNeeds', { address: host }), {
      hint: designerServerText('remoteNeedsHint'),
    })
  const files = new PageFiles(options.pageFolder)
  const isOwn = namesOf(host, remote)
  const logon = remote && new Logon(remote.password)
  const server = await openHttpServer({ host, port, tls: remote?.tls, limits })
  const gate = new Gate({ secure: remote !== undefined, limits, now, logon })
  const jobs = new Jobs(limits)
  const rooms = makeRooms(jobs)
  const operations = new OperationTable(rooms.handlers, jobs, onFault)
  const own = { tls: remote !== undefined, port: server.port, isOwn }
  const site = new Site({ own, gate, files, operations, jobs, limits, onFault })
  server.answer((request, response) => void site.answer(request, response))
  const origin = `${remote ? 'https' : 'http'}://${shownHost(host)}:${server.port}`
  return {
    host: server.host,
    port: server.port,
    newUrl: () => `${origin}/${gate.newQuery()}`,
    async close() {
      jobs.close()
      await server.close()
      await rooms.close()
    },
  }
}

function namesOf(host: string, remote: RemoteAccess | undefined): (name: string) => boolean {
  try {
    return ownNames(host, remote?.tls.cert)
  } catch (error) {
    throw badCertificate(error)
  }
}

/** As URLs have it; for an address that stands for all of them the name of this machine. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return hostname()
  return host.includes(':') ? `[${host}]` : host
}
