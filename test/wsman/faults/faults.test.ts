import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { WmiError } from '../../../src/base/errors.js'
import { setLanguage } from '../../../src/base/text.js'
import { wbemStatusByCode, wbemStatusByName } from '../../../src/base/wbem-status.js'
import {
  faultToError,
  readFault,
  type WsmanFault,
  writeFault,
  wsmanCodes,
  wsmanSymbols,
} from '../../../src/wsman/faults/index.js'
import { RequestError } from '../../../src/wsman/message/request.js'
import { faultOf, readResponse } from '../../../src/wsman/message/response.js'
import { sharedVectorPath, vector } from '../../vectors.js'
import { envelope } from '../envelopes.js'

function read(bytes: Buffer): WsmanFault {
  const message = readResponse(bytes)
  const fault = faultOf(message)
  if (!fault) throw new Error('no fault')
  return readFault(fault, message.headers)
}

describe('faults of Windows', () => {
  it('tells the class that a query does not find (2008 R2)', () => {
    const fault = read(vector('wsman/winrb/soap_fault_v2.xml'))
    expect(fault).toMatchObject({
      code: 2150858778,
      wsmanCode: 2150858778,
      subcode: 'CannotProcessFilter',
      message: 'The specified class does not exist in the given namespace.',
      provider: 'WinMgmt',
      operation: 'ExecQuery',
      parameterInfo: 'Select * from Win32_Processa where name="sshd.exe"',
    })
    const error = faultToError(fault)
    expect(error).toBeInstanceOf(WmiError)
    expect(error.name).toBe('ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER')
    expect(error.hint).toContain('query')
  })

  it('reads MSFT_WmiError (2012)', () => {
    const fault = read(vector('wsman/winrb/wmi_error_v2.xml'))
    expect(fault).toMatchObject({ code: 0x803381a5, subcode: 'QuotaLimit' })
    expect(fault.message).toMatch(/^The WS-Management service .* 30 concurrent shells.* this user\.$/)
    expect(faultToError(fault).name).toBe('ERROR_WSMAN_QUOTA_MAX_SHELLS')
  })

  it('reads a time-out', () => {
    const fault = read(vector('wsman/pypsrp/fault_2150858793_timeout.xml'))
    expect(fault).toMatchObject({ wsmanCode: 2150858793, subcode: 'TimedOut' })
    const error = faultToError(fault)
    expect(error.name).toBe('WBEM_E_TIMED_OUT')
    expect(error.fault.wsmanCode).toBe(2150858793)
    expect(error.message).toBe(
      'The WS-Management service cannot complete the operation within the time specified in OperationTimeout.',
    )
  })

  it('reads a provider’s Win32 error', () => {
    const fault = read(vector('wsman/pypsrp/fault_2147942402_providerfault.xml'))
    expect(fault).toMatchObject({ code: 0x80070002, provider: 'Shell cmd plugin' })
    expect(fault.message).toBe('The system cannot find the file specified.')
    expect(faultToError(fault).name).toBe('ERROR_FILE_NOT_FOUND')
  })

  it('reads the detail of wrong selectors', () => {
    const fault = read(vector('wsman/pypsrp/fault_2150858843_unexpected_selectors.xml'))
    expect(fault.detail).toMatch(/UnexpectedSelectors$/)
    expect(faultToError(fault).name).toBe('ERROR_WSMAN_UNEXPECTED_SELECTORS')
  })

  const quota = sharedVectorPath('wsman/txwinrm/fault/max_concurrent.xml')
  it.skipIf(!quota)('reads a quota in a text that was laid out anew', () => {
    const error = faultToError(read(readFileSync(quota ?? '')))
    expect(error.name).toBe('ERROR_WSMAN_QUOTA_MAX_OPERATIONS')
    expect(error.message).toMatch(/^The WS-Management service cannot .* this user\.$/)
    expect(error.hint).toContain('winrm set winrm/config/service')
  })
})

function fault(parts: { subcode?: string; code?: string; reason?: string; detail?: string }, header = ''): WsmanFault {
  const { subcode, code = 's:Sender', reason = '', detail = '' } = parts
  const sub = subcode === undefined ? '' : `<s:Subcode><s:Value>${subcode}</s:Value></s:Subcode>`
  const xml = `<s:Fault><s:Code><s:Value>${code}</s:Value>${sub}</s:Code><s:Reason><s:Text>${reason}</s:Text></s:Reason><s:Detail>${detail}</s:Detail></s:Fault>`
  return read(envelope(header, xml))
}

function wsmanFault(code: string | number, inside = ''): string {
  return `<f:WSManFault Code="${code}" Machine="m"><f:Message>${inside}</f:Message></f:WSManFault>`
}

function extended(properties: string): string {
  return `<f:ProviderFault provider="WMI Provider" path="x"><f:ExtendedError><p:__ExtendedStatus xmlns:p="urn:p">${properties}</p:__ExtendedStatus></f:ExtendedError></f:ProviderFault>`
}

describe('the code that tells most', () => {
  it.each([
    [
      'a WBEM status of __ExtendedStatus',
      wsmanFault(2150858752, extended('<p:StatusCode>2147749904</p:StatusCode>')),
      0x80041010,
    ],
    [
      'one written as a negative number',
      wsmanFault(2150858752, extended('<p:StatusCode>-2147217392</p:StatusCode>')),
      0x80041010,
    ],
    [
      'an inner WBEM status',
      wsmanFault(2150858752, `<f:ProviderFault>${wsmanFault(2147749890)}</f:ProviderFault>`),
      0x80041002,
    ],
    ['a Win32 code', wsmanFault(5), 0x80070005],
    [
      'an HRESULT inside',
      wsmanFault(2150858752, `<f:ProviderFault>${wsmanFault(2147944122)}</f:ProviderFault>`),
      0x800706ba,
    ],
    [
      'the service’s own, the inner one',
      wsmanFault(2150858752, `<f:ProviderFault>${wsmanFault(2150858843)}</f:ProviderFault>`),
      0x8033805b,
    ],
    ['none but zero', wsmanFault(0), 0x80041001],
    ['no number', wsmanFault('abc'), 0x80041001],
  ])('%s', (_, detail, code) => {
    expect(fault({ detail }).code).toBe(code)
  })

  it.each([
    ['w:AccessDenied', 0x80070005],
    ['w:InvalidSelectors', wsmanCodes.ERROR_WSMAN_INVALID_SELECTORS],
    ['w:EncodingLimit', wsmanCodes.ERROR_WSMAN_ENCODING_LIMIT],
    ['wsa:DestinationUnreachable', wsmanCodes.ERROR_WSMAN_RESOURCE_NOT_FOUND],
    ['wsman:SchemaValidationError', wsmanCodes.ERROR_WSMAN_SCHEMA_VALIDATION_ERROR],
    ['x:Whatever', wbemStatusByName.WBEM_E_FAILED],
  ])('the subcode %s alone', (subcode, code) => {
    expect(fault({ subcode, reason: 'no' })).toMatchObject({ code, message: 'no' })
  })

  it('reads a header that was not understood', () => {
    const error = faultToError(fault({ code: 's:MustUnderstand' }, '<s:NotUnderstood qname="q:Odd"/>'))
    expect(error.name).toBe('ERROR_WSMAN_SOAP_FAULT_MUST_UNDERSTAND')
    expect(error.message).toContain('q:Odd')
  })

  it('reads CIM errors of other servers by their CIM status', () => {
    const detail =
      '<p:OMI_Error xmlns:p="urn:x"><p:CIMStatusCode>5</p:CIMStatusCode><p:error_Type>MI</p:error_Type><p:error_Code>5</p:error_Code><p:Message>no class</p:Message></p:OMI_Error>'
    expect(faultToError(fault({ detail }))).toMatchObject({ name: 'WBEM_E_INVALID_CLASS', message: 'no class' })
  })

  it('says something without any text', () => {
    const error = faultToError(fault({ detail: wsmanFault(2150858843) }))
    expect(error.message).toContain('ERROR_WSMAN_UNEXPECTED_SELECTORS')
  })
})

describe('faults that we write', () => {
  const symbols = [...wbemStatusByCode].filter(([code]) => code >= 0x80000000)

  it.each(['wmi', 'cim'] as const)('keep every code of WMI and of the service, the words and the hint (%s)', family => {
    for (const code of [...symbols.map(([code]) => code), ...wsmanSymbols.keys(), 0x80070005, 0x8007000e]) {
      const said = new WmiError(code, 'Über & <out> "x"', { hint: 'do that' })
      const error = faultToError(read(writeFault(said, { family, relatesTo: 'uuid:1' })))
      // What the service says of its own requests has no home in WMI: such codes come out as what they mean.
      if (!wsmanSymbols.has(code)) expect(error.code).toBe(code)
      else if (error.code !== code) expect(error.name).toMatch(/^WBEM_E_/)
      if (code === wsmanCodes.ERROR_WSMAN_SOAP_FAULT_MUST_UNDERSTAND) continue
      expect(error).toMatchObject({ message: said.message, hint: 'do that' })
    }
  })

  it('say the query and what it was for', () => {
    const error = new WmiError('WBEM_E_INVALID_QUERY', 'bad')
    const fault = read(writeFault(error, { operation: 'ExecQuery', parameterInfo: 'SELECT <' }))
    expect(fault).toMatchObject({ operation: 'ExecQuery', parameterInfo: 'SELECT <', subcode: 'CannotProcessFilter' })
  })

  it('never look like a time-out of the service, which means: ask again', () => {
    const fault = read(writeFault(new WmiError('WBEM_E_TIMED_OUT', 'slow')))
    expect(fault.wsmanCode).toBeUndefined()
    expect(fault.code).toBe(wbemStatusByName.WBEM_E_TIMED_OUT)
  })

  it('name the header that must be understood', () => {
    const error = new RequestError('ERROR_WSMAN_SOAP_FAULT_MUST_UNDERSTAND', 'what?', {
      header: { namespace: 'urn:a&b', name: 'Odd' },
    })
    const message = readResponse(writeFault(error))
    expect(message.headers.at(-1)?.get('qname')).toBe('u:Odd')
    expect(message.headers.at(-1)?.scope.namespaceOf('u')).toBe('urn:a&b')
    expect(read(writeFault(error)).code).toBe(wsmanCodes.ERROR_WSMAN_SOAP_FAULT_MUST_UNDERSTAND)
  })

  it('relate to the request and speak the language of the process', () => {
    setLanguage('fr')
    try {
      const message = readResponse(writeFault({ code: 0x80041002, message: 'introuvable' }, { relatesTo: 'uuid:A' }))
      expect(message).toMatchObject({ relatesTo: 'uuid:A', language: 'fr-FR' })
    } finally {
      setLanguage('en')
    }
  })

  it('carry what XML forbids', () => {
    const text = `a${String.fromCharCode(1)}b`
    expect(faultToError(read(writeFault({ code: 0x80041002, message: text }))).message).toBe(text)
  })
})
