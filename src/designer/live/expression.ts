// Expressions in the scope of an object.
import { WmilinkError } from '../../base/errors.js'
import { designerLiveText } from '../../base/texts/designer-live.js'
import { formatDate } from '../../ssis/dtsx/values.js'
import {
  ConnectionManager,
  DtsContainer,
  DtsError,
  ExpressionError,
  type ExpressionResult,
  evaluateExpression,
  PrecedenceConstraint,
  Variable,
  type VariableScope,
} from '../../ssis/index.js'
import type { Failure, Input, Output } from '../api/index.js'
import { DesignerError } from '../failure.js'
import { bounded } from './cells.js'
import type { LiveWorkspace } from './needs.js'

/**
 * Evaluates an expression with the variables that an object sees, as they are in the open package. What is wrong with the expression is
 * part of the answer. The values of sensitive parameters cannot be read.
 *
 * @throws DesignerError notFound; invalid for an object that sees no variables
 */
export function evaluate(
  workspace: LiveWorkspace,
  { document, scope, expression }: Input<'expression.evaluate'>,
): Output<'expression.evaluate'> {
  const variables = scopeOf(workspace.get(document).objectOf(scope))
  try {
    const result = evaluateExpression(expression, variables)
    return { result: { text: resultText(result), type: result.type }, failure: null }
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    return { result: null, failure: failureOf(error) }
  }
}

function scopeOf(object: object): VariableScope {
  if (object instanceof DtsContainer || object instanceof ConnectionManager) return object.variables
  if (object instanceof PrecedenceConstraint) return object.parent.variables
  if (object instanceof Variable) return object.parent.variables
  throw new DesignerError({ kind: 'invalid', message: designerLiveText('noScope') })
}

function resultText({ value }: ExpressionResult): string {
  if (value === null) return ''
  if (value instanceof Date) return formatDate(value)
  if (value instanceof Uint8Array) return bounded(`0x${Buffer.from(value).toString('hex').toUpperCase()}`)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return bounded(String(value))
}

function failureOf(error: WmilinkError): Failure {
  return {
    kind: 'failed',
    message: error.message,
    ...(error.hint === '' ? {} : { hint: error.hint }),
    ...(error instanceof DtsError ? { name: error.name, code: error.code } : {}),
    ...(error instanceof ExpressionError ? { position: error.position } : {}),
  }
}
