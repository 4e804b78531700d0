import { HttpError } from '../../http/errors.js'
import type { Lane, MessageTransport, Reply } from '../../http/transport.js'
import { wsmanCodes } from '../faults/codes.js'
import { isFault } from '../faults/fault-error.js'
import { newMessageId } from '../message/message-id.js'
import { writeRequest } from '../message/write.js'
import type { OperationOption, RequestHeader, Resource } from '../types.js'
import { pause } from './pause.js'

/** What every call may say. */
export interface WsmanCall {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds without progress; 0 and undefined: no limit. */
  readonly timeout?: number | undefined
  /** Sent besides those of the client. */
  readonly options?: readonly OperationOption[] | undefined
  /** Such as `fr-FR`; default that of the client. */
  readonly locale?: string | undefined
  /** Rather waits for a moment for a busy session than opens another one. */
  readonly patient?: boolean | undefined
}

/** What holds for all messages of a client. */
export interface WsmanClientOptions {
  /** Bytes of the largest answer; default 512,000, and 153,600 for servers that refuse that. */
  readonly maxEnvelopeSize?: number | undefined
  /** Milliseconds that the server may work on one message, at most; default 60,000. */
  readonly operationTimeout?: number | undefined
  /** Items in one answer; default 32,000. */
  readonly maxElements?: number | undefined
  readonly locale?: string | undefined
  readonly options?: readonly OperationOption[] | undefined
  /** How to wait between tries; for tests. */
  readonly pause?: typeof pause | undefined
}

/** One message to send. */
export interface OutgoingMessage {
  readonly action: string
  readonly resource: Resource
  readonly body: string
  readonly call: WsmanCall
  /** Whether asking twice does no harm. */
  readonly repeatable: boolean
  /** Bytes of the largest answer, where it must be that of an earlier message; then a refusal of the size is final. */
  readonly envelopeSize?: number | undefined
  /** Milliseconds that the server may work; default as the call and the client say. */
  readonly operationTimeout?: number | undefined
  readonly identifier?: string | undefined
  readonly lane?: Lane | undefined
}

/** An answer, read, and the envelope size that was asked for. */
export interface Answer<T> {
  readonly value: T
  readonly envelopeSize: number
}

/** What servers before Windows Server 2012 take at most. */
const oldEnvelopeSize = 153_600
const defaultEnvelopeSize = 512_000
const defaultOperationTimeout = 60_000
const shortestOperationTimeout = 500

/** Milliseconds that an answer may take longer than the server works on it. */
const slack = 15_000

/** Pauses before the tries that follow a server's "too busy". */
const pauses = [1000, 2000, 4000]

/** Sends messages, and sends them again where the protocol says so: [MS-WSMV], DSP0226 13. */
export class Messenger {
  readonly transport: MessageTransport
  readonly maxElements: number
  readonly pause: typeof pause
  readonly #options: WsmanClientOptions
  #envelopeSize: number
  readonly #background = new Set<Promise<unknown>>()

  constructor(transport: MessageTransport, options: WsmanClientOptions) {
    this.transport = transport
    this.maxElements = options.maxElements ?? 32_000
    this.pause = options.pause ?? pause
    this.#options = options
    this.#envelopeSize = options.maxEnvelopeSize ?? defaultEnvelopeSize
  }

  /** Milliseconds for the server's work on one message. @param limit what is left of the caller's patience; 0: no limit */
  operationTimeout(limit: number): number {
    const most = this.#options.operationTimeout ?? defaultOperationTimeout
    return Math.max(shortestOperationTimeout, limit > 0 ? Math.min(most, limit) : most)
  }

  /**
   * Sends a message and reads its answer. Waits and repeats when the server is too busy, up to three times; repeats once when it asks for
   * that, or for a smaller envelope.
   * @throws what the transport and `read` throw
   */
  async send<T>(message: OutgoingMessage, read: (reply: Reply, messageId: string) => T): Promise<Answer<T>> {
    const started = performance.now()
    let waits = 0
    let repeated = false
    for (;;) {
      const envelopeSize = message.envelopeSize ?? this.#envelopeSize
      try {
        return { value: await this.#exchange(message, envelopeSize, read), envelopeSize }
      } catch (error) {
        const wait = pauses[waits]
        if (isBusy(error) && wait !== undefined && this.#hasTime(message.call, started, wait)) {
          waits += 1
          await this.pause(wait, message.call.signal)
        } else if (!repeated && isFault(error, wsmanCodes.ERROR_WSMAN_DIFFERENT_AUTHZ_TOKEN)) repeated = true
        else if (message.envelopeSize === undefined && this.#asksForLess(error, envelopeSize))
          this.#envelopeSize = Math.min(this.#envelopeSize, oldEnvelopeSize)
        else throw error
      }
    }
  }

  /** Sends a message that is not made here: Identify. */
  async sendBytes<T>(body: Buffer, call: WsmanCall, read: (reply: Reply) => T): Promise<T> {
    const operationTimeout = this.operationTimeout(call.timeout ?? 0)
    return read(await this.transport.exchange({ body, repeatable: true, ...this.#way(call, operationTimeout) }))
  }

  /** Lets work go on that nobody waits for, such as releasing what was left; it must not fail. */
  track(work: Promise<unknown>): void {
    this.#background.add(work)
    void work.then(() => this.#background.delete(work))
  }

  /** Waits for that work. */
  async settle(): Promise<void> {
    await Promise.all(this.#background)
  }

  async #exchange<T>(
    message: OutgoingMessage,
    maxEnvelopeSize: number,
    read: (reply: Reply, messageId: string) => T,
  ): Promise<T> {
    const { call, resource } = message
    const operationTimeout = message.operationTimeout ?? this.operationTimeout(call.timeout ?? 0)
    const locale = call.locale ?? this.#options.locale
    const header: RequestHeader = {
      to: this.transport.url.href,
      action: message.action,
      messageId: newMessageId(),
      uri: resource.uri,
      selectors: resource.selectors,
      options: [...(this.#options.options ?? []), ...(call.options ?? [])],
      maxEnvelopeSize,
      operationTimeout,
      ...(locale === undefined ? {} : { locale }),
      ...(message.identifier === undefined ? {} : { identifier: message.identifier }),
    }
    const reply = await this.transport.exchange({
      body: writeRequest(header, message.body),
      repeatable: message.repeatable,
      lane: message.lane,
      ...this.#way(call, operationTimeout),
    })
    return read(reply, header.messageId)
  }

  #way(
    { signal, patient }: WsmanCall,
    operationTimeout: number,
  ): { timeout: number; signal?: AbortSignal; patient?: boolean } {
    return { timeout: operationTimeout + slack, ...(signal ? { signal } : {}), ...(patient ? { patient } : {}) }
  }

  #hasTime({ timeout = 0 }: WsmanCall, started: number, wait: number): boolean {
    return timeout === 0 || performance.now() - started + wait < timeout
  }

  #asksForLess(error: unknown, size: number): boolean {
    return size > oldEnvelopeSize && isFault(error, wsmanCodes.ERROR_WSMAN_MAX_ENVELOPE_SIZE)
  }
}

/** Whether a server has refused to begin, for the moment. */
function isBusy(error: unknown): boolean {
  if (error instanceof HttpError) return error.failure === 'status' && error.status === 503
  return isFault(error, wsmanCodes.ERROR_WSMAN_QUOTA_USER) || isFault(error, wsmanCodes.ERROR_WSMAN_QUOTA_SYSTEM)
}
