import type { OutputStream } from './io.js'

/** Thrown by writes after the reader of our output has gone; the command then ends quietly. */
export class ClosedPipe extends Error {}

const chunkSize = 32_768
const closedCodes: ReadonlySet<string | undefined> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET', 'EOF'])

/**
 * Standard output for data: small writes are gathered until the next turn of the event loop, and a writer that is faster than
 * its reader waits.
 */
export class Output {
  readonly stream: OutputStream
  readonly #onEnd: (reason: Error) => void
  #pending = ''
  #scheduled: NodeJS.Immediate | undefined
  #failure: Error | undefined

  /** @param onEnd hears of a closed pipe ({@link ClosedPipe}) or a failed write, once */
  constructor(stream: OutputStream, onEnd: (reason: Error) => void) {
    this.stream = stream
    this.#onEnd = onEnd
    stream.on('error', this.#fail)
  }

  /** Resolves when more may be written; undefined stands for at once. @throws ClosedPipe or the error of the stream */
  write(text: string): Promise<void> | undefined {
    if (this.#failure) throw this.#failure
    this.#pending += text
    if (this.#pending.length >= chunkSize) return this.flush()
    this.#scheduled ??= setImmediate(() => void this.flush().catch(() => {}))
    return undefined
  }

  /** Resolves when everything written so far has been handed to the system. @throws as {@link write} */
  async flush(): Promise<void> {
    clearImmediate(this.#scheduled)
    this.#scheduled = undefined
    if (this.#failure) throw this.#failure
    if (this.#pending === '') return
    const text = this.#pending
    this.#pending = ''
    await new Promise<void>((resolve, reject) => {
      this.stream.write(text, error => (error ? reject(this.#fail(error)) : resolve()))
    })
  }

  /** Stops listening to the stream. */
  release(): void {
    clearImmediate(this.#scheduled)
    // A late EPIPE must not become an uncaught exception, so one deaf listener stays.
    this.stream.on('error', () => {})
    this.stream.off('error', this.#fail)
  }

  readonly #fail = (error: NodeJS.ErrnoException): Error => {
    if (!this.#failure) {
      this.#failure = closedCodes.has(error.code) ? new ClosedPipe('closed pipe', { cause: error }) : error
      this.#onEnd(this.#failure)
    }
    return this.#failure
  }
}
