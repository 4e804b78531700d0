// The way from a target to a connection. Loaded when a connection needs it.
import { ArgumentError } from '../../base/errors.js'
import { HttpPool } from '../../http/index.js'
import type { MessageTransport } from '../../http/transport.js'
import type { Call } from '../../wmi/call.js'
import { contextOf } from '../../wmi/context.js'
import { type Identity, type OperationOption, WsmanClient, type WsmanClientOptions } from '../../wsman/index.js'
import type { ConnectOptions } from '../options.js'
import { typedServerName } from '../server-url.js'
import { asWmiError } from './errors.js'
import { WsmanServices } from './services.js'
import { Session } from './session.js'
import type { WsmanTarget } from './target.js'

/** Asks that empty lists be told from absent ones. */
const preciseArrays: OperationOption = { name: 'msftwinrm:UsePreciseArrays', value: 'true', type: 'xs:boolean' }

/** For the service of Windows Server 2008 R2 and before. */
const oldService: WsmanClientOptions = { maxEnvelopeSize: 153_600 }
const service: WsmanClientOptions = { options: [preciseArrays] }

/** A connection that has been opened, and what the server says of itself. */
export interface OpenedConnection {
  readonly services: WsmanServices
  readonly identity: Identity
  /** One small exchange that asks for nothing. @throws as every call */
  ping(): Promise<void>
}

/**
 * Logs on with one exchange, Identify, which also tells how old the service is. Whether the namespace exists shows with the first call.
 *
 * @param transport closed when anything fails
 * @throws TransportError; WmiError of the server or of the call; ArgumentError for options that are not allowed together
 */
export async function openWsman(
  target: WsmanTarget,
  options: ConnectOptions,
  call: Call,
  transport: MessageTransport = transportOf(target, options),
): Promise<OpenedConnection> {
  const { timeout, onNotice, onWarning } = options
  try {
    const asked = new WsmanClient(transport).identify({ signal: call.signal, ...(timeout ? { timeout } : {}) })
    const identity = await call.wait(asked)
    const modern = (identity.stack ?? 3) >= 3
    const client = new WsmanClient(transport, modern ? service : oldService)
    const session = new Session({
      client,
      server: transport.peerName ?? typedServerName(target.url),
      modern,
      onNotice,
      onWarning,
    })
    const defaults = { ...contextOf(options), ...(timeout === undefined ? {} : { timeout }) }
    const ping = async () => void (await client.identify())
    return { services: new WsmanServices(session, target.namespace, defaults), identity, ping }
  } catch (error) {
    await transport.close()
    throw error instanceof ArgumentError ? error : asWmiError(error)
  }
}

/** Sessions over HTTP as the options want them; nothing is connected yet. @throws ArgumentError */
export function transportOf({ url, credentials }: WsmanTarget, options: ConnectOptions): MessageTransport {
  const { tls, allowUnencrypted, channelBinding, proxy, maxConnections, onExchange } = options
  return new HttpPool({
    url,
    credentials,
    ...(tls === undefined ? {} : { tls }),
    ...(allowUnencrypted === undefined ? {} : { allowUnencrypted }),
    ...(options.allowLegacyNtlm === undefined ? {} : { allowLegacyNtlm: options.allowLegacyNtlm }),
    ...(channelBinding === undefined ? {} : { channelBinding }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(maxConnections === undefined ? {} : { maxConnections }),
    ...(onExchange === undefined ? {} : { onExchange }),
  })
}
