// HTTP as a test writes it: one connection, every header and every byte of it told.
import { Agent, type ClientRequest, type IncomingHttpHeaders, request } from 'node:http'
import { Agent as TlsAgent, request as tlsRequest } from 'node:https'
import {
  encryptedType,
  negotiateProtocol,
  readEncrypted,
  soapType,
  wrapEncrypted,
} from '../../src/http/encrypted-message.js'
import {
  NtlmInitiator,
  type NtlmInitiatorOptions,
  negotiateNtlm,
  type SecurityContext,
} from '../../src/security/index.js'
import { password, user } from './listener.js'

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** One connection at a time. */
export class RawClient {
  readonly #url: URL
  readonly #agent: Agent
  context: SecurityContext | undefined

  constructor(url: string) {
    this.#url = new URL(url)
    this.#agent =
      this.#url.protocol === 'https:'
        ? new TlsAgent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false })
        : new Agent({ keepAlive: true, maxSockets: 1 })
  }

  begin(
    headers: Record<string, string | string[]> = {},
    options: { method?: string; path?: string } = {},
  ): ClientRequest {
    const { method = 'POST', path = this.#url.pathname } = options
    const send = this.#url.protocol === 'https:' ? tlsRequest : request
    return send({
      agent: this.#agent,
      host: this.#url.hostname.replace(/[[\]]/g, ''),
      port: this.#url.port,
      method,
      path,
      headers,
    })
  }

  send(
    headers: Record<string, string | string[]> = {},
    body: Uint8Array | string = '',
    options: { method?: string; path?: string } = {},
  ): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const sent = this.begin({ 'Content-Length': String(Buffer.byteLength(body)), ...headers }, options)
      sent.once('error', reject)
      sent.once('response', response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.once('error', reject)
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        )
      })
      sent.end(body)
    })
  }

  /** Logs on; the answer to the last token. `last` goes with it: its headers and body. */
  async logOn(
    options: Partial<NtlmInitiatorOptions> & { scheme?: string; spnego?: boolean } = {},
    last: (context: SecurityContext) => { headers: Record<string, string>; body: Uint8Array } = () => ({
      headers: {},
      body: new Uint8Array(),
    }),
  ): Promise<RawAnswer> {
    const { scheme = 'Negotiate', spnego = false, ...ntlm } = options
    const whole = { username: user, password, ...ntlm }
    const context = spnego ? negotiateNtlm(whole) : new NtlmInitiator(whole)
    this.context = context
    let step = await context.step()
    for (;;) {
      const final = context.established || (!spnego && step.done)
      const { headers, body } = final ? last(context) : { headers: {}, body: new Uint8Array() }
      const answer = await this.send(
        { Authorization: `${scheme} ${Buffer.from(step.token ?? []).toString('base64')}`, ...headers },
        body,
      )
      const token = tokenOf(answer, scheme)
      if (answer.status !== 401 || !token) {
        if (token && !step.done) await context.step(token)
        return answer
      }
      step = await context.step(token)
    }
  }

  /** Sends a sealed message; the clear answer. */
  async sealed(clear: Uint8Array): Promise<RawAnswer> {
    const { context } = this
    if (!context) throw new Error('nobody has logged on')
    const answer = await this.send(
      { 'Content-Type': encryptedType(negotiateProtocol) },
      wrapEncrypted(negotiateProtocol, clear, context),
    )
    return { ...answer, body: this.unseal(answer) }
  }

  unseal(answer: RawAnswer): Buffer {
    if (answer.body.length === 0) return answer.body
    const { signature, data } = readEncrypted(answer.body, answer.headers['content-type'] ?? '')
    this.context?.unseal([{ bytes: data, kind: 'data' }], signature)
    return data
  }

  clear(body: Uint8Array, headers: Record<string, string> = {}): Promise<RawAnswer> {
    return this.send({ 'Content-Type': soapType, ...headers }, body)
  }

  close(): void {
    this.#agent.destroy()
  }

  [Symbol.dispose](): void {
    this.close()
  }
}

export function tokenOf(answer: RawAnswer, scheme = 'Negotiate'): Buffer | undefined {
  const header = answer.headers['www-authenticate'] ?? ''
  const [, token] = new RegExp(`^${scheme} ([A-Za-z0-9+/=]+)$`, 'i').exec(header) ?? []
  return token === undefined ? undefined : Buffer.from(token, 'base64')
}
