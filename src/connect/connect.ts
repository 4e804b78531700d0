import { ArgumentError } from '../base/errors.js'
import { connectText } from '../base/texts/connect.js'
import { Call } from '../wmi/call.js'
import { contextOf } from '../wmi/context.js'
import { placed } from '../wmi/failure.js'
import type { WmiServices } from '../wmi/services.js'
import { localHost } from './local.js'
import type { ConnectOptions } from './options.js'
import { typedServerName } from './server-url.js'
import { decideTarget, type LocalTarget, readTarget } from './target.js'
import type { WsmanTarget } from './wsman/target.js'

export type { ConnectOptions, LocalHost } from './options.js'

/**
 * Connects to a WMI namespace: of this machine, or of a server by WS-Management (WinRM). Of a server it proves that its service listens and
 * takes the credentials; whether the namespace exists and may be read shows with the first call.
 *
 * @param target options, a connection string as SSIS writes it, or a path such as `\\server\root\cimv2` or `root\cimv2`
 * @throws WmiError WBEM_E_INVALID_NAMESPACE, WBEM_E_LOCAL_CREDENTIALS, WBEM_E_CALL_CANCELLED, WBEM_E_TIMED_OUT, those of the
 *   data folder (WBEM_E_RESOURCE_CONTENTION …); TransportError for a server that is not reached or refuses the logon; ArgumentError for a
 *   target or option that cannot be right; TextError for a MOF file that cannot be read
 */
export async function connect(target: ConnectOptions | string = {}): Promise<WmiServices> {
  const options = typeof target === 'string' ? readTarget(target) : requireOptions(target)
  const decided = decideTarget(options)
  const { namespace } = decided
  const call = new Call(options)
  try {
    return decided.kind === 'local'
      ? await connectLocal(decided, options, call)
      : await connectRemote(decided, options, call)
  } catch (error) {
    const server = decided.kind === 'local' ? 'localhost' : typedServerName(decided.url)
    throw placed(error, { server, namespace, operation: 'connect' })
  } finally {
    call.end()
  }
}

async function connectLocal({ namespace }: LocalTarget, options: ConnectOptions, call: Call): Promise<WmiServices> {
  const host = await call.wait(options.host ? Promise.resolve(options.host) : localHost(options, namespace))
  const { timeout } = options
  const services = host.connect(namespace, { ...contextOf(options), ...(timeout === undefined ? {} : { timeout }) })
  options.onNotice?.(connectText('embeddedNotice', { server: services.server }))
  return services
}

async function connectRemote(target: WsmanTarget, options: ConnectOptions, call: Call): Promise<WmiServices> {
  contextOf(options)
  call.check(performance.now())
  const { openWsman } = await import('./wsman/open.js')
  return (await openWsman(target, options, call)).services
}

/** Callers in JavaScript may hand over anything. */
function requireOptions(target: unknown): ConnectOptions {
  if (typeof target === 'object' && target !== null && !Array.isArray(target)) return target
  throw new ArgumentError(connectText('notTarget'), { hint: connectText('targetHint') })
}
