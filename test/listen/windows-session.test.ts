// A whole session of PowerShell's CIM cmdlets with Windows, its requests sent to our listener: each is answered, in the shape of Windows' answer.
import { expect, test } from 'vitest'
import type { CimDateTime } from '../../src/cim/datetime.js'
import { WmiHost } from '../../src/host/host.js'
import { namespaces } from '../../src/wsman/names.js'
import { readIdentity, readSequence } from '../../src/wsman/operations/index.js'
import { readReference } from '../../src/wsman/reference.js'
import { XmlDocument, type XmlElement } from '../../src/xml/index.js'
import { vector } from '../vectors.js'
import { type Answer, children, serve, TestClient } from './listener.js'

const flow = (name: string) => vector(`wsman/gosammwr/cimsession_flow/${name}.xml`)
const theirs = (name: string) => XmlDocument.parse(flow(name).toString()).root

/** A machine with three disks, of which only the names matter. */
function threeDisks(): WmiHost {
  const rows: Record<string, string | CimDateTime | null>[] = [0, 2, 1].map(disk => ({
    DeviceID: `\\\\.\\PHYSICALDRIVE${disk}`,
    CreationClassName: 'Win32_DiskDrive',
    SystemCreationClassName: 'Win32_ComputerSystem',
    SystemName: 'SMNNOVMSFS01',
  }))
  return new WmiHost({
    hostName: 'SMNNOVMSFS01',
    providers: [{ classes: ['Win32_DiskDrive'], provider: { enumerate: () => rows } }],
  })
}

/** Local names of an element and of everything inside, without what rows hold. */
function headerNames(envelope: XmlElement): string[] {
  const header = envelope.child('Header', namespaces.s)
  return (header?.children ?? []).map(child => child.localName).toSorted()
}

const envelopeOf = ({ bytes }: Answer) => XmlDocument.parse(bytes.toString()).root

test('every request of the session is answered as Windows answered it', async () => {
  await using served = await serve({}, threeDisks())
  using client = new TestClient(served.listener)

  const hello = await client.send(flow('01_Req_Hello'))
  expect(hello.status).toBe(200)
  expect(readIdentity(hello.body)).toMatchObject({ protocolVersion: namespaces.w, stack: 3 })

  const begun = await client.send(flow('02_Req_enum'))
  const first = readSequence(begun.body)
  const theirFirst = theirs('02_Res_enum')
  expect(headerNames(envelopeOf(begun))).toEqual(headerNames(theirFirst))
  expect(begun.message.relatesTo).toBe('uuid:221345AE-28D7-4C6A-938F-C50386A45B5A')
  expect(first?.items).toHaveLength(1)
  expect(first?.end).toBe(false)
  const [item] = first?.items ?? []
  const theirItem = readSequence(theirFirst.child('Body', namespaces.s)?.children[0])?.items[0]
  expect(item?.children.map(({ localName, namespace }) => [localName, namespace])).toEqual(
    theirItem?.children.map(({ localName, namespace }) => [localName, namespace]),
  )
  const ours = new Set(item?.children[0]?.children.map(({ localName }) => localName))
  const missing = theirItem?.children[0]?.children.map(({ localName }) => localName).filter(name => !ours.has(name))
  expect(missing).toEqual([])
  expect(item && readReference(item)).toEqual(theirItem && readReference(theirItem))
  const nulls = item?.children[0] && children(item.children[0], 'PowerManagementCapabilities')
  expect(nulls?.map(element => element.get('IsNullArray', namespaces.m))).toEqual(['true'])

  const schema = await client.send(flow('03_Req_schema'))
  const declared = theirs('03_Res_schema').child('Body', namespaces.s)?.children[0]
  expect(headerNames(envelopeOf(schema))).toEqual(headerNames(theirs('03_Res_schema')))
  for (const attribute of ['NAME', 'SUPERCLASS', 'DERIVATION'])
    expect(schema.body.get(attribute)).toBe(declared?.get(attribute))
  const types = (element: XmlElement | undefined) =>
    new Map(children(element, 'PROPERTY').map(property => [property.get('NAME'), property.get('TYPE')]))
  const ourTypes = types(schema.body)
  for (const [name, type] of types(declared)) expect([name, ourTypes.get(name)]).toEqual([name, type])

  // The context is the server's own.
  const pull = flow('04_Req_pull')
    .toString()
    .replace('uuid:686ECA2F-690B-4013-8516-EAEFBEAAAD02', first?.context ?? '')
  const pulled = await client.send(Buffer.from(pull))
  expect(headerNames(envelopeOf(pulled))).toEqual(headerNames(theirs('04_Res_pull')))
  const rest = readSequence(pulled.body)
  expect([rest?.items.length, rest?.end, rest?.context]).toEqual([2, true, undefined])
  expect(rest?.items.map(row => readReference(row)?.selectors.find(({ name }) => name === 'DeviceID')?.value)).toEqual([
    '\\\\.\\PHYSICALDRIVE2',
    '\\\\.\\PHYSICALDRIVE1',
  ])

  const end = await client.send(flow('05_Req_end'))
  expect([end.status, end.bytes.length]).toEqual([202, 0])
})
