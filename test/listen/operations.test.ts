import { expect, test } from 'vitest'
import { wbemStatusByName } from '../../src/base/wbem-status.js'
import { wsmanCodes } from '../../src/wsman/faults/index.js'
import { writeIdentify } from '../../src/wsman/message/write.js'
import { actions, namespaces, resources, wmiResource } from '../../src/wsman/names.js'
import { readCreated, readIdentity } from '../../src/wsman/operations/index.js'
import { child, children, classUri, header, selectors, serve, TestClient } from './listener.js'

const inNamespace = selectors({ __cimnamespace: 'root/test' })
const writing = { allowWrites: true, allowMethods: true }

test('Identify tells the stack', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const { status, body } = await client.send(writeIdentify())
  expect(status).toBe(200)
  expect(readIdentity(body)).toMatchObject({ vendor: 'wmilink', stack: 3 })
})

test('an instance is got by its keys, in any case, and answered with the true names', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const { status, body, message } = await client.ask(actions.get, classUri('test_item'), '', {
    selectors: selectors({ id: '1' }),
    operationId: 'uuid:1',
    sequenceId: '7',
  })
  expect(status).toBe(200)
  expect(message.action).toBe(`${actions.get}Response`)
  expect([body.localName, body.namespace]).toEqual(['Test_Item', classUri('Test_Item')])
  expect(child(body, 'Name')?.text).toBe('one <&> "quoted"')
  expect(child(body, 'Size')?.text).toBe('18446744073709551615')
  expect(children(body, 'Bytes').map(({ text }) => text)).toEqual(['1', '2'])
})

test('an instance of the other family of URIs, with precise arrays', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const uri = `${resources.cim}Test_Item`
  const { body } = await client.ask(actions.get, uri, '', {
    selectors: [...selectors({ Id: '2' }), ...inNamespace],
    options: [{ name: 'msftwinrm:UsePreciseArrays', value: 'true', type: 'xs:boolean' }],
  })
  expect(body.namespace).toBe(uri)
  expect(child(body, 'Bytes')?.get('IsNullArray', namespaces.m)).toBe('true')
})

test('a singleton needs no keys, another instance does', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const only = await client.ask(actions.get, classUri('Test_Only'))
  expect(child(only.body, 'Value')?.text).toBe('single')
  const { fault, status } = await client.ask(actions.get, classUri('Test_Item'))
  expect([status, fault?.code]).toEqual([500, wsmanCodes.ERROR_WSMAN_INVALID_URI_WMI_SINGLETON])
})

test('missing and unknown keys, unknown classes, namespaces and instances are told apart', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const get = async (uri: string, keys: Record<string, string>) =>
    (await client.ask(actions.get, uri, '', { selectors: selectors(keys) })).fault?.code
  expect(await get(classUri('Test_Link'), { Parent: 'x' })).toBe(wsmanCodes.ERROR_WSMAN_INSUFFCIENT_SELECTORS)
  expect(await get(classUri('Test_Item'), { Id: '1', Other: 'x' })).toBe(wsmanCodes.ERROR_WSMAN_UNEXPECTED_SELECTORS)
  expect(await get(classUri('Test_Item'), { Id: '99' })).toBe(wbemStatusByName.WBEM_E_NOT_FOUND)
  expect(await get(classUri('Test_Missing'), { Id: '1' })).toBe(wbemStatusByName.WBEM_E_INVALID_CLASS)
  expect(await get(wmiResource('root/none', 'Test_Item'), { Id: '1' })).toBe(wbemStatusByName.WBEM_E_INVALID_NAMESPACE)
  expect(await get(classUri('Test_Item'), { Id: '1', __cimnamespace: 'root/cimv2' })).toBe(
    wsmanCodes.ERROR_WSMAN_DIFFERENT_CIM_SELECTOR,
  )
  expect(await get('http://example.com/other', {})).toBe(wsmanCodes.ERROR_WSMAN_ACTION_NOT_SUPPORTED)
})

test('a reference is a key', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const item = (id: string) => ({ address: 'x', uri: classUri('Test_Item'), selectors: selectors({ Id: id }) })
  const { body, fault } = await client.ask(actions.get, classUri('Test_Link'), '', {
    selectors: [
      { name: 'Parent', value: item('1') },
      { name: 'Child', value: item('2') },
    ],
  })
  expect(fault).toBeUndefined()
  expect(body.localName).toBe('Test_Link')
})

test('instances are made, changed in part and deleted', async () => {
  await using served = await serve(writing)
  using client = new TestClient(served.listener)
  const uri = classUri('Test_Item')
  const instance = (content: string) =>
    `<p:Test_Item xmlns:p="${uri}" xmlns:xsi="${namespaces.xsi}">${content}</p:Test_Item>`
  const made = await client.ask(actions.create, uri, instance('<p:Id>7</p:Id><p:Name>seven</p:Name><p:Size>5</p:Size>'))
  expect(made.fault).toBeUndefined()
  const reference = readCreated(made.body)
  expect(reference).toMatchObject({ uri, selectors: selectors({ Id: '7' }) })

  const put = await client.ask(actions.put, uri, instance('<p:Name>changed</p:Name><p:Tags>x</p:Tags>'), {
    selectors: selectors({ Id: '7' }),
  })
  expect(put.fault).toBeUndefined()
  expect(['Id', 'Name', 'Size', 'Tags'].map(name => child(put.body, name)?.text)).toEqual(['7', 'changed', '5', 'x'])

  const again = await client.ask(actions.create, uri, instance('<p:Id>7</p:Id>'))
  expect(again.fault?.code).toBe(wbemStatusByName.WBEM_E_ALREADY_EXISTS)

  const gone = await client.ask(actions.delete, uri, '', { selectors: selectors({ Id: '7' }) })
  expect([gone.status, gone.message.action]).toEqual([200, `${actions.delete}Response`])
  const missing = await client.ask(actions.delete, uri, '', { selectors: selectors({ Id: '7' }) })
  expect(missing.fault?.code).toBe(wbemStatusByName.WBEM_E_NOT_FOUND)
})

test('a put changes only what the client says it has changed', async () => {
  await using served = await serve(writing)
  using client = new TestClient(served.listener)
  const uri = classUri('Test_Item')
  const body = `<p:Test_Item xmlns:p="${uri}"><p:Name>new</p:Name><p:Size>9</p:Size></p:Test_Item>`
  const { body: after } = await client.ask(actions.put, uri, body, {
    selectors: selectors({ Id: '2' }),
    options: [{ name: 'wmiarray:__MIInstanceModifiedPropertiesList', value: 'Size', type: 'xs:string' }],
  })
  expect(['Name', 'Size'].map(name => child(after, name)?.text)).toEqual(['two', '9'])
})

test('values that do not fit, and elements of another namespace, are refused', async () => {
  await using served = await serve(writing)
  using client = new TestClient(served.listener)
  const uri = classUri('Test_Item')
  const put = (body: string) => client.ask(actions.put, uri, body, { selectors: selectors({ Id: '2' }) })
  const wrong = await put(`<p:Test_Item xmlns:p="${uri}"><p:Size>many</p:Size></p:Test_Item>`)
  expect(wrong.fault?.code).toBe(wbemStatusByName.WBEM_E_TYPE_MISMATCH)
  const other = await put('<p:Test_Item xmlns:p="urn:other"><p:Size>1</p:Size></p:Test_Item>')
  expect(other.fault?.code).toBe(wsmanCodes.ERROR_WSMAN_INVALID_XML_NAMESPACE)
  expect((await put('')).fault?.code).toBe(wsmanCodes.ERROR_WSMAN_SCHEMA_VALIDATION_ERROR)
})

test('nothing is changed and no method called unless the listener says so', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const uri = classUri('Test_Item')
  const keys = { selectors: selectors({ Id: '1' }) }
  for (const [action, body, how] of [
    [actions.put, `<p:Test_Item xmlns:p="${uri}"/>`, keys],
    [actions.create, `<p:Test_Item xmlns:p="${uri}"/>`, {}],
    [actions.delete, '', keys],
    [`${uri}/Add`, `<p:Add_INPUT xmlns:p="${uri}"/>`, {}],
  ] as const) {
    const { fault } = await client.ask(action, uri, body, how)
    expect(fault?.code).toBe(wbemStatusByName.WBEM_E_ACCESS_DENIED)
  }
  expect(served.log.map(({ event }) => event)).toEqual(['logon', 'denied', 'denied', 'denied', 'denied'])
  expect(served.log[4]?.text).toContain('Add')
})

test('a method gets its parameters and answers with its own', async () => {
  await using served = await serve(writing)
  using client = new TestClient(served.listener)
  const uri = wmiResource('root/cimv2', 'StdRegProv')
  const created = await client.ask(
    `${uri}/CreateKey`,
    uri,
    `<p:CreateKey_INPUT xmlns:p="${uri}"><p:hDefKey>2147483650</p:hDefKey><p:sSubKeyName>SOFTWARE\\Test</p:sSubKeyName></p:CreateKey_INPUT>`,
  )
  expect(created.fault).toBeUndefined()
  expect(created.message.action).toBe(`${uri}/CreateKeyResponse`)
  const { body, fault } = await client.ask(
    `${uri}/EnumKey`,
    uri,
    `<p:EnumKey_INPUT xmlns:p="${uri}"><p:hDefKey>2147483650</p:hDefKey><p:sSubKeyName>SOFTWARE</p:sSubKeyName></p:EnumKey_INPUT>`,
  )
  expect(fault).toBeUndefined()
  expect([body.localName, body.namespace]).toEqual(['EnumKey_OUTPUT', uri])
  expect(children(body, 'sNames').map(({ text }) => text)).toContain('Test')
  expect(child(body, 'ReturnValue')?.text).toBe('0')
})

test('a method that does not exist is told by name', async () => {
  await using served = await serve(writing)
  using client = new TestClient(served.listener)
  const uri = classUri('Test_Item')
  const { fault } = await client.ask(`${uri}/Nothing`, uri)
  expect(fault?.code).toBe(wbemStatusByName.WBEM_E_INVALID_METHOD)
  expect((await client.ask('urn:unknown', uri)).fault?.code).toBe(wsmanCodes.ERROR_WSMAN_ACTION_NOT_SUPPORTED)
})

test('the limits are read as winrm/config', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const { body } = await client.ask(actions.get, resources.config)
  expect(body.localName).toBe('Config')
  expect(child(body, 'MaxEnvelopeSizekb')?.text).toBe('500')
  expect(child(child(body, 'Service'), 'AllowUnencrypted')?.text).toBe('false')
})

test('faults have the shape of the family, the code of WMI, and the ids of the request', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const ids = { operationId: 'uuid:OP', sequenceId: '3' }
  const wmi = await client.ask(actions.get, classUri('Test_Item'), '', { selectors: selectors({ Id: '99' }), ...ids })
  expect(wmi.bytes.toString()).toContain('Machine="TESTHOST"')
  expect(wmi.bytes.toString()).toContain('uuid:OP')
  const cim = await client.ask(actions.get, `${resources.cim}Test_Item`, '', {
    selectors: [...selectors({ Id: '99' }), ...inNamespace],
  })
  expect(cim.bytes.toString()).toContain('MSFT_WmiError')
  expect([wmi.fault?.code, cim.fault?.code]).toEqual([
    wbemStatusByName.WBEM_E_NOT_FOUND,
    wbemStatusByName.WBEM_E_NOT_FOUND,
  ])
})

test('what a header must have understood is refused when it is not', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const options = [{ name: 'Strange', value: '1', mustComply: true }]
  const { fault } = await client.ask(actions.get, classUri('Test_Only'), '', { options })
  expect(fault?.code).toBe(wsmanCodes.ERROR_WSMAN_OPTIONS_NOT_SUPPORTED)
  const small = await client.ask(actions.get, classUri('Test_Only'), '', { maxEnvelopeSize: 1000 })
  expect(small.fault?.code).toBe(wsmanCodes.ERROR_WSMAN_MIN_ENVELOPE_SIZE)
})

test('an answer that is larger than the client takes is a fault', async () => {
  await using served = await serve(writing)
  using client = new TestClient(served.listener)
  const uri = classUri('Test_Item')
  await client.ask(
    actions.create,
    uri,
    `<p:Test_Item xmlns:p="${uri}"><p:Id>8</p:Id><p:Name>${'x'.repeat(9000)}</p:Name></p:Test_Item>`,
  )
  const { fault } = await client.ask(actions.get, uri, '', { selectors: selectors({ Id: '8' }), maxEnvelopeSize: 8192 })
  expect(fault?.code).toBe(wsmanCodes.ERROR_WSMAN_MAX_ENVELOPE_SIZE_EXCEEDED)
})

test('a request in UTF-16 is read', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const { writeRequest } = await import('../../src/wsman/message/write.js')
  const bytes = writeRequest(header(actions.get, classUri('Test_Only')), '')
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString(), 'utf16le')])
  expect((await client.send(wide)).body.localName).toBe('Test_Only')
})

test('shells are not served, and that is what is told', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const { fault } = await client.ask(actions.create, 'http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd')
  expect(fault?.code).toBe(wsmanCodes.ERROR_WSMAN_ACTION_NOT_SUPPORTED)
  expect(served.log.map(({ event }) => event)).toEqual(['logon'])
})
