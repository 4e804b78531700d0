import { describe, expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/errors.js'
import { CimDateTime } from '../../src/cim/datetime.js'
import { parseWql, type WqlTemplateValue, wql } from '../../src/wql/index.js'
import { errorOf, idsFound, withoutColumns } from './support.js'

function whereOf(query: string): unknown {
  const parsed = parseWql(query)
  return 'where' in parsed ? withoutColumns(parsed.where) : undefined
}

describe('a value is one constant, whatever it contains', () => {
  test.each([
    'plain',
    '',
    "it's",
    'say "hi"',
    '"\'',
    '\\',
    '\\"',
    "\\'",
    'C:\\Temp\\',
    'line\r\nbreak\ttab\0',
    '" OR "1" = "1',
    "' OR Name <> '",
    'x" OR Name LIKE "%',
    '\\" OR Name LIKE "%',
    '%_[]',
    '{}',
    'NULL',
    '𝒳\ud800',
  ])('%j', value => {
    const query = wql`SELECT * FROM X WHERE Name = ${value} AND Id = ${1}`
    expect(whereOf(query)).toEqual({
      kind: 'and',
      operands: [
        { kind: 'compare', property: ['Name'], operator: '=', value: { kind: 'string', value } },
        { kind: 'compare', property: ['Id'], operator: '=', value: { kind: 'integer', value: '1n' } },
      ],
    })
    // In an object path between braces the quotes are the same.
    expect(parseWql(wql`ASSOCIATORS OF {X.Name=${value}} WHERE KeysOnly`)).toMatchObject({
      path: { keys: [{ name: 'Name', value }] },
      options: { keysOnly: true },
    })
  })

  test.each<[WqlTemplateValue, string]>([
    [5, '5'],
    [-1.5, '-1.5'],
    [1e30, '1e+30'],
    [18446744073709551615n, '18446744073709551615'],
    [true, 'TRUE'],
    [false, 'FALSE'],
    [new Date('2024-01-15T10:30:00.250Z'), '"20240115103000.250000+000"'],
    [CimDateTime.parse('20240115103000.000000+060'), '"20240115103000.000000+060"'],
  ])('%s becomes %s', (value, text) => {
    const query = wql`SELECT * FROM X WHERE A = ${value}`
    expect(query).toBe(`SELECT * FROM X WHERE A = ${text}`)
    expect(parseWql(query).kind).toBe('data')
  })

  test('null stands after IS and IS NOT', () => {
    expect(wql`SELECT * FROM X WHERE A IS ${null} OR B is not ${null}`).toBe(
      'SELECT * FROM X WHERE A IS NULL OR B is not NULL',
    )
  })

  test('wql.like makes metacharacters literal inside a pattern', () => {
    const start = 'Beta_'
    expect(idsFound(wql`SELECT * FROM Test_Item WHERE Name LIKE ${`${wql.like(start)}%`}`)).toEqual([3])
    expect(idsFound(wql`SELECT * FROM Test_Item WHERE Name LIKE ${`%${wql.like('[x]')}`}`)).toEqual([6])
    expect(idsFound(wql`SELECT * FROM Test_Item WHERE Name LIKE ${`%${wql.like('%')}%`}`)).toEqual([5])
    expect(idsFound(wql`SELECT * FROM Test_Item WHERE Path LIKE ${`${wql.like('C:\\Win')}%`}`)).toEqual([1])
  })

  test('wql.name writes a name', () => {
    const property = wql.name('Inner.P')
    expect(wql`SELECT ${property} FROM ${wql.name('Test_Item')} WHERE ${property} = ${5}`).toBe(
      'SELECT Inner.P FROM Test_Item WHERE Inner.P = 5',
    )
    expect(wql`SELECT * FROM E WHERE TargetInstance.${wql.name('Name')} = ${'x'}`).toBe(
      'SELECT * FROM E WHERE TargetInstance.Name = "x"',
    )
  })
})

describe('misuse is an argument error', () => {
  const text = 'x'
  const missing: unknown = undefined
  const list: unknown = ['a']
  const fn: unknown = () => 'x'
  test.each<[string, () => unknown, string]>([
    [
      'between double quotes',
      () => wql`SELECT * FROM X WHERE A = "${text}"`,
      'value 1 of the wql template stands inside quotes',
    ],
    [
      'between single quotes',
      () => wql`SELECT * FROM X WHERE A = '${text}'`,
      'value 1 of the wql template stands inside quotes',
    ],
    [
      'in a pattern',
      () => wql`SELECT * FROM X WHERE A = ${1} AND B LIKE "${text}%"`,
      'value 2 of the wql template stands inside quotes',
    ],
    [
      'after an escaped quote',
      () => wql`SELECT * FROM X WHERE A = "\\"${text}"`,
      'value 1 of the wql template stands inside quotes',
    ],
    ['before a word', () => wql`SELECT * FROM X WHERE A = ${5}AND B = 1`, 'value 1 of the wql template touches'],
    ['between digits', () => wql`SELECT * FROM X WHERE A = 1${5}`, 'value 1 of the wql template touches'],
    ['after a sign', () => wql`SELECT * FROM X WHERE A = -${5}`, 'value 1 of the wql template touches'],
    ['before a point', () => wql`SELECT * FROM X WHERE A = ${5}.5`, 'value 1 of the wql template touches'],
    ['after a string', () => wql`SELECT * FROM X WHERE A = "a"${text}`, 'value 1 of the wql template touches'],
    ['beside another value', () => wql`SELECT * FROM X WHERE A = ${1}${2}`, 'value 2 of the wql template touches'],
    ['in a name', () => wql`SELECT * FROM Win32_${wql.name('Process')}`, 'value 1 of the wql template touches'],
    [
      'null after =',
      () => wql`SELECT * FROM X WHERE A = ${null}`,
      'value 1 of the wql template is null and does not follow IS',
    ],
    ['NaN', () => wql`SELECT * FROM X WHERE A = ${Number.NaN}`, 'value 1 of the wql template is NaN'],
    ['infinity', () => wql`SELECT * FROM X WHERE A = ${-Infinity}`, 'value 1 of the wql template is -Infinity'],
    ['an invalid date', () => wql`SELECT * FROM X WHERE A = ${new Date(Number.NaN)}`, 'is Invalid Date'],
    ['undefined', () => wql`SELECT * FROM X WHERE A = ${missing as null}`, 'value 1 of the wql template is undefined'],
    ['a list', () => wql`SELECT * FROM X WHERE A = ${list as string}`, 'value 1 of the wql template is array'],
    ['a function', () => wql`SELECT * FROM X WHERE A = ${fn as string}`, 'value 1 of the wql template is function'],
  ])('%s', (_, write, message) => {
    const error = errorOf(write)
    expect(error).toBeInstanceOf(ArgumentError)
    expect(error instanceof ArgumentError && error.message).toContain(message)
    expect(error instanceof ArgumentError && error.hint).not.toBe('')
  })

  test.each(['', '1a', 'a b', 'a;b', 'where', 'NULL', 'a..b', '.a', 'X WHERE 1=1', 'a"b', 'root\\cimv2:X'])(
    'wql.name(%j)',
    name => {
      expect(errorOf(() => wql.name(name))).toBeInstanceOf(ArgumentError)
    },
  )
})
