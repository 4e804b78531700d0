// How tasks find the managers and variables that their properties name.
import type { ConnectionManager } from '../connection-manager.js'
import type { Connections } from '../connections.js'
import { type DtsProblem, dtsProblem } from '../errors.js'

/**
 * The manager of an ID or name, its properties as its expressions give them now; undefined when there is none.
 *
 * @throws DtsError DTS_E_PROPERTYEXPRESSIONEVAL, DTS_E_PROPERTYEXPRESSIONSET
 */
export function findManager(connections: Connections, reference: string): ConnectionManager | undefined {
  if (!connections.contains(reference)) return undefined
  const manager = connections.get(reference)
  manager.refresh()
  return manager
}

/** CreationName is compared without case and without what follows a colon (`ADO.NET:SQL`). */
export function isOfType(manager: ConnectionManager, type: string): boolean {
  return manager.creationName.split(':', 1)[0]?.toUpperCase() === type
}

/**
 * What is wrong with a manager that a task is going to use, without connecting: its own problems and 0xC001401D. DelayValidation
 * leaves them for later.
 */
export function managerProblems(manager: ConnectionManager): DtsProblem[] {
  const { name } = manager
  const problems = manager.delayValidation ? [] : [...manager.currentProblems()]
  if (problems.length > 0) problems.push(dtsProblem('DTS_E_CONNECTIONVALIDATIONFAILED', { name }))
  return problems
}
