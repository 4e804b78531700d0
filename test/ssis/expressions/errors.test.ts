import { inspect } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { setLanguage } from '../../../src/base/text.js'
import { expressionCodeHints, expressionCodeTexts } from '../../../src/base/texts/ssis-codes-expression.js'
import { expressionText } from '../../../src/base/texts/ssis-expressions.js'
import { expressionCodes } from '../../../src/ssis/code-tables/expression.js'
import { ExpressionError, evaluateBoolean, evaluateExpression } from '../../../src/ssis/expressions/index.js'
import { limits } from '../../../src/ssis/expressions/parser.js'
import { options, scope } from './support.js'

afterEach(() => setLanguage('en'))

function failed(
  expression: string,
  work: (text: string) => unknown = text => evaluateExpression(text, scope, options),
) {
  try {
    work(expression)
  } catch (error) {
    if (error instanceof ExpressionError) return error
    throw error
  }
  throw new Error('it succeeded')
}

describe('an error says where', () => {
  test.each([
    ['1 + "a"', 2, 1, 3],
    ['1 +\n  @Nobody', 6, 2, 3],
    ['1 +\r\n2 *\r\n@Nobody', 10, 3, 1],
    ['"abc', 4, 1, 5],
    ['"ab\\q"', 3, 1, 4],
    ['"ab\\xZZ"', 3, 1, 4],
    ["1 + 'a'", 4, 1, 5],
    ['1 = 2', 2, 1, 3],
    ['LEN(5)', 4, 1, 5],
    ['LEFT("a", -1)', 0, 1, 1],
    ['NOSUCH(1)', 0, 1, 1],
    ['1 + SQRT(-1)', 4, 1, 5],
    ['(DT_I4)"x"', 0, 1, 1],
    ['1 / @Zero', 2, 1, 3],
    ['(1 + 2', 6, 1, 7],
    ['DATEADD("zz", 1, GETDATE())', 8, 1, 9],
    ['1 ? 2 : 3', 0, 1, 1],
    ['True ? 1 : "a"', 5, 1, 6],
    ['(DT_WSTR,5000)"a"', 0, 1, 1],
    ['(DT_NOSUCH)"a"', 1, 1, 2],
    ['3000000000', 0, 1, 1],
    ['1 + Column', 4, 1, 5],
    ['@Text + @Thing', 8, 1, 9],
  ])('%j', (expression, position, line, column) => {
    const error = failed(expression)
    expect(error).toMatchObject({ position, line, column })
    expect(error.expression).toBe(expression)
    expect(error.message).toMatch(`(line ${line}, character ${column})`)
  })
})

test('codes are those of the documentation', () => {
  expect(failed('1 / 0')).toMatchObject({ code: 0xc004707b, symbol: 'DTS_E_EXPREVALDIVBYZERO' })
  expect(failed('@Nobody')).toMatchObject({ code: 0xc00470a6 })
  expect(failed('Column')).toMatchObject({ code: 0xc00470a4 })
  expect(failed('1 = 1')).toMatchObject({ code: 0xc00470d7 })
  expect(failed('"a')).toMatchObject({ code: 0xc00470a7 })
})

test('the expression, a text in it and the values of variables stay out of messages, inspection and JSON', () => {
  for (const text of [
    '(DT_I4)"hunter2"',
    '"hunter2" + 1',
    '1 "hunter2"',
    '"hunter2',
    'DATEADD("dd", "hunter2", GETDATE())',
  ]) {
    const error = failed(text)
    expect(`${error.message} ${error.hint} ${inspect(error)} ${JSON.stringify(error)}`).not.toContain('hunter2')
  }
})

test('what an EvaluateAsExpression variable fails with is told with its name', () => {
  const error = failed('@Broken')
  expect(error.message).toContain('User::Broken')
  expect(error.message).toContain('division by zero')
  expect(error.cause).toMatchObject({ symbol: 'DTS_E_EXPREVALDIVBYZERO' })
})

describe('a Boolean is asked for', () => {
  test('and given', () => {
    expect(evaluateBoolean('@Number == 5', scope)).toBe(true)
    expect(evaluateBoolean('@Number == 6', scope)).toBe(false)
  })

  test.each(['1', '"True"', 'NULL(DT_BOOL)', '@Number == NULL(DT_I4)'])('%s is none', expression => {
    const error = failed(expression, text => evaluateBoolean(text, scope))
    expect(error).toMatchObject({ code: 0xc0017006, symbol: 'DTS_E_EXPRESSIONNOTBOOLEAN' })
  })
})

describe('limits', () => {
  const tooDeep = (expression: string) => {
    const error = failed(expression)
    expect(error.symbol).toBe('DTS_E_EXPREVALFAILEDTOPARSEEXPRESSION')
    expect(error.message).toMatch(/nested more than \d+ levels/)
  }

  test('nesting', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}1${')'.repeat(depth)}`
    expect(evaluateExpression(nested(limits.nesting - 1), scope).value).toBe(1)
    for (const open of ['(', '-', '!', '(DT_I4)', 'ABS(', 'True ? ', 'True ? 1 : ']) tooDeep(open.repeat(50_000))
  })

  test('chains', () => {
    const chain = (length: number) => `1${' + 1'.repeat(length)}`
    expect(evaluateExpression(chain(limits.depth - 1), scope).value).toBe(limits.depth)
    tooDeep(chain(100_000))
  })

  test('length', () => {
    expect(evaluateExpression(`"${'x'.repeat(limits.length - 2)}"`, scope).value).toHaveLength(limits.length - 2)
    expect(failed(' '.repeat(limits.length + 1)).message).toContain(String(limits.length))
    expect(failed(`${'9'.repeat(limits.length)}`).symbol).toBe('DTS_E_EXPREVALLITERALOVERFLOW')
    expect(failed(`(DT_NUMERIC,38,0)"${'9'.repeat(limits.length - 30)}"`).symbol).toBe('DTS_E_EXPREVALCASTFAILED')
  })
})

describe('texts', () => {
  const filled = (text: { en: string; fr: string }) =>
    [text.en, text.fr].map(each => each.match(/\{\w+\}/g)?.sort() ?? [])

  test('every code has one in both languages, with the same parameters', () => {
    for (const symbol of Object.keys(expressionCodes)) expect(expressionCodeTexts).toHaveProperty(symbol)
    const all = [expressionCodeTexts, expressionCodeHints, expressionText.table].flatMap(table => Object.values(table))
    for (const text of all) {
      expect(text.fr).not.toBe('')
      const [english, french] = filled(text)
      expect(french).toEqual(english)
    }
  })

  test('French is spoken when it is chosen', () => {
    setLanguage('fr')
    const error = failed('1 / 0')
    expect(error.message).toBe('division par zéro : l’opérande droit de « / » vaut 0 (ligne 1, caractère 3)')
    expect(failed('1 = 2').hint).toBe('Comparez avec ==')
  })
})
