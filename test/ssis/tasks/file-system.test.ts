import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import { DTSFileSystemOperation as Op, Package, type PropertyValue } from '../../../src/ssis/index.js'
import { emptyFolder, removeFolder } from '../../../src/ssis/tasks/file-system/tree.js'
import { taskPackage } from './task-package.js'

const { Success, Failure, Canceled } = DTSExecResult

type Operation = keyof typeof Op

/** A task whose ends are the variables Source and Destination. */
function fileTask(
  operation: Operation,
  source: string,
  destination = '',
  properties: Readonly<Record<string, PropertyValue>> = {},
) {
  const made = taskPackage('STOCK:FileSystemTask', {
    operation: Op[operation],
    source: 'User::Source',
    isSourcePathVariable: true,
    destination: 'User::Destination',
    isDestinationPathVariable: true,
    ...properties,
  })
  made.pkg.variables.add('Source', false, 'User', source)
  made.pkg.variables.add('Destination', false, 'User', destination)
  const write = (name: string, text = name) => {
    mkdirSync(join(made.at(name), '..'), { recursive: true })
    writeFileSync(made.at(name), text)
  }
  const text = (name: string) => readFileSync(made.at(name), 'utf8')
  /** Everything below the folder, temporary names included. */
  const all = () => readdirSync(made.folder, { recursive: true, encoding: 'utf8' }).sort()
  return { ...made, write, text, all }
}

describe('CopyFile', () => {
  test('copies text, mode and times', async () => {
    const made = fileTask('CopyFile', 'D:\\a.txt', 'D:\\b.txt')
    made.write('a.txt', 'text')
    chmodSync(made.at('a.txt'), 0o640)
    utimesSync(made.at('a.txt'), 1000, 2000)
    expect(await made.run()).toBe(Success)
    expect(made.text('b.txt')).toBe('text')
    const { mode, mtimeMs } = statSync(made.at('b.txt'))
    expect([mode & 0o777, mtimeMs]).toEqual([0o640, 2_000_000])
    expect(made.all()).toEqual(['a.txt', 'b.txt'])
    expect(made.log.filter(({ event }) => event === 'FileSystemOperation')).toEqual([
      { event: 'FileSystemOperation', message: 'CopyFile: D:\\a.txt → D:\\b.txt' },
    ])
  })

  test('goes into a folder under its own name', async () => {
    const made = fileTask('CopyFile', 'D:\\a.txt', 'D:\\in')
    made.write('a.txt')
    mkdirSync(made.at('in'))
    expect(await made.run()).toBe(Success)
    expect(made.all()).toEqual(['a.txt', 'in', 'in/a.txt'])
  })

  test('a folder that is meant and not there', async () => {
    const made = fileTask('CopyFile', 'D:\\a.txt', 'D:\\in\\')
    made.write('a.txt')
    expect(await made.run()).toBe(Failure)
    expect(made.errors()).toEqual(['there is no folder "D:\\in\\" (from "User::Destination")'])
    expect(made.all()).toEqual(['a.txt'])
  })

  test('keeps what is there unless it may overwrite it', async () => {
    const made = fileTask('CopyFile', 'D:\\a.txt', 'D:\\b.txt')
    made.write('a.txt', 'new')
    made.write('b.txt', 'old')
    expect(await made.run()).toBe(Failure)
    expect(made.errors()).toEqual(['an error occurred: "D:\\b.txt": there is a file of this name already'])
    expect(made.text('b.txt')).toBe('old')
    made.task.innerObject.overwriteDestinationFile = true
    expect(await made.run()).toBe(Success)
    expect(made.text('b.txt')).toBe('new')
    expect(made.all()).toEqual(['a.txt', 'b.txt'])
  })

  test('a link is followed on both sides and stays one', async () => {
    const made = fileTask('CopyFile', 'D:\\from', 'D:\\to', { overwriteDestinationFile: true })
    made.write('a.txt', 'new')
    made.write('b.txt', 'old')
    symlinkSync('a.txt', made.at('from'))
    symlinkSync('b.txt', made.at('to'))
    expect(await made.run()).toBe(Success)
    expect([made.text('b.txt'), readlinkSync(made.at('to'))]).toEqual(['new', 'b.txt'])
  })

  test('a read-only file is not overwritten', async () => {
    const made = fileTask('CopyFile', 'D:\\a.txt', 'D:\\b.txt', { overwriteDestinationFile: true })
    made.write('a.txt')
    made.write('b.txt', 'old')
    chmodSync(made.at('b.txt'), 0o444)
    expect(await made.run()).toBe(Failure)
    expect(made.errors()).toEqual(['an error occurred: "D:\\b.txt": it is read-only'])
  })

  test('a file onto itself, a folder, and nothing at all', async () => {
    const made = fileTask('CopyFile', 'D:\\a.txt', 'D:\\a.txt', { overwriteDestinationFile: true })
    made.write('a.txt', 'text')
    expect(await made.run()).toBe(Failure)
    expect(made.errors()[0]).toContain('source and destination are the same file')
    expect(made.text('a.txt')).toBe('text')
    made.pkg.variables.get('Source').value = 'D:\\'
    made.pkg.variables.get('Destination').value = 'D:\\x'
    expect(await made.run()).toBe(Failure)
    expect(made.errors()).toEqual(['an error occurred: "D:\\": it is a folder'])
    made.pkg.variables.get('Source').value = 'D:\\none'
    expect(await made.run()).toBe(Failure)
    expect(made.errors()).toEqual(['there is no file "D:\\none" (from "User::Source")'])
    expect(made.symbols()).toEqual(['DTS_E_FSTASK_FILEDOESNOTEXIST'])
  })

  test('two tasks at once: one file wins, none is lost', async () => {
    const made = fileTask('CopyFile', 'D:\\a.txt', 'D:\\c.txt')
    made.write('a.txt', 'a')
    const second = made.pkg.executables.add('STOCK:FileSystemTask')
    Object.assign(second.innerObject, { source: 'D:\\a.txt', destination: 'D:\\c.txt' })
    expect(await made.run()).toBe(Failure)
    expect(made.errors()).toHaveLength(1)
    expect(made.text('c.txt')).toBe('a')
  })
})

describe('MoveFile and RenameFile', () => {
  test('into a folder, and to a name', async () => {
    const made = fileTask('MoveFile', 'D:\\a.txt', 'D:\\in')
    made.write('a.txt')
    mkdirSync(made.at('in'))
    expect(await made.run()).toBe(Success)
    expect(made.all()).toEqual(['in', 'in/a.txt'])
    made.pkg.variables.get('Source').value = 'D:\\in\\a.txt'
    made.pkg.variables.get('Destination').value = 'D:\\b.txt'
    expect(await made.run()).toBe(Success)
    expect(made.all()).toEqual(['b.txt', 'in'])
  })

  test('a bare new name stays in the folder', async () => {
    const made = fileTask('RenameFile', 'D:\\in\\a.txt', 'b.txt')
    made.write('in/a.txt')
    expect(await made.run()).toBe(Success)
    expect(made.all()).toEqual(['in', 'in/b.txt'])
  })

  test('a file that is there stays, or is replaced', async () => {
    const made = fileTask('RenameFile', 'D:\\a.txt', 'D:\\b.txt')
    made.write('a.txt', 'new')
    made.write('b.txt', 'old')
    expect(await made.run()).toBe(Failure)
    expect([made.text('a.txt'), made.text('b.txt')]).toEqual(['new', 'old'])
    made.task.innerObject.overwriteDestinationFile = true
    expect(await made.run()).toBe(Success)
    expect([made.all(), made.text('b.txt')]).toEqual([['b.txt'], 'new'])
  })

  test('a link itself moves, and a name of the same file loses nothing', async () => {
    const made = fileTask('MoveFile', 'D:\\link', 'D:\\other')
    made.write('a.txt', 'text')
    symlinkSync('a.txt', made.at('link'))
    expect(await made.run()).toBe(Success)
    expect([readlinkSync(made.at('other')), made.all()]).toEqual(['a.txt', ['a.txt', 'other']])
    Object.assign(made.task.innerObject, { overwriteDestinationFile: true })
    made.pkg.variables.get('Source').value = 'D:\\a.txt'
    made.pkg.variables.get('Destination').value = 'D:\\a.txt'
    expect(await made.run()).toBe(Success)
    expect(made.text('a.txt')).toBe('text')
  })

  test('to another device', async context => {
    const other = '/dev/shm'
    const made = fileTask('MoveFile', 'D:\\a.txt', 'E:\\')
    const elsewhere = existsSync(other) && statSync(other).dev !== statSync(made.folder).dev
    if (!elsewhere) return context.skip()
    const { mkdtempSync } = await import('node:fs')
    const { DriveMap } = await import('../../../src/base/drives.js')
    const folder = mkdtempSync(join(other, 'wmilink-'))
    try {
      const drives = new DriveMap([`D:=${made.folder}`, `E:=${folder}`], 'linux')
      made.write('a.txt', 'text')
      expect(await made.run({ drives })).toBe(Success)
      expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('text')
      expect(made.all()).toEqual([])
      made.write('tree/in/b.txt', 'b')
      symlinkSync('b.txt', made.at('tree/in/link'))
      made.task.innerObject.operation = Op.MoveDirectory
      made.pkg.variables.get('Source').value = 'D:\\tree'
      made.pkg.variables.get('Destination').value = 'E:\\tree'
      expect(await made.run({ drives })).toBe(Success)
      expect(readlinkSync(join(folder, 'tree/in/link'))).toBe('b.txt')
      expect([made.all(), readdirSync(folder).sort()]).toEqual([[], ['a.txt', 'tree']])
    } finally {
      const { rmSync } = await import('node:fs')
      rmSync(folder, { recursive: true })
    }
  })
})

describe('folders', () => {
  test('CreateDirectory makes parents, and takes an existing one when it may', async () => {
    const made = fileTask('CreateDirectory', 'D:\\a\\b')
    expect(await made.run()).toBe(Success)
    expect(await made.run()).toBe(Failure)
    expect(made.symbols()).toEqual(['DTS_E_FSTASK_DIRECTORYEXISTS'])
    made.task.innerObject.overwriteDestinationFile = true
    expect(await made.run()).toBe(Success)
    made.write('file')
    made.pkg.variables.get('Source').value = 'D:\\file'
    expect(await made.run()).toBe(Failure)
    expect(made.all()).toEqual(['a', 'a/b', 'file'])
  })

  test('CopyDirectory copies what is in it, links as links', async () => {
    const made = fileTask('CopyDirectory', 'D:\\from', 'D:\\new\\to')
    made.write('outside.txt')
    made.write('from/a.txt', 'a')
    made.write('from/in/b.txt', 'b')
    symlinkSync('../outside.txt', made.at('from/link'))
    symlinkSync('..', made.at('from/round'))
    expect(await made.run()).toBe(Success)
    expect(readdirSync(made.at('new')).sort()).toEqual(['to'])
    expect(readdirSync(made.at('new/to')).sort()).toEqual(['a.txt', 'in', 'link', 'round'])
    expect([made.text('new/to/in/b.txt'), readlinkSync(made.at('new/to/link'))]).toEqual(['b', '../outside.txt'])
  })

  test('CopyDirectory into one that is there begins nothing that it may not end', async () => {
    const made = fileTask('CopyDirectory', 'D:\\from', 'D:\\to')
    made.write('from/a.txt', 'new')
    made.write('from/in/b.txt', 'new')
    made.write('to/in/b.txt', 'old')
    expect(await made.run()).toBe(Failure)
    expect(made.errors()[0]).toContain('there is a file of this name already')
    expect(made.all()).not.toContain('to/a.txt')
    made.task.innerObject.overwriteDestinationFile = true
    expect(await made.run()).toBe(Success)
    expect([made.text('to/a.txt'), made.text('to/in/b.txt')]).toEqual(['new', 'new'])
    expect(made.all().filter(name => name.includes('.tmp'))).toEqual([])
  })

  test.each(['CopyDirectory', 'MoveDirectory'] as const)('%s never goes into itself', async operation => {
    const made = fileTask(operation, 'D:\\from', 'D:\\from\\in\\deep', { overwriteDestinationFile: true })
    made.write('from/a.txt')
    expect(await made.run()).toBe(Failure)
    expect(made.errors()[0]).toContain('it is inside the source "D:\\from"')
    expect(made.all()).toEqual(['from', 'from/a.txt'])
  })

  test('MoveDirectory moves, refuses what is there, or joins it', async () => {
    const made = fileTask('MoveDirectory', 'D:\\from', 'D:\\to')
    made.write('from/a.txt', 'new')
    expect(await made.run()).toBe(Success)
    expect(made.all()).toEqual(['to', 'to/a.txt'])
    made.write('from/a.txt', 'newer')
    made.write('from/b.txt')
    expect(await made.run()).toBe(Failure)
    expect(made.symbols()).toEqual(['DTS_E_FSTASK_DIRECTORYEXISTS'])
    made.task.innerObject.overwriteDestinationFile = true
    expect(await made.run()).toBe(Success)
    expect([made.all(), made.text('to/a.txt')]).toEqual([['to', 'to/a.txt', 'to/b.txt'], 'newer'])
  })

  test('DeleteDirectory and DeleteDirectoryContent never leave the folder', async () => {
    const made = fileTask('DeleteDirectoryContent', 'D:\\in')
    made.write('keep/a.txt')
    made.write('in/deep/b.txt')
    symlinkSync('../keep', made.at('in/link'))
    symlinkSync('../keep/a.txt', made.at('in/file'))
    expect(await made.run()).toBe(Success)
    expect(made.all()).toEqual(['in', 'keep', 'keep/a.txt'])
    symlinkSync('keep', made.at('alias'))
    made.task.innerObject.operation = Op.DeleteDirectory
    made.pkg.variables.get('Source').value = 'D:\\alias'
    expect(await made.run()).toBe(Success)
    expect(made.all()).toEqual(['in', 'keep', 'keep/a.txt'])
    made.pkg.variables.get('Source').value = 'D:\\in'
    expect(await made.run()).toBe(Success)
    expect(made.all()).toEqual(['keep', 'keep/a.txt'])
  })

  test.each(['DeleteDirectory', 'DeleteDirectoryContent'] as const)('%s refuses files', async operation => {
    const made = fileTask(operation, 'D:\\file')
    made.write('file')
    expect(await made.run()).toBe(Failure)
    expect(made.errors()).toEqual(['an error occurred: "D:\\file": it is no folder'])
    expect(made.all()).toEqual(['file'])
  })

  test('the root of a file system is refused', async () => {
    // Were it not, the signal would stop the work before the first file.
    for (const remove of [removeFolder, emptyFolder])
      await expect(remove('/', 'C:\\', AbortSignal.abort())).rejects.toThrow(
        'an error occurred: "C:\\": it is the root of a file system, which is never emptied or removed',
      )
  })

  test('a cancel stops between two files and leaves nothing half copied', async () => {
    const made = fileTask('CopyDirectory', 'D:\\from', 'D:\\to')
    for (let index = 0; index < 200; index += 1) made.write(`from/${index}.txt`, 'x'.repeat(100_000))
    const stop = new AbortController()
    const running = made.run({ signal: stop.signal })
    setTimeout(() => stop.abort(), 30)
    const result = await running
    expect([Success, Canceled]).toContain(result)
    expect(readdirSync(made.folder).sort()).toEqual(result === Success ? ['from', 'to'] : ['from'])
  })
})

describe('DeleteFile and SetAttributes', () => {
  test('a link goes and what it leads to stays; a folder is refused', async () => {
    const made = fileTask('DeleteFile', 'D:\\link')
    made.write('a.txt')
    symlinkSync('a.txt', made.at('link'))
    expect(await made.run()).toBe(Success)
    expect(made.all()).toEqual(['a.txt'])
    made.pkg.variables.get('Source').value = 'D:\\'
    expect(await made.run()).toBe(Failure)
    expect(made.errors()).toEqual(['an error occurred: "D:\\": it is a folder'])
  })

  test('read-only is a matter of the mode; the others are told', async () => {
    const made = fileTask('SetAttributes', 'D:\\a.txt', '', { attributes: 'Hidden, ReadOnly' })
    made.write('a.txt')
    chmodSync(made.at('a.txt'), 0o664)
    const mode = () => lstatSync(made.at('a.txt')).mode & 0o777
    expect(await made.run()).toBe(Success)
    expect(mode()).toBe(0o444)
    expect(made.warnings()).toEqual(['files of this system have no attributes Hidden: "D:\\a.txt" did not get them'])
    made.task.innerObject.attributes = 'Normal'
    expect(await made.run()).toBe(Success)
    expect([mode(), made.warnings()]).toEqual([0o644, []])
    made.task.innerObject.attributes = '4'
    expect(await made.run()).toBe(Success)
    expect(mode()).toBe(0o444)
    made.pkg.variables.get('Source').value = 'D:\\'
    expect(await made.run()).toBe(Success)
    expect(made.warnings()[0]).toContain('did not become read-only')
  })
})

describe('the paths', () => {
  test('come from connection managers of the right usage', async () => {
    const made = fileTask('CopyFile', '', '', { isSourcePathVariable: false, isDestinationPathVariable: false })
    const from = made.pkg.connections.add('FILE')
    Object.assign(from, { name: 'From', connectionString: 'D:\\a.txt' })
    const to = made.pkg.connections.add('FILE')
    Object.assign(to, { name: 'To', connectionString: 'D:\\in' })
    to.innerObject.fileUsageType = 2
    Object.assign(made.task.innerObject, { source: from.id, destination: 'To' })
    made.write('a.txt')
    mkdirSync(made.at('in'))
    expect(await made.run()).toBe(Success)
    expect(made.all()).toEqual(['a.txt', 'in', 'in/a.txt'])
    from.innerObject.fileUsageType = 3
    expect(await made.validate()).toBe(Failure)
    expect(made.symbols()).toEqual(['DTS_E_FSTASK_SRCCONNUSAGETYPEINVALID'])
    from.innerObject.fileUsageType = 0
    Object.assign(made.task.innerObject, { operation: Op.RenameFile })
    expect(await made.validate()).toBe(Failure)
    expect(made.symbols()).toEqual(['DTS_E_FSTASK_DESTCONNUSAGETYPEINVALID'])
  })

  test.each([
    ['', 'DTS_E_FSTASK_SOURCENOTSET', false],
    ['User::None', 'DTS_E_FSTASK_VARIABLEDOESNTEXIST', true],
    ['User::Number', 'DTS_E_FSTASK_VARIABLENOTASTRING', true],
    ['None', 'DTS_E_CONNECTIONNOTFOUND', false],
    ['WMI', 'DTS_E_FSTASK_CONNECTIONTYPENOTFILE', false],
    ['D:\\*.txt', 'DTS_E_FSTASK_PATHNOTVALID', false],
    ['Q:\\a.txt', 'DTS_E_INVALIDFILENAMEINCONNECTION', false],
  ])('%j at validation: %s', async (source, symbol, isSourcePathVariable) => {
    const made = fileTask('DeleteFile', '', '', { source, isSourcePathVariable })
    made.pkg.variables.add('Number', false, 'User', 1)
    made.pkg.connections.add('WMI').name = 'WMI'
    expect(await made.validate()).toBe(Failure)
    expect(made.symbols()).toEqual([symbol])
  })

  test.each([
    ['', 'holds no path'],
    ['D:\\?.txt', 'Foreach Loop'],
  ])('%j in a variable when it runs', async (source, reason) => {
    const made = fileTask('DeleteFile', source)
    expect(await made.validate()).toBe(Success)
    expect(await made.run()).toBe(Failure)
    expect(made.symbols()).toEqual(['DTS_E_FSTASK_PATHNOTVALID'])
    expect(made.errors()[0]).toContain(reason)
  })
})

test('a real task is read and written as its file has it', () => {
  const made = fileTask('SetAttributes', '', '', { attributes: 'Hidden, ReadOnly' })
  const text = made.pkg.toXml()
  expect(text).toContain('<FileSystemData')
  expect(text).toContain('TaskOperationType="SetAttributes"')
  expect(text).toContain('TaskFileAttributes="Hidden, ReadOnly"')
  expect(text).toContain('TaskIsSourceVariable="True"')
  expect(Package.parse(text).toXml()).toBe(text)
})

test.each([
  ['TaskOperationType="SetAttributes"', 'TaskOperationType="Shred"'],
  ['TaskFileAttributes="Hidden"', 'TaskFileAttributes="Blue"'],
])('%s as %s is no task data', async (good, bad) => {
  const made = fileTask('SetAttributes', '', '', { attributes: 'Hidden' })
  const pkg = Package.parse(made.pkg.toXml().replace(good, bad))
  expect(await pkg.validate()).toBe(Failure)
  expect(pkg.errors.map(({ symbol }) => symbol)).toEqual(['DTS_E_FSTASK_INVALIDDATA'])
})
