// The command as its own process: signals, pipes, exit codes. The other tests run it inside this one.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderOf, readerPackage } from './packages.js'
import { buildCommand, type CommandProcess, startCommand } from './processes.js'

const { folder, remove } = folderOf('process')
/** Away from the command: its own frames are no place of a module. */
const modules = folderOf('modules')
const fileOf = (name: string): string => fileURLToPath(new URL(`./files/${name}`, import.meta.url))
const sample = fileOf('sample.mjs')

beforeAll(() => buildCommand(folder))
afterAll(remove)
afterAll(modules.remove)

const start = (argv: readonly string[], env?: Record<string, string>): CommandProcess => startCommand(folder, argv, env)

const patience = { timeout: 30_000 }

test('rows on stdout, the rest on stderr, exit code 0', async () => {
  const { heard, ended } = start(['query', 'SELECT Id FROM Test_Sample WHERE Id < 3', '--import', sample])
  expect(await ended).toBe(0)
  expect(heard.stdout).toBe('{"Id":1}\n{"Id":2}\n')
  expect(heard.stderr).toContain('answered, not Windows')
})

test('the exit code of a failure reaches the caller', async () => {
  expect(await start(['query', 'SELECT * FROM No_Such']).ended).toBe(1)
  expect(await start(['run', join(folder, 'nothing.dtsx')]).ended).toBe(4)
  expect(await start(['run', folder]).ended).toBe(5)
  expect(await start(['--nonsense']).ended).toBe(6)
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends an answer that is still coming with 3', async signal => {
  const { child, heard, ended } = start(['query', 'SELECT Id FROM Test_Slow', '--import', sample])
  await expect.poll(() => heard.stdout, patience).toBe('{"Id":1}\n{"Id":2}\n')
  child.kill(signal)
  expect(await ended).toBe(3)
  expect(heard.stderr).toContain('wmilink: interrupted')
})

test('a second Ctrl-C ends at once what does not let go', async () => {
  const { child, heard, ended } = start([
    'query',
    'SELECT Name FROM __NAMESPACE',
    '-n',
    'root',
    '--import',
    fileOf('stuck.mjs'),
  ])
  await expect.poll(() => heard.stderr, patience).toContain('stuck')
  child.kill('SIGINT')
  // The first one must have been heard before the second means anything.
  await new Promise(resolve => setTimeout(resolve, 300))
  expect(child.exitCode).toBeNull()
  child.kill('SIGINT')
  expect(await ended).toBe(3)
})

test('a provider that waits for nothing Node knows ends with its timeout, or with Ctrl-C', async () => {
  const argv = ['query', 'SELECT * FROM Test_Idle', '--import', fileOf('idle.mjs')]
  const late = start([...argv, '--timeout', '0.2'])
  expect(await late.ended).toBe(1)
  expect(late.heard.stderr).toContain('WBEM_E_TIMED_OUT')
  const { child, heard, ended } = start(argv)
  await expect.poll(() => heard.stdout, patience).toBe('{"Id":1}\n')
  child.kill('SIGINT')
  expect(await ended).toBe(3)
  expect(heard.stderr).toContain('wmilink: interrupted')
})

test('Ctrl-C ends a module that never ends loading', async () => {
  const { child, heard, ended } = start(['query', 'SELECT * FROM A', '--import', fileOf('endless.mjs')])
  await expect.poll(() => heard.stderr, patience).toContain('loading')
  child.kill('SIGINT')
  expect(await ended).toBe(3)
  expect(heard.stderr).toContain('wmilink: interrupted')
})

test('what a module throws into nowhere is an error as any other, with its place', async () => {
  const { heard, ended } = start(['query', 'SELECT * FROM A', '--json', '--import', fileOf('stray.mjs')])
  expect(await ended).toBe(1)
  const { error } = JSON.parse(heard.stderr)
  expect(error).toMatchObject({ code: null, name: 'StrayError' })
  expect(error.message).toContain(`the module fell over (${fileOf('stray.mjs')}:3:9)`)
})

test('a module and a provider that fail are told with their place', async () => {
  const module = join(modules.folder, 'fails.mjs')
  writeFileSync(module, "\n  throw new Error('no such thing')\n")
  const loading = start(['query', 'SELECT * FROM A', '--import', module])
  expect(await loading.ended).toBe(1)
  expect(loading.heard.stderr).toContain(`${module} failed: no such thing (${module}:2:9)\n`)
  const asking = start(['query', 'SELECT * FROM Test_Broken', '--import', sample])
  expect(await asking.ended).toBe(1)
  expect(asking.heard.stderr).toContain(`It was thrown at ${sample}:`)
})

test('a task whose provider fails is told with its place', async () => {
  const settings = { query: 'SELECT * FROM Test_Broken', output: join(modules.folder, 'out.txt') }
  const file = await readerPackage(join(modules.folder, 'broken.dtsx'), settings)
  const { heard, ended } = start(['run', file, '--import', sample])
  expect(await ended).toBe(1)
  expect(heard.stderr).toMatch(/the disk fell out\n {2}It was thrown at \S+sample\.mjs:\d+:\d+\n/)
})

test('a reader that goes away ends an endless answer with 0 and silence', async () => {
  const { child, heard, ended } = start(['query', 'SELECT * FROM Test_Many', '--import', sample])
  await expect.poll(() => heard.stdout.length, patience).toBeGreaterThan(100_000)
  child.stdout.destroy()
  expect(await ended).toBe(0)
  expect(heard.stderr).toMatch(/^wmilink: the embedded host of \S+ answered, not Windows\n$/)
})

test('the password is out of the environment before any module runs', async () => {
  const argv = ['query', 'SELECT * FROM __NAMESPACE', '--import', fileOf('environment.mjs')]
  const { heard, ended } = start(argv, { WMILINK_PASSWORD: 'hunter2' })
  expect(await ended).toBe(0)
  expect(heard.stderr).not.toContain('hunter2')
})

test('the language comes from the locale', async () => {
  const { heard, ended } = start(['quary'], { LANG: 'fr_FR.UTF-8' })
  expect(await ended).toBe(6)
  expect(heard.stderr).toBe('wmilink: commande inconnue : quary\n  Vouliez-vous dire query ?\n')
})

test('--version prints the version of the package around the command', async () => {
  const { heard, ended } = start(['--version'])
  expect(await ended).toBe(0)
  expect(heard.stdout).toBe('1.2.3\n')
})
