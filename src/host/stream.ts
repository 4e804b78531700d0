import { setImmediate as immediate } from 'node:timers/promises'
import { hostText } from '../base/texts/host.js'
import type { CimInstance } from '../cim/instance.js'
import type { Call } from '../wmi/call.js'
import { providerAnswer, providerFailure } from './failures.js'
import type { ProviderRow } from './provider.js'

/** What a provider enumerates. */
export type RowSource = Iterable<ProviderRow> | AsyncIterable<ProviderRow>

/** One class's share of a result. */
export interface Part<T = CimInstance> {
  readonly className: string
  /** Begins the enumeration. What it throws, and what its rows throw, is the provider's failure. */
  open(): RowSource | Promise<RowSource>
  /** What a row stands for; undefined when it is not part of the result. */
  read(row: ProviderRow): T | undefined
}

/** Milliseconds after which rows that come without waiting let timers and other work have their turn. */
const slice = 10

/**
 * Runs the parts of a plan one after the other. Rows of a synchronous provider cost no promise beyond the reader's own.
 * Leaving the stream raises `call.signal` and then ends the provider's iteration, so that its `finally` runs.
 *
 * @param locate completes an error before it is thrown
 */
export async function* stream<T>(
  plan: () => Iterable<Part<T>> | Promise<Iterable<Part<T>>>,
  call: Call,
  locate: (error: unknown) => unknown = error => error,
): AsyncGenerator<T, void> {
  try {
    let turn = performance.now()
    call.restart(turn)
    call.check(turn)
    for (const part of await plan()) {
      const rows = new RowCursor(part, call)
      await rows.open()
      try {
        for (;;) {
          if (!(rows.isAsync ? await rows.nextAsync() : rows.next())) break
          const item = rows.read()
          let now = performance.now()
          if (item !== undefined) {
            call.check(now)
            yield item
            now = performance.now()
            call.restart(now)
          }
          if (now - turn > slice) {
            await immediate()
            turn = performance.now()
          }
          call.check(now)
        }
      } catch (error) {
        // Why the reading ended counts, not what a release that fails says.
        await rows.close().catch(() => undefined)
        throw error
      } finally {
        await rows.close()
      }
    }
  } catch (error) {
    throw locate(error)
  } finally {
    call.end()
  }
}

/** The iteration of one part, of whichever kind, with failures put down to the provider. */
class RowCursor<T> {
  isAsync = false
  #row: ProviderRow = {}
  readonly #part: Part<T>
  readonly #call: Call
  #iterator: Iterator<ProviderRow> | AsyncIterator<ProviderRow> | undefined
  #pending = false

  constructor(part: Part<T>, call: Call) {
    this.#part = part
    this.#call = call
  }

  async open(): Promise<void> {
    try {
      const opened: unknown = this.#part.open()
      const source = opened instanceof Promise ? await this.#call.wait<unknown>(opened) : opened
      if (isAsyncIterable(source)) {
        this.isAsync = true
        this.#iterator = source[Symbol.asyncIterator]()
      } else if (isIterable(source)) this.#iterator = source[Symbol.iterator]()
      else throw providerAnswer(hostText('notIterable', { class: this.#part.className }))
    } catch (error) {
      throw this.#failure(error)
    }
  }

  /** What the row stands for. Its columns may be computed by the provider only now. */
  read(): T | undefined {
    try {
      return this.#part.read(this.#row)
    } catch (error) {
      throw this.#failure(error)
    }
  }

  next(): boolean {
    let step: IteratorResult<ProviderRow>
    try {
      step = (this.#iterator as Iterator<ProviderRow>).next()
    } catch (error) {
      this.#iterator = undefined
      throw this.#failure(error)
    }
    return this.#accept(step)
  }

  async nextAsync(): Promise<boolean> {
    this.#pending = true
    try {
      const step = await this.#call.wait((this.#iterator as AsyncIterator<ProviderRow>).next())
      this.#pending = false
      return this.#accept(step)
    } catch (error) {
      throw this.#failure(error)
    }
  }

  /** Ends an iteration that has not come to its end, and waits for that no longer than the call lives. */
  async close(): Promise<void> {
    const iterator = this.#iterator
    this.#iterator = undefined
    if (!iterator) return
    this.#call.leave()
    this.#call.restart(performance.now())
    try {
      const returned = Promise.resolve(iterator.return?.())
      // A provider that is still waiting for its next row ends when it wakes up, not before.
      if (this.#pending) returned.catch(() => undefined)
      else await this.#call.wait(returned)
    } catch (error) {
      throw this.#failure(error)
    }
  }

  #accept(step: IteratorResult<ProviderRow>): boolean {
    if (step.done) {
      this.#iterator = undefined
      return false
    }
    const row: unknown = step.value
    if (typeof row !== 'object' || row === null)
      throw providerAnswer(hostText('notRow', { class: this.#part.className, value: String(row) }))
    this.#row = row as ProviderRow
    return true
  }

  #failure(error: unknown): Error {
    return providerFailure(error, this.#part.className)
  }
}

function isIterable(value: unknown): value is Iterable<ProviderRow> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}

function isAsyncIterable(value: unknown): value is AsyncIterable<ProviderRow> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
