import type { IncomingMessage } from 'node:http'
import { Fingerprint, randomText } from './random.js'

interface Session {
  readonly cookie: Fingerprint
  readonly page: Fingerprint
  readonly token: string
}

/**
 * The browsers that may use this server. Each has a cookie, whose name is random for each server, for cookies ignore ports; and a
 * token that only its page knows.
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

  /** Opens a session; answers the `Set-Cookie` header that the browser gets. */
  open(): string {
    const value = randomText()
    const token = randomText()
    this.#sessions.push({ cookie: new Fingerprint(value), page: new Fingerprint(token), token })
    this.#sessions = this.#sessions.slice(-this.#most)
    return `${this.cookieName}=${value}; Path=/; HttpOnly; SameSite=Strict${this.#secure ? '; Secure' : ''}`
  }

  /** Whether the request carries the cookie of a session. */
  has(request: IncomingMessage): boolean {
    return this.#of(request) !== undefined
  }

  /** The token for the page of this session; undefined without a session. */
  tokenOf(request: IncomingMessage): string | undefined {
    return this.#of(request)?.token
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
