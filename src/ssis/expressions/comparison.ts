// == != < > <= >= on the kinds of values that the pages of these operators name.
import { asExact, asNumber, both } from './arithmetic.js'
import { failure } from './errors.js'
import { rescale } from './exact.js'
import type { Moment } from './moments.js'
import { bool, isNumber, isTime, meeting, r8 } from './type-info.js'
import type { Bound, Run } from './values.js'

export type ComparisonOperator = '==' | '!=' | '<' | '>' | '<=' | '>='

/** What each operator makes of an order: below 0, 0 or above 0. */
const verdicts: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  '==': order => order === 0,
  '!=': order => order !== 0,
  '<': order => order < 0,
  '>': order => order > 0,
  '<=': order => order <= 0,
  '>=': order => order >= 0,
}

/** The result of comparing two values. @throws ExpressionFailure where their types do not compare */
export function bindComparison(operator: ComparisonOperator, left: Bound, right: Bound, offset: number): Bound {
  const { type: a } = left
  const { type: b } = right
  const mismatch = () => failure(offset, 'DTS_E_EXPREVALBINARYTYPEMISMATCH', { left: a.type, right: b.type, operator })
  const result = (run: Run<boolean>): Bound => ({ type: bool, run, offset })
  const verdict = verdicts[operator]
  if (isNumber(a) && isNumber(b)) {
    if (!meeting(a, b)) throw mismatch()
    return result(compareNumbers(operator, left, right))
  }
  if (a.family !== b.family) throw mismatch()
  switch (a.family) {
    case 'text':
      return result(compareTexts(operator, left.run as Run<string>, right.run as Run<string>))
    case 'moment':
      if (isTime(a) !== isTime(b)) throw mismatch()
      return result(
        both(left.run as Run<Moment>, right.run as Run<Moment>, (x, y) => verdict(order(instant(x), instant(y)))),
      )
    case 'bytes':
      return result(
        both(left.run as Run<Uint8Array>, right.run as Run<Uint8Array>, (x, y) => verdict(Buffer.compare(x, y))),
      )
    case 'blob': {
      if (a.type !== b.type) throw mismatch()
      if (operator !== '==' && operator !== '!=')
        throw failure(offset, 'DTS_E_EXPREVALUNSUPPORTEDBINARYTYPE', { type: a.type, operator })
      const bytes = (value: unknown) => Buffer.from(value as string)
      return result(both(left.run, right.run, (x, y) => verdict(Buffer.compare(bytes(x), bytes(y)))))
    }
    default:
      return result(both(left.run as Run<string>, right.run as Run<string>, (x, y) => verdict(order(x, y))))
  }
}

function order<T extends string | bigint>(x: T, y: T): number {
  if (x === y) return 0
  return x < y ? -1 : 1
}

const instant = ({ ticks, offset }: Moment) => ticks - BigInt(offset) * 600_000_000n

function compareNumbers(operator: ComparisonOperator, left: Bound, right: Bound): Run<boolean> {
  const { type: a } = left
  const { type: b } = right
  if (a.family === 'real' || b.family === 'real' || (typeof32(left) && typeof32(right)))
    return compareDoubles(operator, asDouble(left), asDouble(right))
  const scale = Math.max(a.scale, b.scale)
  const verdict = verdicts[operator]
  return both(asExact(left), asExact(right), (x, y) =>
    verdict(order(rescale(x, a.scale, scale), rescale(y, b.scale, scale))),
  )
}

const typeof32 = ({ type }: Bound) => type.family === 'integer' && type.type !== 'DT_I8' && type.type !== 'DT_UI8'
const asDouble = (operand: Bound) => (typeof32(operand) ? operand.run : asNumber(operand, r8)) as Run<number>

function compareDoubles(operator: ComparisonOperator, a: Run<number>, b: Run<number>): Run<boolean> {
  switch (operator) {
    case '==':
      return both(a, b, (x, y) => x === y)
    case '!=':
      return both(a, b, (x, y) => x !== y)
    case '<':
      return both(a, b, (x, y) => x < y)
    case '>':
      return both(a, b, (x, y) => x > y)
    case '<=':
      return both(a, b, (x, y) => x <= y)
    default:
      return both(a, b, (x, y) => x >= y)
  }
}

/** Case, accents, kana and width count; the order is that of words, not of code points. */
const words = new Intl.Collator('en-US', { sensitivity: 'variant' })

function compareTexts(operator: ComparisonOperator, a: Run<string>, b: Run<string>): Run<boolean> {
  if (operator === '==') return both(a, b, (x, y) => x === y)
  if (operator === '!=') return both(a, b, (x, y) => x !== y)
  const verdict = verdicts[operator]
  return both(a, b, (x, y) => verdict(x === y ? 0 : words.compare(x, y) || order(x, y)))
}
