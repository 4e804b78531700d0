import { request } from 'node:http'
import type { Socket } from 'node:net'
import { httpText } from '../base/texts/http.js'
import { HttpError } from './errors.js'
import { codeOf, withoutData } from './failures.js'
import type { ProxyServer, Route } from './settings.js'

/**
 * Asks a proxy for a tunnel: RFC 9110 9.3.6. Destroying the socket ends it.
 * @throws HttpError `proxy`
 */
export async function tunnel(socket: Socket, route: Route, proxy: ProxyServer): Promise<void> {
  const target = `${route.url.hostname}:${route.port}`
  const name = `${proxy.host}:${proxy.port}`
  await new Promise<void>((resolve, reject) => {
    const asked = request({
      method: 'CONNECT',
      path: target,
      headers: {
        host: target,
        connection: 'keep-alive',
        ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization }),
      },
      createConnection: () => socket,
    })
    asked.once('connect', (answer, _socket, head) => {
      const status = answer.statusCode ?? 0
      // Bytes behind the answer cannot be the server's: in HTTP and TLS the client speaks first.
      if (status >= 200 && status < 300 && head.length === 0) resolve()
      else reject(refused(name, route, status))
    })
    asked.once('error', cause => {
      const code = codeOf(cause)
      reject(
        new HttpError('proxy', httpText('proxyUnreachable', { proxy: name, code }), {
          hint: httpText('proxyUnreachableHint'),
          cause: withoutData(cause),
          details: { code },
        }),
      )
    })
    asked.end()
  })
}

function refused(proxy: string, route: Route, status: number): HttpError {
  const hint = status === 407 ? httpText('proxyLogonHint') : httpText('proxyRefusedHint', { port: route.port })
  return new HttpError('proxy', httpText('proxyRefused', { proxy, server: route.server, status }), { hint, status })
}
