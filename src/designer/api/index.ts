// Everything that the page can do. The server answers POST /api/<operation> with the JSON of `output`; for a job with
// `{ job }`, and GET /api/jobs/<job>?after=N tells the events behind number N as lines of JSON.
import * as v from 'valibot'
import { documentOperations } from './documents.js'
import { failureSchema } from './failure.js'
import { liveOperations } from './live.js'
import type { CallOperation, EventOf, InputOf, JobOperation, OutputOf } from './operation.js'
import { runOperations } from './run.js'
import { sessionOperations } from './session.js'

export * from './documents.js'
export * from './failure.js'
export * from './live.js'
export type { EventOf, InputOf, OutputOf } from './operation.js'
export * from './run.js'
export * from './web-method.js'

/** All operations by name. */
export const operations = { ...sessionOperations, ...documentOperations, ...liveOperations, ...runOperations } as const
export type Operations = typeof operations
export type OperationName = keyof Operations
export type CallName = { [N in OperationName]: Operations[N] extends CallOperation ? N : never }[OperationName]
export type JobName = { [N in OperationName]: Operations[N] extends JobOperation ? N : never }[OperationName]

export type Input<N extends OperationName> = InputOf<Operations[N]>
export type Output<N extends OperationName> = OutputOf<Operations[N]>
export type JobEvent<N extends JobName> = EventOf<Operations[N]>

/** What starting a job answers. */
export const startedSchema = v.object({ job: v.string() })

/** One line of a job's stream; `n` counts from 1 without gaps. */
export const lineSchema = v.variant('kind', [
  v.object({ kind: v.literal('event'), n: v.number(), event: v.unknown() }),
  v.object({ kind: v.literal('end'), n: v.number(), output: v.unknown() }),
  v.object({ kind: v.literal('failure'), n: v.number(), failure: failureSchema }),
  /** Nothing new: the stream is alive. */
  v.object({ kind: v.literal('alive') }),
])
export type Line = v.InferOutput<typeof lineSchema>

/** The body of a call that failed, with an HTTP status from 400 on. */
export const refusalSchema = v.object({ failure: failureSchema })

/** The header in which the page proves that it is the one that was opened. */
export const tokenHeader = 'x-wmilink-token'
