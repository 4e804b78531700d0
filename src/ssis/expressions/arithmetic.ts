// + - * / % on numbers: "Integration Services Data Types in Expressions" and the pages of the operators.
import type { BinaryOperator } from './ast.js'
import { convertNumber } from './casts.js'
import { exactFits } from './convert.js'
import { failure } from './errors.js'
import { divideRounded, hasDigits, power10, rescale } from './exact.js'
import { isBig, meeting, numeric, numericDigits, rangeOf, type TypeInfo, typeInfo } from './type-info.js'
import type { Bound, Run } from './values.js'

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%'

/** Applies work to two values unless one is NULL; the right one is not looked at when the left one is. */
export function both<A, B, R>(left: Run<A>, right: Run<B>, work: (a: A, b: B) => R | null): Run<R> {
  return frame => {
    const a = left(frame)
    if (a === null) return null
    const b = right(frame)
    return b === null ? null : work(a, b)
  }
}

/** A number as another type of number; nothing is done where both are held the same way. */
export function asNumber({ type, run, offset }: Bound, to: TypeInfo): Run {
  const integers = type.family === 'integer' && to.family === 'integer'
  const reals = type.family === 'real' && to.family === 'real'
  if (type.type === to.type && type.scale === to.scale) return run
  if ((integers && isBig(type) === isBig(to)) || reals) return run
  const convert = convertNumber(type, to, offset)
  return frame => {
    const value = run(frame)
    return value === null ? null : convert(value, frame)
  }
}

/** An exact number or integer as bigint with its own digits. */
export function asExact({ type, run }: Bound): Run<bigint> {
  if (isBig(type)) return run as Run<bigint>
  const number = run as Run<number>
  return frame => {
    const value = number(frame)
    return value === null ? null : BigInt(value)
  }
}

/** The result of an arithmetic operator on two numbers. @throws ExpressionFailure where no type holds both */
export function bindArithmetic(operator: ArithmeticOperator, left: Bound, right: Bound, offset: number): Bound {
  const types = { left: left.type.type, right: right.type.type, operator }
  const type = meeting(left.type, right.type)
  if (!type) throw failure(offset, 'DTS_E_EXPREVALBINARYTYPEMISMATCH', types)
  if (operator === '%' && type.family !== 'integer') {
    const wrong = left.type.family === 'integer' ? right.type.type : left.type.type
    throw failure(offset, 'DTS_E_EXPREVALUNSUPPORTEDBINARYTYPE', { type: wrong, operator })
  }
  if (type.type === 'DT_NUMERIC') return bindNumeric(operator, left, right, offset)
  const a = asNumber(left, type)
  const b = asNumber(right, type)
  const overflow = () => failure(offset, 'DTS_E_EXPREVALBINARYOPOVERFLOW', { operator, type: type.type })
  const zero = () => failure(offset, 'DTS_E_EXPREVALDIVBYZERO', { operator })
  const checks = { overflow, zero }
  if (type.family === 'real')
    return { type, offset, run: realRun(operator, a as Run<number>, b as Run<number>, type.type === 'DT_R4', checks) }
  if (type.type === 'DT_CY')
    return { type, offset, run: bigRun(operator, a as Run<bigint>, b as Run<bigint>, type, currency, checks) }
  if (isBig(type))
    return { type, offset, run: bigRun(operator, a as Run<bigint>, b as Run<bigint>, type, plain, checks) }
  return { type, offset, run: smallRun(operator, a as Run<number>, b as Run<number>, type, checks) }
}

interface Checks {
  overflow(): Error
  zero(): Error
}

/** Integers of up to 32 bits: a double holds what they give, or tells that it is too much. */
function smallRun(operator: BinaryOperator, a: Run<number>, b: Run<number>, type: TypeInfo, checks: Checks): Run {
  const range = rangeOf(type.type)
  const [min, max] = [Number(range.min), Number(range.max)]
  const within = (value: number) => {
    if (value < min || value > max) throw checks.overflow()
    // Without the zero below zero that divisions give.
    return value + 0
  }
  const divisor = (value: number) => {
    if (value === 0) throw checks.zero()
    return value
  }
  switch (operator) {
    case '+':
      return both(a, b, (x, y) => within(x + y))
    case '-':
      return both(a, b, (x, y) => within(x - y))
    case '*':
      return both(a, b, (x, y) => within(x * y))
    case '/':
      return both(a, b, (x, y) => within(Math.trunc(x / divisor(y))))
    default:
      return both(a, b, (x, y) => within(x % divisor(y)))
  }
}

interface BigWork {
  multiply(x: bigint, y: bigint): bigint
  divide(x: bigint, y: bigint): bigint
}
const plain: BigWork = { multiply: (x, y) => x * y, divide: (x, y) => x / y }
/** DT_CY has four digits after the point. */
const currency: BigWork = {
  multiply: (x, y) => divideRounded(x * y, 10_000n),
  divide: (x, y) => divideRounded(x * 10_000n, y),
}

function bigRun(
  operator: BinaryOperator,
  a: Run<bigint>,
  b: Run<bigint>,
  type: TypeInfo,
  work: BigWork,
  checks: Checks,
): Run {
  const range = type.family === 'integer' ? rangeOf(type.type) : undefined
  const within = (value: bigint) => {
    const fits = range ? value >= range.min && value <= range.max : exactFits(value, type)
    if (!fits) throw checks.overflow()
    return value
  }
  const divisor = (value: bigint) => {
    if (value === 0n) throw checks.zero()
    return value
  }
  switch (operator) {
    case '+':
      return both(a, b, (x, y) => within(x + y))
    case '-':
      return both(a, b, (x, y) => within(x - y))
    case '*':
      return both(a, b, (x, y) => within(work.multiply(x, y)))
    case '/':
      return both(a, b, (x, y) => within(work.divide(x, divisor(y))))
    default:
      return both(a, b, (x, y) => within(x % divisor(y)))
  }
}

function realRun(operator: BinaryOperator, a: Run<number>, b: Run<number>, single: boolean, checks: Checks): Run {
  const within = (value: number) => {
    const kept = single ? Math.fround(value) : value
    if (!Number.isFinite(kept)) throw checks.overflow()
    return kept
  }
  switch (operator) {
    case '+':
      return both(a, b, (x, y) => within(x + y))
    case '-':
      return both(a, b, (x, y) => within(x - y))
    case '*':
      return both(a, b, (x, y) => within(x * y))
    default:
      return both(a, b, (x, y) => {
        if (y === 0) throw checks.zero()
        return within(x / y)
      })
  }
}

/** DT_NUMERIC: precision and scale as SQL Server has them; a division drops what has no place, nothing else does. */
function bindNumeric(operator: ArithmeticOperator, left: Bound, right: Bound, offset: number): Bound {
  const { precision: p1, scale: s1 } = left.type
  const { precision: p2, scale: s2 } = right.type
  const overflow = () =>
    failure(offset, 'DTS_E_EXPREVALBINARYOPNUMERICOVERFLOW', {
      operator,
      left: left.type.type,
      right: right.type.type,
      limit: numericDigits,
    })
  const within = (value: bigint) => {
    if (!hasDigits(value, numericDigits)) throw overflow()
    return value
  }
  const a = asExact(left)
  const b = asExact(right)
  const of = (precision: number, scale: number, run: Run): Bound => ({
    type: numeric(Math.min(numericDigits, precision), scale),
    run,
    offset,
  })
  if (operator === '*') {
    const scale = s1 + s2
    if (scale > numericDigits) throw overflow()
    return of(
      p1 + p2 + 1,
      scale,
      both(a, b, (x, y) => within(x * y)),
    )
  }
  if (operator === '/') {
    const wanted = Math.max(6, s1 + p2 + 1)
    const precision = p1 - s1 + s2 + wanted
    const scale = precision > numericDigits ? Math.max(6, wanted - (precision - numericDigits)) : wanted
    const shift = scale - s1 + s2
    const divide = (x: bigint, y: bigint) => {
      if (y === 0n) throw failure(offset, 'DTS_E_EXPREVALDIVBYZERO', { operator })
      return within(shift >= 0 ? (x * power10(shift)) / y : x / (y * power10(-shift)))
    }
    return of(precision, scale, both(a, b, divide))
  }
  const scale = Math.max(s1, s2)
  const precision = Math.max(p1 - s1, p2 - s2) + scale + 1
  const add = operator === '+' ? (x: bigint, y: bigint) => x + y : (x: bigint, y: bigint) => x - y
  return of(
    precision,
    scale,
    both(a, b, (x, y) => within(add(rescale(x, s1, scale), rescale(y, s2, scale)))),
  )
}

/** The type in which two exact numbers, or one and an integer, keep all their digits. */
function commonNumeric(left: TypeInfo, right: TypeInfo): TypeInfo {
  const scale = Math.max(left.scale, right.scale)
  const integral = Math.max(left.precision - left.scale, right.precision - right.scale)
  return numeric(Math.min(numericDigits, integral + scale), scale)
}

/** The type that two numbers share, exact ones with the digits of both; undefined where there is none. */
export function commonNumber(left: TypeInfo, right: TypeInfo): TypeInfo | undefined {
  const type = meeting(left, right)
  return type?.type === 'DT_NUMERIC' ? commonNumeric(left, right) : type && typeInfo(type.type)
}
