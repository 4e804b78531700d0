import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { parseObjectPath } from '../../../src/cim/path.js'
import { WmiHost } from '../../../src/host/host.js'
import { Machine } from '../../../src/host/machine.js'
import type { ProviderRow } from '../../../src/host/provider.js'
import { dependentServiceProvider } from '../../../src/host/providers/dependent-service.js'
import { directoryContainsFileProvider } from '../../../src/host/providers/directory-contains-file.js'
import { diskDriveToDiskPartitionProvider } from '../../../src/host/providers/disk-drive-to-disk-partition.js'
import { logicalDiskRootDirectoryProvider } from '../../../src/host/providers/logical-disk-root-directory.js'
import { logicalDiskToPartitionProvider } from '../../../src/host/providers/logical-disk-to-partition.js'
import { networkAdapterSettingProvider } from '../../../src/host/providers/network-adapter-setting.js'
import { operatingSystemQFEProvider } from '../../../src/host/providers/operating-system-qfe.js'
import { physicalMemoryLocationProvider } from '../../../src/host/providers/physical-memory-location.js'
import { processExecutableProvider } from '../../../src/host/providers/process-executable.js'
import { subDirectoryProvider } from '../../../src/host/providers/sub-directory.js'
import { systemComponentProvider } from '../../../src/host/providers/system-component.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const root = mkdtempSync(join(tmpdir(), 'wmilink-links-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** A row with its paths relative to root\cimv2, which are easier to read. */
function relative(row: ProviderRow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(/^.*?root\\cimv2:/, '') : value,
    ]),
  )
}

async function rows(...asked: Parameters<typeof providerRows>): Promise<Record<string, unknown>[]> {
  return (await providerRows(...asked)).map(relative)
}

const to = (property: string, ...paths: string[]) => ({ references: { [property]: paths.map(parseObjectPath) } })

describe.runIf(process.platform !== 'win32')('folders', () => {
  put('proc/self/mountinfo', '20 1 8:1 / / rw - ext4 /dev/sda1 rw\n')
  put('out/a.txt')
  put('out/B.txt')
  put('out/deep/er/c.txt')
  put('top.txt')
  const machine = new Machine({ root, platform: 'linux', hostName: 'BOX', drives: new DriveMap([], 'linux') })
  const files = directoryContainsFileProvider(machine)
  const folders = subDirectoryProvider(machine)
  const parts = async (...asked: Parameters<typeof providerRows>) =>
    (await rows(...asked)).map(row => row.PartComponent).sort()

  test('hold files, in full paths', async () => {
    const [row] = await providerRows(files, to('PartComponent', 'CIM_DataFile.Name="c:\\\\out\\\\a.txt"'))
    expect(row).toEqual({
      GroupComponent: '\\\\BOX\\root\\cimv2:Win32_Directory.Name="c:\\\\out"',
      PartComponent: '\\\\BOX\\root\\cimv2:CIM_DataFile.Name="c:\\\\out\\\\a.txt"',
    })
  })

  test.each(['c:\\\\out', 'C:\\\\OUT', 'c:\\\\\\\\out'])('of %s: its files, not those below', async name => {
    expect(await parts(files, to('GroupComponent', `Win32_Directory.Name="${name}"`))).toEqual([
      'CIM_DataFile.Name="c:\\\\out\\\\B.txt"',
      'CIM_DataFile.Name="c:\\\\out\\\\a.txt"',
    ])
    expect(await parts(folders, to('GroupComponent', `Win32_Directory.Name="${name}"`))).toEqual([
      'Win32_Directory.Name="c:\\\\out\\\\deep"',
    ])
  })

  test('lie in folders, up to the root, which lies in none', async () => {
    const above = (name: string) => rows(folders, to('PartComponent', `Win32_Directory.Name="${name}"`))
    expect(await above('c:\\\\out\\\\deep')).toEqual([
      { GroupComponent: 'Win32_Directory.Name="c:\\\\out"', PartComponent: 'Win32_Directory.Name="c:\\\\out\\\\deep"' },
    ])
    expect((await above('c:\\\\out')).map(row => row.GroupComponent)).toEqual(['Win32_Directory.Name="c:\\\\"'])
    expect(await above('c:\\\\')).toEqual([])
  })

  test.each([
    'Win32_Directory.Name="c:\\\\nowhere"',
    'Win32_Directory.Name="c:\\\\out\\\\.."',
    'Win32_Directory.Name="q:\\\\out"',
    'CIM_DataFile.Name="c:\\\\out"',
    'Win32_Process.Handle="1"',
    'Win32_Directory=@',
  ])('%s holds nothing', async path => {
    expect(await rows(files, to('GroupComponent', path))).toEqual([])
    expect(await rows(folders, to('PartComponent', path))).toEqual([])
  })

  test('without a limit are walked while they are read', async () => {
    const all = await parts(files)
    expect(all).toContain('CIM_DataFile.Name="c:\\\\out\\\\deep\\\\er\\\\c.txt"')
    expect(all).toContain('CIM_DataFile.Name="c:\\\\top.txt"')
    const wmi = new WmiHost({ machine }).connect()
    let read = 0
    for await (const _ of wmi.query('SELECT * FROM CIM_DirectoryContainsFile')) if (++read === 2) break
    expect(read).toBe(2)
  })

  test('answer ASSOCIATORS OF from both sides', async () => {
    const wmi = new WmiHost({ machine }).connect()
    const ask = async (path: string, assocClass: string, resultRole: string) =>
      (await wmi.associators(path, { assocClass, resultRole }).toArray()).map(row => row.Name).sort()
    const deep = 'Win32_Directory.Name="c:\\\\out\\\\deep"'
    expect(await ask(deep, 'Win32_SubDirectory', 'PartComponent')).toEqual(['c:\\out\\deep\\er'])
    expect(await ask(deep, 'Win32_SubDirectory', 'GroupComponent')).toEqual(['c:\\out'])
    expect(await ask('CIM_DataFile="c:\\\\OUT\\\\b.TXT"', 'CIM_DirectoryContainsFile', 'GroupComponent')).toEqual([
      'c:\\out',
    ])
  })

  test('two that differ in case keep their files apart', async () => {
    put('twins/One/a.txt')
    put('twins/one/b.txt')
    const wmi = new WmiHost({ machine }).connect()
    const ask = async (name: string) =>
      (await wmi.associators(`Win32_Directory.Name="${name}"`, { resultClass: 'CIM_DataFile' }).toArray()).map(
        row => row.Name,
      )
    expect(await ask('c:\\\\twins\\\\One')).toEqual(['c:\\twins\\One\\a.txt'])
    expect(await ask('c:\\\\twins\\\\one')).toEqual(['c:\\twins\\one\\b.txt'])
  })

  test('are the roots of drives', async () => {
    const mapped = new Machine({ root, platform: 'linux', drives: new DriveMap(['D:=/out'], 'linux') })
    expect(await rows(logicalDiskRootDirectoryProvider(mapped))).toEqual([
      { GroupComponent: 'Win32_LogicalDisk.DeviceID="C:"', PartComponent: 'Win32_Directory.Name="c:\\\\"' },
      { GroupComponent: 'Win32_LogicalDisk.DeviceID="D:"', PartComponent: 'Win32_Directory.Name="d:\\\\"' },
    ])
  })
})

describe('processes of the server', () => {
  const provider = processExecutableProvider(treeMachine('server'))
  const sshd = {
    Antecedent: 'CIM_DataFile.Name="c:\\\\usr\\\\sbin\\\\sshd"',
    Dependent: 'Win32_Process.Handle="712"',
  }

  test('have their program, those of the kernel none', async () => {
    const all = await rows(provider)
    expect(all).toContainEqual(sshd)
    expect(all.map(row => row.Dependent)).not.toContain('Win32_Process.Handle="2"')
  })

  test.each([
    ['Dependent', 'Win32_Process.Handle="712"', [sshd]],
    ['Dependent', 'Win32_Process.Handle="99999"', []],
    ['Dependent', 'Win32_Process.Handle="../712"', []],
    ['Dependent', 'CIM_DataFile.Name="712"', []],
    ['Antecedent', 'CIM_DataFile.Name="C:\\\\USR\\\\sbin\\\\sshd"', [sshd]],
    ['Antecedent', 'CIM_DataFile.Name="c:\\\\\\\\usr\\\\\\\\sbin\\\\\\\\sshd"', [sshd]],
    ['Antecedent', 'CIM_DataFile.Name="c:\\\\usr"', []],
  ])('%s = %s', async (property, path, expected) => {
    expect(await rows(provider, to(property, path))).toEqual(expected)
  })

  test('this process leads to the program that runs it', async () => {
    const wmi = new WmiHost().connect()
    const [file] = await wmi
      .associators(`Win32_Process.Handle="${process.pid}"`, { assocClass: 'CIM_ProcessExecutable' })
      .toArray()
    if (process.platform === 'linux') expect(String(file?.FileName)).toMatch(/node/i)
    else expect(file).toBeUndefined()
  })
})

describe('services', () => {
  put('run/systemd/system/.keep')
  put('proc/stat', 'btime 1\n')
  put('lib/systemd/system/db.service', '[Service]\nExecStart=/usr/bin/db\n')
  put('lib/systemd/system/cache.service', '[Unit]\nWants=db.service\n[Service]\nExecStart=/usr/bin/cache\n')
  put(
    'lib/systemd/system/app.service',
    '[Unit]\nRequires=db.service network.target none.service\nRequires=app.socket\nBindsTo=store.service\nRequisite=cache.service\n',
  )
  put('lib/systemd/system/web.service', '[Unit]\nRequires=app.service web.service\n')
  put('lib/systemd/system/linked.service', '[Service]\nExecStart=/usr/bin/linked\n')
  mkdirSync(join(root, 'etc/systemd/system/linked.service.requires'), { recursive: true })
  if (process.platform !== 'win32') {
    symlinkSync('db.service', join(root, 'lib/systemd/system/store.service'))
    symlinkSync('/lib/systemd/system/web.service', join(root, 'etc/systemd/system/linked.service.requires/web.service'))
  }
  const provider = dependentServiceProvider(new Machine({ root, platform: 'linux', hostName: 'BOX' }))
  const pairs = async (...asked: Parameters<typeof providerRows>) =>
    (await rows(...asked)).map(row => [row.Dependent, row.Antecedent].map(path => /"(.*)"/.exec(String(path))?.[1]))

  test.runIf(process.platform !== 'win32')('need what they require or are bound to, not what they want', async () => {
    expect(await pairs(provider)).toEqual([
      ['app', 'db'],
      ['app', 'cache'],
      ['linked', 'web'],
      ['web', 'app'],
    ])
  })

  test('are looked for from either side', async () => {
    expect(await pairs(provider, to('Dependent', 'Win32_Service.Name="WEB"'))).toEqual([['web', 'app']])
    expect(await pairs(provider, to('Antecedent', 'Win32_Service.Name="app"'))).toEqual([['web', 'app']])
    expect(await pairs(provider, to('Dependent', 'Win32_SystemDriver.Name="web"'))).toEqual([])
  })

  test('without systemd depend on nothing known', async () => {
    expect(await rows(dependentServiceProvider(treeMachine('container')))).toEqual([])
  })
})

describe('disks of the server', () => {
  const machine = treeMachine('server')

  test('have partitions', async () => {
    const all = await rows(diskDriveToDiskPartitionProvider(machine))
    expect(all[0]).toEqual({
      Antecedent: 'Win32_DiskDrive.DeviceID="\\\\\\\\.\\\\PHYSICALDRIVE0"',
      Dependent: 'Win32_DiskPartition.DeviceID="Disk #0, Partition #0"',
    })
    expect(all).toHaveLength(9)
  })

  test('carry logical disks, through a logical volume without addresses', async () => {
    const all = await rows(logicalDiskToPartitionProvider(machine))
    expect(all.find(row => row.Dependent === 'Win32_LogicalDisk.DeviceID="C:"')).toEqual({
      Antecedent: 'Win32_DiskPartition.DeviceID="Disk #0, Partition #2"',
      Dependent: 'Win32_LogicalDisk.DeviceID="C:"',
      StartingAddress: null,
      EndingAddress: null,
    })
    expect(all.find(row => row.Dependent === 'Win32_LogicalDisk.DeviceID="/boot/efi"')).toEqual({
      Antecedent: 'Win32_DiskPartition.DeviceID="Disk #0, Partition #0"',
      Dependent: 'Win32_LogicalDisk.DeviceID="/boot/efi"',
      StartingAddress: 1_048_576n,
      EndingAddress: 537_919_487n,
    })
  })

  test('lead from a drive letter to the disk', async () => {
    const wmi = new WmiHost({ machine }).connect()
    const [partition] = await wmi
      .associators('Win32_LogicalDisk.DeviceID="C:"', { assocClass: 'Win32_LogicalDiskToPartition' })
      .toArray()
    const disks = await wmi
      .associators(partition?.__PATH ?? '', { assocClass: 'Win32_DiskDriveToDiskPartition' })
      .toArray()
    expect(disks.map(disk => disk.DeviceID)).toEqual(['\\\\.\\PHYSICALDRIVE0'])
  })
})

test('an adapter of the server has its configuration', async () => {
  expect((await rows(networkAdapterSettingProvider(treeMachine('server'))))[0]).toEqual({
    Element: 'Win32_NetworkAdapter.DeviceID="2"',
    Setting: 'Win32_NetworkAdapterConfiguration.Index=2',
  })
})

test('a memory module of the server is in the array of its socket', async () => {
  expect(await rows(physicalMemoryLocationProvider(treeMachine('server')))).toEqual(
    [0, 2].map(number => ({
      GroupComponent: 'Win32_PhysicalMemoryArray.Tag="Physical Memory Array 0"',
      PartComponent: `Win32_PhysicalMemory.Tag="Physical Memory ${number}"`,
    })),
  )
})

test('the operating system has its updates, and an update its system', async () => {
  const machine = treeMachine('server')
  const wmi = new WmiHost({ machine }).connect()
  const updates = (await wmi.query('SELECT HotFixID FROM Win32_QuickFixEngineering').toArray()).map(row => row.HotFixID)
  const found = await wmi.associators('Win32_OperatingSystem=@', { assocClass: 'Win32_OperatingSystemQFE' }).toArray()
  expect(found.map(row => row.HotFixID)).toEqual(updates)
  expect(updates.length).toBeGreaterThan(0)
  const one = `Win32_QuickFixEngineering.HotFixID="${updates[0]}",ServicePackInEffect=""`
  expect((await wmi.associators(one).toArray()).map(row => row.__CLASS)).toEqual(['Win32_OperatingSystem'])
  const none = operatingSystemQFEProvider(machine)
  expect(await rows(none, to('Dependent', 'Win32_QuickFixEngineering.HotFixID="x",ServicePackInEffect=""'))).toEqual([])
})

describe('what belongs to the computer', () => {
  const provider = systemComponentProvider(treeMachine('server'))
  const computer = 'Win32_ComputerSystem.Name="SQL01"'
  const ask = (name: string, asked = {}) => rows(provider, { class: name, ...asked })

  test.each([
    [
      'Win32_SystemBIOS',
      'PartComponent',
      /^Win32_BIOS\.Name="2\.9\.0",.*,SoftwareElementState=3,.*,Version="2\.9\.0"$/,
    ],
    ['Win32_SystemOperatingSystem', 'PartComponent', /^Win32_OperatingSystem=@$/],
    ['Win32_ComputerSystemProcessor', 'PartComponent', /^Win32_Processor\.DeviceID="CPU0"$/],
    ['Win32_SystemPartitions', 'PartComponent', /^Win32_DiskPartition\.DeviceID="Disk #0, Partition #0"$/],
    ['Win32_SystemProcesses', 'PartComponent', /^Win32_Process\.Handle="1"$/],
    ['Win32_SystemUsers', 'PartComponent', /^Win32_UserAccount\.Domain="SQL01",Name="root"$/],
    ['Win32_SystemDevices', 'PartComponent', /^Win32_DiskDrive\.DeviceID="\\\\\\\\\.\\\\PHYSICALDRIVE0"$/],
    ['Win32_SystemTimeZone', 'Setting', /^Win32_TimeZone\.StandardName="Central European Standard Time"$/],
  ])('%s', async (name, property, path) => {
    const [first] = await ask(name)
    expect(first?.[property]).toMatch(path)
    expect(first?.[property === 'Setting' ? 'Element' : 'GroupComponent']).toBe(computer)
  })

  test('is asked for one by one', async () => {
    const parts = async (name: string, path: string) =>
      (await ask(name, to('PartComponent', path))).map(row => row.PartComponent)
    const process = 'Win32_Process.Handle="712"'
    expect(await parts('Win32_SystemProcesses', process)).toEqual([process])
    expect(await parts('Win32_SystemServices', 'Win32_Service.Name="SSH"')).toEqual(['Win32_Service.Name="ssh"'])
    expect(await parts('Win32_SystemDevices', 'Win32_LogicalDisk.DeviceID="c:"')).toEqual([
      'Win32_LogicalDisk.DeviceID="C:"',
    ])
    expect(await parts('Win32_SystemProcesses', 'Win32_Service.Name="ssh"')).toEqual([])
  })

  test('has devices of every kind that the machine tells', async () => {
    const kinds = new Set((await ask('Win32_SystemDevices')).map(row => /^\w+/.exec(String(row.PartComponent))?.[0]))
    expect([...kinds]).toEqual([
      'Win32_DiskDrive',
      'Win32_LogicalDisk',
      'Win32_NetworkAdapter',
      'Win32_Volume',
      'Win32_CDROMDrive',
      'Win32_CacheMemory',
    ])
  })

  test('belongs to no other computer', async () => {
    expect(await ask('Win32_SystemProcesses', to('GroupComponent', 'Win32_ComputerSystem.Name="OTHER"'))).toEqual([])
    expect(await ask('Win32_SystemBIOS', to('GroupComponent', 'Win32_ComputerSystem.Name="sql01"'))).toHaveLength(1)
  })
})
