// The expression language of Integration Services: one door for the rest of the house.
import type { Variable } from '../variable.js'
import type { VariableScope } from '../variables.js'
import type { ExpressionOptions, ExpressionResult } from './types.js'

export type { ExpressionOptions, ExpressionResult, ExpressionType } from './types.js'

/** Evaluates an expression. @throws ExpressionError with the position */
export function evaluateExpression(
  _text: string,
  _scope: VariableScope,
  _options?: ExpressionOptions,
): ExpressionResult {
  throw new Error('not yet')
}

/** Evaluates an expression that must be True or False. @throws ExpressionError */
export function evaluateBoolean(_text: string, _scope: VariableScope, _options?: ExpressionOptions): boolean {
  throw new Error('not yet')
}

/** Evaluates `@Variable = expression`, or a plain expression, and writes the variable. @throws ExpressionError, DtsError */
export function evaluateAssignment(
  _text: string,
  _scope: VariableScope,
  _options?: ExpressionOptions,
): ExpressionResult {
  throw new Error('not yet')
}

/** A result as a variable of this type holds it. @throws DtsError DTS_E_RUNTIMEVARIABLETYPECHANGE */
export function resultFor(_result: ExpressionResult, _variable: Variable): unknown {
  throw new Error('not yet')
}

/** Reads an expression, or an assignment, without evaluating it. @throws ExpressionError with the position */
export function compileExpression(_text: string): void {
  throw new Error('not yet')
}
