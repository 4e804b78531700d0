// How tasks find the managers and variables that their properties name.
import { readerText } from '../../base/texts/ssis-reader.js'
import type { ConnectionManager } from '../connection-manager.js'
import type { Connections } from '../connections.js'
import { type DtsError, type DtsProblem, dtsError, dtsProblem } from '../errors.js'
import type { Variable } from '../variable.js'

/** The manager of an ID or name; undefined when there is none. */
export function findManager(connections: Connections, reference: string): ConnectionManager | undefined {
  return connections.contains(reference) ? connections.get(reference) : undefined
}

/** CreationName is compared without case and without what follows a colon (`ADO.NET:SQL`). */
export function isOfType(manager: ConnectionManager, type: string): boolean {
  return manager.creationName.split(':', 1)[0]?.toUpperCase() === type
}

/**
 * What is wrong with a manager that a task is going to use, without connecting: its own problems and 0xC001401D. Property
 * expressions are never evaluated, so a manager that has some is refused; DelayValidation leaves the rest for later.
 */
export function managerProblems(manager: ConnectionManager): DtsProblem[] {
  const { name } = manager
  const problems = manager.propertyExpressions.map(({ property, expression }) =>
    dtsProblem('DTS_E_PROPERTYEXPRESSIONEVAL', { name, property, expression }),
  )
  if (!manager.delayValidation) problems.push(...manager.problems())
  if (problems.length > 0) problems.push(dtsProblem('DTS_E_CONNECTIONVALIDATIONFAILED', { name }))
  return problems
}

/** A variable whose value would come from an expression has no value that can be used here. */
export function expressionFault(variable: Variable): DtsError | undefined {
  if (!variable.evaluateAsExpression) return undefined
  const parameters = { name: variable.qualifiedName, property: 'Value', expression: variable.expression }
  return dtsError('DTS_E_PROPERTYEXPRESSIONEVAL', parameters, { hint: readerText('expressionVariable') })
}
