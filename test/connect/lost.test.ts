import { expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import type { WbemStatus } from '../../src/base/wbem-status.js'
import { TransportError, type TransportReason } from '../../src/connect/errors.js'
import { isConnectionLost } from '../../src/connect/lost.js'
import { type WsmanSymbol, wsmanCodes } from '../../src/wsman/index.js'

test.each<[TransportReason, number | undefined, boolean]>([
  ['resolve', undefined, true],
  ['unreachable', undefined, true],
  ['timeout', undefined, true],
  ['cut', undefined, true],
  ['status', 503, true],
  ['status', 404, false],
  ['proxy', 502, true],
  ['proxy', 407, false],
  ['proxy', undefined, false],
  ['logon', 401, false],
  ['notOffered', 401, false],
  ['certificate', undefined, false],
  ['tls', undefined, false],
  ['security', undefined, false],
  ['protocol', undefined, false],
  ['redirect', 302, false],
  ['credentials', undefined, false],
  ['unsupported', undefined, false],
])('a transport that fails with %s (%s): %s', (reason, status, lost) => {
  expect(isConnectionLost(new TransportError(reason, 'x', { status }))).toBe(lost)
})

test.each<[WbemStatus | number, boolean]>([
  ['WBEM_E_SHUTTING_DOWN', true],
  ['WBEM_E_TRANSPORT_FAILURE', true],
  ['WBEM_E_SERVER_TOO_BUSY', true],
  ['WBEM_E_TIMED_OUT', true],
  [0x800706ba, true],
  [0x800706be, true],
  ['WBEM_E_ACCESS_DENIED', false],
  ['WBEM_E_INVALID_QUERY', false],
  ['WBEM_E_PROVIDER_FAILURE', false],
  ['WBEM_E_CALL_CANCELLED', false],
  [0x80070005, false],
])('a failure of WMI %s: %s', (status, lost) => {
  expect(isConnectionLost(new WmiError(status, 'x'))).toBe(lost)
})

test.each<[WsmanSymbol, boolean]>([
  ['ERROR_WSMAN_SUBSCRIPTION_CLOSED', true],
  ['ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT', true],
  ['ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER', false],
])('a fault %s: %s', (symbol, lost) => {
  expect(isConnectionLost(new WmiError(wsmanCodes[symbol], 'x', { symbol }))).toBe(lost)
})

test('any other error: false', () => {
  for (const error of [new Error('x'), 'x', undefined, null]) expect(isConnectionLost(error)).toBe(false)
})
