import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { Interrupted, UsageError } from '../../src/cli/errors.js'
import { askPassword, passwordFromFile, takePassword } from '../../src/cli/password.js'
import { Kept, Keyboard } from './cli.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-password-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function ask(stdin: Keyboard | PassThrough, signal = new AbortController().signal) {
  const stderr = new Kept({ columns: 80 })
  const io = { stdin, stdout: stderr, stderr, env: {}, signal }
  return { stderr, answer: askPassword(io, 'Password: ', signal) }
}

test('what is typed is the password, and none of it is shown', async () => {
  const keyboard = new Keyboard('sécret 1\r')
  const { stderr, answer } = ask(keyboard)
  expect(await answer).toBe('sécret 1')
  expect(stderr.text).toBe('Password: \n')
  expect(keyboard.raw).toBe(false)
})

test.each([
  ['abx\u007fc\r', 'abc'],
  ['wrong\u0015right\n', 'right'],
  ['\u007f\u007fa\r', 'a'],
  ['a\u001b\u0001b\r', 'ab'],
  ['🙂🙂\u007f\r', '🙂'],
  ['abc\u0004', 'abc'],
])('%j types %j', async (typed, password) => {
  expect(await ask(new Keyboard(typed)).answer).toBe(password)
})

test('Ctrl-C at the prompt interrupts and gives the terminal back', async () => {
  const keyboard = new Keyboard('abc\u0003')
  await expect(ask(keyboard).answer).rejects.toBeInstanceOf(Interrupted)
  expect(keyboard.raw).toBe(false)
})

test('a signal ends the prompt and gives the terminal back', async () => {
  const controller = new AbortController()
  const keyboard = new Keyboard('')
  const { answer } = ask(keyboard, controller.signal)
  controller.abort(new Interrupted('interrupted'))
  await expect(answer).rejects.toBeInstanceOf(Interrupted)
  expect(keyboard.raw).toBe(false)
})

test('without a terminal nothing is asked', async () => {
  await expect(ask(new PassThrough()).answer).rejects.toBeInstanceOf(UsageError)
})

test.each([
  ['secret\n', 'secret'],
  ['secret\r\n', 'secret'],
  ['secret\n\n', 'secret\n'],
  ['secret', 'secret'],
  ['\n', ''],
  [' a b ', ' a b '],
])('the password file %j holds %j', async (content, password) => {
  const file = join(folder, 'password')
  writeFileSync(file, content)
  expect(await passwordFromFile(file)).toBe(password)
})

test('a password file that is not there is an error of usage that names it', async () => {
  const file = join(folder, 'nothing')
  await expect(passwordFromFile(file)).rejects.toThrow(`cannot read the password file ${file} (ENOENT)`)
  await expect(passwordFromFile(file)).rejects.toBeInstanceOf(UsageError)
})

test('the environment gives its password once', () => {
  const env: Record<string, string | undefined> = { WMILINK_PASSWORD: 'x', HOME: '/root' }
  expect(takePassword(env)).toBe('x')
  expect(env).toEqual({ HOME: '/root' })
  expect(takePassword(env)).toBeUndefined()
})
