// Who asks: the host that a request names and the page that it comes from.
import type { IncomingMessage } from 'node:http'

/** Why a request is turned away, before anything of it is looked at. */
export type Foreign = 'host' | 'page'

/** How a server knows its own requests. */
export interface OwnNames {
  readonly tls: boolean
  readonly port: number
  /** Whether a host name (without port, in lower case) is one of this server's. */
  isOwn(name: string): boolean
}

/**
 * Checks Host, Origin and Sec-Fetch-Site. A page of another site may at most lead a person here, by a link to `/`.
 * Names that a foreign DNS server gives this machine are not its own.
 *
 * @param opensPage true for GET of `/`
 */
export function foreign(request: IncomingMessage, own: OwnNames, opensPage: boolean): Foreign | undefined {
  const host = hostOf(request)
  if (host === undefined || !isOwnHost(host, own)) return 'host'
  const { origin } = request.headers
  const asksOnly = request.method === 'GET' || request.method === 'HEAD'
  if (origin === undefined ? !asksOnly : origin !== `${own.tls ? 'https' : 'http'}://${host}`) return 'page'
  const site = request.headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin') return undefined
  if (site === 'none') return asksOnly ? undefined : 'page'
  const visits = request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document'
  return opensPage && asksOnly && visits ? undefined : 'page'
}

/** True when a page of another site has led the person here: then no SameSite=Strict cookie comes along. */
export function ledByAnother({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site']
  return site === 'cross-site' || site === 'same-site'
}

/** The one Host header in lower case; undefined when there is none, or more than one. */
function hostOf({ rawHeaders, headers }: IncomingMessage): string | undefined {
  const given = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  return given.length === 1 ? headers.host?.toLowerCase() : undefined
}

function isOwnHost(host: string, { tls, port, isOwn }: OwnNames): boolean {
  const [, name = '', given] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(host) ?? []
  const usual = tls ? 443 : 80
  return (
    name !== '' && (given === undefined ? usual : Number(given)) === port && isOwn(name.replace(/^\[(.*)\]$/, '$1'))
  )
}
