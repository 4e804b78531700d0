import { WmilinkError } from '../../base/errors.js'
import { runText } from '../../base/texts/ssis-run.js'
import type { RunnableContainer, RunnableExecutable, RunnableTask } from '../contract.js'
import { DTSExecResult, DTSExecStatus, DTSForcedExecResult } from '../enums.js'
import { type DtsProblem, dtsProblem, problemOf } from '../errors.js'
import type { LoopHost } from '../loops/loop-host.js'
import { runForEachLoop } from '../loops/run-for-each-loop.js'
import { runForLoop } from '../loops/run-for-loop.js'
import { handlersDone, raise } from './bubble.js'
import { type ContainerPlan, planOf, runInOrder } from './container.js'
import { enumeratorContext } from './enumerator-context.js'
import { applyExpressions } from './expressions.js'
import { isContainer, isForEachLoop, isForLoop, isTask } from './kinds.js'
import { executionRecord, forget } from './record.js'
import type { Run } from './run.js'
import { childScope, limitReached, outward, packageOf, type Scope } from './scope.js'
import { unsupported } from './structure.js'
import { setStartTime } from './system-values.js'
import { runTask } from './task.js'
import { validateExecutable } from './validate.js'
import { hearing } from './variable-writes.js'

/** Runs the executables of one package. */
export class Engine {
  readonly #run: Run
  readonly #plans = new WeakMap<RunnableContainer, ContainerPlan>()

  constructor(run: Run) {
    this.#run = run
  }

  /**
   * Runs an executable: its events, its validation when that was put off, its work, and the judgement of its errors.
   *
   * @param problems what its property expressions came to: then it fails without working
   */
  async runExecutable(scope: Scope, problems: readonly DtsProblem[] = []): Promise<DTSExecResult> {
    const run = this.#run
    const { executable } = scope
    const record = executionRecord(executable)
    record.startTime = new Date()
    if (isContainer(executable)) setStartTime(executable, record.startTime)
    run.status(scope, DTSExecStatus.Executing)
    run.tell(events => events.onPreExecute?.(executable))
    raise(scope, { name: 'OnPreExecute', own: true })
    await handlersDone(scope)
    let result = await this.#attempt(scope, problems)
    await handlersDone(scope)
    if (result !== DTSExecResult.Canceled) result = this.#judge(scope, result)
    record.executionResult = result
    record.stopTime = new Date()
    if (record.executionStatus !== DTSExecStatus.Abend) run.status(scope, DTSExecStatus.Completed)
    if (result === DTSExecResult.Failure) this.#failed(scope)
    run.tell(events => events.onPostExecute?.(executable))
    raise(scope, { name: 'OnPostExecute', own: true })
    await handlersDone(scope)
    // Handlers that ran after the end may have raised errors of their own.
    if (result === DTSExecResult.Success && limitReached(scope)) {
      result = this.#judge(scope, result)
      record.executionResult = result
      if (result === DTSExecResult.Failure) this.#failed(scope)
      await handlersDone(scope)
    }
    return result
  }

  /** Runs the package or an event handler, unless it is disabled by now. */
  async start(scope: Scope): Promise<DTSExecResult> {
    const { disabled, problems } = applyExpressions(scope.executable)
    return disabled ? DTSExecResult.Success : this.runExecutable(scope, problems)
  }

  async #attempt(scope: Scope, problems: readonly DtsProblem[]): Promise<DTSExecResult> {
    const run = this.#run
    const { executable } = scope
    if (run.canceled) return DTSExecResult.Canceled
    for (const problem of problems) run.error(scope, '', problem)
    if (problems.length > 0) return DTSExecResult.Failure
    if (executable.delayValidation || run.checked.get(executable) !== 'all') {
      const outcome = await validateExecutable(scope, 'root')
      if (outcome !== DTSExecResult.Success) return outcome
    }
    return this.#work(scope)
  }

  async #work(scope: Scope): Promise<DTSExecResult> {
    const { executable } = scope
    if (isTask(executable)) return this.#runTask(scope, executable)
    if (!isContainer(executable)) return DTSExecResult.Failure
    let result: DTSExecResult = DTSExecResult.Success
    if (isForLoop(executable)) result = await runForLoop(executable, this.#loopHost(scope, executable))
    else if (isForEachLoop(executable))
      result = await runForEachLoop(executable, enumeratorContext(scope), this.#loopHost(scope, executable))
    else await this.#runChildren(scope, executable)
    return this.#run.canceled ? DTSExecResult.Canceled : result
  }

  #loopHost(scope: Scope, loop: RunnableContainer): LoopHost {
    const run = this.#run
    return {
      round: () => {
        for (const child of loop.executables) forget(child)
        return this.#runChildren(scope, loop)
      },
      goesOn: async () => {
        await run.breathe()
        await handlersDone(scope)
        return !run.canceled && !scope.failed && !limitReached(scope)
      },
      error: problem => run.error(scope, '', problem),
      write: work => hearing(scope, work),
    }
  }

  #runChildren(scope: Scope, container: RunnableContainer): Promise<void> {
    const run = this.#run
    let plan = this.#plans.get(container)
    if (!plan) {
      plan = planOf(container)
      this.#plans.set(container, plan)
    }
    return runInOrder(
      container,
      child => this.#startChild(child, scope),
      () => run.canceled,
      problem => run.error(scope, '', problem),
      plan,
    )
  }

  /** Containers only wait for their children; a place is taken by what works itself. */
  #startChild(executable: RunnableExecutable, parent: Scope): Promise<DTSExecResult> {
    return isContainer(executable)
      ? this.#startIn(executable, parent)
      : parent.limit.run(() => this.#startIn(executable, parent))
  }

  async #startIn(executable: RunnableExecutable, parent: Scope): Promise<DTSExecResult> {
    const run = this.#run
    const breath = run.breathe()
    if (breath) await breath
    if (run.canceled) return DTSExecResult.Canceled
    const { disabled, problems } = applyExpressions(executable)
    if (disabled) return DTSExecResult.Success
    const scope = childScope(executable, parent)
    if (isTask(executable)) {
      run.queryCancel(scope)
      await handlersDone(scope)
      if (run.canceled) return DTSExecResult.Canceled
    }
    return this.runExecutable(scope, problems)
  }

  async #runTask(scope: Scope, host: RunnableTask): Promise<DTSExecResult> {
    const run = this.#run
    const { task, name } = host
    if (!task) {
      const problem = unsupported(host)
      if (problem) run.error(scope, '', problem)
      return DTSExecResult.Failure
    }
    let result: DTSExecResult
    try {
      result = await runTask(scope, host, task)
    } catch (error) {
      if (run.canceled) return DTSExecResult.Canceled
      run.error(scope, '', problemOf(error))
      // Not one of our own errors: the task broke instead of failing.
      if (!(error instanceof WmilinkError)) run.status(scope, DTSExecStatus.Abend)
      return DTSExecResult.Failure
    }
    if (run.canceled && result === DTSExecResult.Failure) return DTSExecResult.Canceled
    await handlersDone(scope)
    if (result === DTSExecResult.Failure && scope.errors === 0)
      run.error(scope, '', dtsProblem('DTS_E_TASKEXECUTEFAILED', { task: name }))
    return result
  }

  /** The result after MaximumErrorCount, failed children and ForceExecutionResult have had their say. */
  #judge(scope: Scope, result: DTSExecResult): DTSExecResult {
    const run = this.#run
    const { executable, errors } = scope
    const { name, maximumErrorCount: maximum, forceExecutionResult: forced } = executable
    let judged = result
    if (judged === DTSExecResult.Success && limitReached(scope)) {
      run.warning(scope, '', dtsProblem('DTS_W_MAXIMUMERRORCOUNTREACHED', { name, errors, maximum }))
      judged = DTSExecResult.Failure
    }
    if (scope.failed) judged = DTSExecResult.Failure
    if (forced === DTSForcedExecResult.None || forced === judged) return judged
    if (forced === DTSForcedExecResult.Failure) {
      run.warning(scope, '', dtsProblem('DTS_W_GENERICWARNING', { text: runText('forcedFailure', { name }) }))
      // A failure counts with the containers even when no error was raised.
      for (const at of outward(scope)) if (at !== scope && errors === 0) at.errors += 1
    }
    return forced
  }

  #failed(scope: Scope): void {
    const { executable, parent } = scope
    if (isTask(executable)) this.#run.taskFailed(scope)
    if (parent && executable.failParentOnFailure) parent.failed = true
    if (executable.failPackageOnFailure) packageOf(scope).failed = true
  }
}
