import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { parseObjectPath } from '../../../src/cim/path.js'
import { Machine } from '../../../src/host/machine.js'
import type { ProviderRegistration, ProviderRow } from '../../../src/host/provider.js'
import { dataFileProvider } from '../../../src/host/providers/data-file.js'
import { directoryProvider } from '../../../src/host/providers/directory.js'
import { directoryContainsFileProvider } from '../../../src/host/providers/directory-contains-file.js'
import { subDirectoryProvider } from '../../../src/host/providers/sub-directory.js'
import { type FakeQuery, providerQuery } from '../provider-query.js'

const root = mkdtempSync(join(tmpdir(), 'wmilink-watch-'))
const machine = new Machine({ hostName: 'BOX', drives: new DriveMap([`W:=${root}`], 'linux') })
const controls = new Set<AbortController>()
afterEach(() => {
  for (const control of controls) control.abort()
  controls.clear()
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root)
})

/** What a provider sees, and a promise for when it has seen a number of rows. */
async function observed(registration: ProviderRegistration, asked: FakeQuery) {
  const control = new AbortController()
  controls.add(control)
  const rows: ProviderRow[] = []
  let wake = () => {}
  await registration.provider.observe?.(
    providerQuery({ class: registration.classes[0] ?? '', ...asked, signal: control.signal }),
    row => {
      rows.push(row)
      wake()
    },
  )
  const until = async (done: (rows: readonly ProviderRow[]) => boolean) => {
    while (!done(rows)) await new Promise<void>(resolve => (wake = resolve))
    return rows
  }
  return { rows, until, control }
}

const inRoot = { Drive: ['w:'], Path: ['\\'] }
const named = (name: string) => (rows: readonly ProviderRow[]) => rows.some(row => row.Name === name)

describe.runIf(process.platform === 'linux')('a watched folder', () => {
  test('tells a new file with what is known of it, once', async () => {
    writeFileSync(join(root, 'old.txt'), 'old')
    const { until, rows } = await observed(dataFileProvider(machine), { equals: inRoot })
    appendFileSync(join(root, 'old.txt'), 'more')
    writeFileSync(join(root, 'new.txt'), 'new')
    appendFileSync(join(root, 'new.txt'), 'more')
    writeFileSync(join(root, 'last.txt'), '')
    await until(all => named('w:\\last.txt')(all) && named('w:\\new.txt')(all))
    expect(rows.map(row => row.Name).sort()).toEqual(['w:\\last.txt', 'w:\\new.txt'])
    expect(rows.find(row => row.FileName === 'new')).toMatchObject({
      Drive: 'w:',
      Path: '\\',
      Extension: 'txt',
      Status: 'OK',
    })
  })

  test('tells a file that is gone before anybody looks, by its name alone', async () => {
    const { until, rows } = await observed(dataFileProvider(machine), { equals: inRoot })
    writeFileSync(join(root, 'brief.txt'), 'gone')
    rmSync(join(root, 'brief.txt'))
    await until(named('w:\\brief.txt'))
    expect(rows[0]).toEqual({
      Name: 'w:\\brief.txt',
      Caption: 'w:\\brief.txt',
      Description: 'w:\\brief.txt',
      CreationClassName: 'CIM_LogicalFile',
      CSCreationClassName: 'Win32_ComputerSystem',
      CSName: 'BOX',
      FSCreationClassName: 'Win32_FileSystem',
      Drive: 'w:',
      Path: '\\',
      FileName: 'brief',
      Extension: 'txt',
      FileType: 'TXT File',
      Hidden: false,
    })
  })

  test('tells nothing of a known file that goes', async () => {
    writeFileSync(join(root, 'old.txt'), 'old')
    const { until, rows } = await observed(dataFileProvider(machine), { equals: inRoot })
    rmSync(join(root, 'old.txt'))
    writeFileSync(join(root, 'last.txt'), '')
    await until(named('w:\\last.txt'))
    expect(rows.map(row => row.Name)).toEqual(['w:\\last.txt'])
  })

  test('sees a thousand files that come at once', async () => {
    const { until, rows } = await observed(dataFileProvider(machine), { equals: inRoot })
    for (let i = 0; i < 1000; i += 1) writeFileSync(join(root, `${i}.txt`), '')
    await until(all => all.length >= 1000)
    expect(new Set(rows.map(row => row.Name)).size).toBe(1000)
  })

  test('tells files and folders apart, and what moves in', async () => {
    const aside = mkdtempSync(join(tmpdir(), 'wmilink-aside-'))
    writeFileSync(join(aside, 'moved.txt'), 'moved')
    const files = await observed(dataFileProvider(machine), { equals: inRoot })
    const folders = await observed(directoryProvider(machine), { equals: inRoot })
    mkdirSync(join(root, 'folder'))
    renameSync(join(aside, 'moved.txt'), join(root, 'moved.txt'))
    await files.until(named('w:\\moved.txt'))
    await folders.until(named('w:\\folder'))
    expect(files.rows.map(row => row.Name)).toEqual(['w:\\moved.txt'])
    expect(folders.rows.map(row => row.Name)).toEqual(['w:\\folder'])
    rmSync(aside, { recursive: true })
  })

  test('is the one of a named file, in whichever case', async () => {
    const { until, rows } = await observed(dataFileProvider(machine), {
      equals: { Name: ['W:\\Awaited.TXT'], Extension: ['txt'] },
    })
    writeFileSync(join(root, 'awaited.txt'), '')
    await until(named('w:\\awaited.txt'))
    expect(rows).toHaveLength(1)
  })

  test('that comes later or comes back is watched then', async () => {
    const asked = { equals: { Drive: ['W:'], Path: ['\\later\\'] } }
    const { until, rows } = await observed(dataFileProvider(machine), asked)
    for (const name of ['first', 'second']) {
      mkdirSync(join(root, 'later'))
      // Until the watch has found the folder, what comes is for the polls.
      for (let i = 0; !rows.some(row => String(row.FileName).startsWith(name)); i += 1) {
        writeFileSync(join(root, `later/${name}-${i}.txt`), '')
        await new Promise(resolve => setTimeout(resolve, 20))
      }
      rmSync(join(root, 'later'), { recursive: true })
    }
    await until(all => all.length > 1)
    expect(rows.every(row => row.Path === '\\later\\')).toBe(true)
  }, 20_000)

  test('tells nothing any more once the signal is raised', async () => {
    const left = await observed(dataFileProvider(machine), { equals: inRoot })
    const staying = await observed(dataFileProvider(machine), { equals: inRoot })
    left.control.abort()
    writeFileSync(join(root, 'after.txt'), '')
    await staying.until(named('w:\\after.txt'))
    expect(left.rows).toEqual([])
  })

  test('is none for a question about whole drives, or about too many folders', async () => {
    const whole = await observed(dataFileProvider(machine), { equals: { Drive: ['w:'] } })
    const many = Array.from({ length: 65 }, (_, i) => `\\${i}\\`)
    const folders = await observed(dataFileProvider(machine), { equals: { Drive: ['w:'], Path: ['\\', ...many] } })
    const watched = await observed(dataFileProvider(machine), { equals: inRoot })
    writeFileSync(join(root, 'any.txt'), '')
    await watched.until(named('w:\\any.txt'))
    expect([...whole.rows, ...folders.rows]).toEqual([])
  })
})

describe.runIf(process.platform === 'linux')('the links of a watched folder', () => {
  const group = (name: string) => ({
    references: { GroupComponent: [parseObjectPath(`Win32_Directory.Name="${name}"`)] },
  })
  const whole = '\\\\BOX\\root\\cimv2:Win32_Directory.Name="w:\\\\"'

  test.each(['w:\\\\', 'W:\\\\\\\\'])('are told for %s, also of a file that is gone', async name => {
    const { until, rows } = await observed(directoryContainsFileProvider(machine), group(name))
    writeFileSync(join(root, 'brief.txt'), '')
    rmSync(join(root, 'brief.txt'))
    await until(all => all.length > 0)
    expect(rows[0]).toEqual({
      GroupComponent: whole,
      PartComponent: '\\\\BOX\\root\\cimv2:CIM_DataFile.Name="w:\\\\brief.txt"',
    })
  })

  test('are told for a new folder', async () => {
    const { until, rows } = await observed(subDirectoryProvider(machine), group('w:\\\\'))
    writeFileSync(join(root, 'file.txt'), '')
    mkdirSync(join(root, 'folder'))
    await until(all => all.length > 0)
    expect(rows).toEqual([
      { GroupComponent: whole, PartComponent: '\\\\BOX\\root\\cimv2:Win32_Directory.Name="w:\\\\folder"' },
    ])
  })

  test('are told for a file that is named', async () => {
    const { until, rows } = await observed(directoryContainsFileProvider(machine), {
      references: { PartComponent: [parseObjectPath('CIM_DataFile.Name="w:\\\\part.txt"')] },
    })
    writeFileSync(join(root, 'part.txt'), '')
    await until(all => all.length > 0)
    expect(rows[0]?.GroupComponent).toBe(whole)
  })
})
