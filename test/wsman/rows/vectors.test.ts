import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { NameMap } from '../../../src/base/name-map.js'
import { type CimClass, CimDateTime, type CimInstance, shapeOf, toPlain } from '../../../src/cim/index.js'
import { readClassXml } from '../../../src/cim/xml/index.js'
import { WmiHost } from '../../../src/host/index.js'
import { ItemsPage, type RowContext } from '../../../src/wsman/rows/index.js'
import { lenientXml, readInstance } from '../../../src/wsman/values/index.js'
import { sharedVectorPath, vector } from '../../vectors.js'
import { home, readQuickly, readSlowly } from './pages.js'

const classes = new NameMap<CimClass>()

beforeAll(async () => {
  await using services = new WmiHost().connect('root\\cimv2')
  for await (const cimClass of services.classes()) classes.set(cimClass.name, cimClass)
})

const folder = sharedVectorPath('wsman/txwinrm')
const context: RowContext = { home, classNamed: name => classes.get(name) }

function fragmentContext(className: string): RowContext {
  const cimClass = classes.get(className)
  return { ...context, fragment: { className, ...(cimClass ? { cimClass } : {}) } }
}

function page(bytes: Buffer): ItemsPage {
  const read = ItemsPage.read(bytes)
  if (!read) throw new Error('no page')
  return read
}

describe.skipIf(folder === undefined)('pages of Windows servers (txwinrm)', () => {
  const files = ['server_2003', 'server_2012'].flatMap(server =>
    folder === undefined
      ? []
      : readdirSync(join(folder, server))
          .filter(name => name.endsWith('.xml'))
          .map(name => join(folder, server, name)),
  )

  it.each(files.map(file => [basename(join(file, '..')), basename(file), file] as const))('%s/%s', (_, name, file) => {
    const className = name.replace(/_(?:star|all)_\d+\.xml$/, '')
    const bytes = readFileSync(file)
    const how = () => ({ ...fragmentContext(className) })
    const quick = readQuickly(bytes, how())
    expect(quick).toEqual(readSlowly(bytes, how()))
    expect(quick.failed).toBe(false)
    expect(quick.rows.length).toBeGreaterThan(0)
    expect(page(bytes).count).toBe(quick.rows.length)
  })

  /** All rows of the files of one query, in their order. */
  function rowsOf(server: string, className: string, form: 'star' | 'all'): CimInstance[] {
    const names = readdirSync(join(folder ?? '', server))
      .filter(name => name.startsWith(`${className}_${form}_`))
      .sort()
    return names.flatMap(name => [
      ...page(readFileSync(join(folder ?? '', server, name))).instances(fragmentContext(className)),
    ])
  }

  it.each([
    ['server_2012', 'Win32_OperatingSystem', ['Name']],
    ['server_2012', 'Win32_LogicalDisk', ['DeviceID']],
    ['server_2012', 'Win32_NetworkAdapterConfiguration', ['Index']],
    ['server_2003', 'Win32_ComputerSystem', ['Name']],
  ])('%s %s says the same whole and projected', (server, className, keys) => {
    const whole = rowsOf(server, className, 'star')
    const projected = rowsOf(server, className, 'all')
    expect(projected.length).toBeGreaterThan(0)
    const keyOf = (row: CimInstance) => keys.map(key => String(row[key])).join()
    const byKey = new Map(whole.map(row => [keyOf(row), row]))
    // They were asked one after the other: what changes all the time differs.
    const changing =
      /^(?:FreePhysicalMemory|FreeVirtualMemory|LocalDateTime|FreeSpace\w*|NumberOfProcesses|LastBootUpTime)$/
    let compared = 0
    for (const row of projected) {
      const other = byKey.get(keyOf(row))
      expect(other).toBeDefined()
      for (const { name } of shapeOf(row).properties) {
        if (changing.test(name) || !other || other[name] === undefined) continue
        expect([name, row[name]]).toEqual([name, other[name]])
        compared += 1
      }
    }
    expect(compared).toBeGreaterThan(10)
  })

  it('gives values of the declared types', () => {
    const [system] = rowsOf('server_2012', 'Win32_OperatingSystem', 'star')
    expect(system?.BuildNumber).toBe('9200')
    expect(typeof system?.FreePhysicalMemory).toBe('bigint')
    expect(system?.MUILanguages).toEqual(['en-US'])
    expect(system?.InstallDate).toBeInstanceOf(CimDateTime)
    expect(typeof system?.Debug).toBe('boolean')
    expect(system?.__PATH).toContain('Win32_OperatingSystem')
    const processes = rowsOf('server_2012', 'Win32_Process', 'star')
    expect(new Set(processes.map(row => row.Handle)).size).toBe(processes.length)
    expect(String(processes.find(row => row.Handle === '4')?.CreationDate)).toBe('20130415162847.735170+000')
    const services = rowsOf('server_2012', 'Win32_Service', 'all')
    expect(new Set(services.map(row => row.Name)).size).toBe(services.length)
    expect(services.length).toBeGreaterThan(100)
  })

  it('reads the event page', () => {
    const bytes = readFileSync(sharedVectorPath('wsman/txwinrm/subscribe/pull_resp_01.xml') ?? '')
    const events = [...page(bytes).instances(context)]
    expect(events).toHaveLength(page(bytes).count)
    expect(events.length).toBeGreaterThan(0)
  })
})

describe('messages that others captured', () => {
  const diskSchema = () => {
    const { root } = lenientXml(vector('wsman/gosammwr/cimsession_flow/03_Res_schema.xml').toString('utf8'))
    const found = [...root.descendants()].find(element => element.localName === 'CLASS')
    if (!found) throw new Error('no CLASS')
    return readClassXml(found)
  }

  it('Server 2016: an item with its reference, then a page', () => {
    const disk = diskSchema()
    const how: RowContext = { home, classNamed: name => (name === disk.name ? disk : undefined), preciseArrays: true }
    const first = page(vector('wsman/gosammwr/cimsession_flow/02_Res_enum.xml'))
    expect([first.kind, first.context, first.end, first.classNames()]).toEqual([
      'enumerate',
      'uuid:686ECA2F-690B-4013-8516-EAEFBEAAAD02',
      false,
      ['Win32_DiskDrive'],
    ])
    const [row] = [...first.rows(how)]
    expect(row?.reference?.selectors).toContainEqual({ name: 'DeviceID', value: '\\\\.\\PHYSICALDRIVE0' })
    expect(row?.instance.Capabilities).toEqual([3, 4])
    expect(row?.instance.Size).toBe(54755688960n)
    expect(row?.instance.PowerManagementCapabilities).toBe(null)
    expect(row?.instance.__PATH).toBe('\\\\SRV\\root\\cimv2:Win32_DiskDrive.DeviceID="\\\\\\\\.\\\\PHYSICALDRIVE0"')
    const rest = page(vector('wsman/gosammwr/cimsession_flow/04_Res_pull.xml'))
    const rows = [...rest.rows(how)]
    expect([rest.end, rest.count]).toEqual([true, rows.length])
    expect(rows.map(({ instance }) => instance.Index)).toEqual([2, 3, 1])
    const bytes = vector('wsman/gosammwr/cimsession_flow/04_Res_pull.xml')
    expect(readQuickly(bytes, { ...how })).toEqual(readSlowly(bytes, { ...how }))
  })

  it('a projection, whose class nobody knows', () => {
    const first = page(vector('wsman/opennms/optimized-enum-response-with-fragments-1.xml'))
    expect(first.context).toBeDefined()
    const last = page(vector('wsman/opennms/optimized-enum-response-with-fragments-2.xml'))
    expect([last.context, last.end, last.count]).toEqual([undefined, true, 3])
    const disk = fragmentContext('Win32_LogicalDisk')
    expect([...last.instances(disk)].map(row => toPlain(row))).toEqual([
      { FreeSpace: '44395380736', Name: 'C:', Size: '64412164096' },
      { FreeSpace: '30545928192', Name: 'D:', Size: '64421359616' },
      { FreeSpace: null, Name: 'E:', Size: null },
    ])
    expect([...last.instances(disk)][0]?.Size).toBe(64412164096n)
    const unknown = [...last.instances({ home, classNamed: () => undefined, fragment: { className: 'X' } })]
    expect(unknown[0]?.Size).toBe('64412164096')
  })

  it('an event with its embedded object', () => {
    const { root } = lenientXml(vector('wsman/champ/push_event_single.xml').toString('utf8'))
    const body = root.children.find(child => child.localName === 'Body')
    const event = readInstance(body?.children[0] ?? root, {
      home: { server: null, namespace: null },
      classNamed: name => classes.get(name),
    })
    expect([event.__CLASS, event.__PATH]).toEqual(['__InstanceCreationEvent', null])
    expect((event.TargetInstance as CimInstance).__CLASS).toBe('CIM_DataFile')
  })

  it('what a method of Server 2003 answers', () => {
    const { root } = lenientXml(vector('wsman/openwsman/EnumKey.xml').toString('utf8'))
    const output = [...root.descendants()].find(element => element.localName === 'EnumKey_OUTPUT')
    const instance = readInstance(output ?? root, {
      home: { server: null, namespace: null },
      classNamed: () => undefined,
    })
    expect(Array.isArray(instance.sNames)).toBe(true)
    expect(instance.ReturnValue).toBe('0')
  })
})
