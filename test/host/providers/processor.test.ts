import { cpus } from 'node:os'
import { describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { loadBetween, readCpuTimes } from '../../../src/host/providers/linux/cpu-load.js'
import { processorProvider } from '../../../src/host/providers/processor.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'
import { type Structure, smbiosTable } from '../smbios-table.js'
import { treeMachine } from '../trees.js'

const machineWith = machineMaker()

describe('Win32_Processor', () => {
  test('has one instance for each socket', async () => {
    const socket = {
      CreationClassName: 'Win32_Processor',
      SystemCreationClassName: 'Win32_ComputerSystem',
      SystemName: 'SQL01',
      Name: 'Intel(R) Xeon(R) CPU E5-2637 0 @ 3.00GHz',
      Manufacturer: 'GenuineIntel',
      Caption: 'Intel64 Family 6 Model 45 Stepping 7',
      Description: 'Intel64 Family 6 Model 45 Stepping 7',
      Architecture: 9,
      AddressWidth: 64,
      DataWidth: 64,
      Availability: 3,
      CpuStatus: 1,
      ProcessorType: 3,
      Role: 'CPU',
      Level: 6,
      Revision: 0x2d07,
      Stepping: '7',
      NumberOfCores: 2,
      NumberOfLogicalProcessors: 4,
      ThreadCount: 4,
      MaxClockSpeed: 3500,
      // two cores with a cache each, and one cache of the socket
      L2CacheSize: 512,
      L3CacheSize: 5120,
      LoadPercentage: null,
      VMMonitorModeExtensions: true,
      SecondLevelAddressTranslationExtensions: true,
      // from the raw SMBIOS table
      Family: 0xb3,
      ProcessorId: 'BFEBFBFF000206D7',
      CurrentVoltage: 12,
      ExtClock: 100,
      UpgradeMethod: 32,
      SerialNumber: null,
      AssetTag: null,
      PartNumber: null,
      NumberOfEnabledCore: 2,
      Characteristics: 252,
    }
    expect(await providerRows(processorProvider(treeMachine('server')))).toEqual([
      { ...socket, DeviceID: 'CPU0', SocketDesignation: 'CPU1', CurrentClockSpeed: 1200 },
      { ...socket, DeviceID: 'CPU1', SocketDesignation: 'CPU2', CurrentClockSpeed: 1300 },
    ])
  })

  describe('and the sockets of the SMBIOS table', () => {
    const cpuinfo = 'processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 15\nmodel\t\t: 2\nflags\t\t: lm\n'
    const socket = (name: string, type: number, status: number): Structure => ({
      type: 4,
      handle: 4,
      length: 0x2e,
      fields: [
        [0x04, 1, 1],
        [0x05, 1, type],
        [0x06, 1, 0xfe],
        [0x11, 1, 0x02],
        [0x18, 1, status],
        [0x24, 1, 0xff],
        [0x28, 2, 0x118],
        [0x2c, 2, 300],
      ],
      strings: [name],
    })
    const rows = (...sockets: Structure[]) =>
      providerRows(
        processorProvider(
          machineWith({ 'proc/cpuinfo': cpuinfo, 'sys/firmware/dmi/tables/DMI': smbiosTable(sockets) }),
        ),
      )

    test('empty ones and those of other processors do not count', async () => {
      expect(await rows(socket('SKT0', 3, 0), socket('GPU', 6, 0x41), socket('SKT1', 3, 0x41))).toMatchObject([
        {
          SocketDesignation: 'SKT1',
          Family: 0x118,
          VoltageCaps: 2,
          ProcessorId: null,
          ExtClock: null,
          NumberOfEnabledCore: 300,
        },
      ])
    })

    test('a table with another number of processors than the kernel tells nothing of them', async () => {
      const [row] = await rows(socket('SKT0', 3, 0x41), socket('SKT1', 3, 0x41))
      expect([row?.DeviceID, row?.SocketDesignation]).toEqual(['CPU0', undefined])
    })
  })

  test('of a board is named by its part', async () => {
    expect(await providerRows(processorProvider(treeMachine('arm')))).toMatchObject([
      {
        DeviceID: 'CPU0',
        Name: 'Cortex-A76',
        Manufacturer: 'ARM',
        Caption: 'ARMv8 Family 8 Model D0B Revision 1',
        Architecture: 12,
        AddressWidth: 64,
        DataWidth: 64,
        Level: 8,
        NumberOfCores: 4,
        NumberOfLogicalProcessors: 4,
        MaxClockSpeed: 2400,
        CurrentClockSpeed: 1500,
        L2CacheSize: 2048,
        L3CacheSize: 2048,
        VMMonitorModeExtensions: null,
      },
    ])
  })

  test('of a container has no highest speed when nothing tells it', async () => {
    expect(await providerRows(processorProvider(treeMachine('container')))).toMatchObject([
      {
        Name: 'AMD EPYC 7R13 Processor',
        Manufacturer: 'AuthenticAMD',
        Caption: 'AMD64 Family 25 Model 1 Stepping 1',
        Architecture: 9,
        NumberOfCores: 1,
        NumberOfLogicalProcessors: 2,
        MaxClockSpeed: null,
        CurrentClockSpeed: 2650,
        L2CacheSize: null,
        L3CacheSize: null,
        VMMonitorModeExtensions: false,
      },
    ])
  })

  test('the highest speed may stand in the name', async () => {
    const cpuinfo =
      'processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\nmodel name\t: Intel(R) Xeon(R) Platinum 8175M CPU @ 2.50GHz\nstepping\t: 4\nflags\t\t: lm\n'
    const machine = machineWith({ 'proc/cpuinfo': cpuinfo })
    expect(await providerRows(processorProvider(machine))).toMatchObject([
      { MaxClockSpeed: 2500, CurrentClockSpeed: null, NumberOfCores: 1, Revision: 0x5504 },
    ])
  })

  test.each([
    [
      'an old ARM kernel',
      'Processor\t: ARMv7 Processor rev 4 (v7l)\nprocessor\t: 0\nmodel name\t: ARMv7 Processor rev 4 (v7l)\nCPU implementer\t: 0x41\nCPU architecture: 7\nCPU part\t: 0xc07\nCPU revision\t: 5\n\nHardware\t: BCM2709\n',
      'armv7l',
      { Name: 'Cortex-A7', Manufacturer: 'ARM', Architecture: 5, AddressWidth: 32 },
    ],
    [
      'an unknown part',
      'processor\t: 0\nCPU implementer\t: 0x61\nCPU architecture: 8\nCPU part\t: 0x022\nCPU revision\t: 1\n',
      'aarch64',
      { Name: null, Manufacturer: 'Apple', Architecture: 12, AddressWidth: 64 },
    ],
    [
      'POWER',
      'processor\t: 0\ncpu\t\t: POWER9, altivec supported\nclock\t\t: 3800.000000MHz\n\nplatform\t: PowerNV\n',
      'ppc64le',
      { Name: 'POWER9, altivec supported', Architecture: 3, AddressWidth: 64 },
    ],
    [
      'RISC-V',
      'processor\t: 0\nhart\t\t: 1\nisa\t\t: rv64imafdc\nmmu\t\t: sv39\nuarch\t\t: sifive,u74-mc\n',
      'riscv64',
      { Name: 'sifive,u74-mc', Architecture: null, AddressWidth: 64 },
    ],
  ])('of %s', async (_, cpuinfo, arch, expected) => {
    const machine = machineWith({ 'proc/cpuinfo': cpuinfo, 'proc/sys/kernel/arch': `${arch}\n` })
    expect(await providerRows(processorProvider(machine))).toMatchObject([expected])
  })

  test('threads of one core share their siblings, whatever the cluster', async () => {
    const cpuinfo = [0, 1, 2, 3].map(cpu => `processor\t: ${cpu}\nCPU implementer\t: 0x41\n`).join('\n')
    const files: Record<string, string> = { 'proc/cpuinfo': cpuinfo }
    for (const cpu of [0, 1, 2, 3]) {
      const topology = `sys/devices/system/cpu/cpu${cpu}/topology`
      files[`${topology}/physical_package_id`] = '-1\n'
      files[`${topology}/thread_siblings_list`] = cpu < 2 ? '0-1\n' : '2-3\n'
    }
    expect(await providerRows(processorProvider(machineWith(files)))).toMatchObject([
      { NumberOfCores: 2, NumberOfLogicalProcessors: 4 },
    ])
  })

  test('a machine without cpuinfo shows none', async () => {
    expect(await providerRows(processorProvider(machineWith({})))).toEqual([])
  })

  test('without procfs Node tells of logical processors', async () => {
    const rows = await providerRows(processorProvider(new Machine({ platform: 'win32' })))
    expect(rows).toMatchObject([{ DeviceID: 'CPU0', NumberOfLogicalProcessors: cpus().length }])
  })

  test('of this machine counts what Node counts and measures a load', async () => {
    const rows = await providerRows(processorProvider(new Machine()))
    const logical = rows.reduce((sum, row) => sum + Number(row.NumberOfLogicalProcessors), 0)
    expect(logical).toBe(cpus().length)
    if (process.platform !== 'linux') return
    for (const { LoadPercentage } of rows) {
      expect(LoadPercentage).toBeGreaterThanOrEqual(0)
      expect(LoadPercentage).toBeLessThanOrEqual(100)
    }
  })

  test('a query that was given up stops measuring', async () => {
    const controller = new AbortController()
    const rows = providerRows(processorProvider(new Machine({ platform: 'linux' })), { signal: controller.signal })
    controller.abort()
    expect(await rows).toEqual([])
  })
})

describe('the load of processors', () => {
  const times = (text: string) => readCpuTimes(machineWith({ 'proc/stat': text }))
  const before = times('cpu  1 2 3 4\ncpu0 100 0 50 800 50 0 0 0 10 0\ncpu1 100 0 100 800 0 0 0 0 0 0\nintr 1\n')

  test('is the share of time that was not idle', () => {
    const after = times('cpu0 130 0 60 850 60 0 0 0 40 0\ncpu1 100 0 100 900 0 0 0 0 0 0\n')
    expect(loadBetween(before, after, [0])).toBe(40)
    expect(loadBetween(before, after, [1])).toBe(0)
    expect(loadBetween(before, after, [0, 1])).toBe(20)
  })

  test('is unknown when no time passed or a processor went away', () => {
    expect(loadBetween(before, before, [0, 1])).toBeNull()
    expect(loadBetween(before, times(''), [0])).toBeNull()
  })
})
