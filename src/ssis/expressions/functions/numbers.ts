// "Mathematical Functions (SSIS Expression)".
import { expressionText } from '../../../base/texts/ssis-expressions.js'
import { exactFits } from '../convert.js'
import { failure } from '../errors.js'
import { divideRounded, exactOfNumber, exactToNumber, power10, rescale } from '../exact.js'
import { i4, isBig, isNumber, numeric, numericDigits, r8, rangeOf, type TypeInfo } from '../type-info.js'
import type { Bound, Run, Value } from '../values.js'
import { argument, type Call, countArg, doubleArg, type FunctionRow, map, map2, wrongType } from './call.js'

/** DT_NUMERIC with one digit more: rounding 9.9 up needs it. */
function room(type: TypeInfo): TypeInfo {
  return type.type === 'DT_NUMERIC' ? numeric(Math.min(numericDigits, type.precision + 1), type.scale) : type
}

/** What a function does to each way in which numbers are held; the type stays. */
interface Same {
  number(value: number, type: TypeInfo): number
  /** @param one what 1 is in the digits of the type */
  big(value: bigint, one: bigint): bigint
}

const same = (work: Same): FunctionRow => ({
  parameters: 1,
  bind: call => {
    const { type: given, run } = argument(call.args, 0)
    if (!isNumber(given)) throw wrongType(call, 0)
    const type = room(given)
    const one = type.family === 'exact' ? power10(type.scale) : 1n
    return map(type, call, run as Run, value => {
      const result = typeof value === 'bigint' ? work.big(value, one) : work.number(Number(value), type)
      return checked(call, type, result)
    })
  },
})

/** @throws ExpressionFailure for a result that the type cannot hold */
function checked({ name, offset }: Call, type: TypeInfo, value: number | bigint): Value {
  const overflow = () => failure(offset, 'DTS_E_EXPREVALFUNCTIONOVERFLOW', { function: name, type: type.type })
  if (type.family === 'exact') {
    if (!exactFits(BigInt(value), type)) throw overflow()
    return value
  }
  if (type.family === 'integer') {
    const { min, max } = rangeOf(type.type)
    if (value < min || value > max) throw overflow()
    return typeof value === 'number' ? value + 0 : value
  }
  const real = type.type === 'DT_R4' ? Math.fround(Number(value)) : Number(value)
  if (!Number.isFinite(real)) throw overflow()
  // Without the zero below zero that rounding gives.
  return real + 0
}

const real = (work: (value: number, call: Call) => number): FunctionRow => ({
  parameters: 1,
  bind: call => map(r8, call, doubleArg(call, 0), value => checked(call, r8, work(value, call))),
})

const floor = (value: bigint, one: bigint) => {
  const rest = ((value % one) + one) % one
  return value - rest
}

/** Halves away from zero, on the digits that are seen. */
function roundReal(value: number, digits: number): number {
  if (digits > 400) return value
  const { value: exact, scale } = exactOfNumber(value)
  if (scale <= digits) return value
  return exactToNumber(divideRounded(exact, power10(scale - digits)), digits)
}

function bindRound(call: Call): Bound {
  const { type: given, run } = argument(call.args, 0)
  if (!isNumber(given)) throw wrongType(call, 0)
  const type = room(given)
  return map2(type, call, run, countArg(call, 1), (value, length) => {
    if (length < 0) {
      const reason = expressionText('negativeLength', { length })
      throw failure(call.offset, 'DTS_E_EXPREVALFUNCTIONCOMPUTEFAILED', { function: call.name, reason })
    }
    if (type.family === 'integer' || value === null) return value
    if (!isBig(type)) return checked(call, type, roundReal(Number(value), length))
    if (length >= type.scale) return value
    const rounded = divideRounded(value as bigint, power10(type.scale - length))
    return checked(call, type, rescale(rounded, length, type.scale))
  })
}

export const numberFunctions: Readonly<Record<string, FunctionRow>> = {
  ABS: same({ number: Math.abs, big: value => (value < 0n ? -value : value) }),
  CEILING: same({ number: Math.ceil, big: (value, one) => -floor(-value, one) }),
  FLOOR: same({ number: Math.floor, big: floor }),
  SIGN: {
    parameters: 1,
    bind: call => {
      const { type, run } = argument(call.args, 0)
      if (!isNumber(type)) throw wrongType(call, 0)
      return map(i4, call, run as Run<number | bigint>, value => (value > 0 ? 1 : value < 0 ? -1 : 0))
    },
  },
  EXP: real(Math.exp),
  LN: real((value, { offset }) => {
    if (value <= 0) throw failure(offset, 'DTS_E_EXPREVALLNINVALIDPARAM', {})
    return Math.log(value)
  }),
  LOG: real((value, { offset }) => {
    if (value <= 0) throw failure(offset, 'DTS_E_EXPREVALLOGINVALIDPARAM', {})
    return Math.log10(value)
  }),
  SQRT: real((value, { offset }) => {
    if (value < 0) throw failure(offset, 'DTS_E_EXPREVALSQRTINVALIDPARAM', {})
    return Math.sqrt(value)
  }),
  SQUARE: real(value => value * value),
  POWER: {
    parameters: 2,
    bind: call =>
      map2(r8, call, doubleArg(call, 0), doubleArg(call, 1), (value, exponent) => {
        if ((value === 0 && exponent < 0) || (value < 0 && !Number.isInteger(exponent)))
          throw failure(call.offset, 'DTS_E_EXPREVALPOWERINVALIDPARAM', {})
        return checked(call, r8, value ** exponent)
      }),
  },
  ROUND: { parameters: 2, bind: bindRound },
}
