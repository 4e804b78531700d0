import childProcess from 'node:child_process'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'

type Call = (this: unknown, ...args: unknown[]) => unknown

/** What a piece of work asked of the system. */
export interface FileCalls {
  /** Does the same reads again, without looking at what they give. */
  readonly replay: () => Promise<void>
  /** How many calls read a file, a folder, a link or the state of one. */
  readonly reads: number
  /** Programs that were started; a replay does not start them. */
  readonly programs: number
  /** Milliseconds that were waited on purpose, to see a counter move; a replay does not wait. */
  readonly waited: number
}

const plain = 'readFileSync readdirSync readlinkSync existsSync statSync lstatSync realpathSync accessSync'.split(' ')
const promised = 'readFile readdir readlink stat lstat statfs realpath access'.split(' ')

/**
 * Records the reads of files that a piece of work does, through Node's own functions: every module of this process calls the
 * recorder until the work is done.
 */
export async function recordFileCalls(work: () => Promise<unknown>): Promise<FileCalls> {
  const recorder = new Recorder()
  recorder.start()
  try {
    await work()
  } finally {
    recorder.stop()
  }
  return recorder.calls
}

class Recorder {
  readonly #steps: (() => unknown)[] = []
  readonly #originals: (() => void)[] = []
  readonly #opened = new Map<unknown, number[]>()
  #programs = 0
  #waited = 0
  /** Node's functions call each other: only the outer call counts. */
  #inside = false

  get calls(): FileCalls {
    const steps = this.#steps
    const replay = async () => {
      for (const step of steps) {
        try {
          const result = step()
          if (result instanceof Promise) await result
        } catch {
          // As in the work itself: what is gone or may not be read.
        }
      }
    }
    return { replay, reads: steps.length, programs: this.#programs, waited: this.#waited }
  }

  start(): void {
    for (const name of plain) this.#replace(fs, name, call => this.#recorded(call))
    for (const name of promised) this.#replace(fs.promises, name, call => this.#recorded(call))
    this.#replaceDescriptors()
    this.#replaceHandles()
    this.#replace(childProcess, 'spawn', call => (...args) => {
      this.#programs += 1
      return call(...args)
    })
    this.#replace(timers, 'setTimeout', call => (...args) => {
      this.#waited += Number(args[0] ?? 0)
      return call(...args)
    })
    syncBuiltinESMExports()
  }

  stop(): void {
    for (const restore of this.#originals) restore()
    syncBuiltinESMExports()
  }

  #replace(owner: object, name: string, wrap: (call: Call) => Call): void {
    const functions = owner as Record<string, Call>
    const original = functions[name]
    if (!original) throw new Error(`Node has no ${name}`)
    // Some carry more than the call, such as realpathSync.native.
    functions[name] = Object.assign(wrap(original.bind(owner)), original)
    this.#originals.push(() => {
      functions[name] = original
    })
  }

  #recorded(call: Call): Call {
    return (...args) => {
      if (this.#inside) return call(...args)
      this.#steps.push(() => call(...args))
      this.#inside = true
      try {
        return call(...args)
      } finally {
        this.#inside = false
      }
    }
  }

  /** A file that is opened, read in pieces and closed is one step. */
  #replaceDescriptors(): void {
    const { openSync, readSync, closeSync } = fs
    this.#replace(fs, 'openSync', call => (...args) => {
      if (this.#inside) return call(...args)
      const sizes: number[] = []
      const path = String(args[0])
      this.#steps.push(() => {
        const file = openSync(path, 'r')
        for (const size of sizes) readSync(file, scratch, 0, Math.min(size, scratch.length), null)
        closeSync(file)
      })
      const descriptor = call(...args)
      this.#opened.set(descriptor, sizes)
      return descriptor
    })
    this.#replace(fs, 'readSync', call => (...args) => {
      if (!this.#inside) this.#opened.get(args[0])?.push(Number(args[3] ?? scratch.length))
      return call(...args)
    })
    this.#replace(fs, 'closeSync', call => (...args) => {
      this.#opened.delete(args[0])
      return call(...args)
    })
  }

  #replaceHandles(): void {
    const { open, opendir } = fs.promises
    this.#replace(fs.promises, 'opendir', call => (...args) => {
      const path = String(args[0])
      this.#steps.push(async () => {
        for await (const _entry of await opendir(path));
      })
      return call(...args)
    })
    this.#replace(fs.promises, 'open', call => async (...args) => {
      const sizes: number[] = []
      const path = String(args[0])
      this.#steps.push(async () => {
        const file = await open(path)
        for (const size of sizes) await file.read(scratch, 0, Math.min(size, scratch.length))
        await file.close()
      })
      const handle = (await call(...args)) as fs.promises.FileHandle
      const read = handle.read.bind(handle) as Call
      const counted: Call = (...given) => {
        sizes.push(Number(given[2] ?? scratch.length))
        return read(...given)
      }
      return Object.assign(handle, { read: counted })
    })
  }
}

const scratch = Buffer.allocUnsafe(1 << 20)
