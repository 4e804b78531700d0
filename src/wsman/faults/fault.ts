import { WmiError, type WmiErrorOptions } from '../../base/errors.js'

/** A fault as its parts say it. */
export interface WsmanFault {
  /** The most telling code, unsigned: the WBEM status, else an HRESULT (Win32 codes as 0x8007xxxx), else that of the service. */
  readonly code: number
  /** The code of the WS-Management service (0x8033xxxx), the innermost when there are several. */
  readonly wsmanCode?: number
  /** The local name of the SOAP subcode, such as `InvalidSelectors`; empty when there is none. */
  readonly subcode: string
  /** What the server says, the innermost text there is; may be empty. */
  readonly message: string
  /** The text of the SOAP reason; may be empty. */
  readonly reason: string
  /** Which provider failed, as the service names it. */
  readonly provider?: string
  /** The longer explanation of `__ExtendedStatus` or of the CIM error. */
  readonly explanation?: string
  /** What the provider was doing, such as `ExecQuery`, and with what. */
  readonly operation?: string
  readonly parameterInfo?: string
  /** The URI of w:FaultDetail. */
  readonly detail?: string
  /** The header that was not understood. */
  readonly notUnderstood?: string
  /** Written by wmilink, whose explanation is a hint. */
  readonly own?: boolean
}

/** What a server answered instead of a result. */
export class WsmanFaultError extends WmiError {
  readonly fault: WsmanFault

  constructor(fault: WsmanFault, code: number, message: string, options: WmiErrorOptions) {
    super(code, message, options)
    this.fault = fault
  }
}
