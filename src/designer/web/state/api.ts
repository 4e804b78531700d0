// The page's way to every operation, checked on this side too.
import * as v from 'valibot'
import { pageText } from '../../../base/texts/designer-app.js'
import {
  type CallName,
  type Failure,
  type Input,
  type JobEvent,
  type JobName,
  type OperationName,
  type Output,
  operations,
  refusalSchema,
  startedSchema,
  tokenHeader,
} from '../../api/index.js'
import { answerAsked } from './asked.js'
import { readJob } from './job-stream.js'
import { sessionIsOver, sessionToken } from './session.js'

/** An operation that did not work, as the server says it. */
export class ApiError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** False: failures that a person could do something about reject at once. Default true: they are asked, then it is called again. */
  readonly ask?: boolean
}

/** Asks the server once. @throws ApiError; the reason of the signal */
export async function call<N extends CallName>(
  name: N,
  input: Input<N>,
  options: CallOptions = {},
): Promise<Output<N>> {
  return asking(options, async () => output(name, await post(name, input, options.signal)))
}

/** Work that goes on at the server. */
export interface Job<N extends JobName> {
  /** @throws ApiError */
  readonly done: Promise<Output<N>>
  cancel(): void
}

/** Starts a job; its events come in their order, also over a connection that is lost meanwhile. */
export function startJob<N extends JobName>(
  name: N,
  input: Input<N>,
  onEvent: (event: JobEvent<N>) => void = () => {},
  options: CallOptions = {},
): Job<N> {
  const stop = new AbortController()
  let id: string | undefined
  const cancel = () => {
    if (id !== undefined) void call('job.cancel', { job: id }, { ask: false }).catch(() => {})
    else stop.abort()
  }
  options.signal?.addEventListener('abort', cancel, { once: true })
  const done = asking(options, async () => {
    const { job } = v.parse(startedSchema, await post(name, input, stop.signal))
    id = job
    return follow(name, job, onEvent)
  })
  return { done, cancel }
}

/** Goes on with a job that runs already. @throws ApiError */
export async function follow<N extends JobName>(
  name: N,
  job: string,
  onEvent: (event: JobEvent<N>) => void,
): Promise<Output<N>> {
  const { event: schema } = operations[name]
  const end = await readJob(
    (after, signal) => request(`/api/jobs/${encodeURIComponent(job)}?after=${after}`, { signal }),
    event => onEvent(v.parse(schema, event) as JobEvent<N>),
  )
  if (end.kind === 'failure') throw new ApiError(end.failure)
  return output(name, end.output)
}

/** Calls again after each failure that a person could mend. */
async function asking<T>({ ask = true }: CallOptions, work: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await work()
    } catch (error) {
      if (!ask || !(error instanceof ApiError) || !(await answerAsked(error.failure))) throw error
    }
}

async function post(name: OperationName, input: unknown, signal: AbortSignal | undefined): Promise<unknown> {
  const body = JSON.stringify(v.parse(operations[name].input, input))
  const response = await request(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    ...(signal ? { signal } : {}),
  })
  if (response.ok) return response.json()
  throw new ApiError(await failureOf(response))
}

async function request(path: string, init: RequestInit): Promise<Response> {
  const token = await sessionToken()
  const headers = new Headers(init.headers)
  headers.set(tokenHeader, token)
  const response = await fetch(path, { ...init, headers })
  if (response.status === 401) sessionIsOver()
  return response
}

async function failureOf(response: Response): Promise<Failure> {
  const parsed = v.safeParse(refusalSchema, await response.json().catch(() => undefined))
  if (parsed.success) return parsed.output.failure
  if (response.status === 401 || response.status === 403) sessionIsOver()
  return { kind: 'failed', message: pageText('badAnswer', { status: response.status }) }
}

function output<N extends OperationName>(name: N, value: unknown): Output<N> {
  return v.parse(operations[name].output, value) as Output<N>
}
