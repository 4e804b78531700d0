import { availableParallelism } from 'node:os'
import { ArgumentError } from '../../base/errors.js'
import { runText } from '../../base/texts/ssis-run.js'
import type { RunnablePackage } from '../contract.js'
import { DTSExecResult, DTSExecStatus } from '../enums.js'
import { Engine } from './engine.js'
import { Handlers } from './handlers.js'
import { Limit } from './limit.js'
import { configure, openLogs } from './prepare.js'
import { clearMessages, executionRecord, forget } from './record.js'
import { Run, type RunOptions } from './run.js'
import type { Scope } from './scope.js'
import { setPackageValues } from './system-values.js'
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
    const scope = run.root(limitOf(run))
    await configure(run)
    const result = await validatePackage(scope)
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

function checkConcurrency(value: number | undefined): void {
  if (value === undefined || value === -1 || (Number.isInteger(value) && value >= 1)) return
  throw new ArgumentError(runText('badConcurrency', { value }))
}

/** MaxConcurrentExecutables of the run: -1 is processors + 2. */
function limitOf({ pkg, options }: Run): Limit {
  // A number that is no limit fails validation.
  const count = options.maxConcurrentExecutables ?? pkg.maxConcurrentExecutables
  return new Limit(count >= 1 ? count : availableParallelism() + 2)
}

async function validatePackage(scope: Scope): Promise<DTSExecResult> {
  const result = await validateExecutable(scope)
  // What preparing the run could not do fails it, before anything has run.
  return result === DTSExecResult.Success && scope.errors > 0 ? DTSExecResult.Failure : result
}

async function runPackage(run: Run): Promise<DTSExecResult> {
  const { pkg } = run
  setPackageValues(pkg, run)
  const started = new Date()
  try {
    const scope = run.root(limitOf(run))
    await configure(run)
    await openLogs(run)
    const engine = new Engine(run)
    run.handlers = new Handlers(one => engine.start(one))
    run.log('PackageStart', pkg, runText('packageStart'))
    const validated = await validatePackage(scope)
    // Configurations and expressions may have set how much works at once.
    const result = validated === DTSExecResult.Success ? await engine.start(run.root(limitOf(run))) : validated
    if (validated !== DTSExecResult.Success)
      Object.assign(executionRecord(pkg), {
        executionResult: result,
        executionStatus: DTSExecStatus.Completed,
        startTime: started,
        stopTime: new Date(),
      })
    run.log('PackageEnd', pkg, runText('packageEnd'), result, started)
    return result
  } finally {
    await run.sink?.close()
  }
}
