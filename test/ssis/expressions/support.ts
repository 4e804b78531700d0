// The scope in which the cases are evaluated, and how they are written.
import { type ExpressionOptions, evaluateExpression } from '../../../src/ssis/expressions/index.js'
import { Package } from '../../../src/ssis/index.js'
import type { VariableScope } from '../../../src/ssis/variables.js'
import { variable, withVariables } from '../samples.js'

/** `[expression, type, value]`, or `[expression, symbol of the error]`. Moments are written `yyyy-mm-dd hh:mm:ss.mmm`, bytes in hexadecimal. */
export type Case =
  | readonly [expression: string, type: `DT_${string}`, value: boolean | number | bigint | string | null]
  | readonly [expression: string, error: string]

/** 4 March 2024, a Monday, 13:05:09.123 on the clock of this system. */
export const options: ExpressionOptions = { now: () => new Date(2024, 2, 4, 13, 5, 9, 123) }

const variables = [
  variable('Text', 8, 'Mountain Bike'),
  variable('Empty', 8, ''),
  variable('Path', 8, 'C:\\Program Files\\data\\myfile.txt'),
  variable('Number', 3, '5'),
  variable('Zero', 3, '0'),
  variable('Negative', 3, '-7'),
  variable('Small', 2, '12'),
  variable('Byte', 17, '200'),
  variable('SByte', 16, '-100'),
  variable('UShort', 18, '60000'),
  variable('UInt', 19, '4000000000'),
  variable('Long', 20, '9000000000'),
  variable('ULong', 21, '18000000000000000000'),
  variable('Single', 4, '1.5'),
  variable('Double', 5, '2.25'),
  variable('Decimal', 14, '12.345'),
  variable('Yes', 11, '-1'),
  variable('No', 11, '0'),
  variable('Day', 7, '4/21/2008 9:03:29 AM'),
  variable('Midnight', 7, '4/21/2008'),
  variable('Thing', 13, ''),
  variable('ReadOnly', 3, '1', '\n      DTS:ReadOnly="True"'),
  variable(
    'Computed',
    8,
    '',
    '\n      DTS:EvaluateAsExpression="True"\n      DTS:Expression="@[User::Text] + &quot;!&quot;"',
  ),
  variable('Broken', 8, '', '\n      DTS:EvaluateAsExpression="True"\n      DTS:Expression="1 / @[User::Zero]"'),
]

/** A package with a variable of each type; the names are all in the namespace User. */
export const samplePackage = (): Package => {
  const pkg = Package.parse(withVariables(...variables))
  pkg.variables.add('Count', false, 'User', 10)
  pkg.variables.add('Count', false, 'MyNamespace', 2)
  pkg.variables.add('Profit%', false, 'User', 3)
  pkg.variables.add('My Name', false, 'User', 'Ada')
  return pkg
}

export const scope: VariableScope = samplePackage().variables

const two = (value: number, width = 2) => String(value).padStart(width, '0')

/** A value as the cases write it. */
export function written(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex').toUpperCase()
  if (!(value instanceof Date)) return value
  const day = `${two(value.getFullYear(), 4)}-${two(value.getMonth() + 1)}-${two(value.getDate())}`
  const time = `${two(value.getHours())}:${two(value.getMinutes())}:${two(value.getSeconds())}`
  return `${day} ${time}.${two(value.getMilliseconds(), 3)}`
}

/** Type and value of an expression, or the symbol of its error, in the form of a case. */
export function outcome(expression: string): unknown[] {
  try {
    const { type, value } = evaluateExpression(expression, scope, options)
    return [type, written(value)]
  } catch (error) {
    return [error instanceof Error && 'symbol' in error ? error.symbol : error]
  }
}
