// What every function has in common: its name, its parameters, and NULL in, NULL out.
import { both } from '../arithmetic.js'
import { converter, convertNumber } from '../casts.js'
import { failure } from '../errors.js'
import type { Moment } from '../moments.js'
import { dbTimestamp, isNumber, type TypeInfo, typeInfo } from '../type-info.js'
import type { Bound, Run } from '../values.js'

/** One use of a function in an expression. */
export interface Call {
  readonly name: string
  readonly args: readonly Bound[]
  readonly offset: number
}

/** One function: how many parameters it takes, and what binds a use of it. */
export interface FunctionRow {
  readonly parameters: number
  bind(call: Call): Bound
}

/** @throws ExpressionFailure: the function does not take this type there */
export function wrongType({ name, args }: Call, index: number): Error {
  const arg = argument(args, index)
  return failure(arg.offset, 'DTS_E_EXPREVALPARAMTYPEMISMATCH', {
    function: name,
    type: arg.type.type,
    number: index + 1,
  })
}

/** The parameter at an index; the number of parameters was checked before. */
export function argument(args: readonly Bound[], index: number): Bound {
  const arg = args[index]
  if (!arg) throw new RangeError(`no parameter ${index + 1}`)
  return arg
}

/** A parameter that is a text. */
export function textArg(call: Call, index: number): Run<string> {
  const { type, run } = argument(call.args, index)
  if (type.family !== 'text') throw wrongType(call, index)
  return run as Run<string>
}

/** A parameter that is a whole number, as one of JavaScript's. */
export function countArg(call: Call, index: number): Run<number> {
  const { type, run, offset } = argument(call.args, index)
  if (type.family !== 'integer') throw wrongType(call, index)
  const convert = convertNumber(type, typeInfo('DT_I4'), offset)
  return frame => {
    const value = run(frame)
    return value === null ? null : (convert(value, frame) as number)
  }
}

/** A parameter that is a number, as a double. */
export function doubleArg(call: Call, index: number): Run<number> {
  const { type, run, offset } = argument(call.args, index)
  if (!isNumber(type)) throw wrongType(call, index)
  const convert = convertNumber(type, typeInfo('DT_R8'), offset)
  return frame => {
    const value = run(frame)
    return value === null ? null : (convert(value, frame) as number)
  }
}

/** A parameter that is a date, as DT_DBTIMESTAMP. */
export function dateArg(call: Call, index: number): Run<Moment> {
  const { type, run, offset } = argument(call.args, index)
  if (type.family !== 'moment' || type.type === 'DT_DBTIME' || type.type === 'DT_DBTIME2') throw wrongType(call, index)
  const convert = converter(type, dbTimestamp, 0, offset)
  return frame => {
    const value = run(frame)
    return value === null ? null : (convert(value, frame) as Moment)
  }
}

/** A result of one value. */
export function map<A, R>(type: TypeInfo, { offset }: Call, arg: Run<A>, work: (value: A) => R | null): Bound {
  const run: Run<R> = frame => {
    const value = arg(frame)
    return value === null ? null : work(value)
  }
  return { type, run: run as Run, offset }
}

/** A result of two values. */
export function map2<A, B, R>(
  type: TypeInfo,
  { offset }: Call,
  a: Run<A>,
  b: Run<B>,
  work: (a: A, b: B) => R | null,
): Bound {
  return { type, run: both(a, b, work) as Run, offset }
}

/** A result of three values. */
export function map3<A, B, C, R>(
  type: TypeInfo,
  { offset }: Call,
  [a, b, c]: readonly [Run<A>, Run<B>, Run<C>],
  work: (a: A, b: B, c: C) => R | null,
): Bound {
  const run: Run<R> = frame => {
    const x = a(frame)
    const y = b(frame)
    const z = c(frame)
    return x === null || y === null || z === null ? null : work(x, y, z)
  }
  return { type, run: run as Run, offset }
}
