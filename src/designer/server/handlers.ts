// What serves an operation: the rooms of the designer each make some of these, and the server joins them to one table.
import type { CallName, Input, JobEvent, JobName, Output } from '../api/index.js'

export interface CallContext {
  /** Raised when the page no longer waits. */
  readonly signal: AbortSignal
}

export interface JobContext<Event> extends CallContext {
  /** Tells an event to whoever watches the job; never throws. */
  emit(event: Event): void
}

export type CallHandler<N extends CallName> = (input: Input<N>, context: CallContext) => Promise<Output<N>> | Output<N>
export type JobHandler<N extends JobName> = (
  input: Input<N>,
  context: JobContext<JobEvent<N>>,
) => Promise<Output<N>> | Output<N>

/** One handler for each operation. */
export type Handlers = { readonly [N in CallName]: CallHandler<N> } & { readonly [N in JobName]: JobHandler<N> }

/** Handlers of the operations named, as one room makes them. */
export type HandlersOf<N extends CallName | JobName> = Pick<Handlers, N>
