import { describe, expect, test } from 'vitest'
import { CimDateTime } from '../../src/cim/datetime.js'
import { InstanceShape } from '../../src/cim/instance.js'
import { arrayFlag, type CimTypeName, cimTypeByCode, cimTypes } from '../../src/cim/types.js'
import { classOfMof } from './classes.js'

const mismatch = expect.objectContaining({ name: 'WBEM_E_TYPE_MISMATCH', code: 0x80041005 })

test.each<[CimTypeName, string]>([
  ['sint8', 'Write a whole number from -128 to 127'],
  ['uint64', 'Write a whole number from 0 to 18446744073709551615'],
  ['real32', 'Write a finite number'],
  ['boolean', 'Write TRUE or FALSE'],
  ['object', 'Give an instance of a class'],
])('the error of a value that is no %s says: %s', (name, hint) => {
  expect(() => cimTypes[name].coerce('x')).toThrow(expect.objectContaining({ hint }))
})

test('the table has the codes of CIMTYPE_ENUMERATION', () => {
  expect(Object.values(cimTypes).map(type => [type.name, type.code, type.kind, type.bits])).toEqual([
    ['sint8', 16, 'integer', 8],
    ['uint8', 17, 'integer', 8],
    ['sint16', 2, 'integer', 16],
    ['uint16', 18, 'integer', 16],
    ['sint32', 3, 'integer', 32],
    ['uint32', 19, 'integer', 32],
    ['sint64', 20, 'integer', 64],
    ['uint64', 21, 'integer', 64],
    ['real32', 4, 'real', 32],
    ['real64', 5, 'real', 64],
    ['boolean', 11, 'boolean', 0],
    ['string', 8, 'text', 0],
    ['char16', 103, 'text', 0],
    ['datetime', 101, 'text', 0],
    ['reference', 102, 'text', 0],
    ['object', 13, 'object', 0],
  ])
  expect(cimTypeByCode.get(21)).toBe(cimTypes.uint64)
  expect(arrayFlag).toBe(0x2000)
})

describe('integers', () => {
  test.each<[CimTypeName, number | bigint, number | bigint]>([
    ['sint8', -128, 127],
    ['uint8', 0, 255],
    ['sint16', -32768, 32767],
    ['uint16', 0, 65535],
    ['sint32', -2147483648, 2147483647],
    ['uint32', 0, 4294967295],
    ['sint64', -9223372036854775808n, 9223372036854775807n],
    ['uint64', 0n, 18446744073709551615n],
  ])('%s goes from %s to %s', (name, low, high) => {
    const type = cimTypes[name]
    for (const bound of [low, high]) {
      expect(type.coerce(bound)).toBe(bound)
      expect(type.parse(String(bound))).toBe(bound)
      expect(type.print(bound)).toBe(String(bound))
      expect(type.coerce(BigInt(bound))).toBe(bound)
    }
    expect(() => type.coerce(BigInt(low) - 1n)).toThrow(mismatch)
    expect(() => type.coerce(BigInt(high) + 1n)).toThrow(mismatch)
    expect(() => type.parse(String(BigInt(high) + 1n))).toThrow(mismatch)
  })

  test.each<[CimTypeName, unknown, number | bigint]>([
    ['uint32', ' 12 ', 12],
    ['sint32', '-0x10', -16],
    ['uint64', 12, 12n],
    ['uint64', '0xFFFFFFFFFFFFFFFF', 18446744073709551615n],
    ['uint8', true, 1],
    ['uint64', false, 0n],
  ])('%s takes %o', (name, given, expected) => {
    expect(cimTypes[name].coerce(given)).toBe(expected)
  })

  test.each<[CimTypeName, unknown]>([
    ['uint32', ''],
    ['uint32', 'x'],
    ['uint32', '1.0'],
    ['uint32', '1'.repeat(1000)],
    ['real64', `${'9'.repeat(400_000)}x`],
    ['real32', `1.${'9'.repeat(400_000)}x`],
    ['uint32', 1.5],
    ['uint32', Number.NaN],
    ['uint32', Number.POSITIVE_INFINITY],
    ['uint64', 2 ** 60],
    ['uint32', []],
    ['uint32', {}],
    ['uint32', Symbol('x')],
    ['uint32', 10n ** 1000n],
  ])('%s refuses %o', (name, given) => {
    expect(() => cimTypes[name].coerce(given)).toThrow(mismatch)
  })

  test('an error shows the value, shortened', () => {
    expect(() => cimTypes.uint8.coerce('x'.repeat(100))).toThrow(`"${'x'.repeat(60)}" is not a value of type uint8`)
    expect(() => cimTypes.uint8.coerce(10n ** 100n)).toThrow(`1${'0'.repeat(59)} is not a value of type uint8`)
  })
})

describe('reals', () => {
  test('a 32-bit real is rounded, and printed with the digits it needs', () => {
    expect(cimTypes.real32.coerce(0.1)).toBe(0.10000000149011612)
    expect(cimTypes.real32.print(0.10000000149011612)).toBe('0.1')
    expect(cimTypes.real32.print(16777216)).toBe('16777216')
    expect(cimTypes.real32.print(Math.fround(1 / 3))).toBe('0.33333334')
    expect(cimTypes.real32.print(Math.fround(3.4028234663852886e38))).toBe('3.4028235e+38')
    expect(cimTypes.real32.print(Math.fround(1e-45))).toBe('1e-45')
    expect(cimTypes.real32.print(0)).toBe('0')
    expect(cimTypes.real64.print(0.1)).toBe('0.1')
  })

  test.each<[unknown, number]>([
    ['1.5', 1.5],
    [' -.5e2 ', -50],
    ['3.', 3],
    [2n, 2],
  ])('takes %o', (given, expected) => {
    expect(cimTypes.real64.coerce(given)).toBe(expected)
  })

  test.each<[CimTypeName, unknown]>([
    ['real64', 'NaN'],
    ['real64', '1e999'],
    ['real64', ''],
    ['real64', '0x10'],
    ['real64', Number.NaN],
    ['real32', 1e39],
    ['real64', true],
    ['real64', null],
  ])('%s refuses %o', (name, given) => {
    expect(() => cimTypes[name].coerce(given)).toThrow(mismatch)
  })
})

describe('booleans', () => {
  test.each<[unknown, boolean]>([
    [true, true],
    ['TRUE', true],
    ['false', false],
    [1, true],
    [0n, false],
    ['1', true],
  ])('%o is %o', (given, expected) => {
    expect(cimTypes.boolean.coerce(given)).toBe(expected)
  })

  test.each([2, 'yes', '', 'constructor', null, {}])('%o is no boolean', given => {
    expect(() => cimTypes.boolean.coerce(given)).toThrow(mismatch)
  })

  test('print in capitals', () => {
    expect([cimTypes.boolean.print(true), cimTypes.boolean.print(false)]).toEqual(['TRUE', 'FALSE'])
  })
})

describe('texts and what is written as text', () => {
  test('a string is never made of something else', () => {
    expect(cimTypes.string.coerce('x')).toBe('x')
    expect(() => cimTypes.string.coerce(5)).toThrow(mismatch)
  })

  test('char16 is one UTF-16 unit, or its number', () => {
    expect([cimTypes.char16.coerce('x'), cimTypes.char16.coerce(65), cimTypes.char16.coerce(66n)]).toEqual([
      'x',
      'A',
      'B',
    ])
    for (const given of ['', 'xy', '💥', -1, 65536, 1.5, 65536n])
      expect(() => cimTypes.char16.coerce(given)).toThrow(mismatch)
    expect(() => cimTypes.char16.parse('xy')).toThrow(mismatch)
  })

  test('datetime takes a Date, its own text, ISO 8601 and itself', () => {
    const value = CimDateTime.parse('20240101000000.000000+000')
    expect(cimTypes.datetime.coerce(value)).toBe(value)
    for (const given of [new Date('2024-01-01T00:00:00Z'), '20240101000000.000000+000', '2024-01-01T00:00:00Z'])
      expect(cimTypes.datetime.coerce(given)).toEqual(value)
    expect(cimTypes.datetime.print(value)).toBe('20240101000000.000000+000')
    expect(cimTypes.datetime.parse('20240101000000.000000+000')).toEqual(value)
    for (const given of ['today', 0, new Date(Number.NaN)])
      expect(() => cimTypes.datetime.coerce(given)).toThrow(mismatch)
  })

  test('a reference takes a path, or an instance that has one', () => {
    const cimClass = classOfMof('class A { [key] uint8 k; };')
    const home = { server: 'HOST', namespace: 'root' }
    expect(cimTypes.reference.coerce('A.k=1')).toBe('A.k=1')
    expect(cimTypes.reference.coerce(new InstanceShape(cimClass, { home }).create([1]))).toBe('\\\\HOST\\root:A.k=1')
    expect(() => cimTypes.reference.coerce(new InstanceShape(cimClass).create([1]))).toThrow(mismatch)
  })

  test('an object takes instances only', () => {
    const instance = new InstanceShape(classOfMof('class A { uint8 k; };')).create([1])
    expect(cimTypes.object.coerce(instance)).toBe(instance)
    expect(cimTypes.object.print(instance)).toBe('A')
    expect(() => cimTypes.object.coerce({ k: 1 })).toThrow(mismatch)
    expect(() => cimTypes.object.parse('A')).toThrow(mismatch)
  })
})
