import { WmiError } from '../../base/errors.js'
import { wsmanText } from '../../base/texts/wsman.js'
import type { Lane } from '../../http/transport.js'
import { wsmanCodes } from '../faults/codes.js'
import { WsmanFaultError } from '../faults/fault.js'
import { isFault } from '../faults/fault-error.js'
import { actions } from '../names.js'
import { writePull } from '../operations/enumeration.js'
import type { Resource } from '../types.js'
import type { Messenger, WsmanCall } from './messenger.js'
import { type Page, pageOf, protocol } from './page.js'

/** How a Pull ended. */
type Pulled =
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'again' }
  | { readonly kind: 'failed'; readonly error: unknown }

/** After how many empty answers at once the next question waits, and how long at most. */
const patience = 3
const longestPause = 1000

/** What all Pulls of one sequence have in common. */
export interface SequenceOptions {
  readonly resource: Resource
  /** The sizes of the message that opened the sequence: Pulls must repeat them. */
  readonly envelopeSize: number
  readonly maxElements: number
  readonly call: WsmanCall
  readonly lane?: Lane
}

/**
 * The pages that one enumeration context stands for. Exactly one Pull is under way while a page is read, and none after it until
 * the reader comes back.
 */
export class Sequence {
  readonly #messenger: Messenger
  readonly #options: SequenceOptions
  readonly #abort = new AbortController()
  #context: string | undefined
  #open = true
  #pending: Promise<Pulled> | undefined

  /** @param context with which to pull */
  constructor(messenger: Messenger, context: string, options: SequenceOptions) {
    this.#messenger = messenger
    this.#context = context
    this.#options = options
  }

  /** The context that the server holds; undefined when it holds none any more. */
  get context(): string | undefined {
    return this.#open ? this.#context : undefined
  }

  /** Asks for the next page without waiting for it. */
  prefetch(): void {
    this.#pending ??= this.#pull(this.#messenger.operationTimeout(this.#options.call.timeout ?? 0))
  }

  /**
   * The next page that has items or is the last one; undefined after the last. Time-outs of the server and empty pages go on.
   * Who cancels hears so at once; a Pull that is under way stays so for {@link settle}, for only its answer tells which context to release.
   * @throws WmiError WBEM_E_TIMED_OUT when the call's timeout passes without any; WsmanFaultError; HttpError; the reason of the signal
   */
  async next(): Promise<Page | undefined> {
    // The last page, or why there is none, may wait here already.
    if (!this.#open && !this.#pending) return undefined
    const timeout = this.#options.call.timeout ?? 0
    const started = performance.now()
    for (let empty = 0; ; ) {
      const left = timeout === 0 ? 0 : Math.max(1, timeout - (performance.now() - started))
      this.#options.call.signal?.throwIfAborted()
      this.#pending ??= this.#pull(this.#messenger.operationTimeout(left))
      const pulled = await beforeAbort(this.#pending, this.#options.call.signal)
      this.#pending = undefined
      if (pulled.kind === 'failed') throw pulled.error
      if (pulled.kind === 'page') {
        if (pulled.page.count > 0 || pulled.page.items.end) return pulled.page
        empty += 1
      }
      if (timeout > 0 && performance.now() - started >= timeout) throw timedOut(timeout)
      if (empty > patience)
        await this.#messenger.pause(Math.min(longestPause, 2 ** Math.min(empty, 20)), this.#options.call.signal)
    }
  }

  /**
   * Waits for a Pull that is under way, for `grace` milliseconds, then gives it up. Never fails. Afterwards {@link context} says what
   * is left at the server.
   */
  async settle(grace: number): Promise<void> {
    const pending = this.#pending
    if (pending) {
      const timer = setTimeout(() => this.#abort.abort(), grace)
      await pending
      clearTimeout(timer)
    }
  }

  /** Never rejects: nobody may be waiting. */
  async #pull(operationTimeout: number): Promise<Pulled> {
    try {
      return { kind: 'page', page: await this.#page(operationTimeout) }
    } catch (error) {
      if (isFault(error, wsmanCodes.ERROR_WSMAN_OPERATION_TIMEDOUT)) return { kind: 'again' }
      // Any other fault has ended the sequence at the server.
      if (error instanceof WsmanFaultError) this.#open = false
      return { kind: 'failed', error }
    }
  }

  async #page(operationTimeout: number): Promise<Page> {
    const { resource, envelopeSize, maxElements, call, lane } = this.#options
    const context = this.#context ?? ''
    const { value: page } = await this.#messenger.send(
      {
        action: actions.pull,
        resource,
        body: writePull({ context, maxElements }),
        call: { ...call, signal: this.#abort.signal },
        // A Pull that is sent twice may lose a page.
        repeatable: false,
        envelopeSize,
        operationTimeout,
        lane,
      },
      pageOf,
    )
    if (page.items.end) this.#open = false
    else if (page.items.context === undefined) throw protocol(wsmanText('noNextContext'))
    this.#context = page.items.context
    return page
  }
}

/** What a promise gives, unless the signal is raised before. */
async function beforeAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  let stop = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** The caller's patience has ended. */
export function timedOut(timeout: number): WmiError {
  return new WmiError('WBEM_E_TIMED_OUT', wsmanText('noRows', { milliseconds: Math.round(timeout) }), {
    hint: wsmanText('hintTimeout'),
  })
}
