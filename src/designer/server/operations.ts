// Carries out operations: what comes in is checked by the table, and so is what goes out.
import * as v from 'valibot'
import { designerServerText } from '../../base/texts/designer-server.js'
import { type OperationName, operations } from '../api/index.js'
import type { CallOperation, JobOperation, Operation, Schema } from '../api/operation.js'
import { Refusal, type Told, tell } from './failures.js'
import type { Handlers, JobContext } from './handlers.js'
import type { Job } from './job.js'
import type { Jobs } from './jobs.js'

/** What an operation answered. */
export type Answer =
  | { readonly status: 200; readonly value: unknown }
  | { readonly status: number; readonly told: Told }

/** Handlers as the table reaches them: by name, with what the table has checked. */
type AnyHandler = (input: unknown, context: JobContext<unknown>) => unknown

/** Our own answer was not what the table says. */
class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer'
}

/** The operations of one server. */
export class OperationTable {
  readonly #handlers: Handlers
  readonly #jobs: Jobs
  readonly #onFault: (text: string) => void

  /** @param onFault told of faults of our own, by name, without any value */
  constructor(handlers: Handlers, jobs: Jobs, onFault: (text: string) => void) {
    this.#handlers = handlers
    this.#jobs = jobs
    this.#onFault = onFault
  }

  /**
   * Calls an operation, or starts a job. Never rejects.
   * @param signal raised when the one who asked no longer waits
   */
  async run(name: string, input: unknown, signal: AbortSignal): Promise<Answer> {
    try {
      if (!isOperation(name)) throw new Refusal(404, designerServerText('unknownOperation'))
      const operation: Operation = operations[name]
      const checked = checkInput(name, operation, input)
      return { status: 200, value: await this.#carryOut(name, operation, checked, signal) }
    } catch (error) {
      const told = this.#told(name, error, signal)
      return { status: told.status, told }
    }
  }

  async #carryOut(name: OperationName, operation: Operation, input: unknown, signal: AbortSignal): Promise<unknown> {
    if (operation.kind === 'job') return { job: this.#start(name, operation, input) }
    return this.#call(name, operation, input, signal)
  }

  async #call(name: OperationName, operation: CallOperation, input: unknown, signal: AbortSignal): Promise<unknown> {
    const output = await this.#handlerOf(name)(input, { signal, emit: () => undefined })
    return checkOutput(name, operation.output, output)
  }

  /** The job goes on after the answer with its name. */
  #start(name: OperationName, operation: JobOperation, input: unknown): string {
    const lasting = name.startsWith('run.')
    const job = this.#jobs.make({ operation: name, document: documentOf(input), lasting })
    void this.#work(name, operation, input, job)
    return job.head.id
  }

  async #work(name: OperationName, operation: JobOperation, input: unknown, job: Job): Promise<void> {
    let fault: unknown
    const emit = (event: unknown): void => {
      const result = v.safeParse(operation.event, event)
      if (result.success) job.event(result.output)
      else fault ??= wrongAnswer(name, 'event', result.issues)
    }
    try {
      // Its name is answered before it does anything.
      await undefined
      const output = await this.#handlerOf(name)(input, { signal: job.signal, emit })
      if (fault !== undefined) throw fault
      job.end(checkOutput(name, operation.output, output))
    } catch (error) {
      job.fail(this.#told(name, error, job.signal).failure)
    } finally {
      this.#jobs.finished(job)
    }
  }

  #handlerOf(name: OperationName): AnyHandler {
    // The table of operations and the type of the handlers say the same; the name alone does not tell the compiler which one it is.
    return this.#handlers[name] as AnyHandler
  }

  #told(operation: string, error: unknown, signal: AbortSignal): Told {
    if (error instanceof WrongAnswer) {
      this.#onFault(error.message)
      const message = designerServerText('badOutput', { operation })
      return { failure: { kind: 'failed', message }, status: 500, internal: true }
    }
    const told = tell(error, signal)
    if (told.internal) this.#onFault(`${operation}: ${faultText(error)}`)
    return told
  }
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name)
}

function checkInput(name: string, operation: Operation, input: unknown): unknown {
  const result = v.safeParse(operation.input, input, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const path = v.getDotPath(issue)?.slice(0, 200) ?? ''
  // What was received could be a secret: only what was expected is told.
  const reason = issue.expected ?? issue.type
  throw new Refusal(400, designerServerText('badInput', { operation: name, path: path || '.', reason }))
}

function checkOutput(name: string, schema: Schema, output: unknown): unknown {
  const result = v.safeParse(schema, output, { abortEarly: true })
  if (result.success) return result.output
  throw wrongAnswer(name, 'output', result.issues)
}

function wrongAnswer(
  name: string,
  what: string,
  [issue]: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]],
): WrongAnswer {
  return new WrongAnswer(
    `${name}: wrong ${what} at ${v.getDotPath(issue) ?? '.'}: expected ${issue.expected ?? issue.type}`,
  )
}

/** The name of an error and where it came from; its message could quote a value. */
function faultText(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const places = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return [error.name, ...places.slice(0, 6)].join('\n')
}

/** The document that an input is about. */
function documentOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null) return null
  if ('document' in input && typeof input.document === 'string') return input.document
  return 'place' in input ? documentOf(input.place) : null
}
