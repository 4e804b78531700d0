// The events of a run: IDTSEvents and IDTSLogging (Microsoft.SqlServer.Dts.Runtime) by meaning.

import type { DTSExecStatus } from './enums.js'
import type { DtsProblem } from './errors.js'
import type { Variable } from './variable.js'

/** The executable that an event is about or comes from. */
export interface EventSource {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly creationName: string
}

/** An error, a warning or an information with where it came from. `pkg.errors` and `pkg.warnings` are lists of these. */
export interface DtsMessage extends DtsProblem {
  /** Name of the executable that said it. */
  readonly source: string
  readonly sourceId: string
  readonly subComponent: string
}

export interface DtsProgress {
  readonly description: string
  /** 0 to 100. */
  readonly percentComplete: number
  readonly countLow: number
  readonly countHigh: number
  readonly subComponent: string
}

export interface DtsCustomEvent {
  readonly eventName: string
  readonly eventText: string
  readonly arguments: readonly unknown[]
  readonly subComponent: string
}

/**
 * What listens to a validation or run. Every event arrives once, as soon as it is raised, whatever event handlers make of it. An
 * exception that a listener throws ends the run and reaches the caller.
 */
export interface DtsEvents {
  onPreValidate?(executable: EventSource): void
  onPostValidate?(executable: EventSource): void
  onPreExecute?(executable: EventSource): void
  onPostExecute?(executable: EventSource): void
  /** Answering true asks the run to stop. */
  onError?(source: EventSource, error: DtsMessage): boolean | undefined
  onWarning?(source: EventSource, warning: DtsMessage): void
  onInformation?(source: EventSource, information: DtsMessage): void
  onProgress?(source: EventSource, progress: DtsProgress): void
  onTaskFailed?(taskHost: EventSource): void
  onCustomEvent?(source: EventSource, event: DtsCustomEvent): void
  /** Asked from time to time while tasks run; answering true asks the run to stop. */
  onQueryCancel?(): boolean
  /** The executable is the one that has the variable. */
  onVariableValueChanged?(executable: EventSource, variable: Variable): void
  onExecutionStatusChanged?(executable: EventSource, status: DTSExecStatus): void
}

/** One log record with the fields of the documented log schema. */
export interface LogEntry {
  /** `PackageStart`, `OnError`, `WMIDataReaderOperation` … */
  readonly event: string
  readonly computer: string
  readonly operator: string
  readonly source: string
  readonly sourceId: string
  /** The same for all records of one run. */
  readonly executionId: string
  readonly startTime: Date
  readonly endTime: Date
  /** The code of an error or warning as a signed number; the DTSExecResult at PackageEnd; else 0. */
  readonly dataCode: number
  readonly message: string
}

/** What receives the log records of a run. */
export interface DtsLogging {
  log(entry: LogEntry): void
}

/** A log provider that the caller attaches to a run, as dtexec /L does. */
export interface ExtraLogProvider {
  /** CreationName, ProgID or ClassID. */
  readonly kind: string
  /** What its ConfigString would be. */
  readonly configString: string
}
