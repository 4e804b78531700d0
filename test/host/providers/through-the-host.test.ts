import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { WmiHost } from '../../../src/host/host.js'
import { Machine } from '../../../src/host/machine.js'
import type { ProviderRegistration } from '../../../src/host/provider.js'
import { dataFileProvider } from '../../../src/host/providers/data-file.js'
import { directoryProvider } from '../../../src/host/providers/directory.js'
import { environmentProvider } from '../../../src/host/providers/environment.js'
import { logicalDiskProvider } from '../../../src/host/providers/logical-disk.js'
import { networkAdapterProvider } from '../../../src/host/providers/network-adapter.js'
import { networkAdapterConfigurationProvider } from '../../../src/host/providers/network-adapter-configuration.js'
import { userAccountProvider } from '../../../src/host/providers/user-account.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-through-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(join(folder, 'Quote "1".txt'), 'abc')
mkdirSync(join(folder, 'Sub/deeper'), { recursive: true })
writeFileSync(join(folder, 'Sub/sub.txt'), '')
writeFileSync(join(folder, 'Sub/deeper/b.txt'), '')

const drives = new DriveMap([`T:=${folder}`], 'linux')
const server = treeMachine('server')

/** Each provider with a question small enough to be answered in full. */
const providers: readonly [ProviderRegistration, Readonly<Record<string, string[]>>][] = [
  [logicalDiskProvider(server), {}],
  [networkAdapterProvider(server), {}],
  [networkAdapterConfigurationProvider(server), {}],
  [userAccountProvider(server), {}],
  [environmentProvider(server), {}],
  [directoryProvider(new Machine({ drives })), { Name: ['t:\\'] }],
  [dataFileProvider(new Machine({ drives })), { Drive: ['T:'] }],
]

test.each(providers.map(([registration, equals]) => [registration.classes[0] ?? '', registration, equals] as const))(
  '%s declares every column that its provider fills',
  async (className, registration, equals) => {
    const declared = await new WmiHost({ machine: server }).connect('root\\cimv2').getClass(className)
    const names = new Set([...declared.properties].map(({ name }) => name))
    const rows = await providerRows(registration, { equals })
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.flatMap(row => Object.keys(row)).filter(name => !names.has(name))).toEqual([])
  },
)

describe.skipIf(process.platform === 'win32')('through the host', () => {
  const wmi = new WmiHost({ machine: new Machine({ drives, hostName: 'box' }) }).connect('root\\cimv2')
  const onServer = new WmiHost({
    machine: server,
    providers: providers.slice(0, 5).map(([registration]) => registration),
  }).connect('root\\cimv2')

  test('a drive is found by its key, in any case', async () => {
    const disk = await wmi.get('Win32_LogicalDisk.DeviceID="t:"')
    expect(disk.__PATH).toBe('\\\\BOX\\root\\cimv2:Win32_LogicalDisk.DeviceID="T:"')
    expect(typeof disk.Size).toBe('bigint')
  })

  test('only local disks', async () => {
    const rows = await onServer.query('SELECT DeviceID FROM Win32_LogicalDisk WHERE DriveType = 3').toArray()
    expect(rows.map(row => row.DeviceID)).toEqual(['C:', '/boot', '/boot/efi', '/opt/old', '/srv/data'])
  })

  test('a file is found by a path with quotes, and by its folder', async () => {
    const path = 'CIM_DataFile.Name="t:\\\\Quote \\"1\\".txt"'
    const file = await wmi.get(path)
    expect(file.FileSize).toBe(3n)
    expect(file.__RELPATH).toBe(path)
    const rows = await wmi
      .query(`SELECT Name FROM CIM_DataFile WHERE Drive = 'T:' AND Path = '\\\\' AND Extension = 'TXT'`)
      .toArray()
    expect(rows.map(row => row.Name)).toEqual(['t:\\Quote "1".txt'])
  })

  test('a LIKE that names a folder walks that folder alone', async () => {
    const ask = async (where: string) =>
      (await wmi.query(`SELECT Name FROM CIM_LogicalFile WHERE ${where}`).toArray()).map(row => row.Name).sort()
    const below = ['t:\\Sub\\deeper', 't:\\Sub\\deeper\\b.txt', 't:\\Sub\\sub.txt']
    expect(await ask("Name LIKE 'T:\\\\sub\\\\%'")).toEqual(below)
    expect(await ask("Drive = 'T:' AND Path LIKE '\\\\SUB\\\\%'")).toEqual(below)
    expect(await ask("Name LIKE 't:\\\\sub\\\\%\\\\_.txt'")).toEqual(['t:\\Sub\\deeper\\b.txt'])
    expect(await ask("Name LIKE 't:\\\\[s]ub\\\\%.txt' AND FileName = 'sub'")).toEqual(['t:\\Sub\\sub.txt'])
    expect(await ask("Drive = 'T:' AND (Name LIKE 't:\\\\nowhere\\\\%' OR Name = 't:\\\\sub')")).toEqual(['t:\\Sub'])
    expect(await ask("Name LIKE 'q:\\\\%'")).toEqual([])
  })

  test('files and folders are asked for together by their common class', async () => {
    const rows = await wmi.query(`SELECT Name FROM CIM_LogicalFile WHERE Drive = 't:'`).toArray()
    expect(rows.map(row => [row.__CLASS, row.Name]).sort()).toEqual([
      ['CIM_DataFile', 't:\\Quote "1".txt'],
      ['CIM_DataFile', 't:\\Sub\\deeper\\b.txt'],
      ['CIM_DataFile', 't:\\Sub\\sub.txt'],
      ['Win32_Directory', 't:\\'],
      ['Win32_Directory', 't:\\Sub'],
      ['Win32_Directory', 't:\\Sub\\deeper'],
    ])
  })

  test('a file that is not there is WBEM_E_NOT_FOUND', async () => {
    await expect(wmi.get('CIM_DataFile.Name="t:\\\\nothing"')).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
    await expect(wmi.get('Win32_Directory.Name="z:\\\\"')).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
  })

  test('a reader who leaves a walk of the whole disk ends it', async () => {
    let seen = 0
    for await (const row of wmi.query('SELECT Name FROM CIM_DataFile')) {
      seen += row.Name ? 1 : 0
      if (seen === 5) break
    }
    expect(seen).toBe(5)
  })

  test('accounts, adapters and variables are found by their keys', async () => {
    const account = await onServer.get('Win32_UserAccount.Name="jdupont",Domain="SQL01"')
    expect(account.__RELPATH).toBe('Win32_UserAccount.Domain="SQL01",Name="jdupont"')
    expect((await onServer.get('Win32_NetworkAdapter.DeviceID="2"')).MACAddress).toBe('3C:EC:EF:12:34:56')
    expect((await onServer.get('Win32_NetworkAdapterConfiguration.Index=2')).MTU).toBe(9000)
    const variable = await onServer.get('Win32_Environment.Name="PATH",UserName="<SYSTEM>"')
    expect(variable.VariableValue).toBe('/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin')
  })

  test('gateways are an array', async () => {
    const [row] = await onServer
      .query('SELECT DefaultIPGateway FROM Win32_NetworkAdapterConfiguration WHERE DefaultIPGateway IS NOT NULL')
      .toArray()
    expect(row?.DefaultIPGateway).toEqual(['10.0.2.2', '10.0.2.1', 'fe80::2a0:ffff:fe00:1d'])
  })
})
