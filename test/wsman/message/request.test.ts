import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RequestError, readRequest } from '../../../src/wsman/message/request.js'
import { writeRequest } from '../../../src/wsman/message/write.js'
import { actions, anonymousRole, dialects, resources } from '../../../src/wsman/names.js'
import { readEnumerate, readPull } from '../../../src/wsman/operations/index.js'
import { namespaceOf } from '../../../src/wsman/resource.js'
import type { RequestHeader } from '../../../src/wsman/types.js'
import { vector, vectorPath } from '../../vectors.js'
import { envelope } from '../envelopes.js'

const header: RequestHeader = {
  to: 'http://sql01:5985/wsman',
  action: actions.enumerate,
  messageId: 'uuid:221345AE-28D7-4C6A-938F-C50386A45B5A',
  uri: resources.allClasses,
  selectors: [
    { name: '__cimnamespace', value: 'root/cimv2' },
    { name: 'Na"me', value: ' <\\\\.\\X>\r\n ' },
    {
      name: 'Ref',
      value: { address: anonymousRole, uri: 'urn:c', selectors: [{ name: 'K', value: 'a & b' }] },
    },
  ],
  options: [
    { name: 'wmi:x', value: '1', type: 'xs:int' },
    { name: 'must', value: '', mustComply: true },
  ],
  maxEnvelopeSize: 512000,
  operationTimeout: 60_500,
  locale: 'fr-FR',
  sessionId: 'uuid:S',
  operationId: 'uuid:O',
  sequenceId: '1',
  identifier: 'ABC',
}

describe('a request', () => {
  it('comes out as it went in', () => {
    const read = readRequest(writeRequest(header, '<n:Enumerate/>'))
    expect(read.header).toEqual(header)
    expect(read.body?.localName).toBe('Enumerate')
    expect(read.fragment).toBe(false)
  })

  it('needs little', () => {
    const { header: read } = readRequest(envelope('<a:Action>urn:act</a:Action>', ''))
    expect(read).toEqual({ to: '', action: 'urn:act', messageId: '', uri: '', selectors: [], options: [] })
  })

  it('is read in UTF-16 and with other prefixes', () => {
    const text = writeRequest(header, '').toString().replaceAll('<s:', '<env:').replaceAll('</s:', '</env:')
    const other = text.replace('xmlns:s=', 'xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:s=')
    expect(readRequest(Buffer.from(`\ufeff${other}`, 'utf16le')).header).toEqual(header)
  })
})

const must = 's:mustUnderstand="1"'
const action = '<a:Action>urn:act</a:Action><a:MessageID>uuid:7</a:MessageID>'

describe('a request that is refused', () => {
  it.each([
    ['no XML', Buffer.from('hello'), 'ERROR_WSMAN_INVALID_XML'],
    ['an empty one', Buffer.alloc(0), 'ERROR_WSMAN_INVALID_XML'],
    ['a DTD', Buffer.from('<!DOCTYPE x><x/>'), 'ERROR_WSMAN_INVALID_XML'],
    ['bytes that are no UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xff]), 'ERROR_WSMAN_INVALID_XML'],
    ['another document', Buffer.from('<html/>'), 'ERROR_WSMAN_SCHEMA_VALIDATION_ERROR'],
    [
      'no body',
      Buffer.from('<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"/>'),
      'ERROR_WSMAN_SCHEMA_VALIDATION_ERROR',
    ],
    [
      'SOAP 1.1',
      Buffer.from('<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>'),
      'ERROR_WSMAN_SOAP_VERSION_MISMATCH',
    ],
    ['no action', envelope('', ''), 'ERROR_WSMAN_MESSAGE_INFORMATION_HEADER_REQUIRED'],
    ['an action twice', envelope(action + action, ''), 'ERROR_WSMAN_INVALID_MESSAGE_INFORMATION_HEADER'],
    [
      'an action that is too long',
      envelope(`<a:Action>${'x'.repeat(9000)}</a:Action>`, ''),
      'ERROR_WSMAN_INVALID_MESSAGE_INFORMATION_HEADER',
    ],
    [
      'an unknown header',
      envelope(`${action}<q:Odd xmlns:q="urn:q" ${must}/>`, ''),
      'ERROR_WSMAN_SOAP_FAULT_MUST_UNDERSTAND',
    ],
    [
      'a locale that must be understood',
      envelope(`${action}<w:Locale xml:lang="en" s:mustUnderstand="true"/>`, ''),
      'ERROR_WSMAN_MUSTUNDERSTAND_ON_LOCALE_UNSUPPORTED',
    ],
    [
      'an answer elsewhere',
      envelope(`${action}<a:ReplyTo><a:Address>http://evil/</a:Address></a:ReplyTo>`, ''),
      'ERROR_WSMAN_UNSUPPORTED_ADDRESSING_MODE',
    ],
    [
      'an envelope size that is none',
      envelope(`${action}<w:MaxEnvelopeSize>-1</w:MaxEnvelopeSize>`, ''),
      'ERROR_WSMAN_INVALID_MESSAGE_INFORMATION_HEADER',
    ],
    [
      'a time-out that is none',
      envelope(`${action}<w:OperationTimeout>soon</w:OperationTimeout>`, ''),
      'ERROR_WSMAN_INVALID_TIMEOUT_HEADER',
    ],
    [
      'a selector twice',
      envelope(
        `${action}<w:SelectorSet><w:Selector Name="a">1</w:Selector><w:Selector Name="A">2</w:Selector></w:SelectorSet>`,
        '',
      ),
      'ERROR_WSMAN_DUPLICATE_SELECTORS',
    ],
    [
      'a selector without a name',
      envelope(`${action}<w:SelectorSet><w:Selector>1</w:Selector></w:SelectorSet>`, ''),
      'ERROR_WSMAN_INVALID_SELECTORS',
    ],
    [
      'a selector with other elements',
      envelope(`${action}<w:SelectorSet><w:Selector Name="a"><b/></w:Selector></w:SelectorSet>`, ''),
      'ERROR_WSMAN_INVALID_SELECTORS',
    ],
    [
      'too many selectors',
      envelope(
        `${action}<w:SelectorSet>${Array.from({ length: 501 }, (_, i) => `<w:Selector Name="k${i}"/>`).join('')}</w:SelectorSet>`,
        '',
      ),
      'ERROR_WSMAN_SELECTOR_LIMIT',
    ],
    [
      'too many options',
      envelope(`${action}<w:OptionSet>${'<w:Option Name="o"/>'.repeat(501)}</w:OptionSet>`, ''),
      'ERROR_WSMAN_OPTION_LIMIT',
    ],
    [
      'an option without a name',
      envelope(`${action}<w:OptionSet><w:Option/></w:OptionSet>`, ''),
      'ERROR_WSMAN_OPTIONS_INVALID_NAME',
    ],
    [
      'too many headers',
      envelope(action + '<q xmlns="urn:q"/>'.repeat(100), ''),
      'ERROR_WSMAN_INVALID_MESSAGE_INFORMATION_HEADER',
    ],
    ['elements that are too deep', envelope(action, '<a>'.repeat(300) + '</a>'.repeat(300)), 'ERROR_WSMAN_INVALID_XML'],
  ])('%s', (_, bytes, name) => {
    const error = failure(bytes)
    expect(error).toBeInstanceOf(RequestError)
    expect(error.name).toBe(name)
  })

  it('keeps the id of the message and the header for the fault', () => {
    const error = failure(envelope(`${action}<q:Odd xmlns:q="urn:q" ${must}/>`, ''))
    expect(error).toMatchObject({ messageId: 'uuid:7', header: { namespace: 'urn:q', name: 'Odd' } })
  })

  it('does not open references in references without end', () => {
    const nested = (depth: number): string =>
      depth === 0
        ? 'x'
        : `<a:EndpointReference><a:ReferenceParameters><w:ResourceURI>urn:x</w:ResourceURI><w:SelectorSet><w:Selector Name="k">${nested(depth - 1)}</w:Selector></w:SelectorSet></a:ReferenceParameters></a:EndpointReference>`
    const of = (depth: number): Buffer =>
      envelope(`${action}<w:SelectorSet><w:Selector Name="k">${nested(depth)}</w:Selector></w:SelectorSet>`, '')
    expect(readRequest(of(3)).header.selectors).toHaveLength(1)
    expect(failure(of(20)).name).toBe('ERROR_WSMAN_INVALID_SELECTORS')
  })
})

function failure(bytes: Uint8Array): RequestError {
  try {
    readRequest(bytes)
  } catch (error) {
    if (error instanceof RequestError) return error
    throw error
  }
  throw new Error('it was read')
}

describe('requests of others', () => {
  const flow = 'wsman/gosammwr/cimsession_flow'

  it('reads those of a Windows CIM session', () => {
    const names = readdirSync(vectorPath(flow)).filter(name => name.includes('_Req_'))
    const read = names.map(name => readRequest(vector(`${flow}/${name}`)))
    expect(read.map(({ header }) => header.action)).toEqual([
      actions.identify,
      actions.enumerate,
      actions.get,
      actions.pull,
      actions.end,
    ])
    const [, enumerate, schema, pull, end] = read
    expect(enumerate?.header).toMatchObject({
      to: 'http://smnnovmsfs01:5985/wsman',
      uri: `${resources.cim}win32_diskdrive`,
      maxEnvelopeSize: 512000,
      locale: 'en-US',
      sessionId: 'uuid:5E56B8CB-5397-449C-B200-6F6401F1F39C',
      operationId: 'uuid:3BA0ADC9-8751-43A8-97D3-7856516E1AF0',
      sequenceId: '1',
    })
    expect(enumerate && namespaceOf(enumerate.header)).toBe('root\\cimv2')
    expect(enumerate?.header.options).toContainEqual({
      name: 'msftwinrm:UsePreciseArrays',
      value: 'true',
      type: 'xs:boolean',
    })
    expect(readEnumerate(enumerate?.body)).toEqual({
      filter: undefined,
      mode: 'EnumerateObjectAndEPR',
      optimize: true,
      maxElements: 32000,
    })
    expect(schema?.header.uri).toBe(resources.schema)
    expect(readPull(pull?.body)).toMatchObject({
      context: 'uuid:686ECA2F-690B-4013-8516-EAEFBEAAAD02',
      maxElements: 32000,
    })
    expect(end?.header).toMatchObject({
      uri: resources.fullDuplex,
      operationId: 'uuid:7189BABA-2AFB-48DC-87F4-62BE0F5178A1',
    })
  })

  it('reads the headers that another client writes, with prefixes of its own', () => {
    const text = readFileSync(vectorPath('wsman/winrm4j/recording_win12.xml'), 'utf8')
    const requests = [...text.matchAll(/<request[^>]*>\s*(<soap:Envelope[\s\S]*?<\/soap:Envelope>)/g)]
    expect(requests.length).toBeGreaterThan(3)
    const headers = requests.map(([, xml = '']) => readRequest(Buffer.from(xml)).header)
    for (const header of headers)
      expect(header).toMatchObject({ maxEnvelopeSize: 153600, operationTimeout: 60_000, locale: 'en-US' })
    expect(headers[0]?.options).toEqual([
      { name: 'WINRS_NOPROFILE', value: 'FALSE' },
      { name: 'WINRS_CODEPAGE', value: '437' },
    ])
    expect(headers.at(-1)?.selectors[0]?.name).toBe('ShellId')
  })

  it('reads pushed events and heartbeats', () => {
    expect(readRequest(vector('wsman/champ/push_event_single.xml'))).toMatchObject({
      header: { action: actions.event },
      body: { localName: '__InstanceCreationEvent' },
    })
    expect(readRequest(vector('wsman/champ/push_heartbeat.xml'))).toMatchObject({
      header: { action: actions.heartbeat },
      body: undefined,
    })
  })

  it('knows the dialect of WQL', () => expect(dialects.wql).toMatch(/\/WQL$/))
})
