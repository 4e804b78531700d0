import { WmilinkError } from '../../base/errors.js'
import type { RunnableTask, Task } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { dtsProblem, problemOf } from '../errors.js'
import { executionRecord } from './record.js'
import type { Scope } from './scope.js'
import { taskContext } from './task-context.js'
import { hearing } from './variable-writes.js'

/** How often somebody is asked whether to stop while a task works, in milliseconds. */
const askEvery = 1000

/**
 * Lets a task work, and keeps its execution value: in the record, and in the variable that its host names.
 *
 * @throws what the task throws
 */
export async function runTask(scope: Scope, host: RunnableTask, task: Task): Promise<DTSExecResult> {
  const { run } = scope
  const asks = run.options.events?.onQueryCancel || scope.handled
  const timer = asks ? setInterval(() => run.queryCancel(scope), askEvery) : undefined
  try {
    const result = await hearing(scope, () => task.execute(taskContext(scope, host)))
    const value = host.forceExecutionValue ? host.forcedExecutionValue : (task.executionValue ?? null)
    executionRecord(host).executionValue = value
    return keepValue(scope, host, value) ? result : DTSExecResult.Failure
  } finally {
    clearInterval(timer)
  }
}

/** Writes the execution value to the variable for it. False when that fails. */
function keepValue(
  scope: Scope,
  { name, execValueVariable: variable, variables }: RunnableTask,
  value: unknown,
): boolean {
  if (!variable) return true
  try {
    hearing(scope, () => {
      variables.get(variable).value = value
    })
    return true
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    scope.run.error(scope, '', problemOf(error))
    scope.run.error(scope, '', dtsProblem('DTS_E_FAILEDSETEXECVALVARIABLE', { name, variable }))
    return false
  }
}
