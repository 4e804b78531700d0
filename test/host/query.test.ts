import { describe, expect, test } from 'vitest'
import { CimDateTime } from '../../src/cim/datetime.js'
import { classOf, InstanceShape } from '../../src/cim/instance.js'
import { classOfMof } from '../cim/classes.js'
import { recorder, testHost, testServices } from './test-host.js'

const mof = `
class Test_Base { [key] uint32 Id; string name; };
class Test_Middle : Test_Base { uint64 Size; };
class Test_Leaf : Test_Middle { datetime Written; string Tags[]; };
class Test_Other { [key] string Name; };
[singleton] class Test_Single { uint8 Level = 3; };
class Test_Keyless { sint32 Number; };
instance of Test_Base { Id = 1; Name = "base"; };
instance of Test_Leaf { Id = 3; Name = "leaf"; Size = 18446744073709551615; Tags = {"a"}; };
`
const middle = recorder([{ Id: 2, name: 'middle', Size: 5 }])
const wmi = testServices(mof, { Test_Middle: middle.provider })

describe('the projection', () => {
  test('* gives every property, alphabetical without case, under its declared spelling', async () => {
    const [leaf] = await wmi.query('SELECT * FROM Test_Leaf').toArray()
    expect(Object.entries(leaf ?? {})).toEqual([
      ['Id', 3],
      ['name', 'leaf'],
      ['Size', 18446744073709551615n],
      ['Tags', ['a']],
      ['Written', null],
    ])
  })

  test('a list gives its properties in its own order, each once', async () => {
    const [leaf] = await wmi.query('SELECT tags, ID, NAME, Id FROM test_leaf').toArray()
    expect(Object.entries(leaf ?? {})).toEqual([
      ['Tags', ['a']],
      ['Id', 3],
      ['name', 'leaf'],
    ])
  })

  test('system properties are there whatever was selected', async () => {
    const [leaf] = await wmi.query('SELECT Id FROM Test_Leaf').toArray()
    expect(leaf).toMatchObject({
      __GENUS: 2,
      __CLASS: 'Test_Leaf',
      __SUPERCLASS: 'Test_Middle',
      __DYNASTY: 'Test_Base',
      __DERIVATION: ['Test_Middle', 'Test_Base'],
      __PROPERTY_COUNT: 1,
      __SERVER: 'TESTHOST',
      __NAMESPACE: 'root\\test',
      __RELPATH: 'Test_Leaf.Id=3',
      __PATH: '\\\\TESTHOST\\root\\test:Test_Leaf.Id=3',
    })
  })

  test('the path is null when a key was not selected', async () => {
    const [leaf] = await wmi.query('SELECT Name FROM Test_Leaf').toArray()
    expect([leaf?.__RELPATH, leaf?.__PATH]).toEqual([null, null])
  })

  test('an instance of a class without keys has no path, a singleton has @', async () => {
    const host = testServices('class A { uint8 N; }; [singleton] class B { uint8 N; };', {
      A: { enumerate: () => [{ N: 1 }] },
      B: { enumerate: () => [{ N: 2 }] },
    })
    const paths = [
      ...(await host.query('SELECT * FROM A').toArray()),
      ...(await host.query('SELECT * FROM B').toArray()),
    ]
    expect(paths.map(each => each.__RELPATH)).toEqual([null, 'B=@'])
  })

  test('rows do not share what the repository keeps', async () => {
    const [first] = await wmi.query('SELECT * FROM Test_Base WHERE Id = 1').toArray()
    Object.assign(first ?? {}, { name: 'changed' })
    const [second] = await wmi.query('SELECT * FROM Test_Base WHERE Id = 1').toArray()
    expect(second?.name).toBe('base')
  })
})

describe('polymorphism', () => {
  test('FROM a superclass yields the instances of all below it, each as its own class', async () => {
    const found = await wmi.query('SELECT * FROM Test_Base').toArray()
    expect(found.map(each => [each.__CLASS, each.Id, Object.keys(each).length])).toEqual([
      ['Test_Base', 1, 2],
      ['Test_Middle', 2, 3],
      ['Test_Leaf', 3, 5],
    ])
  })

  test('a direct read leaves the subclasses out', async () => {
    const found = await wmi.query('SELECT * FROM Test_Base', { directRead: true }).toArray()
    expect(found.map(each => each.__CLASS)).toEqual(['Test_Base'])
  })

  test('properties of subclasses only cannot be asked of the superclass', async () => {
    await expect(wmi.query('SELECT Size FROM Test_Base').toArray()).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_QUERY',
    })
    await expect(wmi.query('SELECT * FROM Test_Base WHERE Size = 5').toArray()).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_QUERY',
    })
  })

  test('a class that nobody serves has no rows', async () => {
    expect(await wmi.query('SELECT * FROM Test_Other').toArray()).toEqual([])
  })
})

describe('what a provider is asked', () => {
  const ask = async (query: string) => {
    const { provider, asked } = recorder([])
    await testServices(mof, { Test_Leaf: provider }).query(query).toArray()
    const [first] = asked
    if (!first) throw new Error('the provider was not asked')
    return first
  }

  test('the class, and which values it may be limited to', async () => {
    const query = await ask("SELECT * FROM Test_Base WHERE Name = 'a' OR NAME = 'b'")
    expect(query.class.name).toBe('Test_Leaf')
    expect(query.equals('nAmE')).toEqual(['a', 'b'])
    expect(query.equals('Id')).toBeUndefined()
    expect(query.where).toMatchObject({ kind: 'or' })
  })

  test('which columns are wanted: the list, the condition, the keys', async () => {
    const query = await ask('SELECT Tags FROM Test_Leaf WHERE Size > 3')
    expect(['Id', 'name', 'Size', 'Tags', 'Written'].filter(each => query.wants(each))).toEqual(['Id', 'Size', 'Tags'])
    const plain = await ask('SELECT Tags FROM Test_Leaf')
    expect(['Id', 'name', 'Size', 'Tags', 'Written'].filter(each => plain.wants(each))).toEqual(['Id', 'Tags'])
    expect((await ask('SELECT * FROM Test_Leaf')).wants('Written')).toBe(true)
  })

  test('rows that it need not have given are left out', async () => {
    const rows = [1, 2, 3].map(Id => ({ Id, name: `n${Id}` }))
    const services = testServices(mof, { Test_Base: recorder(rows).provider })
    const found = await services.query("SELECT Id FROM Test_Base WHERE Name = 'N2' AND __CLASS = 'Test_Base'").toArray()
    expect(found.map(each => ({ ...each }))).toEqual([{ Id: 2 }])
  })

  test('a condition on the path works whatever is selected', async () => {
    const found = await wmi.query("SELECT Name FROM Test_Base WHERE __RELPATH = 'Test_Middle.Id=2'").toArray()
    expect(found.map(each => ({ ...each }))).toEqual([{ name: 'middle' }])
  })
})

describe('what a provider answers', () => {
  const typed = `class Test_Inner { uint32 P; }; class Test_Below : Test_Inner { }; class Test_Other { };
    class Test_Typed { [key] sint8 A; uint64 B; boolean C; datetime D; real32 E; uint16 F[]; Test_Inner G; object H[];
      real64 I; };`
  const read = (row: object) =>
    testServices(typed, { Test_Typed: { enumerate: () => [row as Record<string, unknown>] } })
      .query('SELECT * FROM Test_Typed')
      .toArray()

  test('is brought to the declared types', async () => {
    const [row] = await read({
      A: '-5',
      B: 7,
      C: 1,
      D: new Date(Date.UTC(2024, 0, 15, 10, 30)),
      E: 0.1,
      F: ['1', 2],
      G: { P: '9' },
      H: [{ __CLASS: 'test_inner', p: 1 }],
    })
    expect(row).toMatchObject({ A: -5, B: 7n, C: true, E: Math.fround(0.1), F: [1, 2] })
    expect(row?.D).toEqual(CimDateTime.parse('20240115103000.000000+000'))
    expect(row?.G).toMatchObject({ __CLASS: 'Test_Inner', P: 9 })
    expect(row?.H).toMatchObject([{ __CLASS: 'Test_Inner', P: 1 }])
  })

  test('may hold embedded objects of a subclass, never of another class', async () => {
    const [row] = await read({ A: 1, G: { __CLASS: 'Test_Below', P: 2 } })
    expect(row?.G).toMatchObject({ __CLASS: 'Test_Below', P: 2 })
    const other = new InstanceShape(classOfMof('class Test_Other {};')).create([])
    await expect(read({ A: 1, G: other })).rejects.toMatchObject({
      message:
        'the provider of Test_Typed gave a wrong value for G: G: an instance of Test_Other is not one of Test_Inner',
    })
  })

  test('is null where nothing is said', async () => {
    const [row] = await read({ A: 1, B: undefined })
    expect(Object.values(row ?? {})).toEqual([1, null, null, null, null, null, null, null, null])
  })

  test.each([
    ['a value out of range', { A: 128 }, 'Test_Typed', 'A'],
    ['a bigint for a small integer out of range', { A: 500n }, 'Test_Typed', 'A'],
    ['not a number', { A: 1, I: Number.NaN }, 'Test_Typed', 'I'],
    ['an infinite number', { A: 1, I: Number.POSITIVE_INFINITY }, 'Test_Typed', 'I'],
    ['a text for a boolean', { A: 1, C: 'maybe' }, 'Test_Typed', 'C'],
    ['a scalar for an array', { A: 1, F: {} }, 'Test_Typed', 'F'],
    ['an embedded object of another class', { A: 1, G: { __CLASS: 'Test_Other' } }, 'Test_Typed', 'G'],
    ['an embedded object without a class', { A: 1, H: [{ P: 1 }] }, 'Test_Typed', 'H'],
    ['an embedded object of an unknown class', { A: 1, G: { __CLASS: 'No_Such' } }, 'Test_Typed', 'G'],
    ['an unknown property of an embedded object', { A: 1, G: { X: 1 } }, 'Test_Typed', 'G'],
    ['a property that the class does not have', { A: 1, Z: 1 }, 'Test_Typed', 'Z'],
    ['a property in another case', { a: 1 }, 'Test_Typed', 'a'],
    ['a row of another class', { __CLASS: 'Test_Inner', A: 1 }, 'Test_Typed', 'Test_Inner'],
  ])('must fit the class: %s', async (_, row, className, property) => {
    await expect(read(row)).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      code: 0x80041004,
      message: expect.stringMatching(new RegExp(`${className}.*\\b${property}\\b`)),
      server: 'TESTHOST',
      namespace: 'root\\test',
      operation: 'query',
    })
  })

  test.each([[null], [7], ['text'], [undefined]])('must be rows: %s is none', async row => {
    const services = testServices(typed, { Test_Typed: { enumerate: () => [row] as never } })
    await expect(services.query('SELECT * FROM Test_Typed').toArray()).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      message: `the provider of Test_Typed gave ${row} as a row`,
    })
  })

  test.each([[null], [7], [{}], [undefined]])('must be iterable: %s is not', async answer => {
    const services = testServices(typed, { Test_Typed: { enumerate: () => answer as never } })
    await expect(services.query('SELECT * FROM Test_Typed').toArray()).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      message: 'the provider of Test_Typed gave no iterable of rows',
    })
  })

  test('may be a promise of rows', async () => {
    const services = testServices(typed, { Test_Typed: { enumerate: async () => [{ A: 4 }] } as never })
    expect(await services.query('SELECT A FROM Test_Typed').toArray()).toMatchObject([{ A: 4 }])
  })

  test('may be objects whose columns are computed when they are read', async () => {
    const read: string[] = []
    class Row {
      get A() {
        read.push('A')
        return 1
      }
      get B() {
        read.push('B')
        return 2n
      }
    }
    const services = testServices(typed, { Test_Typed: { enumerate: () => [new Row()] as never } })
    expect(await services.query('SELECT A FROM Test_Typed').toArray()).toMatchObject([{ A: 1 }])
    expect(read).toEqual(['A'])
  })
})

describe('odd names', () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then', 'prototype', 'length', 'Ünïcode']
  const odd = `class constructor { [key] uint32 Id; ${names.map(name => `string ${name};`).join(' ')} };`

  test('are properties like others', async () => {
    const row = Object.fromEntries([['Id', 1], ...names.map(name => [name, `v ${name}`])])
    const services = testServices(odd, { constructor: { enumerate: () => [row, { Id: 2 }] } })
    const found = await services.query('SELECT * FROM constructor').toArray()
    expect(found.map(each => names.map(name => each[name]))).toEqual([
      names.map(name => `v ${name}`),
      names.map(() => null),
    ])
    expect(found[0]?.__RELPATH).toBe('constructor.Id=1')
    const where = "SELECT valueOf FROM constructor WHERE toString = 'v tostring' AND Ünïcode LIKE 'V%'"
    expect(await services.query(where).toArray()).toMatchObject([{ valueOf: 'v valueOf' }])
  })

  test('that no class has are unknown', async () => {
    for (const name of ['__proto__', 'hasOwnProperty', 'constructor'])
      await expect(wmi.query(`SELECT * FROM ${name}`).toArray()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
  })
})

describe('schema queries', () => {
  const names = async (query: string) => (await wmi.query(query).toArray()).map(each => each.__CLASS)

  test('yield class objects with their defaults', async () => {
    const [single] = await wmi.query("SELECT * FROM meta_class WHERE __CLASS = 'test_single'").toArray()
    expect({ ...single }).toEqual({ Level: 3 })
    expect(single).toMatchObject({
      __GENUS: 1,
      __CLASS: 'Test_Single',
      __RELPATH: 'Test_Single',
      __PATH: '\\\\TESTHOST\\root\\test:Test_Single',
    })
    expect(single && classOf(single).isSingleton).toBe(true)
  })

  test('__this ISA finds a class and those below it', async () => {
    expect(await names('SELECT * FROM meta_class WHERE __this ISA "test_middle"')).toEqual(['Test_Leaf', 'Test_Middle'])
  })

  test('__SUPERCLASS finds the direct subclasses', async () => {
    expect(await names("SELECT * FROM meta_class WHERE __SUPERCLASS = 'Test_Base'")).toEqual(['Test_Middle'])
  })

  test('__DYNASTY finds a whole family', async () => {
    const family = ['Test_Base', 'Test_Leaf', 'Test_Middle']
    expect(await names("SELECT * FROM meta_class WHERE __DYNASTY = 'Test_Base'")).toEqual(family)
  })

  test('system classes are there too', async () => {
    const all = await names('SELECT * FROM meta_class')
    expect(all).toContain('__Event')
    expect(all).toContain('Test_Other')
    expect(
      await names("SELECT * FROM meta_class WHERE __CLASS LIKE 'Test[_]%' AND NOT __this ISA 'Test_Base'"),
    ).toEqual(['Test_Keyless', 'Test_Other', 'Test_Single'])
  })

  test('take only *', async () => {
    await expect(names('SELECT Name FROM meta_class')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_QUERY' })
  })
})

describe('a wrong query', () => {
  test('names the classes that are near', async () => {
    await expect(wmi.query('SELECT * FROM Test_Bse').toArray()).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_CLASS',
      code: 0x80041010,
      message: 'there is no class Test_Bse',
      hint: 'Did you mean Test_Base?',
      operation: 'query',
    })
    const cimv2 = testHost('').connect('root\\cimv2')
    await expect(cimv2.query('SELECT * FROM Process').toArray()).rejects.toMatchObject({
      hint: expect.stringContaining('Win32_Process'),
    })
  })

  test('asks no provider', async () => {
    const { provider, asked } = recorder([])
    const services = testServices(mof, { Test_Base: provider })
    for (const query of ['SELECT * FROM', 'SELECT No FROM Test_Base', 'SELECT * FROM Test_Base WHERE Id = "x"'])
      await expect(services.query(query).toArray()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_QUERY' })
    expect(asked).toEqual([])
  })

  test('that is a notification query belongs to watch', async () => {
    const query = 'SELECT * FROM __InstanceCreationEvent WITHIN 2 WHERE TargetInstance ISA "Test_Base"'
    await expect(wmi.query(query).toArray()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_QUERY' })
  })

  test('that is no text is WBEM_E_INVALID_PARAMETER', async () => {
    await expect(wmi.query(undefined as never).toArray()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_PARAMETER' })
  })
})
