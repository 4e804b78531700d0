// A package that waits for files in a real folder, and goes on with the next task.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { DriveMap } from '../../../../src/base/drives.js'
import { WmiHost } from '../../../../src/host/index.js'
import { Machine } from '../../../../src/host/machine.js'
import { DTSExecResult, Package, type TaskHost, type WmiEventWatcherTask } from '../../../../src/ssis/index.js'
import type { RunOptions } from '../../../../src/ssis/runtime/execute.js'
import { jobListener, type Listening } from './listening.js'

const { Success, Failure } = DTSExecResult
const { raw } = String

const root = mkdtempSync(join(tmpdir(), 'wmilink-folder-'))
const drives = new DriveMap([`W:=${root}`], 'linux')
const host = new WmiHost({ machine: new Machine({ drives }) })
let listener: Promise<Listening> | undefined
afterAll(async () => {
  await (await listener)?.close()
  await host.close()
  rmSync(root, { recursive: true, force: true })
})

let folders = 0

/** An empty folder, its path on drive W, and its name there. */
function newFolder(): { readonly path: string; readonly name: string } {
  const name = `in${folders}`
  folders += 1
  mkdirSync(join(root, name))
  return { path: join(root, name), name }
}

const dataFiles = (folder: string, within: number) =>
  raw`SELECT * FROM __InstanceCreationEvent WITHIN ${within} WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Drive = 'W:' AND TargetInstance.Path = '\\${folder}\\'`
const links = (folder: string, within: number) =>
  raw`SELECT * FROM __InstanceCreationEvent WITHIN ${within} WHERE TargetInstance ISA "CIM_DirectoryContainsFile" and TargetInstance.GroupComponent= "Win32_Directory.Name=\"w:\\\\${folder}\""`

interface Waiting {
  readonly pkg: Package
  readonly task: WmiEventWatcherTask
  readonly told: string[]
  run(onWatching?: () => void, options?: RunOptions): Promise<DTSExecResult>
}

/** A watcher, and a File System task after it that makes `done` in the folder. */
function waiting(folder: string, properties: Readonly<Record<string, string | number | boolean>>): Waiting {
  const pkg = new Package()
  pkg.connections.add('WMI').name = 'WMI'
  const wait = pkg.executables.add('STOCK:WmiEventWatcherTask') as TaskHost
  wait.name = 'Wait'
  for (const [name, value] of Object.entries({ wmiConnection: 'WMI', ...properties })) wait.innerObject[name] = value
  const next = pkg.executables.add('STOCK:FileSystemTask') as TaskHost
  next.name = 'Then'
  pkg.variables.add('Done', false, 'User', `W:\\${folder}\\done`)
  next.innerObject.operation = 'CreateDirectory'
  next.innerObject.isSourcePathVariable = true
  next.innerObject.source = 'User::Done'
  pkg.precedenceConstraints.add(wait, next)
  const told: string[] = []
  return {
    pkg,
    task: wait.task as WmiEventWatcherTask,
    told,
    run: (onWatching, options) =>
      pkg.execute({
        drives,
        connect: { host },
        log: {
          log: ({ event }) => {
            if (event === 'WMIEventWatcherWatchingForWMIEvents') onWatching?.()
          },
        },
        events: { onCustomEvent: (_source, { eventText }) => void told.push(eventText) },
        ...options,
      }),
  }
}

/** The name of the file that an event's MOF tells of. */
function nameIn(mof: string): string | undefined {
  const path = /\s(?:Name|PartComponent) = "(.*)";/.exec(mof)?.[1] ?? ''
  return path.split(/[\\"]+/).findLast(part => part !== '')
}

describe.runIf(process.platform === 'linux').each(['here', 'over WS-Management'])('%s', way => {
  const reach = async (pkg: Package): Promise<RunOptions> => {
    if (way === 'here') return {}
    listener ??= jobListener(host)
    const { url, user, password } = await listener
    const { innerObject } = pkg.connections.get('WMI')
    Object.assign(innerObject, { serverName: url, useWindowsAuth: false, userName: user, password })
    return { connect: {} }
  }

  test.each([
    ['CIM_DataFile', dataFiles],
    ['CIM_DirectoryContainsFile', links],
  ])('%s: the file comes, the task returns, the next one runs', async (_class, query) => {
    const { path, name } = newFolder()
    writeFileSync(join(path, 'old.csv'), 'old')
    const p = waiting(name, { wqlQuerySource: query(name, 0.1) })
    const options = await reach(p.pkg)
    expect(await p.run(() => writeFileSync(join(path, 'new.csv'), 'rows'), options)).toBe(Success)
    expect(p.pkg.errors).toEqual([])
    expect(p.told.map(nameIn)).toEqual(['new.csv'])
    expect(existsSync(join(path, 'done'))).toBe(true)
    expect(p.task.lastRun).toMatchObject({ events: 1, existing: 0, timeouts: 0 })
    expect(p.task.lastRun?.place).toMatch(/^\\\\\S+\\root\\cimv2$/i)
  })

  test('several files, as many as NumberOfEvents says', async () => {
    const { path, name } = newFolder()
    const p = waiting(name, { wqlQuerySource: dataFiles(name, 0.1), numberOfEvents: 5 })
    const options = await reach(p.pkg)
    const result = await p.run(() => {
      for (const file of ['a', 'b', 'c', 'd', 'e']) writeFileSync(join(path, file), file)
    }, options)
    expect(result).toBe(Success)
    expect(p.told.map(nameIn).sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('no file: the time-out fails the task, and the next one does not run', async () => {
    const { path, name } = newFolder()
    const p = waiting(name, { wqlQuerySource: links(name, 0.1), timeout: 1 })
    expect(await p.run(undefined, await reach(p.pkg))).toBe(Failure)
    expect(p.pkg.errors).toMatchObject([{ code: 0xc0029260, source: 'Wait' }])
    expect(p.pkg.errors[0]?.description).toMatch(/^1 seconds passed before event 1 of "SELECT/)
    expect(existsSync(join(path, 'done'))).toBe(false)
  })

  test.each([
    ['CIM_DataFile', dataFiles],
    ['CIM_DirectoryContainsFile', links],
  ])('ExistingMatches, %s: files that are there count, and none counts twice', async (_class, query) => {
    const { path, name } = newFolder()
    for (const file of ['a', 'b']) writeFileSync(join(path, file), file)
    const p = waiting(name, { wqlQuerySource: query(name, 0.1), existingMatches: true, numberOfEvents: 4, timeout: 20 })
    const options = await reach(p.pkg)
    const result = await p.run(() => {
      // Between the subscription and the question.
      writeFileSync(join(path, 'c'), 'c')
      setTimeout(() => writeFileSync(join(path, 'd'), 'd'), 500)
    }, options)
    expect(result).toBe(Success)
    expect(p.told.map(nameIn).sort()).toEqual(['a', 'b', 'c', 'd'])
  })
})

test.runIf(process.platform === 'linux')('the file tells the next tasks nothing that was not there', async () => {
  const { path, name } = newFolder()
  const p = waiting(name, { wqlQuerySource: dataFiles(name, 0.1) })
  const file = join(path, 'data.csv')
  expect(await p.run(() => writeFileSync(file, '1;2'))).toBe(Success)
  expect(p.told[0]).toMatch(
    /^instance of __InstanceCreationEvent\n\{\n[\s\S]*TargetInstance = instance of CIM_DataFile/,
  )
  expect(p.told[0]).toContain('FileSize = "3";')
  expect(readFileSync(file, 'utf8')).toBe('1;2')
})
