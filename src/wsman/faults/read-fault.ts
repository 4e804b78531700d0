// Faults of Windows in both shapes and those of other servers: SOAP 1.2 Part 1, 5.4; [MS-WSMV] (WSManFault, MSFT_WmiError).
import { wbemStatusByCode, wbemStatusByName } from '../../base/wbem-status.js'
import type { XmlElement } from '../../xml/index.js'
import { childText } from '../message/text.js'
import { namespaces } from '../names.js'
import { wsmanCodes, wsmanSymbols } from './codes.js'
import type { WsmanFault } from './fault.js'
import { codeBySubcode, statusByCimStatus } from './tables.js'

const { s, w, f, a, xsi } = namespaces

/** How deep a fault may stand inside another. */
const deepest = 20

/** What a fault says, outer parts before inner ones. */
class Findings {
  readonly codes: number[] = []
  readonly messages: string[] = []
  provider: string | undefined
  explanation: string | undefined
  operation: string | undefined
  parameterInfo: string | undefined
  cimStatus: number | undefined
  own = false

  code(text: string | undefined): void {
    const code = codeOf(text)
    if (code !== undefined) this.codes.push(code)
  }

  message(text: string | undefined): void {
    if (text) this.messages.push(text)
  }
}

/** Reads an s:Fault. Nothing that it lacks is an error; texts are kept, never looked at. @param headers those of the message, for s:NotUnderstood */
export function readFault(element: XmlElement, headers: readonly XmlElement[] = []): WsmanFault {
  const subcode = localName(deepText(element, ['Code', 'Subcode', 'Value']))
  const reasonElement = element.child('Reason', s)
  const reason = (reasonElement && childText(reasonElement, 'Text', s)) ?? ''
  const detail = element.child('Detail', s)
  const findings = new Findings()
  if (localName(deepText(element, ['Code', 'Value'])) === 'MustUnderstand')
    findings.codes.push(wsmanCodes.ERROR_WSMAN_SOAP_FAULT_MUST_UNDERSTAND)
  for (const child of detail?.children ?? []) {
    if (child.is('WSManFault', f)) readWsmanFault(child, findings, 0)
    else if (isCimError(child)) readCimError(child, findings)
  }
  const wsmanCode = findings.codes.findLast(code => wsmanSymbols.has(code))
  const notUnderstood = headers.find(header => header.is('NotUnderstood', s))?.get('qname')
  return {
    code: bestCode(findings, subcode),
    ...(wsmanCode === undefined ? {} : { wsmanCode }),
    subcode,
    message: findings.messages.at(-1) ?? reason,
    reason,
    ...known('provider', findings.provider),
    ...known('explanation', findings.explanation),
    ...known('operation', findings.operation),
    ...known('parameterInfo', findings.parameterInfo),
    ...known('detail', detail && (childText(detail, 'FaultDetail', w) ?? childText(detail, 'FaultDetail', a))),
    ...known('notUnderstood', notUnderstood),
    ...(findings.own ? { own: true } : {}),
  }
}

function known<Name extends string>(name: Name, text: string | undefined): { [key in Name]?: string } {
  return text ? ({ [name]: text } as { [key in Name]?: string }) : {}
}

function readWsmanFault(fault: XmlElement, findings: Findings, depth: number): void {
  if (depth > deepest) return
  findings.code(fault.get('Code'))
  const message = fault.child('Message', f)
  if (!message) return
  findings.message(message.text.trim())
  const provider = message.child('ProviderFault', f)
  if (!provider) return
  findings.provider = provider.get('provider') || findings.provider
  if (provider.get('path') === 'wmilink') findings.own = true
  findings.message(provider.text.trim())
  for (const child of provider.children) {
    if (child.is('WSManFault', f)) readWsmanFault(child, findings, depth + 1)
    else if (child.is('ExtendedError', f)) readExtendedStatus(child, findings)
    else if (isCimError(child)) readCimError(child, findings)
  }
}

/** `__ExtendedStatus` or a class below it: [MS-WMI] 2.2.14. */
function readExtendedStatus(extended: XmlElement, findings: Findings): void {
  const status = extended.children[0]
  if (!status) return
  findings.code(property(status, 'StatusCode'))
  findings.explanation = property(status, 'Description') ?? findings.explanation
  findings.operation = property(status, 'Operation') ?? findings.operation
  findings.parameterInfo = property(status, 'ParameterInfo') ?? findings.parameterInfo
  findings.provider = property(status, 'ProviderName') ?? findings.provider
}

/** MSFT_WmiError, and what other servers name differently: a CIM_Error by its properties. */
function isCimError(element: XmlElement): boolean {
  return property(element, 'CIMStatusCode') !== undefined || property(element, 'MessageID') !== undefined
}

function readCimError(element: XmlElement, findings: Findings): void {
  const status = Number(property(element, 'CIMStatusCode') ?? '')
  if (status > 0) findings.cimStatus = status
  const kind = property(element, 'error_Type')
  // Servers that are not Windows count in other systems: MI results, errno.
  if (kind === undefined || /^(?:HRESULT|Win32)$/i.test(kind)) findings.code(property(element, 'error_Code'))
  findings.code(/^HRESULT\s+(0x[0-9a-fA-F]{1,8})$/.exec(property(element, 'MessageID') ?? '')?.[1])
  findings.message(property(element, 'Message') ?? property(element, 'error_WindowsErrorMessage'))
  findings.explanation = property(element, 'ProbableCauseDescription') ?? findings.explanation
  if (property(element, 'OwningEntity') === 'wmilink') findings.own = true
}

/** The text of a property of an instance; undefined when it is absent, nil or empty. */
function property(instance: XmlElement, name: string): string | undefined {
  const child = instance.children.find(({ localName }) => localName === name)
  if (!child || /^(?:true|1)$/.test(child.get('nil', xsi) ?? '')) return undefined
  return child.text.trim() || undefined
}

/** An unsigned code from decimal (also negative) or hexadecimal text; Win32 codes as HRESULTs. Undefined for 0 and for no number. */
function codeOf(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? ''
  if (!/^(?:-?\d{1,10}|0x[0-9a-fA-F]{1,8})$/.test(trimmed)) return undefined
  const code = Number(trimmed) >>> 0
  if (code === 0) return undefined
  return code < 0x10000 ? (0x80070000 | code) >>> 0 : code
}

function bestCode({ codes, cimStatus }: Findings, subcode: string): number {
  const wbem = codes.findLast(code => code >= 0x80000000 && wbemStatusByCode.has(code))
  const system = codes.findLast(code => !wsmanSymbols.has(code))
  const found = wbem ?? system ?? codes.at(-1)
  if (found !== undefined) return found
  const status = statusByCimStatus.get(cimStatus ?? 0)
  if (status) return wbemStatusByName[status]
  return codeBySubcode.get(subcode) ?? wbemStatusByName.WBEM_E_FAILED
}

/** The text at the end of a path of SOAP elements; empty when it ends before. */
function deepText(element: XmlElement, path: readonly string[]): string {
  let at: XmlElement | undefined = element
  for (const name of path) at = at?.child(name, s)
  return at?.text.trim() ?? ''
}

function localName(qname: string): string {
  return qname.slice(qname.indexOf(':') + 1)
}
