import { describe, expect, test } from 'vitest'
import type { CimElement } from '../../src/cim/class.js'
import { coerceValue, toPlain } from '../../src/cim/convert.js'
import { CimDateTime } from '../../src/cim/datetime.js'
import { InstanceShape } from '../../src/cim/instance.js'
import { classOfMof, instancesOf } from './classes.js'

function element(declared: string): CimElement {
  const [property] = classOfMof(`class A { ${declared}; };`).properties
  if (!property) throw new Error(declared)
  return property
}

describe('coerceValue', () => {
  test.each<[string, unknown, unknown]>([
    ['uint32 x', null, null],
    ['uint32 x', undefined, null],
    ['uint32 x', '5', 5],
    ['uint64 x', 5, 5n],
    ['uint8 x[]', Uint8Array.of(1, 2), [1, 2]],
    ['uint8 x[]', Buffer.from('ab'), [97, 98]],
    ['string x[]', ['a', 'b'], ['a', 'b']],
    ['string x[]', new Set(['a']), ['a']],
    ['string x[]', [], []],
    ['uint8 x[2]', [1], [1]],
    ['datetime x', '20240101', CimDateTime.parse('20240101000000.000000+000')],
  ])('%s takes %o', (declared, given, expected) => {
    expect(coerceValue(element(declared), given)).toEqual(expected)
  })

  test.each<[string, unknown, string]>([
    ['uint8 x', 256, 'x: 256 is not a value of type uint8'],
    ['uint8 x', [1], 'x: object is not a value of type uint8'],
    ['uint8 x[]', 1, 'x: a list of values is needed'],
    ['string x[]', 'abc', 'x: a list of values is needed'],
    ['string x[]', {}, 'x: a list of values is needed'],
    ['string x[]', ['a', null], 'x: an array cannot hold NULL'],
    ['uint8 x[]', [1, 256], 'x: 256 is not a value of type uint8'],
    ['uint8 x[2]', [1, 2, 3], 'x: 3 values for an array of 2'],
    ['datetime x', 'now', 'x: "now" is not a value of type datetime'],
  ])('%s refuses %o', (declared, given, message) => {
    expect(() => coerceValue(element(declared), given)).toThrow(
      expect.objectContaining({ name: 'WBEM_E_TYPE_MISMATCH', message }),
    )
  })

  test('the hint says how to write a datetime', () => {
    expect(() => coerceValue(element('datetime x'), 'now')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('yyyymmddHHMMSS') }),
    )
  })
})

describe('toPlain', () => {
  const classes = 'class E { sint64 n; datetime at; };'

  test('gives values that JSON can hold, by their declared types', () => {
    const [instance] =
      instancesOf(`${classes} class A { uint64 a; uint32 b; real32 c; boolean d; string e; char16 f; datetime g;
      A ref h; uint8 i[]; sint64 j[]; E k; E l[]; string none; datetime m; datetime o; };
      instance of A { a = 18446744073709551615; b = 4294967295; c = 0.1; d = TRUE; e = "x"; f = 'y'; g = "20240101123000.500000+060";
        h = "A.b=1"; i = {0, 255}; j = {-1}; k = instance of E { n = 7; at = "00000001000000.000000:000"; };
        l = { instance of E {} }; m = "20240101******.000000+***"; o = "00000000000130.000000:000"; };`)
    if (!instance) throw new Error('an instance')
    expect(toPlain(instance)).toEqual({
      a: '18446744073709551615',
      b: 4294967295,
      c: 0.1,
      d: true,
      e: 'x',
      f: 'y',
      g: '2024-01-01T12:30:00.500000+01:00',
      h: 'A.b=1',
      i: [0, 255],
      j: ['-1'],
      k: { __CLASS: 'E', at: 'P1D', n: '7' },
      l: [{ __CLASS: 'E', at: null, n: null }],
      m: '20240101******.000000+***',
      none: null,
      o: 'PT1M30S',
    })
    expect(toPlain(instance, { raw: true })).toMatchObject({
      g: '20240101123000.500000+060',
      k: { at: '00000001000000.000000:000' },
      o: '00000000000130.000000:000',
    })
    expect(() => JSON.stringify(toPlain(instance))).not.toThrow()
    expect(JSON.stringify(instance)).toBe(JSON.stringify(toPlain(instance)))
  })

  test('system properties come first when asked for, those of embedded objects too', () => {
    const shape = new InstanceShape(classOfMof('class E { [key] uint8 k; };'), {
      home: { server: 'HOST', namespace: 'root' },
    })
    const outer = new InstanceShape(classOfMof('class H { object o; };')).create([shape.create([1])])
    const plain = toPlain(outer, { system: true })
    expect(Object.keys(plain)).toEqual([
      '__GENUS',
      '__CLASS',
      '__SUPERCLASS',
      '__DYNASTY',
      '__RELPATH',
      '__PROPERTY_COUNT',
      '__DERIVATION',
      '__SERVER',
      '__NAMESPACE',
      '__PATH',
      'o',
    ])
    expect(plain.__PATH).toBeNull()
    expect(plain.o).toMatchObject({ __GENUS: 2, __CLASS: 'E', __PATH: '\\\\HOST\\root:E.k=1', k: 1 })
  })

  test('reals that JSON does not know are null, small numbers of 64-bit types texts', () => {
    const shape = new InstanceShape(classOfMof('class A { real64 r; uint64 u; };'))
    expect(toPlain(shape.create([Number.NaN, 5]))).toEqual({ r: null, u: '5' })
  })

  test('a property called __proto__ stays a property', () => {
    const plain = toPlain(
      new InstanceShape(classOfMof('class A { string __proto__; string constructor; };')).create(['x', 'y']),
    )
    expect(JSON.stringify(plain)).toBe('{"__proto__":"x","constructor":"y"}')
    expect(Object.getPrototypeOf(plain)).toBe(Object.prototype)
  })
})
