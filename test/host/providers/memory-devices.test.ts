import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cacheMemoryProvider } from '../../../src/host/providers/cache-memory.js'
import { physicalMemoryProvider } from '../../../src/host/providers/physical-memory.js'
import { physicalMemoryArrayProvider } from '../../../src/host/providers/physical-memory-array.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'
import { type Structure, serverEntryPoint, serverTable, smbiosTable } from '../smbios-table.js'
import { treeMachine, treePath } from '../trees.js'

const machineWith = machineMaker()
const withTable = (...structures: Structure[]) =>
  machineWith({ 'sys/firmware/dmi/tables/DMI': smbiosTable(structures) })

test('the table of the server is the one that smbios-table.ts describes', () => {
  const folder = join(treePath('server'), 'sys/firmware/dmi/tables')
  expect(readFileSync(join(folder, 'DMI')).equals(serverTable)).toBe(true)
  expect(readFileSync(join(folder, 'smbios_entry_point')).equals(serverEntryPoint)).toBe(true)
})

describe('Win32_PhysicalMemory', () => {
  test('of a server lists the modules, and counts empty sockets', async () => {
    const module = {
      CreationClassName: 'Win32_PhysicalMemory',
      Name: 'Physical Memory',
      Caption: 'Physical Memory',
      Description: 'Physical Memory',
      TotalWidth: 72,
      DataWidth: 64,
      Capacity: 8_589_934_592n,
      FormFactor: 8,
      BankLabel: null,
      MemoryType: 24,
      SMBIOSMemoryType: 24,
      TypeDetail: 128,
      Speed: 1600,
      Manufacturer: 'Samsung',
      PartNumber: 'M393B1K70DH0-YK0',
      Attributes: 2,
      ConfiguredClockSpeed: 1333,
      MinVoltage: 1350,
      MaxVoltage: 1500,
      ConfiguredVoltage: 1350,
    }
    expect(await providerRows(physicalMemoryProvider(treeMachine('server')))).toEqual([
      {
        ...module,
        Tag: 'Physical Memory 0',
        DeviceLocator: 'DIMM_A1',
        SerialNumber: '3658A1C4',
        PositionInRow: 1,
        InterleavePosition: 1,
        InterleaveDataDepth: 2,
      },
      {
        ...module,
        Tag: 'Physical Memory 2',
        DeviceLocator: 'DIMM_B1',
        SerialNumber: '3658A1D9',
        PositionInRow: null,
        InterleavePosition: null,
        InterleaveDataDepth: null,
      },
    ])
  })

  test.each([
    ['in kilobytes', 0x8200, 0, 524_288n],
    ['of 32 GiB and more', 0x7fff, 65_536, 68_719_476_736n],
    ['that nobody knows', 0xffff, 0, null],
  ])('a size %s', async (_, size, extended, capacity) => {
    const machine = withTable({
      type: 17,
      handle: 1,
      length: 0x28,
      fields: [
        [0x0c, 2, size],
        [0x1c, 4, extended],
      ],
    })
    expect(await providerRows(physicalMemoryProvider(machine))).toMatchObject([{ Capacity: capacity }])
  })

  test('of a table of SMBIOS 2.1 has the fields of that version', async () => {
    const machine = withTable({
      type: 17,
      handle: 1,
      length: 0x15,
      fields: [
        [0x08, 2, 0xffff],
        [0x0a, 2, 0xffff],
        [0x0c, 2, 64],
        [0x0e, 1, 3],
        [0x12, 1, 0x0f],
      ],
    })
    expect(await providerRows(physicalMemoryProvider(machine))).toMatchObject([
      {
        TotalWidth: null,
        DataWidth: null,
        Capacity: 67_108_864n,
        FormFactor: 7,
        MemoryType: 17,
        Speed: null,
        Manufacturer: null,
        Attributes: null,
        ConfiguredVoltage: null,
      },
    ])
  })

  test('faster and newer memory than the first fields can tell', async () => {
    const machine = withTable({
      type: 17,
      handle: 1,
      length: 0x5c,
      fields: [
        [0x0c, 2, 0x4000],
        [0x0e, 1, 0x10],
        [0x12, 1, 0x22],
        [0x15, 2, 0xffff],
        [0x20, 2, 5600],
        [0x54, 4, 70_000],
      ],
    })
    expect(await providerRows(physicalMemoryProvider(machine))).toMatchObject([
      { FormFactor: 1, MemoryType: 0, SMBIOSMemoryType: 34, Speed: 70_000, ConfiguredClockSpeed: 5600 },
    ])
  })
})

describe('Win32_PhysicalMemoryArray', () => {
  test('of a server', async () => {
    expect(await providerRows(physicalMemoryArrayProvider(treeMachine('server')))).toEqual([
      {
        Tag: 'Physical Memory Array 0',
        CreationClassName: 'Win32_PhysicalMemoryArray',
        Name: 'Physical Memory Array',
        Caption: 'Physical Memory Array',
        Description: 'Physical Memory Array',
        Location: 3,
        Use: 3,
        MemoryErrorCorrection: 6,
        MaxCapacity: 805_306_368n,
        MaxCapacityEx: 805_306_368n,
        MemoryDevices: 4,
      },
    ])
  })

  test('of more than 2 TiB, on a card of a PC-98 machine', async () => {
    const machine = withTable({
      type: 16,
      handle: 1,
      length: 0x17,
      fields: [
        [0x04, 1, 0xa1],
        [0x07, 4, 0x8000_0000],
        [0x0f, 8, 1n << 43n],
      ],
    })
    expect(await providerRows(physicalMemoryArrayProvider(machine))).toMatchObject([
      { Location: 12, MaxCapacity: null, MaxCapacityEx: 8_589_934_592n },
    ])
  })
})

describe('Win32_CacheMemory', () => {
  test('of a server comes from the raw table', async () => {
    const rows = await providerRows(cacheMemoryProvider(treeMachine('server')))
    expect(rows[0]).toEqual({
      DeviceID: 'Cache Memory 0',
      CreationClassName: 'Win32_CacheMemory',
      SystemCreationClassName: 'Win32_ComputerSystem',
      SystemName: 'SQL01',
      Name: 'Cache Memory',
      Caption: 'Cache Memory',
      Description: 'Cache Memory',
      Purpose: null,
      Level: 3,
      Location: 0,
      Availability: 3,
      StatusInfo: 3,
      WritePolicy: 3,
      MaxCacheSize: 128,
      InstalledSize: 128,
      NumberOfBlocks: 128,
      BlockSize: 1024n,
      SupportedSRAM: [1],
      CurrentSRAM: [1],
      CacheSpeed: null,
      ErrorCorrectType: 4,
      CacheType: 4,
      Associativity: 7,
    })
    expect(rows.map(row => [row.DeviceID, row.Level, row.InstalledSize, row.Associativity])).toEqual([
      ['Cache Memory 0', 3, 128, 7],
      ['Cache Memory 1', 4, 512, 7],
      ['Cache Memory 2', 5, 5120, 14],
    ])
  })

  test('that is switched off, and one of more than 2047 MB', async () => {
    const machine = withTable(
      {
        type: 7,
        handle: 1,
        length: 0x0f,
        fields: [
          [0x05, 2, 0x0060],
          [0x09, 2, 256],
        ],
      },
      {
        type: 7,
        handle: 2,
        length: 0x1b,
        fields: [
          [0x05, 2, 0x0083],
          [0x07, 2, 0xffff],
          [0x09, 2, 0xffff],
          [0x13, 4, 0x8001_0000],
          [0x17, 4, 0x8000_c000],
        ],
      },
    )
    expect(await providerRows(cacheMemoryProvider(machine))).toMatchObject([
      { StatusInfo: 4, Availability: 8, Location: 3, InstalledSize: 256, CacheType: null, ErrorCorrectType: null },
      { StatusInfo: 3, Level: 1, MaxCacheSize: 4_194_304, InstalledSize: 3_145_728 },
    ])
  })

  test('without the table is what the kernel knows, each cache once', async () => {
    const files: Record<string, string> = {}
    for (const cpu of [0, 1, 10]) {
      const folder = `sys/devices/system/cpu/cpu${cpu}/cache`
      const put = (index: number, level: number, type: string, size: string, ways: number, shared: string) => {
        const cache = {
          level,
          type,
          size,
          ways_of_associativity: ways,
          shared_cpu_list: shared,
          coherency_line_size: 64,
        }
        for (const [name, value] of Object.entries(cache)) files[`${folder}/index${index}/${name}`] = `${value}\n`
      }
      put(0, 1, 'Data', '48K', 12, `${cpu}`)
      put(1, 1, 'Instruction', '32K', 8, `${cpu}`)
      put(3, 3, 'Unified', '30M', 15, '0-1,10')
    }
    const rows = await providerRows(cacheMemoryProvider(machineWith(files)))
    expect(rows.map(row => [row.DeviceID, row.Level, row.CacheType, row.InstalledSize, row.Associativity])).toEqual([
      ['Cache Memory 0', 3, 4, 48, 9],
      ['Cache Memory 1', 3, 3, 32, 7],
      ['Cache Memory 2', 3, 4, 48, 9],
      ['Cache Memory 3', 3, 3, 32, 7],
      ['Cache Memory 4', 3, 4, 48, 9],
      ['Cache Memory 5', 3, 3, 32, 7],
      ['Cache Memory 6', 5, 5, 30_720, undefined],
    ])
    expect(rows[6]?.LineSize).toBe(64)
  })

  test('of a container that hides them is none', async () => {
    expect(await providerRows(cacheMemoryProvider(treeMachine('container')))).toEqual([])
  })
})

test.each([
  ['Win32_PhysicalMemory', physicalMemoryProvider],
  ['Win32_PhysicalMemoryArray', physicalMemoryArrayProvider],
] as const)('%s has no instances where the table is missing or broken', async (_, provider) => {
  expect(await providerRows(provider(treeMachine('arm')))).toEqual([])
  expect(await providerRows(provider(machineWith({ 'sys/firmware/dmi/tables/DMI': 'not a table' })))).toEqual([])
})
