import { describe, expect, test } from 'vitest'
import { compareNames } from '../../src/base/name-map.js'
import { declarationOf } from '../../src/cim/declaration.js'
import type { CimInstance } from '../../src/cim/instance.js'
import type { AccessPolicy } from '../../src/host/access-policy.js'
import { associationClasses } from '../../src/host/associations/association-classes.js'
import { WmiHost } from '../../src/host/host.js'
import type { Provider, ProviderQuery } from '../../src/host/provider.js'
import { Repository } from '../../src/host/repository.js'
import type { AssociationOptions } from '../../src/wql/ast.js'
import { causedBy, heard, quotedReference, reference } from './either-way.js'
import { inTest, testHost, testServices } from './test-host.js'

const classes = `
class Test_Element { [key] string Name; string Note; };
[Dynamic] class Test_Disk : Test_Element { uint64 Size; };
class Test_Part : Test_Element { };
class Test_Folder : Test_Element { };
class Test_SubFolder : Test_Folder { };
[singleton] class Test_System { string Caption = "system"; };
[abstract, association] class Test_Link { Test_Element ref Whole; Test_Element ref Part; };
[association, Dynamic] class Test_DiskPart : Test_Link
  { [key, Override("Whole")] Test_Disk ref Whole; [key, Override("Part")] Test_Part ref Part; uint32 Position; };
[association] class Test_Holds : Test_Link
  { [key, Override("Whole")] Test_Folder ref Whole; [key, Override("Part")] Test_Folder ref Part; };
[association] class Test_Any { [key] object ref Left; [key] Test_Element ref Right; };
[association] class Test_Three { [key] Test_Part ref A; [key] Test_Part ref B; [key] Test_Disk ref C; };
[association] class Test_InSystem { [key] Test_System ref System; [key] Test_Disk ref Disk; };
class Test_NoAssociation { [key] Test_Disk ref Disk; [key] Test_Part ref Part; };
`
const instances = `
instance of Test_System { Caption = "here"; };
instance of Test_Disk { Name = "d"; Note = "disk"; Size = 5; };
instance of Test_Disk { Name = "e"; };
instance of Test_Part { Name = "p1"; Note = "first"; };
instance of Test_Part { Name = "p2"; };
instance of Test_Folder { Name = "top"; };
instance of Test_Folder { Name = "loop"; };
instance of Test_SubFolder { Name = "sub"; Note = "below"; };
instance of Test_DiskPart { Whole = "Test_Disk.Name=\\"d\\""; Part = "Test_Part.Name=\\"p1\\""; Position = 1; };
instance of Test_DiskPart { Whole = "\\\\\\\\.\\\\ROOT\\\\test:test_disk='D'"; Part = "root/test:Test_Element.Name=\\"p2\\""; };
instance of Test_DiskPart { Whole = "Test_Disk.Name=\\"d\\""; Part = "Test_Part.Name=\\"gone\\""; };
instance of Test_DiskPart { Whole = "Test_Disk.Name=\\"d\\""; Part = "root\\\\nowhere:Test_Part.Name=\\"p1\\""; };
instance of Test_DiskPart { Whole = "Test_Disk.Name=\\"d\\""; Part = "\\\\\\\\elsewhere\\\\root\\\\test:Test_Part.Name=\\"p2\\""; };
instance of Test_DiskPart { Whole = "Test_Disk.Name=\\"e\\""; Part = "Test_Part.Name=\\"p1\\""; };
instance of Test_Holds { Whole = "Test_Folder.Name=\\"top\\""; Part = "Test_SubFolder.Name=\\"sub\\""; };
instance of Test_Holds { Whole = "Test_Folder.Name=\\"loop\\""; Part = "Test_Folder.Name=\\"loop\\""; };
instance of Test_Any { Left = "Test_Disk.Name=\\"d\\""; Right = "Test_Part.Name=\\"p1\\""; };
instance of Test_Three { A = "Test_Part.Name=\\"p1\\""; B = "Test_Part.Name=\\"p2\\""; C = "Test_Disk.Name=\\"e\\""; };
instance of Test_InSystem { System = "Test_System=@"; Disk = "Test_Disk.Name=\\"d\\""; };
instance of Test_NoAssociation { Disk = "Test_Disk.Name=\\"d\\""; Part = "Test_Part.Name=\\"p2\\""; };
`
const wmi = testServices(classes + instances)

const relative = async (rows: AsyncIterable<CimInstance>) => {
  const found: unknown[] = []
  for await (const row of rows) found.push(row.__RELPATH)
  return found
}
const ask = (query: string) => relative(wmi.query(query))
const of = (path: string, where = '') => ask(`ASSOCIATORS OF {${path}}${where && ` WHERE ${where}`}`)
const refs = (path: string, where = '') => ask(`REFERENCES OF {${path}}${where && ` WHERE ${where}`}`)

const p1 = 'Test_Part.Name="p1"'
const p2 = 'Test_Part.Name="p2"'
const d = 'Test_Disk.Name="d"'
const e = 'Test_Disk.Name="e"'

describe('ASSOCIATORS OF', () => {
  test('gives the other ends, one for each association instance; what leads nowhere is left out', async () => {
    expect(await of(d)).toEqual([p1, p1, p2, 'Test_System=@'].sort((a, b) => order.indexOf(a) - order.indexOf(b)))
  })
  // Test_Any, then Test_DiskPart, then Test_InSystem.
  const order = [p1, p2, 'Test_System=@']

  test('an end comes as its own class, with all its values', async () => {
    const rows = await wmi.query('ASSOCIATORS OF {Test_Folder.Name="top"}').toArray()
    expect(rows.map(row => [row.__CLASS, row.Note, row.__PATH])).toEqual([
      ['Test_SubFolder', 'below', '\\\\TESTHOST\\root\\test:Test_SubFolder.Name="sub"'],
    ])
  })

  test.each([
    ['Test_Disk.Name="D"', 'another case'],
    ["test_disk='d'", 'another form'],
    ['\\\\.\\root\\test:Test_Disk.Name="d"', 'a full path'],
    ['Test_Element.Name="d"', 'a class above its own'],
  ])('of %s, %s', async path => {
    expect(await of(path, 'AssocClass = Test_DiskPart')).toEqual([p1, p2])
  })

  test('an object is found from either end', async () => {
    expect(await of(p1)).toEqual([d, d, e, p2, e])
    expect(await of('Test_SubFolder.Name="sub"')).toEqual(['Test_Folder.Name="top"'])
    expect(await of('Test_System=@')).toEqual([d])
  })

  test('an association of an object with itself gives it once', async () => {
    expect(await of('Test_Folder.Name="loop"')).toEqual(['Test_Folder.Name="loop"'])
    expect(await of('Test_Folder.Name="loop"', 'ResultRole = Whole')).toEqual(['Test_Folder.Name="loop"'])
    expect(await of('Test_Folder.Name="loop"', 'Role = Part ResultRole = Part')).toEqual([])
  })

  test('of three references gives both others', async () => {
    expect(await of(e, 'AssocClass = Test_Three')).toEqual([p1, p2])
    expect(await of(e, 'AssocClass = Test_Three ResultRole = b')).toEqual([p2])
  })

  test.each([
    ['AssocClass = Test_Link', [p1, p2]],
    ['AssocClass = Test_DiskPart Role = Whole', [p1, p2]],
    ['AssocClass = Test_DiskPart Role = Part', []],
    ['ResultRole = PART', [p1, p2]],
    ['ResultRole = Whole', []],
    ['ResultClass = Test_Part', [p1, p1, p2]],
    ['ResultClass = Test_Element', [p1, p1, p2]],
    ['ResultClass = Test_Folder', []],
    ['ResultClass = Test_System', ['Test_System=@']],
    ['RequiredAssocQualifier = Dynamic', [p1, p2]],
    ['RequiredAssocQualifier = dynamic AssocClass = Test_Any', []],
    ['RequiredQualifier = Singleton', ['Test_System=@']],
    ['RequiredQualifier = Dynamic', []],
    ['AssocClass = Test_NoAssociation', []],
  ])('WHERE %s', async (where, expected) => {
    expect(await of(d, where)).toEqual(expected)
  })

  test('WHERE RequiredQualifier asks the class of the result', async () => {
    expect(await of(p1, 'RequiredQualifier = Dynamic')).toEqual([d, d, e, e])
  })

  test('WHERE ClassDefsOnly gives each class once, as a class object', async () => {
    const rows = await wmi.query(`ASSOCIATORS OF {${p1}} WHERE ClassDefsOnly`).toArray()
    expect(rows.map(row => [row.__GENUS, row.__CLASS, row.__PATH])).toEqual([
      [1, 'Test_Disk', '\\\\TESTHOST\\root\\test:Test_Disk'],
      [1, 'Test_Part', '\\\\TESTHOST\\root\\test:Test_Part'],
    ])
  })

  test('WHERE KeysOnly fills only the keys', async () => {
    const [row] = await wmi.query(`ASSOCIATORS OF {${p1}} WHERE KeysOnly AssocClass = Test_DiskPart`).toArray()
    expect({ ...row }).toEqual({ Name: 'd', Note: null, Size: null })
    expect(row?.__RELPATH).toBe(d)
  })
})

describe('REFERENCES OF', () => {
  test('gives the association instances, dangling ones too, each once', async () => {
    expect(await refs('Test_Disk.Name="e"')).toEqual([
      `Test_DiskPart.Part=${quotedReference(p1)},Whole=${quotedReference(e)}`,
      `Test_Three.A=${quotedReference(p1)},B=${quotedReference(p2)},C=${quotedReference(e)}`,
    ])
    expect(await refs(d, 'ResultClass = Test_DiskPart')).toHaveLength(5)
    expect(await refs('Test_Folder.Name="loop"')).toHaveLength(1)
  })

  test('with all their values', async () => {
    const rows = await wmi.query(`REFERENCES OF {${d}} WHERE ResultClass = Test_Link`).toArray()
    expect(rows.map(row => row.Position)).toEqual([1, null, null, null, null])
  })

  test.each([
    ['Role = Part', ['Test_DiskPart', 'Test_DiskPart']],
    ['Role = A', ['Test_Three']],
    ['Role = Nothing', []],
    ['ResultClass = Test_Link', ['Test_DiskPart', 'Test_DiskPart']],
    ['RequiredQualifier = Dynamic', ['Test_DiskPart', 'Test_DiskPart']],
    ['ClassDefsOnly', ['Test_Any', 'Test_DiskPart', 'Test_Three']],
  ])('WHERE %s', async (where, expected) => {
    const rows = await wmi.query(`REFERENCES OF {${p1}} WHERE ${where}`).toArray()
    expect(rows.map(row => row.__CLASS)).toEqual(expected)
  })

  test('WHERE KeysOnly fills only the keys', async () => {
    const rows = await wmi.query(`REFERENCES OF {${d}} WHERE KeysOnly ResultClass = Test_DiskPart`).toArray()
    expect({ ...rows[0] }).toEqual({
      Part: reference(p1),
      Position: null,
      Whole: reference(d),
    })
  })
})

describe('SchemaOnly', () => {
  test('of ASSOCIATORS gives the classes at the other ends, each once', async () => {
    expect(await of('Test_Disk', 'SchemaOnly')).toEqual(['Test_Element', 'Test_Part', 'Test_System'])
    expect(await of('Test_SubFolder', 'SchemaOnly AssocClass = Test_Holds')).toEqual(['Test_Folder'])
    expect(await of('Test_Disk', 'SchemaOnly ResultClass = Test_Part')).toEqual(['Test_Part'])
    expect(await of('Test_Disk', 'SchemaOnly RequiredAssocQualifier = Dynamic')).toEqual(['Test_Part'])
  })

  test('of REFERENCES gives the association classes that have instances', async () => {
    expect(await refs('Test_Disk', 'SchemaOnly')).toEqual(['Test_Any', 'Test_DiskPart', 'Test_InSystem', 'Test_Three'])
    expect(await refs('Test_Disk', 'SchemaOnly Role = Disk')).toEqual(['Test_InSystem'])
  })

  test('needs no instances', async () => {
    expect(await relative(testServices(classes).query('REFERENCES OF {Test_Folder} WHERE SchemaOnly'))).toEqual([
      'Test_Any',
      'Test_Holds',
    ])
  })

  test('of an instance is refused, and so is a class without it', async () => {
    await expect(of(d, 'SchemaOnly')).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_OBJECT_PATH',
      message: 'SchemaOnly asks about a class, and Test_Disk.Name="d" is the path of an instance',
    })
    await expect(of('Test_Disk')).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_OBJECT_PATH',
      message: 'Test_Disk is a class, and associations belong to instances',
    })
  })

  test('association classes are found once, and again when a class has changed', () => {
    const { classes: table } = new Repository('TESTHOST').namespace('root\\cimv2')
    const names = () => associationClasses(table).map(each => each.class.name)
    const known = names()
    expect(associationClasses(table)).toBe(associationClasses(table))
    expect(known).toContain('CIM_DirectoryContainsFile')
    expect(known).not.toContain('Win32_Process')
    table.define({ ...declarationOf(table.require('CIM_DirectoryContainsFile')), name: 'My_Contains' })
    expect(names()).toEqual([...known, 'My_Contains'].sort(compareNames))
    table.delete('My_Contains')
    expect(names()).toEqual(known)
  })
})

describe('what cannot be answered', () => {
  test.each([
    ['Test_Disk.Name="none"', '', 'WBEM_E_NOT_FOUND'],
    ['Test_None.Name="d"', '', 'WBEM_E_INVALID_CLASS'],
    [d, 'AssocClass = Test_None', 'WBEM_E_INVALID_CLASS'],
    [d, 'ResultClass = Test_None', 'WBEM_E_INVALID_CLASS'],
    ['root\\none:Test_Disk.Name="d"', '', 'WBEM_E_INVALID_NAMESPACE'],
    ['\\\\other\\root\\test:Test_Disk.Name="d"', '', 'WBEM_E_INVALID_OBJECT_PATH'],
    ['Test_Disk.Note="d"', '', 'WBEM_E_INVALID_OBJECT_PATH'],
  ])('%s %s: %s', async (path, where, name) => {
    await expect(of(path, where)).rejects.toMatchObject({ name })
  })

  test('of REFERENCES names an unknown class too', async () => {
    await expect(refs(d, 'ResultClass = Test_None')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
  })
})

describe('associators() and references()', () => {
  test('answer as the queries do', async () => {
    expect(await relative(wmi.associators(d, { assocClass: 'Test_DiskPart' }))).toEqual([p1, p2])
    expect(await relative(wmi.associators(d, { classDefsOnly: true }))).toEqual(['Test_Part', 'Test_System'])
    expect(await relative(wmi.references(e, { role: 'C', keysOnly: false }))).toHaveLength(1)
    expect(await relative(wmi.associators('Test_Disk', { schemaOnly: true, resultClass: 'Test_System' }))).toEqual([
      'Test_System',
    ])
  })

  test.each<[AssociationOptions, string, string]>([
    [{ classDefsOnly: true, resultClass: 'Test_Part' }, 'WBEM_E_INVALID_QUERY', 'cannot stand with resultClass'],
    [{ assocClass: 'Test Link' }, 'WBEM_E_INVALID_QUERY', 'assocClass: "Test Link" cannot be a name'],
    [{ role: 7 as unknown as string }, 'WBEM_E_INVALID_PARAMETER', 'role must be a name, not number'],
    [{ keysOnly: 'yes' as unknown as boolean }, 'WBEM_E_INVALID_PARAMETER', 'keysOnly must be true or false'],
    [{ klass: 'x' } as unknown as AssociationOptions, 'WBEM_E_INVALID_PARAMETER', 'klass is no option'],
  ])('refuse %j', async (options, name, message) => {
    await expect(wmi.associators(d, options).toArray()).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    })
  })

  test.each<AssociationOptions>([
    { assocClass: 'Test_Link' },
    { resultRole: 'Part' },
    { requiredAssocQualifier: 'Dynamic' },
  ])('references() refuses %j, as REFERENCES OF does', async options => {
    await expect(wmi.references(d, options).toArray()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_QUERY' })
  })
})

describe('a provider of an association class', () => {
  const partOf = (disk: string, part: string) => ({
    Whole: `\\\\TESTHOST\\root\\test:Test_Disk.Name="${disk}"`,
    Part: `\\\\TESTHOST\\root\\test:Test_Part.Name="${part}"`,
  })

  test('learns which object in which property, and may look up', async () => {
    const asked: ProviderQuery[] = []
    const provider: Provider = {
      enumerate(query) {
        asked.push(query)
        return [partOf('d', 'p2'), partOf('e', 'p1')]
      },
    }
    const services = testServices(classes + instances, { Test_DiskPart: provider })
    // The repository keeps some of the instances, and they come first.
    expect(await relative(services.associators(d, { assocClass: 'Test_DiskPart' }))).toEqual([p1, p2, p2])
    expect(asked).toHaveLength(1)
    expect(asked[0]?.references('whole')).toEqual([
      {
        server: 'TESTHOST',
        namespace: 'root\\test',
        className: 'Test_Disk',
        keys: [{ name: 'Name', value: 'd' }],
        singleton: false,
      },
    ])
    expect(asked[0]?.references('Part')).toBeUndefined()
    expect([asked[0]?.wants('Whole'), asked[0]?.wants('Position')]).toEqual([true, false])
  })

  test('is read while the reader reads on, and left when it leaves', async () => {
    let given = 0
    let released = false
    const provider: Provider = {
      *enumerate() {
        try {
          for (;;) {
            given += 1
            yield partOf('d', 'p1')
          }
        } finally {
          released = true
        }
      },
    }
    const services = testServices(classes + instances, { Test_DiskPart: provider })
    for (const rows of [
      services.associators(d, { assocClass: 'Test_DiskPart' }),
      services.references(d, { resultClass: 'Test_DiskPart' }),
    ]) {
      given = 0
      released = false
      let read = 0
      for await (const _ of rows) if (++read === 10) break
      // End points are looked up in groups, the first of them small.
      expect(given).toBeLessThan(30)
      expect(released).toBe(true)
    }
  })

  test('that never answers is cancelled and timed out', async () => {
    const provider: Provider = {
      async *enumerate() {
        await new Promise(() => undefined)
        yield {}
      },
    }
    const services = testServices(classes + instances, { Test_DiskPart: provider })
    const filter = { assocClass: 'Test_DiskPart', role: 'Whole' }
    const control = new AbortController()
    const read = async () => {
      // The two that the repository keeps come before.
      for await (const row of services.associators(d, filter, { signal: control.signal }))
        if (row.__RELPATH === p2) control.abort()
    }
    await expect(read()).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED' })
    await expect(services.associators(d, filter, { timeout: 20 }).toArray()).rejects.toMatchObject({
      name: 'WBEM_E_TIMED_OUT',
    })
  })

  test('that gives a wrong name or throws is told so', async () => {
    const rows = (provider: Provider) =>
      testServices(classes + instances, { Test_DiskPart: provider })
        .associators(e, { assocClass: 'Test_DiskPart' })
        .toArray()
    await expect(rows({ enumerate: () => [{ whole: 'x' }] })).rejects.toMatchObject({ name: 'WBEM_E_PROVIDER_FAILURE' })
    const broken = () => {
      throw new RangeError('broken')
    }
    await expect(rows({ enumerate: broken })).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      ...causedBy(new RangeError('broken')),
    })
  })

  test('of the end points is asked for one by its keys, and for keys alone with KeysOnly', async () => {
    const log: unknown[] = []
    const provider: Provider = {
      enumerate: () => [],
      get(keys, query) {
        log.push([keys.Name, query.wants('Name'), query.wants('Note')])
        return { Note: 'told anyway' }
      },
    }
    const services = testServices(classes + instances.replace(/instance of Test_Part \{.*\n/g, ''), {
      Test_Part: provider,
    })
    const [row] = await services.associators(e, { assocClass: 'Test_DiskPart', keysOnly: true }).toArray()
    expect({ ...row }).toEqual({ Name: 'p1', Note: null })
    await services.associators(e, { assocClass: 'Test_DiskPart' }).toArray()
    expect(log).toEqual([
      ['p1', true, false],
      ['p1', true, true],
    ])
  })
})

describe('many end points', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `part ${index}`)
  const links: Provider = {
    *enumerate() {
      for (const name of names)
        yield { Whole: 'Test_Disk.Name="d"', Part: `Test_Part.Name="${name === 'part 7' ? 'PART 7' : name}"` }
    },
  }
  const only = `${classes} instance of Test_Disk { Name = "d"; };`
  const partsFrom = async (provider: Provider, options: AssociationOptions = {}) =>
    (await testServices(only, { Test_DiskPart: links, Test_Part: provider }).associators(d, options).toArray()).map(
      row => row.Name,
    )

  test('of a provider that only enumerates cost few enumerations, and keep their order', async () => {
    const limits: number[] = []
    const found = await partsFrom({
      enumerate(query) {
        limits.push(query.equals('Name')?.length ?? 0)
        return names.map(Name => ({ Name })).reverse()
      },
    })
    expect(found).toEqual(names)
    expect(limits[0]).toBe(4)
    expect(limits.reduce((sum, count) => sum + count)).toBe(1000)
    expect(limits.length).toBeLessThan(100)
  })

  test('that differ in case alone are told apart, and the exact one wins', async () => {
    const found = await partsFrom({ enumerate: () => [{ Name: 'Part 1' }, { Name: 'part 1' }, { Name: 'Part 7' }] })
    expect(found).toEqual(['part 1', 'Part 7'])
  })

  test('are asked for together where a provider can answer many', async () => {
    const asked: unknown[] = []
    const found = await partsFrom(
      {
        enumerate: () => [],
        getMany(keys, query) {
          asked.push([keys.length, query.wants('Name'), query.wants('Note')])
          return keys.map(({ Name }) => (Name === 'part 2' ? null : { Note: `of ${Name}` }))
        },
      },
      { keysOnly: true },
    )
    expect(found).toEqual(names.filter(name => name !== 'part 2').map(name => (name === 'part 7' ? 'PART 7' : name)))
    expect(asked[0]).toEqual([4, true, false])
    expect(asked.length).toBeLessThan(100)
  })

  test('are looked up several at a time, a bounded number, in order', async () => {
    let running = 0
    let most = 0
    const found = await partsFrom({
      enumerate: () => [],
      async get({ Name }) {
        most = Math.max(most, ++running)
        for (let turn = String(Name).length % 3; turn >= 0; turn -= 1) await Promise.resolve()
        running -= 1
        return { Name }
      },
    })
    expect(found).toHaveLength(1000)
    expect(found.slice(0, 9)).toEqual([...names.slice(0, 7), 'PART 7', 'part 8'])
    expect(most).toBe(8)
  })

  test('before one that fails are given first', async () => {
    const provider: Provider = {
      enumerate: () => [],
      get({ Name }) {
        if (Name === 'part 20') throw new RangeError('broken')
        return { Name }
      },
    }
    const services = testServices(only, { Test_DiskPart: links, Test_Part: provider })
    const found: unknown[] = []
    const read = async () => {
      for await (const row of services.associators(d)) found.push(row.Name)
    }
    await expect(read()).rejects.toMatchObject({ name: 'WBEM_E_PROVIDER_FAILURE' })
    expect(found).toHaveLength(20)
  })

  test('are asked for their keys alone with ClassDefsOnly', async () => {
    const wanted = new Set<boolean>()
    const provider: Provider = {
      enumerate: () => [],
      get(keys, query) {
        wanted.add(query.wants('Note'))
        return keys
      },
    }
    const services = testServices(only, { Test_DiskPart: links, Test_Part: provider })
    expect(await services.associators(d, { classDefsOnly: true }).toArray()).toHaveLength(1)
    expect([...wanted]).toEqual([false])
  })

  test('that come slowly are given as they come', async () => {
    let release = () => {}
    const slow: Provider = {
      async *enumerate() {
        yield { Whole: 'Test_Disk.Name="d"', Part: 'Test_Part.Name="part 0"' }
        await new Promise<void>(resolve => {
          release = resolve
        })
        yield { Whole: 'Test_Disk.Name="d"', Part: 'Test_Part.Name="part 1"' }
      },
    }
    const provider: Provider = { enumerate: () => [], get: keys => keys }
    const rows = testServices(only, { Test_DiskPart: slow, Test_Part: provider }).associators(d)
    const found: unknown[] = []
    for await (const row of rows) {
      found.push(row.Name)
      release()
    }
    expect(found).toEqual(['part 0', 'part 1'])
  })

  test('are let go when the call is cancelled', async () => {
    const signals: AbortSignal[] = []
    const provider: Provider = {
      enumerate: () => [],
      get(_keys, query) {
        signals.push(query.signal)
        return new Promise(() => undefined)
      },
    }
    const control = new AbortController()
    const services = testServices(only, { Test_DiskPart: links, Test_Part: provider })
    const reading = services.associators(d, {}, { signal: control.signal }).toArray()
    setTimeout(() => control.abort(), 20)
    await expect(reading).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED' })
    await heard(() => expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true, true]))
  })
})

describe('end points in another namespace', () => {
  const mof = `${classes}${instances}
#pragma namespace("\\\\\\\\.\\\\root")
instance of __NAMESPACE { Name = "far"; };
#pragma namespace("\\\\\\\\.\\\\root\\\\far")
class Far_Thing { [key] string Name; };
[association] class Far_Link { [key] object ref Here; [key] object ref There; };
instance of Far_Thing { Name = "t"; };
instance of Far_Link { Here = "Far_Thing.Name=\\"t\\""; There = "\\\\\\\\.\\\\root\\\\test:Test_Disk.Name=\\"d\\""; };
`
  const host = testHost(mof)

  test('are found, and lead back from where the association lives', async () => {
    const far = host.connect('root\\far')
    const disk = '\\\\TESTHOST\\root\\test:Test_Disk.Name="d"'
    const [row] = await far.query('ASSOCIATORS OF {Far_Thing.Name="t"}').toArray()
    expect(row?.__PATH).toBe(disk)
    const back = await far.query(`ASSOCIATORS OF {${disk}} WHERE AssocClass = Far_Link`).toArray()
    expect(back.map(each => each.__PATH)).toEqual(['\\\\TESTHOST\\root\\far:Far_Thing.Name="t"'])
    expect(await relative(far.associators(disk, { assocClass: 'Test_DiskPart' }))).toEqual([p1, p2])
  })

  test('an object of another namespace with the same path is another object', async () => {
    const near = host.connect('root\\test')
    expect(await relative(near.references(d, { resultClass: 'Test_Any' }))).toHaveLength(1)
    await expect(near.references('Far_Thing.Name="t"').toArray()).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_CLASS',
    })
  })
})

describe('rights', () => {
  const only = (refused: readonly string[]): AccessPolicy => ({
    allows: (_caller, _right, _namespace, target) => !refused.includes(target?.className ?? ''),
    hidden: (_caller, _namespace, className) => (className === 'Test_Part' ? new Set(['Note']) : null),
  })
  const as = (...refused: string[]) =>
    new WmiHost({
      hostName: 'TESTHOST',
      mof: [{ text: inTest + classes + instances, namespace: 'root' }],
      access: only(refused),
    }).connect('root\\test')

  test('an association class that may not be read is passed over', async () => {
    expect(await relative(as('Test_Any', 'Test_InSystem').associators(d))).toEqual([p1, p2])
    expect(await relative(as('Test_DiskPart').references('Test_Disk', { schemaOnly: true }))).toEqual([
      'Test_Any',
      'Test_InSystem',
      'Test_Three',
    ])
  })

  test('an end point that may not be read is left out, and what is hidden stays hidden', async () => {
    expect(await relative(as('Test_Part').associators(d))).toEqual(['Test_System=@'])
    const [row] = await as().associators(e, { assocClass: 'Test_DiskPart' }).toArray()
    expect({ ...row }).toEqual({ Name: 'p1', Note: null })
  })

  test('the object itself may not be read: WBEM_E_ACCESS_DENIED', async () => {
    await expect(as('Test_Disk').associators(d).toArray()).rejects.toMatchObject({ name: 'WBEM_E_ACCESS_DENIED' })
  })
})
