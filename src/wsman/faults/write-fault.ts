// Faults in Windows' two shapes: [MS-WSMV] (WSManFault), MSFT_WmiError of the DMTF resources.

import { hresultText, type WmiError } from '../../base/errors.js'
import { language } from '../../base/text.js'
import { wsmanText } from '../../base/texts/wsman.js'
import { RequestError } from '../message/request.js'
import { attribute, textElement } from '../message/text.js'
import { writeResponse } from '../message/write.js'
import { actions, namespaces, resources } from '../names.js'
import type { ResourceFamily } from '../resource.js'
import { wsmanSymbols } from './codes.js'
import { cimStatusOf, faultKind, outerCode } from './tables.js'

/** What a fault is to say when there is no error object. */
export interface WsmanFaultInit {
  /** A code of WMI, of the service, or an HRESULT. */
  readonly code: number
  readonly message: string
  readonly hint?: string | undefined
}

/** What a fault says besides the error. */
export interface FaultContext {
  /** The a:MessageID of the request. */
  readonly relatesTo?: string | undefined
  /** wmi: WSManFault (default); cim: MSFT_WmiError. */
  readonly family?: ResourceFamily | undefined
  /** What the server calls itself; default `localhost`. */
  readonly machine?: string | undefined
  /** Echoed from the request. */
  readonly operationId?: string | undefined
  readonly sequenceId?: string | undefined
  /** What was done, such as `ExecQuery`, and with what: the query. */
  readonly operation?: string | undefined
  readonly parameterInfo?: string | undefined
}

/**
 * The message of a fault. Code, message and hint come back from faultToError(readFault(…)).
 * It goes out with HTTP status 500.
 */
export function writeFault(error: WmiError | WsmanFaultInit, context: FaultContext = {}): Buffer {
  const { code, message } = error
  const outer = outerCode(code)
  const kind = faultKind(outer)
  const detail =
    kind.role === 'MustUnderstand'
      ? ''
      : `<s:Detail>${faultDetail(kind.detail)}${shape(error, outer, context)}</s:Detail>`
  const subcode = kind.subcode ? `<s:Subcode>${textElement('s:Value', kind.subcode.join(':'))}</s:Subcode>` : ''
  const reason = `<s:Reason>${textElement('s:Text', message, attribute('xml:lang', locale()))}</s:Reason>`
  const body = `<s:Fault><s:Code><s:Value>s:${kind.role}</s:Value>${subcode}</s:Code>${reason}${detail}</s:Fault>`
  const action = kind.subcode?.[0] === 'a' ? actions.addressingFault : actions.fault
  const { relatesTo, operationId, sequenceId } = context
  const notUnderstood = error instanceof RequestError ? error.header : undefined
  const header = { action, relatesTo, operationId, sequenceId, language: locale(), notUnderstood }
  return writeResponse(header, body)
}

function locale(): string {
  return language() === 'fr' ? 'fr-FR' : 'en-US'
}

function faultDetail(name: string | undefined): string {
  if (name === undefined) return ''
  return textElement('w:FaultDetail', `http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/${name}`)
}

function shape(error: WmiError | WsmanFaultInit, outer: number, context: FaultContext): string {
  const parts = {
    code: error.code >>> 0,
    message: error.message,
    hint: error.hint ?? '',
    machine: context.machine ?? 'localhost',
    operation: context.operation ?? '',
    parameterInfo: context.parameterInfo ?? '',
  }
  return context.family === 'cim' ? cimError(parts) : wsmanFault(parts, outer)
}

interface Parts {
  readonly code: number
  readonly message: string
  readonly hint: string
  readonly machine: string
  readonly operation: string
  readonly parameterInfo: string
}

function wsmanFault(parts: Parts, outer: number): string {
  const open = (code: number): string =>
    `<f:WSManFault xmlns:f="${namespaces.f}" Code="${code}"${attribute('Machine', parts.machine)}>`
  const inner = `${open(parts.code)}${textElement('f:Message', parts.message)}</f:WSManFault>`
  const provider = `<f:ProviderFault provider="WMI Provider" path="wmilink">${inner}${extendedStatus(parts)}</f:ProviderFault>`
  // Windows names Win32 errors by their own number.
  const shown = outer >>> 16 === 0x8007 ? outer & 0xffff : outer
  return `${open(shown)}<f:Message>${provider}</f:Message></f:WSManFault>`
}

function extendedStatus({ code, hint, operation, parameterInfo }: Parts): string {
  const name = `${resources.wmi}root/cimv2/__ExtendedStatus`
  const properties = [
    textOrNil('p:Description', hint),
    textOrNil('p:Operation', operation),
    textOrNil('p:ParameterInfo', parameterInfo),
    textElement('p:ProviderName', 'WinMgmt'),
    // Codes of the service are none of WMI.
    textOrNil('p:StatusCode', wsmanSymbols.has(code) ? '' : String(code)),
  ]
  const declared = `xmlns:p="${name}" xmlns:xsi="${namespaces.xsi}" xsi:type="p:__ExtendedStatus_Type"`
  return `<f:ExtendedError><p:__ExtendedStatus ${declared}>${properties.join('')}</p:__ExtendedStatus></f:ExtendedError>`
}

function textOrNil(name: string, text: string): string {
  return text === '' ? `<${name} xsi:nil="true"/>` : textElement(name, text)
}

function cimError({ code, message, hint }: Parts): string {
  const uri = `${resources.cim}MSFT_WmiError`
  const typed = (name: string, type: string, text: string): string => {
    const kind = ` xsi:type="cim:cim${type}"`
    return text === '' ? `<p:${name}${kind} xsi:nil="true"/>` : textElement(`p:${name}`, text, kind)
  }
  const properties = [
    typed('CIMStatusCode', 'UnsignedInt', String(cimStatusOf(code))),
    typed('CIMStatusCodeDescription', 'String', ''),
    typed('ErrorSource', 'String', ''),
    typed('ErrorSourceFormat', 'UnsignedShort', '0'),
    typed('ErrorType', 'UnsignedShort', '0'),
    typed('Message', 'String', message),
    typed('MessageID', 'String', `HRESULT ${hresultText(code).toLowerCase()}`),
    typed('OtherErrorSourceFormat', 'String', ''),
    typed('OtherErrorType', 'String', ''),
    typed('OwningEntity', 'String', 'wmilink'),
    typed('PerceivedSeverity', 'UnsignedShort', '0'),
    typed('ProbableCause', 'UnsignedShort', '0'),
    typed('ProbableCauseDescription', 'String', hint),
    typed('error_Category', 'UnsignedInt', '0'),
    typed('error_Code', 'UnsignedInt', String(code)),
    typed('error_Type', 'String', 'HRESULT'),
    typed('error_WindowsErrorMessage', 'String', message || wsmanText('faultWithoutText', { code: hresultText(code) })),
  ]
  const declared = `b:IsCIM_Error="true" xmlns:b="${namespaces.b}" xmlns:cim="${namespaces.cim}" xmlns:p="${uri}" xmlns:xsi="${namespaces.xsi}"`
  return `<p:MSFT_WmiError ${declared} xsi:type="p:MSFT_WmiError_Type">${properties.join('')}</p:MSFT_WmiError>`
}
