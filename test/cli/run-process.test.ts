// Runs of packages as processes of their own: signals in the middle, the name of the program, what is loaded at the start.
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Package } from '../../src/ssis/index.js'
import { folderOf, readerPackage } from './packages.js'
import { buildCommand, startCommand } from './processes.js'

const { folder, remove } = folderOf('run-process')
const program = folderOf('run-program')
const sample = fileURLToPath(new URL('./files/sample.mjs', import.meta.url))
const source = (name: string) => fileURLToPath(new URL(`../../src/${name}`, import.meta.url))
const inFolder = (name: string) => join(folder, name)

beforeAll(() => buildCommand(program.folder))
afterAll(remove)
afterAll(program.remove)

const start = (argv: readonly string[]) => startCommand(program.folder, argv)
const patience = { timeout: 30_000 }

/** A package that watches for what never happens, and would then write a file. */
async function watcherPackage(path: string, output: string): Promise<string> {
  await readerPackage(path, { query: 'SELECT Id FROM Test_Sample', output })
  const pkg = await Package.load(path)
  const watcher = pkg.executables.add('STOCK:WmiEventWatcherTask')
  watcher.name = 'Wait'
  const set = (name: string, value: string) => watcher.properties.get(name).setValue(watcher, value)
  set('WmiConnection', 'Servers')
  set('WqlQuerySource', "SELECT * FROM __InstanceCreationEvent WITHIN 1 WHERE TargetInstance ISA 'Test_Empty'")
  const [reader] = pkg.executables
  if (!reader) throw new Error('no reader')
  pkg.precedenceConstraints.add(watcher, reader)
  await pkg.save()
  return path
}

test.each(['run', 'dtexec'])(
  'SIGINT in the middle of a watch ends %s with 3, and nothing was written',
  async command => {
    const output = inFolder(`${command}-watched.txt`)
    const path = await watcherPackage(inFolder(`${command}.dtsx`), output)
    const words = command === 'run' ? ['run', path] : ['dtexec', '/F', path, '/Rep', 'V']
    const { child, heard, ended } = start([...words, '--import', sample])
    await expect.poll(() => heard.stdout, patience).toMatch(/OnInformation|Info: /)
    const before = readdirSync(folder)
    child.kill('SIGINT')
    expect(await ended).toBe(3)
    expect(heard.stderr).toContain('wmilink: interrupted')
    expect(readdirSync(folder)).toEqual(before)
    expect(before).not.toContain(`${command}-watched.txt`)
  },
)

test('SIGKILL in the middle of a run leaves the previous output whole', async () => {
  const output = inFolder('kept.txt')
  writeFileSync(output, 'what was there before\n')
  const path = await readerPackage(inFolder('endless.dtsx'), { query: 'SELECT Id, Text FROM Test_Many', output })
  const { child, heard, ended } = start(['run', path, '--import', sample])
  // Some ten thousand rows are on their way to the file.
  await expect.poll(() => heard.stdout, patience).toContain('OnProgress')
  child.kill('SIGKILL')
  expect(await ended).toBeNull()
  expect(readFileSync(output, 'utf8')).toBe('what was there before\n')
})

test.skipIf(process.platform === 'win32')('called by the name dtexec, it is dtexec', async () => {
  const link = join(program.folder, 'dtexec')
  symlinkSync('cli.js', link)
  const path = await readerPackage(inFolder('named.dtsx'), {
    query: 'SELECT Id FROM Test_Sample WHERE Id = 1',
    output: inFolder('named.txt'),
  })
  const { heard, ended } = startCommand(program.folder, ['/F', path, '/Rep', 'E', '--import', sample], {}, 'dtexec')
  expect(await ended).toBe(0)
  expect(heard.stdout).toContain('DTExec: The package execution returned DTSER_SUCCESS (0).')
  expect(readFileSync(inFolder('named.txt'), 'utf8')).toBe('Id, 1\r\n')
})

test('a run loads no library before something needs it', async () => {
  const { metafile } = await build({
    entryPoints: { cli: source('cli/main.ts'), run: source('cli/commands/run.ts') },
    outdir: program.folder,
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  })
  const loaded = new Set<string>()
  const libraries = new Set<string>()
  const load = (path: string): void => {
    if (loaded.has(path)) return
    loaded.add(path)
    for (const { kind, external, path: imported } of metafile.outputs[path]?.imports ?? []) {
      if (kind !== 'import-statement') continue
      if (!external) load(imported)
      else if (!imported.startsWith('node:')) libraries.add(imported)
    }
  }
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs))
    if (/cli\/(?:main|commands\/run)\.ts$/.test(entryPoint ?? '')) load(path)
  expect([...libraries].sort()).toEqual(['commander', 'get-east-asian-width'])
  const rooms = [...loaded].flatMap(path => Object.keys(metafile.outputs[path]?.inputs ?? {}))
  expect(rooms.filter(path => /src\/(?:host|listen|wsman|http)\//.test(path))).toEqual([])
})
