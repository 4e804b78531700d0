import type { WmilinkErrorOptions } from '../../base/errors.js'
import { expressionText } from '../../base/texts/ssis-expressions.js'
import { DtsError, type DtsParameters, type DtsSymbol, dtsError } from '../errors.js'

/** A documented failure before it is known which text it stands in: an operator, a function or a cast throws it. */
export class ExpressionFailure extends Error {
  readonly error: DtsError
  readonly offset: number

  constructor(error: DtsError, offset: number) {
    super(error.message)
    this.error = error
    this.offset = offset
  }
}

/** The failure of a symbol at an offset of the text. */
export function failure<S extends DtsSymbol>(
  offset: number,
  symbol: S,
  parameters: DtsParameters<S>,
  options: WmilinkErrorOptions = {},
): ExpressionFailure {
  type Loose = (symbol: DtsSymbol, parameters: unknown, options: WmilinkErrorOptions) => DtsError
  return new ExpressionFailure((dtsError as Loose)(symbol, parameters, options), offset)
}

/** An expression that cannot be read or evaluated. The message says where; the expression itself is not part of it. */
export class ExpressionError extends DtsError {
  /** UTF-16 units from the start of the expression, from 0. */
  readonly position: number
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  // Expressions may hold passwords: not shown by util.inspect and JSON.
  readonly #expression: string

  constructor(code: number, description: string, expression: string, position: number, options?: WmilinkErrorOptions) {
    const before = expression.slice(0, position).split(/\r\n|\r|\n/)
    const line = before.length
    const column = (before.at(-1) ?? '').length + 1
    super(code, expressionText('at', { text: description, line, column }), options)
    this.position = position
    this.line = line
    this.column = column
    this.#expression = expression
  }

  /** The whole text. */
  get expression(): string {
    return this.#expression
  }
}

/** A failure as an error that knows the text; anything else as it is. */
export function locate(expression: string, error: unknown): unknown {
  if (!(error instanceof ExpressionFailure)) return error
  const { code, message, hint, cause } = error.error
  return new ExpressionError(code, message, expression, error.offset, { hint, cause })
}

/** Runs work on an expression; its failures become errors that know the text. @throws ExpressionError */
export function located<T>(expression: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw locate(expression, error)
  }
}
