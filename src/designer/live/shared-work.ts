/** Work that several callers wait for. It is given up when none of them waits any longer. */
export class SharedWork<T> {
  readonly #stop = new AbortController()
  readonly #result: Promise<T>
  #waiting = 0
  #settled = false

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#stop.signal).finally(() => {
      this.#settled = true
    })
    // Who waits is told; nobody may be left.
    this.#result.catch(() => undefined)
  }

  /** True when nobody waited for its end: it must be started anew. */
  get abandoned(): boolean {
    return this.#stop.signal.aborted
  }

  /** What came of it, whether or not anybody still waits. */
  get result(): Promise<T> {
    return this.#result
  }

  /** @throws what the work throws; the reason of the signal when that comes first */
  async join(signal: AbortSignal): Promise<T> {
    this.#waiting += 1
    try {
      return await unlessAborted(this.#result, signal)
    } finally {
      this.#waiting -= 1
      if (this.#waiting === 0 && !this.#settled) this.#stop.abort(signal.reason)
    }
  }
}

/** Waits for a promise until the signal is raised. @throws the reason of the signal */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let onAbort: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    if (onAbort) signal.removeEventListener('abort', onAbort)
  }
}
