// What ping(8) writes, of iputils and of busybox, in the C locale.

/** StatusCode of Win32_PingStatus. */
export const pingCodes = {
  success: 0,
  netUnreachable: 11002,
  hostUnreachable: 11003,
  protocolUnreachable: 11004,
  portUnreachable: 11005,
  tooBig: 11009,
  timedOut: 11010,
  expired: 11013,
  generalFailure: 11050,
} as const

export interface PingAnswer {
  /** Null when the name could not be resolved: no echo was sent then. */
  readonly status: number | null
  readonly resolved: boolean
  /** The address that was asked. */
  readonly address: string | null
  /** The name of who answered, where names were asked for. */
  readonly name: string | null
  readonly milliseconds: number | null
  readonly timeToLive: number | null
  /** Bytes that came back, without the header of ICMP. */
  readonly size: number | null
  /** Why ping could not do its work at all. */
  readonly failure: string | null
}

const icmpHeader = 8
const header = /^PING (\S{1,255}) ?\(([0-9a-fA-F.:]+)(?:%\S+)?\)/
const reply =
  /^(\d+) bytes from (\S{1,255}?)(?: \(([^)\s]{1,255})\))?: (?:icmp_)?seq=\d+ (?:ident=\d+ )?ttl=(\d+) time=([\d.]+) ms/
const troubles: readonly (readonly [RegExp, number])[] = [
  [/destination net(?:work)? unreachable|network is unreachable/i, pingCodes.netUnreachable],
  [
    /destination host (?:unreachable|unknown)|no route to host|address unreachable|host is down/i,
    pingCodes.hostUnreachable,
  ],
  [/destination protocol unreachable/i, pingCodes.protocolUnreachable],
  [/destination port unreachable/i, pingCodes.portUnreachable],
  [/time to live exceeded|hop limit/i, pingCodes.expired],
  [/frag needed|message too long|packet too big/i, pingCodes.tooBig],
]
const unresolved =
  /name or service not known|name resolution|bad address|unknown host|no address associated|nodename nor servname|hostname/i
const notAllowed =
  /permission denied|operation not permitted|raw socket|lacking privilege|invalid option|unrecognized option|usage:/i

/** Reads one echo's outcome from the program's lines and its errors. */
export function parsePing(lines: readonly string[], errors: string): PingAnswer {
  const [, , address = null] = lines.map(line => header.exec(line)).find(match => match !== null) ?? []
  const base = { resolved: true, address, name: null, milliseconds: null, timeToLive: null, size: null, failure: null }
  const match = lines.map(line => reply.exec(line)).find(each => each !== null)
  if (match) {
    const [, size, from = '', inside, timeToLive, milliseconds] = match
    return {
      ...base,
      status: pingCodes.success,
      address: address ?? inside ?? from,
      name: inside === undefined ? null : from,
      milliseconds: Math.round(Number(milliseconds)),
      timeToLive: Number(timeToLive),
      size: Math.max(0, Number(size) - icmpHeader),
    }
  }
  const text = [...lines, errors].join('\n')
  const trouble = troubles.find(([pattern]) => pattern.test(text))
  if (trouble) return { ...base, status: trouble[1] }
  if (address === null && unresolved.test(errors)) return { ...base, status: null, resolved: false }
  if (notAllowed.test(errors)) return { ...base, status: null, failure: errors.trim().split('\n')[0] ?? '' }
  return { ...base, status: errors.trim() === '' ? pingCodes.timedOut : pingCodes.generalFailure }
}
