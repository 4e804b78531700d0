import { describe, expect, test } from 'vitest'
import { TextError } from '../../src/base/errors.js'
import { WmiHost } from '../../src/host/host.js'
import { MofLoadError, type MofSource } from '../../src/host/mof-loader.js'
import { vector } from '../vectors.js'

const load = (text: string, options: Partial<MofSource> = {}) =>
  new WmiHost({ hostName: 'TESTHOST', mof: [{ text, source: 'my.mof', ...options }] })
const rowsOf = async (host: WmiHost, query: string, namespace?: string) =>
  (await host.connect(namespace).query(query).toArray()).map(each => ({ ...each }))

describe('a document', () => {
  test('goes to root\\cimv2 unless it or the caller says otherwise', async () => {
    const text = 'class My_Class { [key] string Name; }; instance of My_Class { Name = "x"; };'
    expect(await rowsOf(load(text), 'SELECT * FROM My_Class')).toEqual([{ Name: 'x' }])
    expect(await rowsOf(load(text, { namespace: 'root/default' }), 'SELECT * FROM My_Class', 'root\\default')).toEqual([
      { Name: 'x' },
    ])
    const elsewhere = `#pragma NAMESPACE ("\\\\\\\\.\\\\root\\\\subscription")\n${text}`
    expect(await rowsOf(load(elsewhere), 'SELECT * FROM My_Class', 'root\\subscription')).toEqual([{ Name: 'x' }])
  })

  test('creates a namespace by an instance of __NAMESPACE in its parent', async () => {
    const host = load(
      `instance of __NAMESPACE { Name = "Mine"; };
       #pragma namespace("\\\\\\\\.\\\\root\\\\mine")
       instance of __NAMESPACE { Name = "Deeper"; };
       class My_Class { [key] string Name; };`,
      { namespace: 'root' },
    )
    expect(await host.connect('root').namespaces({ recursive: true })).toContain('Mine\\Deeper')
    expect(await host.connect('root\\MINE').namespaces()).toEqual(['Deeper'])
    expect((await host.connect('root\\mine').getClass('my_class')).name).toBe('My_Class')
    expect(host.connect('root\\mine\\deeper').namespace).toBe('root\\Mine\\Deeper')
  })

  test('adds instances of classes that are there, and subclasses of them', async () => {
    const host = load(`class My_Group : Win32_Account { string Colour = "red"; };
      instance of My_Group { Domain = "D"; Name = "mine"; SIDType = 4; };
      instance of Win32_Group { Domain = "D"; Name = "theirs"; };`)
    const accounts = "SELECT Name, SIDType FROM Win32_Account WHERE Domain = 'd' AND __CLASS LIKE '%group'"
    expect(await rowsOf(host, accounts)).toEqual([
      { Name: 'mine', SIDType: 4 },
      { Name: 'theirs', SIDType: null },
    ])
    expect(await host.connect().get('Win32_Account.Name="mine",Domain="D"')).toMatchObject({ Colour: 'red' })
  })

  test('may use an alias before it is declared, across namespaces too', async () => {
    const host = load(`class My_Link { [key] My_Thing ref A; [key] My_Thing ref B; };
      instance of My_Link { A = $One; B = $Two; };
      class My_Thing { [key] string Name; };
      instance of My_Thing as $One { Name = "one"; };
      #pragma namespace("\\\\\\\\.\\\\root\\\\default")
      class My_Thing { [key] string Name; };
      instance of My_Thing as $Two { Name = "two"; };`)
    expect(await rowsOf(host, 'SELECT * FROM My_Link')).toEqual([
      { A: 'My_Thing.Name="one"', B: '\\\\.\\root\\default:My_Thing.Name="two"' },
    ])
    expect(await rowsOf(host, 'SELECT * FROM My_Thing')).toEqual([{ Name: 'one' }])
  })

  test('replaces an instance that has the same path', async () => {
    const host = load(`class My_Thing { [key] string Name; uint8 N; };
      instance of My_Thing { Name = "a"; N = 1; }; instance of my_thing { name = "A"; N = 2; };`)
    expect(await rowsOf(host, 'SELECT * FROM My_Thing')).toEqual([{ N: 2, Name: 'A' }])
  })

  test('changes a class that is there, for the classes below it too', async () => {
    const host = load('class CIM_Service : CIM_LogicalElement { [key] string Name; string Extra; };')
    expect((await host.connect().getClass('Win32_BaseService')).properties.get('extra')?.origin).toBe('CIM_Service')
  })

  test('deletes classes with their subclasses and instances, and single instances', async () => {
    const host = load(`class My_A { [key] string Name; }; class My_B : My_A { };
      instance of My_A { Name = "a"; }; instance of My_A { Name = "c"; }; instance of My_B { Name = "b"; };
      #pragma deleteinstance("my_a.name='A'", FAIL)
      #pragma deleteclass("My_B", FAIL)
      #pragma deleteclass("No_Such", NOFAIL)
      #pragma deleteinstance("My_A.Name='zz'", NOFAIL)`)
    expect(await rowsOf(host, 'SELECT * FROM My_A')).toEqual([{ Name: 'c' }])
    await expect(host.connect().getClass('My_B')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
  })

  test('deletes thousands of instances among thousands', async () => {
    const each = (text: (id: number) => string) => Array.from({ length: 8000 }, (_, id) => text(id)).join('\n')
    const host = load(`class My_A { [key] uint32 Id; [key] string Name; };
      ${each(id => `instance of My_A { Id = ${id}; Name = "n${id}"; };`)}
      ${each(id => (id === 7 ? '' : `#pragma deleteinstance("my_a.NAME='N${id}',id=${id}", FAIL)`))}`)
    expect(await rowsOf(host, 'SELECT * FROM My_A')).toEqual([{ Id: 7, Name: 'n7' }])
  })

  test('may include others when the caller can read them', async () => {
    const host = load('#include ("part.mof")\ninstance of My_Thing { Name = "x"; };', {
      include: (file, from) =>
        file === 'part.mof' && from === 'my.mof' ? 'class My_Thing { [key] string Name; };' : '',
    })
    expect(await rowsOf(host, 'SELECT * FROM My_Thing')).toEqual([{ Name: 'x' }])
  })

  test('may have any encoding that Windows tools write', async () => {
    const text = 'class My_Thing { [key] string Name; }; instance of My_Thing { Name = "été"; };'
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')
    const host = new WmiHost({ mof: [{ text: utf16 }] })
    expect(await rowsOf(host, 'SELECT * FROM My_Thing')).toEqual([{ Name: 'été' }])
  })

  test('says nothing to pragmas that mean nothing here', () => {
    expect(load('#pragma autorecover\n#PRAGMA amendment("MS_409")\n#pragma unknown(1)').server).toBe('TESTHOST')
  })
})

describe('an error names source, line and column', () => {
  test('of text that cannot be read', () => {
    expect(() => load('class A {\n  uint8 N;;\n};')).toThrow(TextError)
    expect(() => load('class A {\n  uint8 N;;\n};')).toThrow(
      expect.objectContaining({
        source: 'my.mof',
        line: 2,
        column: 11,
        message: expect.stringMatching(/^my\.mof:2:11: /),
      }),
    )
  })

  test.each([
    ['an unknown namespace', '\n#pragma namespace("root\\\\none")', 2, 1, 'WBEM_E_INVALID_NAMESPACE'],
    ['another server', '#pragma namespace("\\\\\\\\other\\\\root\\\\cimv2")', 1, 1, 'WBEM_E_INVALID_NAMESPACE'],
    ['an unknown superclass', 'class A { };\n  class B : Nope { };', 2, 3, 'WBEM_E_INVALID_SUPERCLASS'],
    ['an unknown class', 'instance of No_Such { };', 1, 1, 'WBEM_E_INVALID_CLASS'],
    ['an unknown property', 'instance of Win32_Group { Nope = 1; };', 1, 1, 'WBEM_E_INVALID_PROPERTY'],
    ['a value of another type', 'instance of Win32_Group { Name = 1; };', 1, 1, 'WBEM_E_TYPE_MISMATCH'],
    ['an instance of an abstract class', 'instance of CIM_Service { Name = "x"; };', 1, 1, 'WBEM_E_ILLEGAL_OPERATION'],
    ['a key without a value', 'instance of Win32_Group { Domain = "D"; };', 1, 1, 'WBEM_E_ILLEGAL_NULL'],
    ['an instance of a class without keys', 'class A { uint8 N; }; instance of A { };', 1, 23, 'WBEM_E_INVALID_OBJECT'],
    ['an unknown alias', 'class A { [key] A ref R; };\ninstance of A { R = $None; };', 2, 1, 'WBEM_E_NOT_FOUND'],
    ['an alias declared twice', 'class A as $A { };\nclass B as $A { };', 2, 1, 'WBEM_E_INVALID_SYNTAX'],
    ['a namespace that cannot be', 'instance of __NAMESPACE { Name = "a\\\\b"; };', 1, 1, 'WBEM_E_INVALID_PARAMETER'],
    ['an include that nobody follows', '#include ("x.mof")', 1, 1, 'WBEMMOF_E_ERROR_INVALID_INCLUDE_FILE'],
    ['a class to delete that is missing', '#pragma deleteclass("No_Such", FAIL)', 1, 1, 'WBEM_E_INVALID_CLASS'],
    [
      'an instance to delete that is missing',
      '#pragma deleteinstance("Win32_Group.Name=\'x\'", FAIL)',
      1,
      1,
      'WBEM_E_NOT_FOUND',
    ],
    [
      'a class that exists, under createonly',
      '#pragma classflags("createonly")\nclass CIM_Job { };',
      2,
      1,
      'WBEM_E_ALREADY_EXISTS',
    ],
    [
      'a class that is missing, under updateonly',
      '#pragma classflags("updateonly")\nclass A { };',
      2,
      1,
      'WBEM_E_NOT_FOUND',
    ],
  ])('of %s', (_, text, line, column, name) => {
    expect(() => load(text)).toThrow(MofLoadError)
    expect(() => load(text)).toThrow(
      expect.objectContaining({
        name,
        line,
        column,
        source: 'my.mof',
        message: expect.stringMatching(`^my.mof:${line}:${column}: `),
      }),
    )
  })

  test('and says how a namespace comes to be', () => {
    expect(() => load('#pragma namespace("root\\\\none")')).toThrow(
      expect.objectContaining({
        message: 'my.mof:1:1: there is no namespace root\\none',
        hint: 'Create it before, in its parent: instance of __NAMESPACE { Name = "…"; };',
      }),
    )
  })

  test('also without a name', () => {
    expect(() => new WmiHost({ mof: [{ text: 'instance of No_Such { };' }] })).toThrow(
      /^1:1: there is no class No_Such/,
    )
  })
})

describe('MOF of other makers', () => {
  const read = (file: string) =>
    load('', { text: vector(`mof/real/${file}`), source: file, namespace: 'root\\default' })

  test('creates its own namespace, registers a provider by an alias, adds a class', async () => {
    const host = read('Registry.mof')
    const wmi = host.connect('root/registryScriptExample')
    expect(await rowsOf(host, 'SELECT Name FROM __Provider', wmi.namespace)).toEqual([{ Name: 'RegProv' }])
    expect(await rowsOf(host, 'SELECT provider FROM __InstanceProviderRegistration', wmi.namespace)).toEqual([
      { provider: '__Win32Provider.Name="RegProv"' },
    ])
    expect((await wmi.getClass('RegTrans')).keys.map(key => key.name)).toEqual(['TransportsGUID'])
  })

  test('derives from the classes that are there', async () => {
    const perf = await read('BasicHiPerf.mof').connect().getClass('Win32_BasicHiPerf')
    expect(perf.derivation).toEqual(['Win32_PerfRawData', 'Win32_Perf', 'CIM_StatisticalInformation'])
  })

  test.each(['InstProv.mof', 'wmisamp.mof', 'MSFT_DSCMetaConfiguration.mof', 'qualifiers.mof'])('%s loads', file => {
    expect(read(file).connect('root\\default').namespace).toBe('root\\default')
  })

  test('says what is missing', () => {
    expect(() => read('CIM_LogicalDevice.mof')).toThrow(
      expect.objectContaining({ name: 'WBEM_E_INVALID_SUPERCLASS', source: 'CIM_LogicalDevice.mof' }),
    )
  })
})
