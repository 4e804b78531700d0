import { WmiError } from '../../../base/errors.js'
import { wbemStatusByName } from '../../../base/wbem-status.js'
import { TransportError } from '../../../connect/errors.js'

const badQueries: ReadonlySet<number> = new Set(
  (
    [
      'WBEM_E_INVALID_QUERY',
      'WBEM_E_INVALID_QUERY_TYPE',
      'WBEM_E_UNPARSABLE_QUERY',
      'WBEM_E_UNINTERPRETABLE_PROVIDER_QUERY',
      'WBEM_E_QUERY_NOT_IMPLEMENTED',
      'WBEM_E_INVALID_PARAMETER',
      'WBEM_E_INVALID_CLASS',
      'WBEM_E_NOT_FOUND',
      'WBEM_E_INVALID_PROPERTY',
      'WBEM_E_INVALID_OPERATOR',
      'WBEM_E_INVALID_OBJECT_PATH',
      'WBEM_E_TYPE_MISMATCH',
      'WBEM_E_NOT_EVENT_CLASS',
      'WBEM_E_MISSING_GROUP_WITHIN',
      'WBEM_E_MISSING_AGGREGATION_LIST',
      'WBEM_E_PROPERTY_NOT_AN_OBJECT',
      'WBEM_E_AGGREGATING_BY_OBJECT',
      'WBEM_E_PROVIDER_NOT_CAPABLE',
      'WBEM_E_NOT_SUPPORTED',
      'WBEM_E_QUOTA_VIOLATION',
      'WBEMESS_E_REGISTRATION_TOO_BROAD',
      'WBEMESS_E_REGISTRATION_TOO_PRECISE',
    ] as const
  ).map(name => wbemStatusByName[name]),
)

/** Whether the server, or the reader of queries before it, refuses the query itself. */
export function isBadQuery(error: unknown): boolean {
  return error instanceof WmiError && !(error instanceof TransportError) && badQueries.has(error.code)
}
