// From what Node, undici and HTTP say to what a person can use.

import { errors } from 'undici'
import { httpText } from '../base/texts/http.js'
import type { Ended } from './deadline.js'
import { HttpError } from './errors.js'
import type { Route } from './settings.js'

/** What is being waited for. */
export type Waiting = 'connect' | 'logon' | 'session' | 'reply'

/** The code of an error of Node or undici, and of the first of several; empty when it has none. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

/** An error of a parser without what was received, which may repeat what was sent, secrets included. */
export function withoutData(error: unknown): unknown {
  if (error instanceof Error) for (const name of ['data', 'rawPacket']) Reflect.deleteProperty(error, name)
  return error
}

/** No TCP connection came about. */
export function connectFailure(route: Route, error: unknown): HttpError {
  const code = codeOf(error)
  const { server, host, port, proxy } = route
  const details = { code, port: proxy?.port ?? port }
  if (proxy)
    return new HttpError('proxy', httpText('proxyUnreachable', { proxy: `${proxy.host}:${proxy.port}`, code }), {
      hint: httpText('proxyUnreachableHint'),
      cause: error,
      details,
    })
  if (/^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/.test(code))
    return new HttpError('resolve', httpText('unresolved', { host, code }), {
      hint: httpText('unresolvedHint'),
      cause: error,
      details,
    })
  const hint = code === 'ECONNREFUSED' ? httpText('refusedHint', { port }) : httpText('unreachableHint', { port })
  return new HttpError('unreachable', httpText('unreachable', { server, code }), { hint, cause: error, details })
}

/** OpenSSL's reasons by what they mean here. */
const tlsHints: readonly (readonly [RegExp, () => string])[] = [
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|INVALID_PACKET/, () => httpText('tlsPlainHint')],
  [/CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|ALERT_CERTIFICATE|NO_CERTIFICATE/, () => httpText('tlsClientHint')],
  [
    /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO|HANDSHAKE_FAILURE|TOO_SMALL|NO_SHARED|INSUFFICIENT/,
    () => httpText('tlsOldHint'),
  ],
]

/** @param error undefined when the server just closed the connection */
export function tlsFailure(route: Route, error?: unknown): HttpError {
  const code = codeOf(error) || 'ECONNRESET'
  const hint = tlsHints.find(([pattern]) => pattern.test(code))?.[1]() ?? httpText('tlsHint')
  return new HttpError('tls', httpText('tlsFailed', { server: route.server, code }), {
    hint,
    cause: error,
    details: { code },
  })
}

/** The time is up, or the caller gave up: then its reason is answered. */
export function endedFailure(route: Route, ended: Ended, waiting: Waiting, sent: boolean): unknown {
  if (ended.kind === 'abort') return ended.reason
  const { server, port } = route
  const { milliseconds } = ended
  const [message, hint] = {
    connect: () =>
      [httpText('timeoutConnect', { server, milliseconds }), httpText('unreachableHint', { port })] as const,
    logon: () => [httpText('timeoutLogon', { server, milliseconds }), httpText('timeoutLogonHint')] as const,
    session: () => [httpText('timeoutSession', { server, milliseconds }), httpText('timeoutSessionHint')] as const,
    reply: () => [httpText('timeoutReply', { server, milliseconds }), httpText('timeoutReplyHint')] as const,
  }[waiting]()
  return new HttpError('timeout', message, { hint, sent, details: { waiting } })
}

/** An exchange on a connection that stood has failed. @param error what undici says */
export function exchangeFailure(route: Route, error: unknown, sent: boolean): HttpError {
  if (error instanceof HttpError) return error
  const { server } = route
  const code = codeOf(error)
  const spokeTls = !route.secure && isTlsRecord(dataOf(error))
  const options = { cause: withoutData(error), sent, details: { code } }
  if (/CERTIFICATE|UNKNOWN_CA|ALERT/.test(code)) return tlsFailure(route, error)
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return new HttpError('protocol', httpText('headersTooLong', { server }), {
      ...options,
      hint: httpText('notHttpHint'),
    })
  if (error instanceof errors.HTTPParserError || code.startsWith('HPE_'))
    return new HttpError('protocol', httpText('notHttp', { server }), {
      ...options,
      hint: spokeTls ? httpText('tlsPortHint') : httpText('notHttpHint'),
    })
  return new HttpError('cut', httpText('cut', { server, code: code || 'ECONNRESET' }), {
    ...options,
    hint: httpText('cutHint'),
  })
}

/** What undici's parser could not read. */
function dataOf(error: unknown): Buffer {
  const data: unknown = error instanceof Error && 'data' in error ? error.data : undefined
  return typeof data === 'string' || data instanceof Uint8Array ? Buffer.from(data) : Buffer.alloc(0)
}

/** An alert or a handshake of TLS: RFC 8446 5.1. */
function isTlsRecord(data: Buffer): boolean {
  return (data[0] === 0x15 || data[0] === 0x16) && data[1] === 3
}

const statusHints: ReadonlyMap<number, () => string> = new Map([
  [403, () => httpText('status403Hint')],
  [404, () => httpText('status404Hint')],
  [405, () => httpText('status404Hint')],
  [413, () => httpText('status413Hint')],
  [415, () => httpText('status415Hint')],
  [502, () => httpText('status502Hint')],
  [503, () => httpText('status503Hint')],
  [504, () => httpText('status502Hint')],
])

/** What is known of a status besides. */
export interface StatusFacts {
  /** Of a redirect. */
  readonly location?: string
  /** Whether a message was sent; default true. */
  readonly sent?: boolean
  /** Whether it was sent in clear, without TLS. */
  readonly clear?: boolean
}

/** A status that brought no message. */
export function statusFailure(route: Route, status: number, facts: StatusFacts = {}): HttpError {
  const { server } = route
  const { location = '', sent = true, clear = false } = facts
  if (status >= 300 && status < 400)
    return new HttpError('redirect', httpText('redirect', { server, status }), {
      hint: httpText('redirectHint'),
      status,
      sent,
      details: { location: shownUrl(location) },
    })
  const hint = status === 500 && clear ? httpText('status500Hint') : statusHints.get(status)?.()
  return new HttpError('status', httpText('status', { server, status }), {
    hint: hint ?? httpText('statusHint'),
    status,
    sent,
  })
}

/** A URL without what might be secret in it. */
function shownUrl(text: string): string {
  if (!URL.canParse(text)) return text.split(/[?#]/)[0]?.slice(0, 200) ?? ''
  const url = new URL(text)
  return `${url.protocol}//${url.host}${url.pathname}`.slice(0, 200)
}

/** @param offered the schemes that the server named */
export function notOffered(
  route: Route,
  wanted: string,
  offered: readonly string[],
  allowUnencrypted: boolean,
): HttpError {
  const { server, secure } = route
  const has = (scheme: string) => offered.some(name => name.toLowerCase() === scheme)
  const hint =
    has('negotiate') && wanted === 'Negotiate'
      ? httpText('ntlmBlockedHint')
      : has('negotiate')
        ? httpText('useNegotiateHint')
        : has('ntlm')
          ? httpText('useNtlmHint')
          : has('basic')
            ? secure || allowUnencrypted
              ? httpText('useBasicHint')
              : httpText('basicOnlyHint')
            : has('kerberos')
              ? httpText('kerberosOnlyHint')
              : httpText('nothingOfferedHint')
  return new HttpError('notOffered', httpText('notOffered', { server, wanted, offered: offered.join(', ') || '-' }), {
    hint,
    status: 401,
    offered,
  })
}
