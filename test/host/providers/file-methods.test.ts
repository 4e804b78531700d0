import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { WmiHost } from '../../../src/host/host.js'
import { Machine } from '../../../src/host/machine.js'
import { copyOneFile } from '../../../src/host/providers/files/copy.js'
import { moveFile, moveFolder } from '../../../src/host/providers/files/new-name.js'
import { quotedKey } from '../quoted-key.js'

const base = realpathSync(mkdtempSync(join(tmpdir(), 'wmilink-files-')))
afterAll(() => rmSync(base, { recursive: true }))

/** A machine of its own with these files; a name that ends with a slash is a folder. C: is its root, D: its folder /data. */
function made(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(base, 'm'))
  mkdirSync(join(root, 'data'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    if (name.endsWith('/')) mkdirSync(join(root, name), { recursive: true })
    else writeFileSync(join(root, name), text)
  }
  const drives = new DriveMap(['D:=/data'], 'linux')
  const host = new WmiHost({ machine: new Machine({ root, platform: 'linux', drives }) })
  const wmi = host.connect()
  const call = async (path: string, method: string, parameters: Record<string, unknown> = {}) => ({
    ...(await wmi.invoke(path, method, parameters)),
  })
  return {
    at: (name: string) => join(root, name),
    all: () => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort(),
    text: (name: string) => readFileSync(join(root, name), 'utf8'),
    file: (name: string, method: string, parameters?: Record<string, unknown>) =>
      call(`CIM_DataFile.Name=${quotedKey(name)}`, method, parameters),
    folder: (name: string, method: string, parameters?: Record<string, unknown>) =>
      call(`Win32_Directory.Name=${quotedKey(name)}`, method, parameters),
    host,
  }
}

const answers = (ReturnValue: number) => ({ ReturnValue })

describe('CIM_DataFile.Copy', () => {
  test('copies what is in the file, to another drive too, with permissions but no rights of others', async () => {
    const { at, all, text, file } = made({ 'data/in.txt': 'content', 'Out/x': '' })
    chmodSync(at('data/in.txt'), 0o4750)
    expect(await file('d:\\IN.TXT', 'Copy', { FileName: 'c:\\out\\Copy.txt' })).toEqual(answers(0))
    expect(all()).toEqual(['Out', 'Out/Copy.txt', 'Out/x', 'data', 'data/in.txt'])
    expect(text('Out/Copy.txt')).toBe('content')
    expect(statSync(at('Out/Copy.txt')).mode & 0o7777).toBe(0o750)
  })

  test('never replaces anything', async () => {
    const { text, all, file, at } = made({ a: 'a', b: 'b', 'c/': '' })
    symlinkSync('/nowhere', at('dead'))
    for (const FileName of ['C:\\b', 'C:\\a', 'C:\\c', 'C:\\dead', 'C:\\'])
      expect(await file('C:\\a', 'Copy', { FileName })).toEqual(answers(10))
    expect(text('b')).toBe('b')
    expect(all()).toEqual(['a', 'b', 'c', 'data', 'dead'])
  })

  test('makes no second file or folder of a name that differs in case only: paths would mean both', async () => {
    const { all, file, folder } = made({ a: 'new', B: 'old', 'Sub/': '' })
    const before = all()
    for (const name of ['C:\\b', 'C:\\A', 'C:\\sub']) {
      expect(await file('C:\\a', 'Copy', { FileName: name })).toEqual(answers(10))
      expect(await folder('C:\\Sub', 'Copy', { FileName: name })).toEqual(answers(10))
    }
    for (const name of ['C:\\b', 'C:\\sub'])
      expect(await file('C:\\a', 'Rename', { FileName: name })).toEqual(answers(10))
    expect(all()).toEqual(before)
  })

  test('a name that is taken at the last moment stays what it is', async () => {
    const { at, text, all } = made({ a: 'a', b: 'b' })
    await expect(copyOneFile(at('a'), at('b'))).rejects.toMatchObject({ code: 10 })
    expect(text('b')).toBe('b')
    expect(all()).toEqual(['a', 'b', 'data'])
  })

  test.each<[unknown, number]>([
    [null, 21],
    ['', 21],
    ['b', 21],
    ['\\b', 21],
    ['/b', 21],
    ['C:b', 21],
    ['C:\\..\\b', 21],
    ['C:\\data\\..\\..\\b', 21],
    ['C:\\data/../../b', 21],
    ['C:\\b\0c', 21],
    ['C:\\data\\', 21],
    ['\\\\server\\share\\b', 21],
    ['Q:\\b', 21],
    ['C:\\none\\b', 9],
    ['C:\\a\\b', 9],
    [`C:\\${'x'.repeat(1_000_000)}`, 21],
  ])('to the new name number %# makes nothing', async (FileName, code) => {
    const { all, file } = made({ a: 'a' })
    expect(await file('C:\\a', 'Copy', { FileName })).toEqual(answers(code))
    expect(all()).toEqual(['a', 'data'])
  })

  test('takes names that a shell or a program would misunderstand', async () => {
    const { all, file } = made({ a: 'a' })
    for (const name of ['-rf', '$(id)', 'a;b', 'new\nline', '\u001b[2J', '%PATH%', '*'])
      expect(await file('C:\\a', 'Copy', { FileName: `C:\\data\\${name}` })).toEqual(answers(0))
    expect(all()).toHaveLength(9)
  })

  test('a wrong type is an error, not a code', async () => {
    const { file } = made({ a: 'a' })
    await expect(file('C:\\a', 'Copy', { FileName: ['C:\\b', 'C:\\c'] })).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_METHOD_PARAMETERS',
    })
  })

  test('does not leave its drive through links: what they lead to is not there', async () => {
    const { at, all, file } = made({ 'outside/secret': 's', 'data/a': 'a' })
    symlinkSync(at('outside'), at('data/way-out'))
    symlinkSync(at('outside/secret'), at('data/link'))
    expect(await file('D:\\a', 'Copy', { FileName: 'D:\\way-out\\b' })).toEqual(answers(9))
    expect(await file('D:\\a', 'Rename', { FileName: 'D:\\way-out\\b' })).toEqual(answers(9))
    for (const [name, method] of [
      ['D:\\link', 'Copy'],
      ['D:\\way-out\\secret', 'Copy'],
      ['D:\\way-out\\secret', 'Delete'],
    ] as const)
      await expect(file(name, method, method === 'Copy' ? { FileName: 'D:\\b' } : {})).rejects.toMatchObject({
        name: 'WBEM_E_NOT_FOUND',
      })
    expect(all()).toEqual([
      'data',
      'data/a',
      'data/link',
      'data/way-out',
      'data/way-out/secret',
      'outside',
      'outside/secret',
    ])
  })

  test('CopyEx tells where it stopped', async () => {
    const { file } = made({ a: 'a', b: 'b' })
    expect(await file('C:\\a', 'CopyEx', { FileName: 'C:\\c' })).toEqual({ ReturnValue: 0, StopFileName: null })
    expect(await file('C:\\a', 'CopyEx', { FileName: 'C:\\b' })).toEqual({ ReturnValue: 10, StopFileName: 'C:\\b' })
    expect(await file('C:\\a', 'CopyEx', { FileName: '' })).toEqual({ ReturnValue: 21, StopFileName: 'c:\\a' })
    expect(await file('C:\\a', 'CopyEx', { FileName: 'C:\\d', StartFileName: 'C:\\x' })).toEqual({
      ReturnValue: 16,
      StopFileName: 'c:\\a',
    })
  })
})

describe('CIM_DataFile.Rename', () => {
  test('gives a new name within the drive, in another spelling too', async () => {
    const { all, text, file } = made({ a: 'a', 'data/x/': '' })
    expect(await file('C:\\a', 'Rename', { FileName: 'C:\\DATA\\X\\b' })).toEqual(answers(0))
    expect(await file('C:\\data\\x\\b', 'Rename', { FileName: 'C:\\data\\x\\B' })).toEqual(answers(0))
    expect(all()).toEqual(['data', 'data/x', 'data/x/B'])
    expect(text('data/x/B')).toBe('a')
  })

  test('renames a link, not what it leads to', async () => {
    const { at, all, file } = made({ a: 'a' })
    symlinkSync('a', at('link'))
    expect(await file('C:\\link', 'Rename', { FileName: 'C:\\other' })).toEqual(answers(0))
    expect(all()).toEqual(['a', 'data', 'other'])
    expect(readlinkSync(at('other'))).toBe('a')
  })

  test('never replaces anything, and stays on its drive', async () => {
    const { all, text, file } = made({ a: 'a', b: 'b', 'c/': '' })
    for (const FileName of ['C:\\b', 'C:\\c', 'C:\\a', 'C:\\'])
      expect(await file('C:\\a', 'Rename', { FileName })).toEqual(answers(10))
    expect(await file('C:\\a', 'Rename', { FileName: 'D:\\x' })).toEqual(answers(13))
    expect(await file('C:\\a', 'Rename', { FileName: 'C:\\none\\x' })).toEqual(answers(9))
    expect(await file('C:\\a', 'Rename', { FileName: 'C:\\..\\x' })).toEqual(answers(21))
    expect(all()).toEqual(['a', 'b', 'c', 'data'])
    expect(text('b')).toBe('b')
  })

  test('a name that is taken at the last moment stays what it is', async () => {
    const { at, all, text } = made({ a: 'a', b: 'b', 'c/x': 'x', 'd/': '' })
    await expect(moveFile(at('a'), at('b'))).rejects.toMatchObject({ code: 'EEXIST' })
    await expect(moveFolder(at('c'), at('d'))).rejects.toMatchObject({ code: 'EEXIST' })
    expect(text('b')).toBe('b')
    expect(all()).toEqual(['a', 'b', 'c', 'c/x', 'd', 'data'])
  })

  test('a folder goes with what is in it, but not into itself', async () => {
    const { all, folder } = made({ 'c/x': 'x' })
    expect(await folder('C:\\c', 'Rename', { FileName: 'C:\\c\\d' })).toEqual(answers(21))
    expect(await folder('C:\\c', 'Rename', { FileName: 'C:\\data\\e' })).toEqual(answers(0))
    expect(await folder('C:\\', 'Rename', { FileName: 'C:\\f' })).toEqual(answers(2))
    expect(all()).toEqual(['data', 'data/e', 'data/e/x'])
  })
})

describe('Delete', () => {
  test('removes a file; a link, not what it leads to', async () => {
    const { at, all, file, folder } = made({ a: 'a', b: 'b', 'c/x': 'x' })
    symlinkSync('a', at('link'))
    symlinkSync('c', at('folder-link'))
    expect(await file('C:\\B', 'Delete')).toEqual(answers(0))
    expect(await file('C:\\link', 'DeleteEx')).toEqual({ ReturnValue: 0, StopFileName: null })
    expect(await folder('C:\\folder-link', 'Delete')).toEqual(answers(0))
    expect(all()).toEqual(['a', 'c', 'c/x', 'data'])
  })

  test('removes a folder only when it is empty, and never a drive', async () => {
    const { all, folder } = made({ 'c/x': 'x', 'e/': '' })
    expect(await folder('C:\\c', 'Delete')).toEqual(answers(14))
    expect(await folder('C:\\c', 'DeleteEx')).toEqual({ ReturnValue: 14, StopFileName: 'c:\\c' })
    expect(await folder('C:\\e', 'Delete')).toEqual(answers(0))
    expect(await folder('C:\\', 'Delete')).toEqual(answers(2))
    expect(await folder('D:\\', 'Delete')).toEqual(answers(2))
    expect(all()).toEqual(['c', 'c/x', 'data'])
  })

  test.each(['C:\\none', 'C:\\..\\a', 'C:\\a\\..\\a', 'C:\\', 'a', '--', `C:\\${'x'.repeat(1_000_000)}`])(
    'of the name number %# finds no file',
    async name => {
      const { all, file } = made({ a: 'a' })
      await expect(file(name, 'Delete')).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
      expect(all()).toEqual(['a', 'data'])
    },
  )
})

describe('Win32_Directory.Copy', () => {
  test('copies what is in it, links as links', async () => {
    const { at, all, text, folder } = made({ 'c/x': 'x', 'c/d/y': 'y', 'c/empty/': '' })
    symlinkSync('../c/x', at('c/link'))
    expect(await folder('C:\\c', 'Copy', { FileName: 'D:\\copy' })).toEqual(answers(0))
    expect(all().filter(name => name.startsWith('data'))).toEqual([
      'data',
      'data/copy',
      'data/copy/d',
      'data/copy/d/y',
      'data/copy/empty',
      'data/copy/link',
      'data/copy/x',
    ])
    expect(text('data/copy/d/y')).toBe('y')
    expect(lstatSync(at('data/copy/link')).isSymbolicLink()).toBe(true)
  })

  test('CopyEx copies what is in it when it is told to', async () => {
    const { all, folder } = made({ 'c/x': 'x' })
    await folder('C:\\c', 'CopyEx', { FileName: 'C:\\d' })
    await folder('C:\\c', 'CopyEx', { FileName: 'C:\\e', Recursive: true })
    expect(all()).toEqual(['c', 'c/x', 'd', 'data', 'e', 'e/x'])
  })

  test('replaces nothing and does not copy itself into itself', async () => {
    const { all, folder } = made({ 'c/x': 'x', 'd/': '' })
    expect(await folder('C:\\c', 'Copy', { FileName: 'C:\\d' })).toEqual(answers(10))
    expect(await folder('C:\\c', 'Copy', { FileName: 'C:\\c\\inside' })).toEqual(answers(21))
    expect(await folder('C:\\', 'Copy', { FileName: 'D:\\all' })).toEqual(answers(2))
    expect(all()).toEqual(['c', 'c/x', 'd', 'data'])
  })

  test.skipIf(process.platform === 'win32')('a pipe ends it, says where, and nothing remains', async () => {
    const { at, all, folder } = made({ 'c/x': 'x', 'c/d/': '' })
    execFileSync('mkfifo', [at('c/d/pipe')])
    expect(await folder('C:\\c', 'CopyEx', { FileName: 'C:\\e', Recursive: true })).toEqual({
      ReturnValue: 8,
      StopFileName: 'C:\\c\\d\\pipe',
    })
    expect(all()).toEqual(['c', 'c/d', 'c/d/pipe', 'c/x', 'data'])
  })
})

describe('what belongs to Windows', () => {
  test.each([
    ['Compress', 11],
    ['Uncompress', 11],
    ['TakeOwnerShip', 12],
    ['ChangeSecurityPermissions', 12],
  ])('%s answers %i for files and folders', async (method, code) => {
    const { file, folder } = made({ a: 'a', 'c/': '' })
    expect((await file('C:\\a', method)).ReturnValue).toBe(code)
    expect((await folder('C:\\c', method)).ReturnValue).toBe(code)
  })
})

describe('GetEffectivePermission', () => {
  test('tells a caller that may change nothing what the host may do', async () => {
    const { host, at } = made({ a: 'a' })
    chmodSync(at('a'), 0o644)
    linkSync(at('a'), at('b'))
    const wmi = host.connect('root\\cimv2', { caller: { user: 'x', remote: false, allowMethods: false } })
    const may = async (Permissions: number) =>
      (await wmi.invoke('CIM_DataFile.Name="C:\\\\a"', 'GetEffectivePermission', { Permissions })).ReturnValue
    // Nobody may execute it, not even root.
    expect(await Promise.all([may(0), may(1), may(3), may(0x20), may(0x10000), may(0x80000), may(0x80000000)])).toEqual(
      [true, true, true, false, true, false, false],
    )
    await expect(wmi.invoke('CIM_DataFile.Name="C:\\\\a"', 'Delete')).rejects.toMatchObject({
      name: 'WBEM_E_ACCESS_DENIED',
    })
    expect(existsSync(at('a'))).toBe(true)
  })
})
