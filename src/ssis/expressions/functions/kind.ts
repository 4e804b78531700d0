import type { TypeInfo } from '../type-info.js'
import type { Bound, Run } from '../values.js'

/** What a parameter takes: a text, any number, an integer, a date or time, the name of a part of a date, or anything. */
export type ParameterKind = 'text' | 'textOrBlob' | 'number' | 'integer' | 'moment' | 'datePart' | 'any' | 'noBlob'

/** One function of the language. */
export interface FunctionKind {
  readonly parameters: readonly ParameterKind[]
  /** What a call gives; the arguments have the types that the parameters take. @throws ExpressionFailure */
  bind(args: readonly Bound[], call: Call): { readonly type: TypeInfo; readonly run: Run }
}

/** The call itself, for errors. */
export interface Call {
  /** In upper case. */
  readonly function: string
  readonly offset: number
}

/** A function of one argument; NULL stays NULL. */
export function unary<A>(argument: Bound | undefined, work: (a: A) => unknown): Run {
  const run = argument?.run as Run<A>
  return frame => {
    const a = run(frame)
    return a === null ? null : (work(a) as ReturnType<Run>)
  }
}

/** A function of several arguments; NULL when one of them is. */
export function nary<A extends readonly unknown[]>(args: readonly Bound[], work: (...values: A) => unknown): Run {
  const runs = args.map(arg => arg.run)
  return frame => {
    const values: unknown[] = []
    for (const run of runs) values.push(run(frame))
    return values.includes(null) ? null : (work(...(values as unknown as A)) as ReturnType<Run>)
  }
}
