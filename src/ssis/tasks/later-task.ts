import type { Task } from '../contract.js'
import { DTSExecResult } from '../enums.js'

/** A task that is known but does not run here: validation of the package fails by its name. @param reason told with the error */
export function laterTask(reason: string): Task {
  return {
    unsupported: reason,
    validate: () => DTSExecResult.Failure,
    execute: async () => DTSExecResult.Failure,
  }
}
