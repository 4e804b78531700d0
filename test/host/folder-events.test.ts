import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DriveMap } from '../../src/base/drives.js'
import type { CimInstance } from '../../src/cim/instance.js'
import { WmiHost } from '../../src/host/host.js'
import { Machine } from '../../src/host/machine.js'

const root = mkdtempSync(join(tmpdir(), 'wmilink-arrivals-'))
const host = new WmiHost({ machine: new Machine({ hostName: 'BOX', drives: new DriveMap([`W:=${root}`]) }) })
const wmi = host.connect()
afterAll(async () => {
  await host.close()
  rmSync(root, { recursive: true, force: true })
})
beforeEach(() => mkdirSync(join(root, 'temp'), { recursive: true }))
afterEach(() => rmSync(join(root, 'temp'), { recursive: true, force: true }))

const target = (event: CimInstance) => event.TargetInstance as CimInstance

/** The first events of a query, after something is done. */
async function events(wql: string, count: number, act: () => void | Promise<void>): Promise<CimInstance[]> {
  const found: CimInstance[] = []
  const onReady = () => {
    void act()
  }
  for await (const event of wmi.watch(wql, { onReady, timeout: 20_000 })) if (found.push(event) === count) break
  return found
}

const folder = '\\\\BOX\\root\\cimv2:Win32_Directory.Name="w:\\\\temp"'
const file = (name: string) => `\\\\BOX\\root\\cimv2:CIM_DataFile.Name="w:\\\\temp\\\\${name}"`

describe.runIf(process.platform === 'linux')('a file arrives', () => {
  test.each([
    ['escaped for the path and the query', `Win32_Directory.Name="w:\\\\\\\\temp"`],
    ['escaped once more, as in the documentation of SSIS', `Win32_Directory.Name="w:\\\\\\\\\\\\\\\\temp"`],
    ['with quotes inside', `Win32_Directory.Name='W:\\\\\\\\TEMP'`],
    ['with server and namespace', `\\\\\\\\.\\\\root\\\\cimv2:Win32_Directory.Name="w:\\\\\\\\temp"`],
  ])('in a folder: CIM_DirectoryContainsFile, %s', async (_, path) => {
    const quote = path.includes("'") ? '"' : "'"
    const wql = `SELECT * FROM __InstanceCreationEvent WITHIN 0.2
      WHERE TargetInstance ISA ${quote}CIM_DirectoryContainsFile${quote} AND TargetInstance.GroupComponent = ${quote}${path}${quote}`
    writeFileSync(join(root, 'temp/old.txt'), '')
    const [event] = await events(wql, 1, () => writeFileSync(join(root, 'temp/new.txt'), 'new'))
    expect({ ...(event && target(event)) }).toEqual({ GroupComponent: folder, PartComponent: file('new.txt') })
  })

  test('and is gone before the next poll: it is told all the same, and then its end', async () => {
    const wql = `SELECT * FROM __InstanceOperationEvent WITHIN 0.3 WHERE TargetInstance ISA 'CIM_DirectoryContainsFile'
      AND TargetInstance.GroupComponent = 'Win32_Directory.Name="w:\\\\\\\\temp"'`
    const found = await events(wql, 2, () => {
      writeFileSync(join(root, 'temp/brief.txt'), '')
      rmSync(join(root, 'temp/brief.txt'))
    })
    expect(found.map(event => [event.__CLASS, target(event).PartComponent])).toEqual([
      ['__InstanceCreationEvent', file('brief.txt')],
      ['__InstanceDeletionEvent', file('brief.txt')],
    ])
  })

  test('as CIM_DataFile, with Drive, Path and Extension', async () => {
    const wql = `SELECT * FROM __InstanceCreationEvent WITHIN 0.2 WHERE TargetInstance ISA 'CIM_DataFile'
      AND TargetInstance.Drive = 'W:' AND TargetInstance.Path = '\\\\temp\\\\' AND TargetInstance.Extension = 'CSV'`
    const found = await events(wql, 2, () => {
      for (const name of ['a.csv', 'b.txt', 'c.CSV']) writeFileSync(join(root, 'temp', name), 'rows')
    })
    expect(found.map(event => target(event).Name).sort()).toEqual(['w:\\temp\\a.csv', 'w:\\temp\\c.CSV'])
    expect(found.map(event => target(event).FileSize)).toEqual([4n, 4n])
  })

  test('as CIM_DataFile by its name, and changes, and goes', async () => {
    const wql = `SELECT * FROM __InstanceOperationEvent WITHIN 0.2 WHERE TargetInstance ISA 'CIM_DataFile'
      AND TargetInstance.Name = 'w:\\\\temp\\\\flag.txt'`
    const path = join(root, 'temp/flag.txt')
    const found: unknown[] = []
    const onReady = () => writeFileSync(path, '')
    for await (const event of wmi.watch(wql, { onReady, timeout: 20_000 })) {
      found.push([event.__CLASS, target(event).FileSize])
      if (found.length === 1) writeFileSync(path, 'longer')
      if (found.length === 2 && existsSync(path)) rmSync(path)
      if (found.length === 3) break
    }
    expect(found).toEqual([
      ['__InstanceCreationEvent', 0n],
      ['__InstanceModificationEvent', 6n],
      ['__InstanceDeletionEvent', 6n],
    ])
  })

  test('in a folder that is not there yet', async () => {
    rmSync(join(root, 'temp'), { recursive: true })
    const wql = `SELECT * FROM __InstanceCreationEvent WITHIN 0.2 WHERE TargetInstance ISA 'CIM_DirectoryContainsFile'
      AND TargetInstance.GroupComponent = 'Win32_Directory.Name="w:\\\\\\\\temp"'`
    const [event] = await events(wql, 1, () => {
      mkdirSync(join(root, 'temp'))
      writeFileSync(join(root, 'temp/first.txt'), '')
    })
    expect(event && target(event).PartComponent).toBe(file('first.txt'))
  })

  test('a thousand at once, each told once', async () => {
    const wql = `SELECT * FROM __InstanceCreationEvent WITHIN 0.2 WHERE TargetInstance ISA 'CIM_DirectoryContainsFile'
      AND TargetInstance.GroupComponent = 'Win32_Directory.Name="w:\\\\\\\\temp"'`
    const found = await events(wql, 1000, () => {
      for (let i = 0; i < 1000; i += 1) writeFileSync(join(root, 'temp', `${i}.txt`), '')
    })
    expect(new Set(found.map(event => target(event).PartComponent)).size).toBe(1000)
  })
})
