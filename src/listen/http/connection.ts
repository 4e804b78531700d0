import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { listenText } from '../../base/texts/listen.js'
import {
  encryptedType,
  HttpError,
  isEncryptedType,
  negotiateProtocol,
  readEncrypted,
  wrapEncrypted,
} from '../../http/index.js'
import { SecurityError } from '../../security/index.js'
import type { ListenLimits } from '../limits.js'
import type { Admission } from './admission.js'
import { type HttpAnswer, isSoapType, send, soapType } from './answer.js'
import { readAuthorization } from './authorization.js'
import { BodyTooLarge, hasBody, readBody } from './body.js'
import { Logon, type LogonPolicy, type Session } from './logon.js'

/** A message whose sender is known. */
export interface FrontRequest {
  /** The clear message. */
  readonly body: Buffer
  readonly user: string
  readonly address: string
  /** Raised when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

/** The answer to a message; without a body only the status is told. */
export interface FrontAnswer {
  readonly status: number
  readonly body: Buffer | undefined
}

/** Who answers messages. Neither function may throw. */
export interface FrontHandler {
  answer(request: FrontRequest): Promise<FrontAnswer>
  /** Answers a message of somebody unknown; undefined: not served. */
  anonymous(body: Buffer): FrontAnswer | undefined
  /** True: requests that have not logged on are turned away. */
  readonly closing: boolean
}

/** What the connections of a listener have in common. */
export interface ConnectionPolicy extends LogonPolicy {
  readonly limits: ListenLimits
  readonly handler: FrontHandler
  readonly admission: Admission
  /** Takes and gives clear messages without TLS. */
  readonly allowUnencrypted: boolean
}

const identifyPath = '/wsman-anon/identify'
/** Bytes of a body around an encrypted message. */
const wrapping = 4096
/** Milliseconds for which an account that was there counts as being there. */
const accountTime = 1000
/** Requests that may wait behind one that is worked on. */
const mostQueued = 8

/**
 * One TCP connection: who is at its other end, and its requests, one after the other, for sealing goes on from message to message.
 */
export class ListenConnection {
  readonly #socket: Socket
  readonly #policy: ConnectionPolicy
  readonly #secure: boolean
  readonly #address: string
  readonly #logon: Logon
  #session: Session | undefined
  /** Whose messages have shown that the keys are known, so that the logon counts. */
  #proven = ''
  /** When the account of the session was last seen. */
  #seen = 0
  #queued = 0
  #turn: Promise<void> = Promise.resolve()
  #deadline: NodeJS.Timeout | undefined
  /** An answer has said that the connection ends: what was sent behind its request is not looked at. */
  #over = false

  constructor(socket: Socket, policy: ConnectionPolicy) {
    this.#socket = socket
    this.#policy = policy
    this.#secure = socket instanceof TLSSocket
    this.#address = (socket.remoteAddress ?? '').replace(/^::ffff:(?=[\d.]+$)/, '')
    this.#logon = new Logon(policy, this.#address)
    this.#deadline = setTimeout(() => socket.destroy(), policy.limits.logonTimeout)
    this.#deadline.unref()
    socket.once('close', () => clearTimeout(this.#deadline))
  }

  /** When the requests that have come are answered. */
  get idle(): Promise<void> {
    return this.#turn
  }

  destroy(): void {
    this.#socket.destroy()
  }

  /** Takes a request in its turn. */
  take(request: IncomingMessage, response: ServerResponse): void {
    if (this.#queued >= mostQueued) {
      this.#socket.destroy()
      return
    }
    this.#queued += 1
    this.#turn = this.#turn
      .then(() => this.#serve(request, response))
      .catch((error: unknown) => this.#broken(error))
      .finally(() => {
        this.#queued -= 1
      })
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#over || this.#socket.destroyed) return
    const answer = await this.#answer(request, response)
    this.#over = answer.close === true
    await send(response, answer, this.#policy.limits.sendTimeout)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<HttpAnswer> {
    const { limits, handler } = this.#policy
    if (request.rawHeaders.length / 2 > limits.maxHeaders) return { status: 431, close: true }
    const path = pathOf(request.url)
    if (path !== '/wsman' && path !== identifyPath) return { status: 404 }
    if (request.method !== 'POST') return { status: 405, headers: { Allow: 'POST' } }
    if (path === identifyPath) return this.#anonymous(request)

    const authorization = readAuthorization(request.headers.authorization)
    if (!authorization && !(await this.#stands())) return { ...this.#unknown(), close: true }
    if (!authorization && (this.#session || this.#policy.everybody)) return this.#message(request, response)
    if (!authorization) return this.#unknown()
    if (handler.closing) return { status: 503, close: true }
    // Whoever logs on anew is nobody until that is done.
    this.#session = undefined
    const step = await this.#logon.step(authorization, this.#certificateName())
    if (step.kind === 'busy') return { status: 503, close: true }
    if (step.kind === 'refused') return { ...this.#unknown(), close: true }
    if (step.kind === 'continue') return { status: 401, headers: { 'WWW-Authenticate': step.challenge } }
    return this.#loggedOn(step.session, step.challenge, request, response)
  }

  async #loggedOn(
    session: Session,
    challenge: string | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<HttpAnswer> {
    this.#session = session
    this.#seen = performance.now()
    const headers = challenge === undefined ? {} : { 'WWW-Authenticate': challenge }
    try {
      // The empty request that only carries the last token.
      if (session.context && !hasBody(request)) return { status: 200, headers }
      const answer = await this.#message(request, response)
      return { ...answer, headers: { ...answer.headers, ...headers } }
    } finally {
      // Basic and certificates are for one request.
      if (!session.context) this.#session = undefined
    }
  }

  /** False when the account of the session is gone, or has another password: then nobody is logged on any more. */
  async #stands(): Promise<boolean> {
    const session = this.#session
    if (!session || performance.now() - this.#seen < accountTime) return true
    if (await session.stands()) {
      this.#seen = performance.now()
      return true
    }
    this.#log('refused', listenText('accountGone'))
    this.#session = undefined
    return false
  }

  #unknown(): HttpAnswer {
    if (this.#policy.handler.closing) return { status: 503, close: true }
    const schemes = ['Negotiate', ...(this.#policy.basic ? ['Basic realm="WSMAN"'] : [])]
    return { status: 401, headers: { 'WWW-Authenticate': schemes } }
  }

  async #anonymous(request: IncomingMessage): Promise<HttpAnswer> {
    if (request.headers.wsmanidentify?.toString().toLowerCase() !== 'unauthenticated') return this.#unknown()
    if (!isSoapType(request.headers['content-type'])) return { status: 415 }
    const body = await this.#read(request, wrapping)
    if (!body) return { status: 413, close: true }
    const answer = this.#policy.handler.anonymous(body)
    return answer ? { status: answer.status, type: soapType, body: answer.body } : this.#unknown()
  }

  /** A request on a connection that has logged on. */
  async #message(request: IncomingMessage, response: ServerResponse): Promise<HttpAnswer> {
    const { limits, allowUnencrypted } = this.#policy
    const type = request.headers['content-type'] ?? ''
    const sealed = isEncryptedType(type)
    if (!sealed && !this.#secure && !allowUnencrypted) {
      this.#log('refused', listenText('clearRefused'))
      return { status: 500 }
    }
    if (!sealed && !isSoapType(type)) return { status: 415 }
    const body = await this.#read(request, limits.maxEnvelopeSize + (sealed ? wrapping : 0))
    if (!body) return { status: 413, close: true }
    const clear = sealed ? this.#unseal(body, type) : body
    if (!clear) return { status: 400, close: true }
    this.#prove()
    const answer = await this.#ask(clear, response)
    const close = answer.status === 503
    if (!answer.body) return { status: answer.status, close }
    if (!sealed) return { status: answer.status, type: soapType, body: answer.body, close }
    return { status: answer.status, type: encryptedType(negotiateProtocol), body: this.#seal(answer.body), close }
  }

  async #ask(body: Buffer, response: ServerResponse): Promise<FrontAnswer> {
    const left = new AbortController()
    const leave = () => left.abort()
    response.once('close', leave)
    try {
      const user = this.#session?.user ?? ''
      return await this.#policy.handler.answer({ body, user, address: this.#address, signal: left.signal })
    } finally {
      response.off('close', leave)
    }
  }

  #unseal(body: Buffer, type: string): Buffer | undefined {
    const context = this.#session?.context
    try {
      if (!context) throw new SecurityError('malformed', listenText('sealedWithoutKeys'))
      const { protocol, originalType, signature, data } = readEncrypted(body, type)
      if (protocol.toLowerCase() !== negotiateProtocol.toLowerCase() || !isSoapType(originalType))
        throw new SecurityError('malformed', listenText('sealedType'))
      context.unseal([{ bytes: data, kind: 'data' }], signature)
      return data
    } catch (error) {
      if (!(error instanceof SecurityError || error instanceof HttpError)) throw error
      this.#log('refused', error.message)
      return undefined
    }
  }

  #seal(clear: Buffer): Buffer {
    const context = this.#session?.context
    if (!context) throw new SecurityError('malformed', listenText('sealedWithoutKeys'))
    // As Windows answers: there are clients that look for the tab.
    return wrapEncrypted(negotiateProtocol, clear, context, soapType, '\t')
  }

  #prove(): void {
    const session = this.#session
    const who = `${session?.method} ${session?.user}`
    if (!session || this.#proven === who) return
    this.#proven = who
    clearTimeout(this.#deadline)
    this.#policy.admission.loggedOn(this.#socket)
    this.#policy.failures.succeeded(this.#address, session.user)
    this.#log('logon', listenText('logon', { method: session.method }))
  }

  /** Undefined: too large. */
  async #read(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
    try {
      return await readBody(request, limit)
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error
      this.#log('refused', listenText('bodyTooLarge', { max: limit }))
      return undefined
    }
  }

  /** The common name of a client certificate that the authority of the options has signed. */
  #certificateName(): string | undefined {
    const socket = this.#socket
    if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined
    const name: unknown = socket.getPeerCertificate().subject?.CN
    return typeof name === 'string' ? name : undefined
  }

  /** The connection is of no use any more; whose fault it was tells the log, unless the caller has just gone. */
  #broken(error: unknown): void {
    const gone = this.#socket.destroyed || this.#socket.readyState !== 'open'
    if (!gone) this.#log('failed', error instanceof Error ? error.message : String(error))
    this.#socket.destroy()
  }

  #log(event: 'logon' | 'refused' | 'failed', text: string): void {
    this.#policy.log(event, text, { address: this.#address, user: this.#session?.user })
  }
}

function pathOf(url: string | undefined): string {
  return (url ?? '').replace(/\?.*$/s, '').toLowerCase()
}
