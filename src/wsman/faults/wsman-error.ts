import { WmiError, type WmiErrorOptions } from '../../base/errors.js'
import { type WsmanSymbol, wsmanCodes } from './codes.js'

/** A failure with a code of the WS-Management service. */
export function wsmanError(symbol: WsmanSymbol, message: string, options: WmiErrorOptions = {}): WmiError {
  return new WmiError(wsmanCodes[symbol], message, { ...options, symbol })
}
