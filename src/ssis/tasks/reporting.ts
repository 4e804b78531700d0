// How tasks tell what they find.
import { WmilinkError } from '../../base/errors.js'
import type { TaskContext } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { DtsError, type DtsProblem, dtsProblem, problemOf } from '../errors.js'

/** Fires a documented error. */
export function report({ events }: TaskContext, { code, description, hint }: DtsProblem): void {
  events.fireError(code, '', description, hint)
}

/** Fires a warning of our own words. */
export function warn({ events }: TaskContext, text: string, hint?: string): void {
  const { code, description } = dtsProblem('DTS_W_GENERICWARNING', { text })
  events.fireWarning(code, '', description, hint)
}

/** Fires an information of our own words. */
export function inform({ events }: TaskContext, text: string): void {
  const { code, description } = dtsProblem('DTS_I_SOMETHINGHAPPENED', { text })
  events.fireInformation(code, '', description)
}

/** Runs every check and reports what each throws or answers. @returns Failure when there was anything */
export function checkAll(
  context: TaskContext,
  checks: readonly (() => Iterable<DtsProblem> | undefined)[],
): DTSExecResult {
  let result: DTSExecResult = DTSExecResult.Success
  const tell = (problem: DtsProblem): void => {
    report(context, problem)
    result = DTSExecResult.Failure
  }
  for (const check of checks) {
    try {
      for (const problem of check() ?? []) tell(problem)
    } catch (error) {
      if (!(error instanceof DtsError)) throw error
      tell(problemOf(error))
    }
  }
  return result
}

/** Does a task's work: what it throws on purpose is reported, and after a cancel the result is Canceled. */
export async function runReported(context: TaskContext, work: () => Promise<DTSExecResult>): Promise<DTSExecResult> {
  try {
    return await work()
  } catch (error) {
    if (context.signal.aborted) return DTSExecResult.Canceled
    if (!(error instanceof WmilinkError)) throw error
    report(context, problemOf(error))
    return DTSExecResult.Failure
  }
}
