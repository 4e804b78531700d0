import { ArgumentError, WmiError, WmilinkError } from '../../base/errors.js'
import { listenText } from '../../base/texts/listen.js'
import { ntlmHash } from '../../security/index.js'
import { writeFault } from '../../wsman/faults/index.js'
import type { FrontAnswer, FrontHandler } from '../http/connection.js'
import { FailedLogons } from '../http/failed-logons.js'
import { openFront } from '../http/front.js'
import { defaultLimits } from '../limits.js'
import { type ListenLog, logTo } from '../log.js'
import type { WsmanListener } from '../options.js'
import { identifyResponse } from '../wsman/identify.js'
import { type RequestShape, requestShape } from './request-shape.js'
import { readTrace, type TracedExchange } from './trace-file.js'

/** What is played, and where. */
export interface ReplayOptions {
  /** The text of a trace file. */
  readonly trace: string
  /** Its name, for errors. */
  readonly source?: string
  /** An address of the loopback; default 127.0.0.1. */
  readonly host?: string
  /** 0 picks a free one. */
  readonly port: number
  /** The password that NTLM needs, whoever logs on; default `replay`. Basic takes any, and without a logon is served, too. */
  readonly password?: string
  readonly onLog?: ListenLog
}

/** A trace at play. */
export interface Replay extends WsmanListener {
  /** Messages of the trace that have an answer. */
  readonly messages: number
}

/** The password that a player takes when none was chosen. */
export const replayPassword = 'replay'

/**
 * Plays a recorded trace as a server: a request is answered as the one of the trace that asked for the same; when it was asked several
 * times, by one answer after the other, then from the beginning again. A request that the trace does not have is answered by a fault.
 * @throws TextError for the trace; ArgumentError for an address that is none of the loopback, or cannot be used
 */
export async function replayTrace(options: ReplayOptions): Promise<Replay> {
  const { host = '127.0.0.1', port, trace, source, password = replayPassword, onLog } = options
  if (!loopback.test(host))
    throw new ArgumentError(listenText('replayAddress', { address: host }), { hint: listenText('replayAddressHint') })
  const log = logTo(onLog)
  const player = new Player(readTrace(trace, source), log)
  const hash = ntlmHash(password)
  const front = await openFront({
    host,
    port,
    tls: undefined,
    policy: {
      accounts: { hashOf: () => Promise.resolve(hash) },
      computerName: 'REPLAY',
      requireChannelBindings: false,
      requireMic: false,
      basic: true,
      everybody: true,
      allowUnencrypted: true,
      failures: new FailedLogons(),
      // Whatever a client has sent once is taken again, and nobody has to log on.
      limits: { ...defaultLimits, maxEnvelopeSize: 16 * 1024 * 1024, logonTimeout: 24 * 3_600_000 },
      handler: player,
      log,
    },
  })
  const close = () => front.end()
  return {
    url: front.url,
    host: front.host,
    port: front.port,
    messages: player.messages,
    close,
    [Symbol.asyncDispose]: close,
  }
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/

/** The answers to requests of one kind, and how many have been given. */
interface Answers {
  readonly exchanges: TracedExchange[]
  given: number
}

class Player implements FrontHandler {
  readonly closing = false
  readonly messages: number
  readonly #answers = new Map<string, Answers>()
  readonly #log: ReturnType<typeof logTo>

  constructor(exchanges: readonly TracedExchange[], log: ReturnType<typeof logTo>) {
    this.#log = log
    let messages = 0
    for (const exchange of exchanges) {
      const shape = shapeOf(exchange.request)
      if (!shape) continue
      messages += 1
      const known = this.#answers.get(shape.key)
      if (known) known.exchanges.push(exchange)
      else this.#answers.set(shape.key, { exchanges: [exchange], given: 0 })
    }
    this.messages = messages
  }

  anonymous(): FrontAnswer {
    return { status: 200, body: identifyResponse(true) }
  }

  async answer({ body, address, user }: { body: Buffer; address: string; user: string }): Promise<FrontAnswer> {
    try {
      const shape = requestShape(body)
      const answers = this.#answers.get(shape.key)
      const exchange = answers?.exchanges[answers.given % answers.exchanges.length]
      if (answers && exchange) {
        answers.given += 1
        return { status: exchange.status, body: answerTo(shape, exchange) }
      }
      if (shape.isIdentify) return { status: 200, body: identifyResponse(false) }
      const text = listenText('replayUnknown', { request: shape.text })
      this.#log('refused', text, { address, user })
      const error = new WmiError('WBEM_E_NOT_AVAILABLE', text, { hint: listenText('replayUnknownHint') })
      return { status: 500, body: writeFault(error, { relatesTo: shape.messageId, machine: 'REPLAY' }) }
    } catch (error) {
      const known = error instanceof WmiError ? error : new WmiError('WBEM_E_FAILED', listenText('internal'))
      return { status: 500, body: writeFault(known, { machine: 'REPLAY' }) }
    }
  }
}

function shapeOf(request: string): RequestShape | undefined {
  try {
    return requestShape(Buffer.from(request))
  } catch (error) {
    // What no server understood, none can be asked again.
    if (error instanceof WmilinkError) return undefined
    throw error
  }
}

const relatesTo = /(<(?:[\w.-]+:)?RelatesTo\b[^<>]*>)[^<]*(?=<\/)/

/** The answer as it came, but for the request that it belongs to. */
function answerTo({ messageId }: RequestShape, { response }: TracedExchange): Buffer | undefined {
  if (!response) return undefined
  const body = response.search(/<(?:[\w.-]+:)?Body[\s/>]/)
  const head = body < 0 ? response : response.slice(0, body)
  const id = messageId.replace(/[<>&]/g, '')
  return Buffer.from(head.replace(relatesTo, (_whole, open: string) => open + id) + response.slice(head.length))
}
