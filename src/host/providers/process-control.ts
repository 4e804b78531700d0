// What methods do to processes: start, end, set their priority. A folder that looks like a machine has no processes to control.
import { spawn } from 'node:child_process'
import { access, constants, open } from 'node:fs/promises'
import { setPriority } from 'node:os'
import type { Machine } from '../machine.js'

/** A program to start: native paths, no shell. */
export interface ProgramStart {
  readonly file: string
  /** With the program's name as the first. */
  readonly argumentList: readonly string[]
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
}

/** Each fails with the system's error (`code` such as `EPERM`). */
export interface ProcessControl {
  /** Starts a program in a session of its own, without input or output, which goes on when this process ends. @returns its id */
  start(program: ProgramStart): Promise<number>
  kill(pid: number): void
  /** @param id of a process or, on Linux, of one thread */
  setNice(id: number, nice: number): void
}

export const systemControl: ProcessControl = {
  async start({ file, argumentList, folder, environment }) {
    if (await isBareText(file)) throw Object.assign(new Error('ENOEXEC'), { code: 'ENOEXEC' })
    const [argv0 = file, ...rest] = argumentList
    const child = spawn(file, rest, { argv0, cwd: folder, env: environment, detached: true, stdio: 'ignore' })
    return new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('spawn', () => {
        child.unref()
        resolve(child.pid ?? 0)
      })
    })
  },
  kill: pid => void process.kill(pid, 'SIGKILL'),
  setNice: (id, nice) => setPriority(id, nice),
}

/** The system's library hands a text that names no interpreter to a shell; this host uses none. */
async function isBareText(file: string): Promise<boolean> {
  // The system says itself what may not be run; what may be run and not be read is no text to a shell either.
  const runs = await access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
  const handle = runs ? await open(file).catch(() => undefined) : undefined
  if (!handle) return false
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0)
    const start = buffer.subarray(0, bytesRead)
    return !start.includes(0) && start.toString('latin1', 0, 2) !== '#!'
  } finally {
    await handle.close()
  }
}

const noControl: ProcessControl = {
  start: () => Promise.reject(refused()),
  kill() {
    throw refused()
  },
  setNice() {
    throw refused()
  },
}

function refused(): Error {
  return Object.assign(new Error('EPERM'), { code: 'EPERM' })
}

export function processControl(machine: Machine): ProcessControl {
  return machine.isReal ? systemControl : noControl
}

/** The system's name of an error, such as `EACCES`; empty for any other. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
