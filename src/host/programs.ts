// The few facts that only a program of the system can tell (journalctl, rpm, ping), and the services that only one can control.
import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { boundedLines } from './lines.js'

/** A program's end: its exit code (null after a signal) and what it wrote to its error output, at most 4 KiB. */
export interface ProgramEnd {
  readonly code: number | null
  readonly errors: string
}

/** A program that runs: its output line by line (of long ones the beginning), and how it ended. Leaving the lines ends the program. */
export interface RunningProgram {
  readonly lines: AsyncIterable<string>
  /** Settles after the last line; never rejects: a program that cannot start ends with code 127. */
  readonly end: Promise<ProgramEnd>
}

/** Starts programs of the system by name. Nothing reaches a shell; arguments that come from people follow `--` where the program knows it. */
export interface Programs {
  /** True when the system has the program. */
  has(name: string): boolean
  run(name: string, args: readonly string[], signal: AbortSignal): RunningProgram
}

const folders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin']
const mostErrors = 4096

/** The programs of this machine, from the system's own folders whatever PATH says, in the language of programs. */
export const systemPrograms: Programs = {
  has: name => find(name) !== undefined,
  run(name, args, signal) {
    const child = spawn(find(name) ?? `/usr/bin/${name}`, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: folders.join(':'), LC_ALL: 'C.UTF-8' },
      signal,
    })
    return { lines: linesOf(child), end: endOf(child) }
  },
}

function find(name: string): string | undefined {
  return folders.map(folder => `${folder}/${name}`).find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function* linesOf(child: ChildProcess): AsyncGenerator<string> {
  if (!child.stdout) return
  try {
    yield* boundedLines(child.stdout)
  } catch {
    // A program that cannot start or was ended has no more to say; `end` tells which.
  } finally {
    child.kill()
  }
}

function endOf(child: ChildProcess): Promise<ProgramEnd> {
  let errors = ''
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (text: string) => {
    errors = (errors + text).slice(0, mostErrors)
  })
  return new Promise(resolve => {
    child.on('error', error => resolve({ code: 127, errors: error.message }))
    child.on('close', code => resolve({ code, errors }))
  })
}
