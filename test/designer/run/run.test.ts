import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Executable, Package, type TaskHost, VariableDataType } from '../../../src/ssis/index.js'
import { lastState, runsOf, statesOf, temporary } from './running.js'

const example = (name: string): string => fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url))

/** The example, with its files in a folder of the test. */
async function inventory(): Promise<{ pkg: Package; folder: string }> {
  const pkg = await Package.load(example('inventory.dtsx'))
  const folder = temporary()
  for (const manager of pkg.connections)
    if (manager.creationName === 'FILE') manager.connectionString = join(folder, manager.name)
  return { pkg, folder }
}

/** A task that runs an expression, for packages that need no server. */
function expression(parent: Pick<Package, 'executables'>, name: string, text: string): TaskHost {
  const task = parent.executables.add('STOCK:ExpressionTask')
  task.name = name
  task.innerObject.expression = text
  return task
}

function numbered(pkg: Package, name: string, value: number) {
  return pkg.variables.add(name, false, 'User', value)
}

test('a package of this machine runs before one’s eyes', async () => {
  const { pkg, folder } = await inventory()
  const before = pkg.toXml()
  const runs = runsOf(pkg)
  const { events, done } = runs.start()
  const result = await done
  expect(result).toMatchObject({ outcome: 'succeeded', errors: 0 })

  const [system, disks, processors] = [...pkg.executables]
  for (const task of [system, disks, processors]) {
    const states = statesOf(events, task?.id ?? '')
    expect(states[0]).toBe('waiting')
    expect(states.at(-1)).toBe('succeeded')
  }
  expect(lastState(events, system?.id ?? '')).toMatchObject({ count: 1 })
  expect(lastState(events, pkg.id)).toMatchObject({ state: 'succeeded' })

  // What it wrote, as tables.
  const tables = events.flatMap(event => (event.kind === 'table' ? [event.table] : []))
  expect(tables.map(({ title }) => title).sort()).toEqual([
    'List the disks: inventory-disks.csv',
    'Read the system: inventory-system.txt',
    'Remember the processors: User::Processors',
  ])
  const ofDisks = tables.find(({ object }) => object === disks?.id)
  const table = await runs.table(ofDisks?.table ?? '')
  expect(table.columns.map(column => String(column).split(' ')[0])).toEqual([
    'DeviceID',
    'FileSystem',
    'FreeSpace',
    'Size',
  ])
  expect(table.count).toBe(ofDisks?.count)
  expect(readFileSync(join(folder, 'inventory-disks.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(
    table.count + 1,
  )
  const ofSystem = tables.find(({ object }) => object === system?.id)
  expect((await runs.table(ofSystem?.table ?? '')).rows).toContainEqual(['CSName', expect.any(String)])

  // Messages say whom they are about.
  const messages = events.flatMap(event => (event.kind === 'message' ? [event.problem] : []))
  expect(messages.some(({ object, source }) => object === system?.id && source === 'Read the system')).toBe(true)

  // The open document is as it was, and nothing of the run is in it.
  expect(pkg.toXml()).toBe(before)
  expect(pkg.executing).toBe(false)
  expect(runs.document.running).toBe(false)
  const { variables } = await runs.handlers['run.variables'](
    { document: 'd1' },
    { signal: new AbortController().signal },
  )
  expect(variables).toEqual([
    {
      object: pkg.variables.get('User::Processors').id,
      name: 'User::Processors',
      value: expect.stringContaining('NumberOfLogicalProcessors, '),
    },
  ])
  expect(pkg.variables.get('User::Processors').value).toBe('')
})

test('tables in variables keep their types', async () => {
  const { pkg } = await inventory()
  const result = pkg.variables.add('Table', false, 'User', null)
  expect(result.dataType).toBe(VariableDataType.Object)
  const task = pkg.executables.get('List the disks') as TaskHost
  Object.assign(task.innerObject, { destinationType: 1, destination: 'User::Table' })
  const runs = runsOf(pkg)
  const { events, done } = runs.start({ only: [task.id] })
  await done
  const [made] = events.flatMap(event => (event.kind === 'table' ? [event.table] : []))
  expect(made?.columns.map(({ type }) => type)).toEqual(['string', 'string', 'uint64', 'uint64'])
  const { rows, count } = await runs.table(made?.table ?? '')
  expect(count).toBe(made?.count)
  for (const row of rows) expect(row[3]).toMatch(/^\d+$/)
  await expect(runs.table('none')).rejects.toMatchObject({ failure: { kind: 'notFound' } })
})

test('nothing starts without trust, agreement and passwords', async () => {
  const { pkg } = await inventory()
  const [manager] = [...pkg.connections]
  manager?.properties.get('ServerName').setValue(manager, 'sql01')
  manager?.properties.get('UseWindowsAuth').setValue(manager, false)
  manager?.properties.get('UserName').setValue(manager, 'CORP\\alice')
  const settings = { trusted: false, agreed: [] as string[], secrets: {} as Record<string, string> }
  const runs = runsOf(pkg, settings)
  const refusal = async () => {
    const { events, done } = runs.start()
    const error: unknown = await done.catch((reason: unknown) => reason)
    expect(events).toEqual([])
    expect(runs.document.running).toBe(false)
    return (error as { failure?: object }).failure
  }
  const { signal } = new AbortController()
  expect(await refusal()).toMatchObject({ kind: 'trust' })
  await runs.handlers['trust.give']({ remember: false }, { signal })
  expect(await runs.handlers['trust.get']({}, { signal })).toMatchObject({ trusted: true })
  expect(await refusal()).toMatchObject({ kind: 'consent', peer: { server: 'sql01', user: 'CORP\\alice' } })
  settings.agreed.push('sql01')
  expect(await refusal()).toMatchObject({
    kind: 'secret',
    object: manager?.id,
    property: 'Password',
    peer: { server: 'sql01', user: 'CORP\\alice' },
  })
})

test('a manager that only disabled tasks use needs no agreement', async () => {
  const { pkg } = await inventory()
  for (const task of pkg.executables) task.disable = true
  const { events, done } = runsOf(pkg, { agreed: [] }).start()
  expect((await done).outcome).toBe('succeeded')
  for (const task of pkg.executables) expect(statesOf(events, task.id)).toEqual(['disabled'])
})

test('what comes after a failure is skipped, and the messages say why', async () => {
  const pkg = new Package()
  numbered(pkg, 'Zero', 0)
  const first = expression(pkg, 'First', '@[User::Zero] = 1 / @[User::Zero]')
  const second = expression(pkg, 'Second', '@[User::Zero] = 2')
  pkg.precedenceConstraints.add(first, second)
  const { events, done } = runsOf(pkg).start()
  const result = await done
  expect(result.outcome).toBe('failed')
  expect(result.errors).toBeGreaterThan(0)
  expect(lastState(events, first.id)).toMatchObject({ state: 'failed' })
  expect(statesOf(events, second.id).at(-1)).toBe('skipped')
  const error = events.find(event => event.kind === 'message' && event.problem.severity === 'error')
  expect(error).toMatchObject({
    problem: { object: first.id, source: 'First', name: expect.stringMatching(/^DTS_E_/) },
  })
})

test('what validation refuses is failed, and the others were skipped', async () => {
  const pkg = new Package()
  const wrong = pkg.executables.add('STOCK:WmiDataReaderTask')
  const right = expression(pkg, 'Right', '1')
  numbered(pkg, 'N', 0)
  right.innerObject.expression = '@[User::N] = 1'
  const { events, done } = runsOf(pkg).start()
  expect((await done).outcome).toBe('failed')
  expect(lastState(events, wrong.id)).toMatchObject({ state: 'failed' })
  expect(lastState(events, right.id)).toMatchObject({ state: 'skipped' })
})

test('loops tell how often they went round, and not more often than people can see', async () => {
  const pkg = new Package()
  numbered(pkg, 'N', 0)
  const loop = pkg.executables.add('STOCK:FORLOOP')
  loop.evalExpression = '@N < 2000'
  const task = expression(loop, 'Count', '@[User::N] = @[User::N] + 1')
  const runs = runsOf(pkg)
  const { events, done } = runs.start()
  const result = await done
  expect(result.outcome).toBe('succeeded')
  expect(lastState(events, loop.id)).toMatchObject({ state: 'succeeded', rounds: 2000 })
  expect(lastState(events, task.id)).toMatchObject({ state: 'succeeded' })
  const told = events.filter(event => event.kind === 'state' && event.object === task.id)
  expect(told.length).toBeLessThan(10 + result.milliseconds / 25)
  const { variables } = await runs.handlers['run.variables'](
    { document: 'd1' },
    { signal: new AbortController().signal },
  )
  expect(variables).toMatchObject([{ name: 'User::N', value: 2000 }])
})

test('only what is chosen runs, without what stands before it', async () => {
  const pkg = new Package()
  numbered(pkg, 'A', 0)
  const tasks = ['One', 'Two', 'Three', 'Four'].map((name, index) =>
    expression(pkg, name, `@[User::A] = @[User::A] + ${10 ** index}`),
  )
  const [one, two, three, four] = tasks as [Executable, Executable, Executable, Executable]
  pkg.precedenceConstraints.add(one, two).value = 1
  pkg.precedenceConstraints.add(two, three)
  pkg.precedenceConstraints.add(three, four)
  const box = pkg.executables.add('STOCK:SEQUENCE')
  const inner = expression(box, 'Inner', '@[User::A] = @[User::A] + 10000')
  const sibling = expression(box, 'Sibling', '@[User::A] = @[User::A] + 100000')
  const before = pkg.toXml()
  const runs = runsOf(pkg)
  const value = async (...only: Executable[]) => {
    const { events, done } = runs.start({ only: only.map(({ id }) => id) })
    expect((await done).outcome).toBe('succeeded')
    const { signal } = new AbortController()
    const { variables } = await runs.handlers['run.variables']({ document: 'd1' }, { signal })
    return { value: variables[0]?.value, events }
  }
  expect((await value(two)).value).toBe(10)
  expect((await value(two, three)).value).toBe(110)
  expect((await value(box)).value).toBe(110_000)
  const { value: alone, events } = await value(inner)
  expect(alone).toBe(10_000)
  expect(statesOf(events, sibling.id)).toEqual(['disabled'])
  one.disable = true
  expect((await value(one)).value).toBe(1)
  one.disable = false
  expect(pkg.toXml()).toBe(before)
  await expect(runs.start({ only: ['none'] }).done).rejects.toMatchObject({ failure: { kind: 'invalid' } })
})

test('a document runs once at a time, and is edited meanwhile', async () => {
  const pkg = new Package()
  numbered(pkg, 'N', 0)
  const loop = pkg.executables.add('STOCK:FORLOOP')
  loop.evalExpression = '@N >= 0'
  const task = expression(loop, 'For ever', '@[User::N] = @[User::N] + 1')
  const runs = runsOf(pkg)
  let begun = (): void => undefined
  const running = new Promise<void>(resolve => {
    begun = resolve
  })
  const { events, done, cancel } = runs.start({}, event => {
    if (event.kind === 'state' && event.state === 'running' && event.object === loop.id) begun()
  })
  await running
  await expect(runs.start().done).rejects.toMatchObject({ failure: { kind: 'conflict' } })
  // Names, objects, all can change; the run knows its own.
  task.name = 'Renamed'
  const added = expression(pkg, 'Added', '@[User::N] = 1')
  pkg.executables.remove(loop.id)
  cancel()
  const result = await done
  expect(result.outcome).toBe('cancelled')
  expect(lastState(events, pkg.id)).toMatchObject({ state: 'cancelled' })
  expect(lastState(events, loop.id)).toMatchObject({ state: 'cancelled' })
  expect(statesOf(events, added.id)).toEqual([])
  expect(runs.document.running).toBe(false)
})

test('events of a watcher come with their text, and are counted', async () => {
  const pkg = new Package()
  const manager = pkg.connections.add('WMI')
  manager.connectionString = 'ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;'
  const task = pkg.executables.add('STOCK:WmiEventWatcherTask')
  Object.assign(task.innerObject, {
    wmiConnection: manager.name,
    wqlQuerySource: "SELECT * FROM __InstanceModificationEvent WITHIN 1 WHERE TargetInstance ISA 'Win32_LocalTime'",
    numberOfEvents: 2,
  })
  const { events, done } = runsOf(pkg).start()
  expect((await done).outcome).toBe('succeeded')
  const told = events.flatMap(event => (event.kind === 'event' ? [event] : []))
  expect(told).toHaveLength(2)
  expect(told[0]).toMatchObject({ object: task.id, name: 'WMIEventWatcherTaskEventOccurred' })
  expect(told[0]?.text).toContain('instance of __InstanceModificationEvent')
  expect(lastState(events, task.id)).toMatchObject({ count: 2 })
})

test('a package in a package speaks through the task that runs it', async () => {
  const folder = temporary()
  const child = new Package()
  child.name = 'Child'
  numbered(child, 'Zero', 0)
  expression(child, 'Fails', '@[User::Zero] = 1 / @[User::Zero]')
  await child.save(join(folder, 'Child.dtsx'))
  const pkg = new Package()
  const file = pkg.connections.add('FILE')
  file.connectionString = join(folder, 'Child.dtsx')
  const task = pkg.executables.add('STOCK:ExecutePackageTask')
  Object.assign(task.innerObject, { useProjectReference: false, connection: file.name })
  const { events, done } = runsOf(pkg).start()
  expect((await done).outcome).toBe('failed')
  const errors = events.flatMap(event =>
    event.kind === 'message' && event.problem.severity === 'error' ? [event] : [],
  )
  expect(errors.find(({ problem }) => problem.source === 'Fails')?.problem.object).toBe(task.id)
})

test('reports are kept, the newest first, with what they need', async () => {
  const pkg = new Package()
  numbered(pkg, 'N', 0)
  const task = expression(pkg, 'Set', '@[User::N] = @[User::N] + 1')
  const runs = runsOf(pkg)
  const results: string[] = []
  for (let count = 0; count < 22; count += 1) results.push((await runs.start().done).report)
  const context = { signal: new AbortController().signal }
  const { reports } = await runs.handlers['run.reports']({ document: 'd1' }, context)
  expect(reports.map(({ report }) => report)).toEqual(results.slice(2).reverse())
  const { head, events } = await runs.handlers['run.report']({ report: results[21] ?? '' }, context)
  expect(head).toEqual(reports[0])
  expect(head.result.outcome).toBe('succeeded')
  expect(events.filter(event => event.kind === 'state' && event.object === task.id)).toMatchObject([
    { state: 'succeeded' },
  ])
  expect(() => runs.handlers['run.report']({ report: results[0] ?? '' }, context)).toThrow('no longer kept')
  expect(await runs.handlers['run.reports']({ document: 'other' }, context)).toEqual({ reports: [] })
})

test('a password of the session reaches the run, and is told nowhere', async () => {
  const pkg = new Package()
  const manager = pkg.connections.add('WMI')
  manager.connectionString = 'ServerName=\\\\127.0.0.1:1;Namespace=\\root\\cimv2;UseNtAuth=False;UserName=alice;'
  manager.properties.get('ServerName').setValue(manager, 'http://127.0.0.1:1/wsman')
  const task = pkg.executables.add('STOCK:WmiDataReaderTask')
  pkg.variables.add('Result', false, 'User', '')
  Object.assign(task.innerObject, {
    wmiConnection: manager.name,
    wqlQuerySource: 'SELECT * FROM Win32_OperatingSystem',
    destinationType: 1,
    destination: 'User::Result',
    outputType: 1,
  })
  const secrets = { 'http://127.0.0.1:1/wsman alice': 'hunter2' }
  const runs = runsOf(pkg, { secrets })
  const { events, done } = runs.start()
  expect((await done).outcome).toBe('failed')
  expect(JSON.stringify(events)).not.toContain('hunter2')
})
