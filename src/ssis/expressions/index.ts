// The expression language of Integration Services: one door for the rest of the house.
import { expressionText } from '../../base/texts/ssis-expressions.js'
import { dtsCodes } from '../codes.js'
import type { VariableScope } from '../variables.js'
import { compileAssignment } from './assignment.js'
import { compileExpression } from './compile.js'
import { ExpressionError } from './errors.js'
import type { ExpressionOptions, ExpressionResult } from './types.js'

export { type CompiledAssignment, compileAssignment } from './assignment.js'
export { type BoundExpression, CompiledExpression, compileExpression } from './compile.js'
export { ExpressionError } from './errors.js'
export { resultFor } from './results.js'
export type { ExpressionOptions, ExpressionResult, ExpressionType } from './types.js'

/** Evaluates an expression. @throws ExpressionError with the position */
export function evaluateExpression(
  text: string,
  scope: VariableScope,
  options: ExpressionOptions = {},
): ExpressionResult {
  return compileExpression(text).evaluate(scope, options)
}

/** Evaluates an expression that must be True or False; NULL is neither. @throws ExpressionError */
export function evaluateBoolean(text: string, scope: VariableScope, options: ExpressionOptions = {}): boolean {
  const { type, value } = evaluateExpression(text, scope, options)
  if (typeof value === 'boolean') return value
  const given = value === null ? `NULL (${type})` : type
  const code = dtsCodes.DTS_E_EXPRESSIONNOTBOOLEAN
  throw new ExpressionError(code, expressionText('notBoolean', { type: given }), text, 0)
}

/** Evaluates `@Variable = expression`, or a plain expression, and writes the variable. @throws ExpressionError, DtsError */
export function evaluateAssignment(
  text: string,
  scope: VariableScope,
  options: ExpressionOptions = {},
): ExpressionResult {
  return compileAssignment(text).run(scope, options)
}
