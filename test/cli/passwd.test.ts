import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ntlmHash } from '../../src/security/index.js'
import { cli, Keyboard } from './cli.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-passwd-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0
const fresh = (): string => join(folder, `users-${count++}`)

/** Types another text each time it is asked. */
class Typist extends Keyboard {
  readonly #texts: string[]

  constructor(texts: readonly string[]) {
    super('')
    this.#texts = [...texts]
  }

  override setRawMode(on: boolean): this {
    this.raw = on
    const text = on ? this.#texts.shift() : undefined
    if (text !== undefined) setImmediate(() => this.write(text))
    return this
  }
}

function hashIn(file: string, user: string): string | undefined {
  return new RegExp(`^${user}:([0-9A-F]{32})$`, 'm').exec(readFileSync(file, 'utf8'))?.[1]
}

test('a generated password is printed once and its hash kept for its owner only', async () => {
  const file = fresh()
  const { code, stdout, stderr } = await cli(['passwd', file, 'alice', '--generate'])
  expect(code).toBe(0)
  const row = JSON.parse(stdout)
  expect(row).toEqual({
    user: 'alice',
    outcome: 'added',
    password: expect.stringMatching(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/),
  })
  expect(stderr).toContain('is not shown again')
  expect(hashIn(file, 'alice')).toBe(ntlmHash(row.password).toString('hex').toUpperCase())
  expect(readFileSync(file, 'utf8')).not.toContain(row.password)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(JSON.parse((await cli(['passwd', file, 'bob', '--generate'])).stdout).password).not.toBe(row.password)
})

test('a password typed twice is kept, with a word about where not to use it', async () => {
  const file = fresh()
  const { code, stdout, stderr } = await cli(['passwd', file, 'alice'], { stdin: new Keyboard('sécret 1\r') })
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({ user: 'alice', outcome: 'added' })
  expect(stderr).toContain('never one of a domain')
  expect(stdout + stderr).not.toContain('sécret 1')
  expect(hashIn(file, 'alice')).toBe(ntlmHash('sécret 1').toString('hex').toUpperCase())
})

test('two passwords that differ change nothing', async () => {
  const file = fresh()
  const { code, stderr } = await cli(['passwd', file, 'alice'], { stdin: new Typist(['one\r', 'two\r']) })
  expect(code).toBe(1)
  expect(stderr).toContain('the two passwords differ')
  expect(() => readFileSync(file)).toThrow('ENOENT')
})

test('from a file, from the environment, changed, listed, removed', async () => {
  const file = fresh()
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, 'from the file\n')
  expect(JSON.parse((await cli(['passwd', file, 'alice', '--password-file', passwordFile])).stdout).outcome).toBe(
    'added',
  )
  expect(hashIn(file, 'alice')).toBe(ntlmHash('from the file').toString('hex').toUpperCase())
  const env = { WMILINK_PASSWORD: 'from the environment' }
  expect(JSON.parse((await cli(['passwd', file, 'ALICE'], { env })).stdout).outcome).toBe('changed')
  expect(hashIn(file, 'alice')).toBe(ntlmHash('from the environment').toString('hex').toUpperCase())
  await cli(['passwd', file, 'bob', '--generate'])
  expect((await cli(['passwd', file, '--list'])).stdout).toBe('{"user":"alice"}\n{"user":"bob"}\n')
  expect((await cli(['passwd', file, 'Alice', '--remove'])).stdout).toBe('{"user":"Alice","outcome":"removed"}\n')
  expect((await cli(['passwd', file, '--list', '--format', 'csv'])).stdout.split(/\r?\n/)).toEqual(['user', 'bob', ''])
  const again = await cli(['passwd', file, 'alice', '--remove', '--json'])
  expect(again.code).toBe(1)
  expect(JSON.parse(again.stderr)).toMatchObject({ error: { message: `the file ${file} has no user alice` } })
})

test.each([
  [['--list', '--generate'], '--list and --generate exclude each other'],
  [['alice', '--remove', '--generate'], '--remove and --generate exclude each other'],
  [['alice', '--generate', '--password-file', 'x'], '--generate and --password-file exclude each other'],
  [['alice', '--list'], '--list and alice exclude each other'],
  [[], 'no user was named'],
  [['CORP\\alice', '--generate'], '"CORP\\alice" cannot be the name of a user'],
])('passwd FILE %j is a wrong command line', async (argv, message) => {
  const { code, stderr, stdout } = await cli(['passwd', fresh(), ...argv])
  expect(code).toBe(6)
  expect(stdout).toBe('')
  expect(stderr).toContain(message)
})

test('a file that others may read is refused', async () => {
  const file = fresh()
  await cli(['passwd', file, 'alice', '--generate'])
  const text = readFileSync(file)
  rmSync(file)
  writeFileSync(file, text, { mode: 0o644 })
  const { code, stderr } = await cli(['passwd', file, '--list'])
  expect(code).toBe(6)
  expect(stderr).toContain('chmod 600')
})
