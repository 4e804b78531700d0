/** Why waiting is over. */
export type Ended =
  | { readonly kind: 'timeout'; readonly milliseconds: number }
  | { readonly kind: 'abort'; readonly reason: unknown }

/** Milliseconds of the longest delay that a timer keeps; longer ones would fire at once. */
export const longestDelay = 2_147_483_647

/** How long something may take, and the signal that ends it earlier. Clear it when it is done. */
export class Deadline {
  readonly #signal: AbortSignal | undefined
  readonly #timer: ReturnType<typeof setTimeout> | undefined
  readonly #watchers = new Set<(ended: Ended) => void>()
  #ended: Ended | undefined

  /** @param timeout milliseconds; 0 waits for ever */
  constructor(timeout: number, signal?: AbortSignal) {
    this.#signal = signal
    if (signal?.aborted) this.#ended = { kind: 'abort', reason: signal.reason }
    else {
      if (signal) deadlinesOf(signal).add(this)
      if (timeout > 0) {
        const end = () => this.#end({ kind: 'timeout', milliseconds: timeout })
        this.#timer = setTimeout(end, Math.min(timeout, longestDelay))
      }
    }
  }

  get ended(): Ended | undefined {
    return this.#ended
  }

  /** Calls back once it is over, at once when it is already; answers what takes that back. */
  watch(watcher: (ended: Ended) => void): () => void {
    if (this.#ended) {
      watcher(this.#ended)
      return () => {}
    }
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  clear(): void {
    clearTimeout(this.#timer)
    if (this.#signal) deadlinesOf(this.#signal).delete(this)
    this.#watchers.clear()
  }

  /** Ends it as its signal does. */
  abort(): void {
    this.#end({ kind: 'abort', reason: this.#signal?.reason })
  }

  #end(ended: Ended): void {
    if (this.#ended) return
    this.#ended = ended
    const watchers = [...this.#watchers]
    this.clear()
    for (const watcher of watchers) watcher(ended)
  }
}

const bySignal = new WeakMap<AbortSignal, Set<Deadline>>()

/** The deadlines that a signal ends: one listener for all, for Node takes many on one signal for a leak and says so. */
function deadlinesOf(signal: AbortSignal): Set<Deadline> {
  const known = bySignal.get(signal)
  if (known) return known
  const deadlines = new Set<Deadline>()
  bySignal.set(signal, deadlines)
  signal.addEventListener('abort', () => {
    for (const deadline of [...deadlines]) deadline.abort()
  })
  return deadlines
}

/**
 * What `start` promises, or the failure that `fail` makes once the deadline is over; what is left of the work is told by `signal`.
 * @param late gets what `start` gives when nobody waits for it any more
 */
export async function within<T>(
  deadline: Deadline,
  fail: (ended: Ended) => unknown,
  start: (signal: AbortSignal) => Promise<T>,
  late: (value: T) => void,
): Promise<T> {
  const stop = new AbortController()
  let unwatch = () => {}
  try {
    return await new Promise<T>((resolve, reject) => {
      unwatch = deadline.watch(ended => {
        const failure = fail(ended)
        reject(failure)
        stop.abort(failure)
      })
      if (stop.signal.aborted) return
      start(stop.signal).then(value => (stop.signal.aborted ? late(value) : resolve(value)), reject)
    })
  } finally {
    unwatch()
  }
}
