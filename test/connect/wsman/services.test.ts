import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password, type Remote, remote } from './remote.js'

let it: Remote
beforeAll(async () => {
  it = await remote()
})
afterAll(async () => {
  await it[Symbol.asyncDispose]()
})

describe('rows', () => {
  test.each([
    'SELECT * FROM Test_Item',
    'SELECT Name, Id FROM Test_Item WHERE Id = 2',
    'SELECT Id, Tags, Size FROM Test_Item WHERE Id < 3',
    'SELECT __PATH, Name FROM Test_Item',
    'SELECT __CLASS FROM Test_Item WHERE Id = 3',
    'SELECT * FROM Test_Only',
    'SELECT * FROM Test_Item WHERE Id = 99',
    'ASSOCIATORS OF {Test_Item.Id=1}',
    'ASSOCIATORS OF {Test_Item=1} WHERE ResultClass = Test_Item KeysOnly',
    'ASSOCIATORS OF {Test_Item=1} WHERE ClassDefsOnly',
    'SELECT * FROM meta_class WHERE __CLASS = "Test_Part"',
    'SELECT * FROM meta_class WHERE __this ISA "Test_Item"',
  ])('of %s are those of the host', async wql => {
    const [there, here] = await Promise.all([it.wmi.query(wql).toArray(), it.local.query(wql).toArray()])
    expect(there).toEqual(here)
    expect(there.map(row => [row.__PATH, row.__CLASS])).toEqual(here.map(row => [row.__PATH, row.__CLASS]))
  })

  test('name other objects by their whole paths, as references travel', async () => {
    for (const wql of ['SELECT * FROM Test_Link', 'REFERENCES OF {Test_Item.Id=1} WHERE Role = Parent']) {
      const [link] = await it.wmi.query(wql).toArray()
      expect(link).toEqual({
        Parent: '\\\\TESTHOST\\root\\test:Test_Item.Id=1',
        Child: '\\\\TESTHOST\\root\\test:Test_Item.Id=2',
      })
    }
  })

  test('of a projection are of the class in FROM', async () => {
    const [row] = await it.wmi.query('SELECT Name FROM Test_Item WHERE Id = 3').toArray()
    expect(row?.__CLASS).toBe('Test_Item')
  })
})

describe('one object', () => {
  test('is got as its own class, as a singleton, and as a class', async () => {
    expect(await it.wmi.get('Test_Item=3')).toEqual(await it.local.get('Test_Item=3'))
    expect((await it.wmi.get('Test_Item.Id=3')).__CLASS).toBe('Test_Part')
    expect((await it.wmi.get('Test_Only=@')).__PATH).toBe('\\\\TESTHOST\\root\\test:Test_Only=@')
    const [there, here] = await Promise.all([it.wmi.get('Test_Item'), it.local.get('Test_Item')])
    expect([there.__GENUS, there.__PATH]).toEqual([1, here.__PATH])
    expect(await it.wmi.get('\\\\.\\root\\test:Test_Item.Id=1')).toMatchObject({ Id: 1, Size: 2n ** 64n - 1n })
  })

  test.each([
    ['Test_Item.Nr=1', 'WBEM_E_INVALID_OBJECT_PATH'],
    ['Test_Item=@', 'WBEM_E_INVALID_OBJECT_PATH'],
    ['Test_Item.Id=99', 'WBEM_E_NOT_FOUND'],
    ['Test_Link="x"', 'WBEM_E_INVALID_OBJECT_PATH'],
    ['No_Such=1', 'WBEM_E_INVALID_CLASS'],
    ['\\\\elsewhere\\root\\test:Test_Item=1', 'WBEM_E_INVALID_OBJECT_PATH'],
    ['not a path', 'WBEM_E_INVALID_OBJECT_PATH'],
  ])('%s is %s, as the host says', async (path, name) => {
    const refused = { name, operation: 'get', server: 'TESTHOST' }
    await expect(it.wmi.get(path)).rejects.toMatchObject(refused)
    await expect(it.local.get(path)).rejects.toMatchObject(refused)
  })

  test('is created, changed in part or whole, and deleted', async () => {
    const path = await it.wmi.create('Test_Item', { id: 50, NAME: 'fifty', Tags: ['x'], Size: '7', Bytes: [1] })
    expect(path).toBe('\\\\TESTHOST\\root\\test:Test_Item.Id=50')
    expect(await it.local.get(path)).toMatchObject({ Name: 'fifty', Tags: ['x'], Size: 7n, Bytes: [1], Ready: null })
    expect(await it.wmi.put(path, { Name: 'changed' }, { partial: true })).toBe(path)
    expect(await it.local.get(path)).toMatchObject({ Name: 'changed', Size: 7n })
    await it.wmi.put(path, { Name: 'alone', Tags: [] }, { mode: 'update' })
    expect(await it.local.get(path)).toMatchObject({ Name: 'alone', Tags: null, Size: null, Bytes: null })
    await expect(it.wmi.put(path, { Id: 51 })).rejects.toMatchObject({ name: 'WBEM_E_READ_ONLY' })
    await expect(it.wmi.put(path, {}, { mode: 'create' })).rejects.toMatchObject({ name: 'WBEM_E_ALREADY_EXISTS' })
    await it.wmi.delete(path)
    await expect(it.wmi.put(path, {}, { mode: 'update' })).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
    expect(await it.wmi.put('Test_Item=50', { Name: 'again' })).toBe(path)
    await it.wmi.delete('Test_Item=50')
    await expect(it.wmi.delete(path)).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
  })

  test('of a subclass is put as what it is', async () => {
    const path = await it.wmi.create('Test_Item', { Id: 60, __CLASS: 'Test_Part', Part: 'p' })
    expect(path).toBe('\\\\TESTHOST\\root\\test:Test_Part.Id=60')
    await it.wmi.put('Test_Item=60', { __CLASS: 'Test_Part', Part: 'q' }, { partial: true })
    expect(await it.local.get(path)).toMatchObject({ Part: 'q' })
    await expect(it.wmi.create('Test_Part', { Id: 61, __CLASS: 'Test_Only' })).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_OBJECT',
    })
    await it.wmi.delete(path)
  })

  test.each([
    [{ Nr: 1 }, 'WBEM_E_INVALID_PROPERTY'],
    [{ Id: 'many' }, 'WBEM_E_TYPE_MISMATCH'],
    [{ __PATH: 'x' }, 'WBEM_E_SYSTEM_PROPERTY'],
    [7, 'WBEM_E_INVALID_PARAMETER'],
  ])('is not created from %j', async (values, name) => {
    await expect(it.wmi.create('Test_Item', values as never)).rejects.toMatchObject({ name })
  })
})

describe('classes', () => {
  test('are those of the host, with lineage, keys, qualifiers and methods', async () => {
    const [there, here] = await Promise.all([it.wmi.getClass('test_part'), it.local.getClass('Test_Part')])
    expect([there.name, there.derivation, there.keys.map(({ name }) => name)]).toEqual([
      here.name,
      here.derivation,
      here.keys.map(({ name }) => name),
    ])
    expect([...there.properties].map(({ name, type, isArray }) => [name, type, isArray]).sort()).toEqual(
      [...here.properties].map(({ name, type, isArray }) => [name, type, isArray]).sort(),
    )
    const add = there.methods.get('Add')
    expect(add?.parameters.map(({ name, in: isIn, out }) => [name, isIn, out])).toEqual([
      ['A', true, false],
      ['B', true, false],
      ['Sum', false, true],
    ])
  })

  test.each([{}, { shallow: true }, { superclass: 'Test_Item' }, { superclass: '__SystemClass', shallow: true }])(
    'are listed with %j',
    async options => {
      const names = async (wmi: Remote['wmi']) => (await wmi.classes(options).toArray()).map(({ name }) => name).sort()
      expect(await names(it.wmi)).toEqual(await names(it.local))
    },
  )

  test('that do not exist have no subclasses', async () => {
    await expect(it.wmi.classes({ superclass: 'No_Such' }).toArray()).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_CLASS',
      operation: 'classes',
    })
  })

  test('cannot be changed, which is said before anything is sent', async () => {
    it.sent()
    const hint = expect.stringContaining('mofcomp')
    await expect(it.wmi.putClass({} as never)).rejects.toMatchObject({ name: 'WBEM_E_NOT_SUPPORTED', hint })
    await expect(it.wmi.deleteClass('Test_Item')).rejects.toMatchObject({ name: 'WBEM_E_NOT_SUPPORTED', hint })
    expect(it.sent()).toEqual([])
  })
})

test('namespaces are those of the host', async () => {
  const root = await remote({ namespace: 'root' })
  try {
    const here = root.served.host.connect('root')
    expect(await root.wmi.namespaces()).toEqual(await here.namespaces())
    expect(await root.wmi.namespaces({ recursive: true })).toEqual(await here.namespaces({ recursive: true }))
    expect((await root.wmi.get('root\\test:Test_Item=1')).__NAMESPACE).toBe('root\\test')
  } finally {
    await root[Symbol.asyncDispose]()
  }
})

test('events come from a subscription, which ends with the loop', async () => {
  await using other = await remote()
  other.sent()
  const ready = async () => {
    await other.local.create('Test_Item', { Id: 70, Name: 'new' })
  }
  const wql = "SELECT * FROM __InstanceCreationEvent WITHIN 1 WHERE TargetInstance ISA 'Test_Item'"
  for await (const event of other.wmi.watch(wql, { onReady: () => void ready() })) {
    expect(event.__CLASS).toBe('__InstanceCreationEvent')
    expect(event.__PATH).toBeNull()
    expect(event.TargetInstance).toMatchObject({ Id: 70, Name: 'new', __CLASS: 'Test_Item' })
    break
  }
  await other.wmi.close()
  expect(other.notices).toEqual([])
  const sent = other.sent()
  expect(sent).toContain('Subscribe')
  expect(sent).toContain('Unsubscribe')
})

test('a watch that is no question for events is refused', async () => {
  await expect(it.wmi.watch('SELECT * FROM Test_Item').toArray()).rejects.toMatchObject({
    name: 'WBEM_E_NOT_EVENT_CLASS',
    operation: 'watch',
  })
  await expect(it.wmi.watch('not WQL').toArray()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_QUERY' })
  await expect(
    it.wmi.watch("SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'No_Such'").toArray(),
  ).rejects.toMatchObject({ operation: 'watch' })
})

test('neither the connection nor its errors show the password', async () => {
  const { inspect } = await import('node:util')
  const shown = inspect(it.wmi, { depth: 9, showHidden: true })
  expect(shown).not.toContain(password)
  const error: unknown = await it.wmi.getClass('No_Such').catch((reason: unknown) => reason)
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(password)
  expect(JSON.stringify(it.events)).not.toContain(password)
})
