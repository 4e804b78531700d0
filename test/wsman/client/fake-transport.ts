import type { Exchange, Lane, MessageTransport, Reply } from '../../../src/http/transport.js'
import { type RequestMessage, readRequest } from '../../../src/wsman/message/request.js'
import { actions } from '../../../src/wsman/names.js'
import { envelope, faultXml } from '../envelopes.js'

/** What the far side makes of a request: a body, a whole reply, or a failure. */
export type Answer = string | Reply | Error | Promise<string | Reply | Error>

/** One message that arrived. */
export interface Received {
  readonly message: RequestMessage
  readonly exchange: Exchange
  /** The last part of the action, such as `Pull`. */
  readonly verb: string
}

/** A way of messages that ends in a function. */
export class FakeTransport implements MessageTransport {
  readonly url = new URL('http://sql01:5985/wsman')
  readonly peerName = undefined
  readonly received: Received[] = []
  readonly lanes: { closed: boolean }[] = []
  readonly #respond: (received: Received, position: number) => Answer

  constructor(respond: (received: Received, position: number) => Answer) {
    this.#respond = respond
  }

  /** The verbs of all messages, in order. */
  get verbs(): string[] {
    return this.received.map(({ verb }) => verb)
  }

  async exchange(exchange: Exchange): Promise<Reply> {
    exchange.signal?.throwIfAborted()
    const message = readRequest(exchange.body)
    const received = { message, exchange, verb: verbOf(message) }
    this.received.push(received)
    const answer = await raised(exchange.signal, this.#respond(received, this.received.length - 1))
    if (answer instanceof Error) throw answer
    return typeof answer === 'string' ? reply(message, answer) : answer
  }

  lane(): Lane {
    const lane = { closed: false, close: async () => void Object.assign(lane, { closed: true }) }
    this.lanes.push(lane)
    return lane
  }

  async close(): Promise<void> {}
}

/** A reply that belongs to a request; 500 for a fault. */
export function reply(message: RequestMessage, body: string): Reply {
  const { messageId, action } = message.header
  const head = `<a:Action>${action}Response</a:Action>${messageId ? `<a:RelatesTo>${messageId}</a:RelatesTo>` : ''}`
  const status = body.startsWith('<s:Fault') ? 500 : 200
  return { status, contentType: 'application/soap+xml', body: envelope(head, body) }
}

/** Rows of a class R, one property each. */
export function rows(...values: number[]): string {
  return values
    .map(value => `<p:R xmlns:p="http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/R"><p:N>${value}</p:N></p:R>`)
    .join('')
}

export function enumerated(context: string, items: string, end = false): string {
  return `<n:EnumerateResponse><n:EnumerationContext>${context}</n:EnumerationContext><w:Items>${items}</w:Items>${end ? '<w:EndOfSequence/>' : ''}</n:EnumerateResponse>`
}

export function pulled(context: string, items: string, end = false): string {
  const next = context === '' ? '' : `<n:EnumerationContext>${context}</n:EnumerationContext>`
  return `<n:PullResponse>${next}<n:Items>${items}</n:Items>${end ? '<n:EndOfSequence/>' : ''}</n:PullResponse>`
}

export const timeOut = faultXml(2150858793, 'too slow', 'w:TimedOut')

function verbOf({ header }: RequestMessage): string {
  return header.action === actions.identify ? 'Identify' : header.action.slice(header.action.lastIndexOf('/') + 1)
}

async function raised<T>(signal: AbortSignal | undefined, work: T | Promise<T>): Promise<T> {
  if (!signal) return work
  let forget = (): void => undefined
  const abort = new Promise<never>((_, reject) => {
    const stop = (): void => reject(signal.reason)
    signal.addEventListener('abort', stop)
    forget = () => signal.removeEventListener('abort', stop)
  })
  try {
    return await Promise.race([work, abort])
  } finally {
    forget()
  }
}
