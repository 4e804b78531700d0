import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { displayWidth } from '../../src/cli/format/display.js'
import { RunTree, rounds } from '../../src/cli/run-tree/run-tree.js'
import { treeLines } from '../../src/cli/run-tree/tree-lines.js'
import { type Executable, ExecutableContainer, Package } from '../../src/ssis/index.js'
import { plain, start } from './cli.js'
import { ask, folderOf, readerPackage } from './packages.js'
import { Screen } from './screen.js'

const { folder, remove } = folderOf('tree')
afterAll(remove)

const sample = new URL('./files/sample.mjs', import.meta.url).pathname

function add(parent: ExecutableContainer, moniker: string, name: string): Executable {
  const made = parent.executables.add(moniker)
  made.name = name
  return made
}

/** A loop of three rounds around an expression task, and a task in an event handler. */
async function loopPackage(): Promise<{ pkg: Package; path: string }> {
  const pkg = new Package()
  pkg.name = 'loops'
  pkg.variables.add('I', false, 'User', 0)
  const loop = add(pkg, 'STOCK:FORLOOP', 'Again')
  const set = (made: Executable, name: string, value: string) => made.properties.get(name).setValue(made, value)
  set(loop, 'InitExpression', '@[User::I] = 0')
  set(loop, 'EvalExpression', '@[User::I] < 3')
  set(loop, 'AssignExpression', '@[User::I] = @[User::I] + 1')
  if (!(loop instanceof ExecutableContainer)) throw new Error('no container')
  const inner = add(loop, 'STOCK:ExpressionTask', 'Inner')
  set(inner, 'Expression', '@[User::I] = @[User::I] + 0')
  const path = join(folder, 'loops.dtsx')
  await pkg.save(path)
  return { pkg, path }
}

const room = { width: 60, height: 20, now: 5000, paint: (_style: unknown, text: string) => text }

test('the tree tells states, times, rows and rounds', async () => {
  const { pkg } = await loopPackage()
  const tree = new RunTree(pkg)
  expect(treeLines(tree.root, room)).toEqual(['· loops', '└─ · Again', '   └─ · Inner'])
  const [loop] = pkg.executables
  if (!(loop instanceof ExecutableContainer)) throw new Error('no container')
  const [inner] = loop.executables
  if (!inner) throw new Error('no task')
  tree.start(pkg, 1000)
  const node = tree.start(loop, 2000)
  for (const at of [2000, 3000]) {
    tree.start(inner, at)
    tree.progress(inner, { description: '', percentComplete: 40, countLow: 7, countHigh: 1, subComponent: '' })
  }
  expect(treeLines(tree.root, room)).toEqual([
    '▸ loops  4.0 s',
    '└─ ▸ Again  3.0 s, round 2',
    '   └─ ▸ Inner  2.0 s, 4294967303 rows, 40 %',
  ])
  tree.end(inner, 3500)
  expect(rounds(node)).toBe(2)
  expect(treeLines(tree.root, room).at(-1)).toBe('   └─ ✓ Inner  500 ms, 4294967303 rows')
  // A loop that starts anew, in a loop around it, counts anew.
  tree.start(loop, 4000)
  expect(rounds(node)).toBe(0)
})

test('no line is wider than the room, whatever names there are', () => {
  const pkg = new Package()
  pkg.name = '日本語'.repeat(30)
  let at: ExecutableContainer = pkg
  for (const name of ['e\u0301'.repeat(60), '🙂'.repeat(40), 'plain name', 'x'.repeat(100)]) {
    const next = add(at, 'STOCK:SEQUENCE', name)
    if (next instanceof ExecutableContainer) at = next
  }
  const tree = new RunTree(pkg)
  tree.start(pkg, 0)
  for (const width of [4, 10, 20, 40, 79])
    for (const line of treeLines(tree.root, { ...room, width })) expect(displayWidth(line)).toBeLessThanOrEqual(width)
})

test('where there is no room for all, what runs and what failed is shown with what is around it', () => {
  const pkg = new Package()
  pkg.name = 'many'
  for (let index = 0; index < 50; index += 1) add(pkg, 'STOCK:ExpressionTask', `Task ${index}`)
  const group = add(pkg, 'STOCK:SEQUENCE', 'Group')
  if (!(group instanceof ExecutableContainer)) throw new Error('no container')
  const last = add(group, 'STOCK:ExpressionTask', 'Last')
  const tree = new RunTree(pkg)
  for (const each of [pkg, group, last]) tree.start(each, 0)
  const lines = treeLines(tree.root, { ...room, height: 6 })
  expect(lines).toHaveLength(6)
  expect(lines.join('\n')).toContain('Group')
  expect(lines.join('\n')).toContain('└─ ▸ Last')
  expect(lines.at(-1)).toBe('… 48 more')
  expect(treeLines(tree.root, { ...room, height: 1 })).toHaveLength(1)
})

test('a run on a terminal draws its tree in place, and leaves nothing of it', async () => {
  const slow = await readerPackage(join(folder, 'slow.dtsx'), {
    query: 'SELECT Id FROM Test_Slow',
    output: join(folder, 'slow.txt'),
  })
  const running = start(['run', slow, '--import', sample], { columns: 40, rows: 10, env: { NO_COLOR: '1' } })
  const screen = () => new Screen(40).write(running.stderr.text)
  await expect.poll(() => screen().shown.join('\n')).toMatch(/▸ sample {2}.*\n└─ ▸ Read {2}/)
  // Some redrawings later there is still one tree.
  const drawn = running.stderr.text.length
  await expect.poll(() => running.stderr.text.length).toBeGreaterThan(drawn + 200)
  expect(screen().shown.filter(line => line.includes('Read'))).toHaveLength(1)
  const { code } = await running.stop()
  expect(code).toBe(3)
  expect(screen().shown.some(line => line.includes('▸'))).toBe(false)
  expect(screen().shown.at(-1)).toBe('wmilink: interrupted')
})

test('messages stand above the tree', async () => {
  const pkg = await Package.load(join(folder, 'slow.dtsx'))
  const warned = join(folder, 'warned.dtsx')
  const reader = add(pkg, 'STOCK:WmiDataReaderTask', 'None')
  for (const [name, value] of [
    ['WmiConnection', 'Servers'],
    ['WqlQuerySource', 'SELECT Id FROM Test_Empty'],
    ['Destination', 'Result'],
  ] as const)
    reader.properties.get(name).setValue(reader, value)
  pkg.connections.get('Result').connectionString = join(folder, 'warned.txt')
  await pkg.save(warned)
  const running = start(['run', warned, '--import', sample], { columns: 60, rows: 10, env: { NO_COLOR: '1' } })
  const screen = () => new Screen(60).write(running.stderr.text).shown
  await expect.poll(() => screen().join('\n')).toMatch(/warning: None[\s\S]*▸ sample/)
  await running.stop()
})

test.each([
  ['in a pipe', undefined],
  ['on a terminal that cannot move its cursor', 80],
])('%s a run for people tells each start and each end as a line', async (_where, columns) => {
  const { path } = await loopPackage()
  const options = columns === undefined ? {} : { columns, env: { TERM: 'dumb' } }
  const { code, stderr } = await ask(['run', path, '--format', 'table'], options)
  expect(code).toBe(0)
  expect(stderr).not.toContain('\u001b')
  const lines = stderr
    .replace(/\d+ ms/g, 'N ms')
    .trimEnd()
    .split('\n')
  const round = ['Again\\Inner: started', 'Again\\Inner: Success, N ms']
  expect(lines).toEqual([
    'loops: started',
    'Again: started',
    ...round,
    ...round,
    ...round,
    'Again: Success, N ms, round 3',
    'loops: Success, N ms',
  ])
})

test('where the events themselves are in the pipe, no lines stand beside them', async () => {
  const { path } = await loopPackage()
  const { stdout, stderr } = await ask(['run', path])
  expect(stderr).toBe('')
  const report: unknown = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
  expect(report).toMatchObject({
    containers: [{ path: '\\Package\\Again', kind: 'forLoop', result: 'Success', rounds: 3 }],
    tasks: [{ path: '\\Package\\Again\\Inner', result: 'Success' }],
  })
})

test('the summary tells how often loops went round', async () => {
  const { path } = await loopPackage()
  const { stdout } = await ask(['run', path], { columns: 80 })
  expect(plain(stdout)).toMatch(
    /^loops: Success, \d+ ms\n\nAgain: Success, \d+ ms, 3 rounds\n\nAgain\\Inner: Success, /,
  )
})

test('a package that a task runs stands below the task, once for all rounds', async () => {
  const child = new Package()
  child.name = 'child'
  const deep = add(child, 'STOCK:ExpressionTask', 'Deep')
  deep.properties.get('Expression').setValue(deep, 'LEN("x")')
  await child.save(join(folder, 'child.dtsx'))
  const { pkg } = await loopPackage()
  const [loop] = pkg.executables
  if (!(loop instanceof ExecutableContainer)) throw new Error('no container')
  const runner = add(loop, 'STOCK:ExecutePackageTask', 'Runner')
  const file = pkg.connections.add('FILE')
  file.connectionString = join(folder, 'child.dtsx')
  for (const [name, value] of [
    ['UseProjectReference', 'False'],
    ['Connection', file.name],
  ] as const)
    runner.properties.get(name).setValue(runner, value)
  const tree = new RunTree(pkg)
  await pkg.execute({
    events: { onPreExecute: each => void tree.start(each), onPostExecute: each => void tree.end(each) },
  })
  expect(pkg.errors.map(({ description }) => description)).toEqual([])
  expect(treeLines(tree.root, room).map(line => line.replace(/ {2}\d.*$/, ''))).toEqual([
    '✓ loops',
    '└─ ✓ Again',
    '   ├─ ✓ Inner',
    '   └─ ✓ Runner',
    '      └─ ✓ child',
    '         └─ ✓ Deep',
  ])
  expect(tree.roundsOf(loop)).toBe(3)
})

test('what a watcher saw is told by the lines, the report and the summary', async () => {
  const path = await readerPackage(join(folder, 'watch.dtsx'), { query: 'SELECT Id FROM Test_Sample', output: 'x' })
  const pkg = await Package.load(path)
  for (const each of [...pkg.executables]) pkg.executables.remove(each.name)
  const watcher = add(pkg, 'STOCK:WmiEventWatcherTask', 'Wait')
  for (const [name, value] of [
    ['WmiConnection', 'Servers'],
    ['WqlQuerySource', "SELECT * FROM __InstanceCreationEvent WITHIN 1 WHERE TargetInstance ISA 'Test_Empty'"],
    ['Timeout', 1],
    ['AfterTimeout', 'ReturnWithSuccess'],
  ] as const)
    watcher.properties.get(name).setValue(watcher, value)
  await pkg.save()
  const table = await ask(['run', path, '--format', 'table'])
  expect(table.stderr).toMatch(/^Wait: Success, [\d.]+ s, 0 events, 1 time-out$/m)
  expect(table.stdout).toMatch(/\n {2}events {6}0, 1 time-out\n/)
  const { code, stdout } = await ask(['run', path, '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    tasks: [
      {
        name: 'Wait',
        reader: null,
        watcher: {
          connection: 'Servers',
          events: 0,
          timeouts: 1,
          reconnections: 0,
          place: expect.stringContaining('cimv2'),
        },
      },
    ],
  })
})
