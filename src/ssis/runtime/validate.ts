import type { RunnableTask } from '../contract.js'
import { DTSExecResult, DTSExecStatus } from '../enums.js'
import { type DtsProblem, dtsProblem, problemOf } from '../errors.js'
import { checkForEachLoop } from '../loops/run-for-each-loop.js'
import { checkForLoop } from '../loops/run-for-loop.js'
import { handlersDone, raise } from './bubble.js'
import { enumeratorContext } from './enumerator-context.js'
import { checkConditions } from './expression-check.js'
import { applyExpressions } from './expressions.js'
import { isContainer, isForEachLoop, isForLoop, isTask } from './kinds.js'
import { executionRecord } from './record.js'
import { childScope, handlerScope, type Scope } from './scope.js'
import { checkReadable, checkStructure } from './structure.js'
import { taskContext } from './task-context.js'

/**
 * How far a validation goes. `inside`: an executable with DelayValidation is asked later, just before it runs; what this
 * version cannot do is told at once all the same. `root`: the executable is about to run and is asked now.
 */
type Place = 'root' | 'inside' | 'deferred'

/**
 * Validates an executable and everything below it, with the event handlers; disabled ones are skipped. Problems go to the run as
 * errors and warnings. What is known of an executable is noted in the run, so that its structure is checked once.
 */
export async function validateExecutable(
  scope: Scope,
  place: Exclude<Place, 'deferred'> = 'inside',
): Promise<DTSExecResult> {
  const valid = await visit(scope, place)
  if (scope.run.canceled) return DTSExecResult.Canceled
  return valid ? DTSExecResult.Success : DTSExecResult.Failure
}

/** Whether nothing is wrong here and below, also where a handler keeps errors from the containers around. */
async function visit(scope: Scope, place: Place): Promise<boolean> {
  const before = scope.errors
  const below = await inspect(scope, place)
  await handlersDone(scope)
  return below && scope.errors === before
}

async function inspect(scope: Scope, place: Place): Promise<boolean> {
  const { executable, run } = scope
  if (run.canceled) return true
  const breath = run.breathe()
  if (breath) await breath
  const before = scope.errors
  const structure = !run.checked.has(executable)
  if (structure) {
    const unreadable = checkReadable(executable, run.pkg)
    for (const problem of unreadable) run.error(scope, '', problem)
    if (unreadable.length > 0) return false
  }
  const deferred = place === 'deferred' || (place === 'inside' && executable.delayValidation)
  if (deferred ? executable.disable : disabledNow(scope)) return true
  run.checked.set(executable, deferred ? 'structure' : 'all')
  if (!deferred) await started(scope)
  if (structure) {
    const { errors, warnings } = checkStructure(executable, run.pkg, path => run.environment.drives.toNative(path))
    for (const problem of errors) run.error(scope, '', problem)
    for (const problem of warnings) run.warning(scope, '', problem)
  }
  if (!deferred) checkExpressions(scope)
  const inner = deferred ? 'deferred' : 'inside'
  let valid = true
  if (isContainer(executable)) {
    for (const child of executable.executables) if (!(await visit(childScope(child, scope), inner))) valid = false
  } else if (!deferred && isTask(executable)) {
    await handlersDone(scope)
    if (scope.errors === before) await askTask(scope, executable)
  }
  if (!executable.disableEventHandlers)
    for (const handler of executable.eventHandlers)
      if (!run.checked.has(handler) && !(await visit(handlerScope(handler, scope), inner))) valid = false
  if (!deferred) await ended(scope)
  return valid
}

function disabledNow(scope: Scope): boolean {
  const { disabled, problems } = applyExpressions(scope.executable)
  for (const problem of problems) scope.run.error(scope, '', problem)
  return disabled
}

async function started(scope: Scope): Promise<void> {
  const { executable, run } = scope
  run.status(scope, DTSExecStatus.Validating)
  run.tell(events => events.onPreValidate?.(executable))
  raise(scope, { name: 'OnPreValidate', own: true })
  await handlersDone(scope)
}

async function ended(scope: Scope): Promise<void> {
  const { executable, run } = scope
  executionRecord(executable).executionStatus = DTSExecStatus.None
  run.tell(events => events.onPostValidate?.(executable))
  raise(scope, { name: 'OnPostValidate', own: true })
  await handlersDone(scope)
}

/** What depends on variables, which earlier executables may change. */
function checkExpressions(scope: Scope): void {
  const { executable, run } = scope
  const tell = (problem: DtsProblem): void => run.error(scope, '', problem)
  if (isForLoop(executable)) checkForLoop(executable).forEach(tell)
  if (isForEachLoop(executable)) checkForEachLoop(executable, enumeratorContext(scope)).forEach(tell)
  if (isContainer(executable)) checkConditions(executable).forEach(tell)
}

async function askTask(scope: Scope, host: RunnableTask): Promise<void> {
  const { task, name, execValueVariable } = host
  const { run } = scope
  if (!task) return
  try {
    if (execValueVariable) host.variables.get(execValueVariable)
    const before = scope.errors
    const result = await task.validate(taskContext(scope, host))
    await handlersDone(scope)
    if (result === DTSExecResult.Failure && scope.errors === before)
      run.error(scope, '', dtsProblem('DTS_E_TASKVALIDATIONERROR', { task: name }))
  } catch (error) {
    run.error(scope, '', problemOf(error))
  }
}
