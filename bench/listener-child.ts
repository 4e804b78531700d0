import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** The listener of `wsman-listener-child` in a process of its own; benchmarks run in the project's folder. */
export class ListenerChild {
  readonly http: string
  readonly https: string
  readonly #process: ChildProcessWithoutNullStreams
  readonly #lines: AsyncIterator<string>

  private constructor(process: ChildProcessWithoutNullStreams, lines: AsyncIterator<string>, urls: string) {
    this.#process = process
    this.#lines = lines
    const { http, https } = JSON.parse(urls) as { http: string; https: string }
    this.http = http
    this.https = https
  }

  /** @param rows how many instances Bench_Row has */
  static async start(rows: number): Promise<ListenerChild> {
    const child = spawn(process.execPath, ['dist/bench/wsman-listener-child.js', String(rows)])
    child.stderr.pipe(process.stderr)
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const first = await lines.next()
    return new ListenerChild(child, lines, String(first.value))
  }

  /** Peak memory in megabytes since the last {@link reset}. */
  async memory(): Promise<number> {
    this.#process.stdin.write('memory\n')
    return Number((await this.#lines.next()).value)
  }

  reset(): void {
    this.#process.stdin.write('reset\n')
  }

  async stop(): Promise<void> {
    const ended = new Promise(resolve => this.#process.on('close', resolve))
    this.#process.stdin.end()
    await ended
  }
}
