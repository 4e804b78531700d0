// Errors as a person meets them: what they point at, what they name, and what they must not say.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cli } from './cli.js'
import { ask, folderOf } from './packages.js'

const { folder, remove } = folderOf('messages')
afterAll(remove)

const fileOf = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

test('an error in a MOF file does not point into the query', async () => {
  const mof = fileOf('orphan.mof', 'class My_B : Nope {};')
  const { code, stderr } = await cli(['query', 'SELECT * FROM My_B', '--mof', mof])
  expect(code).toBe(1)
  expect(stderr).toContain('orphan.mof:1:1: class My_B derives from Nope')
  expect(stderr).not.toContain('SELECT')
})

test('an empty query has no place to point at', async () => {
  const { stderr } = await cli(['query', ' '])
  expect(stderr).not.toContain('^')
})

test('a file that cannot be read is named once, with the code of the system', async () => {
  const { code, stderr } = await cli(['query', 'SELECT 1', '--mof', '/nowhere/x.mof', '--lang', 'fr'])
  expect(code).toBe(6)
  expect(stderr.split('\n')[0]).toBe('wmilink: impossible de lire le fichier MOF /nowhere/x.mof (ENOENT)')
})

test.each([
  ['below a file', 'nothing.txt/inside'],
  ['too long for a file', 'x'.repeat(300)],
])('test takes a name %s for a server', async (_which, target) => {
  fileOf('nothing.txt', '')
  const { code, stdout } = await cli(['test', target.startsWith('x') ? target : join(folder, target)])
  expect(code).toBe(1)
  expect(stdout).toContain('"stage":"parse"')
})

test('test shows no password of a URL', async () => {
  const { stdout, stderr } = await cli(['test', 'http://bob:hunter2@no-such-host.invalid:5985/wsman', '--json'])
  expect(stdout + stderr).not.toContain('hunter2')
  expect(stdout).toContain('http://bob:***@no-such-host.invalid:5985/wsman')
})

test('a folder is no module', async () => {
  const { code, stderr } = await cli(['query', 'SELECT 1', '--import', folder])
  expect(code).toBe(6)
  expect(stderr).toContain(`there is no module ${folder}`)
})

test('a question for a password that cannot be asked reads as a sentence', async () => {
  const { stderr } = await cli(['query', 'SELECT 1', '-s', 'sql01', '-u', 'bob'])
  expect(stderr).toContain('no terminal to ask on (Password of bob for sql01)\n')
})

test('a question for a password shows none', async () => {
  const { code, stderr } = await cli(['query', 'SELECT 1', '-s', 'http://bob:hunter2@sql01:5985', '-u', 'bob'])
  expect(code).toBe(6)
  expect(stderr).toContain('http://bob:***@sql01:5985')
  expect(stderr).not.toContain('hunter2')
})

test('an unknown property leads to the class', async () => {
  const { stderr } = await cli(['query', 'SELECT Qqqqqqqq FROM Win32_BIOS'])
  expect(stderr).toContain('See `wmilink describe Win32_BIOS`')
})

test('a very long name of a class or property is cut', async () => {
  const long = 'x'.repeat(5000)
  for (const question of [`SELECT ${long} FROM Win32_BIOS`, `SELECT * FROM ${long}`]) {
    const { stderr } = await cli(['query', question, '--json'])
    const { message } = JSON.parse(stderr).error
    expect(message).toContain(`${'x'.repeat(100)}…`)
    expect(message).not.toContain('x'.repeat(101))
  }
})

test('describe with a pattern leads to classes', async () => {
  const { code, stderr } = await cli(['describe', 'Win32_*'])
  expect(code).toBe(6)
  expect(stderr).toContain('wmilink classes "Win32_*"')
})

test.each([
  [['query', '--', '--json', 'x'], 'wmilink: too many arguments'],
  [['json'], 'wmilink: unknown command json'],
  [['query', 'run', 'x'], 'see wmilink query --help'],
  [['run', ''], 'there is no package ""'],
])('%j', async (argv, words) => {
  const { stderr } = await cli(argv)
  expect(stderr).toContain(words)
})

test('a terminal that does not know its size counts as 80 columns', async () => {
  const { stdout } = await ask(['query', 'SELECT Id, Text FROM Test_Sample WHERE Id = 1'], { columns: 0 })
  expect(stdout).toContain('plain')
  expect(stdout).not.toContain('…')
})

test('a number that JSON would round is refused, a date that no calendar has is no datetime', async () => {
  const big = await ask(['invoke', 'Test_Sample', 'Echo', 'Big:=18446744073709551615'])
  expect(big.code).toBe(6)
  expect(big.stderr).toContain('Big=9007199254740993')
  const date = await ask(['invoke', 'Test_Sample', 'Echo', 'When=2024-02-31T00:00:00Z'])
  expect(date.code).toBe(1)
  expect(date.stderr).toContain('WBEM_E_TYPE_MISMATCH')
})
