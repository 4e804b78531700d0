import { describe, expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import type { CimClass } from '../../src/cim/class.js'
import {
  compileCondition,
  compileSchemaCondition,
  formatWql,
  parseDataQuery,
  parseEventQuery,
  selectedProperties,
  validateEventQuery,
} from '../../src/wql/index.js'
import {
  errorOf,
  fixtureClasses,
  hostClasses,
  idsFound,
  type QueryVector,
  queryVectors,
  withoutColumns,
} from './support.js'

const hostSchema = hostClasses()
const decided = queryVectors.filter(entry => entry.confidence !== 'uncertain')

function classFor(entry: QueryVector, name: string): CimClass {
  const found = (entry.namespace === 'root\\test' ? fixtureClasses : hostSchema).get(name)
  if (!found) throw new WmiError('WBEM_E_INVALID_CLASS', name)
  return found
}

/** What a server does with a query before it looks for instances. */
function check(entry: QueryVector): void {
  if (entry.kind === 'event') {
    validateEventQuery(parseEventQuery(entry.query), {
      lookup: name => hostSchema.get(name),
      // On Windows an event provider reports new event log entries.
      hasEvents: (_, target) => target.isA('Win32_NTLogEvent'),
    })
    return
  }
  const query = parseDataQuery(entry.query)
  if (query.kind === 'data') {
    const cimClass = classFor(entry, query.from)
    selectedProperties(query.select, cimClass)
    compileCondition(query.where, cimClass)
  } else if (query.kind === 'schema') compileSchemaCondition(query.where)
}

describe('queries with expected verdicts', () => {
  test('the file has all of them', () => {
    expect(queryVectors.length).toBe(125)
    expect(decided.length).toBe(119)
  })

  // Its source instance is missing on that machine: the parser cannot know, the server answers WBEM_E_NOT_FOUND.
  const aboutInstances = decided.filter(entry => entry.error === 'WBEM_E_NOT_FOUND')
  test.each(aboutInstances)('$id is well formed: $query', entry => {
    expect(parseDataQuery(entry.query).kind).toBe('associators')
  })

  const verdicts = decided.filter(entry => entry.error !== 'WBEM_E_NOT_FOUND')
  test.each(verdicts.filter(entry => entry.expect === 'rejected'))('$id is rejected with $error: $query', entry => {
    const error = errorOf(() => check(entry))
    expect(error).toBeInstanceOf(WmiError)
    expect(error).toMatchObject({ name: entry.error })
  })

  const accepted = verdicts.filter(entry => entry.expect === 'accepted')
  test.each(accepted)('$id is accepted: $query', entry => {
    expect(errorOf(() => check(entry))).toBeUndefined()
  })

  test.each(accepted)('$id reads back from what is printed: $query', entry => {
    const parse = entry.kind === 'event' ? parseEventQuery : parseDataQuery
    const query = parse(entry.query)
    const printed = formatWql(query)
    expect(withoutColumns(parse(printed))).toEqual(withoutColumns(query))
    expect(formatWql(parse(printed))).toBe(printed)
  })

  test.each(decided.filter(entry => entry.rows))('$id finds the rows $rows: $query', entry => {
    expect(idsFound(entry.query)).toEqual(entry.rows)
  })
})

describe('schema queries over the classes of the host', () => {
  function found(query: string): string[] {
    const parsed = parseDataQuery(query)
    if (parsed.kind !== 'schema') throw new Error('not a schema query')
    return [...hostSchema].filter(compileSchemaCondition(parsed.where)).map(cimClass => cimClass.name)
  }

  test('ISA finds a class and its subclasses', () => {
    expect(found('SELECT * FROM meta_class WHERE __this ISA "Win32_BaseService"').sort()).toEqual([
      'Win32_BaseService',
      'Win32_Service',
      'Win32_SystemDriver',
    ])
    expect(found('SELECT * FROM meta_class WHERE __this ISA "No_Such_Class"')).toEqual([])
  })

  test('names, superclasses and dynasties compare without case', () => {
    expect(found("SELECT * FROM meta_class WHERE __class = 'win32_service'")).toEqual(['Win32_Service'])
    expect(found("SELECT * FROM meta_class WHERE __Superclass = '__classoperationevent'").sort()).toEqual([
      '__ClassCreationEvent',
      '__ClassDeletionEvent',
      '__ClassModificationEvent',
    ])
    expect(
      found("SELECT * FROM meta_class WHERE __DYNASTY = '__SystemClass' AND __CLASS LIKE '%timer%'").sort(),
    ).toEqual([
      '__AbsoluteTimerInstruction',
      '__IntervalTimerInstruction',
      '__TimerEvent',
      '__TimerInstruction',
      '__TimerNextFiring',
    ])
  })

  test('a root class has no superclass', () => {
    const roots = found('SELECT * FROM meta_class WHERE __Superclass IS NULL')
    expect(roots).toContain('__SystemClass')
    expect(roots).not.toContain('Win32_Service')
    expect(found('SELECT * FROM meta_class').length).toBe(hostSchema.size)
  })

  test.each([
    ["Name = 'x'", 'a schema query has no such condition on Name (column 32)'],
    ["__CLASS ISA 'x'", 'a schema query has no such condition on __CLASS (column 32)'],
    ["__this = 'x'", 'a schema query has no such condition on __this (column 32)'],
    ['__CLASS = TRUE', 'a schema query has no such condition on __CLASS (column 32)'],
  ])('a condition on anything else is rejected: %s', (condition, message) => {
    const query = parseDataQuery(`SELECT * FROM meta_class WHERE ${condition}`)
    const error = errorOf(() => query.kind === 'schema' && compileSchemaCondition(query.where))
    expect(error).toMatchObject({ name: 'WBEM_E_INVALID_QUERY', message })
  })
})
