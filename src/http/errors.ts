import { WmilinkError, type WmilinkErrorOptions } from '../base/errors.js'

/**
 * What went wrong on the way of a message.
 * - resolve: the name has no address; unreachable: nobody answers or the port is closed; timeout: no answer in time
 * - proxy: the proxy refused; certificate: the server's certificate is not trusted or not the pinned one; tls: any other failure of TLS
 * - notOffered: the server offers no authentication that is allowed here (`offered` lists what it offers)
 * - logon: the server refused the credentials; security: an answer was not protected as it must be, or was changed on the way
 * - cut: the connection ended before the answer was complete; redirect: the server points elsewhere
 * - status: an HTTP status without a message (`status`); protocol: an answer that is no HTTP or no message
 */
export type HttpFailure =
  | 'resolve'
  | 'unreachable'
  | 'timeout'
  | 'proxy'
  | 'certificate'
  | 'tls'
  | 'notOffered'
  | 'logon'
  | 'security'
  | 'cut'
  | 'redirect'
  | 'status'
  | 'protocol'

export interface HttpErrorOptions extends WmilinkErrorOptions {
  readonly status?: number | undefined
  /** Authentication schemes that the server named, such as `Negotiate`. */
  readonly offered?: readonly string[] | undefined
  /** Whether the request may have reached the server's service: false only when it certainly has not. Default false. */
  readonly sent?: boolean | undefined
  /** What is known besides, for diagnosis; no secrets: the certificate's fingerprint, the TLS code, the address … */
  readonly details?: Readonly<Record<string, string | number | boolean>> | undefined
}

/** A message did not reach the server, or no answer that can be trusted came back. */
export class HttpError extends WmilinkError {
  readonly failure: HttpFailure
  readonly status: number | undefined
  readonly offered: readonly string[]
  readonly sent: boolean
  readonly details: Readonly<Record<string, string | number | boolean>>

  constructor(failure: HttpFailure, message: string, options: HttpErrorOptions = {}) {
    super(message, options)
    this.failure = failure
    this.status = options.status
    this.offered = options.offered ?? []
    this.sent = options.sent ?? false
    this.details = options.details ?? {}
  }
}
