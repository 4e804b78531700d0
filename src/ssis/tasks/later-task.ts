import type { Task } from '../contract.js'
import { DTSExecResult } from '../enums.js'

/** A task that this version knows but cannot run: validation of the package fails by its name. @param hint what to do */
export function laterTask(hint: string): Task {
  return {
    unsupported: hint,
    validate: () => DTSExecResult.Failure,
    execute: async () => DTSExecResult.Failure,
  }
}
