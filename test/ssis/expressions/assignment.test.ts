import { describe, expect, test } from 'vitest'
import { VariableDataType } from '../../../src/ssis/enums.js'
import {
  compileAssignment,
  compileExpression,
  ExpressionError,
  type ExpressionResult,
  evaluateAssignment,
  resultFor,
} from '../../../src/ssis/expressions/index.js'
import { variableType } from '../../../src/ssis/variable-types.js'
import { thrown } from '../thrown.js'
import { options, samplePackage, written } from './support.js'

const assign = (text: string, pkg = samplePackage()) => ({
  pkg,
  result: evaluateAssignment(text, pkg.variables, options),
})

describe('an assignment', () => {
  test.each([
    ['@Number = 7', 'Number', 7],
    ['@[User::Number] = @Number + 1', 'Number', 6],
    ['@Number = 8L', 'Number', 8],
    ['@Number = 8.0', 'Number', 8],
    ['@Long = 5', 'Long', 5n],
    ['@Byte = 255', 'Byte', 255],
    ['@Double = 1.5', 'Double', 1.5],
    ['@Double = 3', 'Double', 3],
    ['@Decimal = 1.50', 'Decimal', '1.50'],
    ['@Text = "a" + "b"', 'Text', 'ab'],
    ['@Yes = 1 > 2', 'Yes', false],
    ['@Day = (DT_DBTIMESTAMP)"2003-07-04 10:20:30"', 'Day', '2003-07-04 10:20:30.000'],
    ['@Day = (DT_DBDATE)"2003-07-04"', 'Day', '2003-07-04 00:00:00.000'],
    ['@Thing = 5', 'Thing', 5],
    ['@Text = NULL(DT_WSTR,5)', 'Text', ''],
    ['@Number = NULL(DT_I4)', 'Number', 0],
  ])('%s', (text, name, expected) => {
    const { pkg } = assign(text)
    expect(written(pkg.variables.get(`User::${name}`).value)).toEqual(expected)
  })

  test('gives its value', () => {
    expect(assign('@Number = 2 + 3L').result).toEqual({ type: 'DT_I8', value: 5n })
  })

  test('without a target only evaluates', () => {
    const { pkg, result } = assign('@Number + 1')
    expect(result.value).toBe(6)
    expect(pkg.variables.get('User::Number').value).toBe(5)
  })

  test.each([
    ['@Number = "a"', 'DTS_E_EXPREVALASSIGNMENTTYPEMISMATCH'],
    ['@Number = 1.5', 'DTS_E_EXPREVALASSIGNMENTTYPEMISMATCH'],
    ['@Number = 3000000000L', 'DTS_E_EXPREVALASSIGNMENTTYPEMISMATCH'],
    ['@Byte = -1', 'DTS_E_EXPREVALASSIGNMENTTYPEMISMATCH'],
    ['@Yes = 1', 'DTS_E_EXPREVALASSIGNMENTTYPEMISMATCH'],
    ['@Number = True', 'DTS_E_EXPREVALASSIGNMENTTYPEMISMATCH'],
    ['@Text = 5', 'DTS_E_EXPREVALASSIGNMENTTYPEMISMATCH'],
    ['@Day = "2003-07-04"', 'DTS_E_EXPREVALASSIGNMENTTYPEMISMATCH'],
    ['@Number = NULL(DT_WSTR,5)', 'DTS_E_EXPREVALASSIGNMENTTYPEMISMATCH'],
    ['@ReadOnly = 2', 'DTS_E_EXPREVALASSIGNMENTTOREADONLYVARIABLE'],
    ['@[System::PackageName] = "x"', 'DTS_E_EXPREVALASSIGNMENTTOREADONLYVARIABLE'],
    ['@Nobody = 2', 'DTS_E_EXPREVALASSIGNMENTVARIABLELOCKFORWRITEFAILED'],
    ['@Number = 1 / @Zero', 'DTS_E_EXPREVALDIVBYZERO'],
    ['@Number = @Small = 1', 'DTS_E_EXPREVALINVALIDTOKENSINGLEEQUAL'],
    ['@Number = (@Small = 1)', 'DTS_E_EXPREVALINVALIDTOKENSINGLEEQUAL'],
    ['1 = 1', 'DTS_E_EXPREVALINVALIDTOKENSINGLEEQUAL'],
    ['@Number =', 'DTS_E_EXPREVALINVALIDTOKENSTATE'],
    ['', 'DTS_E_EXPREVALEXPRESSIONEMPTY'],
  ])('%s fails and writes nothing', (text, symbol) => {
    const pkg = samplePackage()
    const error = thrown(() => assign(text, pkg))
    expect(error).toBeInstanceOf(ExpressionError)
    expect(error.symbol).toBe(symbol)
    expect(pkg.variables.get('User::Number').value).toBe(5)
    expect(pkg.variables.get('User::ReadOnly').value).toBe(1)
  })

  test('counts to ten as a For Loop does', () => {
    const { variables } = samplePackage()
    evaluateAssignment('@Number = 0', variables)
    const more = compileExpression('@Number < 10')
    let rounds = 0
    for (; more.evaluate(variables).value; rounds += 1) evaluateAssignment('@Number = @Number + 1', variables)
    expect(rounds).toBe(10)
  })

  test('is read without being run', () => {
    const { target, value } = compileAssignment('@[User::Number] = @Small + @Nobody')
    expect(target).toBe('User::Number')
    expect(value.variables).toEqual(['Small', 'Nobody'])
    expect(compileAssignment('1 + 1').target).toBeUndefined()
  })
})

describe('a result for a variable', () => {
  const { variables } = samplePackage()
  const names: Record<string, string> = {
    Int16: 'Small',
    Int32: 'Number',
    SByte: 'SByte',
    Byte: 'Byte',
    UInt16: 'UShort',
    UInt32: 'UInt',
    Int64: 'Long',
    UInt64: 'ULong',
    Single: 'Single',
    Double: 'Double',
    Decimal: 'Decimal',
    DateTime: 'Day',
    String: 'Text',
    Boolean: 'Yes',
    Object: 'Thing',
  }
  const into = (type: string, result: ExpressionResult) => resultFor(result, variables.get(`User::${names[type]}`))

  test('the samples have a variable of each type', () => {
    for (const name of Object.keys(VariableDataType)) {
      const variable = variables.get(`User::${names[name]}`)
      expect(variableType(variable.dataType).name).toBe(name)
    }
  })

  const day = new Date(2003, 6, 4, 10, 20, 30)
  test.each<[string, ExpressionResult, unknown]>([
    ['Int32', { type: 'DT_I8', value: 2n }, 2],
    ['Int64', { type: 'DT_I4', value: 2 }, 2n],
    ['UInt64', { type: 'DT_UI1', value: 2 }, 2n],
    ['Int32', { type: 'DT_NUMERIC', value: '2.00' }, 2],
    ['Int64', { type: 'DT_DECIMAL', value: '9000000000.0' }, 9000000000n],
    ['Int32', { type: 'DT_R8', value: 2 }, 2],
    ['Double', { type: 'DT_I8', value: 2n }, 2],
    ['Double', { type: 'DT_NUMERIC', value: '2.5' }, 2.5],
    ['Single', { type: 'DT_R8', value: 0.1 }, Math.fround(0.1)],
    ['Decimal', { type: 'DT_NUMERIC', value: '2.50' }, '2.50'],
    ['Decimal', { type: 'DT_I8', value: 2n }, '2'],
    ['String', { type: 'DT_STR', value: 'a' }, 'a'],
    ['String', { type: 'DT_NTEXT', value: 'a' }, 'a'],
    ['DateTime', { type: 'DT_DBTIMESTAMP', value: day }, day],
    ['Boolean', { type: 'DT_BOOL', value: true }, true],
    ['Object', { type: 'DT_WSTR', value: 'a' }, 'a'],
    ['Object', { type: 'DT_I4', value: null }, null],
    ['String', { type: 'DT_WSTR', value: null }, ''],
    ['Boolean', { type: 'DT_BOOL', value: null }, false],
  ])('%s from %o', (type, result, expected) => {
    expect(into(type, result)).toEqual(expected)
  })

  test.each<[string, ExpressionResult]>([
    ['Int32', { type: 'DT_I8', value: 3000000000n }],
    ['Int32', { type: 'DT_NUMERIC', value: '2.5' }],
    ['Int32', { type: 'DT_R8', value: 2.5 }],
    ['UInt32', { type: 'DT_I4', value: -1 }],
    ['Int32', { type: 'DT_BOOL', value: true }],
    ['Boolean', { type: 'DT_I4', value: 1 }],
    ['String', { type: 'DT_I4', value: 1 }],
    ['String', { type: 'DT_IMAGE', value: Uint8Array.of(1) }],
    ['DateTime', { type: 'DT_WSTR', value: '2003-07-04' }],
    ['Double', { type: 'DT_I8', value: 9007199254740993n }],
    ['Double', { type: 'DT_WSTR', value: '1' }],
  ])('%s not from %o', (type, result) => {
    expect(thrown(() => into(type, result))).toMatchObject({ symbol: 'DTS_E_RUNTIMEVARIABLETYPECHANGE' })
  })
})
