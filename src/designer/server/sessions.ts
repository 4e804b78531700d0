import type { IncomingMessage } from 'node:http'
import { Fingerprint, randomText } from './random.js'

interface Session {
  readonly cookie: Fingerprint
  readonly page: Fingerprint
}

/**
 * The browsers that may use this server. Each has a cookie, whose name is random for each server, for cookies ignore ports; and a
 * token that only its page knows. Browsers send the cookie to any server on this machine; what one of those gets is worth nothing
 * without the token.
 */
export class Sessions {
  readonly cookieName: string
  readonly #secure: boolean
  readonly #most: number
  #sessions: Session[] = []

  /** @param secure the server speaks TLS @param most sessions at a time; the oldest goes */
  constructor(secure: boolean, most: number) {
    this.#secure = secure
    this.#most = most
    this.cookieName = `${secure ? '__Host-' : ''}w${randomText()
      .replace(/[^a-zA-Z0-9]/g, '')
      .slice(0, 16)}`
  }

  /** Opens a session: the `Set-Cookie` header for the browser, and the token for its page. */
  open(): { readonly setCookie: string; readonly token: string } {
    const value = randomText()
    const token = randomText()
    this.#sessions.push({ cookie: new Fingerprint(value), page: new Fingerprint(token) })
    this.#sessions = this.#sessions.slice(-this.#most)
    const secure = this.#secure ? '; Secure' : ''
    return { setCookie: `${this.cookieName}=${value}; Path=/; HttpOnly; SameSite=Strict${secure}`, token }
  }

  /** Whether the request carries the cookie of a session. */
  has(request: IncomingMessage): boolean {
    return this.#of(request) !== undefined
  }

  /** Whether the token is that of the session whose cookie the request carries. */
  proves(request: IncomingMessage, token: string): boolean {
    return this.#of(request)?.page.matches(token) ?? false
  }

  #of(request: IncomingMessage): Session | undefined {
    const value = cookieOf(request, this.cookieName)
    return value === undefined ? undefined : this.#sessions.find(({ cookie }) => cookie.matches(value))
  }
}

/** The value of one cookie; undefined when it is absent or there twice, as when somebody tries to plant another one. */
function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map(pair => pair.trim())
  const found = pairs.filter(pair => pair.startsWith(`${name}=`))
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined
}
