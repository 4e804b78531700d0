// How codes, SOAP subcodes and WBEM statuses go together: DSP0226 14.6, [MS-WSMV], DSP0228 (CIM status codes).
import { type WbemStatus, wbemStatusByName } from '../../base/wbem-status.js'
import type { Prefix } from '../names.js'
import { type WsmanSymbol, wsmanCodes } from './codes.js'

/** The outer parts of a fault. */
export interface FaultKind {
  /** Whose fault it is. */
  readonly role: 'Sender' | 'Receiver' | 'MustUnderstand'
  readonly subcode: readonly [Prefix, string] | undefined
  /** The last part of the w:FaultDetail URI. */
  readonly detail?: string
}

/** What is sent, by the code of the service. A fault without a code means the first row of its subcode, one without detail if there is any. */
const kinds: readonly (readonly [WsmanSymbol, FaultKind['role'], Prefix, string, string?])[] = [
  ['ERROR_WSMAN_RESOURCE_NOT_FOUND', 'Sender', 'a', 'DestinationUnreachable', 'InvalidResourceURI'],
  ['ERROR_WSMAN_INVALID_RESOURCE_URI', 'Sender', 'a', 'DestinationUnreachable', 'InvalidResourceURI'],
  ['ERROR_WSMAN_INVALID_URI', 'Sender', 'a', 'DestinationUnreachable', 'InvalidResourceURI'],
  ['ERROR_WSMAN_ACTION_NOT_SUPPORTED', 'Sender', 'a', 'ActionNotSupported'],
  ['ERROR_WSMAN_INVALID_ACTIONURI', 'Sender', 'a', 'ActionNotSupported'],
  ['ERROR_WSMAN_ACTION_MISMATCH', 'Sender', 'a', 'ActionNotSupported', 'ActionMismatch'],
  ['ERROR_WSMAN_MESSAGE_INFORMATION_HEADER_REQUIRED', 'Sender', 'a', 'MessageInformationHeaderRequired'],
  ['ERROR_WSMAN_INVALID_MESSAGE_INFORMATION_HEADER', 'Sender', 'a', 'InvalidMessageInformationHeader'],
  ['ERROR_WSMAN_INVALID_SELECTORS', 'Sender', 'w', 'InvalidSelectors'],
  ['ERROR_WSMAN_INSUFFCIENT_SELECTORS', 'Sender', 'w', 'InvalidSelectors', 'InsufficientSelectors'],
  ['ERROR_WSMAN_UNEXPECTED_SELECTORS', 'Sender', 'w', 'InvalidSelectors', 'UnexpectedSelectors'],
  ['ERROR_WSMAN_SELECTOR_TYPEMISMATCH', 'Sender', 'w', 'InvalidSelectors', 'TypeMismatch'],
  ['ERROR_WSMAN_INVALID_SELECTOR_VALUE', 'Sender', 'w', 'InvalidSelectors', 'InvalidValue'],
  ['ERROR_WSMAN_AMBIGUOUS_SELECTORS', 'Sender', 'w', 'InvalidSelectors', 'AmbiguousSelectors'],
  ['ERROR_WSMAN_DUPLICATE_SELECTORS', 'Sender', 'w', 'InvalidSelectors', 'DuplicateSelectors'],
  ['ERROR_WSMAN_INVALID_URI_WMI_SINGLETON', 'Sender', 'w', 'InvalidSelectors', 'InsufficientSelectors'],
  ['ERROR_WSMAN_ENUMERATE_WMI_INVALID_KEY', 'Sender', 'w', 'InvalidSelectors', 'UnexpectedSelectors'],
  ['ERROR_WSMAN_SUBSCRIBE_WMI_INVALID_KEY', 'Sender', 'w', 'InvalidSelectors', 'UnexpectedSelectors'],
  ['ERROR_WSMAN_DIFFERENT_CIM_SELECTOR', 'Sender', 'w', 'InvalidSelectors', 'InvalidValue'],
  ['ERROR_WSMAN_SELECTOR_LIMIT', 'Sender', 'w', 'EncodingLimit', 'SelectorLimit'],
  ['ERROR_WSMAN_OPTION_LIMIT', 'Sender', 'w', 'EncodingLimit', 'OptionLimit'],
  ['ERROR_WSMAN_MAX_ENVELOPE_SIZE', 'Sender', 'w', 'EncodingLimit', 'MaxEnvelopeSize'],
  ['ERROR_WSMAN_MIN_ENVELOPE_SIZE', 'Sender', 'w', 'EncodingLimit', 'MinimumEnvelopeLimit'],
  ['ERROR_WSMAN_MAX_ENVELOPE_SIZE_EXCEEDED', 'Sender', 'w', 'EncodingLimit', 'MaxEnvelopeSizeExceeded'],
  ['ERROR_WSMAN_ENVELOPE_TOO_LARGE', 'Sender', 'w', 'EncodingLimit', 'ServiceEnvelopeLimit'],
  ['ERROR_WSMAN_SERVER_ENVELOPE_LIMIT', 'Sender', 'w', 'EncodingLimit', 'ServiceEnvelopeLimit'],
  ['ERROR_WSMAN_ENCODING_LIMIT', 'Sender', 'w', 'EncodingLimit'],
  ['ERROR_WSMAN_SCHEMA_VALIDATION_ERROR', 'Sender', 'w', 'SchemaValidationError'],
  ['ERROR_WSMAN_INVALID_XML', 'Sender', 'w', 'SchemaValidationError'],
  ['ERROR_WSMAN_INVALID_XML_NAMESPACE', 'Sender', 'w', 'SchemaValidationError', 'InvalidNamespace'],
  ['ERROR_WSMAN_INVALID_TIMEOUT_HEADER', 'Sender', 'a', 'InvalidMessageInformationHeader', 'InvalidTimeout'],
  ['ERROR_WSMAN_UNSUPPORTED_FEATURE', 'Sender', 'w', 'UnsupportedFeature'],
  ['ERROR_WSMAN_UNSUPPORTED_ADDRESSING_MODE', 'Sender', 'w', 'UnsupportedFeature', 'AddressingMode'],
  ['ERROR_WSMAN_FRAGMENT_TRANSFER_NOT_SUPPORTED', 'Sender', 'w', 'UnsupportedFeature', 'FragmentLevelAccess'],
  ['ERROR_WSMAN_ENUMERATION_MODE_UNSUPPORTED', 'Sender', 'w', 'UnsupportedFeature', 'EnumerationMode'],
  ['ERROR_WSMAN_MUSTUNDERSTAND_ON_LOCALE_UNSUPPORTED', 'Sender', 'w', 'UnsupportedFeature', 'Locale'],
  ['ERROR_WSMAN_OPTIONS_NOT_SUPPORTED', 'Sender', 'w', 'InvalidOptions', 'NotSupported'],
  ['ERROR_WSMAN_OPTIONS_INVALID_NAME', 'Sender', 'w', 'InvalidOptions', 'InvalidName'],
  ['ERROR_WSMAN_OPTIONS_INVALID_VALUE', 'Sender', 'w', 'InvalidOptions', 'InvalidValue'],
  ['ERROR_WSMAN_INVALID_OPTIONS', 'Sender', 'w', 'InvalidOptions'],
  ['ERROR_WSMAN_TARGET_ALREADY_EXISTS', 'Sender', 'w', 'AlreadyExists'],
  ['ERROR_WSMAN_OPERATION_TIMEDOUT', 'Receiver', 'w', 'TimedOut'],
  ['ERROR_WSMAN_QUOTA_LIMIT', 'Sender', 'w', 'QuotaLimit'],
  ['ERROR_WSMAN_QUOTA_USER', 'Receiver', 'w', 'QuotaLimit'],
  ['ERROR_WSMAN_QUOTA_SYSTEM', 'Receiver', 'w', 'QuotaLimit'],
  ['ERROR_WSMAN_QUOTA_MAX_OPERATIONS', 'Receiver', 'w', 'QuotaLimit'],
  ['ERROR_WSMAN_CONCURRENCY', 'Sender', 'w', 'Concurrency'],
  ['ERROR_WSMAN_PULL_IN_PROGRESS', 'Sender', 'w', 'Concurrency'],
  ['ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER', 'Sender', 'n', 'CannotProcessFilter'],
  ['ERROR_WSMAN_INVALID_URI_WMI_ENUM_WQL', 'Sender', 'n', 'CannotProcessFilter'],
  ['ERROR_WSMAN_ENUMERATE_FILTERING_NOT_SUPPORTED', 'Sender', 'n', 'FilteringNotSupported'],
  ['ERROR_WSMAN_ENUMERATE_FILTER_DIALECT_REQUESTED_UNAVAILABLE', 'Sender', 'n', 'FilterDialectRequestedUnavailable'],
  ['ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT', 'Receiver', 'n', 'InvalidEnumerationContext'],
  ['ERROR_WSMAN_ENUMERATION_CLOSED', 'Receiver', 'n', 'InvalidEnumerationContext'],
  ['ERROR_WSMAN_PULL_PARAMS_NOT_SAME_AS_ENUM', 'Sender', 'w', 'InvalidParameter'],
  ['ERROR_WSMAN_ENUMERATE_TIMED_OUT', 'Receiver', 'n', 'TimedOut'],
  ['ERROR_WSMAN_EVENTING_DELIVERY_MODE_REQUESTED_UNAVAILABLE', 'Sender', 'e', 'DeliveryModeRequestedUnavailable'],
  ['ERROR_WSMAN_EVENTING_FILTERING_REQUESTED_UNAVAILABLE', 'Sender', 'e', 'FilteringRequestedUnavailable'],
  ['ERROR_WSMAN_EVENTING_FILTERING_NOT_SUPPORTED', 'Sender', 'e', 'FilteringNotSupported'],
  ['ERROR_WSMAN_EVENTING_INVALID_EXPIRATION_TIME', 'Sender', 'e', 'InvalidExpirationTime'],
  ['ERROR_WSMAN_EVENTING_UNABLE_TO_RENEW', 'Receiver', 'e', 'UnableToRenew'],
  ['ERROR_WSMAN_EVENTING_INVALID_MESSAGE', 'Sender', 'e', 'InvalidMessage'],
  ['ERROR_WSMAN_SUBSCRIPTION_CLOSED', 'Receiver', 'e', 'InvalidMessage'],
]

const kindByCode: ReadonlyMap<number, FaultKind> = new Map(
  kinds.map(([symbol, role, prefix, name, detail]) => [
    wsmanCodes[symbol],
    { role, subcode: [prefix, name] as const, ...(detail === undefined ? {} : { detail }) },
  ]),
)

const accessDenied = 0x80070005
const internal: FaultKind = { role: 'Receiver', subcode: ['w', 'InternalError'] }

/** How a fault with this code is dressed. */
export function faultKind(code: number): FaultKind {
  if (code === accessDenied) return { role: 'Sender', subcode: ['w', 'AccessDenied'] }
  if (code === wsmanCodes.ERROR_WSMAN_SOAP_FAULT_MUST_UNDERSTAND) return { role: 'MustUnderstand', subcode: undefined }
  return kindByCode.get(code) ?? internal
}

/** What a fault means that has a subcode and nothing else. */
export const codeBySubcode: ReadonlyMap<string, number> = new Map([
  ...bySubcode(kinds),
  ...bySubcode(kinds.filter(([, , , , detail]) => detail === undefined)),
  ['AccessDenied', accessDenied],
  ['InternalError', wbemStatusByName.WBEM_E_FAILED],
])

function bySubcode(rows: typeof kinds): [string, number][] {
  return [...rows].reverse().map(([symbol, , , name]) => [name, wsmanCodes[symbol]])
}

/** Codes of the service that say what a WBEM status says. */
export const statusByWsmanCode: ReadonlyMap<number, WbemStatus> = new Map([
  [wsmanCodes.ERROR_WSMAN_RESOURCE_NOT_FOUND, 'WBEM_E_NOT_FOUND'],
  [wsmanCodes.ERROR_WSMAN_TARGET_ALREADY_EXISTS, 'WBEM_E_ALREADY_EXISTS'],
  [wsmanCodes.ERROR_WSMAN_OPERATION_TIMEDOUT, 'WBEM_E_TIMED_OUT'],
  [wsmanCodes.ERROR_WSMAN_WMI_SVC_ACCESS_DENIED, 'WBEM_E_ACCESS_DENIED'],
  [wsmanCodes.ERROR_WSMAN_WMI_PROVIDER_ACCESS_DENIED, 'WBEM_E_ACCESS_DENIED'],
  [wsmanCodes.ERROR_WSMAN_WMI_CANNOT_CONNECT_ACCESS_DENIED, 'WBEM_E_ACCESS_DENIED'],
])

/** The code of the service (or HRESULT) that stands around a WBEM status. Those that are missing stand alone. */
const outerCodes: readonly (readonly [WbemStatus, number])[] = [
  ['WBEM_E_NOT_FOUND', wsmanCodes.ERROR_WSMAN_RESOURCE_NOT_FOUND],
  ['WBEM_E_INVALID_CLASS', wsmanCodes.ERROR_WSMAN_RESOURCE_NOT_FOUND],
  ['WBEM_E_INVALID_NAMESPACE', wsmanCodes.ERROR_WSMAN_RESOURCE_NOT_FOUND],
  ['WBEM_E_INVALID_QUERY', wsmanCodes.ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER],
  ['WBEM_E_UNPARSABLE_QUERY', wsmanCodes.ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER],
  ['WBEM_E_INVALID_METHOD', wsmanCodes.ERROR_WSMAN_INVALID_ACTIONURI],
  ['WBEM_E_ALREADY_EXISTS', wsmanCodes.ERROR_WSMAN_TARGET_ALREADY_EXISTS],
  ['WBEM_E_ACCESS_DENIED', accessDenied],
]

const outerByStatus: ReadonlyMap<number, number> = new Map(
  outerCodes.map(([status, code]) => [wbemStatusByName[status], code]),
)

/** The outer code of a fault for a code of WMI. */
export function outerCode(code: number): number {
  return outerByStatus.get(code) ?? code
}

/** CIM status codes with the WBEM status that means the same, the usual one of several first. */
const cimStatuses: readonly (readonly [number, WbemStatus])[] = [
  [1, 'WBEM_E_FAILED'],
  [2, 'WBEM_E_ACCESS_DENIED'],
  [3, 'WBEM_E_INVALID_NAMESPACE'],
  [4, 'WBEM_E_INVALID_PARAMETER'],
  [5, 'WBEM_E_INVALID_CLASS'],
  [6, 'WBEM_E_NOT_FOUND'],
  [7, 'WBEM_E_NOT_SUPPORTED'],
  [8, 'WBEM_E_CLASS_HAS_CHILDREN'],
  [9, 'WBEM_E_CLASS_HAS_INSTANCES'],
  [10, 'WBEM_E_INVALID_SUPERCLASS'],
  [11, 'WBEM_E_ALREADY_EXISTS'],
  [12, 'WBEM_E_INVALID_PROPERTY'],
  [13, 'WBEM_E_TYPE_MISMATCH'],
  [14, 'WBEM_E_INVALID_QUERY_TYPE'],
  [15, 'WBEM_E_INVALID_QUERY'],
  [15, 'WBEM_E_UNPARSABLE_QUERY'],
  [16, 'WBEM_E_METHOD_NOT_IMPLEMENTED'],
  [17, 'WBEM_E_INVALID_METHOD'],
  [22, 'WBEM_E_TIMED_OUT'],
  [27, 'WBEM_E_QUOTA_VIOLATION'],
]

/** The WBEM status of a CIM status code. */
export const statusByCimStatus: ReadonlyMap<number, WbemStatus> = new Map([...cimStatuses].reverse())

const cimStatusByCode: ReadonlyMap<number, number> = new Map(
  cimStatuses.map(([cim, status]) => [wbemStatusByName[status], cim]),
)

/** The CIM status code of a code of WMI: 1, failed, for those that have none. */
export function cimStatusOf(code: number): number {
  return cimStatusByCode.get(code) ?? 1
}

/** Symbols of HRESULTs that are neither WBEM's nor the service's: winerror.h. */
export const hresultSymbols: ReadonlyMap<number, string> = new Map([
  [0x80004001, 'E_NOTIMPL'],
  [0x80004004, 'E_ABORT'],
  [0x80004005, 'E_FAIL'],
  [0x8000ffff, 'E_UNEXPECTED'],
  [accessDenied, 'E_ACCESSDENIED'],
  [0x80070002, 'ERROR_FILE_NOT_FOUND'],
  [0x80070008, 'ERROR_NOT_ENOUGH_MEMORY'],
  [0x8007000e, 'E_OUTOFMEMORY'],
  [0x80070032, 'ERROR_NOT_SUPPORTED'],
  [0x80070057, 'E_INVALIDARG'],
  [0x800703e3, 'ERROR_OPERATION_ABORTED'],
  [0x80070490, 'ERROR_NOT_FOUND'],
  [0x800704c7, 'ERROR_CANCELLED'],
  [0x80070522, 'ERROR_PRIVILEGE_NOT_HELD'],
  [0x8007052e, 'ERROR_LOGON_FAILURE'],
  [0x800705af, 'ERROR_COMMITMENT_LIMIT'],
  [0x800706ba, 'RPC_S_SERVER_UNAVAILABLE'],
  [0x800706be, 'RPC_S_CALL_FAILED'],
])
