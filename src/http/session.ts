import { httpText } from '../base/texts/http.js'
import { type SecurityContext, SecurityError, tlsServerEndPoint } from '../security/index.js'
import { challengeOf, offeredSchemes, readChallenges } from './challenges.js'
import { type Answer, Channel, headerOf } from './channel.js'
import { openLink } from './connector.js'
import type { ContextFactory } from './contexts.js'
import { Deadline } from './deadline.js'
import {
  encryptedType,
  isEncryptedType,
  negotiateProtocol,
  readEncrypted,
  soapType,
  wrapEncrypted,
} from './encrypted-message.js'
import { HttpError } from './errors.js'
import { notOffered, statusFailure } from './failures.js'
import { logOn, refused, securityFailure } from './logon.js'
import { isXmlType, readMediaType } from './media-type.js'
import type { Settings } from './settings.js'
import type { TlsClient } from './tls.js'
import type { Tracer } from './tracer.js'
import type { Exchange, Reply } from './transport.js'

/** How client certificates are announced: DSP0226 C.3.1. */
const certificateScheme = 'http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual'

/** Bytes that an encrypted answer may have besides its message. */
const wrapping = 64 * 1024

/** What opening a session needs. */
export interface SessionSetup {
  readonly settings: Settings
  readonly tls: TlsClient | undefined
  readonly createContext: ContextFactory
  readonly scheme: 'Negotiate' | 'NTLM'
  readonly tracer: Tracer | undefined
}

/**
 * Why an exchange failed, where another session may do better. unsent: nothing was written. cut: the connection ended before a byte of an
 * answer. unauthorized: the server does not know this session any more.
 */
export type SessionLoss = 'unsent' | 'cut' | 'unauthorized'

/** One connection that has logged on. Carries one exchange at a time; any failure ends it. */
export class Session {
  readonly #settings: Settings
  readonly #channel: Channel
  readonly #context: SecurityContext | undefined
  readonly #sealing: boolean
  readonly #authorization: string | undefined
  readonly #tracer: Tracer | undefined
  #loss: SessionLoss | undefined
  #answered: boolean

  private constructor(
    setup: SessionSetup,
    channel: Channel,
    context: SecurityContext | undefined,
    authorization: string | undefined,
  ) {
    const { settings } = setup
    this.#settings = settings
    this.#channel = channel
    this.#context = context
    this.#authorization = authorization
    this.#tracer = setup.tracer
    this.#sealing = !settings.secure && context?.protection.seal === true
    this.#answered = context !== undefined
  }

  /**
   * Connects and logs on.
   * @param told is called with what is being done, for who has to say what was waited for
   * @throws HttpError; SchemeChange; the reason of the signal
   */
  static async open(setup: SessionSetup, signal: AbortSignal, told: (stage: 'logon') => void): Promise<Session> {
    const { settings, tls, createContext } = setup
    const { credentials } = settings
    const link = await openLink(settings, tls, signal)
    const channel = new Channel(settings, link)
    if (credentials.kind === 'certificate') return new Session(setup, channel, undefined, certificateScheme)
    if (credentials.kind === 'basic') {
      const secret = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')
      return new Session(setup, channel, undefined, `Basic ${secret}`)
    }
    told('logon')
    const deadline = new Deadline(2 * settings.connectTimeout, signal)
    try {
      const bound = settings.channelBinding && link.certificate !== undefined
      const context = createContext({
        mechanism: credentials.kind,
        username: credentials.username,
        password: credentials.password,
        targetName: `HTTP/${settings.host}`,
        channelBindings: bound && link.certificate ? tlsServerEndPoint(link.certificate) : undefined,
        allowLegacy: settings.allowLegacyNtlm,
      })
      await logOn(channel, context, settings, setup.scheme, deadline, setup.tracer)
      if (!settings.secure && !context.protection.seal && !settings.allowUnencrypted)
        throw new HttpError('security', httpText('noSeal', { server: settings.server }), {
          hint: httpText('securityHint'),
        })
      return new Session(setup, channel, context, undefined)
    } catch (error) {
      channel.destroy()
      throw error
    } finally {
      deadline.clear()
    }
  }

  /** What the server called itself. */
  get peerName(): string | undefined {
    return this.#context?.peerName
  }

  /** Why the last exchange failed, where that tells whether to try again. */
  get loss(): SessionLoss | undefined {
    return this.#loss
  }

  /** Whether the server has accepted the credentials. */
  get proved(): boolean {
    return this.#answered
  }

  /** Whether a 401 on this session may mean that the server has forgotten it: not where each request carries the credentials. */
  get renewable(): boolean {
    return this.#context !== undefined
  }

  get dead(): boolean {
    return this.#channel.dead
  }

  get closed(): Promise<void> {
    return this.#channel.closed
  }

  destroy(): void {
    this.#channel.destroy()
  }

  /**
   * Sends a message and reads the answer.
   * @throws HttpError; the reason of the deadline's signal. The session is over then.
   */
  async exchange(request: Exchange, deadline: Deadline): Promise<Reply> {
    this.#loss = undefined
    try {
      return await this.#exchange(request, deadline)
    } catch (error) {
      this.#channel.destroy()
      throw error
    }
  }

  async #exchange(request: Exchange, deadline: Deadline): Promise<Reply> {
    const clearType = request.contentType ?? soapType
    const context = this.#sealing ? this.#context : undefined
    const told = this.#tracer?.request('message', this.#headers(clearType), request.body, this.#sealing)
    const body = context ? wrapEncrypted(negotiateProtocol, request.body, context, clearType) : request.body
    const headers = this.#headers(context ? encryptedType(negotiateProtocol) : clearType)
    const limit = this.#settings.maxReply + (context ? wrapping : 0)
    let answer: Answer
    try {
      answer = await this.#channel.post(headers, body, { deadline, waiting: 'reply', limit })
    } catch (error) {
      if (error instanceof HttpError && error.failure === 'cut' && !this.#channel.answered)
        this.#loss = this.#channel.sent ? 'cut' : 'unsent'
      throw error
    }
    const { reply, sealed } = this.#read(answer, told)
    told?.(answer, { body: reply.body, contentType: reply.contentType, sealed })
    this.#answered = true
    return reply
  }

  #headers(contentType: string): Record<string, string> {
    const headers: Record<string, string> = { 'content-type': contentType, 'user-agent': 'wmilink' }
    if (this.#authorization !== undefined) headers.authorization = this.#authorization
    return headers
  }

  /** @param told of an answer that is no message */
  #read(answer: Answer, told: ((answer: Answer) => void) | undefined): { reply: Reply; sealed: boolean } {
    try {
      if (answer.status === 401) throw this.#unauthorized(answer)
      if (answer.status >= 300 && answer.status < 400)
        throw statusFailure(this.#settings, answer.status, { location: headerOf(answer, 'location') })
      const contentType = headerOf(answer, 'content-type')
      if (this.#context && isEncryptedType(contentType))
        return { reply: this.#unseal(answer, contentType, this.#context), sealed: true }
      const { type } = readMediaType(contentType)
      const isMessage = answer.body.length > 0 && isXmlType(type)
      const isFailure = answer.status >= 400
      if (this.#sealing && (!isFailure || isMessage || looksLikeEnvelope(answer.body))) throw this.#inClear()
      if (isMessage) return { reply: { status: answer.status, contentType: type, body: answer.body }, sealed: false }
      if (isFailure)
        throw statusFailure(this.#settings, answer.status, { clear: !this.#settings.secure && !this.#sealing })
      throw new HttpError('protocol', httpText('noMessage', { server: this.#settings.server, type: type || '-' }), {
        hint: httpText('notHttpHint'),
        status: answer.status,
        sent: true,
      })
    } catch (error) {
      told?.(answer)
      throw error
    }
  }

  #unseal(answer: Answer, contentType: string, context: SecurityContext): Reply {
    const { data, signature, originalType } = readEncrypted(answer.body, contentType)
    try {
      context.unseal([{ bytes: data, kind: 'data' }], signature)
    } catch (error) {
      if (error instanceof SecurityError) throw securityFailure(this.#settings, error, true)
      throw error
    }
    if (data.length > this.#settings.maxReply)
      throw new HttpError(
        'protocol',
        httpText('replyTooLarge', { server: this.#settings.server, limit: this.#settings.maxReply }),
        {
          hint: httpText('replyTooLargeHint'),
          sent: true,
        },
      )
    return { status: answer.status, contentType: readMediaType(originalType).type, body: data }
  }

  #inClear(): HttpError {
    return new HttpError('security', httpText('replyInClear', { server: this.#settings.server }), {
      hint: httpText('securityHint'),
      sent: true,
    })
  }

  #unauthorized(answer: Answer): HttpError {
    const { credentials, allowUnencrypted } = this.#settings
    const challenges = readChallenges(answer.headers['www-authenticate'])
    if (credentials.kind === 'basic' && !challengeOf(challenges, 'Basic'))
      return notOffered(this.#settings, 'Basic', offeredSchemes(challenges), allowUnencrypted)
    this.#loss = 'unauthorized'
    // In clear anybody may have put the 401 in place of the answer.
    return refused(this.#settings, challenges, { sent: !this.#settings.secure, loggedOn: this.#context !== undefined })
  }
}

/** Whether an answer of another type has a message in it all the same. */
function looksLikeEnvelope(body: Buffer): boolean {
  return /<(?:[\w.-]+:)?Envelope[\s>]/.test(body.toString('latin1', 0, 4096))
}
