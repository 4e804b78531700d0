import { hresultText, type WmiErrorOptions } from '../../base/errors.js'
import { wsmanText } from '../../base/texts/wsman.js'
import { wbemStatusByCode, wbemStatusByName } from '../../base/wbem-status.js'
import { wsmanSymbols } from './codes.js'
import { type WsmanFault, WsmanFaultError } from './fault.js'
import { faultHint } from './hints.js'
import { hresultSymbols, statusByWsmanCode } from './tables.js'

/**
 * The error that a fault means: the WBEM status where the fault has one or means one, the server's words, and a hint.
 * @param place where it happened, if that is known
 */
export function faultToError(fault: WsmanFault, place: Omit<WmiErrorOptions, 'hint' | 'symbol'> = {}): WsmanFaultError {
  const status = statusByWsmanCode.get(fault.code)
  const code = status ? wbemStatusByName[status] : fault.code
  const symbol = symbolOf(code)
  const message = fault.message || fault.reason || fault.explanation || withoutText(fault, code, symbol)
  const hint = fault.own ? fault.explanation : (faultHint(fault, code) ?? otherWords(fault, message))
  return new WsmanFaultError(fault, code, message, { ...place, symbol, hint })
}

/** The name of any code: WBEM's, the service's, winerror.h's; undefined when no table has it. */
export function symbolOf(code: number): string | undefined {
  return wbemStatusByCode.get(code) ?? wsmanSymbols.get(code) ?? hresultSymbols.get(code)
}

/** Whether an error is this fault of the service. */
export function isFault(error: unknown, wsmanCode: number): error is WsmanFaultError {
  return error instanceof WsmanFaultError && error.fault.wsmanCode === wsmanCode
}

function withoutText(fault: WsmanFault, code: number, symbol: string | undefined): string {
  if (fault.notUnderstood !== undefined) return wsmanText('faultHeader', { name: fault.notUnderstood })
  return wsmanText('faultWithoutText', { code: symbol ?? hresultText(code) })
}

/** The server's longer explanation, when it says something else. */
function otherWords(fault: WsmanFault, message: string): string | undefined {
  return fault.explanation === message ? undefined : fault.explanation
}
