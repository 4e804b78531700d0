import { describe, expect, test } from 'vitest'
import { parseObjectPath } from '../../src/cim/path.js'
import type { Provider, ProviderQuery, ProviderRow } from '../../src/host/provider.js'
import { causedBy, quotedReference } from './either-way.js'
import { testHost, testServices } from './test-host.js'

const mof = `
class Test_Item { [key] string Name; [key] uint64 Number; string Note; };
class Test_SubItem : Test_Item { };
class Test_One { [key] string Id; };
class Test_Typed { [key] boolean Flag; [key] char16 Letter; [key] datetime When; [key] Test_One ref Target; };
[singleton] class Test_Single { uint8 Level = 3; };
class Test_Keyless { sint32 Number; };
instance of Test_Item { Name = "a \\"b\\" \\\\c"; Number = 18446744073709551615; Note = "stored"; };
instance of Test_SubItem { Name = "sub"; Number = 2; };
instance of Test_One { Id = "7"; };
instance of Test_Single { Level = 9; };
instance of Test_Typed { Flag = TRUE; Letter = 'x'; When = "20240115103000.000000+060"; Target = "Test_One.Id=\\"7\\""; };
`
const wmi = testServices(mof)

describe('an instance is found', () => {
  test.each([
    ['by its path', 'Test_Item.Name="a \\"b\\" \\\\c",Number=18446744073709551615'],
    ['with the keys in another order and case', 'test_item.NUMBER=18446744073709551615,name="A \\"B\\" \\\\C"'],
    ['with its namespace', 'root\\test:Test_Item.Name="a \\"b\\" \\\\c",Number=18446744073709551615'],
    ['with this server', '\\\\TESTHOST\\root\\test:Test_Item.Name="a \\"b\\" \\\\c",Number=18446744073709551615'],
    ['with slashes', '//./root/test:Test_Item.Name="a \\"b\\" \\\\c",Number=18446744073709551615'],
  ])('%s', async (_, path) => {
    expect(await wmi.get(path)).toMatchObject({ Note: 'stored', Number: 18446744073709551615n })
    expect(await wmi.get(parseObjectPath(path))).toMatchObject({ Note: 'stored' })
  })

  test('as its own class through a path of its superclass', async () => {
    expect((await wmi.get('Test_Item.Name="sub",Number=2')).__PATH).toBe(
      '\\\\TESTHOST\\root\\test:Test_SubItem.Name="sub",Number=2',
    )
  })

  test.each([
    ['the form without the key name', 'Test_One="7"', 'Test_One.Id="7"'],
    ['a number for a text key', 'Test_One.Id=7', 'Test_One.Id="7"'],
    ['a singleton', 'test_single=@', 'Test_Single=@'],
    [
      'boolean, char16, datetime and reference keys',
      'Test_Typed.Flag=true,Letter=120,When="20240115103000.000000+060",Target="//./root/test:test_one.id=\'7\'"',
      `Test_Typed.Flag=TRUE,Letter=120,Target=${quotedReference('Test_One.Id="7"')},When="20240115103000.000000+060"`,
    ],
  ])('by %s', async (_, path, canonical) => {
    expect((await wmi.get(path)).__RELPATH).toBe(canonical)
  })

  test('in another namespace of this machine', async () => {
    const elsewhere = testHost(mof).connect('root\\cimv2')
    expect(await elsewhere.get('root\\test:Test_One="7"')).toMatchObject({ Id: '7', __NAMESPACE: 'root\\test' })
  })

  test('every time anew', async () => {
    const first = await wmi.get('Test_Single=@')
    Object.assign(first, { Level: 1 })
    expect(await wmi.get('Test_Single=@')).toMatchObject({ Level: 9 })
  })
})

test('a class path gives the class as an object', async () => {
  expect(await wmi.get('test_single')).toMatchObject({ __GENUS: 1, __CLASS: 'Test_Single', Level: 3 })
})

describe('a path is refused', () => {
  test.each([
    ['without a key', 'Test_Item.Name="x"', 'the key Number of Test_Item is missing'],
    ['with a key too many', 'Test_One.Id="7",Name="x"', 'Name is no key of Test_One'],
    ['with a property that is no key', 'Test_Item.Note="stored"', 'Note is no key of Test_Item'],
    ['without key names for a class with two keys', 'Test_Item="x"', 'x is no key of Test_Item'],
    ['with a value of another type', 'Test_Item.Name="x",Number="y"', '"y" is not a value of type uint64'],
    ['with a value out of range', 'Test_Item.Name="x",Number=-1', '-1 is not a value of type uint64'],
    ['as a singleton of another class', 'Test_One=@', 'Test_One is no singleton'],
    ['with keys of a singleton', 'Test_Single.Level=9', 'Level is no key of Test_Single'],
    ['of a class without keys', 'Test_Keyless.Number=1', 'Number is no key of Test_Keyless'],
    ['of another server', '\\\\other\\root\\test:Test_One="7"', 'the path names the server other'],
    ['that is none', 'Test_One.', 'Test_One.'],
  ])('%s: WBEM_E_INVALID_OBJECT_PATH', async (_, path, message) => {
    await expect(wmi.get(path)).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_OBJECT_PATH',
      code: 0x8004103a,
      message: expect.stringContaining(message),
      operation: 'get',
      server: 'TESTHOST',
      namespace: 'root\\test',
    })
  })

  test('of an unknown class or namespace by its own status', async () => {
    await expect(wmi.get('Test_Itm.Name="x"')).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_CLASS',
      hint: 'Did you mean Test_Item?',
    })
    await expect(wmi.get('root\\none:Test_One="7"')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_NAMESPACE' })
  })
})

test('a missing instance is WBEM_E_NOT_FOUND', async () => {
  await expect(wmi.get('Test_One="8"')).rejects.toMatchObject({
    name: 'WBEM_E_NOT_FOUND',
    code: 0x80041002,
    // Over WS-Management keys have names.
    message: expect.stringMatching(/^there is no instance Test_One(?:\.Id)?="8"$/),
    hint: 'List the instances with: SELECT * FROM Test_One',
  })
})

describe('a provider', () => {
  const one = (provider: Partial<Provider>) => testServices(mof, { Test_Item: { enumerate: () => [], ...provider } })

  test('with get is asked for the keys, typed and under their declared names', async () => {
    const asked: ProviderRow[] = []
    const services = one({
      get(keys, query) {
        asked.push(keys)
        return query.wants('Note') ? { Note: 'got' } : null
      },
    })
    expect(await services.get('test_item.number=5,NAME="n"')).toMatchObject({ Name: 'n', Number: 5n, Note: 'got' })
    expect(asked).toEqual([{ Name: 'n', Number: 5n }])
  })

  test.each([[null], [undefined], [Promise.resolve(null)]])(
    'whose get answers %s has no such instance',
    async answer => {
      const services = one({ get: () => answer as null })
      await expect(services.get('Test_Item.Name="n",Number=5')).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
    },
  )

  test('without get is enumerated with the keys as limits, and left at the instance', async () => {
    let asked: ProviderQuery | undefined
    const log: string[] = []
    const services = one({
      *enumerate(query) {
        asked = query
        try {
          for (const Name of ['m', 'N', 'o']) {
            log.push(Name)
            yield { Name, Number: 5n }
          }
        } finally {
          log.push('released')
        }
      },
    })
    expect(await services.get('Test_Item.Name="n",Number=5')).toMatchObject({ Name: 'N' })
    expect([asked?.equals('name'), asked?.equals('NUMBER'), asked?.equals('Note')]).toEqual([['n'], [5n], undefined])
    expect(log).toEqual(['m', 'N', 'released'])
  })

  test('that throws is WBEM_E_PROVIDER_FAILURE', async () => {
    const services = one({
      get() {
        throw new RangeError('broken')
      },
    })
    await expect(services.get('Test_Item.Name="n",Number=5')).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      operation: 'get',
      ...causedBy(new RangeError('broken')),
    })
  })

  test('that does not answer is cancelled or timed out', async () => {
    for (const provider of [
      { get: () => new Promise<null>(() => undefined) },
      {
        async *enumerate() {
          await new Promise(() => undefined)
          yield {}
        },
      },
    ]) {
      const services = one(provider)
      const path = 'Test_Item.Name="n",Number=5'
      await expect(services.get(path, { timeout: 10 })).rejects.toMatchObject({ name: 'WBEM_E_TIMED_OUT' })
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 5)
      await expect(services.get(path, { signal: controller.signal })).rejects.toMatchObject({
        name: 'WBEM_E_CALL_CANCELLED',
      })
    }
  })
})

test('a provider without get is limited to the keys that have one form only', async () => {
  const limits: unknown[] = []
  const provider: Provider = {
    enumerate(query) {
      limits.push(Object.fromEntries(['Flag', 'Letter', 'When', 'Target'].map(name => [name, query.equals(name)])))
      return [{ Flag: false, Letter: 'x', When: '20240115103000.000000+060', Target: '\\\\.\\root\\test:Test_One="7"' }]
    },
  }
  const found = await testServices(mof, { Test_Typed: provider }).get(
    'Test_Typed.Flag=FALSE,Letter=120,When="20240115103000.000000+060",Target="test_one.id=\\"7\\""',
  )
  expect(found).toMatchObject({ Flag: false })
  expect(limits).toEqual([{ Flag: [false], Letter: ['x'], When: undefined, Target: undefined }])
})
