import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { DTSProtectionLevel, Package } from '../../src/ssis/index.js'
import { cli, Keyboard } from './cli.js'
import { ask, folderOf, readerPackage } from './packages.js'

const { folder, remove } = folderOf('package-password')
afterAll(remove)

const packagePassword = 'open sesame'
const wmiPassword = 'hunter2'
const path = await readerPackage(join(folder, 'closed.dtsx'), {
  query: 'SELECT Id FROM Test_Sample',
  output: join(folder, 'out.txt'),
  server: '\\\\no-such-host.invalid',
  userName: 'CONTOSO\\me',
})
const made = await Package.load(path)
made.protectionLevel = DTSProtectionLevel.EncryptSensitiveWithPassword
made.packagePassword = packagePassword
const manager = made.connections.get('Servers')
manager.properties.get('Password').setValue(manager, wmiPassword)
await made.save()

const good = join(folder, 'good')
const bad = join(folder, 'bad')
writeFileSync(good, `${packagePassword}\n`)
writeFileSync(bad, 'wrong\n')

const noPassword = /no password/

test('without its password the package loads, and its connection has no password', async () => {
  const { code, stderr } = await ask(['run', path, '--format', 'table'])
  expect(code).toBe(1)
  expect(stderr).toMatch(noPassword)
})

test.each([
  ['run', ['run', path, '--package-password-file', good]],
  ['dtexec', ['dtexec', '/F', path, '/De', packagePassword]],
  ['dtexec with an option of run', ['dtexec', '/F', path, '--package-password-file', good]],
])('%s opens it, and the connection is tried with its password', async (_name, argv) => {
  const { code, stdout, stderr } = await ask(argv)
  expect(code).toBe(1)
  expect(stdout + stderr).not.toMatch(noPassword)
  expect(stdout + stderr).toMatch(/no-such-host\.invalid/)
  expect(stdout + stderr).not.toContain(wmiPassword)
  expect(stdout + stderr).not.toContain(packagePassword)
})

test('dtexec warns of a password that others can see', async () => {
  const { stderr } = await ask(['dtexec', '/F', path, '/Va', '/Decrypt', packagePassword])
  expect(stderr).toMatch(/wmilink: warning: .*\/Decrypt/)
})

test.each([
  [['run', path, '--package-password-file', bad]],
  [['test', path, '--package-password-file', bad]],
  [['inspect', path, '--package-password-file', bad]],
  [['dtexec', '/F', path, '/De', 'wrong']],
])('a wrong password is told at once: %j', async argv => {
  const { code, stderr } = await ask(argv)
  expect(code).toBe(5)
  expect(stderr).toContain('DTS_E_PACKAGEPASSWORD')
})

test('on a terminal the password of the package is asked for, and then no other', async () => {
  for (const argv of [
    ['run', path],
    ['dtexec', '/F', path],
    ['test', path],
  ]) {
    const { code, stdout, stderr } = await ask(argv, { columns: 100, stdin: new Keyboard(`${packagePassword}\r`) })
    expect(code).toBe(1)
    expect(stderr).toContain(`Password of the package ${path}: `)
    expect(stderr).not.toContain('Password of CONTOSO')
    expect(stdout + stderr).not.toMatch(noPassword)
  }
})

test('who gives none is asked for the password of the connection', async () => {
  const { code, stderr } = await ask(['run', path], { columns: 100, stdin: new Keyboard('\r') })
  expect(code).toBe(1)
  expect(stderr).toContain(`Password of the package ${path}: `)
  expect(stderr).toContain('Password of CONTOSO\\me for ')
})

test('inspect asks nobody', async () => {
  const { code, stderr } = await cli(['inspect', path], { columns: 100, stdin: new Keyboard('\u0003') })
  expect(code).toBe(0)
  expect(stderr).toBe('')
})
