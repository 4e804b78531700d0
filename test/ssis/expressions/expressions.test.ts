import { describe, expect, test } from 'vitest'
import { dtsCodes } from '../../../src/ssis/errors.js'
import { dateCasts, nulls, numberCasts, textCasts } from './cases/casts.js'
import { dates } from './cases/dates.js'
import { literals, variables } from './cases/literals.js'
import { numbers } from './cases/numbers.js'
import { arithmetic, bitwise, comparison, concatenation, conditional, logic } from './cases/operators.js'
import { texts } from './cases/texts.js'
import { type Case, outcome } from './support.js'

const tables: Readonly<Record<string, readonly Case[]>> = {
  literals,
  variables,
  arithmetic,
  concatenation,
  bitwise,
  logic,
  comparison,
  conditional,
  'casts of numbers': numberCasts,
  'casts of texts': textCasts,
  'casts of dates': dateCasts,
  NULL: nulls,
  'string functions': texts,
  'mathematical functions': numbers,
  'date functions': dates,
}

for (const [topic, cases] of Object.entries(tables))
  describe(topic, () => {
    test.each(cases.map(([expression, ...expected]) => [expression, expected] as const))(
      '%s',
      (expression, expected) => {
        expect(outcome(expression)).toEqual(expected)
      },
    )
  })

test('the tables hold at least 400 cases, and name only documented codes', () => {
  const all = Object.values(tables).flat()
  expect(all.length).toBeGreaterThanOrEqual(400)
  const symbols = all.filter(entry => entry.length === 2).map(entry => entry[1])
  for (const symbol of symbols) expect(Object.hasOwn(dtsCodes, symbol)).toBe(true)
})
