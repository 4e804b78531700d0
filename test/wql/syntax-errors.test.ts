import { afterEach, describe, expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import { setLanguage } from '../../src/base/text.js'
import { parseWql, WqlSyntaxError } from '../../src/wql/index.js'
import { errorOf } from './support.js'

afterEach(() => setLanguage('en'))

function syntaxError(query: string): WqlSyntaxError {
  const error = errorOf(() => parseWql(query))
  if (!(error instanceof WqlSyntaxError)) throw new Error(`no syntax error in ${query}`)
  return error
}

describe('a syntax error names the column and what was expected', () => {
  test.each([
    ['SELECT * FORM X', 10, ['FROM'], 'expected FROM, found "FORM" at column 10'],
    [
      'SELECT',
      7,
      ['a property name', '"*"'],
      'expected a property name or "*", found the end of the query at column 7',
    ],
    ['SELECT Name, FROM X', 14, ['a property name'], 'expected a property name, found "FROM" at column 14'],
    ['SELECT Name Id FROM X', 13, ['","', 'FROM'], 'expected "," or FROM, found "Id" at column 13'],
    ['SELECT * FROM', 14, ['a class name'], 'expected a class name, found the end of the query at column 14'],
    ['SELECT * FROM WHERE A = 1', 15, ['a class name'], 'expected a class name, found "WHERE" at column 15'],
    [
      'SELECT * FROM X WHERE (A = 1',
      29,
      ['AND', 'OR', '")"'],
      'expected AND, OR or ")", found the end of the query at column 29',
    ],
    [
      'SELECT * FROM X WHERE A = 1 B = 2',
      29,
      ['AND', 'OR', 'GROUP', 'the end of the query'],
      'expected AND, OR, GROUP or the end of the query, found "B" at column 29',
    ],
    [
      'SELECT * FROM X WHERE A "x"',
      25,
      ['a comparison operator', 'LIKE', 'ISA', 'IS'],
      'expected a comparison operator, LIKE, ISA or IS, found the string "x" at column 25',
    ],
    ['ASSOCIATORS {X}', 13, ['OF'], 'expected OF, found "{" at column 13'],
    ['REFERENCES OF {X} Role = Y', 19, ['WHERE', 'the end of the query'], undefined],
    ['SELECT * FROM E WITHIN x', 24, ['a number of seconds'], undefined],
    ['SELECT * FROM E GROUP WITHIN 5 HAVING Count > 1', 39, ['NumberOfEvents'], undefined],
    ['SELECT * FROM E GROUP WITHIN 5 HAVING NumberOfEvents > 1.5', 56, ['a whole number'], undefined],
  ])('%s', (query, column, expected, message) => {
    const error = syntaxError(query)
    expect(error).toBeInstanceOf(WmiError)
    expect(error).toMatchObject({ name: 'WBEM_E_INVALID_QUERY', code: 0x80041017, column, expected })
    if (message) expect(error.message).toBe(message)
  })

  test('in a text of several lines it names the line too', () => {
    expect(syntaxError('SELECT *\r\nFROM X\r\nWHERE A ! 1')).toMatchObject({
      column: 27,
      message: 'expected a comparison operator, LIKE, ISA or IS, found "!" at column 27 (line 3, column 9)',
    })
  })

  test('a long word is shown shortened, an invisible one by its number', () => {
    expect(syntaxError(`SELECT * FROM X ${'y'.repeat(100)}`).message).toContain(
      `found "${'y'.repeat(40)}…" at column 17`,
    )
    expect(syntaxError('SELECT * FROM X\u00a0').message).toContain('found "U+00A0" at column 16')
  })

  test('in French', () => {
    setLanguage('fr')
    expect(syntaxError('SELECT * FORM X')).toMatchObject({
      message: 'on attendait FROM, mais on trouve « FORM » à la colonne 10',
      expected: ['FROM'],
    })
    expect(syntaxError('SELECT * FROM X WHERE Name = "abc').message).toBe(
      'la chaîne qui commence à la colonne 30 n’a pas de guillemet fermant',
    )
  })
})

describe('other reasons', () => {
  test.each([
    ['SELECT * FROM X WHERE A = "abc', 27, 'the string that begins at column 27 has no closing quote'],
    ['SELECT * FROM X WHERE A = "a\\tb"', 29, 'a single backslash stands in a string at column 29'],
    ['SELECT * FROM X WHERE A = 5abc', 27, '"5abc" at column 27 is not a number of WQL'],
    ['SELECT * FROM X WHERE A = 0x1F', 27, '"0x1F" at column 27 is not a number of WQL'],
    ['SELECT * FROM X WHERE A = 1e999', 27, '"1e999" at column 27 is not a number of WQL'],
    ['SELECT * FROM X WHERE A > NULL', 27, '> cannot compare with NULL at column 27'],
    ['SELECT * FROM X WHERE NULL <= A', 31, '>= cannot compare with NULL at column 31'],
    ['SELECT * FROM E WITHIN 0', 24, 'the interval at column 24 is 0 s; it must be from 0.001 to 418937 s'],
    ['SELECT * FROM E WITHIN -5', 24, 'the interval at column 24 is -5 s; it must be from 0.001 to 418937 s'],
    ['SELECT * FROM E WITHIN 418938', 24, 'the interval at column 24 is 418938 s; it must be from 0.001 to 418937 s'],
    ['SELECT A FROM meta_class', 8, 'expected "*", found "A" at column 8: a schema query has no property list'],
    ['ASSOCIATORS OF {X.A="b"', 16, 'the brace at column 16 is not closed'],
    ['ASSOCIATORS OF {X} WHERE Role = A Role = B', 35, 'Role is given twice, again at column 35'],
    [
      'ASSOCIATORS OF {X} WHERE ResultClass = A ClassDefsOnly',
      42,
      'ClassDefsOnly at column 42 cannot stand with ResultClass',
    ],
    [
      'ASSOCIATORS OF {X} WHERE ClassDefsOnly ResultClass = A',
      40,
      'ResultClass at column 40 cannot stand with ClassDefsOnly',
    ],
    [
      'REFERENCES OF {X} WHERE ResultRole = A',
      25,
      'ResultRole at column 25 is an option of ASSOCIATORS OF, not of REFERENCES OF',
    ],
  ])('%s', (query, column, message) => {
    expect(syntaxError(query)).toMatchObject({ name: 'WBEM_E_INVALID_QUERY', column, message })
  })

  test.each(['', ' ', '\r\n\t'])('an empty query is an invalid parameter: %j', query => {
    expect(syntaxError(query)).toMatchObject({ name: 'WBEM_E_INVALID_PARAMETER', message: 'the query is empty' })
  })

  test('what stands between braces must be an object path', () => {
    expect(syntaxError('ASSOCIATORS OF {X.A=}')).toMatchObject({ name: 'WBEM_E_INVALID_OBJECT_PATH', column: 16 })
    expect(syntaxError('ASSOCIATORS OF {}')).toMatchObject({ name: 'WBEM_E_INVALID_OBJECT_PATH', column: 16 })
  })

  test('BY needs properties', () => {
    expect(syntaxError('SELECT * FROM E GROUP WITHIN 5 BY')).toMatchObject({
      name: 'WBEM_E_MISSING_AGGREGATION_LIST',
      message: 'BY at column 34 has no list of properties',
    })
    expect(syntaxError('SELECT * FROM E GROUP WITHIN 5 BY HAVING NumberOfEvents > 1').name).toBe(
      'WBEM_E_MISSING_AGGREGATION_LIST',
    )
  })
})

describe('habits of SQL and scripts get a hint', () => {
  test.each([
    ['SELECT * FROM X ORDER BY A', 'there is no ORDER BY'],
    ['SELECT TOP 5 * FROM X', 'WQL has no TOP'],
    ['SELECT * FROM X WHERE A = 1 LIMIT 5', 'WQL has no LIMIT'],
    ['SELECT DISTINCT A FROM X', 'WQL has no DISTINCT'],
    ['SELECT COUNT(*) FROM X', 'neither arithmetic nor functions'],
    ['SELECT * FROM X WHERE A = 1 + 2', 'neither arithmetic nor functions'],
    ['SELECT * FROM X;', 'remove the semicolon'],
    ['SELECT * FROM X -- all', 'WQL has no comments'],
    ['SELECT /* all */ * FROM X', 'WQL has no comments'],
    ['SELECT * FROM X WHERE A = ?', 'WQL has no parameters'],
    ['SELECT * FROM X WHERE A = @a', 'WQL has no parameters'],
    ['SELECT * FROM E WHERE A = 1 WITHIN 5', 'WITHIN stands right after the class, before WHERE'],
    ['SELECT * FROM X WHERE A NOT LIKE "a%"', 'NOT stands before the property'],
    ['SELECT * FROM X WHERE A = "C:\\Temp"', 'Double each backslash inside a string: "C:\\\\Temp"'],
    ['SELECT * FROM X WHERE A = "C:\\"', 'Double each backslash inside a string'],
    ['SELECT * FROM X WHERE A BETWEEN 1 AND 2', 'WQL has no BETWEEN'],
    ['SELECT * FROM X WHERE A IN ("a", "b")', 'WQL has no IN'],
    ['SELECT * FROM X WHERE A == 1', 'write a single = for equality'],
    ['SELECT * FROM X WHERE A = = 1', 'write a single = for equality'],
    ['SELECT * FROM X WHERE A = notepad', 'Text stands between quotes'],
    ['SELECT * FROM X WHERE A = “a”', 'straight quotes'],
    ['SELECT * FROM X\u00a0WHERE A = 1', 'invisible character'],
    ['SELECT * FROM X WHERE A IS 5', 'IS only tests for NULL'],
    ['SELECT * FROM X WHERE A < NULL', 'IS NULL or IS NOT NULL'],
    ['SELECT * FROM X WHERE A LIKE 5', 'LIKE takes a pattern between quotes'],
    ['SELECT * FROM X WHERE A = 0x1F', 'decimal digits'],
    ['SELECT * FROM X AS y', 'A query asks one class'],
    ['SELECT * FROM X, Y', 'A query asks one class'],
    ['SELECT * FROM X JOIN Y', 'A query asks one class'],
    ['SELECT [A] FROM X', 'without brackets'],
    ['SELECT "A" FROM X', 'without brackets, quotes'],
    ['SELECT * FROM root\\cimv2:X', 'without its namespace'],
    ['UPDATE X SET A = 1', 'WQL only reads'],
    ['SELECT * FROM X HAVING NumberOfEvents > 1', 'HAVING belongs to GROUP WITHIN'],
    ['SELECT * FROM X WHERE A = 1 WHERE B = 2', 'The order is SELECT, FROM'],
    ['SELECT A FROM meta_class', 'SELECT * FROM meta_class'],
    ['SELECT * FROM meta_class WITHIN 5', 'SELECT * FROM meta_class'],
    ['ASSOCIATORS OF X.A="b"', 'ASSOCIATORS OF {Win32_LogicalDisk.DeviceID="C:"}'],
    ['ASSOCIATORS OF {X} WHERE Role = A AND ResultClass = B', 'Options are separated by blanks'],
    ['ASSOCIATORS OF {X} WHERE ResultClass <> A', 'use only ='],
  ])('%s', (query, hint) => {
    expect(syntaxError(query).hint).toContain(hint)
  })
})

describe('limits', () => {
  const quota = { name: 'WBEM_E_QUOTA_VIOLATION', code: 0x8004106c }

  test('65,536 characters', () => {
    const query = 'SELECT * FROM X'
    expect(parseWql(query.padEnd(65_536)).kind).toBe('data')
    expect(syntaxError(query.padEnd(65_537))).toMatchObject(quota)
  })

  test('1,000 predicates', () => {
    const list = (length: number) => Array.from({ length }, () => 'A=1').join(' OR ')
    expect(parseWql(`SELECT * FROM X WHERE ${list(1000)}`).kind).toBe('data')
    expect(syntaxError(`SELECT * FROM X WHERE ${list(1001)}`)).toMatchObject(quota)
  })

  test('200 levels of parentheses and NOT', () => {
    const nest = (depth: number) => `${'('.repeat(depth)}A = 1${')'.repeat(depth)}`
    expect(parseWql(`SELECT * FROM X WHERE ${nest(200)}`).kind).toBe('data')
    expect(syntaxError(`SELECT * FROM X WHERE ${nest(201)}`)).toMatchObject(quota)
    expect(parseWql(`SELECT * FROM X WHERE ${'NOT '.repeat(200)}A = 1`).kind).toBe('data')
    expect(syntaxError(`SELECT * FROM X WHERE ${'NOT '.repeat(201)}A = 1`)).toMatchObject(quota)
    expect(syntaxError(`SELECT * FROM X WHERE ${'('.repeat(60_000)}`)).toMatchObject(quota)
  })
})
