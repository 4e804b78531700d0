import { afterEach, describe, expect, test } from 'vitest'
import { compileExpression, evaluateExpression } from '../../../src/ssis/expressions/index.js'
import type { Variable } from '../../../src/ssis/variable.js'
import type { VariableScope } from '../../../src/ssis/variables.js'
import { thrown } from '../thrown.js'
import { options, samplePackage, scope } from './support.js'

/** A scope that holds one variable. */
const only = (variable: object): VariableScope => ({
  find: () => variable as Variable,
  get: () => variable as Variable,
  contains: () => true,
})

describe('a compiled expression', () => {
  test('is kept, so that the same text is read once', () => {
    expect(compileExpression('1 + 1')).toBe(compileExpression('1 + 1'))
  })

  test('follows the values and the types of the variables', () => {
    const twice = compileExpression('@X * 2')
    expect(twice.evaluate(only({ dataType: 3, value: 21 }))).toEqual({ type: 'DT_I4', value: 42 })
    expect(twice.evaluate(only({ dataType: 20, value: 21n }))).toEqual({ type: 'DT_I8', value: 42n })
    expect(twice.evaluate(only({ dataType: 14, value: '1.5' }))).toEqual({ type: 'DT_NUMERIC', value: '3.0' })
    expect(twice.evaluate(only({ dataType: 14, value: '1.25' }))).toEqual({ type: 'DT_NUMERIC', value: '2.50' })
    expect(thrown(() => twice.evaluate(only({ dataType: 8, value: 'a' }))).symbol).toBe(
      'DTS_E_EXPREVALBINARYTYPEMISMATCH',
    )
  })

  test('bound to its variables reads them anew each time', () => {
    const { variables } = samplePackage()
    const bound = compileExpression('@Number + 1').bind(variables)
    expect(bound.type).toBe('DT_I4')
    expect(bound.evaluate().value).toBe(6)
    variables.get('User::Number').value = 41
    expect(bound.evaluate().value).toBe(42)
  })

  test('reads only the variables that count', () => {
    const reads: string[] = []
    const watched = (name: string) => ({
      dataType: 11,
      get value() {
        reads.push(name)
        return name === 'Yes'
      },
    })
    const watching = { ...scope, find: (name: string) => watched(name) as unknown as Variable }
    expect(evaluateExpression('@Yes || @No', watching).value).toBe(true)
    expect(reads).toEqual(['Yes'])
  })
})

describe('a sensitive parameter', () => {
  const parameter = only({
    dataType: 8,
    sensitive: true,
    qualifiedName: '$Package::Secret',
    value: null,
    sensitiveValue: () => 'hunter2',
  })

  test('is refused', () => {
    const error = thrown(() => evaluateExpression('@[$Package::Secret] + "!"', parameter))
    expect(error.symbol).toBe('DTS_E_EXPREVALVARIABLECOULDNOTBEREAD')
    expect(error.message).toContain('$Package::Secret')
    expect(error.message).not.toContain('hunter2')
  })

  test('is read where secrets are set', () => {
    expect(evaluateExpression('@[$Package::Secret] + "!"', parameter, { sensitive: true }).value).toBe('hunter2!')
  })
})

describe('dates', () => {
  test('come from the clock that is given', () => {
    expect(evaluateExpression('GETDATE()', scope, options).value).toEqual(new Date(2024, 2, 4, 13, 5, 9, 123))
    const utc = evaluateExpression('(DT_WSTR,30)GETUTCDATE()', scope, { now: () => new Date(Date.UTC(2024, 0, 1, 5)) })
    expect(utc.value).toBe('2024-01-01 05:00:00')
  })

  describe('are the same in every time zone, also where clocks change', () => {
    const zone = process.env.TZ
    afterEach(() => {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    })

    test.each(['UTC', 'Europe/Berlin', 'America/New_York'])('%s', name => {
      process.env.TZ = name
      const texts = [
        '(DT_WSTR,30)DATEADD("hh", 1, @D)',
        '(DT_WSTR,30)DATEADD("dd", 1, @D)',
        '(DT_WSTR,5)DATEDIFF("hh", @D, DATEADD("dd", 1, @D))',
        '(DT_WSTR,30)(DT_DATE)"3/10/2024 2:30 AM"',
      ]
      const day = only({ dataType: 7, value: new Date(2024, 2, 31, 1, 30) })
      expect(texts.map(text => evaluateExpression(text, day).value)).toEqual([
        '2024-03-31 02:30:00',
        '2024-04-01 01:30:00',
        '24',
        '3/10/2024 2:30:00 AM',
      ])
    })
  })
})
