// A way to a listener on which some requests are answered with a fault, as servers do that know less.
import type { ConnectOptions } from '../../../src/connect/connect.js'
import { decideTarget } from '../../../src/connect/target.js'
import { openWsman, transportOf } from '../../../src/connect/wsman/open.js'
import type { WmiHost } from '../../../src/host/host.js'
import { HttpError } from '../../../src/http/errors.js'
import type { Exchange, Lane, MessageTransport, Reply } from '../../../src/http/transport.js'
import { Call } from '../../../src/wmi/call.js'
import type { WmiServices } from '../../../src/wmi/services.js'
import { type WsmanSymbol, writeFault, wsmanCodes } from '../../../src/wsman/faults/index.js'
import { password, serve, user } from '../../listen/listener.js'

export interface Refusal {
  /** What the request says that is refused. */
  readonly when: RegExp
  /** `cut`: the connection ends instead. */
  readonly code: WsmanSymbol | number | 'cut'
  /** How many times; default always. */
  times?: number
}

export interface Refusing extends AsyncDisposable {
  readonly wmi: WmiServices
  readonly local: WmiServices
  /** The bodies that were sent. */
  readonly sent: string[]
  readonly notices: string[]
  readonly warnings: string[]
}

class RefusingTransport implements MessageTransport {
  readonly #inner: MessageTransport
  readonly #refusals: readonly Refusal[]
  readonly #rewrite: (reply: string) => string
  readonly sent: string[] = []

  constructor(inner: MessageTransport, refusals: readonly Refusal[], rewrite: (reply: string) => string) {
    this.#inner = inner
    this.#refusals = refusals
    this.#rewrite = rewrite
  }

  get url(): URL {
    return this.#inner.url
  }

  get peerName(): string | undefined {
    return this.#inner.peerName
  }

  async exchange(request: Exchange): Promise<Reply> {
    const body = Buffer.from(request.body).toString()
    this.sent.push(body)
    const refusal = this.#refusals.find(({ when, times = 1 }) => times > 0 && when.test(body))
    if (refusal?.times !== undefined) refusal.times -= 1
    if (refusal?.code === 'cut') throw new HttpError('cut', 'cut here', { sent: true })
    if (!refusal) {
      const reply = await this.#inner.exchange(request)
      return { ...reply, body: Buffer.from(this.#rewrite(reply.body.toString())) }
    }
    const relatesTo = /MessageID>([^<]*)</.exec(body)?.[1]
    const code = typeof refusal.code === 'number' ? refusal.code : wsmanCodes[refusal.code]
    return {
      status: 500,
      contentType: 'application/soap+xml',
      body: writeFault({ code, message: 'refused here' }, { relatesTo }),
    }
  }

  lane(): Lane {
    return this.#inner.lane()
  }

  close(): Promise<void> {
    return this.#inner.close()
  }
}

export async function refusing(
  refusals: readonly Refusal[],
  options: Partial<ConnectOptions> & { readonly host?: never } = {},
  { host, rewrite = reply => reply }: { readonly host?: WmiHost; readonly rewrite?: (reply: string) => string } = {},
): Promise<Refusing> {
  const served = await serve({ allowWrites: true, allowMethods: true }, host)
  const notices: string[] = []
  const warnings: string[] = []
  const all: ConnectOptions = {
    server: served.listener.url,
    namespace: 'root\\test',
    username: user,
    password,
    onNotice: text => notices.push(text),
    onWarning: text => warnings.push(text),
    ...options,
  }
  const target = decideTarget(all)
  if (target.kind === 'local') throw new Error('not a remote target')
  const transport = new RefusingTransport(transportOf(target, all), refusals, rewrite)
  const call = new Call()
  const { services } = await openWsman(target, all, call, transport)
  call.end()
  return {
    wmi: services,
    local: served.host.connect('root\\test'),
    sent: transport.sent,
    notices,
    warnings,
    async [Symbol.asyncDispose]() {
      await services.close()
      await served[Symbol.asyncDispose]()
    },
  }
}
