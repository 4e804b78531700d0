// Where the WS-Management service of a server is: [MS-WSMV] 2.1 (ports 5985 and 5986, path /wsman).
import { isIPv6 } from 'node:net'
import { ArgumentError } from '../base/errors.js'
import { connectText } from '../base/texts/connect.js'
import { bareServer, isUrl } from '../wmi/local-server.js'

/** The port of WinRM by the protocol of the URL. */
const ports: Readonly<Record<string, number>> = { 'http:': 5985, 'https:': 5986 }

/**
 * The URL that a server's name or URL means, and nothing else: what does not answer there is not tried elsewhere. A name is sealed
 * messages on port 5985, or with TLS port 5986; a URL without port and path gets those of WinRM.
 *
 * @param tls true when options of TLS are given
 * @throws ArgumentError for what is neither a name nor a URL; nothing of a URL but scheme and host is repeated
 */
export function serverUrl(server: string, tls: boolean): URL {
  return isUrl(server) ? givenUrl(server.trim()) : namedUrl(server, tls)
}

function givenUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url?.hostname)
    throw new ArgumentError(connectText('urlForm', { server: shownServer(text) }), { hint: connectText('urlHint') })
  // A URL does not keep the port that its scheme has anyway, so whether there was one shows in the text only.
  const port = ports[url.protocol]
  if (port !== undefined && !/^[a-z]+:\/\/[^/\\?#]*:\d+(?:[/\\?#]|$)/i.test(text)) url.port = String(port)
  if (url.pathname === '/') url.pathname = '/wsman'
  return url
}

function namedUrl(server: string, tls: boolean): URL {
  const bare = bareServer(server).replace(/^(?:\(local\)|\.|)$/, 'localhost')
  const address = bare.replace(/^\[(.*)\]$/, '$1')
  const host = isIPv6(address) ? `[${address}]` : bare
  const protocol = tls ? 'https:' : 'http:'
  const text = `${protocol}//${host}:${ports[protocol]}/wsman`
  if (!/^(?:\[[0-9a-f:.]+\]|[^\s/\\:@?#[\]%]+)$/i.test(host) || !URL.canParse(text))
    throw new ArgumentError(connectText('serverForm', { server: bare.replace(/^.*@/s, '…@') }), {
      hint: connectText('serverFormHint'),
    })
  return new URL(text)
}

/** The server as messages may show it: a URL without user, password and query. */
export function shownServer(server: string): string {
  if (!isUrl(server)) return bareServer(server)
  const url = URL.canParse(server) ? new URL(server) : undefined
  return url?.host ? `${url.protocol}//${url.host}` : server.trim().replace(/:\/\/.*$/s, '://…')
}

/** What a server is called that does not say its name: the first label of the name that was typed, in capitals; an address stays. */
export function typedServerName(url: URL): string {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIPv6(host) || /^\d+(?:\.\d+){3}$/.test(host)) return host
  return (host.split('.')[0] ?? host).toUpperCase()
}

/** A URL as messages may show it: without user, password, query and fragment. */
export function shownUrl(url: URL): string {
  const shown = new URL(url)
  for (const part of ['username', 'password', 'search', 'hash'] as const) shown[part] = ''
  return shown.href
}
