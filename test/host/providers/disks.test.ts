import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { partitionsUnder, readDisks } from '../../../src/host/providers/linux/disks.js'
import { treeMachine } from '../trees.js'

describe('the disks', () => {
  test('of a server are those that hold data, without loops, volumes and optical drives', () => {
    const disks = readDisks(treeMachine('server'))
    expect(disks.map(({ index, deviceId, name, device, size }) => [index, deviceId, name, device, size])).toEqual([
      [0, '\\\\.\\PHYSICALDRIVE0', 'sda', '8:0', 600_127_266_816n],
      [1, '\\\\.\\PHYSICALDRIVE1', 'sdb', '8:16', 2_000_398_934_016n],
      [2, '\\\\.\\PHYSICALDRIVE2', 'sdc', '8:32', 30_943_995_904n],
      [3, '\\\\.\\PHYSICALDRIVE3', 'sdd', '8:48', 250_059_350_016n],
    ])
  })

  test('have partitions in the order of their numbers, with places in bytes', () => {
    expect(readDisks(treeMachine('arm'))[0]?.partitions).toEqual([
      {
        index: 0,
        deviceId: 'Disk #0, Partition #0',
        name: 'mmcblk0p1',
        device: '179:1',
        number: 1,
        start: 4_194_304n,
        size: 536_870_912n,
      },
      {
        index: 1,
        deviceId: 'Disk #0, Partition #1',
        name: 'mmcblk0p2',
        device: '179:2',
        number: 2,
        start: 541_065_216n,
        size: 31_373_918_208n,
      },
    ])
  })

  test('a logical volume lies on the partitions under it', () => {
    const machine = treeMachine('server')
    const disks = readDisks(machine)
    const under = (name: string) => partitionsUnder(machine, disks, name).map(({ deviceId }) => deviceId)
    expect(under('dm-0')).toEqual(['Disk #0, Partition #2'])
    expect(under('sdb1')).toEqual(['Disk #1, Partition #0'])
    expect(under('sdb')).toEqual([])
    expect(under('loop0')).toEqual([])
  })
})

describe('disks of other machines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wmilink-disks-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const machine = new Machine({ root: folder, platform: 'linux' })
  const block = join(folder, 'sys/block')
  const none = [
    'loop1',
    'ram0',
    'zram0',
    'dm-3',
    'md127',
    'sr1',
    'fd0',
    'nbd2',
    'mmcblk0boot0',
    'mmcblk0rpmb',
    'nvme0c0n1',
  ]
  const disks = ['sdb', 'sdaa', 'sda', 'nvme10n1', 'nvme2n1', 'vda', 'mmcblk0', 'pmem0']
  for (const name of [...none, ...disks]) mkdirSync(join(block, name), { recursive: true })
  for (const [name, target] of [
    ['foo0', 'virtual/block/foo0'],
    ['nvme3n1', 'virtual/nvme-subsystem/nvme-subsys3/nvme3n1'],
  ] as const) {
    mkdirSync(join(folder, 'sys/devices', target), { recursive: true })
    symlinkSync(`../devices/${target}`, join(block, name))
  }

  test('are counted driver by driver, as drivers count', () => {
    expect(readDisks(machine).map(({ name }) => name)).toEqual([
      'mmcblk0',
      'nvme2n1',
      'nvme3n1',
      'nvme10n1',
      'pmem0',
      'sda',
      'sdb',
      'sdaa',
      'vda',
    ])
  })

  test('of which the kernel tells nothing have no size, and a drive without a medium has none either', () => {
    writeFileSync(join(block, 'sda/size'), '0\n')
    writeFileSync(join(block, 'sdb/size'), 'many\n')
    const sizes = readDisks(machine).map(({ name, size }) => [name, size])
    expect(sizes).toContainEqual(['sda', null])
    expect(sizes).toContainEqual(['sdb', null])
    expect(sizes).toContainEqual(['vda', null])
  })

  test('arrays of arrays that name each other come to an end', () => {
    for (const [outer, inner] of [
      ['md1', 'md2'],
      ['md2', 'md1'],
      ['md2', 'vda1'],
    ] as const)
      mkdirSync(join(block, outer, 'slaves', inner), { recursive: true })
    mkdirSync(join(block, 'vda/vda1'))
    expect(partitionsUnder(machine, readDisks(machine), 'md1').map(({ name }) => name)).toEqual(['vda1'])
  })

  test('are none where there is no sysfs', () => {
    expect(readDisks(new Machine({ root: join(folder, 'empty'), platform: 'linux' }))).toEqual([])
  })
})
