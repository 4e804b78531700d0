// What an HTTP connection manager acquires: requests to one server as one user.
import { ArgumentError } from '../../../base/errors.js'
import { webServiceText } from '../../../base/texts/ssis-web-service.js'
import { type Answer, Channel, headerOf } from '../../../http/channel.js'
import { type Link, openLink, openTcp } from '../../../http/connector.js'
import { Deadline, longestDelay } from '../../../http/deadline.js'
import { HttpError } from '../../../http/errors.js'
import type { TlsOptions } from '../../../http/options.js'
import { type Route, readRoute } from '../../../http/settings.js'
import { TlsClient } from '../../../http/tls.js'
import { sendAuthenticated } from './logon.js'
import { goesThroughProxy, type ProxyChoice, proxyUrl } from './proxy.js'

/** How to prove who we are. */
export interface HttpCredentials {
  readonly kind: 'basic' | 'negotiate' | 'ntlm'
  /** `DOMAIN\name` where there is a domain. */
  readonly username: string
  readonly password: string
}

/** Everything about the way to one server. Holds secrets. */
export interface HttpConnectionSettings {
  /** http or https, with the query that the manager has; no user and password. */
  readonly url: URL
  /** Milliseconds for a whole request; 0 waits for ever. */
  readonly timeout: number
  /** Undefined: anonymous. */
  readonly credentials: HttpCredentials | undefined
  /** What https trusts, and the client certificate. */
  readonly tls: TlsOptions
  readonly proxy: ProxyChoice | undefined
  /** Bytes of the largest answer accepted; default 64 MiB. */
  readonly maxReply?: number
}

/** An answer of the server, whatever its status but 401, 407 and redirects elsewhere. */
export interface HttpAnswer {
  readonly status: number
  /** By lower-case name; of several the first. */
  header(name: string): string
  readonly body: Buffer
  /** Where it came from, after redirects. */
  readonly url: string
}

const moved: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const mostRedirects = 5
const defaultLimit = 64 * 1024 * 1024

/**
 * Requests to the server of an HTTP connection manager. Every request has a connection of its own. Credentials go to the origin of the
 * manager's ServerURL only; requests and redirects to another one are refused.
 */
export class HttpConnection {
  readonly #settings: HttpConnectionSettings
  readonly #running = new Set<AbortController>()

  constructor(settings: HttpConnectionSettings) {
    this.#settings = settings
  }

  /** ServerURL, with its query. */
  get serverUrl(): string {
    return this.#settings.url.href
  }

  /**
   * Sends one request, and follows redirects that stay on the server.
   *
   * @param url relative to ServerURL
   * @throws HttpError; ArgumentError for an address of another server; the reason of the signal
   */
  async request(
    method: string,
    url: string,
    headers: Readonly<Record<string, string>> = {},
    body?: Uint8Array,
    signal?: AbortSignal,
  ): Promise<HttpAnswer> {
    const stop = new AbortController()
    this.#running.add(stop)
    const deadline = new Deadline(this.#settings.timeout, signal ? AbortSignal.any([signal, stop.signal]) : stop.signal)
    try {
      let target = this.#target(url, this.#settings.url)
      for (let redirects = 0; ; redirects += 1) {
        const answer = await this.#once(method, target, headers, body, deadline)
        const location = moved.has(answer.status) ? headerOf(answer, 'location') : ''
        if (!location) return { ...reply(answer), url: target.href }
        const next = URL.canParse(location, target) ? new URL(location, target) : undefined
        // A message is sent again only where that was asked for; otherwise nothing of it would arrive.
        const follows = ['GET', 'HEAD'].includes(method) || answer.status >= 307
        if (!follows || next?.origin !== target.origin || redirects >= mostRedirects)
          throw refusedRedirect(target, answer.status, next)
        target = next
      }
    } finally {
      deadline.clear()
      this.#running.delete(stop)
    }
  }

  /** Ends the requests under way. */
  close(): void {
    for (const stop of this.#running)
      stop.abort(new HttpError('cut', webServiceText('connectionClosed', { server: this.#settings.url.host })))
  }

  #target(url: string, base: URL): URL {
    const target = URL.canParse(url, base) ? new URL(url, base) : undefined
    if (target?.origin !== base.origin)
      throw new ArgumentError(webServiceText('otherServer', { url: shown(target), server: base.origin }), {
        hint: webServiceText('otherServerHint'),
      })
    target.hash = ''
    return target
  }

  async #once(
    method: string,
    target: URL,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array | undefined,
    deadline: Deadline,
  ): Promise<Answer> {
    const { credentials, tls, proxy, timeout, maxReply = defaultLimit } = this.#settings
    const through = proxy && goesThroughProxy(proxy, target) ? proxyUrl(proxy) : undefined
    const bare = new URL(target)
    bare.search = ''
    const secure = target.protocol === 'https:'
    const route = readRoute(bare, {
      ...(secure ? { tls } : {}),
      proxy: through,
      connectTimeout: timeout === 0 ? longestDelay : Math.min(timeout, longestDelay),
    })
    const link = await open(route, secure, deadline)
    const channel = new Channel(route, link)
    try {
      // A proxy carries on what has no TLS by itself; a tunnel to port 80 is what many of them refuse.
      const forwarded = route.proxy !== undefined && !secure
      const own: Record<string, string> = { 'user-agent': 'wmilink', ...headers }
      if (forwarded && route.proxy?.authorization !== undefined) own['proxy-authorization'] = route.proxy.authorization
      const path = forwarded ? target.href : `${target.pathname}${target.search}`
      const terms = { deadline, waiting: 'reply', limit: maxReply } as const
      const answer = await sendAuthenticated(
        channel,
        { method, path, headers: own, body },
        { credentials, route, certificate: link.certificate, terms },
      )
      if (answer.status === 407 && route.proxy)
        throw new HttpError('proxy', webServiceText('proxyLogon', { proxy: route.proxy.host }), {
          hint: webServiceText('proxyLogonHint'),
          status: 407,
        })
      return answer
    } finally {
      channel.destroy()
    }
  }
}

/** Connects: to the server or its tunnel, or to the proxy that takes the request itself. */
async function open(route: Route, secure: boolean, deadline: Deadline): Promise<Link> {
  const stop = new AbortController()
  const unwatch = deadline.watch(ended => stop.abort(ended.kind === 'abort' ? ended.reason : timedOut(route)))
  try {
    if (secure) return await openLink(route, new TlsClient(route), stop.signal)
    return { socket: await openTcp(route, stop.signal), certificate: undefined }
  } finally {
    unwatch()
  }
}

function timedOut({ server, connectTimeout }: Route): HttpError {
  return new HttpError('timeout', webServiceText('connectTimeout', { server, seconds: connectTimeout / 1000 }), {
    hint: webServiceText('timeoutHint'),
    details: { waiting: 'connect' },
  })
}

function refusedRedirect(from: URL, status: number, to: URL | undefined): HttpError {
  return new HttpError('redirect', webServiceText('redirect', { server: from.host, status, url: shown(to) }), {
    hint: webServiceText('redirectHint'),
    status,
    sent: true,
  })
}

function reply(answer: Answer): Omit<HttpAnswer, 'url'> {
  const { status, body } = answer
  return { status, body, header: name => headerOf(answer, name.toLowerCase()) }
}

/** A URL without what might be secret in it. */
function shown(url: URL | undefined): string {
  return url ? `${url.protocol}//${url.host}${url.pathname}`.slice(0, 200) : '?'
}
