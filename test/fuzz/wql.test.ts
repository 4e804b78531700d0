import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import {
  compileCondition,
  compileLike,
  formatWql,
  limitsOf,
  parseWql,
  WqlSyntaxError,
  wql,
} from '../../src/wql/index.js'
import { fuzzCases } from '../vectors.js'
import { errorOf, fixtureClass, fixtureRows, queryVectors, withoutColumns } from '../wql/support.js'
import { conditions, queryArbitrary, textArbitrary, wordSoup } from './wql-arbitraries.js'

const runs = { numRuns: fuzzCases }
const someRuns = { numRuns: Math.ceil(fuzzCases / 4) }

/** A query, or an error with a place; what is read prints to a text that reads back. */
function readsOrRefuses(text: string): void {
  const error = errorOf(() => {
    const query = parseWql(text)
    const printed = formatWql(query)
    expect(withoutColumns(parseWql(printed))).toEqual(withoutColumns(query))
    expect(formatWql(parseWql(printed))).toBe(printed)
  })
  if (error === undefined) return
  if (!(error instanceof WqlSyntaxError)) throw error
  expect(error.column).toBeGreaterThanOrEqual(1)
  expect(error.column).toBeLessThanOrEqual(text.length + 1)
}

describe('any text gives a query or a WqlSyntaxError', () => {
  test('text of any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), readsOrRefuses), someRuns)
  })

  test('words of the grammar in any order', () => {
    fc.assert(fc.property(wordSoup, readsOrRefuses), runs)
  })

  test('known queries with one part cut out, doubled or replaced', () => {
    const known = fc.constantFrom(...queryVectors.map(entry => entry.query))
    const changed = fc
      .tuple(known, fc.nat(200), fc.nat(20), fc.oneof(fc.constant(''), wordSoup))
      .map(([query, from, length, other]) => query.slice(0, from) + other + query.slice(from + length))
    fc.assert(fc.property(changed, readsOrRefuses), runs)
  })
})

test('a generated query reads back from what is printed', () => {
  fc.assert(
    fc.property(queryArbitrary, query => {
      const printed = formatWql(query)
      expect(withoutColumns(parseWql(printed))).toEqual(withoutColumns(query))
    }),
    runs,
  )
})

describe('conditions over instances', () => {
  const item = fixtureClass('Test_Item')
  const names = [...item.properties].map(property => [property.name])
  const paths = fc.constantFrom<(readonly string[])[]>(
    ...names,
    ['Inner', 'P'],
    ['Inner', 'Nope'],
    ['Nope'],
    ['__CLASS'],
  )

  /** The rows that match; undefined when the condition does not fit the class. */
  function matching(condition: Parameters<typeof compileCondition>[0]) {
    try {
      return fixtureRows.filter(compileCondition(condition, item))
    } catch (error) {
      if (error instanceof WmiError && error.name === 'WBEM_E_INVALID_QUERY') return undefined
      throw error
    }
  }

  test('a condition is answered or refused, and NOT of it takes the other rows', () => {
    fc.assert(
      fc.property(conditions(paths), condition => {
        const rows = matching(condition)
        const others = matching({ kind: 'not', operand: condition })
        expect(others).toEqual(rows === undefined ? undefined : fixtureRows.filter(row => !rows.includes(row)))
      }),
      runs,
    )
  })

  // Values that the rows have, so that conditions match.
  const fitting = fc.oneof(
    fc.constantFrom('Size = 20', 'Size = "20"', '3 = Size', 'Size = 4294967295', 'Size = 1.5', 'Size > 3'),
    fc.constantFrom('Name = "ALPHA"', 'Name LIKE "beta_1"', 'Name = "zeta-9"', 'Name <> "x"', 'Name LIKE "%a%"'),
    fc.constantFrom('Big = 10', 'Big = "18446744073709551615"', 'Flag = 1', 'Flag = "false"', 'Label IS NULL'),
    fc.constantFrom('Label = "X"', 'Label = "10"', 'Label = 10', '__CLASS = "test_subitem"', 'Delta = -5'),
  )
  const combined = fc.letrec<{ text: string }>(tie => ({
    text: fc.oneof(
      { maxDepth: 3, depthSize: 'medium' },
      fitting,
      fc.tuple(tie('text'), fc.constantFrom('AND', 'OR'), tie('text')).map(([a, op, b]) => `(${a} ${op} ${b})`),
      tie('text').map(text => `NOT ${text}`),
    ),
  })).text

  test('limits never exclude a row that matches', () => {
    fc.assert(
      fc.property(combined, text => {
        const query = parseWql(`SELECT * FROM Test_Item WHERE ${text}`)
        if (query.kind !== 'data') throw new Error('not a data query')
        const limits = limitsOf(query.where, item)
        const rows = fixtureRows.filter(compileCondition(query.where, item))
        for (const name of ['Size', 'Name', 'Big', 'Flag', 'Label', 'Delta', '__CLASS']) {
          const values = limits.equals(name)?.map(fold)
          for (const row of rows) if (values) expect(values).toContain(fold(row[name]))
        }
      }),
      runs,
    )
  })

  function fold(value: unknown): unknown {
    return typeof value === 'string' ? value.toLowerCase() : value
  }
})

test('LIKE agrees with a regular expression', () => {
  const pattern = fc.string({ unit: fc.constantFrom(...'aAb%%__[]^-'), maxLength: 10 })
  const text = fc.string({ unit: fc.constantFrom(...'aAbB[]^-'), maxLength: 8 })
  fc.assert(
    fc.property(pattern, text, (like, subject) => {
      expect(compileLike(like)(subject)).toBe(regularExpression(like).test(subject))
    }),
    runs,
  )
})

/** The same language by other means; `i` would fold ranges in another way, but not those of these letters. */
function regularExpression(like: string): RegExp {
  let source = ''
  for (let at = 0; at < like.length; at += 1) {
    const char = like[at] ?? ''
    const end = like.indexOf(']', at)
    if (char === '%') source += '.*'
    else if (char === '_') source += '.'
    else if (char !== '[') source += `\\${char}`.replace(/\\(\w)/, '$1')
    else if (end < 0) return /(?!)/
    else {
      source += set(like.slice(at + 1, end))
      at = end
    }
  }
  return new RegExp(`^(?:${source})$`, 'is')
}

function set(body: string): string {
  const negated = body.length > 1 && body.startsWith('^')
  const members: string[] = []
  const list = body === '^' ? [] : [...(negated ? body.slice(1) : body)]
  for (let at = 0; at < list.length; at += 1) {
    const from = list[at] ?? ''
    const to = list[at + 1] === '-' ? list[at + 2] : undefined
    if (to !== undefined) at += 2
    for (let code = 0; code < 128; code += 1) {
      const char = String.fromCharCode(code)
      if (char >= from && char <= (to ?? from)) members.push(`\\x${code.toString(16).padStart(2, '0')}`)
    }
  }
  if (members.length === 0) return negated || body === '^' ? '.' : '(?!)'
  return `[${negated ? '^' : ''}${members.join('')}]`
}

test('no value changes the query of a template', () => {
  fc.assert(
    fc.property(textArbitrary, textArbitrary, (a, b) => {
      expect(withoutColumns(parseWql(wql`SELECT * FROM X WHERE A = ${a} OR B LIKE ${b}`))).toEqual({
        kind: 'data',
        select: null,
        from: 'X',
        where: {
          kind: 'or',
          operands: [
            { kind: 'compare', property: ['A'], operator: '=', value: { kind: 'string', value: a } },
            { kind: 'like', property: ['B'], pattern: b },
          ],
        },
      })
    }),
    someRuns,
  )
})

test('what wql.like escapes matches itself only', () => {
  fc.assert(
    fc.property(textArbitrary, textArbitrary, (a, b) => {
      const matches = compileLike(wql.like(a))
      expect(matches(a)).toBe(true)
      if (a.toLowerCase() !== b.toLowerCase() && !/[^\0-\x7f]/.test(a + b)) expect(matches(b)).toBe(false)
    }),
    someRuns,
  )
})
