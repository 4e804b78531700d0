import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Expression } from '../../src/ssis/expressions/ast.js'
import { ExpressionError, evaluateAssignment, evaluateExpression } from '../../src/ssis/expressions/index.js'
import { parseExpression } from '../../src/ssis/expressions/parser.js'
import { printExpression } from '../../src/ssis/expressions/printer.js'
import { arithmetic, comparison, conditional } from '../ssis/expressions/cases/operators.js'
import { texts } from '../ssis/expressions/cases/texts.js'
import { options, samplePackage, scope } from '../ssis/expressions/support.js'
import { fuzzCases } from '../vectors.js'
import { expressions, pieces, typedExpressions } from './expressions-arbitraries.js'
import { mutateText, seeded } from './mutate.js'

const runs = { numRuns: fuzzCases, seed: 20050117 }

/** A tree without the places of its nodes. */
const bare = (node: Expression): unknown =>
  JSON.parse(JSON.stringify(node, (key, value) => (key === 'offset' || key === 'depth' ? undefined : value)))

/** Type and value, or symbol of the error; the place of an error moves with the text. */
function result(text: string): unknown {
  try {
    return evaluateExpression(text, scope, options)
  } catch (error) {
    if (error instanceof ExpressionError) return error.symbol
    throw error
  }
}

// Assignments may change these.
const { variables } = samplePackage()

function evaluatesOrRefuses(text: string): void {
  for (const evaluate of [evaluateExpression, evaluateAssignment])
    try {
      const { value } = evaluate(text, variables, options)
      expect(value).not.toBeUndefined()
      expect(value).not.toBeNaN()
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      expect(error.position).toBeGreaterThanOrEqual(0)
      expect(error.position).toBeLessThanOrEqual(text.length)
    }
}

describe('what is printed', () => {
  test('reads back as the same expression', () => {
    fc.assert(
      fc.property(expressions, node => {
        const printed = printExpression(node)
        expect(bare(parseExpression(printed))).toEqual(bare(node))
        expect(printExpression(parseExpression(printed))).toBe(printed)
      }),
      runs,
    )
  })

  test('has the same value, or the same error', () => {
    const written = [arithmetic, comparison, conditional, texts].flat().map(([text]) => text)
    for (const text of written) {
      const symbol = result(text)
      if (typeof symbol === 'string' && /TOKEN|ESCAPE|EMPTY/.test(symbol)) continue
      expect(result(printExpression(parseExpression(text)))).toEqual(symbol)
    }
    fc.assert(
      fc.property(typedExpressions, node => {
        const printed = printExpression(node)
        expect(result(printExpression(parseExpression(printed)))).toEqual(result(printed))
        // Parentheses around everything change nothing either.
        expect(result(`(${printed})`)).toEqual(result(printed))
      }),
      runs,
    )
  })
})

test('most of the typed expressions have a value', () => {
  const sample = fc.sample(typedExpressions, { numRuns: 200, seed: 7 })
  const values = sample.filter(node => typeof result(printExpression(node)) === 'object')
  expect(values.length).toBeGreaterThan(100)
})

describe('any text gives a value or an ExpressionError with a place in it', () => {
  test('any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), evaluatesOrRefuses), runs)
  })

  test('pieces of the language in any order', () => {
    fc.assert(fc.property(pieces, evaluatesOrRefuses), runs)
  })

  test('trees of any types', () => {
    fc.assert(
      fc.property(expressions, node => evaluatesOrRefuses(printExpression(node))),
      runs,
    )
  })

  test('expressions with something changed', () => {
    const random = seeded(20050117)
    const known = [arithmetic, comparison, conditional, texts].flat().map(([text]) => text)
    const tokens = [
      '(',
      ')',
      '"',
      '@[',
      ']',
      '-',
      '?',
      ':',
      '==',
      'NULL(DT_I4)',
      '(DT_WSTR,4)',
      '1e9',
      '99999999',
      '\\',
    ]
    for (let count = 0; count < fuzzCases; count += 1)
      evaluatesOrRefuses(mutateText(known[count % known.length] ?? '', random, tokens))
  })
})
