// The HTTP server: sockets, TLS, limits of time and size.
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { WmilinkError } from '../../base/errors.js'
import { designerServerText } from '../../base/texts/designer-server.js'
import type { ServerLimits } from './limits.js'

/** Certificate and key, as PEM. */
export interface ServerTls {
  readonly cert: string
  readonly key: string
  readonly keyPassphrase?: string
}

export interface HttpServerOptions {
  readonly host: string
  readonly port: number
  readonly tls: ServerTls | undefined
  readonly limits: ServerLimits
}

/** A server that listens, and answers when it is told how. */
export interface HttpServer {
  readonly host: string
  readonly port: number
  answer(listener: RequestListener): void
  /** Ends all connections. */
  close(): Promise<void>
}

/** @throws WmilinkError for an address, a port or a certificate that cannot be used */
export async function openHttpServer({ host, port, tls, limits }: HttpServerOptions): Promise<HttpServer> {
  const server = makeServer(tls, limits)
  server.maxConnections = limits.connections
  server.maxHeadersCount = 100
  // Nothing here switches protocols: such sockets are closed, and so is what is no HTTP.
  server.on('upgrade', (_request, socket) => socket.destroy())
  server.on('connect', (_request, socket) => socket.destroy())
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    else socket.destroy()
  })
  await listen(server, host, port)
  const address = server.address() as AddressInfo
  return {
    host: address.address,
    port: address.port,
    answer: listener => void server.on('request', listener),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function makeServer(tls: ServerTls | undefined, limits: ServerLimits): Server {
  const options: ServerOptions = {
    maxHeaderSize: limits.headerSize,
    headersTimeout: limits.bodyTime,
    requestTimeout: limits.bodyTime * 2,
    keepAliveTimeout: 30_000,
    connectionsCheckingInterval: Math.min(5000, Math.max(50, limits.bodyTime / 4)),
  }
  if (!tls) return createServer(options)
  try {
    const { cert, key, keyPassphrase: passphrase } = tls
    return createTlsServer({
      ...options,
      cert,
      key,
      minVersion: 'TLSv1.2',
      ...(passphrase === undefined ? {} : { passphrase }),
    })
  } catch (error) {
    throw badCertificate(error)
  }
}

/** What cannot be used as a certificate or its key. */
export function badCertificate(cause: unknown): WmilinkError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const hint = designerServerText('badCertificateHint')
  return new WmilinkError(designerServerText('badCertificate', { reason }), { hint, cause })
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error & { readonly code?: string }): void => {
      const message = designerServerText('cannotListen', { address: host, port, reason: error.code ?? error.message })
      reject(new WmilinkError(message, { hint: designerServerText('cannotListenHint'), cause: error }))
    }
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      // Such as no file descriptors left for one more connection: it is lost, the server goes on.
      server.on('error', () => undefined)
      resolve()
    })
  })
}
