import { describe, expect, test } from 'vitest'
import { CimDateTime } from '../../src/cim/datetime.js'
import { instantiate } from '../../src/cim/declaration.js'
import { CimInstance } from '../../src/cim/instance.js'
import { parseMof } from '../../src/cim/mof/index.js'
import { classOfMof, instancesOf } from './classes.js'

const home = { server: 'HOST', namespace: 'root\\cimv2' }

test('values have the declared types, what is not said has its default or is null', () => {
  const [instance] = instancesOf(`
    class A { uint32 n; uint64 big; sint64 quoted; real32 r; boolean b; string s; char16 c; datetime d; A ref ref_; uint8 list[];
      string given = "default"; string none = "default"; string absent; };
    instance of A { N = 0x10; big = 18446744073709551615; quoted = "-5"; r = 1.5; b = TRUE; s = "a" "b"; c = 'x';
      d = "20240101000000.000000+000"; ref_ = "A.k=1"; list = {1, 0xff}; none = NULL; };`)
  expect({ ...instance }).toEqual({
    absent: null,
    b: true,
    big: 18446744073709551615n,
    c: 'x',
    d: CimDateTime.parse('20240101000000.000000+000'),
    given: 'default',
    list: [1, 255],
    n: 16,
    none: null,
    quoted: -5n,
    r: 1.5,
    ref_: 'A.k=1',
    s: 'ab',
  })
  expect(instance?.__CLASS).toBe('A')
  expect(instance?.__PATH).toBeNull()
})

test('inherited properties take values too', () => {
  const [instance] = instancesOf('class A { [key] string Id; }; class B : A {}; instance of B { id = "x"; };', home)
  expect(instance?.__PATH).toBe('\\\\HOST\\root\\cimv2:B.Id="x"')
})

describe('aliases', () => {
  const classes = `class P { [key] string Name; [key] uint8 N = 7; }; class R { [key] P ref Provider; };`

  test('stand for the path, before and after their declaration', () => {
    const mof = `${classes} instance of R { Provider = $P; }; instance of P as $P { Name = "a\\"b"; };
      instance of R { Provider = $p; };`
    const [before, , after] = instancesOf(mof)
    expect(before?.Provider).toBe('P.N=7,Name="a\\"b"')
    expect(after?.Provider).toBe('P.N=7,Name="a\\"b"')
    expect(instancesOf(mof, home)[0]?.__RELPATH).toBe('R.Provider="P.N=7,Name=\\"a\\\\\\"b\\""')
  })

  test('of another namespace stand for the path from the local server', () => {
    const [provider] = instancesOf(`${classes} instance of P { Name = "x"; };`, { server: 'HOST', namespace: 'root' })
    const [item] = parseMof('instance of R { Provider = $P; };').items
    if (item?.kind !== 'instance' || !provider) throw new Error('an instance')
    const instance = instantiate(item.declaration, classOfMof(classes), { home, alias: () => provider })
    expect(instance.Provider).toBe('\\\\.\\root:P.N=7,Name="x"')
  })

  test('of a class stand for the path of the class', () => {
    const [instance] = instancesOf('class P as $C {}; class R { P ref Of; }; instance of R { Of = $C; };')
    expect(instance?.Of).toBe('P')
  })

  test('as the value of an embedded object stand for the instance', () => {
    const [, holder] = instancesOf(
      'class E { uint8 n; }; class H { E e; }; instance of E as $E { n = 3; }; instance of H { e = $E; };',
    )
    expect(holder?.e).toBeInstanceOf(CimInstance)
    expect(holder?.e).toMatchObject({ n: 3 })
  })

  test.each([
    ['instance of R { Provider = $X; };', 'WBEM_E_NOT_FOUND', 'no instance or class is called $X'],
    [
      'instance of R as $A { Provider = $B; }; instance of R as $B { Provider = $A; };',
      'WBEM_E_CIRCULAR_REFERENCE',
      'the alias $A refers to itself',
    ],
    ['instance of P as $A {}; instance of P as $a {};', 'WBEM_E_INVALID_SYNTAX', 'the alias $a is given twice'],
    [
      'class N { string s; }; instance of N as $N {}; instance of R { Provider = $N; };',
      'WBEM_E_INVALID_OBJECT',
      'the instance $N has no path',
    ],
    [
      'class S { string s; }; instance of P as $A { Name = "x"; }; instance of S { s = $A; };',
      'WBEM_E_TYPE_MISMATCH',
      'S.s: $A is not',
    ],
  ])('%s is an error', (mof, name, message) => {
    expect(() => instancesOf(classes + mof)).toThrow(
      expect.objectContaining({ name, message: expect.stringContaining(message) }),
    )
  })

  test('may wait for one another 200 deep and no deeper', () => {
    const chain = (length: number) =>
      `class L { [key] uint32 Id; L ref Next; };
      ${Array.from({ length }, (_, i) => `instance of L as $L${i} { Id = ${i}; Next = $L${i + 1}; };`).join('\n')}
      instance of L as $L${length} { Id = ${length}; };`
    expect(instancesOf(chain(199))).toHaveLength(200)
    expect(() => instancesOf(chain(200))).toThrow(expect.objectContaining({ name: 'WBEM_E_QUOTA_VIOLATION' }))
  })
})

describe('embedded instances', () => {
  const classes = 'class E { uint64 n = 1; }; class F : E {}; class H { E e; E many[]; object any; };'

  test('are of the class declared or below it, alone and in lists', () => {
    const [holder] = instancesOf(
      `${classes} instance of H { e = instance of F { n = "5"; }; many = { instance of E {}, instance of F {} }; any = instance of H {}; };`,
    )
    expect(holder?.e).toMatchObject({ __CLASS: 'F', n: 5n, __PATH: null })
    expect(holder?.many).toMatchObject([
      { __CLASS: 'E', n: 1n },
      { __CLASS: 'F', n: 1n },
    ])
    expect(holder?.any).toMatchObject({ __CLASS: 'H' })
  })

  test.each([
    ['e = instance of H {};', 'WBEM_E_TYPE_MISMATCH', 'H.e: an instance of H is not one of E'],
    ['e = instance of X {};', 'WBEM_E_INVALID_CLASS', 'the class X does not exist'],
    ['e = "text";', 'WBEM_E_TYPE_MISMATCH', 'H.e: "text" is not a value of type object'],
    ['x = 1;', 'WBEM_E_INVALID_PROPERTY', 'the class H has no property x'],
  ])('%s is an error', (value, name, message) => {
    expect(() => instancesOf(`${classes} instance of H { ${value} };`)).toThrow(
      expect.objectContaining({ name, message }),
    )
  })

  test('are MOF text where a DMTF schema declares a text for them', () => {
    const [, holder] =
      instancesOf(`class E { string s; }; class H { [EmbeddedInstance("E")] string one; [EmbeddedInstance("E")] string many[]; };
      instance of E as $E { s = "x"; }; instance of H { one = $E; many = { instance of E { s = "y"; } }; };`)
    expect(holder?.one).toBe('instance of E\n{\n\ts = "x";\n};\n')
    expect(holder?.many).toEqual(['instance of E\n{\n\ts = "y";\n};\n'])
  })
})
