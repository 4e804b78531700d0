import { isIP } from 'node:net'

/** The proxy of an HTTP connection manager, and what goes past it. Holds a secret. */
export interface ProxyChoice {
  /** `http://proxy:8080` or `proxy:8080`. */
  readonly url: string
  /** Undefined: the proxy gets no credentials. */
  readonly username: string | undefined
  readonly password: string
  /** Addresses of this machine and names without a dot go past it, as in .NET. */
  readonly bypassLocal: boolean
}

/** Whether a request takes the proxy. */
export function goesThroughProxy({ bypassLocal }: ProxyChoice, target: URL): boolean {
  return !(bypassLocal && isLocal(target.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase()))
}

/** The proxy's address with its credentials, as the connector takes it. */
export function proxyUrl({ url, username, password }: ProxyChoice): string {
  const text = withScheme(url)
  if (!URL.canParse(text)) return text
  const whole = new URL(text)
  if (username !== undefined) {
    whole.username = encodeURIComponent(username)
    whole.password = encodeURIComponent(password)
  }
  return whole.href
}

/** A proxy may be given without `http://`. */
export function withScheme(url: string): string {
  const text = url.trim()
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
}

function isLocal(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return true
  return isIP(host) === 4 ? host.startsWith('127.') : isIP(host) === 0 && !host.includes('.')
}
