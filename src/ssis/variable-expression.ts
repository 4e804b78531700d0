import { modelText } from '../base/texts/ssis-model.js'
import { dtsError } from './errors.js'
import { evaluateExpression, resultFor } from './expressions/index.js'
import type { Variable } from './variable.js'

const evaluating = new Set<Variable>()

/**
 * The value of a variable with EvaluateAsExpression: its expression is evaluated whenever it is read, in the scope of its container.
 *
 * @throws ExpressionError; DtsError DTS_E_PROPERTYEXPRESSIONEVAL when the variable needs its own value,
 *   DTS_E_RUNTIMEVARIABLETYPECHANGE when the result is not of its type
 */
export function evaluateVariable(variable: Variable): unknown {
  const { qualifiedName: name, expression, parent } = variable
  if (evaluating.has(variable)) {
    const chain = [...evaluating, variable].map(each => each.qualifiedName).join(' → ')
    const reason = modelText('circularVariable', { chain })
    throw dtsError('DTS_E_PROPERTYEXPRESSIONEVAL', { name, property: 'Value', expression, reason })
  }
  evaluating.add(variable)
  try {
    return resultFor(evaluateExpression(expression, parent.variables), variable)
  } finally {
    evaluating.delete(variable)
  }
}
