// The HTTP side of a listener: sockets, TLS, logons, sealed messages. It knows nothing of what messages say.
import { X509Certificate } from 'node:crypto'
import { createServer, type Server, type ServerOptions } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net'
import { ArgumentError } from '../../base/errors.js'
import { listenText } from '../../base/texts/listen.js'
import { tlsServerEndPoint } from '../../security/index.js'
import type { ListenTls } from '../options.js'
import { Admission } from './admission.js'
import { type ConnectionPolicy, ListenConnection } from './connection.js'

/** Where a front listens, and what its connections have in common. */
export interface FrontOptions {
  readonly host: string
  readonly port: number
  readonly tls: ListenTls | undefined
  readonly policy: Omit<ConnectionPolicy, 'channelBindings' | 'admission'>
}

/** A listening HTTP server. */
export interface HttpFront {
  readonly url: string
  readonly host: string
  readonly port: number
  /** Takes no connections any more. */
  stop(): void
  /** Ends all connections, when answers that are on their way have gone out. */
  end(): Promise<void>
}

/** @throws ArgumentError for a certificate or an address that cannot be used */
export async function openFront({ host, port, tls, policy }: FrontOptions): Promise<HttpFront> {
  const connections = new Map<Socket, ListenConnection>()
  const admission = new Admission(policy.limits.maxConnections)
  const whole: ConnectionPolicy = { ...policy, admission, channelBindings: tls && bindingsOf(tls) }
  const server = makeServer(tls, whole)
  // Node would pass over the lines that are too many; their bytes are bounded, and whoever sends too many is told.
  server.maxHeadersCount = 0
  server.on('connection', (socket: Socket) => admission.enter(socket))
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    if (socket.destroyed) return
    connections.set(socket, new ListenConnection(socket, whole))
    socket.once('close', () => connections.delete(socket))
  })
  server.on('request', (request, response) => {
    const connection = connections.get(request.socket)
    if (connection) connection.take(request, response)
    else request.socket.destroy()
  })
  await listen(server, host, port)
  const address = server.address() as AddressInfo
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    url: `${tls ? 'https' : 'http'}://${shown}:${address.port}/wsman`,
    host: address.address,
    port: address.port,
    stop() {
      // That of HTTP would also close the connections of callers who are about to ask for their next rows.
      NetServer.prototype.close.call(server)
    },
    async end() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      await settled([...connections.values()].map(connection => connection.idle))
      for (const connection of connections.values()) connection.destroy()
      admission.endAll()
      server.closeAllConnections()
      await closed
    },
  }
}

/** Milliseconds that answers on their way are given at the end. */
const lastAnswers = 1000

async function settled(turns: readonly Promise<void>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, lastAnswers)
  })
  await Promise.race([Promise.all(turns), late])
  clearTimeout(timer)
}

function makeServer(tls: ListenTls | undefined, { limits }: ConnectionPolicy): Server {
  const options: ServerOptions = {
    maxHeaderSize: limits.maxHeaderSize,
    requestTimeout: limits.requestTimeout,
    headersTimeout: limits.requestTimeout,
    keepAliveTimeout: limits.idleTimeout,
    connectionsCheckingInterval: Math.min(5000, Math.max(50, limits.requestTimeout / 4)),
  }
  if (!tls) return createServer(options)
  try {
    return createTlsServer({
      ...options,
      cert: tls.cert,
      key: tls.key,
      ...(tls.keyPassphrase === undefined ? {} : { passphrase: tls.keyPassphrase }),
      ...(tls.clientCa === undefined ? {} : { ca: tls.clientCa, requestCert: true, rejectUnauthorized: false }),
      handshakeTimeout: Math.min(limits.logonTimeout, 10_000),
    })
  } catch (error) {
    throw badCertificate(error)
  }
}

function bindingsOf(tls: ListenTls): Buffer {
  try {
    return tlsServerEndPoint(new X509Certificate(tls.cert).raw)
  } catch (error) {
    throw badCertificate(error)
  }
}

function badCertificate(cause: unknown): ArgumentError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new ArgumentError(listenText('certificateBad', { reason }), { hint: listenText('certificateBadHint'), cause })
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error & { code?: string }) => {
      const reason = error.code ?? error.message
      reject(
        new ArgumentError(listenText('cannotListen', { address: host, port, reason }), {
          hint: listenText('cannotListenHint'),
          cause: error,
        }),
      )
    }
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      // Such as no file descriptors left for one more connection: it is lost, the listener goes on.
      server.on('error', () => undefined)
      resolve()
    })
  })
}
