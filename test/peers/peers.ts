import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, test } from 'vitest'

/**
 * The `describe` for tests that talk to a program of others: skips them, by name, where it is absent. Under CI=true, where
 * `test/peers/install` has run, an absent peer is a failure.
 */
export function peer(name: string, available: boolean): typeof describe | typeof describe.skip {
  if (available) return describe
  if (process.env.CI === 'true')
    test(`the peer ${name} is installed`, () => {
      throw new Error(`${name} is absent: run test/peers/install`)
    })
  return describe.skip
}

/** Whether a command ends well: how a peer is found. */
export function runs(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0
}

/** The system's Python, which sees the packages of Debian. */
export const python = '/usr/bin/python3'

/** The path of a file beside this one. */
export function peerFile(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

/** A program that answers each line it is sent with one line. */
export interface LineProgram {
  /** Sends one line and answers what came back. @throws Error when the program has ended */
  ask(...words: readonly string[]): Promise<string[]>
  close(): Promise<void>
}

/** Starts a program that speaks line by line. */
export function lineProgram(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): LineProgram {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...environment } })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    complaint += text
  })
  child.stdin.on('error', () => {})
  const ended = new Promise<void>(resolve => child.on('close', () => resolve()).on('error', () => resolve()))
  return {
    async ask(...words) {
      child.stdin.write(`${words.join(' ')}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error(`${command} ended: ${complaint}`)
      return value.split(' ')
    },
    async close() {
      child.stdin.end()
      await ended
    },
  }
}
