import { ArgumentError } from '../base/errors.js'
import { httpText } from '../base/texts/http.js'
import type { Credentials, HttpOptions, TlsOptions } from './options.js'

/** Where a proxy is, and what proves who we are to it. */
export interface ProxyServer {
  readonly host: string
  readonly port: number
  /** The value of Proxy-Authorization; a secret. */
  readonly authorization: string | undefined
}

/** Where to connect to, and how. */
export interface Route {
  readonly url: URL
  readonly secure: boolean
  /** Without the brackets of IPv6. */
  readonly host: string
  readonly port: number
  /** How messages name the server: `sql01:5985`. */
  readonly server: string
  readonly tls: TlsOptions
  /** TLS 1.2 at most: Windows asks for a client certificate in a way of TLS 1.3 that Node does not know. */
  readonly capTls: boolean
  readonly proxy: ProxyServer | undefined
  /** Milliseconds. */
  readonly connectTimeout: number
}

/** {@link HttpOptions}, checked and with its defaults. Holds secrets: keep it in private fields. */
export interface Settings extends Route {
  readonly credentials: Credentials
  readonly allowUnencrypted: boolean
  readonly allowLegacyNtlm: boolean
  readonly channelBinding: boolean
  readonly maxConnections: number
  readonly idleTimeout: number
  readonly maxReply: number
}

/** @throws ArgumentError for options that cannot be right or are not allowed together */
export function readSettings(options: HttpOptions): Settings {
  const tls = options.tls ?? {}
  const { proxy, connectTimeout } = options
  const route = readRoute(options.url, { tls: options.tls, proxy, connectTimeout })
  const { credentials } = options
  const allowUnencrypted = options.allowUnencrypted ?? false
  if (credentials.kind === 'basic') {
    if (tls.insecure) refuse('basicInsecure', 'basicInsecureHint')
    if (!route.secure && !allowUnencrypted) refuse('basicClear', 'basicClearHint')
    if (credentials.username.includes(':')) refuse('basicColon', 'basicColonHint')
  }
  if (credentials.kind === 'certificate') {
    if (!route.secure) refuse('certificateClear', 'certificateClearHint')
    if (!tls.pfx && (!tls.certificate || !tls.key)) refuse('certificateMissing', 'certificateMissingHint')
  }
  return {
    ...route,
    credentials,
    allowUnencrypted,
    allowLegacyNtlm: options.allowLegacyNtlm ?? false,
    channelBinding: options.channelBinding ?? true,
    maxConnections: whole('maxConnections', options.maxConnections ?? 4),
    idleTimeout: whole('idleTimeout', options.idleTimeout ?? 60_000),
    maxReply: whole('maxReply', options.maxReply ?? 16 * 1024 * 1024),
  }
}

/** @throws ArgumentError */
export function readRoute(
  url: URL,
  options: {
    readonly tls?: TlsOptions | undefined
    readonly proxy?: string | undefined
    readonly connectTimeout?: number | undefined
  },
): Route {
  const secure = url.protocol === 'https:'
  const tls = options.tls ?? {}
  if (!secure && url.protocol !== 'http:') refuse('urlProtocol', 'urlHint')
  if (url.username || url.password || url.search || url.hash) refuse('urlParts', 'urlHint')
  // Even empty options ask for TLS, and who asked for it must not get sealed messages over http instead.
  if (!secure && options.tls !== undefined) refuse('tlsOverHttp', 'tlsOverHttpHint')
  const port = url.port ? Number(url.port) : secure ? 443 : 80
  return {
    url: new URL(url),
    secure,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    server: `${url.hostname}:${port}`,
    tls,
    capTls: tls.certificate !== undefined || tls.pfx !== undefined,
    proxy: options.proxy === undefined ? undefined : readProxy(options.proxy),
    connectTimeout: whole('connectTimeout', options.connectTimeout ?? 15_000),
  }
}

function readProxy(text: string): ProxyServer {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'http:' || !url.hostname || url.pathname !== '/' || url.search || url.hash)
    return refuse('proxyForm', 'proxyFormHint')
  const user = url.username || url.password ? `${decoded(url.username)}:${decoded(url.password)}` : undefined
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port ? Number(url.port) : 80,
    authorization: user === undefined ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
  }
}

/** A part of a URL; one that is badly escaped means itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function whole(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 1) throw new ArgumentError(httpText('wholeNumber', { name }))
  return value
}

type PlainKey = {
  [Key in keyof typeof httpText.table]: (typeof httpText.table)[Key]['en'] extends `${string}{${string}` ? never : Key
}[keyof typeof httpText.table]

function refuse(text: PlainKey, hint: PlainKey): never {
  throw new ArgumentError(httpText(text), { hint: httpText(hint) })
}
