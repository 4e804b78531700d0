import type { RunnableExecutable, RunnablePackage } from '../contract.js'
import type { Run } from './run.js'

/** Gives the package's system variables the values of this run: who runs it, where, since when. */
export function setPackageValues(pkg: RunnablePackage, run: Run): void {
  const values = {
    StartTime: run.startTime,
    ExecutionInstanceGUID: run.id,
    MachineName: run.computer,
    UserName: run.operator,
    InteractiveMode: run.options.interactiveMode ?? false,
    OfflineMode: pkg.offlineMode,
    // No catalog server counts this run, and no Windows event announces a cancel.
    ServerExecutionID: 0n,
    CancelEvent: 0,
  }
  for (const [name, value] of Object.entries(values)) pkg.setSystemValue(name, value)
}

/** System::ContainerStartTime of the package and of each container in it. */
export function setStartTime(executable: RunnableExecutable, startTime: Date): void {
  executable.setSystemValue('ContainerStartTime', startTime)
}
