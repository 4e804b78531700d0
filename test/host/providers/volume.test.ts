import { mkdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { Machine } from '../../../src/host/machine.js'
import { mountPointProvider } from '../../../src/host/providers/mount-point.js'
import { pageFileUsageProvider } from '../../../src/host/providers/page-file-usage.js'
import type { StatFs } from '../../../src/host/providers/space.js'
import { volumeProvider } from '../../../src/host/providers/volume.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const machineWith = machineMaker()
const gib = 1024n ** 3n
const statfs: StatFs = async () => ({ bsize: 4096n, blocks: (10n * gib) / 4096n, bavail: gib / 4096n })
const rows = (machine: Machine, asked = {}) => providerRows(volumeProvider(machine, { statfs }), asked)

describe('Win32_Volume', () => {
  test('lists the file systems of the server, without the network', async () => {
    const found = await rows(treeMachine('server'))
    expect(found.map(row => [row.Name, row.DeviceID, row.DriveType])).toEqual([
      ['C:\\', '\\\\?\\Volume{0d5f4f0e-2c7e-4f0b-9d2f-5c1b6f5a7a10}\\', 3],
      ['/boot', '\\\\?\\Volume{8f6c4f3e-91d0-4b3f-9f0b-6b7e2a4c5d02}\\', 3],
      ['/boot/efi', '\\\\?\\Volume{3d2b1a77-5d0e-4f2c-8a53-1f0a7b1c9d01}\\', 3],
      ['/media/cdrom0', '/media/cdrom0', 5],
      ['/media/usb', '/media/usb', 2],
      ['/mnt/windows', '/mnt/windows', 2],
      ['/opt/old', '/opt/old', 3],
      ['/srv/data', '\\\\?\\Volume{2b6f00c5-7b4b-4b2a-8a8f-0a4b1c2d3e4f}\\', 3],
    ])
  })

  test('tells one in full', async () => {
    const id = '\\\\?\\VOLUME{3D2B1A77-5D0E-4F2C-8A53-1F0A7B1C9D01}\\'
    expect(await rows(treeMachine('server'), { equals: { DeviceID: [id] } })).toEqual([
      {
        DeviceID: '\\\\?\\Volume{3d2b1a77-5d0e-4f2c-8a53-1f0a7b1c9d01}\\',
        Name: '/boot/efi',
        Caption: '/boot/efi',
        CreationClassName: 'Win32_Volume',
        SystemCreationClassName: 'Win32_ComputerSystem',
        SystemName: 'SQL01',
        DriveLetter: null,
        DriveType: 3,
        FileSystem: 'vfat',
        Label: 'EFI',
        SerialNumber: 0x7a3c91f2,
        Access: 3,
        Capacity: 10_737_418_240n,
        FreeSpace: 1_073_741_824n,
        BlockSize: 4096n,
        NumberOfBlocks: 2_621_440n,
        BootVolume: false,
        SystemVolume: true,
        PageFilePresent: false,
      },
    ])
  })

  test('the system lies on the drive, which has a swap file', async () => {
    const [system] = await rows(treeMachine('server'))
    expect(system).toMatchObject({
      DriveLetter: 'C:',
      Label: 'system',
      SerialNumber: null,
      BootVolume: true,
      SystemVolume: false,
      PageFilePresent: true,
    })
  })

  test('a drive that stands for a folder is no volume, and one volume is there once', async () => {
    const drives = new DriveMap(
      ['D:=/srv/data', 'E:=/', 'M:=/run', 'N:=/mnt/home', 'P:=/proc', 'S:=/srv/data/sub', 'W:=/boot/x'],
      'linux',
    )
    const found = await rows(treeMachine('server', { drives }))
    expect(found.map(row => [row.Name, row.DriveLetter, row.DriveType])).toEqual([
      ['C:\\', 'C:', 3],
      ['D:\\', 'D:', 3],
      ['M:\\', 'M:', 6],
      ['/boot', null, 3],
      ['/boot/efi', null, 3],
      ['/media/cdrom0', null, 5],
      ['/media/usb', null, 2],
      ['/mnt/windows', null, 2],
      ['/opt/old', null, 3],
    ])
  })

  test('of a container is its root and what was mounted into it: neither is a file system of its own with a GUID', async () => {
    expect(await rows(treeMachine('container'))).toMatchObject([
      { DeviceID: 'C:\\', FileSystem: 'overlay', BootVolume: true, SystemVolume: null, PageFilePresent: false },
      { DeviceID: '/workspace', FileSystem: 'ext4', BootVolume: false },
    ])
  })

  test('subvolumes of one file system are told apart by where they are mounted', async () => {
    const found = await rows(treeMachine('arm'))
    expect(found.map(row => [row.DeviceID, row.SystemVolume, row.PageFilePresent])).toEqual([
      ['C:\\', false, null],
      ['/boot/firmware', true, null],
      ['/srv/backup', false, null],
      ['/srv/media', false, null],
    ])
  })

  test('asks no file system for sizes that nobody wants', async () => {
    const refusing = volumeProvider(treeMachine('server'), {
      statfs: () => Promise.reject(new Error('must not be asked')),
    })
    expect(await providerRows(refusing, { wants: ['Name', 'Label', 'FileSystem'] })).toHaveLength(8)
  })

  test('one that says nothing in time has no capacity', async () => {
    const dead = volumeProvider(treeMachine('arm'), { patience: 1, statfs: () => new Promise(() => {}) })
    const [first] = await providerRows(dead, { equals: { DeviceID: ['C:\\'] } })
    expect([first?.Capacity, first?.FileSystem]).toEqual([undefined, 'ext4'])
  })

  test('a machine that tells nothing of mounts has its drive', async () => {
    expect(await rows(machineWith({}))).toMatchObject([{ DeviceID: 'C:\\', Name: 'C:\\', DriveLetter: 'C:' }])
  })

  test.skipIf(process.platform === 'win32')('of this machine is the drive of the system', async () => {
    const found = await providerRows(volumeProvider(new Machine()), { equals: { Name: ['C:\\'] } })
    const root = found.find(row => row.DriveLetter === 'C:')
    // The root of some sandboxes is a network file system.
    if (root) expect(root.Capacity).toBeGreaterThanOrEqual(root.FreeSpace as bigint)
    expect(found.filter(row => row.BootVolume === true).length).toBeLessThanOrEqual(1)
  })
})

describe('Win32_MountPoint', () => {
  test('brings each volume of the server together with its folder', async () => {
    const found = await providerRows(mountPointProvider(treeMachine('server')))
    expect(found.slice(0, 4)).toEqual([
      {
        Directory: '\\\\SQL01\\root\\cimv2:Win32_Directory.Name="C:\\\\"',
        Volume:
          '\\\\SQL01\\root\\cimv2:Win32_Volume.DeviceID="\\\\\\\\?\\\\Volume{0d5f4f0e-2c7e-4f0b-9d2f-5c1b6f5a7a10}\\\\"',
      },
      {
        Directory: '\\\\SQL01\\root\\cimv2:Win32_Directory.Name="C:\\\\boot"',
        Volume:
          '\\\\SQL01\\root\\cimv2:Win32_Volume.DeviceID="\\\\\\\\?\\\\Volume{8f6c4f3e-91d0-4b3f-9f0b-6b7e2a4c5d02}\\\\"',
      },
      {
        Directory: '\\\\SQL01\\root\\cimv2:Win32_Directory.Name="C:\\\\boot\\\\efi"',
        Volume:
          '\\\\SQL01\\root\\cimv2:Win32_Volume.DeviceID="\\\\\\\\?\\\\Volume{3d2b1a77-5d0e-4f2c-8a53-1f0a7b1c9d01}\\\\"',
      },
      {
        Directory: '\\\\SQL01\\root\\cimv2:Win32_Directory.Name="C:\\\\media\\\\cdrom0"',
        Volume: '\\\\SQL01\\root\\cimv2:Win32_Volume.DeviceID="/media/cdrom0"',
      },
    ])
    expect(found).toHaveLength(8)
  })

  test('has no instance for a folder without a Windows form', async () => {
    const mountinfo = [
      '20 1 8:1 / / rw - ext4 /dev/sda1 rw',
      '21 20 8:2 / /back\\134slash rw - ext4 /dev/sda2 rw',
      '22 20 8:3 / /mnt/with\\040blank rw - ext4 /dev/sda3 rw',
    ].join('\n')
    const machine = machineWith({ 'proc/self/mountinfo': mountinfo })
    mkdirSync(machine.path('/back\\slash'))
    const found = await providerRows(mountPointProvider(machine))
    expect(found.map(row => row.Directory)).toEqual([
      '\\\\LOCALHOST\\root\\cimv2:Win32_Directory.Name="C:\\\\"',
      '\\\\LOCALHOST\\root\\cimv2:Win32_Directory.Name="C:\\\\mnt\\\\with blank"',
    ])
  })
})

describe('Win32_PageFileUsage', () => {
  test('lists the swap areas of the server in megabytes', async () => {
    expect(await providerRows(pageFileUsageProvider(treeMachine('server')))).toEqual([
      {
        Name: 'C:\\var\\swap file',
        Caption: 'C:\\var\\swap file',
        Description: 'C:\\var\\swap file',
        AllocatedBaseSize: 4096,
        CurrentUsage: 257,
      },
      {
        Name: '/dev/dm-1',
        Caption: '/dev/dm-1',
        Description: '/dev/dm-1',
        AllocatedBaseSize: 2048,
        CurrentUsage: 0,
      },
    ])
  })

  test.each(['container', 'arm'] as const)('a %s without swap has none', async tree => {
    expect(await providerRows(pageFileUsageProvider(treeMachine(tree)))).toEqual([])
  })

  test('leaves out files that were removed, and lines that are none', async () => {
    const swaps =
      'Filename Type Size Used Priority\n/swap\\040(deleted) file 1024 0 -2\nnonsense\n/dev/sda2 partition 99999999999999 0 1\n/x file 512 512 5\n'
    const found = await providerRows(pageFileUsageProvider(machineWith({ 'proc/swaps': swaps })))
    expect(found.map(row => [row.Name, row.AllocatedBaseSize])).toEqual([['C:\\x', 1]])
  })
})
