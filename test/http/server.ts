// A WinRM of few words for tests: it logs on, unseals, answers, seals, and misbehaves as it is told.

import { X509Certificate } from 'node:crypto'
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import {
  encryptedType,
  type HttpOptions,
  negotiateProtocol,
  readEncrypted,
  soapType,
  wrapEncrypted,
} from '../../src/http/index.js'
import {
  acceptNegotiateNtlm,
  NtlmAcceptor,
  ntlmHash,
  type SecurityAcceptor,
  SecurityError,
  tlsServerEndPoint,
} from '../../src/security/index.js'
import { vector } from '../vectors.js'

export const password = 'Pa$$w0rd-1'
export const ann = { kind: 'negotiate', username: 'SRV1\\ann', password } as const

/** One connection as the server sees it. */
export interface Connection {
  readonly id: number
  readonly socket: Socket
  acceptor: SecurityAcceptor | undefined
  /** Messages answered. */
  messages: number
}

export interface ClearAnswer {
  readonly status?: number
  readonly body?: string | Buffer
  readonly type?: string
  readonly headers?: OutgoingHttpHeaders
}

export interface TestServerOptions {
  readonly host?: string
  /** The name of a certificate in test/vectors/tls. */
  readonly certificate?: string
  readonly tls?: ServerOptions
  readonly requireChannelBindings?: boolean
  /** What a 401 offers; default Negotiate and Kerberos. */
  readonly offers?: readonly string[]
  /** Answers a clear message; default repeats it in an element. */
  readonly answer?: (body: string, connection: Connection) => ClearAnswer | Promise<ClearAnswer>
  /** Changes a sealed answer. */
  readonly tamper?: (sealed: Buffer, connection: Connection) => Buffer
  /** Changes the token of the server. */
  readonly tamperToken?: (token: Buffer, connection: Connection) => Buffer
  /** Takes a request over; true when it has answered. */
  readonly intercept?: (
    request: IncomingMessage,
    response: ServerResponse,
    connection: Connection,
    body: Buffer,
  ) => boolean | Promise<boolean>
}

export class TestServer {
  readonly connections: Connection[] = []
  logons = 0
  refusals = 0
  readonly messages: string[] = []
  readonly requests: IncomingMessage[] = []
  readonly #options: TestServerOptions
  readonly #server
  readonly #bySocket = new WeakMap<Socket, Connection>()
  readonly #open = new Set<Socket>()
  port = 0

  constructor(options: TestServerOptions) {
    this.#options = options
    const { certificate } = options
    const listener = (request: IncomingMessage, response: ServerResponse) => {
      this.#handle(request, response).catch(error => response.destroy(error))
    }
    this.#server = certificate
      ? createTlsServer(
          { cert: vector(`tls/${certificate}.pem`), key: vector(`tls/${certificate}.key`), ...options.tls },
          listener,
        )
      : createServer(listener)
    this.#server.keepAliveTimeout = 0
    this.#server.on('connection', (socket: Socket) => {
      this.#open.add(socket)
      socket.once('close', () => this.#open.delete(socket)).on('error', () => {})
    })
    this.#server.on(certificate ? 'secureConnection' : 'connection', (socket: Socket) => {
      const connection = { id: this.connections.length + 1, socket, acceptor: undefined, messages: 0 }
      this.connections.push(connection)
      this.#bySocket.set(socket, connection)
    })
  }

  static async start(options: TestServerOptions = {}, port = 0): Promise<TestServer> {
    const server = new TestServer(options)
    await new Promise<void>(resolve => server.#server.listen(port, options.host ?? '127.0.0.1', resolve))
    server.port = (server.#server.address() as AddressInfo).port
    return server
  }

  get url(): URL {
    const host = this.#options.host?.includes(':') ? `[${this.#options.host}]` : (this.#options.host ?? '127.0.0.1')
    return new URL(`${this.#options.certificate ? 'https' : 'http'}://${host}:${this.port}/wsman`)
  }

  /** Options of a client that trusts this server. */
  options(more: Partial<HttpOptions> = {}): HttpOptions {
    return {
      url: this.url,
      credentials: ann,
      ...(this.#options.certificate ? { tls: { ca: vector('tls/ca.pem').toString() } } : {}),
      ...more,
    }
  }

  /** Connections that stand. */
  get open(): number {
    return this.#open.size
  }

  drop(): void {
    for (const socket of this.#open) socket.destroy()
  }

  async stop(): Promise<void> {
    const stopped = new Promise<void>(resolve => this.#server.close(() => resolve()))
    this.drop()
    await stopped
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection = this.#bySocket.get(request.socket)
    if (!connection) throw new Error('no connection')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    this.requests.push(request)
    if (await this.#options.intercept?.(request, response, connection, body)) return
    const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ')
    if (/^(?:negotiate|ntlm)$/i.test(scheme)) await this.#logOn(response, connection, scheme, token)
    else if (scheme === 'Basic') {
      const right = Buffer.from(token, 'base64').toString() === `ann:${password}`
      if (right && this.#offers.some(offer => offer.startsWith('Basic')))
        await this.#message(response, connection, body, request)
      else this.#unauthorized(response)
    } else if (scheme.endsWith('/https/mutual')) {
      const { socket } = request
      if ('authorized' in socket && socket.authorized) await this.#message(response, connection, body, request)
      else this.#unauthorized(response)
    } else if (connection.acceptor?.established) await this.#message(response, connection, body, request)
    else this.#unauthorized(response)
  }

  get #offers(): readonly string[] {
    return this.#options.offers ?? ['Negotiate', 'Kerberos']
  }

  async #logOn(response: ServerResponse, connection: Connection, scheme: string, token: string): Promise<void> {
    if (!this.#offers.includes(scheme)) return this.#unauthorized(response)
    if (!connection.acceptor || connection.acceptor.established) connection.acceptor = this.#makeAcceptor(scheme)
    const { acceptor } = connection
    try {
      const step = await acceptor.step(Buffer.from(token, 'base64'))
      const given = step.token && (this.#options.tamperToken?.(Buffer.from(step.token), connection) ?? step.token)
      const header = given && { 'www-authenticate': `${scheme} ${Buffer.from(given).toString('base64')}` }
      if (acceptor.established) this.logons += 1
      response.writeHead(acceptor.established ? 200 : 401, { 'content-length': 0, ...header }).end()
    } catch (error) {
      if (!(error instanceof SecurityError)) throw error
      connection.acceptor = undefined
      this.refusals += 1
      this.#unauthorized(response)
    }
  }

  #makeAcceptor(scheme: string): SecurityAcceptor {
    const { certificate, requireChannelBindings } = this.#options
    const options = {
      accounts: {
        hashOf: async (user: string) => (user.toLowerCase() === 'ann' ? ntlmHash(password) : undefined),
      },
      computerName: 'SRV1',
      channelBindings: certificate && tlsServerEndPoint(new X509Certificate(vector(`tls/${certificate}.pem`)).raw),
      requireChannelBindings: requireChannelBindings ?? false,
    }
    const parts = { ...options, channelBindings: options.channelBindings || undefined }
    return scheme === 'NTLM' ? new NtlmAcceptor(parts) : acceptNegotiateNtlm(parts)
  }

  #unauthorized(response: ServerResponse): void {
    response.writeHead(401, { 'www-authenticate': [...this.#offers], 'content-length': 0 }).end()
  }

  async #message(
    response: ServerResponse,
    connection: Connection,
    body: Buffer,
    request: IncomingMessage,
  ): Promise<void> {
    const type = request.headers['content-type'] ?? ''
    const sealed = type.startsWith('multipart/encrypted')
    let clear = body
    if (sealed && connection.acceptor) {
      const message = readEncrypted(body, type)
      connection.acceptor.unseal([{ bytes: message.data, kind: 'data' }], message.signature)
      clear = message.data
    }
    this.messages.push(clear.toString())
    connection.messages += 1
    const answer = (await this.#options.answer?.(clear.toString(), connection)) ?? {}
    const text = Buffer.from(answer.body ?? `<echo>${clear}</echo>`)
    const answerType = answer.type ?? soapType
    if (!sealed || !connection.acceptor || answer.type === 'text/html' || text.length === 0) {
      response.writeHead(answer.status ?? 200, { 'content-type': answerType, ...answer.headers }).end(text)
      return
    }
    const wrapped = wrapEncrypted(negotiateProtocol, text, connection.acceptor, answerType)
    response
      .writeHead(answer.status ?? 200, { 'content-type': encryptedType(negotiateProtocol), ...answer.headers })
      .end(this.#options.tamper?.(wrapped, connection) ?? wrapped)
  }
}
