import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { diskDriveProvider } from '../../../src/host/providers/disk-drive.js'
import { diskPartitionProvider } from '../../../src/host/providers/disk-partition.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-drives-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A machine whose disk lies at a place in the tree of devices, as on a real system. */
function machineAt(place: string, files: Readonly<Record<string, string>>): Machine {
  const root = mkdtempSync(join(folder, 'm'))
  const disk = place.split('/').at(-1) ?? ''
  mkdirSync(join(root, 'sys/devices', place), { recursive: true })
  mkdirSync(join(root, 'sys/block'), { recursive: true })
  symlinkSync(`../devices/${place}`, join(root, 'sys/block', disk))
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), content)
  }
  const address = /[^/]+(?=\/block\/)/.exec(place)?.[0] ?? ''
  symlinkSync(`../../../${address}`, join(root, 'sys/devices', place, 'device'))
  return new Machine({ root, platform: 'linux' })
}

describe('Win32_DiskDrive', () => {
  test('tells a disk of the server in full', async () => {
    const rows = await providerRows(diskDriveProvider(treeMachine('server')), {
      equals: { DeviceID: ['\\\\.\\physicaldrive0'] },
    })
    expect(rows).toEqual([
      {
        DeviceID: '\\\\.\\PHYSICALDRIVE0',
        Name: '\\\\.\\PHYSICALDRIVE0',
        Index: 0,
        Caption: 'PERC H710',
        Description: 'Disk drive',
        CreationClassName: 'Win32_DiskDrive',
        SystemCreationClassName: 'Win32_ComputerSystem',
        SystemName: 'SQL01',
        Size: 600_127_266_816n,
        BytesPerSector: 512,
        TotalSectors: 1_172_123_568n,
        Partitions: 3,
        Model: 'PERC H710',
        Manufacturer: 'DELL',
        SerialNumber: '6c81f660d2a1b4001',
        FirmwareRevision: '3.13',
        InterfaceType: 'SCSI',
        MediaType: 'Fixed hard disk media',
        MediaLoaded: true,
        Signature: null,
        Status: 'OK',
        Capabilities: [3, 4],
        CapabilityDescriptions: ['Random Access', 'Supports Writing'],
      },
    ])
  })

  test('lists the disks of the server', async () => {
    const rows = await providerRows(diskDriveProvider(treeMachine('server')))
    expect(
      rows.map(row => [row.Index, row.Model, row.Manufacturer, row.InterfaceType, row.MediaType, row.Status]),
    ).toEqual([
      [0, 'PERC H710', 'DELL', 'SCSI', 'Fixed hard disk media', 'OK'],
      [1, 'ST2000NM0033-9ZM', null, 'IDE', 'Fixed hard disk media', 'OK'],
      [2, 'Ultra Fit', null, null, 'Removable Media', 'OK'],
      [3, 'ST250DM000-1BD14', null, 'IDE', 'Fixed hard disk media', 'Error'],
    ])
    expect(rows[1]?.SerialNumber).toBe('Z1X3ABCD')
    expect(rows[2]).toMatchObject({ Signature: 0x9a3f11c2, Capabilities: [3, 4, 7] })
  })

  test('lists a memory card and a disk without partitions', async () => {
    const rows = await providerRows(diskDriveProvider(treeMachine('arm')))
    expect(
      rows.map(row => [row.Model, row.SerialNumber, row.InterfaceType, row.BytesPerSector, row.Partitions]),
    ).toEqual([
      ['SN32G', '0x5c2a91e4', null, 512, 2],
      ['Elements 25A3', null, 'SCSI', 4096, 0],
    ])
  })

  test('lists the disk that a container sees', async () => {
    expect(await providerRows(diskDriveProvider(treeMachine('container')))).toMatchObject([
      {
        Model: 'Amazon Elastic Block Store',
        SerialNumber: 'vol0a1b2c3d4e5f60718',
        FirmwareRevision: '1.0',
        InterfaceType: 'SCSI',
        Status: 'OK',
        Partitions: 2,
      },
    ])
  })

  test('the place of a USB disk tells its bus and its SCSI address', async () => {
    const place = 'pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host6/target6:0:3/6:0:3:2/block/sda'
    const machine = machineAt(place, {
      'sys/block/sda/removable': '0\n',
      'sys/block/sda/dev': '8:0\n',
      'run/udev/data/b8:0':
        'N:sda\nE:ID_BUS=usb\nE:ID_MODEL_ENC=My\\x20Passport\\x20259D\\x20\nE:ID_SERIAL_SHORT=575842314134\nE:ID_REVISION=1004\n',
    })
    expect(await providerRows(diskDriveProvider(machine))).toMatchObject([
      {
        InterfaceType: 'USB',
        MediaType: 'External hard disk media',
        Model: 'My Passport 259D',
        SerialNumber: '575842314134',
        FirmwareRevision: '1004',
        SCSIPort: 6,
        SCSIBus: 0,
        SCSITargetId: 3,
        SCSILogicalUnit: 2,
        Size: null,
        MediaLoaded: null,
        Capabilities: [3],
      },
    ])
  })

  test.each([
    ['pci0000:00/0000:00:1f.2/ata1/host0/target0:0:0/0:0:0:0/block/sda', 'ATA', 'IDE', null],
    ['pci0000:00/0000:02:00.0/virtio2/host2/target2:0:0/2:0:0:0/block/sda', 'QEMU', 'SCSI', 'QEMU'],
    ['pci0000:00/0000:02:00.0/fw1/fw1.0/host2/target2:0:0/2:0:0:0/block/sda', 'LaCie', '1394', 'LaCie'],
    ['pci0000:00/0000:00:02.0/virtio1/block/vda', '0x1af4', 'SCSI', null],
    ['xen/vbd-51712/block/xvda', '', 'SCSI', null],
  ])('a disk at %s', async (place, vendor, type, maker) => {
    const machine = machineAt(place, { [`sys/devices/${place.replace(/\/block\/.*/, '')}/vendor`]: `${vendor}\n` })
    const [row] = await providerRows(diskDriveProvider(machine))
    expect([row?.InterfaceType, row?.Manufacturer]).toEqual([type, maker])
  })

  test('a logical unit beyond 16 bits is null', async () => {
    const machine = machineAt('pci0000:00/host5/target5:0:0/5:0:0:70000/block/sda', {})
    expect(await providerRows(diskDriveProvider(machine))).toMatchObject([{ SCSIPort: 5, SCSILogicalUnit: null }])
  })

  test('a drive for cards without a card', async () => {
    const machine = machineAt('pci0000:00/usb1/1-4/host3/target3:0:0/3:0:0:0/block/sdb', {
      'sys/block/sdb/size': '0\n',
      'sys/block/sdb/removable': '1\n',
      'sys/block/sdb/ro': '1\n',
    })
    expect(await providerRows(diskDriveProvider(machine))).toMatchObject([
      { Size: null, MediaLoaded: false, MediaType: 'Removable Media', Capabilities: [3, 7] },
    ])
  })

  test('of which only the size is asked is not looked into', async () => {
    const read: string[] = []
    const server = treeMachine('server')
    const machine = Object.create(server, {
      text: {
        value: (file: string) => {
          read.push(file)
          return server.text(file)
        },
      },
    })
    await providerRows(diskDriveProvider(machine), { wants: ['DeviceID', 'Size'] })
    expect(read.filter(file => /device\/|udev/.test(file))).toEqual([])
    expect(read).toContain('/sys/block/sda/size')
  })
})

describe('Win32_DiskPartition', () => {
  test('tells a partition of the server in full', async () => {
    const rows = await providerRows(diskPartitionProvider(treeMachine('server')), {
      equals: { DeviceID: ['disk #2, partition #1'] },
    })
    expect(rows).toEqual([
      {
        DeviceID: 'Disk #2, Partition #1',
        Name: 'Disk #2, Partition #1',
        Caption: 'Disk #2, Partition #1',
        Description: undefined,
        CreationClassName: 'Win32_DiskPartition',
        SystemCreationClassName: 'Win32_ComputerSystem',
        SystemName: 'SQL01',
        DiskIndex: 2,
        Index: 1,
        StartingOffset: 16_107_175_936n,
        Size: 14_836_819_968n,
        BlockSize: 512,
        NumberOfBlocks: 28_978_164n,
        Access: 1,
      },
    ])
  })

  test('lists all of them', async () => {
    const rows = await providerRows(diskPartitionProvider(treeMachine('server')), { wants: ['DeviceID'] })
    expect(rows.map(row => row.DeviceID)).toEqual([
      'Disk #0, Partition #0',
      'Disk #0, Partition #1',
      'Disk #0, Partition #2',
      'Disk #1, Partition #0',
      'Disk #2, Partition #0',
      'Disk #2, Partition #1',
      'Disk #3, Partition #0',
      'Disk #3, Partition #1',
      'Disk #3, Partition #2',
    ])
  })

  const entry = (scheme: string, type: string, flags?: string) =>
    `E:ID_PART_ENTRY_SCHEME=${scheme}\nE:ID_PART_ENTRY_TYPE=${type}\nE:ID_PART_ENTRY_SIZE=2048000\n${flags ? `E:ID_PART_ENTRY_FLAGS=${flags}\n` : ''}`

  test.each([
    ['gpt', 'c12a7328-f81f-11d2-ba4b-00a0c93ec93b', undefined, 'GPT: System', true, true, 1024n],
    ['gpt', 'EBD0A0A2-B9E5-4433-87C0-68B6B72699C7', undefined, 'GPT: Basic Data', false, true, 1024n],
    ['gpt', '0fc63daf-8483-4772-8e79-3d69d8477de4', '0x4', 'GPT: Unknown', false, true, 1024n],
    ['dos', '0x7', '0x80', 'Installable File System', true, true, 1024n],
    ['dos', '0x83', undefined, 'Unknown', false, true, 1024n],
    ['dos', '0xf', undefined, 'Extended w/Extended Int 13', false, false, 1_048_576_000n],
  ])('a %s partition of type %s', async (scheme, type, flags, name, boots, primary, size) => {
    const machine = machineAt('pci0000:00/ata1/host0/target0:0:0/0:0:0:0/block/sda', {
      'sys/block/sda/sda3/partition': '3\n',
      'sys/block/sda/sda3/dev': '8:3\n',
      'sys/block/sda/sda3/size': '2\n',
      'run/udev/data/b8:3': entry(scheme, type, flags),
    })
    expect(await providerRows(diskPartitionProvider(machine))).toMatchObject([
      {
        DeviceID: 'Disk #0, Partition #0',
        Type: name,
        Description: name,
        Bootable: boots,
        BootPartition: boots,
        PrimaryPartition: primary,
        Size: size,
      },
    ])
  })

  test('a logical one, and one of a table that WMI does not know', async () => {
    const machine = machineAt('pci0000:00/ata1/host0/target0:0:0/0:0:0:0/block/sda', {
      'sys/block/sda/sda5/partition': '5\n',
      'sys/block/sda/sda5/dev': '8:5\n',
      'sys/block/sda/sda6/partition': '6\n',
      'sys/block/sda/sda6/dev': '8:6\n',
      'run/udev/data/b8:5': entry('dos', '0x82'),
      'run/udev/data/b8:6': entry('mac', 'Apple_HFS'),
    })
    const rows = await providerRows(diskPartitionProvider(machine))
    expect(rows.map(row => [row.Type ?? null, row.PrimaryPartition ?? null])).toEqual([
      ['Unknown', false],
      [null, null],
    ])
  })
})
