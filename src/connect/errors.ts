import { WmiError, type WmiErrorOptions } from '../base/errors.js'
import type { WbemStatus } from '../base/wbem-status.js'
import type { HttpError, HttpFailure } from '../http/errors.js'

/**
 * Why a server was not reached: what went wrong on the way of a message; `unsupported`, a way that this version does not have;
 * `credentials`, that there is nothing to log on with. After the last two nothing was sent.
 */
export type TransportReason = HttpFailure | 'unsupported' | 'credentials'

/** The code that Windows' own clients give for such a failure, and its symbol where WMI has none: winerror.h. */
const codes: Readonly<Record<TransportReason, WbemStatus | { readonly code: number; readonly symbol: string }>> = {
  resolve: { code: 0x800706ba, symbol: 'RPC_S_SERVER_UNAVAILABLE' },
  unreachable: { code: 0x800706ba, symbol: 'RPC_S_SERVER_UNAVAILABLE' },
  timeout: 'WBEM_E_TIMED_OUT',
  proxy: 'WBEM_E_TRANSPORT_FAILURE',
  certificate: { code: 0x80090325, symbol: 'SEC_E_UNTRUSTED_ROOT' },
  tls: 'WBEM_E_TRANSPORT_FAILURE',
  notOffered: 'WBEM_E_TRANSPORT_FAILURE',
  logon: { code: 0x80070005, symbol: 'E_ACCESSDENIED' },
  security: 'WBEM_E_ENCRYPTED_CONNECTION_REQUIRED',
  cut: 'WBEM_E_TRANSPORT_FAILURE',
  redirect: 'WBEM_E_TRANSPORT_FAILURE',
  status: 'WBEM_E_TRANSPORT_FAILURE',
  protocol: 'WBEM_E_TRANSPORT_FAILURE',
  unsupported: 'WBEM_E_NOT_SUPPORTED',
  credentials: { code: 0x8009030e, symbol: 'SEC_E_NO_CREDENTIALS' },
}

export interface TransportErrorOptions extends WmiErrorOptions {
  /** The HTTP status, where there was one. */
  readonly status?: number | undefined
  /** Authentication schemes that the server named. */
  readonly offered?: readonly string[] | undefined
}

/** The server was not reached, or what came from it cannot be trusted; `reason` tells how. */
export class TransportError extends WmiError {
  readonly reason: TransportReason
  readonly status: number | undefined
  readonly offered: readonly string[]

  constructor(reason: TransportReason, message: string, options: TransportErrorOptions = {}) {
    const code = codes[reason]
    super(typeof code === 'string' ? code : code.code, message, {
      ...options,
      ...(typeof code === 'string' ? {} : { symbol: code.symbol }),
    })
    this.reason = reason
    this.status = options.status
    this.offered = options.offered ?? []
  }

  /** A failure of the way as an error of WMI. It stays as the cause. */
  static from(error: HttpError): TransportError {
    const { failure, message, hint, status, offered } = error
    return new TransportError(failure, message, {
      hint,
      status,
      offered,
      cause: error,
    })
  }
}
