import { mkdirSync, mkdtempSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { Machine } from '../../../src/host/machine.js'
import { logicalDiskProvider } from '../../../src/host/providers/logical-disk.js'
import type { StatFs } from '../../../src/host/providers/space.js'
import { providerGet, providerRows } from '../provider-query.js'
import { treeMachine, treePath } from '../trees.js'

const gib = 1024n ** 3n
const statfs: StatFs = async () => ({ bsize: 4096n, blocks: (10n * gib) / 4096n, bavail: gib / 4096n })
const identity = ['DeviceID', 'DriveType', 'MediaType', 'FileSystem', 'VolumeName', 'VolumeSerialNumber'] as const
const pick = (row: Readonly<Record<string, unknown>>) => identity.map(name => row[name] ?? null)

describe('Win32_LogicalDisk of the server', () => {
  const provider = logicalDiskProvider(treeMachine('server'), { statfs })

  test('lists the drive, then the real file systems by mount path', async () => {
    expect((await providerRows(provider)).map(pick)).toEqual([
      ['C:', 3, 12, 'ext4', 'system', null],
      ['/boot', 3, 12, 'ext4', null, null],
      ['/boot/efi', 3, 12, 'vfat', 'EFI', '7A3C91F2'],
      ['/media/cdrom0', 5, 11, 'iso9660', null, null],
      ['/media/usb', 2, 11, 'vfat', 'STICK', '5E1D0B2C'],
      ['/mnt/home', 4, null, 'nfs4', null, null],
      ['/mnt/team share', 4, null, 'cifs', null, null],
      ['/mnt/windows', 2, 11, 'ntfs3', null, '2A61DD5B'],
      ['/opt/old', 3, 12, 'ext4', null, null],
      ['/srv/data', 3, 12, 'xfs', 'DATA', null],
    ])
  })

  test('tells the drive in full', async () => {
    const [drive] = await providerRows(provider, { equals: { DeviceID: ['c:'] } })
    expect(drive).toEqual({
      DeviceID: 'C:',
      Name: 'C:',
      Caption: 'C:',
      CreationClassName: 'Win32_LogicalDisk',
      SystemCreationClassName: 'Win32_ComputerSystem',
      SystemName: 'SQL01',
      Description: 'Local Fixed Disk',
      DriveType: 3,
      MediaType: 12,
      FileSystem: 'ext4',
      Access: 3,
      ProviderName: null,
      VolumeName: 'system',
      VolumeSerialNumber: null,
      Size: 10_737_418_240n,
      FreeSpace: 1_073_741_824n,
    })
  })

  test('names the remote end of a network mount', async () => {
    const rows = await providerRows(provider, { equals: { DeviceID: ['/mnt/home', '/mnt/team share'] } })
    expect(rows.map(row => [row.ProviderName, row.Description])).toEqual([
      ['files01:/export/home', 'Network Connection'],
      ['\\\\nas.example.com\\team share', 'Network Connection'],
    ])
  })

  test('a mount over another one hides it and what lies below it', async () => {
    const devices: string[] = []
    const watching = logicalDiskProvider(treeMachine('server'), {
      statfs: path => {
        devices.push(path)
        return statfs(path)
      },
    })
    const rows = await providerRows(watching, { equals: { DeviceID: ['/opt/old', '/opt/old/deep'] } })
    expect(rows.map(row => row.DeviceID)).toEqual(['/opt/old'])
    expect(devices).toEqual([join(treePath('server'), 'opt/old')])
  })

  test('a read-only mount can only be read', async () => {
    const rows = await providerRows(provider, { equals: { DeviceID: ['/media/cdrom0', '/media/usb'] } })
    expect(rows.map(row => row.Access)).toEqual([1, 3])
  })

  test('asks no file system for sizes that nobody wants', async () => {
    const refusing = logicalDiskProvider(treeMachine('server'), {
      statfs: () => Promise.reject(new Error('must not be asked')),
    })
    const rows = await providerRows(refusing, { wants: ['DeviceID', 'DriveType'] })
    expect(rows).toHaveLength(10)
    expect(rows[0]?.Size).toBeUndefined()
  })

  test('a volume that says nothing in time has no size, and is asked once by all who wait', async () => {
    let asked = 0
    const dead = logicalDiskProvider(treeMachine('server'), {
      patience: 1,
      statfs: path => {
        if (!path.endsWith('/mnt/home')) return statfs(path)
        asked += 1
        return new Promise(() => {})
      },
    })
    const home = { equals: { DeviceID: ['/mnt/home'] } }
    const [first] = await providerRows(dead, home)
    const [second] = await providerRows(dead, home)
    expect([first?.Size, first?.FreeSpace, second?.Size, asked]).toEqual([undefined, undefined, undefined, 1])
    expect((await providerRows(dead, { wants: ['Size'] })).filter(row => row.Size === undefined)).toHaveLength(1)
  })

  test('a reader who leaves does not wait for a dead volume', async () => {
    const control = new AbortController()
    const dead = logicalDiskProvider(treeMachine('server'), {
      statfs: () => {
        control.abort()
        return new Promise(() => {})
      },
    })
    expect(await providerRows(dead, { signal: control.signal })).toHaveLength(1)
  })

  test('gets a drive in any case, a mount by its path, and nothing else', async () => {
    expect((await providerGet(provider, { DeviceID: 'c:' }))?.DeviceID).toBe('C:')
    expect((await providerGet(provider, { DeviceID: '/mnt/team share' }))?.FileSystem).toBe('cifs')
    expect(await providerGet(provider, { DeviceID: 'Q:' })).toBeNull()
    expect(await providerGet(provider, { DeviceID: '/proc' })).toBeNull()
  })

  test('mapped folders are drives whatever lies there', async () => {
    const drives = new DriveMap(
      ['D:=/srv/data', 'M:=/run', 'N:=/mnt/home', 'S:=/srv/data/sub', 'U:=/media/usb'],
      'linux',
    )
    const rows = await providerRows(logicalDiskProvider(treeMachine('server', { drives }), { statfs }))
    expect(rows.map(row => [row.DeviceID, row.DriveType ?? null, row.FileSystem])).toEqual([
      ['C:', 3, 'ext4'],
      ['D:', 3, 'xfs'],
      ['M:', 6, 'tmpfs'],
      ['N:', 4, 'nfs4'],
      ['S:', 3, 'xfs'],
      ['U:', 2, 'vfat'],
      ['/boot', 3, 'ext4'],
      ['/boot/efi', 3, 'vfat'],
      ['/media/cdrom0', 5, 'iso9660'],
      ['/mnt/team share', 4, 'cifs'],
      ['/mnt/windows', 2, 'ntfs3'],
      ['/opt/old', 3, 'ext4'],
    ])
  })
})

test('Win32_LogicalDisk of the container: its layered root and its volume, not the single files mounted by the engine', async () => {
  const rows = await providerRows(logicalDiskProvider(treeMachine('container'), { statfs }))
  expect(rows.map(pick)).toEqual([
    ['C:', 3, 12, 'overlay', null, null],
    ['/workspace', 3, 12, 'ext4', null, null],
  ])
})

test('Win32_LogicalDisk of the board: a memory card, and two subvolumes of one disk', async () => {
  const rows = await providerRows(logicalDiskProvider(treeMachine('arm'), { statfs }))
  expect(rows.map(pick)).toEqual([
    ['C:', 3, 12, 'ext4', null, null],
    ['/boot/firmware', 3, 12, 'vfat', 'bootfs', '91FE7499'],
    ['/srv/backup', 3, 12, 'btrfs', null, null],
    ['/srv/media', 3, 12, 'btrfs', null, null],
  ])
})

describe('Win32_LogicalDisk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wmilink-disk-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('reads labels as udev writes them', async () => {
    const root = join(folder, 'labels')
    for (const path of ['proc/self', 'sys/block/sdb/sdb1', 'dev/disk/by-label'])
      mkdirSync(join(root, path), { recursive: true })
    writeFileSync(join(root, 'proc/self/mountinfo'), '20 1 8:17 / / rw - vfat /dev/sdb1 rw\n')
    writeFileSync(join(root, 'sys/block/sdb/sdb1/dev'), '8:17\n')
    symlinkSync('../../sdb1', join(root, 'dev/disk/by-label/Gr\\xc3\\xb6\\xc3\\x9fe\\x20a\\x2fb ß'))
    const rows = await providerRows(logicalDiskProvider(new Machine({ root, platform: 'linux' }), { statfs }))
    expect(rows.map(row => row.VolumeName)).toEqual(['Größe a/b ß'])
  })

  test('a machine that tells nothing still has its drive', async () => {
    const machine = new Machine({ root: join(folder, 'nothing'), platform: 'linux' })
    const [row, ...others] = await providerRows(logicalDiskProvider(machine))
    expect(others).toEqual([])
    expect([row?.DeviceID, row?.Size, row?.FileSystem, row?.DriveType]).toEqual(['C:', undefined, undefined, undefined])
  })

  test.skipIf(process.platform === 'win32')('on this machine C: has the size that statfs tells', async () => {
    const [row] = await providerRows(logicalDiskProvider(new Machine()), { equals: { DeviceID: ['C:'] } })
    const told = statfsSync('/', { bigint: true })
    expect(row?.Size).toBe(told.bsize * told.blocks)
    expect(Number(row?.FreeSpace)).toBeLessThanOrEqual(Number(row?.Size))
    expect(typeof row?.FreeSpace).toBe('bigint')
  })
})
