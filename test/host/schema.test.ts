import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseMof } from '../../src/cim/mof/index.js'
import { WmiHost } from '../../src/host/host.js'
import { packClass, unpackClass } from '../../src/host/packed-class.js'
import { builtInNamespaces } from '../../src/host/schema.js'

const host = new WmiHost({ hostName: 'TESTHOST' })
const names = async (namespace: string) =>
  (await host.connect(namespace).classes().toArray()).map(cimClass => cimClass.name)

describe('packing', () => {
  const sources = ['system', 'cimwin32', 'regprov'].map(name =>
    readFileSync(new URL(`../../src/host/mof/${name}.mof`, import.meta.url)),
  )
  const every = `
    [Version(1.0), Foo(2) : ToSubclass Amended, Bar{"a", "b"}, Not(FALSE)] class Test_Super { };
    class Test_All : Test_Super {
      [key] sint8 A = -5; uint64 B = 18446744073709551615; real64 C = 1.5; boolean D = TRUE; string E = "x\\"y";
      char16 F = 'q'; datetime G = "20240101000000.000000+000"; Test_Super ref H; Test_Super I; object J[];
      uint8 K[4] = {1, 2, 3}; string L[] = {}; string M = NULL; string N[] = {"a", "b"};
      [Static] void Void(); Test_Super ref Make([In, ID(0)] uint8 X[2] = {7, 8}, [Out, ID(1)] Test_Super Y);
      string List([In] boolean Z = FALSE);
    };`
  const declarations = [...sources, every].flatMap(text =>
    parseMof(text).items.flatMap(item => (item.kind === 'class' ? [item.declaration] : [])),
  )

  test('keeps everything that a class says', () => {
    expect(declarations.length).toBe(281)
    for (const declaration of declarations) {
      expect(unpackClass(JSON.parse(JSON.stringify(packClass(declaration))))).toEqual(declaration)
    }
  })
})

describe('namespaces', () => {
  test('are those that Windows has and packages ask for', async () => {
    expect(builtInNamespaces).toEqual([
      'root',
      'root\\cimv2',
      'root\\default',
      'root\\StandardCimv2',
      'root\\subscription',
    ])
    const below = ['cimv2', 'default', 'StandardCimv2', 'subscription']
    expect(await host.connect('root').namespaces()).toEqual(below)
    expect(await host.connect('root').namespaces({ recursive: true })).toEqual(below)
    expect(await host.connect('root\\cimv2').namespaces()).toEqual([])
  })

  test('are instances of __NAMESPACE in their parent', async () => {
    const root = host.connect('root')
    const found = await root.query("SELECT * FROM __NAMESPACE WHERE Name LIKE 'S%'").toArray()
    expect(found.map(each => each.__PATH)).toEqual([
      '\\\\TESTHOST\\root:__NAMESPACE.Name="StandardCimv2"',
      '\\\\TESTHOST\\root:__NAMESPACE.Name="subscription"',
    ])
    expect(await root.get('__NAMESPACE="CIMV2"')).toMatchObject({ Name: 'cimv2' })
    expect(await host.connect('root\\default').query('SELECT * FROM __NAMESPACE').toArray()).toEqual([])
  })

  test.each(['root\\cimv2', 'root/cimv2', '\\root\\cimv2', 'ROOT\\CIMV2', '/root/cimv2/'])(
    '%j is root\\cimv2',
    name => {
      expect(host.connect(name).namespace).toBe('root\\cimv2')
    },
  )

  test('that do not exist are WBEM_E_INVALID_NAMESPACE', () => {
    expect(() => host.connect('root\\cimv')).toThrow(
      expect.objectContaining({ name: 'WBEM_E_INVALID_NAMESPACE', code: 0x8004100e, hint: 'There is: root\\cimv2' }),
    )
    expect(() => host.connect('nowhere')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('root\\subscription') }),
    )
  })

  test.each(builtInNamespaces)('%s has the system classes', async namespace => {
    const all = await names(namespace)
    for (const name of [
      '__NAMESPACE',
      '__thisNAMESPACE',
      '__SystemSecurity',
      '__Event',
      '__EventFilter',
      '__PARAMETERS',
    ])
      expect(all).toContain(name)
    expect(all.filter(name => name.startsWith('__')).length).toBe(61)
  })

  test('have the classes that belong to them', async () => {
    const [root, cimv2, registry, standard, subscription] = await Promise.all(builtInNamespaces.map(names))
    expect([root, cimv2, registry, standard, subscription].map(each => each?.length)).toEqual([61, 270, 66, 80, 66])
    expect(cimv2).toContain('Win32_Process')
    expect(cimv2).toContain('StdRegProv')
    expect(registry).toContain('StdRegProv')
    expect(registry).toContain('RegistryKeyChangeEvent')
    expect(subscription).toContain('CommandLineEventConsumer')
    expect(cimv2).not.toContain('CommandLineEventConsumer')
  })
})

describe('classes', () => {
  const cimv2 = host.connect()

  test('come with all they inherit', async () => {
    const process = await cimv2.getClass('win32_process')
    expect(process.derivation).toEqual(['CIM_Process', 'CIM_LogicalElement', 'CIM_ManagedSystemElement'])
    expect(process.keys.map(key => key.name)).toEqual(['Handle'])
    expect(process.properties.get('Name')).toMatchObject({ origin: 'CIM_ManagedSystemElement', type: 'string' })
    expect(process.methods.get('create')?.qualifiers.get('static')?.value).toBe(true)
    expect(process.methods.get('Create')?.parameters.map(({ name, in: input, out }) => [name, input, out])).toEqual([
      ['CommandLine', true, false],
      ['CurrentDirectory', true, false],
      ['ProcessStartupInformation', true, false],
      ['ProcessId', false, true],
    ])
  })

  test('are listed below one class, whole or one level', async () => {
    const below = async (options: object) => (await cimv2.classes(options).toArray()).map(each => each.name)
    expect(await below({ superclass: 'cim_service' })).toEqual([
      'Win32_BaseService',
      'Win32_Service',
      'Win32_SystemDriver',
    ])
    expect(await below({ superclass: 'CIM_Service', shallow: true })).toEqual(['Win32_BaseService'])
    const roots = await below({ shallow: true })
    expect(roots).toContain('CIM_ManagedSystemElement')
    expect(roots).not.toContain('CIM_LogicalElement')
    await expect(below({ superclass: 'CIM_Servce' })).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_CLASS',
      operation: 'classes',
    })
  })

  test('that do not exist are WBEM_E_INVALID_CLASS', async () => {
    await expect(cimv2.getClass('Win32_Proces')).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_CLASS',
      hint: 'Did you mean Win32_Process, Win32_Processor?',
      server: 'TESTHOST',
      namespace: 'root\\cimv2',
      operation: 'getClass',
    })
  })
})
