// Where passwords come from: a file, the environment, or a person at a terminal. Never the command line.
import { readFile } from 'node:fs/promises'
import { WmilinkError } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import { cliServeText } from '../base/texts/cli-serve.js'
import { Interrupted, UsageError } from './errors.js'
import type { Io } from './io.js'

/** WMILINK_PASSWORD, which is removed so that no child process inherits it. */
export function takePassword(env: Io['env']): string | undefined {
  const password = env.WMILINK_PASSWORD
  delete env.WMILINK_PASSWORD
  return password
}

/** WMILINK_SECRETS_PASSWORD, which is removed so that no child process inherits it. */
export function takeSecretsPassword(env: Io['env']): string | undefined {
  const password = env.WMILINK_SECRETS_PASSWORD
  delete env.WMILINK_SECRETS_PASSWORD
  return password
}

/** The content of a password file without one trailing line end. @throws UsageError when it cannot be read */
export async function passwordFromFile(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/\r?\n$/, '')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new UsageError(cliText('passwordFile', { file, reason }), { hint: cliText('passwordFileHint') })
  }
}

/**
 * Asks on the terminal, without showing what is typed.
 *
 * @throws UsageError when standard input is no terminal; Interrupted on Ctrl-C; the reason of the signal
 */
export async function askPassword(io: Io, question: string, signal: AbortSignal): Promise<string> {
  const { stdin, stderr } = io
  if (stdin.isTTY !== true || !stdin.setRawMode)
    throw new UsageError(cliText('noTerminal', { question: question.replace(/\s*:\s*$/, '') }), {
      hint: cliText('noTerminalHint'),
    })
  stderr.write(question)
  stdin.setRawMode(true)
  stdin.resume()
  try {
    return await readHidden(stdin, signal)
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}

/** Asks for a new password, twice. @throws as {@link askPassword}, and WmilinkError when the two differ */
export async function askPasswordTwice(
  { io, signal }: { readonly io: Io; readonly signal: AbortSignal },
  question: string,
): Promise<string> {
  const password = await askPassword(io, question, signal)
  if ((await askPassword(io, cliServeText('repeatPassword'), signal)) !== password)
    throw new WmilinkError(cliServeText('passwordsDiffer'), { hint: cliServeText('passwordsDifferHint') })
  return password
}

function readHidden(stdin: Io['stdin'], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: string[] = []
    const decoder = new TextDecoder()
    const keys: Readonly<Record<string, () => void>> = {
      '\r': () => finish(() => resolve(typed.join(''))),
      '\n': () => finish(() => resolve(typed.join(''))),
      '\u0003': () => finish(() => reject(new Interrupted(cliText('interrupted')))),
      '\u0004': () => finish(() => resolve(typed.join(''))),
      '\u007f': () => void typed.pop(),
      '\b': () => void typed.pop(),
      '\u0015': () => {
        typed = []
      },
    }
    let done = false
    const onData = (data: Buffer | string): void => {
      const text = typeof data === 'string' ? data : decoder.decode(data, { stream: true })
      for (const character of text) {
        if (done) return
        const key = keys[character]
        if (key) key()
        else if (character >= ' ') typed.push(character)
      }
    }
    const onEnd = (): void => finish(() => resolve(typed.join('')))
    const onAbort = (): void => finish(() => reject(signal.reason))
    const finish = (settle: () => void): void => {
      done = true
      stdin.off('data', onData)
      stdin.off('end', onEnd)
      signal.removeEventListener('abort', onAbort)
      settle()
    }
    stdin.on('data', onData)
    stdin.on('end', onEnd)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
