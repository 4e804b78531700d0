import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/errors.js'
import type { CimClass, Qualifiers } from '../../src/cim/class.js'
import type { ClassDeclaration } from '../../src/cim/declaration.js'
import { parseMof } from '../../src/cim/mof/index.js'
import { WmiHost } from '../../src/host/host.js'
import { amend, textLanguage } from '../../src/host/schema-texts.js'
import { testServices } from './test-host.js'

const host = new WmiHost({ hostName: 'TESTHOST' })
const cimv2 = host.connect()
const standard = host.connect('root\\StandardCimv2')

const folder = new URL('../../src/host/mof/', import.meta.url)
const namespaces: Readonly<Record<string, string>> = { cimwin32: 'root\\cimv2', standardcimv2: 'root\\StandardCimv2' }

interface Amended extends ClassDeclaration {
  readonly namespace: string
}

const amendments = (language: string): Amended[] =>
  readdirSync(folder)
    .filter(name => name.endsWith(`.${language}.mfl`))
    .flatMap(name =>
      parseMof(readFileSync(new URL(name, folder)), { source: name }).items.flatMap(item =>
        item.kind === 'class'
          ? [{ ...item.declaration, namespace: namespaces[name.replace(/\..*/, '')] ?? `of ${name}` }]
          : [],
      ),
    )

type Feature = ClassDeclaration['properties'][number] | ClassDeclaration['methods'][number]
const features = (declaration: ClassDeclaration): Feature[] => [...declaration.properties, ...declaration.methods]

/** Every list of values with its names and its place. */
function valueMaps(declarations: readonly ClassDeclaration[]) {
  return declarations.flatMap(declaration =>
    features(declaration).flatMap(feature => {
      const keys = feature.qualifiers.get('ValueMap')?.value
      const names = feature.qualifiers.get('Values')?.value
      const type = 'returnType' in feature ? feature.returnType : feature.type
      return keys === undefined && names === undefined
        ? []
        : [{ at: `${declaration.name}.${feature.name}`, type, keys: texts(keys), names: texts(names) }]
    }),
  )
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  uint8: [0, 255],
  sint16: [-32768, 32767],
  uint16: [0, 65535],
  uint32: [0, 4294967295],
}

describe('amendments', () => {
  const english = valueMaps(amendments('en'))
  const french = valueMaps(amendments('fr'))

  test('explain the values that people meet', () => {
    expect(english.length).toBeGreaterThan(120)
    expect(english.map(each => each.at)).toEqual(
      expect.arrayContaining([
        'CIM_LogicalDevice.Availability',
        'Win32_BaseService.StopService',
        'Win32_Process.Create',
      ]),
    )
  })

  test('give each value one name, and no value twice', () => {
    for (const { at, keys, names } of [...english, ...french]) {
      expect(keys.length, at).toBeGreaterThan(0)
      expect(names.length, at).toBe(keys.length)
      expect(new Set(keys).size, at).toBe(keys.length)
      expect(
        names.every(name => name === name.trim() && name !== ''),
        at,
      ).toBe(true)
    }
  })

  test('name values that fit the type', () => {
    for (const { at, type, keys } of english) {
      if (type === 'string') continue
      const [least, most] = ranges[type] ?? [Number.NaN, Number.NaN]
      for (const key of keys)
        expect(String(Number(key)) === key && +key >= least && +key <= most, `${at}: ${key}`).toBe(true)
    }
  })

  test('say the same of the same values in both languages', () => {
    const plain = (maps: typeof english) => maps.map(({ at, type, keys }) => ({ at, type, keys }))
    expect(plain(french)).toEqual(plain(english))
  })

  test('are about properties and methods that the class itself declares', async () => {
    for (const declaration of amendments('en')) {
      const services = declaration.name.startsWith('MSFT_') ? standard : cimv2
      const cimClass = await services.getClass(declaration.name)
      for (const { name } of declaration.properties)
        expect(cimClass.properties.get(name), `${declaration.name}.${name}`).toMatchObject({ name, propagated: false })
      for (const { name } of declaration.methods)
        expect(cimClass.methods.get(name), `${declaration.name}.${name}`).toMatchObject({ name, propagated: false })
    }
  })
})

describe('locales', () => {
  test.each([
    [undefined, 'en'],
    ['MS_409', 'en'],
    ['MS_40C', 'fr'],
    ['ms_40c', 'fr'],
    ['MS_C0C', 'fr'],
    ['MS_080C', 'fr'],
    ['MS_407', 'en'],
    ['MS_0', 'en'],
  ])('%s is answered in %s', (locale, language) => {
    expect(textLanguage(locale)).toBe(language)
  })

  test.each([
    [{ locale: 'fr-FR' }, 'fr-FR is no locale'],
    [{ locale: 'MS_' }, 'MS_ is no locale'],
    [{ amended: 'yes' as never }, 'amended is yes, not true or false'],
    [{ architecture: 16 as never }, '16 is no provider architecture'],
  ])('%j is refused, for a connection and for a call', async (context, message) => {
    expect(() => host.connect('root\\cimv2', context)).toThrow(ArgumentError)
    await expect(cimv2.getClass('Win32_Service', context)).rejects.toThrow(message)
    await expect(cimv2.classes(context).toArray()).rejects.toThrow(message)
  })
})

const values = (qualifiers: Qualifiers | undefined, name = 'Values') => qualifiers?.get(name)?.value
const property = (cimClass: CimClass, name: string) => cimClass.properties.get(name)?.qualifiers

describe('a class', () => {
  test('has its values but not their names', async () => {
    const adapter = await cimv2.getClass('Win32_NetworkAdapter')
    expect(texts(values(property(adapter, 'NetConnectionStatus'), 'ValueMap'))).toHaveLength(13)
    expect(values(property(adapter, 'NetConnectionStatus'))).toBeUndefined()
    expect(values(property(adapter, 'Availability'), 'ValueMap')).toBeDefined()
  })

  test('has their names when it is amended', async () => {
    const options = { amended: true }
    const adapter = await cimv2.getClass('Win32_NetworkAdapter', options)
    expect(texts(values(property(adapter, 'NetConnectionStatus')))[2]).toBe('Connected')
    expect(adapter.properties.get('NetConnectionStatus')?.qualifiers.get('Values')?.flavor.amended).toBe(true)
    // From CIM_LogicalDevice, three classes above.
    expect(texts(values(property(adapter, 'Availability')))[2]).toBe('Running/Full Power')
    expect(adapter.properties.get('Availability')).toMatchObject({ origin: 'CIM_LogicalDevice', propagated: true })
    expect(adapter.derivation).toEqual((await cimv2.getClass('Win32_NetworkAdapter')).derivation)
  })

  test('speaks French to a French caller', async () => {
    const french = host.connect('root\\cimv2', { locale: 'MS_40C', amended: true })
    const disk = await french.getClass('Win32_LogicalDisk')
    expect(values(property(disk, 'DriveType'))).toEqual([
      'Inconnu',
      'Sans dossier racine',
      'Disque amovible',
      'Disque local',
      'Lecteur réseau',
      'Disque compact',
      'Disque en mémoire',
    ])
    const english = await french.getClass('Win32_LogicalDisk', { locale: 'MS_409' })
    expect(texts(values(property(english, 'DriveType')))[3]).toBe('Local Disk')
    const lean = await french.getClass('Win32_LogicalDisk', { amended: false })
    expect(values(property(lean, 'DriveType'))).toBeUndefined()
  })

  test('is the same object as long as nothing changes', async () => {
    for (const options of [{}, { amended: true }, { amended: true, locale: 'MS_40C' }])
      expect(await cimv2.getClass('Win32_BIOS', options)).toBe(await cimv2.getClass('win32_bios', options))
  })

  test('is listed, and found by a schema query, as it is got', async () => {
    const listed = await cimv2.classes({ superclass: 'Win32_BaseService', amended: true }).toArray()
    const service = listed.find(each => each.name === 'Win32_Service')
    expect(texts(values(service?.methods.get('StartService')?.qualifiers))[10]).toBe('Service Already Running')
    const lean = await cimv2.classes({ superclass: 'Win32_BaseService' }).toArray()
    expect(lean.map(each => values(each.properties.get('State')?.qualifiers))).toEqual([undefined, undefined])
    const [found] = await cimv2
      .query("SELECT * FROM meta_class WHERE __CLASS = 'Win32_BIOS'", { amended: true })
      .toArray()
    expect(found).toMatchObject({ __CLASS: 'Win32_BIOS', __GENUS: 1 })
  })

  test.each<[string, string, string, string, string]>([
    ['Win32_OperatingSystem', 'OSType', '36', 'LINUX', 'LINUX'],
    ['Win32_OperatingSystem', 'ProductType', '3', 'Server', 'Serveur'],
    ['Win32_ComputerSystem', 'PCSystemType', '2', 'Mobile', 'Portable'],
    ['Win32_Processor', 'Architecture', '9', 'x64', 'x64'],
    ['Win32_Processor', 'Architecture', '12', 'ARM64', 'ARM64'],
    ['Win32_Process', 'ExecutionState', '4', 'Blocked', 'Bloqué'],
    ['Win32_Service', 'StartMode', 'Auto', 'Auto', 'Automatique'],
    ['Win32_SystemEnclosure', 'ChassisTypes', '23', 'Rack Mount Chassis', 'Châssis pour baie'],
    ['Win32_PhysicalMemory', 'SMBIOSMemoryType', '26', 'DDR4', 'DDR4'],
    ['Win32_CacheMemory', 'Level', '3', 'Primary', 'Primaire'],
    ['Win32_UserAccount', 'SIDType', '1', 'SidTypeUser', 'Utilisateur'],
    ['Win32_LogonSession', 'LogonType', '10', 'RemoteInteractive', 'Interactive à distance'],
    ['Win32_NTLogEvent', 'EventType', '2', 'Warning', 'Avertissement'],
    ['Win32_PingStatus', 'StatusCode', '11010', 'Request Timed Out', 'Délai dépassé'],
    ['Win32_Product', 'InstallState', '5', 'Installed', 'Installé'],
    ['Win32_LocalTime', 'Month', '8', 'August', 'Août'],
    ['Win32_Battery', 'BatteryStatus', '6', 'Charging', 'En charge'],
    ['Win32_IP4RouteTable', 'Type', '3', 'direct', 'Directe'],
  ])('%s.%s %s is %s', async (className, name, key, english, french) => {
    for (const [locale, expected] of [
      ['MS_409', english],
      ['MS_40C', french],
    ] as const) {
      const qualifiers = property(await cimv2.getClass(className, { amended: true, locale }), name)
      expect(texts(values(qualifiers))[texts(values(qualifiers, 'ValueMap')).indexOf(key)]).toBe(expected)
    }
  })

  test.each([
    ['Win32_Process', 'KernelModeTime', '100 nanoseconds'],
    ['Win32_Process', 'WorkingSetSize', 'bytes'],
    ['Win32_Processor', 'L2CacheSize', 'kilobytes'],
    ['Win32_PhysicalMemory', 'ConfiguredClockSpeed', 'megahertz'],
    ['Win32_NTEventlogFile', 'MaxFileSize', 'bytes'],
    ['Win32_Volume', 'Capacity', 'bytes'],
    ['Win32_Volume', 'FreeSpace', 'bytes'],
  ])('%s.%s counts %s', async (className, name, units) => {
    expect(values(property(await cimv2.getClass(className), name), 'Units')).toBe(units)
  })
})

describe('classes of users', () => {
  const mof = `
    [Description("A thing") : Amended] class Test_Thing {
      [key] string Id;
      [ValueMap{"1"}, Values{"one"} : Amended, Foo("kept")] uint8 Kind;
      [Description("runs") : Amended, Implemented] uint32 Run([In, Description("how") : Amended] string How);
    };
    class Test_Special : Test_Thing { uint8 More; };`
  const wmi = testServices(mof)

  test('lose their amended qualifiers unless they are asked for', async () => {
    const lean = await wmi.getClass('Test_Thing')
    expect([...lean.qualifiers].map(each => each.name)).toEqual([])
    expect([...(property(lean, 'Kind') ?? [])].map(each => each.name)).toEqual(['ValueMap', 'Foo'])
    expect([...(lean.methods.get('Run')?.qualifiers ?? [])].map(each => each.name)).toEqual(['Implemented'])
    expect([...(lean.methods.get('Run')?.parameters[0]?.qualifiers ?? [])].map(each => each.name)).toEqual(['In', 'ID'])

    const amended = await wmi.getClass('Test_Special', { amended: true })
    expect(values(property(amended, 'Kind'))).toEqual(['one'])
    expect(values(amended.methods.get('Run')?.qualifiers, 'Description')).toBe('runs')
    expect(values((await wmi.getClass('Test_Special')).properties.get('Kind')?.qualifiers)).toBeUndefined()
  })

  test('may have the names of what every object inherits', async () => {
    const own = testServices('class constructor { [key] string toString; uint8 valueOf; };')
    expect((await own.getClass('constructor', { amended: true })).properties.get('valueOf')).toMatchObject({
      type: 'uint8',
    })
  })

  test('a class that is changed is amended anew', async () => {
    const text = (name: string) => `class Test_Late { [key] string Id; [Values{"${name}"} : Amended] uint8 Kind; };`
    const changing = new WmiHost({
      mof: [text('first'), text('second')].map(mof => ({ text: mof, source: 't', namespace: 'root' })),
    })
    const late = await changing.connect('root').getClass('Test_Late', { amended: true })
    expect(values(property(late, 'Kind'))).toEqual(['second'])
  })

  test('texts are not put beside another list of values', () => {
    const [item] = parseMof('class T { [ValueMap{"1"}] uint8 Kind; [Values{"own"}] uint8 Own; uint8 None; };').items
    if (item?.kind !== 'class') throw new TypeError('no class')
    const names = [['Values', ['a', 'b']]] as const
    const amended = amend(item.declaration, [{ kind: names, own: names, none: names }, {}])
    expect(amended.properties.map(each => values(each.qualifiers))).toEqual([undefined, ['own'], undefined])
  })
})
