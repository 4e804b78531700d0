import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { WmiError } from '../../../src/base/errors.js'
import { readResponse } from '../../../src/wsman/message/response.js'
import { anonymousRole, deliveryModes, namespaces, resources } from '../../../src/wsman/names.js'
import * as operations from '../../../src/wsman/operations/index.js'
import type { Filter } from '../../../src/wsman/types.js'
import type { XmlElement } from '../../../src/xml/index.js'
import { sharedVectorPath } from '../../vectors.js'
import { envelope } from '../envelopes.js'

function body(xml: string): XmlElement | undefined {
  return readResponse(envelope('', xml)).body
}

const reference = {
  address: anonymousRole,
  uri: `${resources.cim}Win32_Service`,
  selectors: [
    { name: 'Name', value: 'a "b" & <c>' },
    { name: '__cimnamespace', value: 'root/cimv2' },
  ],
}

const filters: Filter[] = [
  { dialect: 'wql', query: 'SELECT * FROM X WHERE a < 3 AND b = "x & y"' },
  { dialect: 'selector', selectors: [{ name: 'Name', value: 'Spooler' }] },
  { dialect: 'association', association: { kind: 'associated', object: reference } },
  {
    dialect: 'association',
    association: {
      kind: 'associations',
      object: reference,
      associationClassName: 'A',
      role: 'B',
      resultClassName: 'C',
      resultRole: 'D',
    },
  },
]

describe('enumerations', () => {
  it.each(filters)('carry the filter $dialect', filter => {
    const asked = { filter, mode: 'EnumerateEPR', optimize: true, maxElements: 100 } as const
    expect(operations.readEnumerate(body(operations.writeEnumerate(asked)))).toEqual(asked)
  })

  it('say what they do not say by default', () => {
    expect(operations.readEnumerate(body('<n:Enumerate/>'))).toEqual({
      filter: undefined,
      mode: 'EnumerateObject',
      optimize: false,
      maxElements: 1,
    })
    expect(operations.writeEnumerate({ optimize: true, maxElements: 9, mode: 'EnumerateObject' })).toBe(
      '<n:Enumerate><w:OptimizeEnumeration/><w:MaxElements>9</w:MaxElements></n:Enumerate>',
    )
  })

  it.each([
    ['another body', '<n:Pull/>', 'ERROR_WSMAN_SCHEMA_VALIDATION_ERROR'],
    ['no body', '', 'ERROR_WSMAN_SCHEMA_VALIDATION_ERROR'],
    [
      'an unknown mode',
      '<n:Enumerate><w:EnumerationMode>All</w:EnumerationMode></n:Enumerate>',
      'ERROR_WSMAN_ENUMERATION_MODE_UNSUPPORTED',
    ],
    [
      'a polymorphism mode',
      '<n:Enumerate><b:PolymorphismMode>ExcludeSubClassProperties</b:PolymorphismMode></n:Enumerate>',
      'ERROR_WSMAN_POLYMORPHISM_MODE_UNSUPPORTED',
    ],
    [
      'a number that is none',
      '<n:Enumerate><w:MaxElements>many</w:MaxElements></n:Enumerate>',
      'ERROR_WSMAN_SCHEMA_VALIDATION_ERROR',
    ],
    [
      'an unknown dialect',
      '<n:Enumerate><w:Filter Dialect="urn:cql">x</w:Filter></n:Enumerate>',
      'ERROR_WSMAN_ENUMERATE_FILTER_DIALECT_REQUESTED_UNAVAILABLE',
    ],
    [
      'a filter without dialect',
      '<n:Enumerate><n:Filter>x</n:Filter></n:Enumerate>',
      'ERROR_WSMAN_ENUMERATE_FILTER_DIALECT_REQUESTED_UNAVAILABLE',
    ],
    [
      'associations of nothing',
      `<n:Enumerate><w:Filter Dialect="http://schemas.dmtf.org/wbem/wsman/1/cimbinding/associationFilter"><b:AssociatedInstances/></w:Filter></n:Enumerate>`,
      'ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER',
    ],
  ])('refuse %s', (_, xml, name) => {
    expect(() => operations.readEnumerate(body(xml))).toThrow(expect.objectContaining({ name }))
  })

  it('are pulled and released', () => {
    const pull = operations.readPull(body(operations.writePull({ context: 'c<1>', maxElements: 5 })))
    expect(pull).toMatchObject({ context: 'c<1>', maxElements: 5, maxTime: undefined })
    const timed =
      '<n:Pull><n:MaxTime>PT2S</n:MaxTime><n:EnumerationContext>x</n:EnumerationContext><n:MaxCharacters>9</n:MaxCharacters></n:Pull>'
    expect(operations.readPull(body(timed))).toEqual({ context: 'x', maxElements: 1, maxTime: 2000, maxCharacters: 9 })
    expect(operations.readRelease(body(operations.writeRelease('c')))).toBe('c')
    for (const bad of ['<n:Pull/>', '<n:Pull><n:EnumerationContext/></n:Pull>'])
      expect(() => operations.readPull(body(bad))).toThrow(WmiError)
    expect(() => operations.readPull(body('<n:Pull><n:MaxTime>2</n:MaxTime></n:Pull>'))).toThrow(WmiError)
  })

  it('answer in the forms of Windows', () => {
    const row = '<p:Items xmlns:p="urn:p"><p:EndOfSequence>1</p:EndOfSequence></p:Items>'
    const first = operations.writeEnumerateResponse({ context: 'c1', items: row, end: false })
    expect(operations.readSequence(body(first))).toMatchObject({ kind: 'enumerate', context: 'c1', end: false })
    const whole = operations.writeEnumerateResponse({ context: undefined, items: '', end: true })
    expect(whole).toBe(
      '<n:EnumerateResponse><n:EnumerationContext></n:EnumerationContext><w:Items></w:Items><w:EndOfSequence/></n:EnumerateResponse>',
    )
    expect(operations.readSequence(body(whole))).toMatchObject({ context: undefined, end: true, items: [] })
    const bare = operations.writeEnumerateResponse({ context: 'c', items: undefined, end: false })
    expect(bare).not.toContain('Items')
    const page = operations.writePullResponse({ context: 'c2', items: row + row, end: false })
    expect(operations.readSequence(body(page))).toMatchObject({ kind: 'pull', context: 'c2', end: false })
    const last = operations.writePullResponse({ context: undefined, items: row, end: true })
    expect(last).not.toContain('EnumerationContext')
    expect(operations.readSequence(body(last))?.items).toHaveLength(1)
    expect(operations.readSequence(body('<n:Pull/>'))).toBeUndefined()
  })
})

describe('subscriptions', () => {
  const asked = { mode: deliveryModes.pull, heartbeats: 20_000, expires: 60_000, filter: filters[0] }

  it('come out as they went in', () => {
    expect(operations.readSubscribe(body(operations.writeSubscribe(asked)))).toEqual(asked)
    const least = { mode: deliveryModes.pull, heartbeats: undefined, expires: undefined, filter: undefined }
    expect(operations.readSubscribe(body(operations.writeSubscribe(least)))).toEqual(least)
    expect(operations.readSubscribe(body('<e:Subscribe/>')).mode).toBe(deliveryModes.push)
  })

  it('may end at a point in time', () => {
    const at = '<e:Subscribe><e:Expires>2026-01-01T00:01:00Z</e:Expires></e:Subscribe>'
    expect(operations.readSubscribe(body(at), Date.parse('2026-01-01T00:00:00Z')).expires).toBe(60_000)
    expect(() => operations.readSubscribe(body(at), Date.parse('2027-01-01T00:00:00Z'))).toThrow(WmiError)
    expect(() => operations.readSubscribe(body('<e:Subscribe><e:Expires>soon</e:Expires></e:Subscribe>'))).toThrow(
      expect.objectContaining({ name: 'ERROR_WSMAN_EVENTING_INVALID_EXPIRATION_TIME' }),
    )
    const beat = '<e:Subscribe><e:Delivery><w:Heartbeats>PT0S</w:Heartbeats></e:Delivery></e:Subscribe>'
    expect(() => operations.readSubscribe(body(beat))).toThrow(
      expect.objectContaining({ name: 'ERROR_WSMAN_EVENTING_INVALID_HEARTBEAT' }),
    )
  })

  it('are answered, renewed and ended', () => {
    const answer = {
      address: 'http://h/wsman',
      resource: { uri: resources.allClasses, selectors: [{ name: '__cimnamespace', value: 'root/cimv2' }] },
      identifier: 'ID',
      expires: undefined,
      context: 'ctx',
    }
    const xml = operations.writeSubscribeResponse(answer)
    expect(xml).toContain('<e:Expires>PT0.000S</e:Expires>')
    expect(operations.readSubscribeResponse(body(xml))).toEqual(answer)
    expect(
      operations.readSubscribeResponse(body(operations.writeSubscribeResponse({ ...answer, expires: 5000 })))?.expires,
    ).toBe(5000)
    expect(operations.readRenew(body(operations.writeRenew(5000)))).toBe(5000)
    expect(operations.readRenew(body(operations.writeRenew(undefined)))).toBeUndefined()
    expect(operations.readRenewResponse(body(operations.writeRenewResponse(7000)))).toBe(7000)
    expect(operations.readRenewResponse(body('<n:Pull/>'))).toBeUndefined()
    expect(operations.readSubscribeResponse(body('<n:Pull/>'))).toBeUndefined()
    operations.readUnsubscribe(body(operations.writeUnsubscribe()))
    expect(() => operations.readUnsubscribe(body('<n:Pull/>'))).toThrow(WmiError)
    expect(operations.subscriptionIdentifier({ identifier: 'a' }, undefined)).toBe('a')
    expect(() => operations.subscriptionIdentifier({}, undefined)).toThrow(WmiError)
  })

  const recorded = sharedVectorPath('wsman/txwinrm/subscribe/subscribe_resp.xml')
  it.skipIf(!recorded)('are read as Windows answers (txwinrm)', () => {
    expect(operations.readSubscribeResponse(readResponse(readFileSync(recorded ?? '')).body)).toEqual({
      address: 'http://gilroy:5985/wsman',
      resource: { uri: 'http://schemas.microsoft.com/wbem/wsman/1/windows/EventLog', selectors: [] },
      identifier: '885E9924-235C-44EB-9834-B3440B7DCD38',
      expires: undefined,
      context: 'uuid:00A69F40-AF0D-4E6D-93BD-EFE6AADC3F51',
    })
  })

  const pulled = sharedVectorPath('wsman/txwinrm/subscribe/pull_resp_01.xml')
  it.skipIf(!pulled)('give pages that do not end (txwinrm)', () => {
    const page = operations.readSequence(readResponse(readFileSync(pulled ?? '')).body)
    expect(page).toMatchObject({ kind: 'pull', context: 'uuid:05071354-C4AD-4745-AA80-1127029F660E', end: false })
    expect(page?.items[0]?.localName).toBe('Event')
  })
})

describe('what is created and who answers', () => {
  it('is a reference', () => {
    expect(operations.readCreated(body(operations.writeCreated(reference)))).toEqual(reference)
    expect(operations.readCreated(undefined)).toBeUndefined()
  })

  it('is an identity', () => {
    const identity = { vendor: 'wmilink', version: 'OS: 6 SP: 0.0 Stack: 3.0', securityProfiles: ['urn:p'] }
    expect(operations.readIdentity(body(operations.writeIdentity(identity)))).toEqual({
      ...identity,
      protocolVersion: namespaces.w,
      stack: 3,
    })
  })
})
