import { describe, expect, test } from 'vitest'
import { CimInstance } from '../../src/cim/instance.js'
import type { RepositoryChange } from '../../src/host/changes.js'
import type { Provider, ProviderRow } from '../../src/host/provider.js'
import { Repository } from '../../src/host/repository.js'
import type { WmiServices } from '../../src/wmi/services.js'
import { overWsman, quotedReference, reference } from './either-way.js'
import { testHost, testServices } from './test-host.js'

const mof = `class Test_Item { [key] uint32 Id; string Text = "none"; [not_null] uint8 Level = 1; uint16 List[] = {1, 2};
    datetime When; Test_Inner Inner; object Any; boolean Flag; sint64 Wide; real32 Real; char16 Letter; Test_Item ref Next; };
  class Test_Sub : Test_Item { string Extra; };
  class Test_Inner { string Name; };
  class Test_Deep : Test_Inner { uint8 Depth; };
  [abstract] class Test_Abstract { [key] string K; };
  class Test_Concrete : Test_Abstract { };
  class Test_Keyless { string Name; };
  [singleton] class Test_One { uint8 N = 7; };
  class Test_Named { [key] string Name; [key] string Other; uint8 N; };
  [dynamic] class Test_Dynamic { [key] string Name; };
  class Test_Provided { [key] string Name; uint8 N = 3; string Text; };
  class Test_Plain { [key] string Name; };`

const rowsOf = async (wmi: WmiServices, query: string) => (await wmi.query(query).toArray()).map(row => ({ ...row }))

describe('create', () => {
  test('answers the full path; what is not given is what the class says', async () => {
    const wmi = testServices(mof)
    expect(await wmi.create('test_item', { ID: 5, text: 'x', Flag: null })).toBe(
      '\\\\TESTHOST\\root\\test:Test_Item.Id=5',
    )
    const instance = await wmi.get('Test_Item=5')
    expect({ ...instance }).toMatchObject({ Id: 5, Text: 'x', Level: 1, List: [1, 2], When: null, Flag: null })
    expect(instance.__CLASS).toBe('Test_Item')
  })

  test('brings values to their types, embedded objects and references too', async () => {
    const wmi = testServices(mof)
    await wmi.create('Test_Item', {
      Id: '7',
      When: '20240115103000.000000+060',
      Wide: 5,
      Real: 0.1,
      Letter: 'é',
      List: new Uint8Array([3]),
      Inner: { __CLASS: 'Test_Deep', Name: 'n', Depth: 2 },
      Any: { __CLASS: 'Test_Inner', Name: 'm' },
      Next: 'Test_Item.Id=7',
    })
    const row = await wmi.get('Test_Item=7')
    expect(row).toMatchObject({
      Id: 7,
      Wide: 5n,
      Real: Math.fround(0.1),
      Letter: 'é',
      List: [3],
      Next: reference('Test_Item.Id=7'),
    })
    expect(String(row.When)).toBe('20240115103000.000000+060')
    expect(row.Inner).toBeInstanceOf(CimInstance)
    expect(row.Inner).toMatchObject({ Name: 'n', Depth: 2 })
    expect(await rowsOf(wmi, "SELECT Id FROM Test_Item WHERE Inner ISA 'Test_Deep' AND Any.Name = 'm'")).toEqual([
      { Id: 7 },
    ])
  })

  test('takes a row as it was read', async () => {
    const wmi = testServices(`${mof} instance of Test_Named { Name = "a"; Other = "b"; N = 4; };`)
    const row = await wmi.get('Test_Named.Name="a",Other="b"')
    expect(await wmi.create('Test_Named', { ...row, Name: 'c' })).toContain('Name="c",Other="b"')
    expect(await wmi.get('Test_Named.Name="c",Other="b"')).toMatchObject({ N: 4 })
  })

  test('makes an instance of the subclass that __CLASS names, seen through its superclass at once', async () => {
    const wmi = testServices(mof)
    expect(await wmi.create('Test_Item', { __class: 'test_sub', Id: 1, Extra: 'e' })).toContain('Test_Sub.Id=1')
    expect(await rowsOf(wmi, 'SELECT Id FROM Test_Item')).toEqual([{ Id: 1 }])
    expect(await wmi.get('Test_Item.Id=1')).toMatchObject({ Extra: 'e' })
  })

  test('makes the one instance of a singleton', async () => {
    const wmi = testServices(mof)
    expect(await wmi.create('Test_One', {})).toBe('\\\\TESTHOST\\root\\test:Test_One=@')
    expect(await wmi.get('Test_One=@')).toMatchObject({ N: 7 })
    await expect(wmi.create('Test_One', { N: 8 })).rejects.toMatchObject({ name: 'WBEM_E_ALREADY_EXISTS' })
  })

  test('keeps keys of any characters under paths that find them again', async () => {
    const wmi = testServices(mof)
    for (const Name of [
      'a"b',
      'c\\d',
      '\\\\',
      "'",
      'a=b,c.d:e',
      '__proto__',
      '\0\n',
      '\ud800',
      // A message of WS-Management has half a megabyte.
      'x'.repeat(overWsman ? 200_000 : 1_000_000),
    ]) {
      const path = await wmi.create('Test_Plain', { Name })
      expect((await wmi.get(path)).Name).toBe(Name)
      await wmi.delete(path)
      await expect(wmi.get(path)).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
    }
    expect(await rowsOf(wmi, 'SELECT * FROM Test_Plain')).toEqual([])
  })

  test.each([
    ['an unknown class', 'Test_Itm', { Id: 1 }, 'WBEM_E_INVALID_CLASS', 'there is no class Test_Itm'],
    ['no values', 'Test_Item', [] as never, 'WBEM_E_INVALID_PARAMETER', /not array$/],
    ['a text for values', 'Test_Item', 'x' as never, 'WBEM_E_INVALID_PARAMETER', /not string$/],
    [
      'an unknown property',
      'Test_Item',
      { Id: 1, Txt: 'x' },
      'WBEM_E_INVALID_PROPERTY',
      'class Test_Item has no property Txt',
    ],
    ['__proto__', 'Test_Item', JSON.parse('{"Id": 1, "__proto__": 2}'), 'WBEM_E_INVALID_PROPERTY', /__proto__/],
    ['constructor', 'Test_Item', { Id: 1, constructor: 2 }, 'WBEM_E_INVALID_PROPERTY', /constructor/],
    ['a system property', 'Test_Item', { Id: 1, __PATH: 'x' }, 'WBEM_E_SYSTEM_PROPERTY', /__PATH/],
    ['a property twice', 'Test_Item', { Id: 1, ID: 1 }, 'WBEM_E_INVALID_PARAMETER', /given twice/],
    ['a value of another type', 'Test_Item', { Id: 1, Level: 300 }, 'WBEM_E_TYPE_MISMATCH', /^Level: /],
    ['a list for one value', 'Test_Item', { Id: [1] }, 'WBEM_E_TYPE_MISMATCH', /^Id: /],
    ['one value for a list', 'Test_Item', { Id: 1, List: 5 }, 'WBEM_E_TYPE_MISMATCH', /^List: /],
    [
      'an object of another class',
      'Test_Item',
      { Id: 1, Inner: { __CLASS: 'Test_One' } },
      'WBEM_E_TYPE_MISMATCH',
      /^Inner: /,
    ],
    ['no key', 'Test_Item', { Text: 'x' }, 'WBEM_E_ILLEGAL_NULL', 'the property Id of Test_Item must have a value'],
    ['a null key', 'Test_Item', { Id: null }, 'WBEM_E_ILLEGAL_NULL', /Id/],
    ['null where the class forbids it', 'Test_Item', { Id: 1, Level: null }, 'WBEM_E_ILLEGAL_NULL', /Level/],
    ['an abstract class', 'Test_Abstract', { K: 'x' }, 'WBEM_E_ILLEGAL_OPERATION', /is abstract/],
    ['a class without keys', 'Test_Keyless', { Name: 'x' }, 'WBEM_E_INVALID_OBJECT', /has no keys/],
    ['a class whose provider is missing', 'Test_Dynamic', { Name: 'x' }, 'WBEM_E_PROVIDER_NOT_FOUND', /Test_Dynamic/],
    [
      'another class in __CLASS',
      'Test_Sub',
      { Id: 1, __CLASS: 'Test_Item' },
      'WBEM_E_INVALID_OBJECT',
      /which is not Test_Sub/,
    ],
    ['an unknown class in __CLASS', 'Test_Item', { Id: 1, __CLASS: 'No' }, 'WBEM_E_INVALID_CLASS', /No/],
    ['an event', '__ExtrinsicEvent', {}, 'WBEM_E_INVALID_OPERATION', /__ExtrinsicEvent/],
    ['the namespace itself', '__thisNAMESPACE', {}, 'WBEM_E_INVALID_OPERATION', /__thisNAMESPACE/],
  ])('refuses %s', async (_, className, values, name, message) => {
    const wmi = testServices(mof)
    await expect(wmi.create(className, values)).rejects.toMatchObject({ name, operation: 'create' })
    await expect(wmi.create(className, values)).rejects.toThrow(message)
    expect(await rowsOf(wmi, 'SELECT Id FROM Test_Item')).toEqual([])
  })

  test('says the names that are near, and the classes that can have instances', async () => {
    const wmi = testServices(mof)
    await expect(wmi.create('Test_Item', { Id: 1, Txt: 'x' })).rejects.toMatchObject({ hint: 'Did you mean Text?' })
    await expect(wmi.create('Test_Abstract', { K: 'x' })).rejects.toMatchObject({
      hint: 'Create an instance of a class below it: Test_Concrete',
    })
  })

  test('refuses values without end', async () => {
    const endless: Record<string, unknown> = { __CLASS: 'Test_Item', Id: 1 }
    endless.Any = endless
    await expect(testServices(mof).create('Test_Item', endless)).rejects.toMatchObject({
      name: 'WBEM_E_QUOTA_VIOLATION',
    })
  })

  test('refuses keys that an instance of the class, or of one that shares its keys, has', async () => {
    const wmi = testServices(mof)
    await wmi.create('Test_Sub', { Id: 1 })
    for (const className of ['Test_Item', 'Test_Sub'])
      await expect(wmi.create(className, { Id: 1 })).rejects.toMatchObject({
        name: 'WBEM_E_ALREADY_EXISTS',
        message: 'Test_Sub.Id=1 exists already',
      })
    await wmi.create('Test_Named', { Name: 'a', Other: 'b' })
    await expect(wmi.create('Test_Named', { Name: 'A', Other: 'B' })).rejects.toMatchObject({
      name: 'WBEM_E_ALREADY_EXISTS',
    })
  })
})

describe('put', () => {
  const item = `${mof} instance of Test_Item { Id = 1; Text = "a"; Level = 2; }; instance of Test_Sub { Id = 2; Extra = "e"; };`

  test('of a whole instance brings what is not given back to what the class says', async () => {
    const wmi = testServices(item)
    expect(await wmi.put('Test_Item=1', { Flag: true })).toBe('\\\\TESTHOST\\root\\test:Test_Item.Id=1')
    expect(await wmi.get('Test_Item=1')).toMatchObject({ Id: 1, Text: 'none', Level: 1, Flag: true })
  })

  test('of a part leaves the rest', async () => {
    const wmi = testServices(item)
    await wmi.put('\\\\.\\root\\test:test_item.id=1', { flag: true, Text: null }, { partial: true })
    expect(await wmi.get('Test_Item=1')).toMatchObject({ Id: 1, Text: null, Level: 2, Flag: true })
  })

  test('finds the instance through its superclass, and keeps its class', async () => {
    const wmi = testServices(item)
    await wmi.put('Test_Item=2', { __CLASS: 'Test_Item', Text: 't' }, { partial: true })
    expect(await wmi.get('Test_Sub=2')).toMatchObject({ Text: 't', Extra: 'e' })
    await wmi.put('Test_Item=2', { __CLASS: 'Test_Sub', Extra: 'f' }, { partial: true })
    expect(await wmi.get('Test_Sub=2')).toMatchObject({ Text: 't', Extra: 'f' })
    await expect(wmi.put('Test_Item=1', { __CLASS: 'Test_Sub' })).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_OBJECT',
    })
  })

  test('creates what is not there, with the keys of the path, unless the mode says otherwise', async () => {
    const wmi = testServices(item)
    expect(await wmi.put('Test_Item.Id=9', { Text: 'n' })).toContain('Test_Item.Id=9')
    expect(await wmi.put('Test_Item.Id=10', { Id: 10 }, { mode: 'create' })).toContain('Test_Item.Id=10')
    expect(await wmi.put('Test_Item.Id=11', { __CLASS: 'Test_Sub' }, { partial: true })).toContain('Test_Sub.Id=11')
    await expect(wmi.put('Test_Item.Id=12', {}, { mode: 'update' })).rejects.toMatchObject({
      name: 'WBEM_E_NOT_FOUND',
      message: 'there is no instance Test_Item.Id=12',
    })
    await expect(wmi.put('Test_Item.Id=9', {}, { mode: 'create' })).rejects.toMatchObject({
      name: 'WBEM_E_ALREADY_EXISTS',
    })
    await expect(wmi.put('Test_Item.Id=9', {}, { mode: 'replace' as never })).rejects.toMatchObject({
      name: 'ArgumentError',
    })
  })

  test('changes no key', async () => {
    const wmi = testServices(`${mof} instance of Test_Named { Name = "a"; Other = "b"; };`)
    const path = 'Test_Named.Name="a",Other="b"'
    await wmi.put(path, { Name: 'A', Other: 'b', N: 1 })
    expect(await wmi.get(path)).toMatchObject({ Name: 'a', N: 1 })
    for (const values of [{ Name: 'x' }, { Other: null }])
      await expect(wmi.put(path, values)).rejects.toMatchObject({ name: 'WBEM_E_READ_ONLY' })
    await expect(wmi.put('Test_Named.Name="q",Other="b"', { Name: 'r' })).rejects.toMatchObject({
      name: 'WBEM_E_READ_ONLY',
    })
  })

  test.each([
    ['a class path', 'Test_Item', {}, 'WBEM_E_INVALID_OBJECT_PATH'],
    ['an incomplete path', 'Test_Named.Name="a"', {}, 'WBEM_E_INVALID_OBJECT_PATH'],
    ['an unknown property', 'Test_Item=1', { No: 1 }, 'WBEM_E_INVALID_PROPERTY'],
    ['a null that is forbidden', 'Test_Item=1', { Level: null }, 'WBEM_E_ILLEGAL_NULL'],
    ['an abstract class', 'Test_Abstract="x"', {}, 'WBEM_E_ILLEGAL_OPERATION'],
    ['a keyless class', 'Test_Keyless=@', {}, 'WBEM_E_INVALID_OBJECT_PATH'],
    ['a class of the host', '__thisNAMESPACE=@', {}, 'WBEM_E_INVALID_OPERATION'],
  ])('refuses %s', async (_, path, values, name) => {
    const wmi = testServices(item)
    await expect(wmi.put(path, values)).rejects.toMatchObject({ name, operation: 'put' })
    expect(await wmi.get('Test_Item=1')).toMatchObject({ Text: 'a', Level: 2 })
  })

  test('by many at once loses nothing', async () => {
    const wmi = testServices(item)
    const names = ['Text', 'Flag', 'Wide', 'Letter'] as const
    const values = { Text: 't', Flag: true, Wide: 5n, Letter: 'l' }
    await Promise.all(names.map(name => wmi.put('Test_Item=1', { [name]: values[name] }, { partial: true })))
    expect(await wmi.get('Test_Item=1')).toMatchObject({ ...values, Level: 2 })
    const creations = await Promise.allSettled(Array.from({ length: 20 }, () => wmi.create('Test_Item', { Id: 50 })))
    expect(creations.filter(each => each.status === 'fulfilled').length).toBe(1)
  })
})

describe('delete', () => {
  test('removes an instance by a path of any form', async () => {
    const wmi = testServices(`${mof} instance of Test_Named { Name = "a"; Other = "b"; };
      instance of Test_Sub { Id = 2; }; instance of Test_One { };`)
    await wmi.delete("//testhost/ROOT/test:test_named.OTHER='B',name='A'")
    await wmi.delete('Test_Item=2')
    await wmi.delete('Test_One=@')
    for (const path of ['Test_Named.Name="a",Other="b"', 'Test_Sub=2', 'Test_One=@'])
      await expect(wmi.delete(path)).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND', operation: 'delete' })
    await expect(wmi.delete('Test_Item')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_OBJECT_PATH' })
    await expect(wmi.delete('Test_Dynamic="x"')).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
    await expect(wmi.delete('__thisNAMESPACE=@')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_OPERATION' })
  })
})

describe('instances of a provider', () => {
  const provider = (rows: ProviderRow[]) => {
    const heard: unknown[] = []
    const whole: Provider = {
      enumerate: () => rows,
      create(values, query) {
        heard.push(['create', { ...values }, query.class.name])
        return { Name: String(values.Name ?? 'made up') }
      },
      put: (keys, values) => void heard.push(['put', { ...keys }, { ...values }]),
      delete: keys => void heard.push(['delete', { ...keys }]),
    }
    return { heard, whole }
  }

  test('are created by it, with the values that the class says', async () => {
    const { heard, whole } = provider([])
    const wmi = testServices(mof, { Test_Provided: whole })
    expect(await wmi.create('Test_Provided', { name: 'a' })).toBe('\\\\TESTHOST\\root\\test:Test_Provided.Name="a"')
    expect(await wmi.create('Test_Provided', { Text: 't' })).toContain('Name="made up"')
    expect(heard).toEqual([
      ['create', { Name: 'a', N: 3, Text: null }, 'Test_Provided'],
      ['create', { Name: null, N: 3, Text: 't' }, 'Test_Provided'],
    ])
  })

  test('are changed and deleted by it, when they are there', async () => {
    const { heard, whole } = provider([{ Name: 'a', N: 5 }])
    const wmi = testServices(mof, { Test_Provided: whole })
    expect(await wmi.put('Test_Provided="a"', { N: 6 }, { partial: true })).toContain('Test_Provided.Name="a"')
    await wmi.put('Test_Provided="a"', { N: 6 }, { mode: 'update' })
    await wmi.put('Test_Provided="b"', { N: 7 })
    await wmi.delete('Test_Provided="A"')
    expect(heard).toEqual([
      ['put', { Name: 'a' }, { N: 6 }],
      ['put', { Name: 'a' }, { N: 6, Text: null }],
      ['create', { Name: 'b', N: 7, Text: null }, 'Test_Provided'],
      ['delete', { Name: 'A' }],
    ])
    await expect(wmi.put('Test_Provided="b"', {}, { mode: 'update' })).rejects.toMatchObject({
      name: 'WBEM_E_NOT_FOUND',
    })
    await expect(wmi.put('Test_Provided="a"', {}, { mode: 'create' })).rejects.toMatchObject({
      name: 'WBEM_E_ALREADY_EXISTS',
    })
    await expect(wmi.put('Test_Provided="a"', { Name: 'c' })).rejects.toMatchObject({ name: 'WBEM_E_READ_ONLY' })
    await expect(wmi.delete('Test_Provided="b"')).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
    expect(heard.length).toBe(4)
  })

  test('cannot be written when it does not offer it', async () => {
    const wmi = testServices(mof, { Test_Provided: { enumerate: () => [{ Name: 'a' }] } })
    const refused = { name: 'WBEM_E_PROVIDER_NOT_CAPABLE' }
    await expect(wmi.create('Test_Provided', { Name: 'b' })).rejects.toMatchObject({
      ...refused,
      message: 'the provider of Test_Provided cannot create instances',
    })
    await expect(wmi.put('Test_Provided="a"', {})).rejects.toMatchObject(refused)
    await expect(wmi.delete('Test_Provided="a"')).rejects.toMatchObject(refused)
  })

  test('a provider that fails, or answers no keys, is WBEM_E_PROVIDER_FAILURE', async () => {
    const answers: unknown[] = [{}, null, { Nam: 'x' }, { Name: 5n ** 2n, N: 'x' }]
    for (const answer of answers) {
      const wmi = testServices(mof, {
        Test_Provided: { enumerate: () => [], create: () => answer as ProviderRow },
      })
      await expect(
        wmi.create('Test_Provided', { Text: 't' }),
        JSON.stringify(answers.indexOf(answer)),
      ).rejects.toMatchObject({
        name: answer !== answers[3] ? 'WBEM_E_PROVIDER_FAILURE' : expect.any(String),
      })
    }
    const broken = testServices(mof, {
      Test_Provided: {
        enumerate: () => [],
        create() {
          throw new TypeError('oh')
        },
      },
    })
    await expect(broken.create('Test_Provided', { Name: 'x' })).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      message: expect.stringContaining('oh'),
    })
  })
})

describe('permanent subscriptions are instances as others', () => {
  test.each(['root\\subscription', 'root\\test'])('in %s', async namespace => {
    const wmi = testHost(mof).connect(namespace)
    const filter = await wmi.create('__EventFilter', {
      Name: 'F',
      Query: 'SELECT * FROM __TimerEvent',
      QueryLanguage: 'WQL',
    })
    expect(filter).toBe(`\\\\TESTHOST\\${namespace}:__EventFilter.Name="F"`)
    const consumer = 'NTEventLogEventConsumer.Name="C"'
    const binding = await wmi.create('__FilterToConsumerBinding', {
      Filter: '__EventFilter.Name="F"',
      Consumer: consumer,
    })
    expect(binding).toBe(
      `\\\\TESTHOST\\${namespace}:__FilterToConsumerBinding.Consumer=${quotedReference(consumer, namespace)},Filter=${quotedReference('__EventFilter.Name="F"', namespace)}`,
    )
    await expect(
      wmi.create('__FilterToConsumerBinding', { Filter: filter, Consumer: "nteventlogeventconsumer='c'" }),
    ).rejects.toMatchObject({ name: 'WBEM_E_ALREADY_EXISTS' })
    const other = `__FilterToConsumerBinding.Filter='\\\\\\\\.\\\\${namespace.replace('\\', '/')}:__EventFilter="f"',Consumer="${consumer.replaceAll('"', "'")}"`
    expect(await wmi.get(other)).toMatchObject({ Consumer: reference(consumer, namespace) })
    await wmi.put(other, { MaintainSecurityContext: true })
    expect(await wmi.get(binding)).toMatchObject({
      MaintainSecurityContext: true,
      Consumer: reference(consumer, namespace),
    })
    await wmi.delete(other)
    await expect(wmi.get(binding)).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
  })
})

test('every change is told to whoever listens, in order', async () => {
  const repository = new Repository('TESTHOST')
  const told: string[] = []
  repository.changes.listen((change: RepositoryChange) => {
    const shown = [change.before, change.after].map(each =>
      each === null ? '-' : each instanceof CimInstance ? JSON.stringify(each) : each.name,
    )
    told.push(`${change.namespace} ${change.kind} ${shown.join(' ')}`)
  })
  const namespace = repository.createNamespace('root', 'x')
  repository.createNamespace('root\\X', 'y')
  const { loadMof } = await import('../../src/host/mof-loader.js')
  const load = (text: string) => loadMof(repository, { text, namespace: 'root\\x' })
  load('class A { [key] uint8 K; uint8 V = 1; }; class B : A { };')
  load('instance of A { K = 1; }; instance of B { K = 2; }; instance of A { K = 1; V = 2; };')
  load('class A { [key] uint8 K; uint8 V = 1; };')
  load('class A { [key] uint8 K; uint8 V = 1; uint8 W = 5; };')
  load('#pragma deleteinstance("A=1", FAIL)')
  repository.deleteClass(namespace, 'a')
  repository.deleteNamespace('root/x')
  expect(told).toEqual([
    'root namespace - {"Name":"x"}',
    'root\\x namespace - {"Name":"y"}',
    'root\\x class - A',
    'root\\x class - B',
    'root\\x instance - {"K":1,"V":1}',
    'root\\x instance - {"K":2,"V":1}',
    'root\\x instance {"K":1,"V":1} {"K":1,"V":2}',
    'root\\x class A A',
    'root\\x instance {"K":1,"V":2,"W":5} -',
    'root\\x instance {"K":2,"V":1,"W":5} -',
    'root\\x class B -',
    'root\\x class A -',
    'root\\x namespace {"Name":"y"} -',
    'root namespace {"Name":"x"} -',
  ])
})
