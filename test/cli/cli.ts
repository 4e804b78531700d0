import { PassThrough, Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import type { ExitCode } from '../../src/cli/exit-code.js'
import type { Io } from '../../src/cli/io.js'
import { run } from '../../src/cli/run.js'

/** A stream that keeps what is written to it, and may say that it is a terminal. */
export class Kept extends Writable {
  text = ''
  readonly isTTY: boolean
  readonly columns: number
  readonly rows: number

  constructor(terminal?: { columns: number; rows?: number }) {
    super({ decodeStrings: false })
    this.isTTY = terminal !== undefined
    this.columns = terminal?.columns ?? 80
    this.rows = terminal?.rows ?? 24
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.text += chunk.toString()
    done()
  }
}

/** A keyboard on which text is typed as soon as somebody listens without echo. */
export class Keyboard extends PassThrough {
  readonly isTTY = true
  raw = false
  readonly #typed: string

  constructor(typed: string) {
    super()
    this.#typed = typed
  }

  setRawMode(on: boolean): this {
    this.raw = on
    if (on) setImmediate(() => this.write(this.#typed))
    return this
  }
}

export interface CliOptions {
  /** Makes stdout and stderr terminals of this many columns. */
  readonly columns?: number
  readonly env?: Record<string, string | undefined>
  readonly stdin?: Io['stdin']
  readonly stdout?: Io['stdout'] & { text: string }
  readonly stderr?: Io['stderr'] & { text: string }
  readonly signal?: AbortSignal
}

export interface CliResult {
  readonly code: ExitCode
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command in this process, without a terminal and in an empty environment unless asked otherwise. */
export async function cli(argv: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const terminal = options.columns === undefined ? undefined : { columns: options.columns }
  const stdout = options.stdout ?? new Kept(terminal)
  const stderr = options.stderr ?? new Kept(terminal)
  const code = await run(argv, {
    stdin: options.stdin ?? new PassThrough(),
    stdout,
    stderr,
    env: options.env ?? {},
    signal: options.signal ?? new AbortController().signal,
  })
  return { code, stdout: stdout.text, stderr: stderr.text }
}

/** Colours taken out. */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
}

/** A command that runs until it is told to stop. */
export interface Running {
  readonly stdout: Kept
  readonly stderr: Kept
  readonly ended: Promise<CliResult>
  /** As Ctrl-C does. */
  stop(): Promise<CliResult>
}

export function start(
  argv: readonly string[],
  options: Omit<CliOptions, 'stdout' | 'stderr' | 'signal'> & { readonly rows?: number } = {},
): Running {
  const { columns, rows } = options
  const terminal = columns === undefined ? undefined : { columns, ...(rows === undefined ? {} : { rows }) }
  const stdout = new Kept(terminal)
  const stderr = new Kept(terminal)
  const controller = new AbortController()
  const ended = cli(argv, { ...options, stdout, stderr, signal: controller.signal })
  return {
    stdout,
    stderr,
    ended,
    stop() {
      controller.abort()
      return ended
    },
  }
}
