import { WmilinkError } from '../../base/errors.js'
import type { RunnableConstraint, RunnableContainer } from '../contract.js'
import { DTSPrecedenceEvalOp, VariableDataType } from '../enums.js'
import { DtsError, type DtsProblem, dtsProblem, problemOf } from '../errors.js'
import { type CompiledExpression, compileExpression } from '../expressions/index.js'
import type { VariableScope } from '../variables.js'

/**
 * What is wrong with an expression before it is evaluated: its text, its variables, their types. Of one that uses a variable of
 * type Object only the text is known: what such a variable holds shows when it is there.
 *
 * @param name whose expression it is. @param wanted `boolean` when it must be True or False
 */
export function expressionProblem(
  read: () => CompiledExpression,
  variables: VariableScope,
  name: string,
  wanted: 'boolean' | 'any' = 'any',
): DtsProblem | undefined {
  let objects = false
  try {
    const compiled = read()
    objects = compiled.variables.some(one => variables.find(one)?.dataType === VariableDataType.Object)
    const { type } = compiled.bind(variables)
    return wanted === 'any' || type === 'DT_BOOL' ? undefined : dtsProblem('DTS_E_EXPRESSIONNOTBOOLEAN', { name })
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    return objects ? undefined : problemOf(error)
  }
}

/** What is wrong with the expressions of a container's precedence constraints. */
export function checkConditions(container: RunnableContainer): DtsProblem[] {
  const problems: DtsProblem[] = []
  for (const constraint of container.precedenceConstraints) {
    const problem = usesExpression(constraint) && conditionProblem(constraint, container.variables)
    if (problem) problems.push(problem)
  }
  return problems
}

/** False also for a constraint that cannot be read, which its structure tells. */
function usesExpression(constraint: RunnableConstraint): boolean {
  try {
    return constraint.evalOp !== DTSPrecedenceEvalOp.Constraint && constraint.expression.trim() !== ''
  } catch (error) {
    if (error instanceof DtsError) return false
    throw error
  }
}

function conditionProblem(constraint: RunnableConstraint, variables: VariableScope): DtsProblem | undefined {
  const { name, expression, precedenceExecutable, constrainedExecutable } = constraint
  const problem = expressionProblem(() => compileExpression(expression), variables, name, 'boolean')
  if (!problem) return undefined
  const [from, to] = [precedenceExecutable?.name ?? '', constrainedExecutable?.name ?? '']
  const parameters = { name, from, to, reason: `${problem.description} (${expression})` }
  return dtsProblem('DTS_E_PRECEDENCECONSTRAINT', parameters, { hint: problem.hint })
}
