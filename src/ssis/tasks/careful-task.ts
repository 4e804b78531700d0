// A task that somebody else wrote: what it does wrong becomes an error of the package, not one of the engine.
import { WmilinkError } from '../../base/errors.js'
import { stockText } from '../../base/texts/ssis-stock-tasks.js'
import type { Task } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { laterTask } from './later-task.js'

const results: readonly unknown[] = Object.values(DTSExecResult)

/** The task that `make` makes; one that cannot run and says why when it makes none. @param title what errors call it */
export function carefulTask(title: string, make: () => Task): Task {
  let task: Task
  try {
    task = make()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return laterTask(stockText('taskNotMade', { title, reason }))
  }
  if (!isTask(task)) return laterTask(stockText('noTask', { title }))
  const checked = (result: DTSExecResult): DTSExecResult => {
    if (results.includes(result)) return result
    throw new WmilinkError(stockText('badResult', { title, value: String(result) }))
  }
  return {
    validate: async context => checked(await task.validate(context)),
    execute: async context => checked(await task.execute(context)),
    get executionValue() {
      return task.executionValue
    },
    ...(task.unsupported === undefined ? {} : { unsupported: task.unsupported }),
  }
}

function isTask(value: unknown): value is Task {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['validate', 'execute'].every(name => typeof Reflect.get(value, name) === 'function')
  )
}
