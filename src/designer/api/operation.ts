// What an operation of the designer is: one row that the server and the page both read, and both check what they get by it.
import type { BaseIssue, BaseSchema, InferOutput } from 'valibot'

export type Schema = BaseSchema<unknown, unknown, BaseIssue<unknown>>

/** Asked once, answered once. */
export interface CallOperation<Input extends Schema = Schema, Output extends Schema = Schema> {
  readonly kind: 'call'
  readonly input: Input
  readonly output: Output
}

/** Work that takes a while: it tells events as they happen, can be cancelled, and ends with one result or a failure. */
export interface JobOperation<
  Input extends Schema = Schema,
  Event extends Schema = Schema,
  Output extends Schema = Schema,
> {
  readonly kind: 'job'
  readonly input: Input
  readonly event: Event
  readonly output: Output
}

export type Operation = CallOperation | JobOperation

export function call<Input extends Schema, Output extends Schema>(
  input: Input,
  output: Output,
): CallOperation<Input, Output> {
  return { kind: 'call', input, output }
}

export function job<Input extends Schema, Event extends Schema, Output extends Schema>(
  input: Input,
  event: Event,
  output: Output,
): JobOperation<Input, Event, Output> {
  return { kind: 'job', input, event, output }
}

export type InputOf<O extends Operation> = InferOutput<O['input']>
export type OutputOf<O extends Operation> = InferOutput<O['output']>
export type EventOf<O> = O extends JobOperation<Schema, infer Event, Schema> ? InferOutput<Event> : never
