import type { RunnableTask } from '../contract.js'
import { DTSExecResult, DTSExecStatus } from '../enums.js'
import { dtsProblem, problemOf } from '../errors.js'
import { executionRecord } from './record.js'
import { type Run, type Scope, scopeOf } from './run.js'
import { checkDisabled, checkReadable, checkStructure, isContainer, isLoop, isTask } from './structure.js'

/**
 * Validates an executable and everything below it; disabled ones are skipped. Problems go to the run as errors and warnings.
 * The tasks of an executable with DelayValidation are asked when it is about to run (`late`), not before; what this version
 * cannot do is told at once all the same.
 */
export async function validateExecutable(run: Run, scope: Scope, when: 'early' | 'late'): Promise<DTSExecResult> {
  return visit(run, scope, when, when === 'late' ? 'root' : 'inside')
}

async function visit(
  run: Run,
  scope: Scope,
  when: 'early' | 'late',
  place: 'root' | 'inside' | 'deferred',
): Promise<DTSExecResult> {
  const { executable } = scope
  if (run.canceled) return DTSExecResult.Canceled
  const before = scope.errors
  if (when === 'early') for (const problem of checkReadable(executable, run.pkg)) run.error(scope, '', problem)
  if (scope.errors > before) return DTSExecResult.Failure
  if (executable.disable) {
    if (when === 'early') for (const problem of checkDisabled(executable).errors) run.error(scope, '', problem)
    return scope.errors > before ? DTSExecResult.Failure : DTSExecResult.Success
  }
  const deferred = place === 'deferred' || (place === 'inside' && executable.delayValidation)
  const record = executionRecord(executable)
  if (!deferred) {
    record.executionStatus = DTSExecStatus.Validating
    run.tell(events => events.onExecutionStatusChanged?.(executable, DTSExecStatus.Validating))
    run.tell(events => events.onPreValidate?.(executable))
  }
  if (when === 'early') {
    const { errors, warnings } = checkStructure(executable, run.pkg, path => run.environment.drives.toNative(path))
    for (const problem of errors) run.error(scope, '', problem)
    for (const problem of warnings) run.warning(scope, '', problem)
  }
  if (isContainer(executable) && !isLoop(executable)) {
    for (const child of executable.executables)
      await visit(run, scopeOf(child, scope), when, deferred ? 'deferred' : 'inside')
  } else if (!deferred && isTask(executable) && scope.errors === before) await askTask(run, scope, executable)
  if (!deferred) {
    record.executionStatus = DTSExecStatus.None
    run.tell(events => events.onPostValidate?.(executable))
  }
  if (run.canceled) return DTSExecResult.Canceled
  return scope.errors > before ? DTSExecResult.Failure : DTSExecResult.Success
}

async function askTask(run: Run, scope: Scope, host: RunnableTask): Promise<void> {
  const { task, name } = host
  if (!task) return
  const before = scope.errors
  try {
    const result = await task.validate(run.taskContext(scope, host))
    if (result === DTSExecResult.Failure && scope.errors === before)
      run.error(scope, '', dtsProblem('DTS_E_TASKVALIDATIONERROR', { task: name }))
  } catch (error) {
    run.error(scope, '', problemOf(error))
  }
}
