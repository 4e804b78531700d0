import type { Socket } from 'node:net'
import { Client } from 'undici'
import { httpText } from '../base/texts/http.js'
import type { Link } from './connector.js'
import { type Deadline, type Ended, longestDelay } from './deadline.js'
import { HttpError } from './errors.js'
import { endedFailure, exchangeFailure, type Waiting } from './failures.js'
import type { Route } from './settings.js'

const maxHeaders = 64 * 1024
/** Chunks of an answer that are kept as they came. */
const blockChunks = 1024

/** What came back, as it stood on the wire. */
export interface Answer {
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** One request, whatever its method. */
export interface ChannelRequest {
  readonly method: string
  /** Path and query; a whole URL where a proxy takes the request on. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
}

/** How one request ends. */
export interface PostTerms {
  readonly deadline: Deadline
  readonly waiting: Waiting
  /** Bytes of the largest body accepted. */
  readonly limit: number
}

/** HTTP over one socket, one request at a time. When the socket is gone the channel is dead; it never connects anew. */
export class Channel {
  readonly #route: Route
  readonly #socket: Socket
  readonly #client: Client
  readonly #path: string
  #handedOver = false
  #dead = false
  #sent = false
  #readBefore = 0
  readonly #closed: Promise<void>

  constructor(route: Route, link: Link) {
    this.#route = route
    this.#socket = link.socket
    this.#path = route.url.pathname
    this.#closed = new Promise(resolve => {
      link.socket.once('close', () => {
        this.#dead = true
        resolve()
      })
      if (link.socket.destroyed) resolve()
    })
    this.#client = new Client(route.url.origin, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      // When an idle session ends is decided by the pool.
      keepAliveTimeout: longestDelay,
      keepAliveMaxTimeout: longestDelay,
      // Less than the second that servers count in: with more, a server that keeps idle connections so short would be left at every answer.
      keepAliveTimeoutThreshold: 500,
      maxHeaderSize: maxHeaders,
      connect: (_options, callback) => {
        // A second connection would carry messages for a logon that it has not seen.
        const again = this.#handedOver
        this.#handedOver = true
        // The client wants its answer later.
        queueMicrotask(() => {
          if (again || link.socket.destroyed) callback(new Error('the connection is closed'), null)
          else callback(null, link.socket)
        })
      },
    })
  }

  /** True once the connection is of no use any more. */
  get dead(): boolean {
    return this.#dead || this.#socket.destroyed
  }

  /** When the socket is closed. */
  get closed(): Promise<void> {
    return this.#closed
  }

  /** Whether the last request may have reached the server. */
  get sent(): boolean {
    return this.#sent
  }

  /** Whether a byte came back since the last request began. */
  get answered(): boolean {
    return this.#socket.bytesRead > this.#readBefore
  }

  /**
   * Posts a body and reads the answer, whatever its status. Failures while a logon is waited for say that nothing was sent: tokens are no message.
   * @throws HttpError `cut`, `timeout`, `protocol`; the reason of the signal. The channel is dead then.
   */
  async post(headers: Readonly<Record<string, string>>, body: Uint8Array, terms: PostTerms): Promise<Answer> {
    return await this.send({ method: 'POST', path: this.#path, headers, body }, terms)
  }

  /** Sends any request and reads the answer, as {@link post} does. @throws as {@link post} */
  async send(request: ChannelRequest, terms: PostTerms): Promise<Answer> {
    this.#sent = false
    this.#readBefore = this.#socket.bytesRead
    const { deadline, waiting, limit } = terms
    const sent = () => this.#sent && waiting !== 'logon'
    let unwatch = () => {}
    try {
      return await new Promise<Answer>((resolve, reject) => {
        unwatch = deadline.watch((ended: Ended) => reject(endedFailure(this.#route, ended, waiting, sent())))
        if (deadline.ended) return
        const reader = new AnswerReader(limit, () => this.#tooLarge(limit, sent()))
        this.#client.dispatch(
          {
            path: request.path,
            // Declared a list of names, but any token is taken.
            method: request.method as 'POST',
            headers: { ...request.headers },
            body: request.body ?? null,
          },
          {
            onRequestStart: () => {
              this.#sent = true
            },
            onResponseStart: (_controller, status, fields) => reader.start(status, fields),
            onResponseData: (_controller, chunk) => reader.add(chunk),
            onResponseEnd: () => resolve(reader.end()),
            onResponseError: (_controller, error) => reject(exchangeFailure(this.#route, error, sent())),
          },
        )
      })
    } catch (error) {
      this.destroy()
      throw error
    } finally {
      unwatch()
    }
  }

  destroy(): void {
    this.#dead = true
    this.#client.destroy().catch(() => {})
    this.#socket.destroy()
  }

  #tooLarge(limit: number, sent: boolean): HttpError {
    return new HttpError('protocol', httpText('replyTooLarge', { server: this.#route.server, limit }), {
      hint: httpText('replyTooLargeHint'),
      sent,
    })
  }
}

/** Collects an answer. What it throws ends the request: undici hands it to onResponseError. */
class AnswerReader {
  readonly #limit: number
  readonly #tooLarge: () => HttpError
  /** Several chunks in one. */
  readonly #blocks: Buffer[] = []
  #chunks: Buffer[] = []
  #length = 0
  #status = 0
  #headers: Answer['headers'] = {}

  constructor(limit: number, tooLarge: () => HttpError) {
    this.#limit = limit
    this.#tooLarge = tooLarge
  }

  start(status: number, headers: Answer['headers']): void {
    // Interim answers (1xx) come before the final one.
    this.#status = status
    this.#headers = headers
    if (Number(headers['content-length'] ?? 0) > this.#limit) throw this.#tooLarge()
  }

  add(chunk: Buffer): void {
    this.#length += chunk.length
    if (this.#length > this.#limit) throw this.#tooLarge()
    // A chunk of one byte takes a hundred times its size.
    if (this.#chunks.push(chunk) < blockChunks) return
    this.#blocks.push(Buffer.concat(this.#chunks))
    this.#chunks = []
  }

  end(): Answer {
    const pieces = [...this.#blocks, ...this.#chunks]
    const [first] = pieces
    const body = first && pieces.length === 1 ? first : Buffer.concat(pieces, this.#length)
    return { status: this.#status, headers: this.#headers, body }
  }
}

/** The value of a header; of several the first. */
export function headerOf(answer: Answer, name: string): string {
  const value = answer.headers[name]
  return (typeof value === 'string' ? value : value?.[0]) ?? ''
}
