import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ClassDeclaration, declarationOf } from '../../src/cim/declaration.js'
import { CimInstance } from '../../src/cim/instance.js'
import { formatClassMof, parseMof } from '../../src/cim/mof/index.js'
import { MemoryStore } from '../../src/host/data/area.js'
import type { WmiHost } from '../../src/host/host.js'
import { loadMof } from '../../src/host/mof-loader.js'
import { Repository } from '../../src/host/repository.js'
import { cleanDataFolders, closeAll, newFolder, openHost, openStore } from './data-folder.js'

cleanDataFolders()

const classOf = (mof: string): ClassDeclaration => {
  const [item] = parseMof(mof).items
  if (item?.kind !== 'class') throw new TypeError(mof)
  return item.declaration
}

/** A host on the same folder, after the first has ended. */
async function restarted(host: WmiHost, folder: string): Promise<WmiHost> {
  await host.close()
  return openHost(folder)
}

const everyType = `class Every_Type { [key] uint64 U64; [key] string K; [key] char16 C; [key] datetime T; [key] boolean B; [key] Every_Type ref R;
  sint8 S8; uint8 U8[]; sint16 S16; uint16 U16; sint32 S32; uint32 U32; sint64 S64[]; real32 R32; real64 R64[]; boolean Flags[];
  string Text = "default"; char16 Letters[]; datetime Spans[]; Every_Type ref Refs[]; object Any; Inner_Type Typed[]; uint8 Unset = 5; };`
const innerType = 'class Inner_Type { string Name = "n"; uint64 Big = 18446744073709551615; object More; };'
const everyValue = {
  U64: 18446744073709551615n,
  K: 'a"b\\c\'d=e,f.g:h\0\n\ud800é\u{1f600}',
  C: '\udfff',
  T: '20240115103000.123456-300',
  B: false,
  R: '\\\\.\\root\\cimv2:X.A="b\\"c"',
  S8: -128,
  U8: [0, 255],
  S16: -32768,
  U16: 65535,
  S32: -2147483648,
  U32: 4294967295,
  S64: [-9223372036854775808n, 9223372036854775807n],
  R32: 0.1,
  R64: [-0, 5e-324, 1.7976931348623157e308, 0.1],
  Flags: [true, false],
  Text: null,
  Letters: ['a', '\0', '"'],
  Spans: ['00000012101112.000013:000', '2024**********.******+***'],
  Refs: [],
  Any: { __CLASS: 'Inner_Type', Name: 'outer', More: { __CLASS: 'Inner_Type', Name: null, Big: 0 } },
  Typed: [{ Name: 'one' }, { __CLASS: 'Inner_Type', Big: 1n }],
  Unset: null,
}

describe('a restart', () => {
  test('keeps values of every type as they were', async () => {
    const folder = newFolder()
    const host = openHost(folder, { text: innerType + everyType })
    const path = await host.connect().create('Every_Type', everyValue)
    const before = await host.connect().get(path)
    const after = await (await restarted(host, folder)).connect().get(path)
    expect(Object.entries(after)).toEqual(Object.entries(before))
    expect(after.U64).toBe(18446744073709551615n)
    expect(after.Text).toBeNull()
    expect(Object.is((after.R64 as number[])[0], -0)).toBe(true)
    expect(after.R32).toBe(Math.fround(0.1))
    expect(after.Any).toBeInstanceOf(CimInstance)
    expect((after.Any as CimInstance).More).toMatchObject({ Name: null, Big: 0n })
    expect(after.__PATH).toBe(path)
  })

  test('keeps classes with qualifiers, flavors, methods and defaults', async () => {
    const folder = newFolder()
    const text = `[Version("1.0"), Description("d\\x0001") : Amended ToSubclass, Weight(2.5), Whole(2.0), Words{"a", "b"}] class My_Class : CIM_Setting {
      [key, MaxLen(20)] string Name; [Units("bytes"), ValueMap{"1"}] uint64 Size = 9; char16 C = 'x'; real32 R[2] = {0.1, 2.0}; string N = NULL; boolean B = TRUE;
      [Static, Implemented] uint32 Run([In, ID(0)] string A[], [Out, ID(1)] My_Class ref B); };`
    const host = openHost(folder, { text })
    const before = await host.connect().getClass('My_Class')
    const after = await (await restarted(host, folder)).connect().getClass('My_Class')
    expect(after).toEqual(before)
    expect(formatClassMof(declarationOf(after))).toBe(formatClassMof(declarationOf(before)))
  })

  test('keeps namespaces and what is in them, and forgets what was deleted', async () => {
    const folder = newFolder()
    let host = openHost(folder)
    await host.connect('root').create('__NAMESPACE', { Name: 'Mine' })
    await host.connect('root').create('__NAMESPACE', { Name: 'Gone' })
    await host.connect('root\\mine').create('__NAMESPACE', { Name: 'Deep' })
    for (const name of ['Mine', 'Mine\\Deep', 'Gone']) {
      const wmi = host.connect(`root\\${name}`)
      await wmi.putClass(classOf('class My_Class { [key] string Name; };'))
      await wmi.create('My_Class', { Name: name })
    }
    host = await restarted(host, folder)
    await host.connect('root').delete('__NAMESPACE="gone"')
    await host.connect('root').create('__NAMESPACE', { Name: 'Gone' })
    await host.connect('root\\mine').delete('My_Class="Mine"')
    await host.connect().deleteClass('Win32_Environment')

    host = await restarted(host, folder)
    expect(await host.connect('root').namespaces({ recursive: true })).toEqual(
      expect.arrayContaining(['Mine', 'Mine\\Deep', 'Gone']),
    )
    expect(await host.connect('root\\mine').query('SELECT * FROM My_Class').toArray()).toEqual([])
    expect(await host.connect('root\\mine\\deep').get('My_Class="mine\\\\DEEP"')).toMatchObject({ Name: 'Mine\\Deep' })
    await expect(host.connect('root\\gone').getClass('My_Class')).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_CLASS',
    })
    await expect(host.connect().getClass('Win32_Environment')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
    expect((await host.connect('root\\gone').getClass('__EventFilter')).name).toBe('__EventFilter')

    await host.connect('root').delete('__NAMESPACE="mine"')
    host = await restarted(host, folder)
    expect(await host.connect('root').namespaces({ recursive: true })).not.toContain('Mine\\Deep')
  })

  test('keeps changes of classes and their instances', async () => {
    const folder = newFolder()
    let host = openHost(folder, {
      text: `class My_A { [key] string Name; uint8 N = 1; string Gone = "g"; }; class My_B : My_A { };
        instance of My_A { Name = "a"; N = 2; }; instance of My_B { Name = "b"; N = 3; Gone = "x"; };`,
    })
    host.load({ text: 'class My_A { [key] string Name; uint64 N = 1; string New = "n"; };' })
    host.load({ text: 'class My_A { [key] string Name; uint64 N = 1; string New = "m"; string Gone = "h"; };' })
    const rows = async () => (await host.connect().query('SELECT * FROM My_A').toArray()).map(row => ({ ...row }))
    const expected = [
      { Name: 'a', N: 2n, New: 'n', Gone: 'h' },
      { Name: 'b', N: 3n, New: 'n', Gone: 'h' },
    ]
    expect(await rows()).toEqual(expected)
    host = await restarted(host, folder)
    expect(await rows()).toEqual(expected)
    await host.connect().deleteClass('My_B')
    host = await restarted(host, folder)
    expect(await rows()).toEqual(expected.slice(0, 1))
  })

  test('keeps embedded objects whose class has changed or gone', async () => {
    const folder = newFolder()
    let host = openHost(folder, {
      text: 'class My_A { [key] string Name; object Any; }; class My_In { string P; uint8 Q; };',
    })
    for (const Name of ['a', 'b'])
      await host.connect().create('My_A', { Name, Any: { __CLASS: 'My_In', P: 'p', Q: 7 } })
    await host.connect().deleteClass('My_In')
    host = await restarted(host, folder)
    expect(await host.connect().get('My_A="a"')).toMatchObject({ Any: { P: 'p', Q: 7 } })
    await host.connect().putClass(classOf('class My_In { uint8 P; };'))
    host = await restarted(host, folder)
    const { Any } = await host.connect().get('My_A="b"')
    expect(Any).toMatchObject({ P: 'p', Q: 7 })
    expect((Any as CimInstance).__CLASS).toBe('My_In')
  })

  test('keeps objects that are classes, and objects that came from elsewhere', async () => {
    const folder = newFolder()
    const host = openHost(folder, { text: 'class My_A { [key] string Name; object Any; };' })
    const wmi = host.connect()
    const [cls, row] = [await wmi.get('CIM_Setting'), await wmi.get('Win32_OperatingSystem=@')]
    await wmi.create('My_A', { Name: 'class', Any: cls })
    await wmi.create('My_A', { Name: 'row', Any: row })
    const again = (await restarted(host, folder)).connect()
    const kept = async (name: string) => (await again.get(`My_A="${name}"`)).Any as CimInstance
    expect(await kept('class')).toMatchObject({ __GENUS: 1, __CLASS: 'CIM_Setting', __DERIVATION: [] })
    expect((await kept('row')).__PATH).toBe(row.__PATH)
    expect(Object.entries(await kept('row'))).toEqual(Object.entries(row))
  })

  test('keeps permanent subscriptions', async () => {
    const folder = newFolder()
    let host = openHost(folder)
    const subscription = host.connect('root\\subscription')
    const Filter = await subscription.create('__EventFilter', { Name: 'F', Query: 'SELECT * FROM __TimerEvent' })
    const Consumer = await subscription.create('LogFileEventConsumer', {
      Name: 'C',
      Filename: 'C:\\log.txt',
      Text: '%Name%',
    })
    await subscription.create('__FilterToConsumerBinding', { Filter, Consumer })
    host = await restarted(host, folder)
    const binding = '__FilterToConsumerBinding.Consumer=\'LogFileEventConsumer="c"\',Filter=\'__EventFilter.Name="f"\''
    expect(await host.connect('root\\subscription').get(binding)).toMatchObject({ Filter, Consumer })
    await host.connect('root').delete(`root\\subscription:${binding}`)
    host = await restarted(host, folder)
    await expect(host.connect('root\\subscription').get(binding)).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
  })
})

describe('MOF files', () => {
  test('are kept, and cost nothing when they say what is there', async () => {
    const folder = newFolder()
    const source = { text: 'class My_A { [key] string Name; uint8 N; }; instance of My_A { Name = "a"; N = 1; };' }
    await openHost(folder, source).close()
    const size = readFileSync(join(folder, '0.journal')).length
    await openHost(folder, source).close()
    expect(readFileSync(join(folder, '0.journal')).length).toBe(size)
    const host = openHost(folder)
    expect(await host.connect().get('My_A="a"')).toMatchObject({ N: 1 })
    await host.close()
    const createOnly = { text: `#pragma instanceflags("createonly")\n${source.text}` }
    expect(() => openHost(folder, createOnly)).toThrow(expect.objectContaining({ name: 'WBEM_E_ALREADY_EXISTS' }))
  })

  test('that fail leave nothing, and the folder free', async () => {
    const folder = newFolder()
    expect(() => openHost(folder, { text: 'class My_A { [key] string Name; }; instance of No_Such { };' })).toThrow(
      expect.objectContaining({ name: 'WBEM_E_INVALID_CLASS' }),
    )
    await expect(openHost(folder).connect().getClass('My_A')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
  })
})

describe('a disk that refuses', () => {
  const refusing = async () => {
    const folder = newFolder()
    const { openDataFile } = await import('../../src/host/data/data-file.js')
    const disk = { refuses: false }
    const store = openStore(folder, {
      open: path => {
        const file = openDataFile(path)
        const sync = async () => {
          if (disk.refuses) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
          return file.sync()
        }
        return { ...file, sync }
      },
    })
    const repository = new Repository('TESTHOST', store)
    const told: string[] = []
    repository.changes.listen(({ kind, before, after }) => told.push(`${kind} ${before ? 1 : 0}${after ? 1 : 0}`))
    const load = (text: string) => loadMof(repository, { text })
    load(
      'class A { [key] uint8 K; uint8 V; }; class B : A { }; instance of A { K = 1; V = 1; }; instance of B { K = 2; };',
    )
    await repository.saved()
    const shown = () => {
      const { classes, instances } = repository.namespace('root\\cimv2')
      const rows = [...classes.lineage('A')].flatMap(name => [...instances.of(name)])
      return {
        classes: [...classes.lineage('A')],
        rows: rows.map(row => JSON.stringify(row)),
        below: repository.below('root'),
      }
    }
    return { repository, disk, told, load, shown, store }
  }

  test('has every kind of change taken back, and none is told', async () => {
    const { repository, disk, told, load, shown } = await refusing()
    const before = shown()
    told.length = 0
    disk.refuses = true
    load(
      'class A { [key] uint8 K; uint8 V; uint8 W; }; class C : B { }; instance of A { K = 1; V = 2; }; instance of A { K = 3; };',
    )
    load('instance of C { K = 4; };\n#pragma deleteinstance("B=2", FAIL)\n')
    const here = repository.namespace('root\\cimv2')
    repository.deleteClass(here, 'B')
    repository.deleteClass(here, 'A')
    const created = repository.createNamespace('root', 'x')
    repository.deleteNamespace('root\\x')
    repository.createNamespace('root', 'y')
    await expect(repository.saved()).rejects.toMatchObject({ name: 'WBEM_E_OUT_OF_DISK_SPACE' })
    expect({ ...shown(), rows: shown().rows.sort() }).toEqual({ ...before, rows: before.rows.sort() })
    expect(told).toEqual([])
    expect(created.isDeleted).toBe(true)

    disk.refuses = false
    load('instance of A { K = 5; };')
    await repository.saved()
    expect(told).toEqual(['instance 01'])
  })

  test('is told to each of those who wait', async () => {
    const { repository, disk, store } = await refusing()
    disk.refuses = true
    const waiting = [1, 2].map(async id => {
      repository.createNamespace('root', `n${id}`)
      await repository.saved()
    })
    const ends = await Promise.allSettled(waiting)
    expect(ends.map(each => each.status)).toEqual(['rejected', 'rejected'])
    expect([...store.area('namespace').entries()]).toEqual([])
  })
})

test('100,000 instances are read one by one, when somebody asks', async () => {
  const folder = newFolder()
  const host = openHost(folder, {
    text: 'class My_A { [key] uint32 Id; string Text; }; class My_B { [key] uint32 Id; };',
  })
  const wmi = host.connect()
  for (let id = 0; id < 100_000; id += 1) void wmi.create('My_A', { Id: id, Text: `text of ${id}` })
  await wmi.create('My_B', { Id: 1 })
  const again = await restarted(host, folder)
  expect(await again.connect().get('My_A.Id=99999')).toMatchObject({ Text: 'text of 99999' })
  expect(await again.connect().get('My_B=1')).toMatchObject({ Id: 1 })
  let count = 0
  for await (const row of again.connect().query('SELECT Id FROM My_A WHERE Id >= 50000'))
    count += row.Id === null ? 0 : 1
  expect(count).toBe(50_000)
})

describe('what a later version or a stranger wrote', () => {
  const keeping = async (area: string, key: string, value: string) => {
    const folder = newFolder()
    const store = openStore(folder)
    store.area(area).set(key, value)
    await store.close()
    return folder
  }

  test('a class whose superclass is missing is left alone', async () => {
    const folder = await keeping('class', 'root\\cimv2:my_a', '["My_A","No_Such",[],[],[]]')
    const host = openHost(folder)
    expect((await host.connect().classes().toArray()).map(each => each.name)).not.toContain('My_A')
    await host.close()
    const store = openStore(folder)
    expect(store.area('class').get('root\\cimv2:my_a')).toBe('["My_A","No_Such",[],[],[]]')
  })

  test.each([
    '{',
    '5',
    '[1,2,3,4,5]',
    '{"class":"X"}',
    '{"class":"My_A","values":[["Id","nonsense",1]]}',
    '{"class":"My_A","values":[1]}',
  ])('an instance that says %s is WBEM_E_FAILED when it is read', async text => {
    const folder = await keeping('instance', 'root\\cimv2:win32_group.domain="d",name="n"', text)
    await expect(openHost(folder).connect().get('Win32_Group.Domain="d",Name="n"')).rejects.toMatchObject({
      name: 'WBEM_E_FAILED',
      message: expect.stringContaining('win32_group'),
    })
  })

  test.each(['{', '5', '[]', '["My_A",null,5,5,5]', '["My_A",5,[],[],[]]'])(
    'a class that says %s is WBEM_E_FAILED',
    async text => {
      const folder = await keeping('class', 'root\\cimv2:my_a', text)
      const asked = (async () => openHost(folder).connect().getClass('My_A'))()
      await expect(asked).rejects.toMatchObject({ name: 'WBEM_E_FAILED' })
      // Whether the host came to be or not, it must not hold the folder for ever.
      await closeAll()
      expect(openStore(folder).area('class').get('root\\cimv2:my_a')).toBe(text)
    },
  )
})

describe('the end of a host', () => {
  test('fails every call, running or to come, with WBEM_E_SHUTTING_DOWN', async () => {
    const folder = newFolder()
    const host = openHost(folder, { text: 'class My_A { [key] uint32 Id; };' })
    const wmi = host.connect()
    const written = wmi.create('My_A', { Id: 1 })
    const watching = wmi.watch('SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA "My_A"').toArray()
    const ended = expect(watching).rejects.toMatchObject({ name: 'WBEM_E_SHUTTING_DOWN' })
    await host[Symbol.asyncDispose]()
    await host.close()
    await ended
    expect(await written).toContain('My_A.Id=1')
    expect(host.closed).toBe(true)
    const over = { name: 'WBEM_E_SHUTTING_DOWN', message: 'the host has been closed' }
    for (const call of [
      wmi.query('SELECT * FROM My_A').toArray(),
      wmi.get('My_A=1'),
      wmi.getClass('My_A'),
      wmi.classes().toArray(),
      wmi.namespaces(),
      wmi.create('My_A', { Id: 2 }),
      wmi.put('My_A=1', {}),
      wmi.delete('My_A=1'),
      wmi.deleteClass('My_A'),
      wmi.watch('SELECT * FROM __TimerEvent').toArray(),
    ])
      await expect(call).rejects.toMatchObject(over)
    expect(() => host.connect()).toThrow(expect.objectContaining(over))
    expect(await openHost(folder).connect().get('My_A=1')).toMatchObject({ Id: 1 })
  })

  test('comes without a data folder too', async () => {
    const repository = new Repository('X', new MemoryStore())
    expect(await repository.saved()).toBeUndefined()
  })
})

test('a file that is removed beneath the host does not matter to what it knows', async () => {
  const folder = newFolder()
  const host = openHost(folder, { text: 'class My_A { [key] uint32 Id; };' })
  await host.saved()
  rmSync(join(folder, '0.journal'))
  writeFileSync(join(folder, 'other'), '')
  await host.connect().create('My_A', { Id: 1 })
  expect(await host.connect().get('My_A=1')).toMatchObject({ Id: 1 })
})
