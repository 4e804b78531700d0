// Who may ask what: every request passes here before anything of it is looked at.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { designerServerText } from '../../base/texts/designer-server.js'
import { tokenHeader } from '../api/index.js'
import { readBody } from './body.js'
import { Refusal } from './failures.js'
import { commonHeaders, neverKept } from './headers.js'
import type { ServerLimits } from './limits.js'
import type { Logon } from './logon.js'
import { OneTimeLinks } from './one-time-links.js'
import { ledByAnother } from './origin.js'
import { type PlainPageName, sendPlainPage } from './plain-pages.js'
import { Sessions } from './sessions.js'

/** How browsers get in: by links with a token on this machine, by a password from others. */
export interface GateOptions {
  readonly secure: boolean
  readonly limits: ServerLimits
  /** Milliseconds. */
  readonly now: () => number
  /** Instead of links. */
  readonly logon: Logon | undefined
}

/** How browsers get a session, and whether a request has one. */
export class Gate {
  readonly #links: OneTimeLinks
  readonly #sessions: Sessions
  readonly #logon: Logon | undefined
  readonly #limits: ServerLimits

  constructor({ secure, limits, now, logon }: GateOptions) {
    this.#links = new OneTimeLinks(limits.tokenLifetime, limits.wrongTokens, now)
    this.#sessions = new Sessions(secure, limits.sessions)
    this.#logon = logon
    this.#limits = limits
  }

  /** The query of a new link; empty where a password is asked. */
  newQuery(): string {
    return this.#logon ? '' : `?token=${this.#links.make()}`
  }

  /** Whether the browser that asks has a session. */
  knows(request: IncomingMessage): boolean {
    return this.#sessions.has(request)
  }

  /** GET of `/` by who may not see the page: takes the token of a link, or says how to get in. */
  enter(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): void {
    const token = query.get('token')
    if (this.#logon) sendPlainPage(request, response, 'logon')
    else if (token === null) sendPlainPage(request, response, ledByAnother(request) ? 'continue' : 'stale')
    // Who only looks ahead or at the headers does not use it up.
    else if (request.method !== 'GET' || isPrefetch(request)) sendPlainPage(request, response, 'stale')
    else this.#take(request, response, token)
  }

  /** POST of the password. @throws Refusal where no password is asked, and for a body that is none */
  async logOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#logon) throw new Refusal(404, designerServerText('notHere'))
    if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
      throw new Refusal(415, designerServerText('badRequest'))
    const body = await readBody(request, { body: 16_384, bodyTime: this.#limits.bodyTime })
    const password = new URLSearchParams(body.toString('utf8')).get('password') ?? ''
    const outcome = await this.#logon.check(password)
    if (outcome === 'right') this.#admit(response)
    else sendPlainPage(request, response, outcome === 'busy' ? 'logonBusy' : 'logonWrong')
  }

  /** @throws Refusal 401 without a session, 403 without the token of its page */
  checkPage(request: IncomingMessage): void {
    if (!this.knows(request))
      throw new Refusal(401, designerServerText('noSession'), designerServerText('noSessionHint'))
    const token = request.headers[tokenHeader]
    if (typeof token !== 'string' || !this.#sessions.proves(request, token))
      throw new Refusal(403, designerServerText('wrongToken'), designerServerText('wrongTokenHint'))
  }

  #take(request: IncomingMessage, response: ServerResponse, token: string): void {
    const outcome = this.#links.take(token)
    const page: Readonly<Record<Exclude<typeof outcome, 'accepted'>, PlainPageName>> = {
      refused: 'stale',
      locked: 'locked',
    }
    if (outcome === 'accepted') this.#admit(response)
    else sendPlainPage(request, response, page[outcome])
  }

  #admit(response: ServerResponse): void {
    const { setCookie, token } = this.#sessions.open()
    // What follows # is for the page alone: no browser sends it to a server.
    response.writeHead(303, { ...commonHeaders, ...neverKept, Location: `/#${token}`, 'Set-Cookie': setCookie })
    response.end()
  }
}

function isPrefetch({ headers }: IncomingMessage): boolean {
  return /prefetch|prerender/i.test(`${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''}`)
}
