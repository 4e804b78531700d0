import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ArgumentError, TextError } from '../../src/base/errors.js'
import { singleUser, UsersFile } from '../../src/listen/index.js'
import { ntlmHash } from '../../src/security/index.js'

let folder = ''
let path = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wmilink-users-'))
  path = join(folder, 'users')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('users are added, changed, listed and removed; the file is private from its first byte', async () => {
  const users = new UsersFile(path)
  expect(await users.set('bob', 'one')).toBe('added')
  expect(await users.set('Alice', 'two')).toBe('added')
  expect(await users.set('BOB', 'three')).toBe('changed')
  expect(await users.list()).toEqual(['Alice', 'bob'])
  expect(lstatSync(path).mode & 0o777).toBe(0o600)
  expect(await users.hashOf('Bob', 'ANY')).toEqual(ntlmHash('three'))
  expect(await users.hashOf('alice@example.com', '')).toEqual(ntlmHash('two'))
  expect(await users.nameOf('ALICE@example.com')).toBe('Alice')
  expect(await users.hashOf('carol', '')).toBeUndefined()
  expect(await users.remove('alice')).toBe(true)
  expect(await users.remove('alice')).toBe(false)
  expect(await users.list()).toEqual(['bob'])
  expect(await users.hashOf('alice', '')).toBeUndefined()
  expect(readFileSync(path, 'utf8')).not.toMatch(/one|two|three/)
})

test('nothing of the accounts is shown', async () => {
  const users = new UsersFile(path)
  await users.set('bob', 'secret')
  await users.hashOf('bob', '')
  const hash = ntlmHash('secret').toString('hex')
  for (const text of [inspect(users, { depth: 9, showHidden: true }), JSON.stringify(users)])
    expect(text.toLowerCase()).not.toContain(hash)
})

test('a file that is changed by hand or by another process is read anew', async () => {
  const users = new UsersFile(path)
  await users.set('bob', 'one')
  expect(await users.hashOf('bob', '')).toEqual(ntlmHash('one'))
  await new UsersFile(path).set('bob', 'two')
  expect(await users.hashOf('bob', '')).toEqual(ntlmHash('two'))
  writeFileSync(path, `# comment\r\n\r\nbob:${ntlmHash('three').toString('hex')}\r\n`)
  utimesSync(path, 1, 1)
  expect(await users.hashOf('bob', '')).toEqual(ntlmHash('three'))
  rmSync(path)
  expect(await users.hashOf('bob', '')).toBeUndefined()
})

test('a file that others may read lets nobody in, and says so once', async () => {
  const errors: unknown[] = []
  const users = new UsersFile(path, error => errors.push(error))
  await users.set('bob', 'one')
  chmodSync(path, 0o640)
  expect(await users.hashOf('bob', '')).toBeUndefined()
  expect(await users.hashOf('bob', '')).toBeUndefined()
  expect(errors).toHaveLength(1)
  await expect(users.list()).rejects.toThrow('0640')
  await expect(users.set('bob', 'two')).rejects.toThrow(ArgumentError)
  chmodSync(path, 0o600)
  expect(await users.hashOf('bob', '')).toEqual(ntlmHash('one'))
})

test('links, folders and large files are refused', async () => {
  await new UsersFile(path).set('bob', 'one')
  const link = join(folder, 'link')
  symlinkSync(path, link)
  await expect(new UsersFile(link).list()).rejects.toThrow('symbolic link')
  await expect(new UsersFile(link).set('eve', 'x')).rejects.toThrow('symbolic link')
  const inside = join(folder, 'inside')
  mkdirSync(inside)
  await expect(new UsersFile(inside).list()).rejects.toThrow(ArgumentError)
  const large = join(folder, 'large')
  writeFileSync(large, '#'.repeat(1024 * 1024 + 1), { mode: 0o600 })
  await expect(new UsersFile(large).list()).rejects.toThrow('larger')
  await expect(new UsersFile(join(folder, 'none')).list()).rejects.toThrow('ENOENT')
})

test('lines that are none are told by number', async () => {
  const hash = ntlmHash('x').toString('hex')
  for (const [text, line] of [
    [`bob:${hash}\nno line\n`, 2],
    [`bob:${hash}\nBOB:${hash}\n`, 2],
    [`bob:${hash.slice(1)}\n`, 1],
    [`b/b:${hash}\n`, 1],
  ] as const) {
    writeFileSync(path, text, { mode: 0o600 })
    await expect(new UsersFile(path).list()).rejects.toThrow(TextError)
    await expect(new UsersFile(path).list()).rejects.toMatchObject({ line })
  }
})

test('two writers do not meet', async () => {
  const users = new UsersFile(path)
  await users.set('bob', 'one')
  const outcomes = await Promise.allSettled(['a', 'b', 'c'].map(name => users.set(name, 'x')))
  const written = outcomes.filter(({ status }) => status === 'fulfilled').length
  expect(written).toBeGreaterThan(0)
  expect(await users.list()).toHaveLength(1 + written)
  writeFileSync(`${path}.new`, '')
  await expect(users.set('d', 'x')).rejects.toThrow('somebody else')
})

test('names and passwords that cannot be are refused, without telling the password', async () => {
  const users = new UsersFile(path)
  for (const name of ['', 'a b', 'a\\b', 'a/b', 'a:b', 'a@b', 'a\nb', '#a', '.', 'a.', 'x'.repeat(65), '\u202ea'])
    await expect(users.set(name, 'x')).rejects.toThrow(ArgumentError)
  const long = 'p'.repeat(257)
  for (const password of ['', long]) {
    await expect(users.set('bob', password)).rejects.toThrow(ArgumentError)
    expect(() => singleUser('bob', password)).toThrow(ArgumentError)
  }
  await expect(users.set('bob', long)).rejects.not.toThrow(long)
})

test('one user needs no file', async () => {
  const users = singleUser('Alice', 'x')
  expect(await users.hashOf('ALICE@realm', 'D')).toEqual(ntlmHash('x'))
  expect(await users.nameOf?.('alice')).toBe('Alice')
  expect(await users.hashOf('bob', '')).toBeUndefined()
})
