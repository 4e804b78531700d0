// One run of a program without a shell: its input, its output up to a limit, and its end, which a time-out or a cancel may bring.
import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a program that goes on telling may say at most, in bytes for each of its outputs. */
export const outputLimit = 1 << 24
/** How long a program that is asked to end has for it, and what it started to close its outputs, in milliseconds. */
const grace = 2000

export interface ProcessOptions {
  readonly file: string
  readonly arguments: readonly string[]
  /** The arguments as they stand in the package: Windows programs read them themselves. */
  readonly rawArguments: string
  readonly folder: string
  /** Given to the program; without it, its input is empty. */
  readonly input: string | undefined
  readonly keepsOutput: boolean
  readonly keepsErrors: boolean
  readonly hidden: boolean
  readonly signal: AbortSignal
  /** Milliseconds; 0 for none. */
  readonly timeOut: number
  /** False: after the time-out the program goes on without us. */
  readonly terminates: boolean
}

export interface ProcessEnd {
  readonly reason: 'exit' | 'timeout' | 'canceled' | 'outputLimit'
  /** 128 and the number of the signal for a program that a signal ended. */
  readonly code: number
  readonly output: Uint8Array
  readonly errors: Uint8Array
}

/** Runs a program to its end. @throws the system's error when it cannot start */
export async function runProcess(options: ProcessOptions): Promise<ProcessEnd> {
  options.signal.throwIfAborted()
  const child = start(options)
  const output = new Collected(options.keepsOutput ? child.stdout : null)
  const errors = new Collected(options.keepsErrors ? child.stderr : null)
  const exit = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
  const stopped = new AbortController()
  try {
    // A program that does not read its input may close it.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(options.input)
    const interruption = await Promise.race([
      ended(exit, output, errors),
      aborted(options.signal, stopped.signal),
      output.overflow,
      errors.overflow,
      timedOut(options.timeOut, stopped.signal),
    ])
    const end = (code: number, reason: ProcessEnd['reason']): ProcessEnd => ({
      reason,
      code,
      output: output.bytes(),
      errors: errors.bytes(),
    })
    if (typeof interruption === 'number') return end(interruption, 'exit')
    if (interruption === 'timeout' && !options.terminates) {
      child.unref()
      return end(0, interruption)
    }
    return end(await endGroup(child, exit, interruption === 'canceled'), interruption)
  } finally {
    stopped.abort()
    output.close()
    errors.close()
  }
}

function start({ file, arguments: list, rawArguments, folder, ...options }: ProcessOptions): ChildProcess {
  const windows = process.platform === 'win32'
  return spawn(file, windows && rawArguments.trim() ? [rawArguments] : list, {
    cwd: folder,
    env: withoutSecrets(process.env),
    stdio: [
      options.input === undefined ? 'ignore' : 'pipe',
      options.keepsOutput ? 'pipe' : 'ignore',
      options.keepsErrors ? 'pipe' : 'ignore',
    ],
    // A group of its own, so that what it starts ends with it.
    detached: !windows,
    windowsHide: options.hidden,
    windowsVerbatimArguments: windows,
  })
}

/** The environment without what was meant for us alone. */
export function withoutSecrets(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^WMILINK_/i.test(name)))
}

/** The exit code, after the last word of what the program and its children say. */
async function ended(exit: Promise<number>, ...outputs: readonly Collected[]): Promise<number> {
  const code = await exit
  await Promise.all(outputs.map(output => output.end))
  return code
}

/** Ends the program and what it started, a cancel with a chance to clean up first. */
async function endGroup(child: ChildProcess, exit: Promise<number>, gently: boolean): Promise<number> {
  const left = new AbortController()
  const gone = exit.finally(() => left.abort())
  if (gently) {
    signalGroup(child, 'SIGTERM')
    await Promise.race([gone, sleep(grace, undefined, { signal: left.signal }).catch(() => undefined)])
  }
  signalGroup(child, 'SIGKILL')
  return gone
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // Nobody of the group is left.
  }
}

async function aborted(signal: AbortSignal, stopped: AbortSignal): Promise<'canceled'> {
  return new Promise(resolve => {
    signal.addEventListener('abort', () => resolve('canceled'), { once: true, signal: stopped })
    if (signal.aborted) resolve('canceled')
  })
}

async function timedOut(milliseconds: number, signal: AbortSignal): Promise<'timeout'> {
  if (milliseconds > 0) {
    try {
      await sleep(milliseconds, undefined, { signal })
      return 'timeout'
    } catch {
      // The program was quicker; nobody listens to this any more.
    }
  }
  return new Promise(() => undefined)
}

/** What came out of one output of a program. */
class Collected {
  /** Settles when nothing more can come. */
  readonly end: Promise<void>
  /** Settles only when more came than is kept. */
  readonly overflow: Promise<'outputLimit'>
  readonly #stream: Readable | null
  readonly #chunks: Uint8Array[] = []
  #size = 0

  constructor(stream: Readable | null) {
    this.#stream = stream
    let tell = (): void => {}
    this.overflow = new Promise(resolve => {
      tell = () => resolve('outputLimit')
    })
    this.end = stream ? this.#read(stream, tell) : Promise.resolve()
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks)
  }

  close(): void {
    this.#stream?.destroy()
  }

  #read(stream: Readable, tell: () => void): Promise<void> {
    return new Promise(resolve => {
      stream.on('data', (chunk: Uint8Array) => {
        this.#size += chunk.length
        if (this.#size <= outputLimit) this.#chunks.push(chunk)
        else {
          stream.pause()
          tell()
        }
      })
      stream.once('error', () => resolve())
      stream.once('close', () => resolve())
    })
  }
}
