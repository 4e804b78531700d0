import type { Answer } from './channel.js'
import type { HttpOptions } from './options.js'
import type { ExchangeEvent } from './trace.js'

/** Values that prove who somebody is; their scheme alone is told. */
const blanked = new Set(['authorization', 'proxy-authorization', 'www-authenticate', 'authentication-info'])
const cookies = new Set(['cookie', 'set-cookie'])

/** Parameters of methods whose name says that their value is secret, such as StartPassword. */
const secretElement = /(<([\w.-]+:)?([\w.-]*(?:password|passwd|passphrase|secret))(?:\s[^<>]*)?>)[^<]+(<\/\2?\3\s*>)/gi

/** Tells of the exchanges of one session what stands in a trace. */
export class Tracer {
  readonly #tell: NonNullable<HttpOptions['onExchange']>
  readonly #session: number
  readonly #url: string

  constructor(tell: NonNullable<HttpOptions['onExchange']>, session: number, url: string) {
    this.#tell = tell
    this.#session = session
    this.#url = url
  }

  /** @returns what tells the answer, once it is read */
  request(
    purpose: ExchangeEvent['purpose'],
    headers: Readonly<Record<string, string>>,
    body: Uint8Array | undefined,
    sealed: boolean,
  ): (answer: Answer, clear?: { body: Uint8Array; contentType: string; sealed: boolean }) => void {
    const at = Date.now()
    const started = performance.now()
    const common = { session: this.#session, purpose, url: this.#url }
    const text = body === undefined ? undefined : Buffer.from(body).toString().replace(secretElement, '$1***$4')
    this.#tell({
      ...common,
      at,
      direction: 'request',
      headers: shown(headers),
      sealed,
      ...(text === undefined ? {} : { body: text }),
    })
    return (answer, clear) =>
      this.#tell({
        ...common,
        at: Date.now(),
        direction: 'response',
        status: answer.status,
        headers: shown(clear ? { ...answer.headers, 'content-type': clear.contentType } : answer.headers),
        sealed: clear?.sealed ?? false,
        ...(clear ? { body: Buffer.from(clear.body).toString() } : {}),
        milliseconds: performance.now() - started,
      })
  }
}

function shown(headers: Answer['headers']): Record<string, string> {
  const told: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue
    const lower = name.toLowerCase()
    const values = typeof value === 'string' ? [value] : value
    told[lower] = cookies.has(lower) ? '***' : blanked.has(lower) ? values.map(schemes).join(', ') : values.join(', ')
  }
  return told
}

/** `Negotiate TlRM…` is told as `Negotiate`; the address that certificates use for a scheme is kept. */
function schemes(value: string): string {
  return value
    .split(',')
    .map(piece => piece.trim().split(/\s/)[0] ?? '')
    .filter(scheme => !scheme.includes('='))
    .join(', ')
}
