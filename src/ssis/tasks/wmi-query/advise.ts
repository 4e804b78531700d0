import { WmilinkError } from '../../../base/errors.js'
import type { ConnectionManager } from '../../connection-manager.js'
import type { TaskContext } from '../../contract.js'
import { adviseOnQuery, type QueryTask } from '../query-advice/index.js'
import { type QuerySource, QuerySourceType } from './query-source.js'
import { warn } from './report.js'

/**
 * Warns of what can be better in a query. The server decides when the task runs, so that nothing of it is an error.
 *
 * @param manager of the connection over which it will be asked; undefined where the task names none
 */
export function warnOfQuery(
  context: TaskContext,
  query: string,
  task: QueryTask,
  manager: ConnectionManager | undefined,
): void {
  const namespace = manager ? namespaceOf(manager) : ''
  for (const { problem, hint } of adviseOnQuery(query, { task, namespace })) warn(context, problem, hint)
}

/** True for a query that validation can look at: what stands in files and variables, an earlier task may bring. */
export function isKnownBefore({ querySourceType }: QuerySource): boolean {
  return querySourceType === QuerySourceType.DirectInput
}

/** Empty where the manager's connection string is none, which its own validation tells. */
function namespaceOf(manager: ConnectionManager): string {
  try {
    return String(manager.properties.get('Namespace').getValue(manager))
  } catch (error) {
    if (error instanceof WmilinkError) return ''
    throw error
  }
}
