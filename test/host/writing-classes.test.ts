import { describe, expect, test } from 'vitest'
import { NameMap } from '../../src/base/name-map.js'
import type { ClassDeclaration } from '../../src/cim/declaration.js'
import { declarationOf } from '../../src/cim/declaration.js'
import { parseMof } from '../../src/cim/mof/index.js'
import { ownerPolicy } from '../../src/host/access/owner-policy.js'
import { WmiHost } from '../../src/host/host.js'
import { inTest, testHost, testServices } from './test-host.js'

const classOf = (mof: string): ClassDeclaration => {
  const [item] = parseMof(mof).items
  if (item?.kind !== 'class') throw new TypeError(mof)
  return item.declaration
}
const family = `class Test_Base { [key] uint32 Id; [Description("old")] string Text = "a"; };
  class Test_Sub : Test_Base { uint8 Extra; };
  class Test_Kept { [key] uint32 Id; string Text; };
  instance of Test_Kept { Id = 1; Text = "x"; };
  instance of Test_Sub { Id = 2; Extra = 3; };`

describe('putClass', () => {
  test('creates a class, which can be used at once', async () => {
    const wmi = testServices(family)
    await wmi.putClass(classOf('class My_Class as $X : test_base { uint8 N = 5; [Static] uint32 Run([In] uint8 A); };'))
    expect((await wmi.getClass('my_class')).derivation).toEqual(['Test_Base'])
    await wmi.create('My_Class', { Id: 1 })
    expect(await wmi.get('Test_Base=1')).toMatchObject({ N: 5, Text: 'a' })
  })

  test('copies a class to another name', async () => {
    const wmi = testServices(family)
    const copy = { ...declarationOf(await wmi.getClass('Test_Kept')), name: 'Test_Copy' }
    await wmi.putClass(copy)
    expect([...(await wmi.getClass('Test_Copy')).properties].map(each => each.name)).toEqual(['Id', 'Text'])
  })

  test('changes a class that nothing depends on', async () => {
    const wmi = testServices(family)
    await wmi.putClass(classOf('class My_Class { [key] uint8 K; };'), { mode: 'create' })
    await wmi.putClass(classOf('class My_Class { [key] string K; uint8 N; };'), { mode: 'update' })
    expect((await wmi.getClass('My_Class')).properties.get('k')?.type).toBe('string')
  })

  test('changes texts for people whatever depends on the class', async () => {
    const wmi = testServices(family)
    await wmi.putClass(classOf('class Test_Base { [key] uint32 Id; [Description("new")] string Text = "a"; };'))
    expect((await wmi.getClass('Test_Sub')).properties.get('Text')?.qualifiers.get('description')?.value).toBe('new')
    await wmi.putClass(classOf('[Description("d")] class Test_Kept { [key] uint32 Id; string Text; };'))
    expect(await wmi.get('Test_Kept=1')).toMatchObject({ Text: 'x' })
  })

  test.each([
    [
      'a new property where there are subclasses',
      'class Test_Base { [key] uint32 Id; string Text = "a"; uint8 N; };',
      'WBEM_E_CLASS_HAS_CHILDREN',
    ],
    [
      'another default where there are subclasses',
      'class Test_Base { [key] uint32 Id; string Text = "b"; };',
      'WBEM_E_CLASS_HAS_CHILDREN',
    ],
    [
      'a new property where there are instances',
      'class Test_Kept { [key] uint32 Id; string Text; uint8 N; };',
      'WBEM_E_CLASS_HAS_INSTANCES',
    ],
    [
      'another key where there are instances',
      'class Test_Kept { uint32 Id; [key] string Text; };',
      'WBEM_E_CLASS_HAS_INSTANCES',
    ],
    ['an unknown superclass', 'class My_Class : No_Such { };', 'WBEM_E_INVALID_SUPERCLASS'],
    ['a superclass below it', 'class Test_Base : Test_Sub { };', 'WBEM_E_CIRCULAR_REFERENCE'],
    [
      'a second key in a class that inherits one',
      'class My_Class : Test_Base { [key] uint8 K; };',
      'WBEM_E_CANNOT_CHANGE_KEY_INHERITANCE',
    ],
    ['a key of a type that cannot be one', 'class My_Class { [key] real32 K; };', 'WBEM_E_CANNOT_BE_KEY'],
    ['a system class', 'class __EventFilter { [key] string Name; };', 'WBEM_E_INVALID_PARAMETER'],
    ['a name that begins with _', 'class _Mine { [key] string Name; };', 'WBEM_E_INVALID_PARAMETER'],
    ['a name that ends with _', 'class Mine_ { [key] string Name; };', 'WBEM_E_INVALID_PARAMETER'],
  ])('refuses %s', async (_, mof, name) => {
    const wmi = testServices(family)
    const before = (await wmi.classes().toArray()).map(each => each.name)
    await expect(wmi.putClass(classOf(mof))).rejects.toMatchObject({ name, operation: 'putClass' })
    expect((await wmi.classes().toArray()).map(each => each.name)).toEqual(before)
    expect(await wmi.get('Test_Kept=1')).toMatchObject({ Id: 1, Text: 'x' })
  })

  test('does as the mode says', async () => {
    const wmi = testServices(family)
    await expect(wmi.putClass(classOf('class Test_Kept { };'), { mode: 'create' })).rejects.toMatchObject({
      name: 'WBEM_E_ALREADY_EXISTS',
    })
    await expect(wmi.putClass(classOf('class No_Such { };'), { mode: 'update' })).rejects.toMatchObject({
      name: 'WBEM_E_NOT_FOUND',
    })
    for (const options of [{ partial: true }, { mode: 'x' as never }])
      await expect(wmi.putClass(classOf('class A { };'), options)).rejects.toMatchObject({ name: 'ArgumentError' })
  })

  test.each([
    ['nothing', null],
    ['a text', 'class A { };'],
    ['no properties', { name: 'A', superclass: null, qualifiers: [] }],
    ['a name that is none', { ...classOf('class A { };'), name: 'A B' }],
    ['a name that breaks paths', { ...classOf('class A { };'), name: 'A=1' }],
    ['a name that is no text', { ...classOf('class A { };'), name: 5 }],
    ['an empty name', { ...classOf('class A { };'), name: '' }],
    ['a superclass that is no text', { ...classOf('class A { };'), superclass: 5 }],
    ['a property without type', { ...classOf('class A { };'), properties: [{ name: 'P', qualifiers: new NameMap() }] }],
    [
      'a property of an unknown type',
      { ...classOf('class A { };'), properties: [{ ...classOf('class A { uint8 P; };').properties[0], type: 'int' }] },
    ],
    [
      'a property with a strange name',
      { ...classOf('class A { };'), properties: [{ ...classOf('class A { uint8 P; };').properties[0], name: 'a\n' }] },
    ],
    [
      'a default that is an object',
      {
        ...classOf('class A { };'),
        properties: [
          { ...classOf('class A { uint8 P; };').properties[0], defaultValue: { kind: 'alias', name: '$A' } },
        ],
      },
    ],
    [
      'a qualifier that is no number',
      {
        ...classOf('class A { };'),
        qualifiers: NameMap.from([{ name: 'Q', value: Number.NaN, flavor: {}, propagated: false }]),
      },
    ],
    [
      'a class that contains itself',
      (() => {
        const a: Record<string, unknown> = { ...classOf('class A { };') }
        a.properties = [a]
        return a
      })(),
    ],
  ])('refuses %s for a declaration', async (_, declaration) => {
    const wmi = testServices(family)
    await expect(wmi.putClass(declaration as never)).rejects.toMatchObject({ operation: 'putClass' })
    await expect(wmi.getClass('A')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
  })

  test('takes names that JavaScript knows', async () => {
    const wmi = testServices(family)
    await wmi.putClass(
      classOf('class constructor { [key] string toString; uint8 hasOwnProperty = 3; string __proto__; };'),
    )
    const path = await wmi.create('constructor', JSON.parse('{"toString": "a", "__proto__": "p"}'))
    expect(path).toBe('\\\\TESTHOST\\root\\test:constructor.toString="a"')
    expect(Object.entries(await wmi.get(path))).toEqual([
      ['__proto__', 'p'],
      ['hasOwnProperty', 3],
      ['toString', 'a'],
    ])
  })

  test('does not follow later changes of what it was given', async () => {
    const wmi = testServices(family)
    const declaration = classOf('class My_Class { [key] uint8 K; };')
    await wmi.putClass(declaration)
    Object.assign(declaration, { properties: [] })
    await wmi.create('My_Class', { K: 1 })
    await wmi.putClass(classOf('class My_Sub : My_Class { };'))
    expect((await wmi.getClass('My_Sub')).keys.map(key => key.name)).toEqual(['K'])
  })
})

describe('deleteClass', () => {
  test('takes the classes below and all instances with it', async () => {
    const wmi = testServices(family)
    await wmi.deleteClass('test_base')
    for (const name of ['Test_Base', 'Test_Sub'])
      await expect(wmi.getClass(name)).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
    await wmi.putClass(classOf('class Test_Sub { [key] uint32 Id; };'))
    expect(await wmi.query('SELECT * FROM Test_Sub').toArray()).toEqual([])
    await expect(wmi.deleteClass('Test_Base')).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_CLASS',
      operation: 'deleteClass',
    })
  })

  test('leaves the system classes alone', async () => {
    const wmi = testServices(family)
    for (const name of ['__SystemClass', '__EventFilter', '__namespace'])
      await expect(wmi.deleteClass(name)).rejects.toMatchObject({ name: 'WBEM_E_INVALID_OPERATION' })
  })

  test('deletes built-in classes of one namespace', async () => {
    const host = testHost(family)
    await host.connect().deleteClass('Win32_Environment')
    await expect(host.connect().query('SELECT * FROM Win32_Environment').toArray()).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_CLASS',
    })
  })
})

test('MOF changes a class with its subclasses and instances, where their paths stay', async () => {
  const host = testHost(family)
  const wmi = host.connect('root\\test')
  const load = (text: string) => host.load({ text, namespace: 'root\\test' })
  load('class Test_Base { [key] uint32 Id; uint16 Text = 9; string New = "n"; };')
  expect({ ...(await wmi.get('Test_Sub=2')) }).toEqual({ Id: 2, Extra: 3, Text: 9, New: 'n' })
  load('class Test_Kept { [key] uint32 Id; string Text; uint8 N = 7; };')
  expect({ ...(await wmi.get('Test_Kept=1')) }).toEqual({ Id: 1, Text: 'x', N: 7 })
  load('class Test_Kept { [key] uint32 Id; uint8 N = 7; };')
  load('class Test_Kept { [key] uint32 Id; string Text = "again"; uint8 N = 7; };')
  expect({ ...(await wmi.get('Test_Kept=1')) }).toEqual({ Id: 1, Text: 'again', N: 7 })
  expect(() => load('class Test_Kept { [key] uint32 Id; [key] uint8 N = 7; };')).toThrow(
    expect.objectContaining({ name: 'WBEM_E_CLASS_HAS_INSTANCES' }),
  )
  expect({ ...(await wmi.get('Test_Kept=1')) }).toEqual({ Id: 1, Text: 'again', N: 7 })
})

describe('namespaces', () => {
  test('are created and deleted as instances of __NAMESPACE, with all below them', async () => {
    const host = testHost(family)
    const root = host.connect('root')
    expect(await root.create('__NAMESPACE', { Name: 'Mine' })).toBe('\\\\TESTHOST\\root:__NAMESPACE.Name="Mine"')
    expect(await host.connect('root\\mine').create('__namespace', { name: 'Deep' })).toBe(
      '\\\\TESTHOST\\root\\Mine:__NAMESPACE.Name="Deep"',
    )
    await expect(root.create('__NAMESPACE', { Name: 'mine' })).rejects.toMatchObject({ name: 'WBEM_E_ALREADY_EXISTS' })
    expect(await root.put('__NAMESPACE="MINE"', {})).toContain('Mine')
    await root.put('__NAMESPACE="Other"', { Name: 'Other' }, { mode: 'create' })
    await expect(root.put('__NAMESPACE="None"', {}, { mode: 'update' })).rejects.toMatchObject({
      name: 'WBEM_E_NOT_FOUND',
    })
    expect(await root.namespaces({ recursive: true })).toEqual(expect.arrayContaining(['Mine', 'Mine\\Deep', 'Other']))

    const inside = host.connect('root\\Mine\\Deep')
    await inside.putClass(classOf('class Test_Mine { [key] string Name; };'))
    await inside.create('Test_Mine', { Name: 'x' })
    await root.delete('__NAMESPACE.Name="mine"')
    expect(await root.namespaces({ recursive: true })).not.toContain('Mine')
    await expect(inside.get('Test_Mine="x"')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_NAMESPACE' })
    expect(() => host.connect('root\\Mine')).toThrow(expect.objectContaining({ name: 'WBEM_E_INVALID_NAMESPACE' }))

    await root.create('__NAMESPACE', { Name: 'Mine' })
    expect(await host.connect('root\\Mine').namespaces()).toEqual([])
    await expect(inside.getClass('Test_Mine')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_NAMESPACE' })
  })

  test.each(['cimv2', 'default', 'subscription', 'STANDARDCIMV2'])('%s belongs to the host', async name => {
    await expect(testHost('').connect('root').delete(`__NAMESPACE="${name}"`)).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_OPERATION',
    })
  })

  test.each(['', 'a\\b', 'a/b', 'a:b', '..', '"', '1', 'aaa\0'])('cannot be named %j', async Name => {
    const root = testHost('').connect('root')
    await expect(root.create('__NAMESPACE', { Name })).rejects.toMatchObject({ name: 'WBEM_E_INVALID_PARAMETER' })
  })

  test('one that is not there cannot be deleted, nor one further below', async () => {
    const root = testHost('').connect('root')
    for (const name of ['none', 'cimv2\\\\x', '', '\\\\cimv2'])
      await expect(root.delete(`__NAMESPACE.Name="${name}"`)).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
  })
})

test('rights are asked for: partial write for instances, full write for classes and namespaces', async () => {
  const asked: string[] = []
  const host = new WmiHost({
    hostName: 'TESTHOST',
    mof: [{ text: inTest + family, namespace: 'root' }],
    access: {
      ...ownerPolicy,
      allows(_caller, right, namespace, target) {
        if (right === 'enable') return true
        asked.push(`${right} ${namespace} ${target?.className ?? '-'}`)
        return false
      },
    },
  })
  const wmi = host.connect('root\\test')
  const denied = { name: 'WBEM_E_ACCESS_DENIED' }
  await expect(wmi.create('Test_Kept', { Id: 5 })).rejects.toMatchObject(denied)
  await expect(wmi.put('Test_Kept=1', {})).rejects.toMatchObject(denied)
  await expect(wmi.delete('Test_Kept=1')).rejects.toMatchObject(denied)
  await expect(wmi.putClass(classOf('class My_Class { };'))).rejects.toMatchObject(denied)
  await expect(wmi.deleteClass('Test_Kept')).rejects.toMatchObject(denied)
  await expect(wmi.create('__NAMESPACE', { Name: 'x' })).rejects.toMatchObject(denied)
  await expect(host.connect('root').delete('__NAMESPACE="test"')).rejects.toMatchObject(denied)
  expect(asked).toEqual([
    'partialWrite root\\test Test_Kept',
    'partialWrite root\\test Test_Kept',
    'partialWrite root\\test Test_Kept',
    'fullWrite root\\test My_Class',
    'fullWrite root\\test Test_Kept',
    'fullWrite root\\test __NAMESPACE',
    'fullWrite root __NAMESPACE',
  ])
  expect(await wmi.get('Test_Kept=1')).toMatchObject({ Text: 'x' })
})
