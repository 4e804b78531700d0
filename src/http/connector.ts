import { connect, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { Deadline, within } from './deadline.js'
import { connectFailure, endedFailure } from './failures.js'
import type { Route } from './settings.js'
import type { TlsClient } from './tls.js'
import { tunnel } from './tunnel.js'

/** Milliseconds for one address of several; Node's 250 are less than some lines need. */
const addressTimeout = 1000

/** A connection to the server, through the proxy where there is one, its certificate judged. */
export interface Link {
  readonly socket: Socket | TLSSocket
  /** DER; of TLS only. */
  readonly certificate: Buffer | undefined
}

/**
 * Connects.
 * @throws HttpError `resolve`, `unreachable`, `timeout`, `proxy`, `certificate`, `tls`; the reason of the signal
 */
export async function openLink(route: Route, tls: TlsClient | undefined, signal: AbortSignal): Promise<Link> {
  const deadline = new Deadline(route.connectTimeout, signal)
  try {
    return await within(
      deadline,
      ended => endedFailure(route, ended, 'connect', false),
      async stop => {
        const socket = await openSocket(route, stop)
        if (!tls) return { socket, certificate: undefined }
        const secured = await tls.handshake(socket, stop)
        try {
          return { socket: secured, certificate: tls.judge(secured) }
        } catch (error) {
          secured.destroy()
          throw error
        }
      },
      link => link.socket.destroy(),
    )
  } finally {
    deadline.clear()
  }
}

/** TCP to the server, through the proxy where there is one. @throws as {@link openLink} */
export async function openSocket(route: Route, signal: AbortSignal): Promise<Socket> {
  const socket = await openTcp(route, signal)
  if (!route.proxy) return socket
  const stop = () => socket.destroy()
  signal.addEventListener('abort', stop)
  try {
    // The caller may have gone while the socket was on its way here.
    signal.throwIfAborted()
    await tunnel(socket, route, route.proxy)
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** TCP to the server, or to the proxy, over whichever of its addresses answers. @throws HttpError `resolve`, `unreachable`, `proxy` */
export async function openTcp(route: Route, signal: AbortSignal): Promise<Socket> {
  const { host, port } = route.proxy ?? route
  return await new Promise<Socket>((resolve, reject) => {
    const socket = connect({
      host,
      port,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: addressTimeout,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
    })
    const stop = () => {
      socket.destroy()
      reject(signal.reason)
    }
    const onError = (error: Error) => {
      signal.removeEventListener('abort', stop)
      reject(connectFailure(route, error))
    }
    // Stays: a socket without one ends the process when it breaks between two owners.
    socket.on('error', () => {})
    socket.once('error', onError)
    signal.addEventListener('abort', stop)
    socket.once('connect', () => {
      signal.removeEventListener('abort', stop)
      socket.off('error', onError)
      resolve(socket)
    })
    if (signal.aborted) stop()
  })
}
