import { describe, expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import type { CimValue } from '../../src/cim/value.js'
import { compileCondition, parseWql, selectedProperties } from '../../src/wql/index.js'
import { numericOperand } from '../../src/wql/operand.js'
import { classesOf, errorOf, fixtureClass, idsWhere, instanceOf } from './support.js'

const probe = classesOf(`
  class Probe {
    [key] uint32 Id; sint8 S8; uint16 U16; sint64 S64; uint64 U64; real32 R32; real64 R64; boolean B; string S; char16 C;
    datetime D; [subtype("interval")] datetime I; Probe ref R; object O; uint32 A[]; string SA[];
  };
  class Other { [key] string Name; };
`)
const probeClass = probe.get('Probe')
if (!probeClass) throw new Error('no class Probe')

function condition(text: string) {
  const query = parseWql(`SELECT * FROM Probe WHERE ${text}`)
  if (query.kind !== 'data') throw new Error('not a data query')
  return query.where
}

/** Whether an instance with these values matches. */
function holds(text: string, values: Readonly<Record<string, unknown>>): boolean {
  if (!probeClass) return false
  return compileCondition(condition(text), probeClass)(instanceOf(probeClass, values))
}

/** The operators with which `property op constant` holds. */
function operators(property: string, constant: string, value: unknown): string {
  return ['=', '<>', '<', '>', '<=', '>=']
    .filter(op => holds(`${property} ${op} ${constant}`, { [property]: value }))
    .join(' ')
}

describe('comparisons by type', () => {
  test.each([
    ['S8', '-5', -5, '= <= >='],
    ['S8', '3', -5, '<> < <='],
    ['S8', '-200', -5, '<> > >='],
    ['U16', '"20"', 20, '= <= >='],
    ['U16', '" +20 "', 20, '= <= >='],
    ['U16', 'TRUE', 1, '= <= >='],
    ['U16', '1.5', 1, '<> < <='],
    ['U16', '2.0', 2, '= <= >='],
    ['U16', '-1', 0, '<> > >='],
    ['U16', '99999999999999999999', 65535, '<> < <='],
    ['U64', '9007199254740993', 9007199254740993n, '= <= >='],
    ['U64', '9007199254740993', 9007199254740992n, '<> < <='],
    ['U64', '18446744073709551615', 18446744073709551615n, '= <= >='],
    ['U64', '"18446744073709551614"', 18446744073709551615n, '<> > >='],
    ['U64', '1.5', 1n, '<> < <='],
    ['U64', '1.5', 2n, '<> > >='],
    ['U64', '3.0', 3n, '= <= >='],
    ['S64', '-9223372036854775808', -9223372036854775808n, '= <= >='],
    ['R64', '0.1', 0.1, '= <= >='],
    ['R64', '3', 3.5, '<> > >='],
    ['R64', '"1e2"', 100, '= <= >='],
    ['R32', '0.1', 0.1, '= <= >='],
    ['R32', '16777216', 16777216, '= <= >='],
    ['S', '"ABC"', 'abc', '= <= >='],
    ['S', '"abd"', 'ABC', '<> < <='],
    ['S', '"ab"', 'ABC', '<> > >='],
    ['S', '""', '', '= <= >='],
    ['S', '4', '4', '= <= >='],
    ['S', '"école"', 'ÉCOLE', '= <= >='],
    ['S', '"Οδος"', 'ΟΔΟΣ', '= <= >='],
    ['S', '"i\u0307x"', 'İx', '= <= >='],
    ['S', '"kelvin"', '\u212aelvin', '= <= >='],
    ['S', '"a[b"', 'A{b', '<> > >='],
    ['C', '"x"', 'X', '= <= >='],
    ['D', '"20240115103000.000000+000"', '20240115113000.000000+060', '= <= >='],
    ['D', '"20240115"', '20240115000000.000000+000', '= <= >='],
    ['D', '"20050117"', '20240115000000.000000+000', '<> > >='],
    ['D', '"2020-01-31 08:00:00:000"', '20200131080000.000000+000', '= <= >='],
    ['D', '"2020-01-31 08:00:00:25"', '20200131080000.025000+000', '= <= >='],
    ['D', '"2020-01-31T09:00:00+01:00"', '20200131080000.000000+000', '= <= >='],
    ['D', '"20240101******.000000+***"', '20240101******.000000+***', '= <= >='],
    ['D', '"20240101******.000000+000"', '20240101******.000000+***', '<> < <='],
    ['I', '"00000001000000.000000:000"', '00000001000000.000000:000', '= <= >='],
    ['I', '"00000001000000.000000:000"', '00000000235959.000000:000', '<> < <='],
    ['I', '"20240115"', '00000001000000.000000:000', '<>'],
    ['R', '"Probe.Id=1"', 'PROBE.id=1', '= <= >='],
    ['R', '"\\\\\\\\host\\\\root\\\\cimv2:Probe.Id=1"', '\\\\HOST\\root\\cimv2:Probe.Id=1', '= <= >='],
  ])('%s, %s and the value %s: %s', (property, constant, value, expected) => {
    expect(operators(property, constant, value)).toBe(expected)
  })

  test.each([
    ['B = TRUE', true],
    ['B = 1', true],
    ['B = -1', true],
    ['B = "true"', true],
    ['B <> 0', true],
    ['B = FALSE', false],
    ['B <> "TRUE"', false],
  ])('a boolean that is true: %s is %s', (text, expected) => {
    expect(holds(text, { B: true })).toBe(expected)
  })

  test('a reference is the object it names, however it is written', () => {
    const R = '\\\\HOST\\root\\cimv2:Win32_Directory.Name="c:\\\\new"'
    expect(holds('R = "win32_directory.name=\\"C:\\\\\\\\NEW\\""', { R })).toBe(true)
    expect(holds('R = \'Win32_Directory="c:\\\\\\\\new"\'', { R })).toBe(true)
    expect(holds('R = \'Win32_Directory.Name="c:\\\\\\\\\\\\\\\\new"\'', { R })).toBe(true)
    expect(holds('R = \'root\\\\default:Win32_Directory.Name="c:\\\\\\\\new"\'', { R })).toBe(false)
    expect(holds('R <> "Win32_Directory.Name=\\"C:\\\\\\\\old\\""', { R })).toBe(true)
    expect(holds('R = "no path"', { R })).toBe(false)
    expect(holds('R LIKE "%c:\\\\\\\\%"', { R })).toBe(true)
  })

  test('LIKE on text, and on datetimes as text', () => {
    expect(holds('S LIKE "a_c%"', { S: 'ABCD' })).toBe(true)
    expect(holds('C LIKE "[a-c]"', { C: 'B' })).toBe(true)
    expect(holds('D LIKE "2024%"', { D: '20240115103000.000000+000' })).toBe(true)
    expect(holds('S LIKE "abc"', { S: 'ABC' })).toBe(true)
  })
})

describe('NULL', () => {
  test.each([
    'S8 = 1',
    'U64 <> 1',
    'U64 <> 1.5',
    'R64 < 1',
    'B = TRUE',
    'B <> TRUE',
    'S = "x"',
    'S <> "x"',
    'S < "x"',
    'S LIKE "%"',
    'D <> "20240101"',
    'D LIKE "%"',
    'R <> "X.a=1"',
    'O ISA "Other"',
    'O.Name = "x"',
    'O.Name IS NOT NULL',
  ])('matches no comparison: %s', text => {
    expect(holds(text, {})).toBe(false)
    expect(holds(`NOT ${text}`, {})).toBe(true)
  })

  test.each(['S8', 'U64', 'R64', 'B', 'S', 'D', 'R', 'O', 'A', 'O.Name'])('%s IS NULL', name => {
    expect(holds(`${name} IS NULL`, {})).toBe(true)
    expect(holds(`${name} IS NOT NULL`, {})).toBe(false)
  })

  test('an empty array, an empty string and zero are values', () => {
    expect(holds('A IS NOT NULL AND S IS NOT NULL AND U16 IS NOT NULL', { A: [], S: '', U16: 0 })).toBe(true)
  })
})

describe('embedded objects', () => {
  test('an unknown property matches nothing, not even IS NULL', () => {
    expect(idsWhere('Inner.NoSuch = 1')).toEqual([])
    expect(idsWhere('Inner.NoSuch IS NULL AND Inner IS NOT NULL')).toEqual([])
  })

  test('a property that only some classes have', () => {
    expect(idsWhere('Inner.Q = 9')).toEqual([2])
    expect(idsWhere('Inner.S IS NULL AND Inner IS NOT NULL')).toEqual([6])
  })

  test('a constant that does not fit matches nothing', () => {
    expect(idsWhere('Inner.P = "many"')).toEqual([])
  })

  test('a class the lineage does not name can be known elsewhere', () => {
    const query = parseWql('SELECT * FROM Test_Item WHERE Inner ISA "Alias_Class"')
    const where = 'where' in query ? query.where : null
    const row = instanceOf(fixtureClass('Test_Item'), { Inner: { __CLASS: 'Test_InnerSub' } })
    const isA = (className: string, ancestor: string) => className === 'Test_InnerSub' && ancestor === 'Alias_Class'
    expect(compileCondition(where, fixtureClass('Test_Item'))(row)).toBe(false)
    expect(compileCondition(where, fixtureClass('Test_Item'), { isA })(row)).toBe(true)
  })
})

describe('system properties', () => {
  test('class, dynasty, superclass and path', () => {
    expect(idsWhere('__class = "test_subitem" AND Id < 8')).toEqual([6, 7])
    expect(idsWhere('__SUPERCLASS = "Test_Item"')).toEqual([6, 7, 8])
    expect(idsWhere('__Superclass IS NULL AND Id > 3')).toEqual([4, 5])
    expect(idsWhere('__DYNASTY = "Test_Item" AND Id = 1')).toEqual([1])
    expect(idsWhere('__RELPATH = "Test_Item.Id=3"')).toEqual([3])
    expect(idsWhere('__PATH = "test_item.id=3"')).toEqual([3])
    expect(idsWhere('__NAMESPACE = "ROOT\\\\test" AND __GENUS = 2 AND Id = 2')).toEqual([2])
  })
})

describe('AND, OR and NOT of any length', () => {
  test.each([
    ['Id > 1 AND Id < 4', [2, 3]],
    ['Id > 1 AND Id < 5 AND Id <> 3', [2, 4]],
    ['Id > 1 AND Id < 7 AND Id <> 3 AND Id <> 4', [2, 5, 6]],
    ['Id = 1 OR Id = 4', [1, 4]],
    ['Id = 1 OR Id = 4 OR Id = 5', [1, 4, 5]],
    ['Id = 1 OR Id = 4 OR Id = 5 OR Id = 8', [1, 4, 5, 8]],
    ['NOT (Id = 1 OR Id > 2)', [2]],
    ['NOT NOT Id = 1', [1]],
  ])('%s', (text, ids) => {
    expect(idsWhere(text)).toEqual(ids)
  })

  test('no condition takes every row', () => {
    expect(compileCondition(null, fixtureClass('Test_Item'))(instanceOf(fixtureClass('Test_Item'), {}))).toBe(true)
  })
})

describe('what does not fit the class is an invalid query', () => {
  test.each([
    ['Nam = "x"', 'the class Test_Item has no property Nam (column 31)', 'Did you mean Name?'],
    ['Id = 1 AND Quite_Else IS NULL', 'the class Test_Item has no property Quite_Else (column 42)', ''],
    ['__this ISA "X"', 'the class Test_Item has no property __this (column 31)', '__this is for schema queries'],
    ['__FOO = 1', 'the class Test_Item has no property __FOO (column 31)', ''],
    ['Size = "many"', '"many" cannot be compared with Size, which is of type uint32 (column 31)', 'a whole number'],
    ['Size = ""', '"" cannot be compared with Size, which is of type uint32 (column 31)', 'a whole number'],
    ['Ratio = "1e999"', '"1e999" cannot be compared with Ratio, which is of type real64 (column 31)', 'a number'],
    ['Big = "1,5"', '"1,5" cannot be compared with Big, which is of type uint64 (column 31)', 'a whole number'],
    [
      `Size = "${'9'.repeat(70)}x"`,
      `"${'9'.repeat(59)}… cannot be compared with Size, which is of type uint32 (column 31)`,
      'a whole number',
    ],
    ['Flag = 2', '2 cannot be compared with Flag, which is of type boolean (column 31)', 'TRUE or FALSE'],
    ['Flag = "yes"', '"yes" cannot be compared with Flag, which is of type boolean (column 31)', 'TRUE or FALSE'],
    ['Flag >= TRUE', '>= cannot be used with Flag, which is of type boolean (column 31)', 'TRUE or FALSE'],
    ['When > "soon"', '"soon" cannot be compared with When, which is of type datetime (column 31)', '"20240131"'],
    ['When > 20240131', '20240131 cannot be compared with When, which is of type datetime (column 31)', '"20240131"'],
    ['Name = TRUE', 'TRUE cannot be compared with Name, which is of type string (column 31)', 'a string'],
    ['Tags = "a"', '= cannot be used with Tags, which is of type string[] (column 31)', 'NULL only'],
    ['Tags LIKE "a"', 'LIKE cannot be used with Tags, which is of type string[] (column 31)', 'NULL only'],
    ['Size LIKE "1%"', 'LIKE cannot be used with Size, which is of type uint32 (column 31)', 'a whole number'],
    ['Inner = "x"', '= cannot be used with Inner, which is of type object (column 31)', 'ISA'],
    ['Inner LIKE "x"', 'LIKE cannot be used with Inner, which is of type object (column 31)', 'ISA'],
    ['Name ISA "X"', 'ISA cannot be used with Name, which is of type string (column 31)', 'a string'],
    ['Name.Length = 1', 'Name is of type string, so Name.Length names nothing', ''],
    ['Tags.Length = 1', 'Tags is of type string[], so Tags.Length names nothing', ''],
  ])('%s', (text, message, hint) => {
    const query = parseWql(`SELECT * FROM Test_Item WHERE ${text}`)
    const error = errorOf(() => 'where' in query && compileCondition(query.where, fixtureClass('Test_Item')))
    expect(error).toBeInstanceOf(WmiError)
    expect(error).toMatchObject({ name: 'WBEM_E_INVALID_QUERY', message })
    expect(error instanceof WmiError && error.hint).toContain(hint)
  })
})

describe('the SELECT list', () => {
  function selected(list: string): readonly string[] | null | undefined {
    const query = parseWql(`SELECT ${list} FROM Test_Item`)
    if (query.kind !== 'data') throw new Error('not a data query')
    return selectedProperties(query.select, fixtureClass('Test_Item'))?.map(property => property.name)
  }

  test('the asterisk is no list', () => {
    expect(selected('*')).toBeUndefined()
    expect(selectedProperties(null, fixtureClass('Test_Item'))).toBeNull()
  })

  test('keeps the order, each property once, as declared', () => {
    expect(selected('size, NAME, Size')).toEqual(['Size', 'Name'])
  })

  test('a dotted path selects the embedded object', () => {
    expect(selected('Inner.P, Inner.S, Id')).toEqual(['Inner', 'Id'])
  })

  test('system properties come anyway; a path needs its keys', () => {
    expect(selected('__CLASS, Name')).toEqual(['Name'])
    expect(selected('__PATH, Name')).toEqual(['Name', 'Id'])
    expect(selected('__relpath')).toEqual(['Id'])
  })

  test.each([
    ['Nme', 'the class Test_Item has no property Nme'],
    ['Name, Foo.Bar', 'the class Test_Item has no property Foo'],
    ['__FOO', 'the class Test_Item has no property __FOO'],
    ['Name.Length', 'Name is of type string, so Name.Length names nothing'],
  ])('%s is an invalid query', (list, message) => {
    expect(errorOf(() => selected(list))).toMatchObject({ name: 'WBEM_E_INVALID_QUERY', message })
  })
})

test('a long text that is almost a number is told from one as quickly as a short one', () => {
  expect(numericOperand({ kind: 'string', value: `${'9'.repeat(400_000)}x` })).toBeUndefined()
})

test('values that a row does not carry are NULL', () => {
  const cimClass = fixtureClass('Test_Item')
  const row = instanceOf(cimClass, { Id: 1 })
  const partial: Record<string, CimValue> = Object.create(Object.getPrototypeOf(row))
  partial.Id = 1
  const query = parseWql('SELECT * FROM Test_Item WHERE Name IS NULL AND NOT Name = "x"')
  expect('where' in query && compileCondition(query.where, cimClass)(partial as typeof row)).toBe(true)
})
