import { ArgumentError, WmiError } from '../base/errors.js'
import { wmiText } from '../base/texts/wmi.js'
import type { CallOptions } from './services.js'

/**
 * One running call: its cancellation, its timeout, and what it holds. The timeout bounds each wait of the caller, so it
 * starts anew with every row; time that the caller spends between rows does not count.
 */
export class Call {
  readonly #abort = new AbortController()
  readonly #signal: AbortSignal | undefined
  readonly #ended: ((call: Call) => void) | undefined
  readonly #timeout: number
  #since = performance.now()
  #failure: WmiError | undefined
  #reject: ((reason: WmiError) => void) | undefined
  #timer: NodeJS.Timeout | undefined

  /**
   * @param ended told when the call has ended
   * @throws ArgumentError for a timeout that is no number of milliseconds
   */
  constructor(options: CallOptions = {}, ended?: (call: Call) => void) {
    const { timeout = 0, signal } = options
    if (!(timeout >= 0)) {
      throw new ArgumentError(wmiText('timeoutForm', { value: String(timeout) }), { hint: wmiText('timeoutHint') })
    }
    this.#timeout = timeout
    this.#signal = signal
    this.#ended = ended
    if (signal?.aborted) this.cancel()
    else if (signal) callsOf(signal).add(this)
  }

  /** For whoever does the work: raised when the call is cancelled, timed out, failed or left by its reader. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** Fails the call with WBEM_E_CALL_CANCELLED, or with the WmiError that is the signal's reason. */
  cancel(): void {
    const reason: unknown = this.#signal?.reason
    this.fail(
      reason instanceof WmiError
        ? reason
        : new WmiError('WBEM_E_CALL_CANCELLED', wmiText('cancelled'), {
            hint: wmiText('cancelledHint'),
            cause: reason,
          }),
    )
  }

  /** Ends the call with an error, also while somebody waits in {@link wait}. The first failure counts. */
  fail(error: WmiError): void {
    if (this.#failure) return
    this.#failure = error
    this.#abort.abort(error)
    this.#reject?.(error)
  }

  /** Says that the caller waits again, from `now` (performance.now()) on. */
  restart(now: number): void {
    this.#since = now
  }

  /** @throws WmiError when the call was cancelled, failed, or its wait has lasted longer than the timeout at `now` */
  check(now: number): void {
    if (this.#timeout > 0 && now - this.#since > this.#timeout) this.#expire()
    if (this.#failure) throw this.#failure
  }

  /** Waits for somebody else's promise, but no longer than the call lives. @throws WmiError as {@link check} does */
  async wait<T>(promise: PromiseLike<T>): Promise<T> {
    if (this.#failure) {
      // Nobody will ask how it ended.
      promise.then(undefined, () => undefined)
      throw this.#failure
    }
    this.#arm()
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#reject = reject
        promise.then(resolve, reject)
      })
    } finally {
      this.#reject = undefined
    }
  }

  /** Tells whoever works for the call to stop; it can still be waited for, cancelled and timed out. */
  leave(): void {
    this.#abort.abort(left)
  }

  /** Ends the call: whoever works for it is told to stop, timers and listeners are gone. */
  end(): void {
    clearTimeout(this.#timer)
    if (this.#signal) callsOf(this.#signal).delete(this)
    this.leave()
    this.#ended?.(this)
  }

  #arm(): void {
    if (this.#timeout === 0 || this.#timeout > longestTimer) return
    const rest = this.#timeout - (performance.now() - this.#since)
    // One timer serves all waits: it is not moved for each row, it looks again when it rings too early.
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined
        if (!this.#reject) return
        if (performance.now() - this.#since >= this.#timeout) this.#expire()
        else this.#arm()
      },
      Math.ceil(Math.max(rest, 0)),
    )
  }

  #expire(): void {
    this.fail(
      new WmiError('WBEM_E_TIMED_OUT', wmiText('timedOut', { milliseconds: Math.round(this.#timeout) }), {
        hint: wmiText('timedOutHint'),
      }),
    )
  }
}

/** Why the work of a call that has ended stops. One for all: to make one, with its stack, takes longer than the rest of an ending. */
const left = new DOMException('the call is over', 'AbortError')

// One listener per signal, however many calls share it: Node warns of more than ten.
const bySignal = new WeakMap<AbortSignal, Set<Call>>()

function callsOf(signal: AbortSignal): Set<Call> {
  let calls = bySignal.get(signal)
  if (!calls) {
    const shared = new Set<Call>()
    signal.addEventListener(
      'abort',
      () => {
        for (const call of [...shared]) call.cancel()
      },
      { once: true },
    )
    bySignal.set(signal, shared)
    calls = shared
  }
  return calls
}

/** What setTimeout can hold; a longer timeout is checked between rows only. */
const longestTimer = 2 ** 31 - 1
