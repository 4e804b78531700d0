// Who writes a variable: OnVariableValueChanged comes from the executable that has the variable, and the executable that writes
// it waits for the handlers.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Variable } from '../variable.js'

/** Hears that a variable with RaiseChangedEvent has a new value. */
export type ChangeListener = (variable: Variable) => void

const writers = new AsyncLocalStorage<ChangeListener>()

/** Does some work whose writes of variables a listener hears, also after it has waited. */
export function hearChanges<T>(listener: ChangeListener, work: () => T): T {
  return writers.run(listener, work)
}

/** For variables: tells whoever listens where this runs. */
export function variableChanged(variable: Variable): void {
  writers.getStore()?.(variable)
}
