import { type ArithmeticOperator, asNumber, bindArithmetic, both, commonNumber } from './arithmetic.js'
import type { BinaryOperator, UnaryOperator } from './ast.js'
import { bits } from './casts.js'
import { bindComparison, type ComparisonOperator } from './comparison.js'
import { exactFits } from './convert.js'
import { failure } from './errors.js'
import { bool, isBig, isNumber, isTime, kinds, meeting, rangeOf, type TypeInfo, typeInfo, wstr } from './type-info.js'
import type { Bound, Run } from './values.js'

/** The most characters that a text may get: more is an overflow, whatever the memory of this computer. */
export const textLimit = 1 << 24

const comparisons = new Set<BinaryOperator>(['==', '!=', '<', '>', '<=', '>='])
const bitwise = new Set<BinaryOperator>(['&', '|', '^'])

/** A text that comes neither from a cast nor from a literal must not be DT_STR. */
const bareStr = ({ type, cast }: Bound) => type.type === 'DT_STR' && !cast

/** The result of a binary operator. @throws ExpressionFailure where the types do not fit */
export function bindBinary(operator: BinaryOperator, left: Bound, right: Bound, offset: number): Bound {
  if (bareStr(left) || bareStr(right)) throw failure(offset, 'DTS_E_EXPREVALBINARYOPDTSTRNOTSUPPORTED', { operator })
  if (operator === '&&' || operator === '||') return bindLogical(operator, left, right, offset)
  if (comparisons.has(operator)) return bindComparison(operator as ComparisonOperator, left, right, offset)
  if (operator === '+' && isText(left.type) && isText(right.type)) return concatenate(left, right, offset)
  if (!isNumber(left.type) || !isNumber(right.type)) throw notNumbers(operator, left.type, right.type, offset)
  if (bitwise.has(operator)) return bindBitwise(operator as '&' | '|' | '^', left, right, offset)
  return bindArithmetic(operator as ArithmeticOperator, left, right, offset)
}

const isText = ({ family, type }: TypeInfo) => family === 'text' || type === 'DT_TEXT' || type === 'DT_NTEXT'

function notNumbers(operator: BinaryOperator, left: TypeInfo, right: TypeInfo, offset: number) {
  if (left.family === right.family)
    return failure(offset, 'DTS_E_EXPREVALUNSUPPORTEDBINARYTYPE', { type: left.type, operator })
  return failure(offset, 'DTS_E_EXPREVALBINARYTYPEMISMATCH', { left: left.type, right: right.type, operator })
}

function concatenate(left: Bound, right: Bound, offset: number): Bound {
  const [a, b] = [left.type, right.type]
  if (a.family === 'blob' && b.family === 'blob' && a.type !== b.type)
    throw failure(offset, 'DTS_E_EXPREVALBINARYTYPEMISMATCH', { left: a.type, right: b.type, operator: '+' })
  const join = (x: string, y: string) => {
    if (x.length + y.length > textLimit)
      throw failure(offset, 'DTS_E_EXPREVALBINARYOPOVERFLOW', { operator: '+', type: wstr.type })
    return x + y
  }
  return { type: wstr, run: both(left.run as Run<string>, right.run as Run<string>, join), offset }
}

/** Three-valued logic; the right operand is evaluated only when the left one does not settle the result. */
function bindLogical(operator: '&&' | '||', left: Bound, right: Bound, offset: number): Bound {
  for (const { type } of [left, right])
    if (type.family !== 'boolean')
      throw failure(offset, 'DTS_E_EXPREVALUNSUPPORTEDBINARYTYPE', { type: type.type, operator })
  const a = left.run as Run<boolean>
  const b = right.run as Run<boolean>
  const settles = operator === '||'
  const run: Run<boolean> = frame => {
    const x = a(frame)
    if (x === settles) return settles
    const y = b(frame)
    if (y === settles) return settles
    return x === null || y === null ? null : !settles
  }
  return { type: bool, run, offset }
}

function bindBitwise(operator: '&' | '|' | '^', left: Bound, right: Bound, offset: number): Bound {
  for (const { type } of [left, right])
    if (type.family !== 'integer')
      throw failure(offset, 'DTS_E_EXPREVALUNSUPPORTEDBINARYTYPE', { type: type.type, operator })
  const types = { left: left.type.type, right: right.type.type, operator }
  const type = meeting(left.type, right.type)
  if (!type || kinds[left.type.type].signed !== kinds[right.type.type].signed)
    throw failure(offset, 'DTS_E_EXPREVALBINARYSIGNMISMATCH', types)
  const a = asNumber(left, type)
  const b = asNumber(right, type)
  if (isBig(type)) return { type, offset, run: both(a as Run<bigint>, b as Run<bigint>, bigBits[operator]) }
  const unsigned = rangeOf(type.type).min === 0n
  const work = smallBits[operator]
  // JavaScript's operators give signed 32-bit numbers.
  const run = both(a as Run<number>, b as Run<number>, (x, y) => (unsigned ? work(x, y) >>> 0 : work(x, y)))
  return { type, offset, run }
}

const smallBits = {
  '&': (x: number, y: number) => x & y,
  '|': (x: number, y: number) => x | y,
  '^': (x: number, y: number) => x ^ y,
} as const
const bigBits = {
  '&': (x: bigint, y: bigint) => x & y,
  '|': (x: bigint, y: bigint) => x | y,
  '^': (x: bigint, y: bigint) => x ^ y,
} as const

/** The result of a unary operator. @throws ExpressionFailure where the type does not fit */
export function bindUnary(operator: UnaryOperator, { type, run }: Bound, offset: number): Bound {
  const wrong = () => failure(offset, 'DTS_E_EXPREVALUNSUPPORTEDUNNARYTYPE', { type: type.type, operator })
  const apply = <T>(work: (value: T) => T): Bound => {
    const operand = run as Run<T>
    const result: Run<T> = frame => {
      const value = operand(frame)
      return value === null ? null : work(value)
    }
    return { type, run: result as Run, offset }
  }
  if (operator === '!') {
    if (type.family !== 'boolean') throw wrong()
    return apply<boolean>(value => !value)
  }
  if (operator === '~') {
    if (type.family !== 'integer') throw wrong()
    return apply<number | bigint>(value => bits(type, ~BigInt(value)))
  }
  if (!isNumber(type) || kinds[type.type].signed === false) throw wrong()
  const overflow = () => failure(offset, 'DTS_E_EXPREVALUNARYOPOVERFLOW', { type: type.type })
  if (type.family === 'real') return apply<number>(value => 0 - value)
  const max = type.family === 'integer' ? rangeOf(type.type).max : undefined
  if (isBig(type))
    return apply<bigint>(value => {
      if (max === undefined ? !exactFits(-value, type) : -value > max) throw overflow()
      return -value
    })
  return apply<number>(value => {
    if (-value > Number(max)) throw overflow()
    return 0 - value
  })
}

/** The result of `condition ? then : otherwise`. @throws ExpressionFailure where the types do not fit */
export function bindConditional(condition: Bound, then: Bound, otherwise: Bound, offset: number): Bound {
  if (condition.type.family !== 'boolean')
    throw failure(condition.offset, 'DTS_E_EXPREVALCONDITIONALOPINVALIDCONDITIONTYPE', { type: condition.type.type })
  if (bareStr(then) || bareStr(otherwise)) throw failure(offset, 'DTS_E_EXPREVALCONDITIONALOPDTSTRNOTSUPPORTED', {})
  const type = sharedType(then.type, otherwise.type, offset)
  const test = condition.run as Run<boolean>
  const a = isNumber(type) ? asNumber(then, type) : then.run
  const b = isNumber(type) ? asNumber(otherwise, type) : otherwise.run
  const run: Run = frame => {
    const chosen = test(frame)
    if (chosen === null) return null
    return chosen ? a(frame) : b(frame)
  }
  return { type, run, offset }
}

/** The types of dates, the one that wins first; two others meet in DT_DBTIMESTAMP. */
const winners = ['DT_DBTIMESTAMPOFFSET', 'DT_DBTIMESTAMP2', 'DT_DBTIME2'] as const

function sharedType(left: TypeInfo, right: TypeInfo, offset: number): TypeInfo {
  const mismatch = () =>
    failure(offset, 'DTS_E_EXPREVALCONDITIONALOPTYPEMISMATCH', { left: left.type, right: right.type })
  if (isNumber(left) && isNumber(right)) {
    const type =
      left.type === right.type && left.scale === right.scale ? widest(left, right) : commonNumber(left, right)
    if (!type) throw mismatch()
    return type
  }
  if (left.family !== right.family) throw mismatch()
  if (left.family === 'text') return wstr
  if (left.family === 'moment') {
    if (isTime(left) !== isTime(right)) throw mismatch()
    if (left.type === right.type) return left.scale >= right.scale ? left : right
    const winner = winners.find(type => type === left.type || type === right.type)
    const scale = Math.max(left.scale, right.scale)
    return winner ? { ...typeInfo(winner), scale } : typeInfo('DT_DBTIMESTAMP')
  }
  if (left.type !== right.type) throw mismatch()
  if (left.type === 'DT_TEXT' && left.codePage !== right.codePage)
    throw failure(offset, 'DTS_E_EXPREVALCONDITIONALOPCODEPAGEMISMATCH', { left: left.codePage, right: right.codePage })
  return left
}

const widest = (left: TypeInfo, right: TypeInfo) => (left.precision >= right.precision ? left : right)
