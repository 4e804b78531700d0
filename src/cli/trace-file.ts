import { closeSync, fchmodSync, fstatSync, openSync, writeSync } from 'node:fs'
import { cliNetText } from '../base/texts/cli-net.js'
import type { ExchangeEvent } from '../http/trace.js'
import { UsageError } from './errors.js'

/**
 * The file of `--trace`: one exchange a line, as JSON, for its owner's eyes only. Each line is with the system before the command goes on, so
 * that nothing is missing when it fails, however it fails.
 */
export class TraceFile {
  readonly #path: string
  readonly #file: number
  #events = 0
  #failure: string | undefined

  /** Makes the file, or empties it. @throws UsageError when that cannot be done */
  constructor(path: string) {
    this.#path = path
    try {
      this.#file = openSync(path, 'w', 0o600)
      if (fstatSync(this.#file).isFile()) fchmodSync(this.#file, 0o600)
    } catch (error) {
      throw new UsageError(cliNetText('traceFile', { file: path, reason: reasonOf(error) }), {
        hint: cliNetText('fileHint'),
        cause: error,
      })
    }
  }

  /** Never throws: a trace that cannot be written is no reason to fail. */
  readonly write = (event: ExchangeEvent): void => {
    if (this.#failure !== undefined) return
    try {
      const line = Buffer.from(`${JSON.stringify(event)}\n`)
      for (let done = 0; done < line.length; ) done += writeSync(this.#file, line, done)
      this.#events += 1
    } catch (error) {
      this.#failure = reasonOf(error)
    }
  }

  /** Answers what is to be said about the file; nothing when there was nothing to write. */
  close(): string | undefined {
    closeSync(this.#file)
    const file = this.#path
    if (this.#failure !== undefined) return cliNetText('traceIncomplete', { file, reason: this.#failure })
    return this.#events === 0 ? undefined : cliNetText('traceWritten', { file })
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
