import { describe, expect, test } from 'vitest'
import { parseDataQuery, parseEventQuery, parseWql } from '../../src/wql/index.js'
import { withoutColumns } from './support.js'

function where(condition: string): unknown {
  const query = parseWql(`SELECT * FROM X WHERE ${condition}`)
  return 'where' in query ? withoutColumns(query.where) : undefined
}

const equals = (name: string, value: number) => ({
  kind: 'compare',
  property: [name],
  operator: '=',
  value: { kind: 'integer', value: `${value}n` },
})

describe('data queries', () => {
  test('a list of properties, dots into embedded objects, blanks and line ends between words', () => {
    expect(parseWql('select\tName ,\r\n Inner . P\nfrom Test_Item')).toEqual({
      kind: 'data',
      select: [['Name'], ['Inner', 'P']],
      from: 'Test_Item',
      where: null,
    })
  })

  test('the asterisk stands for all properties', () => {
    expect(parseWql('SELECT*FROM X')).toEqual({ kind: 'data', select: null, from: 'X', where: null })
  })

  test('keywords that are not reserved are names where only a name can stand', () => {
    expect(parseWql('SELECT Group, By, Within, Like FROM Of WHERE Is = 1 AND Role.Isa LIKE "a"')).toEqual({
      kind: 'data',
      select: [['Group'], ['By'], ['Within'], ['Like']],
      from: 'Of',
      where: {
        kind: 'and',
        operands: [
          { kind: 'compare', property: ['Is'], operator: '=', value: { kind: 'integer', value: 1n }, at: 46 },
          { kind: 'like', property: ['Role', 'Isa'], pattern: 'a', at: 57 },
        ],
      },
    })
  })

  test('names may have letters beyond ASCII', () => {
    expect(parseWql('SELECT Größe FROM Señal_1')).toMatchObject({ select: [['Größe']], from: 'Señal_1' })
  })
})

describe('constants', () => {
  test.each([
    ['"a"', { kind: 'string', value: 'a' }],
    ["'a'", { kind: 'string', value: 'a' }],
    ['"it\'s"', { kind: 'string', value: "it's" }],
    ['"a\\\\b\\"c\\\'d"', { kind: 'string', value: 'a\\b"c\'d' }],
    ['""', { kind: 'string', value: '' }],
    ['"two\nlines"', { kind: 'string', value: 'two\nlines' }],
    ['42', { kind: 'integer', value: '42n' }],
    ['-7', { kind: 'integer', value: '-7n' }],
    ['+7', { kind: 'integer', value: '7n' }],
    ['007', { kind: 'integer', value: '7n' }],
    ['18446744073709551615', { kind: 'integer', value: '18446744073709551615n' }],
    ['1.5', { kind: 'real', value: 1.5 }],
    ['-.25', { kind: 'real', value: -0.25 }],
    ['2.', { kind: 'real', value: 2 }],
    ['1e3', { kind: 'real', value: 1000 }],
    ['1.5E-3', { kind: 'real', value: 0.0015 }],
    ['TRUE', { kind: 'boolean', value: true }],
    ['false', { kind: 'boolean', value: false }],
  ])('%s', (text, value) => {
    expect(where(`A = ${text}`)).toEqual({ kind: 'compare', property: ['A'], operator: '=', value })
    expect(where(`${text}=A`)).toEqual({ kind: 'compare', property: ['A'], operator: '=', value })
  })

  test.each([
    ['<', '>'],
    ['>', '<'],
    ['<=', '>='],
    ['>=', '<='],
    ['<>', '<>'],
    ['!=', '<>'],
  ])('a constant before %s is stored after %s', (written, operator) => {
    expect(where(`5 ${written} A`)).toMatchObject({ property: ['A'], operator, value: { value: '5n' } })
  })

  test.each([
    ['A IS NULL', false],
    ['A is not null', true],
    ['A = NULL', false],
    ['A <> NULL', true],
    ['A != NULL', true],
    ['NULL = A', false],
    ['NULL <> A', true],
  ])('%s is a test for NULL', (condition, negated) => {
    expect(where(condition)).toEqual({ kind: 'null', property: ['A'], negated })
  })

  test('in a LIKE pattern a lone backslash stands for itself and a doubled one for one', () => {
    expect(where('A LIKE "C:\\Temp\\\\%"')).toEqual({ kind: 'like', property: ['A'], pattern: 'C:\\Temp\\%' })
    expect(where("A LIKE 'it\\'s \"%\"'")).toEqual({ kind: 'like', property: ['A'], pattern: 'it\'s "%"' })
  })

  test('ISA takes a class with or without quotes', () => {
    const expected = { kind: 'isa', property: ['TargetInstance'], className: 'Win32_Process' }
    expect(where('TargetInstance ISA "Win32_Process"')).toEqual(expected)
    expect(where('TargetInstance isa Win32_Process')).toEqual(expected)
  })
})

describe('precedence', () => {
  test('NOT before AND before OR', () => {
    expect(where('NOT A = 1 AND B = 2 OR C = 3')).toEqual({
      kind: 'or',
      operands: [{ kind: 'and', operands: [{ kind: 'not', operand: equals('A', 1) }, equals('B', 2)] }, equals('C', 3)],
    })
  })

  test('a chain is one list, parentheses make their own', () => {
    expect(where('A = 1 AND (B = 2 AND C = 3) AND NOT (D = 4)')).toEqual({
      kind: 'and',
      operands: [
        equals('A', 1),
        { kind: 'and', operands: [equals('B', 2), equals('C', 3)] },
        { kind: 'not', operand: equals('D', 4) },
      ],
    })
  })

  test('parentheses around one condition vanish', () => {
    expect(where('((A = 1))')).toEqual(equals('A', 1))
  })

  test('a predicate knows its column', () => {
    expect(parseWql('SELECT * FROM X WHERE A = 1 OR 2 = B')).toMatchObject({
      where: { operands: [{ at: 23 }, { at: 32 }] },
    })
  })
})

describe('schema queries', () => {
  test('meta_class in any case', () => {
    expect(parseWql('SELECT * FROM Meta_Class')).toEqual({
      kind: 'schema',
      select: null,
      from: 'Meta_Class',
      where: null,
    })
  })
})

describe('event queries', () => {
  test('all clauses', () => {
    expect(
      parseWql(
        'SELECT TargetInstance.Name FROM __InstanceCreationEvent WITHIN 0.5 WHERE TargetInstance ISA "X" ' +
          'GROUP WITHIN 60 BY TargetInstance.Name, TIME_CREATED HAVING NumberOfEvents >= 5',
      ),
    ).toEqual({
      kind: 'event',
      select: [['TargetInstance', 'Name']],
      from: '__InstanceCreationEvent',
      within: 0.5,
      where: { kind: 'isa', property: ['TargetInstance'], className: 'X', at: 74 },
      group: {
        within: 60,
        by: [['TargetInstance', 'Name'], ['TIME_CREATED']],
        having: { operator: '>=', value: 5n },
      },
    })
  })

  test('without WITHIN and GROUP the form is that of a data query', () => {
    expect(parseEventQuery('SELECT * FROM Win32_ProcessStartTrace').kind).toBe('data')
  })

  test('GROUP may lack parts, which the validation reports', () => {
    expect(parseWql('SELECT * FROM E GROUP BY A')).toMatchObject({ group: { within: null, by: [['A']], having: null } })
    expect(parseWql('SELECT * FROM E GROUP WITHIN 5 HAVING numberofevents > 1')).toMatchObject({
      group: { within: 5, by: [], having: { operator: '>', value: 1n } },
    })
  })

  test('parseDataQuery takes no event query, parseEventQuery nothing else', () => {
    expect(() => parseDataQuery('SELECT * FROM __TimerEvent WITHIN 5')).toThrow(
      'the query has WITHIN, so it asks __TimerEvent for events, not for data',
    )
    expect(() => parseDataQuery('SELECT * FROM __TimerEvent GROUP WITHIN 5')).toThrow('the query has GROUP')
    expect(() => parseEventQuery('REFERENCES OF {A=1}')).toThrow('the query asks for objects, not for events')
    expect(() => parseEventQuery('SELECT * FROM meta_class')).toThrow('the query asks for objects, not for events')
  })
})

describe('association queries', () => {
  test('all options of ASSOCIATORS OF, in any order and case', () => {
    expect(
      parseWql(
        'associators of { Win32_LogicalDisk.DeviceID="C:" } where KEYSONLY role=Antecedent ResultRole = Dependent ' +
          'RequiredAssocQualifier=Association ResultClass=CIM_X AssocClass = CIM_Y requiredqualifier = "Key"',
      ),
    ).toEqual({
      kind: 'associators',
      source: 'Win32_LogicalDisk.DeviceID="C:"',
      path: {
        server: null,
        namespace: null,
        className: 'Win32_LogicalDisk',
        keys: [{ name: 'DeviceID', value: 'C:' }],
        singleton: false,
      },
      options: {
        assocClass: 'CIM_Y',
        resultClass: 'CIM_X',
        role: 'Antecedent',
        resultRole: 'Dependent',
        requiredQualifier: 'Key',
        requiredAssocQualifier: 'Association',
        keysOnly: true,
      },
    })
  })

  test('REFERENCES OF a class, schema only', () => {
    expect(parseWql('REFERENCES OF {Win32_LogicalDisk} WHERE SchemaOnly')).toMatchObject({
      kind: 'references',
      path: { className: 'Win32_LogicalDisk', keys: null },
      options: { schemaOnly: true },
    })
  })

  test('braces inside a quoted key belong to the path', () => {
    expect(parseWql('ASSOCIATORS OF {X.A=\'}{\',B="\\"}"} WHERE ClassDefsOnly')).toMatchObject({
      source: 'X.A=\'}{\',B="\\"}"',
      path: {
        keys: [
          { name: 'A', value: '}{' },
          { name: 'B', value: '"}' },
        ],
      },
      options: { classDefsOnly: true },
    })
  })

  test.each(["'c:\\scripts'", "'c:\\\\scripts'", '"c:\\\\scripts"'])('the key %s is the folder c:\\scripts', key => {
    expect(parseWql(`ASSOCIATORS OF {Win32_Directory.Name=${key}}`)).toMatchObject({
      path: { keys: [{ name: 'Name', value: 'c:\\scripts' }] },
    })
  })

  test('an option may be called like another one', () => {
    expect(parseWql('ASSOCIATORS OF {X=@} WHERE Role = ResultRole ResultRole = Role')).toMatchObject({
      options: { role: 'ResultRole', resultRole: 'Role' },
    })
  })
})
