// Which failures mean that a connection was lost, so that the same may be asked again on a new one.
import { WmiError } from '../base/errors.js'
import { type WbemStatus, wbemStatusByName } from '../base/wbem-status.js'
import type { WsmanSymbol } from '../wsman/index.js'
import { TransportError, type TransportReason } from './errors.js'

/** Failures of the way that may pass; a refused logon, a certificate that is not trusted and the like do not. */
const passing: ReadonlySet<TransportReason> = new Set(['resolve', 'unreachable', 'timeout', 'cut'])
/** Those that pass when the status says so: something between here and the service is down or busy. */
const byStatus: ReadonlySet<TransportReason> = new Set(['status', 'proxy'])
const firstServerStatus = 500

const statuses: readonly WbemStatus[] = [
  'WBEM_E_TRANSPORT_FAILURE',
  'WBEM_E_CONNECTION_FAILED',
  'WBEM_E_FATAL_TRANSPORT_ERROR',
  'WBEM_E_SHUTTING_DOWN',
  'WBEM_E_SERVER_TOO_BUSY',
  'WBEM_E_RETRY_LATER',
  'WBEM_E_TIMED_OUT',
  // The connection was closed by somebody else.
  'WBEM_E_INVALID_CONTEXT',
]

/** RPC_S_SERVER_UNAVAILABLE, RPC_S_CALL_FAILED, RPC_S_CALL_FAILED_DNE, RPC_E_DISCONNECTED: winerror.h. */
const calls = [0x800706ba, 0x800706be, 0x800706bf, 0x80010108]

const codes: ReadonlySet<number> = new Set([...statuses.map(name => wbemStatusByName[name]), ...calls])

/** Subscriptions and enumerations that a service no longer knows, such as one that was started anew. */
const faults: readonly WsmanSymbol[] = [
  'ERROR_WSMAN_SUBSCRIPTION_CLOSED',
  'ERROR_WSMAN_SUBSCRIPTION_CLOSE_IN_PROGRESS',
  'ERROR_WSMAN_SUBSCRIPTION_CLIENT_DID_NOT_CALL_WITHIN_HEARTBEAT',
  'ERROR_WSMAN_SUBSCRIPTION_NO_HEARTBEAT',
  'ERROR_WSMAN_EVENTING_SUBSCRIPTIONCLOSED_BYREMOTESERVICE',
  'ERROR_WSMAN_EVENTING_SUBSCRIPTION_CANCELLED_BYSOURCE',
  'ERROR_WSMAN_ENUMERATION_CLOSED',
  'ERROR_WSMAN_ENUMERATION_INVALID',
  'ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT',
  'ERROR_WSMAN_ENUMERATE_TIMED_OUT',
]

const names: ReadonlySet<string> = new Set(faults)

/** Whether an error tells that a connection which stood was lost, and that opening it again may help. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof TransportError)
    return passing.has(error.reason) || (byStatus.has(error.reason) && (error.status ?? 0) >= firstServerStatus)
  return error instanceof WmiError && (codes.has(error.code) || names.has(error.name))
}
