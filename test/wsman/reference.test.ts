import { describe, expect, it } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import type { CimClass } from '../../src/cim/class.js'
import { formatObjectPath, parseObjectPath, samePath } from '../../src/cim/path.js'
import { readClassXml } from '../../src/cim/xml/index.js'
import { readResponse } from '../../src/wsman/message/response.js'
import { anonymousRole, resources } from '../../src/wsman/names.js'
import { readSequence } from '../../src/wsman/operations/index.js'
import { readReference, writeReference } from '../../src/wsman/reference.js'
import { pathOfReference, pathTextOfReference, referenceOfPath } from '../../src/wsman/reference-path.js'
import {
  classResource,
  keySelectors,
  namespaceOf,
  readResourceUri,
  resourceUri,
  schemaResource,
} from '../../src/wsman/resource.js'
import type { EndpointReference } from '../../src/wsman/types.js'
import { vector } from '../vectors.js'
import { envelope } from './envelopes.js'

const home = { server: 'SQL01', namespace: 'root\\cimv2' }

function read(xml: string): EndpointReference | undefined {
  const { body } = readResponse(envelope('', xml))
  return body && readReference(body)
}

describe('resource URIs', () => {
  it.each([
    [
      `${resources.cim}Win32_Service`,
      { kind: 'class', family: 'cim', namespace: undefined, className: 'Win32_Service' },
    ],
    [
      'HTTP://SCHEMAS.MICROSOFT.COM/wbem/wsman/1/WMI/root/cimv2/win32_service',
      { kind: 'class', family: 'wmi', namespace: 'root\\cimv2', className: 'win32_service' },
    ],
    [
      'http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/*',
      { kind: 'all', family: 'wmi', namespace: 'root\\cimv2', className: '' },
    ],
    [resources.allClasses, { kind: 'all', family: 'cim', namespace: undefined, className: '' }],
    [`${resources.cim}*`, { kind: 'all', family: 'cim', namespace: undefined, className: '' }],
    [resources.schema, { kind: 'schema', family: 'cim', namespace: undefined, className: '' }],
    [
      'http://schema.omc-project.org/wbem/wscim/1/cim-schema/2/OMC_Unit',
      { kind: 'class', family: 'cim', namespace: undefined, className: 'OMC_Unit' },
    ],
    [resources.config, undefined],
    ['http://schemas.microsoft.com/wbem/wsman/1/wmi/Win32_Service', undefined],
    [`${resources.cim}a b`, undefined],
    ['', undefined],
  ])('%s', (uri, parts) => expect(readResourceUri(uri)).toEqual(parts))

  it('are made for both families', () => {
    expect(resourceUri('wmi', 'root\\cimv2', '*')).toBe('http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/*')
    expect(resourceUri('cim', 'root\\cimv2', '*')).toBe(resources.allClasses)
    const resource = classResource('cim', 'root\\cimv2', 'X')
    expect(resource).toEqual({ uri: `${resources.cim}X`, selectors: [{ name: '__cimnamespace', value: 'root/cimv2' }] })
    expect(namespaceOf(resource)).toBe('root\\cimv2')
    expect(keySelectors(resource)).toEqual([])
    expect(schemaResource('root\\x', 'Y').selectors).toEqual([
      { name: '__cimnamespace', value: 'root/x' },
      { name: 'ClassName', value: 'Y' },
    ])
    expect(namespaceOf({ uri: resources.allClasses, selectors: [] })).toBeUndefined()
  })
})

describe('references', () => {
  it('are read where a Windows session has them', () => {
    const page = readSequence(readResponse(vector('wsman/gosammwr/cimsession_flow/02_Res_enum.xml')).body)
    const item = page?.items[0]
    const reference = item && readReference(item)
    expect(reference).toEqual({
      address: anonymousRole,
      uri: `${resources.cim}Win32_DiskDrive`,
      selectors: [
        { name: 'DeviceID', value: '\\\\.\\PHYSICALDRIVE0' },
        { name: '__cimnamespace', value: 'root/cimv2' },
      ],
    })
    expect(reference && pathTextOfReference(reference, home)).toBe(
      '\\\\SQL01\\root\\cimv2:Win32_DiskDrive.DeviceID="\\\\\\\\.\\\\PHYSICALDRIVE0"',
    )
  })

  it('are read with ReferenceProperties, and in the newer WS-Addressing', () => {
    const inside = `<w:ResourceURI>${resources.cim}X</w:ResourceURI>`
    for (const [uri, name] of [
      ['http://schemas.xmlsoap.org/ws/2004/08/addressing', 'ReferenceProperties'],
      ['http://www.w3.org/2005/08/addressing', 'ReferenceParameters'],
    ])
      expect(read(`<p xmlns:q="${uri}"><q:Address>urn:here</q:Address><q:${name}>${inside}</q:${name}></p>`)).toEqual({
        address: 'urn:here',
        uri: `${resources.cim}X`,
        selectors: [],
      })
    expect(read('<p/>')).toBeUndefined()
    expect(read('<p><a:ReferenceParameters/></p>')).toBeUndefined()
  })

  it.each([
    'Win32_Service.Name="Spooler"',
    '\\\\SQL01\\root\\cimv2:Win32_LogicalDiskToPartition.Antecedent="\\\\\\\\.\\\\root\\\\cimv2:Win32_DiskPartition.DeviceID=\\"Disk #0, Partition #1\\"",Dependent="Win32_LogicalDisk.DeviceID=\\"C:\\""',
    'CIM_DataFile.Name="c:\\\\a \'b\'.txt"',
    'Win32_NTLogEvent.Logfile="System",RecordNumber=12',
    'X.Flag=TRUE,Name="a=b"',
  ])('say what a path says: %s', text => {
    const path = parseObjectPath(text)
    for (const family of ['wmi', 'cim'] as const) {
      const reference = referenceOfPath(path, family, 'root\\cimv2')
      expect(read(writeReference(reference))).toEqual(reference)
      const back = pathOfReference(reference, home, { instance: true })
      expect(back).toMatchObject(home)
      expect(samePath(back, path)).toBe(true)
    }
  })

  it('nest references only where they are', () => {
    const reference = referenceOfPath(parseObjectPath('A.B="C.D=\\"e\\"",F="x=\\"y\\"",G="plain"'), 'cim', 'root\\x')
    expect(reference.selectors.map(({ value }) => typeof value)).toEqual(['object', 'string', 'string', 'string'])
  })

  it('keep singletons and classes apart', () => {
    const reference = referenceOfPath(parseObjectPath('X=@'), 'wmi', 'root\\cimv2')
    expect(reference.selectors).toEqual([])
    expect(formatObjectPath(pathOfReference(reference, home, { instance: true }))).toBe('\\\\SQL01\\root\\cimv2:X=@')
    expect(formatObjectPath(pathOfReference(reference, home))).toBe('\\\\SQL01\\root\\cimv2:X')
  })

  it('need names of keys', () => {
    expect(() => referenceOfPath(parseObjectPath('Win32_Service="Spooler"'), 'cim', 'root\\cimv2')).toThrow(
      expect.objectContaining({ name: 'WBEM_E_INVALID_OBJECT_PATH' }),
    )
    expect(() => pathOfReference({ uri: resources.allClasses, selectors: [] }, home)).toThrow(WmiError)
  })

  it('know more with the class', () => {
    const cimClass = declared(
      '<CLASS NAME="Win32_Odd"><PROPERTY NAME="Index" TYPE="uint32"><QUALIFIER NAME="key" TYPE="boolean"><VALUE>TRUE</VALUE></QUALIFIER></PROPERTY></CLASS>',
    )
    const reference = referenceOfPath(parseObjectPath('win32_odd=7'), 'wmi', 'root\\cimv2', cimClass)
    expect(reference.selectors).toEqual([{ name: 'Index', value: '7' }])
    const path = pathOfReference({ ...reference, selectors: [{ name: 'INDEX', value: ' 7 ' }] }, home, { cimClass })
    expect(path).toMatchObject({ className: 'Win32_Odd', keys: [{ name: 'Index', value: 7n }] })
  })
})

function declared(xml: string): CimClass {
  const { body } = readResponse(envelope('', xml))
  if (!body) throw new Error('no class')
  return readClassXml(body)
}
