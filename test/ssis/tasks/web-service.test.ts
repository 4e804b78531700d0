import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { DTSExecResult } from '../../../src/ssis/index.js'
import { DataTable } from '../../../src/ssis/tasks/data-table.js'
import type { DTSParamValue, DTSWebMethodInfo } from '../../../src/ssis/tasks/web-service.js'
import { type Answering, closeSites, site } from '../http-server.js'
import {
  array,
  choice,
  complex,
  method,
  primitive,
  type ServicePackage,
  servicePackage,
  variable,
} from './service-package.js'
import { element, encodedWsdl, envelope, type WsdlParts, wsdl } from './wsdl-texts.js'

afterEach(closeSites)

const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
const document = (...lines: readonly string[]) => ['<?xml version="1.0" encoding="utf-16"?>', ...lines].join('\r\n')
const response = (content: string) => envelope(`<DoResponse xmlns="urn:t">${content}</DoResponse>`)

interface Served {
  readonly text: string
  readonly answer: string | Answering
}

/** A site whose WSDL has its own address in place of localhost, and that answers every message alike. */
async function serve({ text, answer }: Served) {
  const made = await site((asked, reply, request) => {
    if (asked.method === 'GET') reply.end(Buffer.from(text.replaceAll('http://localhost', made.origin), 'latin1'))
    else if (typeof answer === 'string') reply.writeHead(200, { 'content-type': 'text/xml' }).end(answer)
    else return answer(asked, reply, request)
  })
  return made
}

/** Calls Do of a service that is described so, and answers with the package and what was sent. */
async function call(
  parts: WsdlParts,
  values: Readonly<Record<string, DTSParamValue | null>>,
  answer: string | Answering = response(''),
  properties: Readonly<Record<string, string | number | boolean>> = {},
  prepare: (made: ServicePackage) => void = () => {},
) {
  const server = await serve({ text: wsdl(parts), answer })
  const made = servicePackage(`${server.origin}/s?WSDL`, method('Do', values), { serviceName: 'S', ...properties })
  prepare(made)
  const result = await made.run()
  const sent = server.asked.filter(asked => asked.method === 'POST')
  const body = /<soap:Body>(.*)<\/soap:Body>/s.exec(sent[0]?.body ?? '')?.[1]
  return { made, server, result, sent, body, error: made.pkg.errors[0] }
}

describe('a message', () => {
  const cases: readonly (readonly [string, WsdlParts, Readonly<Record<string, DTSParamValue | null>>, string])[] = [
    ['nothing', {}, {}, '<n1:Do></n1:Do>'],
    ['a number', { input: element('a', 'xs:int') }, { A: primitive(' +07 ') }, '<n1:Do><n1:a>7</n1:a></n1:Do>'],
    [
      'what may be left out',
      { input: element('a', 'xs:int', 'minOccurs="0"') + element('b', 'xs:string', 'nillable="true"') },
      { a: null },
      '<n1:Do><n1:b xsi:nil="true"/></n1:Do>',
    ],
    [
      'parameters in the order of the description',
      { input: element('a', 'xs:string') + element('b', 'xs:boolean') },
      { b: primitive('True'), a: primitive('<&]]>') },
      '<n1:Do><n1:a>&lt;&amp;]]&gt;</n1:a><n1:b>true</n1:b></n1:Do>',
    ],
    [
      'an element that repeats',
      { input: element('a', 'xs:int', 'maxOccurs="unbounded"') },
      { a: array(primitive('1'), primitive('2')) },
      '<n1:Do><n1:a>1</n1:a><n1:a>2</n1:a></n1:Do>',
    ],
    [
      'an unqualified element',
      { input: element('a', 'xs:int', 'form="unqualified"') },
      { a: primitive('1') },
      '<n1:Do><a>1</a></n1:Do>',
    ],
    [
      'a type with a base, attributes and a group',
      {
        input: element('a', 't:Derived'),
        schema: `<xs:complexType name="Base"><xs:sequence>${element('x', 'xs:int')}</xs:sequence></xs:complexType>
          <xs:complexType name="Derived"><xs:complexContent><xs:extension base="t:Base"><xs:sequence><xs:group ref="t:G"/></xs:sequence><xs:attribute name="id" type="xs:string"/></xs:extension></xs:complexContent></xs:complexType>
          <xs:group name="G"><xs:sequence>${element('y', 'xs:int')}</xs:sequence></xs:group>`,
      },
      { a: complex({ y: primitive('2'), x: primitive('1'), id: primitive('"q"') }) },
      '<n1:Do><n1:a id="&quot;q&quot;"><n1:x>1</n1:x><n1:y>2</n1:y></n1:a></n1:Do>',
    ],
    [
      'one of a choice',
      { input: `<xs:choice>${element('a', 'xs:int')}${element('b', 'xs:int')}</xs:choice>` },
      { b: primitive('1') },
      '<n1:Do><n1:b>1</n1:b></n1:Do>',
    ],
    [
      'a referred element',
      { input: '<xs:element ref="t:r"/>', schema: element('r', 'xs:int') },
      { r: primitive('1') },
      '<n1:Do><n1:r>1</n1:r></n1:Do>',
    ],
    [
      'a derived simple type',
      {
        input: element('a', 't:Small'),
        schema:
          '<xs:simpleType name="Small"><xs:restriction base="xs:int"><xs:maxInclusive value="9"/></xs:restriction></xs:simpleType>',
      },
      { a: primitive('5') },
      '<n1:Do><n1:a>5</n1:a></n1:Do>',
    ],
    [
      'the whole element, as some proxies have it',
      { input: element('a', 'xs:int') },
      { Do: complex({ a: primitive('1') }) },
      '<n1:Do><n1:a>1</n1:a></n1:Do>',
    ],
  ]
  for (const [what, parts, values, expected] of cases)
    test(`carries ${what}`, async () => {
      const { body, sent, made, result } = await call(parts, values)
      expect(made.symbols()).toEqual([])
      expect(result).toBe(DTSExecResult.Success)
      expect(body).toBe(expected)
      expect(sent).toHaveLength(1)
      expect(sent[0]?.headers).toMatchObject({ 'content-type': 'text/xml; charset=utf-8', soapaction: '"urn:t#Do"' })
    })

  test('of an XML Schema that is the default namespace', async () => {
    const change = [
      [/<xs:schema /, '<schema xmlns="http://www.w3.org/2001/XMLSchema" '],
      [/<\/xs:schema>/, '</schema>'],
      [/type="xs:int"/, 'type="int"'],
    ] as const
    const { body } = await call({ input: element('a', 'xs:int'), change }, { a: primitive('1') })
    expect(body).toBe('<n1:Do><n1:a>1</n1:a></n1:Do>')
  })

  test('of rpc style with SOAP’s encoding tells its types, and so does its answer', async () => {
    const answer = envelope(
      '<m:DoResponse xmlns:m="urn:m"><return href="#id0"/></m:DoResponse><multiRef id="id0"><item>a</item><item href="#id1"/></multiRef><multiRef id="id1">b</multiRef>',
    )
    const server = await serve({ text: encodedWsdl(), answer })
    const values = { numbers: array(primitive('1'), primitive('2')), color: choice('blue') }
    const made = servicePackage(`${server.origin}/s?WSDL`, method('Do', values), { serviceName: 'S' })
    expect(await made.run()).toBe(DTSExecResult.Success)
    expect(server.asked[1]?.body).toContain(
      '<n1:Do soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><numbers xsi:type="n2:Array" n2:arrayType="xsd:int[2]"><item xsi:type="xsd:int">1</item><item xsi:type="xsd:int">2</item></numbers><color xsi:type="n3:Color">blue</color></n1:Do>',
    )
    expect(server.asked[1]?.body).toContain('xmlns:n1="urn:m"')
    expect(made.result()).toBe(
      document(`<ArrayOfString ${xsi}>`, '  <string>a</string>', '  <string>b</string>', '</ArrayOfString>'),
    )
  })

  const fromVariables: readonly (readonly [string, unknown, string, string])[] = [
    ['a number', 5, 'xs:int', '5'],
    ['a text of digits', '12', 'xs:int', '12'],
    ['a Boolean', true, 'xs:boolean', 'true'],
    ['a Boolean for a number', true, 'xs:int', '1'],
    ['a number for a Boolean', 2, 'xs:boolean', 'true'],
    ['a number for a text', 1.5, 'xs:string', '1.5'],
    ['a Boolean for a text', false, 'xs:string', 'False'],
    ['a date', new Date(2024, 1, 29, 12, 34, 56), 'xs:dateTime', '2024-02-29T12:34:56'],
    ['a date for a day', new Date(2024, 1, 29), 'xs:date', '2024-02-29'],
    ['a date as packages write it', '2/29/2024 1:05:00 PM', 'xs:dateTime', '2024-02-29T13:05:00'],
  ]
  for (const [what, value, type, expected] of fromVariables)
    test(`takes ${what} from a variable`, async () => {
      const { body, made } = await call({ input: element('a', type) }, { a: variable('User::V') }, undefined, {}, one =>
        one.pkg.variables.add('V', false, 'User', value),
      )
      expect(made.symbols()).toEqual([])
      expect(body).toBe(`<n1:Do><n1:a>${expected}</n1:a></n1:Do>`)
    })

  test('takes arrays and sequences from variables of the type Object', async () => {
    const parts = {
      input: element('a', 't:List') + element('b', 't:Pair') + element('c', 't:List'),
      schema: `<xs:complexType name="List"><xs:sequence>${element('i', 'xs:int', 'maxOccurs="unbounded"')}</xs:sequence></xs:complexType>
        <xs:complexType name="Pair"><xs:sequence>${element('x', 'xs:int')}${element('y', 'xs:int', 'minOccurs="0"')}</xs:sequence></xs:complexType>`,
    }
    const table = new DataTable([{ name: 'N', type: 'uint32', isArray: false }])
    table.add([7])
    const values = { a: variable('User::A'), b: variable('User::B'), c: variable('User::C') }
    const { body } = await call(parts, values, undefined, {}, ({ pkg }) => {
      pkg.variables.add('A', false, 'User', [1, 2n])
      pkg.variables.add('B', false, 'User', { X: 3 })
      pkg.variables.add('C', false, 'User', table)
    })
    expect(body).toBe(
      '<n1:Do><n1:a><n1:i>1</n1:i><n1:i>2</n1:i></n1:a><n1:b><n1:x>3</n1:x></n1:b><n1:c><n1:i>7</n1:i></n1:c></n1:Do>',
    )
  })

  const color =
    '<xs:simpleType name="C"><xs:restriction base="xs:string"><xs:enumeration value="red"/></xs:restriction></xs:simpleType>'
  const list = `<xs:complexType name="L"><xs:sequence>${element('i', 'xs:int', 'maxOccurs="9"')}</xs:sequence></xs:complexType>`
  const pair = `<xs:complexType name="X"><xs:sequence>${element('x', 'xs:int')}${element('y', 'xs:int')}</xs:sequence></xs:complexType>`
  const schema = color + list + pair
  for (const [type, value, symbol] of [
    ['xs:int', primitive('x'), 'CONVERT_FAILED'],
    ['xs:unsignedByte', primitive('256'), 'CONVERT_FAILED'],
    ['xs:int', primitive(''), 'NULL_VALUE'],
    ['xs:int', null, 'NULL_VALUE'],
    ['xs:int', array(primitive('1')), 'VALUE_NOT_PRIMITIVE'],
    ['xs:int', choice(''), 'ENUM_NO_VALUES'],
    ['t:C', choice('green'), 'ENUM_VALUE_NOT_FOUND'],
    ['t:C', choice(''), 'SELECTED_VALUE_NULL'],
    ['t:C', array(primitive('red')), 'VALUE_NOT_ENUM'],
    ['t:L', primitive('1'), 'TYPE_NOT_PRIMITIVE'],
    ['t:L', complex({ i: primitive('1') }), 'VALUE_NOT_ARRAY'],
    ['t:L', array(primitive('x')), 'CONVERT_FAILED'],
    ['t:X', array(primitive('1')), 'VALUE_WEBSERVICETASK_NOT_COMPLEX'],
    ['t:X', complex({ z: primitive('1') }), 'PROP_NOT_EXISTS'],
    ['t:X', complex({ x: primitive('1') }), 'NULL_VALUE'],
    ['xs:anyType', primitive('1'), 'DATATYPE_NOT_SUPPORTED'],
    ['t:Missing', primitive('1'), 'DATATYPE_NOT_SUPPORTED'],
  ] as const)
    test(`is not sent when ${JSON.stringify(value)} is to be ${type}`, async () => {
      const { error, sent, result } = await call({ input: element('a', type), schema }, { a: value })
      expect(error?.symbol).toMatch(new RegExp(`_${symbol}$`))
      expect([result, sent]).toEqual([DTSExecResult.Failure, []])
    })

  test('is not sent with what a variable cannot give', async () => {
    for (const [type, value, symbol] of [
      ['xs:int', 2.5, 'DTS_E_WEBSERVICETASK_CONVERT_FAILED'],
      ['xs:int', { a: 1 }, 'DTS_E_WEBSERVICETASK_CONVERT_FAILED'],
      ['t:L', 'text', 'DTS_E_WEBSERVICETASK_CONVERT_FAILED'],
      ['t:X', [1], 'DTS_E_WEBSERVICETASK_CONVERT_FAILED'],
      ['xs:int', null, 'DTS_E_WEBSERVICETASK_NULL_VALUE'],
    ] as const) {
      const parts = { input: element('a', type), schema }
      const { error, sent } = await call(parts, { a: variable('User::V') }, undefined, {}, one =>
        one.pkg.variables.add('V', false, 'User', value),
      )
      expect([error?.symbol, sent]).toEqual([symbol, []])
    }
  })

  test('is not sent with a parameter or for a method that the service does not have', async () => {
    const { error } = await call({ input: element('a', 'xs:int', 'minOccurs="0"') }, { b: primitive('1') })
    expect(error).toMatchObject({
      symbol: 'DTS_E_WEBSERVICETASK_PROP_NOT_EXISTS',
      hint: 'The method has the parameters a',
    })
    const server = await serve({ text: wsdl(), answer: '' })
    const made = servicePackage(`${server.origin}/s?WSDL`, method('Undo'), { serviceName: 'S' })
    await made.run()
    expect(made.pkg.errors[0]).toMatchObject({
      symbol: 'DTS_E_WEBSERVICETASK_WEBMETHODINFO_NULL',
      hint: 'The service has the methods Do',
    })
  })

  test('goes to the server of the connection manager, whatever the description says', async () => {
    for (const [address, path, expected, warned] of [
      ['http://localhost/other', 's?WSDL', '/other', false],
      ['/relative', 's?WSDL', '/relative', false],
      ['http://elsewhere.example/x/y?z=1', 's?WSDL', '/x/y?z=1', true],
      ['https://localhost/s', 'w/s.wsdl', '/s', true],
      ['http://elsewhere.example/x', 'service', '/service', true],
    ] as const) {
      const server = await serve({ text: wsdl({ address }), answer: response('') })
      const made = servicePackage(`${server.origin}/${path}`, method('Do'), { serviceName: 'S' })
      expect(await made.run()).toBe(DTSExecResult.Success)
      expect(server.asked.map(({ method: verb, url }) => `${verb} ${url}`)).toEqual([
        `GET /${path}`,
        `POST ${expected}`,
      ])
      expect(made.warnings.some(text => text.includes('the message goes to the server'))).toBe(warned)
    }
  })
})

describe('a result', () => {
  const results: readonly (readonly [string, WsdlParts, string, string])[] = [
    ['a number', { output: element('r', 'xs:int') }, '<r> +07</r>', document('<int>7</int>')],
    ['an empty text', { output: element('r', 'xs:string') }, '<r/>', document('<string />')],
    [
      'a text with line breaks',
      { output: element('r', 'xs:string') },
      '<r>a\nb</r>',
      document('<string>a\nb</string>'),
    ],
    ['a Boolean', { output: element('r', 'xs:boolean') }, '<r>1</r>', document('<boolean>true</boolean>')],
    ['a real', { output: element('r', 'xs:double') }, '<r>1.50e3</r>', document('<double>1500</double>')],
    ['a large real', { output: element('r', 'xs:double') }, '<r>1e300</r>', document('<double>1E+300</double>')],
    ['a single', { output: element('r', 'xs:float') }, '<r>0.1</r>', document('<float>0.1</float>')],
    [
      'a day',
      { output: element('r', 'xs:date') },
      '<r>2024-02-29</r>',
      document('<dateTime>2024-02-29T00:00:00</dateTime>'),
    ],
    ['bytes', { output: element('r', 'xs:hexBinary') }, '<r>00ff</r>', document('<base64Binary>AP8=</base64Binary>')],
    ['an unbounded integer', { output: element('r', 'xs:integer') }, '<r>1</r>', document('<string>1</string>')],
    [
      'null',
      { output: element('r', 'xs:string', 'nillable="true"') },
      '<r xsi:nil="true"/>',
      document(`<string ${xsi} xsi:nil="true" />`),
    ],
    [
      'what is missing',
      { output: element('r', 'xs:string', 'minOccurs="0"') },
      '',
      document(`<string ${xsi} xsi:nil="true" />`),
    ],
    ['nothing', {}, '', ''],
    [
      'elements that repeat',
      { output: element('r', 'xs:int', 'maxOccurs="unbounded"') },
      '<r>1</r><r>2</r>',
      document(`<ArrayOfInt ${xsi}>`, '  <int>1</int>', '  <int>2</int>', '</ArrayOfInt>'),
    ],
    [
      'an array of sequences with nulls',
      {
        output: element('r', 't:ArrayOfItem'),
        schema: `<xs:complexType name="ArrayOfItem"><xs:sequence>${element('Item', 't:Item', 'maxOccurs="unbounded" nillable="true"')}</xs:sequence></xs:complexType>
          <xs:complexType name="Item"><xs:sequence>${element('n', 'xs:int')}${element('s', 'xs:string', 'nillable="true"')}</xs:sequence><xs:attribute name="id"/></xs:complexType>`,
      },
      '<r><Item id="7"><s xsi:nil="1"/><n>1</n><unknown/></Item><Item xsi:nil="true"/></r>',
      document(
        `<ArrayOfItem ${xsi}>`,
        '  <Item id="7">',
        '    <n xmlns="urn:t">1</n>',
        '    <s xsi:nil="true" xmlns="urn:t" />',
        '  </Item>',
        '  <Item xsi:nil="true" />',
        '</ArrayOfItem>',
      ),
    ],
    [
      'a type that contains itself',
      {
        output: element('r', 't:Node'),
        schema: `<xs:complexType name="Node"><xs:sequence>${element('v', 'xs:int')}${element('next', 't:Node', 'minOccurs="0"')}</xs:sequence></xs:complexType>`,
      },
      '<r><v>1</v><next><v>2</v></next></r>',
      document(
        `<Node ${xsi}>`,
        '  <v xmlns="urn:t">1</v>',
        '  <next xmlns="urn:t">',
        '    <v>2</v>',
        '  </next>',
        '</Node>',
      ),
    ],
    [
      'what no schema tells',
      {
        output:
          '<xs:element name="r"><xs:complexType><xs:sequence><xs:any/></xs:sequence></xs:complexType></xs:element>',
      },
      '<r><x:any xmlns:x="urn:x" a="1"><x:b>2</x:b></x:any></r>',
      document(`<r ${xsi}>`, '  <any a="1" xmlns="urn:x">', '    <b>2</b>', '  </any>', '</r>'),
    ],
  ]
  for (const [what, parts, content, expected] of results)
    test(`is ${what}`, async () => {
      const { made } = await call(parts, {}, response(content))
      expect(made.symbols()).toEqual([])
      expect(made.result()).toBe(expected)
    })

  test('is in the characters that its header names', async () => {
    const { made } = await call({ output: element('r', 'xs:string') }, {}, (_, reply) => {
      const bytes = Buffer.from(response('<r>caf\u00e9</r>'), 'latin1')
      reply.writeHead(200, { 'content-type': 'text/xml; charset="ISO-8859-1"' }).end(bytes)
    })
    expect(made.result()).toBe(document('<string>caf\u00e9</string>'))
  })

  test('goes to a file in UTF-16, whole or not at all', async () => {
    const parts = { output: element('r', 'xs:string') }
    const file = { outputType: 0, outputLocation: 'Out' }
    const { made } = await call(parts, {}, response('<r>\u{1f600} é</r>'), file)
    expect(readFileSync(made.file).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]))
    expect(made.text()).toBe(document('<string>\u{1f600} é</string>'))
    expect(made.lastRun()).toMatchObject({ service: 'S', method: 'Do', destination: { kind: 'file', path: made.file } })
    const again = await call(
      parts,
      {},
      (_, reply) => void reply.socket?.destroy(),
      file,
      one => {
        writeFileSync(one.file, 'before')
      },
    )
    expect(again.error?.symbol).toBe('DTS_E_WEBSERVICETASK_INVOKE_ERR')
    expect(readFileSync(again.made.file, 'utf8')).toBe('before')
    expect(readdirSync(again.made.folder)).toEqual(['out.xml'])
  })

  const failures: readonly (readonly [string, string | Answering, string, RegExp])[] = [
    [
      'a fault of SOAP 1.1',
      (_, reply) =>
        void reply
          .writeHead(500)
          .end(
            envelope(
              '<e:Fault><faultcode>e:Client</faultcode><faultstring>no\n such\u0007 order</faultstring><detail><x><y>42</y></x></detail></e:Fault>',
            ),
          ),
      'WEBMETHOD_INVOKE_FAILED',
      /e:Client: no such order: 42$/,
    ],
    [
      'a fault of SOAP 1.2',
      envelope(
        '<e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>x:Bad</e:Value></e:Subcode></e:Code><e:Reason><e:Text xml:lang="en">no</e:Text></e:Reason></e:Fault>',
        '1.2',
      ),
      'WEBMETHOD_INVOKE_FAILED',
      /e:Sender x:Bad: no$/,
    ],
    ['a page', (_, reply) => void reply.writeHead(404).end('<html><br></html>'), 'INVOKE_ERR', /404/],
    ['no XML', 'what?', 'INVOKE_ERR', /1:1/],
    ['another document', '<a/>', 'INVOKE_ERR', /no SOAP message/],
    ['nothing', '', 'INVOKE_ERR', /empty|no SOAP/],
    ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${envelope('')}`, 'INVOKE_ERR', /DOCTYPE/],
    ['a status', (_, reply) => void reply.writeHead(503).end(), 'INVOKE_ERR', /503/],
    ['a status of proxies', (_, reply) => void reply.writeHead(407).end(), 'INVOKE_ERR', /status 407/],
    [
      'a page that is well',
      (_, reply) => void reply.writeHead(200, { 'content-type': 'text/html' }).end('<p>log on<br></p>'),
      'INVOKE_ERR',
      /text\/html/,
    ],
    [
      'compressed bytes',
      (_, reply) => void reply.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
      'INVOKE_ERR',
      /gzip/,
    ],
    ['a fault that says nothing', envelope('<e:Fault/>'), 'WEBMETHOD_INVOKE_FAILED', /: -$/],
  ]
  for (const [what, answer, symbol, told] of failures)
    test(`is none of ${what}`, async () => {
      const { error, made, result } = await call({ output: element('r', 'xs:int') }, {}, answer)
      expect(error?.symbol).toBe(`DTS_E_WEBSERVICETASK_${symbol}`)
      expect(error?.description).toMatch(told)
      expect([result, made.result()]).toEqual([DTSExecResult.Failure, ''])
    })
})

describe('a description', () => {
  const local = (parts: WsdlParts = {}) => wsdl({ output: element('r', 'xs:int'), ...parts })

  async function fromFile(text: string | Buffer, more: (folder: string) => void = () => {}) {
    const server = await serve({ text: '', answer: response('<r>1</r>') })
    const made = servicePackage(`${server.origin}/s`, method('Do'), { serviceName: 'S' })
    const path = join(made.folder, 'service.wsdl')
    writeFileSync(path, text)
    more(made.folder)
    made.host.innerObject.wsdlFile = path
    const result = await made.run()
    return { made, server, result, error: made.pkg.errors[0], path }
  }

  test('comes from the file, by a Windows path too', async () => {
    const { server, made } = await fromFile(local())
    expect(made.result()).toBe(document('<int>1</int>'))
    expect(server.asked.map(asked => asked.method)).toEqual(['POST'])
    made.host.innerObject.wsdlFile = 'C:\\service.wsdl'
    expect(await made.run({ drives: new DriveMap([`C:=${made.folder}`]) })).toBe(DTSExecResult.Success)
    made.host.innerObject.wsdlFile = 'Q:\\service.wsdl'
    expect(await made.validate()).toBe(DTSExecResult.Failure)
    expect(made.symbols()).toContain('DTS_E_INVALIDFILENAMEINCONNECTION')
  })

  test('may be in UTF-16', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(local(), 'utf16le')])
    expect((await fromFile(bytes)).result).toBe(DTSExecResult.Success)
  })

  const imported = (location: string) =>
    local({
      change: [
        [
          '<wsdl:types>',
          `<wsdl:types><xs:schema><xs:import namespace="urn:i" schemaLocation="${location}"/></xs:schema>`,
        ],
      ],
    })
  const importing = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:i"><xs:include schemaLocation="more/b.xsd"/></xs:schema>`

  test('may import what lies beside and below it, in a circle too', async () => {
    const text = imported('a.xsd')
      .replace('type="xs:int"', 'type="i:T"')
      .replace('xmlns:t=', 'xmlns:i="urn:i" xmlns:t=')
    const { result, made } = await fromFile(text, folder => {
      writeFileSync(join(folder, 'a.xsd'), importing)
      mkdirSync(join(folder, 'more'))
      writeFileSync(
        join(folder, 'more', 'b.xsd'),
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:i"><xs:include schemaLocation="../a.xsd"/><xs:simpleType name="T"><xs:restriction base="xs:long"/></xs:simpleType></xs:schema>',
      )
    })
    expect(made.symbols()).toEqual([])
    expect(result).toBe(DTSExecResult.Success)
    expect(made.result()).toBe(document('<long>1</long>'))
  })

  test('may have its types in several schemas of one namespace, and in one without a namespace', async () => {
    const more = `<xs:schema targetNamespace="urn:t">${'<xs:include schemaLocation="own.xsd"/>'}<xs:simpleType name="A"><xs:restriction base="xs:short"/></xs:simpleType></xs:schema>`
    for (const [type, expected] of [
      ['t:A', '<short>1</short>'],
      ['t:B', '<byte>1</byte>'],
    ] as const) {
      const text = local({ output: element('r', type), change: [['<wsdl:types>', `<wsdl:types>${more}`]] })
      const { made } = await fromFile(text, folder =>
        writeFileSync(
          join(folder, 'own.xsd'),
          '<schema xmlns="http://www.w3.org/2001/XMLSchema"><simpleType name="B"><restriction base="byte"/></simpleType></schema>',
        ),
      )
      expect(made.symbols()).toEqual([])
      expect(made.result()).toBe(document(expected))
    }
  })

  for (const location of [
    'file:///etc/passwd',
    '/etc/passwd',
    '../../../../../../etc/passwd',
    '..%2f..%2f..%2fetc%2fpasswd',
    'C:\\Windows\\win.ini',
    'http://169.254.169.254/latest/meta-data',
    'https://wsdl.invalid:444/a.xsd',
    '//localhost/share/a.xsd',
    'ftp://localhost/a.xsd',
    'missing.xsd',
  ])
    test(`may not import ${location}`, async () => {
      const { error, server } = await fromFile(imported(location))
      expect(error?.symbol).toBe('DTS_E_WEBSERVICETASK_ERROR_IN_DOWNLOAD')
      expect(error?.hint).not.toBe('')
      expect(server.asked).toEqual([])
    })

  const nested = (count: number, one: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => one(index)).join('')
  const broken: readonly (readonly [string, string, string])[] = [
    ['empty', '', 'WRONG_WSDL'],
    ['no XML', 'definitions', 'WRONG_WSDL'],
    ['cut off', local().slice(0, 900), 'WRONG_WSDL'],
    ['a page', '<html/>', 'WRONG_WSDL'],
    ['a schema alone', '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>', 'WRONG_WSDL'],
    ['WSDL 2.0', '<description xmlns="http://www.w3.org/ns/wsdl"/>', 'WSDL_VERSION_NOT_SUPPORTED'],
    ['with a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${local().replace(/^<\?.*?\?>/, '')}`, 'WRONG_WSDL'],
    ['without the service', local({ change: [['service name="S"', 'service name="T"']] }), 'SERVICE_NOT_FOUND'],
    ['without a port', local({ change: [[/<wsdl:port [\s\S]*<\/wsdl:port>/, '']] }), 'SOAPPORT_NOT_FOUND'],
    ['of another transport', local({ change: [['soap/http', 'soap/smtp']] }), 'SOAPPORT_NOT_FOUND'],
    ['without the binding', local({ change: [['binding="t:B"', 'binding="t:X"']] }), 'SOAPBINDING_NOT_FOUND'],
    ['without the port type', local({ change: [['type="t:P"', 'type="t:X"']] }), 'SOAPPORTTYPE_NOT_FOUND'],
    ['without the message', local({ change: [['message="t:DoIn"', 'message="t:X"']] }), 'MSG_NOT_FOUND'],
    [
      'of too many levels',
      local({ schema: `${'<xs:sequence>'.repeat(200)}${'</xs:sequence>'.repeat(200)}` }),
      'WRONG_WSDL',
    ],
    [
      'of groups that contain themselves',
      local({
        schema:
          '<xs:group name="A"><xs:sequence><xs:group ref="t:B"/></xs:sequence></xs:group><xs:group name="B"><xs:sequence><xs:group ref="t:A"/></xs:sequence></xs:group>',
      }),
      'WRONG_WSDL',
    ],
    [
      'of types that are their own base',
      local({
        schema:
          '<xs:complexType name="A"><xs:complexContent><xs:extension base="t:A"/></xs:complexContent></xs:complexType>',
      }),
      'WRONG_WSDL',
    ],
    [
      'of groups that double at every level',
      local({
        schema: nested(
          40,
          index =>
            `<xs:group name="G${index}"><xs:sequence><xs:group ref="t:G${index + 1}"/><xs:group ref="t:G${index + 1}"/></xs:sequence></xs:group>`,
        ),
      }),
      'WRONG_WSDL',
    ],
    [
      'of bases that double at every level',
      local({
        schema: nested(40, index => {
          const one = `<xs:complexType><xs:complexContent><xs:extension base="t:T${index + 1}"/></xs:complexContent></xs:complexType>`
          return `<xs:complexType name="T${index}"><xs:sequence><xs:element name="a">${one}</xs:element><xs:element name="b">${one}</xs:element></xs:sequence></xs:complexType>`
        }),
      }),
      'WRONG_WSDL',
    ],
    ['with a name that pollutes', local({ schema: element('__proto__', 'xs:int') }), 'WRONG_WSDL'],
    [
      'with a prefix that pollutes',
      local({ change: [['xmlns:t=', 'xmlns:__proto__="urn:t" xmlns:t=']] }),
      'WRONG_WSDL',
    ],
    ['with an element that brings others', local({ schema: element('a&gt;&lt;b/&gt;&lt;c', 'xs:int') }), 'WRONG_WSDL'],
    ['with a name that is two', local({ schema: '<xs:simpleType name="a b"/>' }), 'WRONG_WSDL'],
    ['with a prefix in a name', local({ schema: element('ns:a', 'xs:int') }), 'WRONG_WSDL'],
    ['with a type that brings elements', local({ output: element('r', 't:a&gt;&lt;b') }), 'WRONG_WSDL'],
    [
      'with a method that brings elements',
      local({ change: [[/operation name="Do"/g, 'operation name="Do&gt;"']] }),
      'WRONG_WSDL',
    ],
    ['too large', local({ schema: '<xs:any/>'.repeat(250_000) }), 'WRONG_WSDL'],
    ['too long', local({ schema: `<!--${'x'.repeat(9_000_000)}-->` }), 'ERROR_IN_DOWNLOAD'],
  ]
  for (const [what, text, symbol] of broken)
    test(`is refused ${what}`, async () => {
      const { error, server, result } = await fromFile(text)
      expect(error?.symbol).toBe(`DTS_E_WEBSERVICETASK_${symbol}`)
      expect([result, server.asked]).toEqual([DTSExecResult.Failure, []])
      expect(Object.keys(Object.prototype)).toEqual([])
    })

  test('may have types that use each other in a circle, and names that objects have', async () => {
    const parts = {
      input: element('constructor', 't:A', 'minOccurs="0"') + element('toString', 't:toString', 'minOccurs="0"'),
      schema: `<xs:complexType name="A"><xs:sequence>${element('b', 't:B', 'minOccurs="0"')}${element('c', 't:B', 'minOccurs="0"')}</xs:sequence></xs:complexType>
        <xs:complexType name="B"><xs:sequence>${element('a', 't:A', 'minOccurs="0"')}${element('hasOwnProperty', 'xs:int')}</xs:sequence></xs:complexType>
        <xs:complexType name="toString"><xs:sequence>${element('x', 'xs:int')}${element('y', 'xs:int')}</xs:sequence></xs:complexType>`,
    }
    const inner = complex({ b: complex({ hasOwnProperty: primitive('1') }) })
    const { body, made } = await call(parts, { constructor: inner })
    expect(made.symbols()).toEqual([])
    expect(body).toBe(
      '<n1:Do><n1:constructor><n1:b><n1:hasOwnProperty>1</n1:hasOwnProperty></n1:b></n1:constructor></n1:Do>',
    )
  })

  test('that is to be renewed takes the place of its file once it has proved to be one', async () => {
    const text = local()
    const server = await serve({ text, answer: response('<r>1</r>') })
    const made = servicePackage(`${server.origin}/s?WSDL`, method('Do'), { serviceName: 'S', overwriteWsdlFile: true })
    const path = join(made.folder, 'service.wsdl')
    made.host.innerObject.wsdlFile = path
    writeFileSync(path, '')
    expect(await made.run()).toBe(DTSExecResult.Success)
    expect(readFileSync(path, 'utf8')).toBe(text.replaceAll('http://localhost', server.origin))
    expect(readdirSync(made.folder)).toEqual(['service.wsdl'])
    expect(server.asked.map(({ method: verb, url }) => `${verb} ${url}`)).toEqual(['GET /s?WSDL', 'POST /s'])
  })

  test('that cannot be renewed is used as it is', async () => {
    const server = await site(
      (asked, reply) => void (asked.method === 'GET' ? reply.end('<html/>') : reply.end(response('<r>1</r>'))),
    )
    const made = servicePackage(`${server.origin}/s?WSDL`, method('Do'), { serviceName: 'S', overwriteWsdlFile: true })
    const path = join(made.folder, 'service.wsdl')
    made.host.innerObject.wsdlFile = path
    await made.run()
    expect(made.symbols()[0]).toBe('DTS_E_WEBSERVICETASK_WRONG_WSDL')
    expect(existsSync(path)).toBe(false)
    writeFileSync(path, local())
    expect(await made.run()).toBe(DTSExecResult.Success)
    expect(made.warnings.join()).toMatch(/used as it is/)
    expect(readFileSync(path, 'utf8')).toBe(local())
  })

  test.skipIf(process.platform === 'win32')('is not waited for in a pipe, and takes the place of no pipe', async () => {
    const server = await serve({ text: local(), answer: response('<r>1</r>') })
    const made = servicePackage(`${server.origin}/s?WSDL`, method('Do'), { serviceName: 'S' })
    const path = join(made.folder, 'service.wsdl')
    execFileSync('mkfifo', [path])
    made.host.innerObject.wsdlFile = path
    await made.run()
    expect(made.pkg.errors[0]).toMatchObject({ symbol: 'DTS_E_WEBSERVICETASK_ERROR_IN_DOWNLOAD' })
    expect(made.pkg.errors[0]?.description).toMatch(/pipe or a device/)
    made.host.innerObject.overwriteWsdlFile = true
    expect(await made.run()).toBe(DTSExecResult.Success)
    expect(made.warnings.join()).toMatch(/pipe or a device/)
    expect(statSync(path).isFIFO()).toBe(true)
    expect(readdirSync(made.folder)).toEqual(['service.wsdl'])
  })

  test.skipIf(process.getuid?.() === 0)('that is read-only stays as it is', async () => {
    const server = await serve({ text: local(), answer: response('<r>1</r>') })
    const made = servicePackage(`${server.origin}/s?WSDL`, method('Do'), { serviceName: 'S', overwriteWsdlFile: true })
    const path = join(made.folder, 'service.wsdl')
    writeFileSync(path, 'mine')
    chmodSync(path, 0o444)
    made.host.innerObject.wsdlFile = path
    expect(await made.run()).toBe(DTSExecResult.Success)
    expect(made.warnings.join()).toMatch(/could not be overwritten/)
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })

  test('that is nowhere is said so', async () => {
    const server = await site((_, reply) => void reply.writeHead(404).end())
    const made = servicePackage(`${server.origin}/s?WSDL`, method('Do'), {
      serviceName: 'S',
      overwriteWsdlFile: true,
      wsdlFile: '/nowhere/x.wsdl',
    })
    await made.run()
    expect(made.pkg.errors[0]).toMatchObject({ symbol: 'DTS_E_WEBSERVICETASK_WSDL_NOT_FOUND' })
    made.host.innerObject.overwriteWsdlFile = false
    await made.run()
    expect(made.pkg.errors.at(-1)?.symbol ?? '').toBeTruthy()
    expect(made.pkg.errors.find(({ symbol }) => symbol.endsWith('DOWNLOAD'))?.hint).toMatch(/OverwriteWsdlFile/)
  })
})

describe('a task', () => {
  const info = method('Do', { a: primitive('1') })
  const problems: readonly (readonly [
    string,
    DTSWebMethodInfo | undefined,
    Readonly<Record<string, string | number>>,
  ])[] = [
    ['CONNECTION_NAME_NULL', info, { connection: '' }],
    ['CONNECTION_NOT_FOUND', info, { connection: 'Other' }],
    ['CONNECTION_NOT_HTTP', info, { connection: 'Out' }],
    ['SERVICE_NULL', info, { serviceName: ' ' }],
    ['METHODINFO_NULL', undefined, {}],
    ['METHODNAME_NULL', method(''), {}],
    ['OUTPUTLOC_NULL', info, { outputLocation: '' }],
    ['OUTPUTLOC_NULL', info, { outputLocation: '', outputType: 0 }],
    ['VARIABLE_NOT_FOUND', info, { outputLocation: 'User::Other' }],
    ['VARIABLE_READONLY', info, { outputLocation: 'System::PackageName' }],
    ['FILE_CONN_NOT_FOUND', info, { outputLocation: 'User::Result', outputType: 0 }],
    ['CANNOT_ACQUIRE_FILE_CONNECTION', info, { outputLocation: 'Service', outputType: 0 }],
    ['VARIABLE_NOT_FOUND', method('Do', { a: variable('User::Other') }), {}],
    ['VALUE_NOT_PRIMITIVE', method('Do', { a: choice('x') }, { a: 'Primitive' }), {}],
    ['VALUE_NOT_ENUM', method('Do', { a: primitive('x') }, { a: 'Enum' }), {}],
    ['VALUE_NOT_ARRAY', method('Do', { a: primitive('x') }, { a: 'Array' }), {}],
    ['ARRAY_VALUE_INVALID', method('Do', { a: array() }), {}],
  ]
  for (const [symbol, one, properties] of problems)
    test(`that lacks something fails validation: ${symbol} ${JSON.stringify(properties)}`, async () => {
      const made = servicePackage('http://localhost/s?WSDL', one, properties)
      expect(await made.validate()).toBe(DTSExecResult.Failure)
      expect(made.symbols()).toContain(`DTS_E_WEBSERVICETASK_${symbol}`)
    })

  test('validates without asking anybody', async () => {
    const server = await site()
    const made = servicePackage(`${server.origin}/s?WSDL`, info)
    expect(await made.validate()).toBe(DTSExecResult.Success)
    expect(server.asked).toEqual([])
  })

  test('warns of a password that goes in clear', async () => {
    const made = servicePackage('http://localhost/s?WSDL', info)
    const http = made.pkg.connections.get('Service').innerObject
    http.useServerCredentials = true
    http.serverUserName = 'ann'
    expect(await made.validate()).toBe(DTSExecResult.Success)
    expect(made.warnings.join()).toMatch(/where others can read it/)
    http.serverURL = 'https://localhost/s?WSDL'
    made.warnings.length = 0
    await made.validate()
    expect(made.warnings).toEqual([])
  })

  test('fails when its connection does, and writes no half result', async () => {
    const made = servicePackage('http://localhost/s?WSDL', info)
    made.pkg.connections.get('Service').innerObject.certificateIdentifier = '/nowhere.pem'
    made.pkg.connections.get('Service').innerObject.serverURL = 'https://localhost/s?WSDL'
    expect(await made.run()).toBe(DTSExecResult.Failure)
    expect(made.symbols()[0]).toBe('DTS_E_WEBSERVICETASK_CANNOT_ACQUIRE_CONNECTION')
  })

  test('wants the file that its manager says is there', async () => {
    const { error } = await call({}, {}, response(''), { outputType: 0, outputLocation: 'Out' }, ({ pkg }) => {
      pkg.connections.get('Out').innerObject.fileUsageType = 0
    })
    expect(error?.symbol).toBe('DTS_E_WEBSERVICETASK_FILE_NOT_FOUND')
  })

  test('logs what it does', async () => {
    const { made, server } = await call({ output: element('r', 'xs:int') }, {}, response('<r>1</r>'))
    expect(made.logs).toEqual([
      'WSTaskBegin: the task begins to call Do of S through Service',
      `WSTaskInfo: the service is described by ${server.origin}/s?WSDL`,
      `WSTaskInfo: calling Do at ${server.origin}/s (SOAP 1.1)`,
      'WSTaskEnd: the task has called Do of S through Service',
    ])
  })

  test('ends with a cancel, while it waits for an answer too', async () => {
    const stop = new AbortController()
    const server = await site((asked, reply) => {
      if (asked.method === 'GET') reply.end(wsdl())
      else stop.abort()
    })
    const made = servicePackage(`${server.origin}/s?WSDL`, method('Do'), { serviceName: 'S' })
    expect(await made.run({ signal: stop.signal })).toBe(DTSExecResult.Canceled)
    expect(made.symbols()).toEqual([])
  })
})
