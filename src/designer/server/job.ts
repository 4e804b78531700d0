import { designerServerText } from '../../base/texts/designer-server.js'
import type { Failure, Line } from '../api/index.js'
import { DesignerError } from '../failure.js'

/** What a job keeps for its readers. */
export interface JobLimits {
  readonly jobLines: number
  readonly jobBytes: number
  readonly unreadTime: number
}

/** What a job is called. */
export interface JobHead {
  readonly id: string
  readonly operation: string
  readonly document: string | null
  /** True for one that goes on when nobody reads it. */
  readonly lasting: boolean
}

/**
 * Work that takes a while. What it tells are numbered lines, kept so that readers can come, go and come back; the oldest fall off
 * when they are too many.
 */
export class Job {
  readonly head: JobHead
  readonly signal: AbortSignal
  readonly #limits: JobLimits
  readonly #stop = new AbortController()
  readonly #watchers = new Set<() => void>()
  // Lines that were dropped are cleared at once and cut off now and then, for shifting each time would move all others.
  #lines: (string | undefined)[] = []
  #dropped = 0
  #cut = 0
  #bytes = 0
  #readers = 0
  #unread: NodeJS.Timeout | undefined
  #over = false

  constructor(head: JobHead, limits: JobLimits) {
    this.head = head
    this.#limits = limits
    this.signal = this.#stop.signal
    this.#waitForReaders()
  }

  /** True when it has told its end. */
  get over(): boolean {
    return this.#over
  }

  /** The number of the last line. */
  get last(): number {
    return this.#cut + this.#lines.length
  }

  /** Tells an event; nothing after the end. */
  event(event: unknown): void {
    this.#tell(n => ({ kind: 'event', n, event }))
  }

  /** The last word: what it answers. */
  end(output: unknown): void {
    this.#finish(n => ({ kind: 'end', n, output }))
  }

  /** The last word: why it failed. */
  fail(failure: Failure): void {
    this.#finish(n => ({ kind: 'failure', n, failure }))
  }

  /** Asks it to stop; it ends when it has. */
  cancel(message = designerServerText('cancelled')): void {
    if (!this.#over) this.#stop.abort(new DesignerError({ kind: 'cancelled', message }))
  }

  /**
   * The line of a number, as JSON with a line end; undefined when it has not come yet. A number that is no longer kept answers a
   * failure that says so.
   */
  line(n: number): { readonly text: string; readonly gap: boolean } | undefined {
    if (n > this.last) return undefined
    const text = n > this.#dropped ? this.#lines[n - this.#cut - 1] : undefined
    if (text !== undefined) return { text, gap: false }
    const message = designerServerText('gap', { count: this.#dropped - n + 1 })
    return { text: written({ kind: 'failure', n, failure: { kind: 'failed', message } }), gap: true }
  }

  /** Calls back whenever there is something new. Answers how to leave: a job that nobody reads is cancelled after a while. */
  read(onNews: () => void): () => void {
    this.#readers += 1
    this.#watchers.add(onNews)
    clearTimeout(this.#unread)
    let here = true
    return () => {
      if (!here) return
      here = false
      this.#watchers.delete(onNews)
      this.#readers -= 1
      this.#waitForReaders()
    }
  }

  /** Forgets everything; for the end of the server. */
  dispose(): void {
    clearTimeout(this.#unread)
    this.cancel()
  }

  #waitForReaders(): void {
    if (this.#readers > 0 || this.#over || this.head.lasting) return
    clearTimeout(this.#unread)
    this.#unread = setTimeout(() => this.cancel(designerServerText('unread')), this.#limits.unreadTime)
    this.#unread.unref()
  }

  #finish(line: (n: number) => Line): void {
    clearTimeout(this.#unread)
    this.#tell(line, true)
  }

  #tell(line: (n: number) => Line, isLast = false): void {
    if (this.#over) return
    // Readers end when they have read the last line, so they must know.
    this.#over = isLast
    const text = written(line(this.last + 1))
    this.#lines.push(text)
    this.#bytes += text.length
    const { jobLines, jobBytes } = this.#limits
    while (this.last - this.#dropped > 1 && (this.last - this.#dropped > jobLines || this.#bytes > jobBytes))
      this.#drop()
    for (const onNews of this.#watchers) onNews()
  }

  #drop(): void {
    const index = this.#dropped - this.#cut
    this.#bytes -= this.#lines[index]?.length ?? 0
    this.#lines[index] = undefined
    this.#dropped += 1
    if (index < 10_000) return
    this.#lines = this.#lines.slice(index + 1)
    this.#cut = this.#dropped
  }
}

function written(line: Line): string {
  return `${JSON.stringify(line)}\n`
}
