import { availableParallelism } from 'node:os'
import { ArgumentError, WmilinkError } from '../../base/errors.js'
import { runText } from '../../base/texts/ssis-run.js'
import type { RunnableExecutable, RunnablePackage, RunnableTask } from '../contract.js'
import { DTSExecResult, DTSExecStatus, DTSForcedExecResult } from '../enums.js'
import { dtsProblem, problemOf } from '../errors.js'
import { runInOrder } from './container.js'
import { Limit } from './limit.js'
import { clearExecution, clearMessages, executionRecord } from './record.js'
import { outward, Run, type RunOptions, type Scope, scopeOf } from './run.js'
import { isContainer, isTask } from './structure.js'
import { setPackageValues, setStartTime } from './system-values.js'
import { validateExecutable } from './validate.js'

export type { RunOptions } from './run.js'

const busy = new WeakSet<RunnablePackage>()

/**
 * Validates a package without connecting to anything.
 *
 * @returns Success or Failure (`pkg.errors` says why), Canceled when the signal was aborted
 * @throws ArgumentError when the package is being validated or run already
 */
export async function validate(pkg: RunnablePackage, options: RunOptions = {}): Promise<DTSExecResult> {
  return alone(pkg, async () => {
    const run = new Run(pkg, options)
    const result = await validateExecutable(run, run.root, 'early')
    await run.settle()
    return result
  })
}

/**
 * Validates and runs a package. A task that fails makes the result Failure and never a rejection; `pkg.errors` says why.
 *
 * @throws ArgumentError when the package is being validated or run already, or the limit is not a number of executables
 */
export async function execute(pkg: RunnablePackage, options: RunOptions = {}): Promise<DTSExecResult> {
  checkConcurrency(options.maxConcurrentExecutables)
  return alone(pkg, async () => {
    const run = new Run(pkg, options)
    const result = await runPackage(run)
    await run.settle()
    return result
  })
}

/** One run at a time: outcomes are kept on the objects of the package. */
async function alone<T>(pkg: RunnablePackage, work: () => Promise<T>): Promise<T> {
  if (busy.has(pkg))
    throw new ArgumentError(runText('alreadyRunning', { name: pkg.name }), { hint: runText('alreadyRunningHint') })
  busy.add(pkg)
  try {
    clearMessages(pkg)
    forget(pkg)
    return await work()
  } finally {
    busy.delete(pkg)
  }
}

function forget(executable: RunnableExecutable): void {
  clearExecution(executable)
  if (isContainer(executable)) for (const child of executable.executables) forget(child)
}

function checkConcurrency(value: number | undefined): void {
  if (value === undefined || value === -1 || (Number.isInteger(value) && value >= 1)) return
  throw new ArgumentError(runText('badConcurrency', { value }))
}

/** MaxConcurrentExecutables of the run: -1 is processors + 2. */
function limitOf({ pkg, options }: Run): Limit {
  const count = options.maxConcurrentExecutables ?? pkg.maxConcurrentExecutables
  return new Limit(count === -1 ? availableParallelism() + 2 : count)
}

async function runPackage(run: Run): Promise<DTSExecResult> {
  const { pkg } = run
  setPackageValues(pkg, run)
  run.log('PackageStart', pkg, runText('packageStart'))
  const started = new Date()
  const validated = await validateExecutable(run, run.root, 'early')
  const runs = validated === DTSExecResult.Success && !pkg.disable
  const result = runs ? await new Engine(run, limitOf(run)).runExecutable(run.root) : validated
  if (validated !== DTSExecResult.Success)
    Object.assign(executionRecord(pkg), {
      executionResult: result,
      executionStatus: DTSExecStatus.Completed,
      startTime: started,
      stopTime: new Date(),
    })
  run.log('PackageEnd', pkg, runText('packageEnd'), result, started)
  return result
}

class Engine {
  readonly #run: Run
  readonly #limit: Limit

  constructor(run: Run, limit: Limit) {
    this.#run = run
    this.#limit = limit
  }

  #setStatus(executable: RunnableExecutable, status: DTSExecStatus): void {
    executionRecord(executable).executionStatus = status
    this.#run.tell(events => events.onExecutionStatusChanged?.(executable, status))
  }

  async runExecutable(scope: Scope): Promise<DTSExecResult> {
    const run = this.#run
    const { executable } = scope
    const record = executionRecord(executable)
    record.startTime = new Date()
    if (isContainer(executable)) setStartTime(executable, record.startTime)
    this.#setStatus(executable, DTSExecStatus.Executing)
    run.tell(events => events.onPreExecute?.(executable))
    const outcome = executable.delayValidation ? await validateExecutable(run, scope, 'late') : DTSExecResult.Success
    let result = outcome === DTSExecResult.Success ? await this.#work(scope) : outcome
    if (result !== DTSExecResult.Canceled) result = this.#judge(scope, result)
    record.executionResult = result
    record.stopTime = new Date()
    if (record.executionStatus !== DTSExecStatus.Abend) this.#setStatus(executable, DTSExecStatus.Completed)
    if (result === DTSExecResult.Failure) this.#failed(scope)
    run.tell(events => events.onPostExecute?.(executable))
    return result
  }

  async #work(scope: Scope): Promise<DTSExecResult> {
    const { executable } = scope
    if (isContainer(executable)) {
      await runInOrder(
        executable,
        child => this.#startChild(scopeOf(child, scope)),
        () => this.#run.canceled,
        problem => this.#run.error(scope, '', problem),
      )
      return this.#run.canceled ? DTSExecResult.Canceled : DTSExecResult.Success
    }
    return isTask(executable) ? this.#runTask(scope, executable) : DTSExecResult.Failure
  }

  /** Containers only wait for their children; a place is taken by what works itself. */
  #startChild(scope: Scope): Promise<DTSExecResult> {
    if (isContainer(scope.executable)) return this.runExecutable(scope)
    return this.#limit.run(async () => (this.#run.queryCancel() ? DTSExecResult.Canceled : this.runExecutable(scope)))
  }

  async #runTask(scope: Scope, host: RunnableTask): Promise<DTSExecResult> {
    const run = this.#run
    const { task } = host
    if (!task) return DTSExecResult.Failure
    let result: DTSExecResult
    try {
      result = await task.execute(run.taskContext(scope, host))
      executionRecord(host).executionValue = task.executionValue ?? null
    } catch (error) {
      if (run.canceled) return DTSExecResult.Canceled
      run.error(scope, '', problemOf(error))
      // Not one of our own errors: the task broke instead of failing.
      if (!(error instanceof WmilinkError)) this.#setStatus(host, DTSExecStatus.Abend)
      return DTSExecResult.Failure
    }
    if (run.canceled && result === DTSExecResult.Failure) return DTSExecResult.Canceled
    if (result === DTSExecResult.Failure && scope.errors === 0)
      run.error(scope, '', dtsProblem('DTS_E_TASKEXECUTEFAILED', { task: host.name }))
    return result
  }

  /** The result after MaximumErrorCount, failed children and ForceExecutionResult have had their say. */
  #judge(scope: Scope, result: DTSExecResult): DTSExecResult {
    const run = this.#run
    const { executable } = scope
    const { name, maximumErrorCount: maximum, forceExecutionResult: forced } = executable
    let judged = result
    if (judged === DTSExecResult.Success && maximum > 0 && scope.errors >= maximum) {
      const counts = { name, errors: scope.errors, maximum }
      run.warning(scope, '', dtsProblem('DTS_W_MAXIMUMERRORCOUNTREACHED', counts))
      judged = DTSExecResult.Failure
    }
    if (scope.failed) judged = DTSExecResult.Failure
    if (forced === DTSForcedExecResult.None || forced === judged) return judged
    if (forced === DTSForcedExecResult.Failure) {
      run.warning(scope, '', dtsProblem('DTS_W_GENERICWARNING', { text: runText('forcedFailure', { name }) }))
      // A failure counts with the containers even when no error was raised.
      for (const at of outward(scope)) if (at !== scope && scope.errors === 0) at.errors += 1
    }
    return forced
  }

  #failed(scope: Scope): void {
    const { executable, parent } = scope
    if (isTask(executable)) this.#run.taskFailed(scope)
    if (!parent) return
    if (executable.failParentOnFailure) parent.failed = true
    if (executable.failPackageOnFailure) {
      const chain = [...outward(scope)]
      const root = chain.at(-1)
      if (root) root.failed = true
    }
  }
}
