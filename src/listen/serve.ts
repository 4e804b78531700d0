import { hostname } from 'node:os'
import { FailedLogons } from './http/failed-logons.js'
import { openFront } from './http/front.js'
import { defaultLimits } from './limits.js'
import { logTo } from './log.js'
import type { ListenOptions, WsmanListener } from './options.js'
import { WsmanService } from './wsman/service.js'

const defaultGrace = 10_000

/**
 * Starts to listen for WS-Management: [MS-WSMV], as the WinRM service of Windows does.
 * @throws ArgumentError for an address, a port or a certificate that cannot be used
 */
export async function serveWsman(options: ListenOptions): Promise<WsmanListener> {
  const limits = { ...defaultLimits, ...options.limits }
  // NetBIOS names are short and in capitals.
  const computerName = options.computerName ?? hostname().replace(/\..*$/, '').toUpperCase().slice(0, 15)
  const log = logTo(options.onLog)
  const service = new WsmanService({ listen: options, limits, computerName, log })
  const front = await openFront({
    host: options.host ?? '127.0.0.1',
    port: options.port,
    tls: options.tls,
    policy: {
      accounts: options.accounts,
      computerName,
      requireChannelBindings: options.requireChannelBindings ?? true,
      requireMic: options.requireMic ?? true,
      basic: options.tls !== undefined && (options.allowBasic ?? true),
      failures: new FailedLogons(),
      limits,
      handler: service,
      everybody: false,
      allowUnencrypted: false,
      log,
    },
  })
  let closed: Promise<void> | undefined
  const close = (grace = defaultGrace): Promise<void> => {
    closed ??= (async () => {
      front.stop()
      await service.close(grace)
      await front.end()
    })()
    return closed
  }
  return {
    url: front.url,
    host: front.host,
    port: front.port,
    close: ({ grace } = {}) => close(grace),
    [Symbol.asyncDispose]: () => close(0),
  }
}
