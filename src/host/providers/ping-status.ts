import { isIP } from 'node:net'
import { WmiError } from '../../base/errors.js'
import { hostLogText } from '../../base/texts/host-logs.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { type PingAnswer, parsePing, pingCodes } from './ping-output.js'

/** What one echo is asked to be, as the keys of its instance say. */
interface Echo {
  readonly Address: string
  readonly Timeout: number
  readonly BufferSize: number
  readonly TimeToLive: number
  readonly NoFragmentation: boolean
  readonly ResolveAddressNames: boolean
}

const defaults = { Timeout: 1000, BufferSize: 32, TimeToLive: 80, NoFragmentation: false, ResolveAddressNames: false }
const most = { Timeout: 60_000, BufferSize: 65_500, TimeToLive: 255 } as const
/** WSAHOST_NOT_FOUND */
const hostNotFound = 11_001
const mostEchoes = 1024
const atOnce = 16

/**
 * Win32_PingStatus: one echo to each Address that the query names, sent by the system's ping when the row is asked for. What
 * ping cannot be told (routes to record, source routes, time stamps, a type of service) has no instance.
 */
export function pingStatusProvider(machine: Machine): ProviderRegistration {
  async function* rows(query: ProviderQuery): AsyncGenerator<ProviderRow, void> {
    const echoes = echoesOf(query)
    if (!machine.programs.has('ping'))
      throw new WmiError('WBEM_E_PROVIDER_NOT_CAPABLE', hostLogText('noPing'), { hint: hostLogText('noPingHint') })
    for (let from = 0; from < echoes.length; from += atOnce) {
      const answers = echoes.slice(from, from + atOnce).map(echo => rowOf(echo, query.signal))
      yield* await Promise.all(answers)
    }
  }

  async function rowOf(echo: Echo, signal: AbortSignal): Promise<ProviderRow> {
    const answer = await send(echo, signal)
    const late = answer.milliseconds !== null && answer.milliseconds > echo.Timeout
    const reached = answer.status === pingCodes.success && !late
    return {
      ...echo,
      RecordRoute: 0,
      SourceRoute: '',
      SourceRouteType: 0,
      TimestampRoute: 0,
      TypeofService: 0,
      PrimaryAddressResolutionStatus: answer.resolved ? 0 : hostNotFound,
      ProtocolAddress: answer.address ?? '',
      ProtocolAddressResolved: echo.ResolveAddressNames ? (answer.name ?? '') : '',
      StatusCode: late ? pingCodes.timedOut : answer.status,
      ReplySize: reached ? answer.size : null,
      ResponseTime: reached ? answer.milliseconds : null,
      ResponseTimeToLive: reached ? answer.timeToLive : null,
      ReplyInconsistency: reached && answer.size !== null ? answer.size !== echo.BufferSize : null,
    }
  }

  /** @throws WmiError WBEM_E_PROVIDER_NOT_CAPABLE when ping may not send */
  async function send(echo: Echo, signal: AbortSignal): Promise<PingAnswer> {
    if (!isAddress(echo.Address)) return parsePing([], 'unknown host')
    const running = machine.programs.run('ping', argumentsOf(echo), signal)
    const lines: string[] = []
    for await (const line of running.lines) if (lines.length < 64) lines.push(line.slice(0, 1024))
    const { errors } = await running.end
    const answer = parsePing(lines, errors)
    if (answer.failure === null || signal.aborted) return answer
    throw new WmiError('WBEM_E_PROVIDER_NOT_CAPABLE', hostLogText('pingFailed', { reason: answer.failure }), {
      hint: hostLogText('pingFailedHint'),
    })
  }

  return { classes: ['Win32_PingStatus'], provider: { enumerate: rows } }
}

function argumentsOf(echo: Echo): string[] {
  return [
    ...(echo.ResolveAddressNames ? [] : ['-n']),
    ...['-c', '1'],
    ...['-W', String(Math.max(1, Math.ceil(echo.Timeout / 1000)))],
    ...['-s', String(echo.BufferSize)],
    ...['-t', String(echo.TimeToLive)],
    ...(echo.NoFragmentation ? ['-M', 'do'] : []),
    '--',
    echo.Address,
  ]
}

/** A host's name or an address: nothing that ping or a resolver could take for anything else. */
export function isAddress(text: string): boolean {
  if (isIP(text.replace(/%[\w.-]{1,15}$/, '')) !== 0) return !text.includes('%') || text.includes(':')
  return text.length <= 253 && /^(?!-)[\w-]{1,63}(?:\.(?!-)[\w-]{1,63})*\.?$/.test(text)
}

/** @throws WmiError WBEM_E_INVALID_QUERY without an Address, WBEM_E_QUOTA_VIOLATION for too many */
function echoesOf(query: ProviderQuery): Echo[] {
  const addresses = query.equals('Address')
  if (!addresses)
    throw new WmiError('WBEM_E_INVALID_QUERY', hostLogText('pingAddress'), { hint: hostLogText('pingAddressHint') })
  const numbers = (name: keyof typeof most) => {
    const values = query.equals(name) ?? [defaults[name]]
    return values.filter(value => typeof value === 'number' && value >= 0 && value <= most[name]).map(Number)
  }
  const switches = (name: 'NoFragmentation' | 'ResolveAddressNames') =>
    (query.equals(name) ?? [defaults[name]]).map(Boolean)
  const lists = [
    addresses.map(String),
    numbers('Timeout'),
    numbers('BufferSize'),
    numbers('TimeToLive').filter(value => value > 0),
    switches('NoFragmentation'),
    switches('ResolveAddressNames'),
  ] as const
  const count = lists.reduce((all, list) => all * list.length, 1)
  if (count > mostEchoes)
    throw new WmiError('WBEM_E_QUOTA_VIOLATION', hostLogText('pingTooMany', { count, most: mostEchoes }), {
      hint: hostLogText('pingTooManyHint'),
    })
  const [, timeouts, sizes, lives, fragmentations, resolutions] = lists
  return lists[0].flatMap(Address =>
    timeouts.flatMap(Timeout =>
      sizes.flatMap(BufferSize =>
        lives.flatMap(TimeToLive =>
          fragmentations.flatMap(NoFragmentation =>
            resolutions.map(ResolveAddressNames => ({
              ...{ Address, Timeout, BufferSize, TimeToLive },
              ...{ NoFragmentation, ResolveAddressNames },
            })),
          ),
        ),
      ),
    ),
  )
}
