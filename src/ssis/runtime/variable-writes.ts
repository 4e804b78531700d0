import type { Scope } from './scope.js'
import { hearChanges } from './variable-changes.js'

/** Does work of an executable that may write variables, so that those with RaiseChangedEvent raise their event. */
export function hearing<T>(scope: Scope, work: () => T): T {
  return scope.watched ? hearChanges(variable => scope.run.variableChanged(scope, variable), work) : work()
}
