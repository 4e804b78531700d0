// What a run leaves behind on the objects that took part: ExecutionResult, StartTime … and the lists of messages. The object
// model shows these through its documented properties.
import type { RunnableExecutable } from '../contract.js'
import { type DTSExecResult, DTSExecStatus } from '../enums.js'
import type { DtsMessage } from '../events.js'
import { isContainer } from './kinds.js'

/** The outcome of the last validation or run of one executable. */
export interface ExecutionRecord {
  /** Null before the first run, and when the executable was not reached. */
  executionResult: DTSExecResult | null
  executionStatus: DTSExecStatus
  startTime: Date | null
  stopTime: Date | null
  /** What the task reports as ExecutionValue; null when it reports nothing. */
  executionValue: unknown
}

/** The errors and warnings of the last validation or run of one package, in the order of their appearance. */
export interface MessageRecord {
  errors: DtsMessage[]
  warnings: DtsMessage[]
}

const executions = new WeakMap<object, ExecutionRecord>()
const messages = new WeakMap<object, MessageRecord>()

function blank(): ExecutionRecord {
  return {
    executionResult: null,
    executionStatus: DTSExecStatus.None,
    startTime: null,
    stopTime: null,
    executionValue: null,
  }
}

/** The record of an executable, made when first asked for. */
export function executionRecord(executable: object): ExecutionRecord {
  let record = executions.get(executable)
  if (!record) {
    record = blank()
    executions.set(executable, record)
  }
  return record
}

/** Forgets what an earlier run or round said about an executable, what is in it, and their event handlers. */
export function forget(executable: RunnableExecutable): void {
  executions.delete(executable)
  for (const handler of executable.eventHandlers) forget(handler)
  if (isContainer(executable)) for (const child of executable.executables) forget(child)
}

/** Whole milliseconds from start to stop; 0 before. */
export function executionDuration(executable: object): number {
  const { startTime, stopTime } = executionRecord(executable)
  return startTime && stopTime ? stopTime.getTime() - startTime.getTime() : 0
}

/** The messages of a package's last validation or run, made when first asked for. */
export function messageRecord(pkg: object): MessageRecord {
  let record = messages.get(pkg)
  if (!record) {
    record = { errors: [], warnings: [] }
    messages.set(pkg, record)
  }
  return record
}

export function clearMessages(pkg: object): void {
  messages.set(pkg, { errors: [], warnings: [] })
}
