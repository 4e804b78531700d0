import type { RunnableTask, TaskContext } from '../contract.js'
import { handlersDone } from './bubble.js'
import { componentEvents } from './component-events.js'
import { parentRun } from './run.js'
import type { Scope } from './scope.js'

/** What a task sees of the package around it. */
export function taskContext(scope: Scope, host: RunnableTask): TaskContext {
  const { run } = scope
  const { variables } = host
  return {
    host,
    connections: run.pkg.connections,
    variables,
    events: componentEvents(scope),
    signal: run.signal,
    environment: run.environment,
    packageChain: run.packageChain,
    nativePath: path => run.environment.drives.toNative(path),
    handlersDone: async () => {
      await handlersDone(scope)
    },
    runPackage: (child, { parentVariables = variables } = {}) => {
      // What the caller asked of the outer package is not meant for this one.
      const {
        maxConcurrentExecutables: _limit,
        configurationFiles: _files,
        logProviders: _logs,
        ...shared
      } = run.options
      return child.execute({ ...shared, parentVariables, [parentRun]: { run, scope } })
    },
  }
}
