import { wsmanText } from '../../base/texts/wsman.js'
import { wbemStatusByName } from '../../base/wbem-status.js'
import { wsmanCodes } from './codes.js'
import type { WsmanFault } from './fault.js'

type HintKey = Extract<keyof typeof wsmanText.table, `hint${string}`>
type CommandHint = 'hintOperations' | 'hintEnvelope' | 'hintRequestSize'

const envelopeCommand = 'winrm set winrm/config @{MaxEnvelopeSizekb="8192"}'
const operationsCommand = 'winrm set winrm/config/service @{MaxConcurrentOperationsPerUser="1500"}'

/** Hints that name a command to run on the server. */
const commands: ReadonlyMap<HintKey, string> = new Map<CommandHint, string>([
  ['hintOperations', operationsCommand],
  ['hintEnvelope', envelopeCommand],
  ['hintRequestSize', envelopeCommand],
])

const {
  WBEM_E_ACCESS_DENIED,
  WBEM_E_INVALID_NAMESPACE,
  WBEM_E_INVALID_CLASS,
  WBEM_E_INVALID_QUERY,
  WBEM_E_TIMED_OUT,
  WBEM_E_PROVIDER_LOAD_FAILURE,
  WBEM_E_SERVER_TOO_BUSY,
  WBEM_E_QUOTA_VIOLATION,
} = wbemStatusByName

/** By code: what a person can do. */
const hints: ReadonlyMap<number, HintKey> = new Map<number, HintKey>([
  [0x80070005, 'hintAccess'],
  [WBEM_E_ACCESS_DENIED, 'hintAccess'],
  [WBEM_E_INVALID_NAMESPACE, 'hintNamespace'],
  [WBEM_E_INVALID_CLASS, 'hintClass'],
  [WBEM_E_INVALID_QUERY, 'hintFilter'],
  [WBEM_E_TIMED_OUT, 'hintTimeout'],
  [WBEM_E_PROVIDER_LOAD_FAILURE, 'hintProvider'],
  [WBEM_E_SERVER_TOO_BUSY, 'hintBusy'],
  [WBEM_E_QUOTA_VIOLATION, 'hintWmiQuota'],
  [0x800706ba, 'hintService'],
  [0x800706be, 'hintService'],
  [wsmanCodes.ERROR_WSMAN_SERVICE_REMOTE_ACCESS_DISABLED, 'hintRemoteDisabled'],
  [wsmanCodes.ERROR_WSMAN_QUOTA_USER, 'hintBusy'],
  [wsmanCodes.ERROR_WSMAN_QUOTA_SYSTEM, 'hintBusy'],
  [wsmanCodes.ERROR_WSMAN_QUOTA_LIMIT, 'hintOperations'],
  [wsmanCodes.ERROR_WSMAN_QUOTA_MAX_OPERATIONS, 'hintOperations'],
  [wsmanCodes.ERROR_WSMAN_QUOTA_MAX_OPERATIONS_USER_PPQ, 'hintOperations'],
  [wsmanCodes.ERROR_WSMAN_QUOTA_MAX_PLUGINOPERATIONS_PPQ, 'hintOperations'],
  [wsmanCodes.ERROR_WSMAN_QUOTA_MAX_USERS_PPQ, 'hintOperations'],
  [wsmanCodes.ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER, 'hintFilter'],
  [wsmanCodes.ERROR_WSMAN_INVALID_URI_WMI_ENUM_WQL, 'hintFilter'],
  [wsmanCodes.ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT, 'hintContext'],
  [wsmanCodes.ERROR_WSMAN_ENUMERATION_CLOSED, 'hintContext'],
  [wsmanCodes.ERROR_WSMAN_ENUMERATE_TIMED_OUT, 'hintContext'],
  [wsmanCodes.ERROR_WSMAN_SUBSCRIPTION_CLOSED, 'hintSubscription'],
  [wsmanCodes.ERROR_WSMAN_SUBSCRIPTION_CLIENT_DID_NOT_CALL_WITHIN_HEARTBEAT, 'hintSubscription'],
  [wsmanCodes.ERROR_WSMAN_EVENTING_DELIVERY_MODE_REQUESTED_UNAVAILABLE, 'hintEvents'],
  [wsmanCodes.ERROR_WSMAN_EVENTING_FILTERING_REQUESTED_UNAVAILABLE, 'hintEvents'],
  [wsmanCodes.ERROR_WSMAN_EVENTING_FILTERING_NOT_SUPPORTED, 'hintEvents'],
  [wsmanCodes.ERROR_WSMAN_MAX_ENVELOPE_SIZE_EXCEEDED, 'hintEnvelope'],
  [wsmanCodes.ERROR_WSMAN_SERVER_ENVELOPE_LIMIT, 'hintEnvelope'],
  [wsmanCodes.ERROR_WSMAN_ENVELOPE_TOO_LARGE, 'hintRequestSize'],
  [wsmanCodes.ERROR_WSMAN_INVALID_URI_WMI_SINGLETON, 'hintKeys'],
  [wsmanCodes.ERROR_WSMAN_INVALID_SELECTORS, 'hintKeys'],
  [wsmanCodes.ERROR_WSMAN_INSUFFCIENT_SELECTORS, 'hintKeys'],
  [wsmanCodes.ERROR_WSMAN_UNEXPECTED_SELECTORS, 'hintKeys'],
  [wsmanCodes.ERROR_WSMAN_SELECTOR_TYPEMISMATCH, 'hintKeys'],
  [wsmanCodes.ERROR_WSMAN_INVALID_SELECTOR_VALUE, 'hintKeys'],
  [wsmanCodes.ERROR_WSMAN_AMBIGUOUS_SELECTORS, 'hintKeys'],
  [wsmanCodes.ERROR_WSMAN_URI_NON_DMTF_CLASS, 'hintOldServer'],
  [wsmanCodes.ERROR_WSMAN_INVALID_ACTIONURI, 'hintAction'],
  [wsmanCodes.ERROR_WSMAN_ACTION_NOT_SUPPORTED, 'hintAction'],
])

/** What to do about a fault; undefined when there is nothing to add. @param code as the error will carry it */
export function faultHint(fault: WsmanFault, code: number): string | undefined {
  const key = hints.get(code) ?? hints.get(fault.wsmanCode ?? 0)
  if (key === undefined) return undefined
  return isCommandHint(key) ? wsmanText(key, { command: commands.get(key) ?? '' }) : wsmanText(key)
}

function isCommandHint(key: HintKey): key is CommandHint {
  return commands.has(key)
}
