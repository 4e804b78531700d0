import type { RunnableEventHandler, RunnableExecutable, RunnablePackage } from '../contract.js'
import type { Run } from './run.js'

/** Gives the package's system variables the values of this run: who runs it, where, since when. */
export function setPackageValues(pkg: RunnablePackage, run: Run): void {
  setValues(pkg, {
    StartTime: run.startTime,
    ExecutionInstanceGUID: run.id,
    MachineName: run.computer,
    UserName: run.operator,
    InteractiveMode: run.options.interactiveMode ?? false,
    OfflineMode: pkg.offlineMode,
    // No catalog server counts this run, and no Windows event announces a cancel.
    ServerExecutionID: 0n,
    CancelEvent: 0,
  })
}

/** System::ContainerStartTime of the package and of each container in it. */
export function setStartTime(executable: RunnableExecutable, startTime: Date): void {
  executable.setSystemValue('ContainerStartTime', startTime)
}

/** Tells an event handler where its event comes from and what it says; takes back the Cancel of its last run. */
export function setHandlerValues(
  handler: RunnableEventHandler,
  { id, name, description }: RunnableExecutable,
  values: Readonly<Record<string, unknown>>,
): void {
  setValues(handler, { ...values, SourceID: id, SourceName: name, SourceDescription: description, Cancel: false })
}

function setValues(executable: RunnableExecutable, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) executable.setSystemValue(name, value)
}
