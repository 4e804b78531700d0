import { describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { logicalDiskCountersProvider } from '../../../src/host/providers/perf/logical-disks.js'
import { memoryCountersProvider } from '../../../src/host/providers/perf/memory.js'
import { networkInterfaceCountersProvider } from '../../../src/host/providers/perf/network-interfaces.js'
import { physicalDiskCountersProvider } from '../../../src/host/providers/perf/physical-disks.js'
import { processCountersProvider } from '../../../src/host/providers/perf/processes.js'
import { processorCountersProvider } from '../../../src/host/providers/perf/processors.js'
import { systemCountersProvider } from '../../../src/host/providers/perf/system.js'
import { machineMaker } from '../machines.js'
import { treeMachine } from '../trees.js'
import { perfRows } from './perf-machine.js'

const machineWith = machineMaker()
const statfs = async () => ({ bsize: 4096n, blocks: 26_214_400n, bavail: 10_485_760n })

describe('raw counters', () => {
  test('of a processor are times in 100 ns, with the clocks they go by', async () => {
    const rows = await perfRows(processorCountersProvider(treeMachine('server')), 'Raw')
    expect(rows.map(({ Name }) => Name)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '_Total'])
    expect(rows[0]).toEqual({
      Name: '0',
      // idle and waiting for disks: 8265375 + 5150 ticks of 10 ms
      PercentProcessorTime: 827_052_500_000n,
      PercentIdleTime: 827_052_500_000n,
      PercentUserTime: 23_104_100_000n,
      PercentPrivilegedTime: 7_755_700_000n,
      PercentInterruptTime: 0n,
      PercentDPCTime: 101_500_000n,
      // C1 and C1E; C6 is deeper than C3
      PercentC1Time: 30_000_000n,
      C1TransitionsPersec: 11_000n,
      PercentC2Time: null,
      C2TransitionsPersec: null,
      PercentC3Time: 8_000_000_000n,
      C3TransitionsPersec: 90_000n,
      InterruptsPersec: 2_001_009,
      DPCsQueuedPersec: 120_004,
      // 86523.41 s after 2024-05-01 07:00:00 UTC
      Timestamp_PerfTime: 865_234_100_000n,
      Timestamp_Sys100NS: 133_591_069_234_100_000n,
      Timestamp_Object: 133_591_069_234_100_000n,
      Frequency_PerfTime: 10_000_000n,
      Frequency_Sys100NS: 10_000_000n,
      Frequency_Object: 10_000_000n,
    })
    expect(rows[8]).toMatchObject({
      PercentProcessorTime: 827_052_500_000n,
      InterruptsPersec: 16_001_509,
      DPCsQueuedPersec: 822_104,
      // only one processor of the tree tells its states
      PercentC1Time: null,
    })
  })

  test('of memory', async () => {
    expect(await perfRows(memoryCountersProvider(treeMachine('server')), 'Raw')).toMatchObject([
      {
        AvailableBytes: 28_582_957_056n,
        AvailableKBytes: 27_913_044n,
        AvailableMBytes: 27_258n,
        CacheBytes: 16_698_568_704n,
        CommitLimit: 25_340_071_936n,
        CommittedBytes: 7_183_597_568n,
        PercentCommittedBytesInUse: 1_753_808,
        PercentCommittedBytesInUse_Base: 6_186_541,
        PageFaultsPersec: 4_294_967_000,
        PageReadsPersec: 20_455,
        PagesInputPersec: 10_053_328,
        PagesOutputPersec: 65_536,
        PagesPersec: 10_118_864,
        PoolNonpagedBytes: null,
      },
    ])
  })

  test('of the system', async () => {
    expect(await perfRows(systemCountersProvider(treeMachine('server')), 'Raw')).toMatchObject([
      {
        ContextSwitchesPersec: 201_384_412,
        Processes: 15,
        // two that can run, and eight processors
        ProcessorQueueLength: 0,
        // when it was started, since 1601
        SystemUpTime: 133_590_204_000_000_000n,
        Threads: 74,
      },
    ])
  })

  test('of a disk have their bases, and the clock of percentages', async () => {
    const rows = await perfRows(physicalDiskCountersProvider(treeMachine('server')), 'Raw')
    expect(rows.map(({ Name }) => Name)).toEqual([
      '0 C: /boot /boot/efi',
      '1 /srv/data',
      '2 /media/usb /mnt/windows',
      '3 /opt/old',
      '_Total',
    ])
    expect(rows[0]).toMatchObject({
      AvgDiskBytesPerRead: 4_915_200_000n,
      AvgDiskBytesPerRead_Base: 120_000,
      AvgDiskQueueLength: 2_200_000_000n,
      AvgDisksecPerWrite: 1_600_000_000,
      AvgDisksecPerWrite_Base: 80_000,
      DiskTransfersPersec: 200_000,
      PercentDiskTime: 2_200_000_000n,
      PercentDiskTime_Base: 133_591_069_234_100_000n,
      // up 86523.41 s, busy 90 s
      PercentIdleTime: 864_334_100_000n,
    })
    // 12.006 s of all four disks
    expect(rows[4]).toMatchObject({ DiskReadsPersec: 170_700, AvgDiskReadQueueLength: 861_000_000n })
  })

  test('of an interface', async () => {
    const rows = await perfRows(networkInterfaceCountersProvider(treeMachine('server')), 'Raw')
    expect(rows.map(({ Name }) => Name)).toEqual([
      'Ethernet Controller 10-Gigabit X540-AT2',
      'eno2',
      'wlp5s0',
      'docker0',
      'tun0',
    ])
    expect(rows[0]).toMatchObject({
      BytesTotalPersec: 14_246_913_578n,
      CurrentBandwidth: 10_000_000_000n,
      PacketsReceivedErrors: 3n,
      PacketsReceivedDiscarded: 41n,
      PacketsOutboundErrors: 1n,
      PacketsOutboundDiscarded: 7n,
    })
    expect(rows[4]).toMatchObject({ BytesTotalPersec: null, CurrentBandwidth: null })
  })

  test('of processes go by the name of the program, numbered when it runs again', async () => {
    const rows = await perfRows(processCountersProvider(treeMachine('server')), 'Raw')
    expect(rows.map(({ IDProcess, Name }) => `${IDProcess} ${Name}`)).toEqual([
      '1 systemd',
      '2 kthreadd',
      '17 migration/0',
      '38 kworker/u16:1-events_unbound',
      '712 sshd',
      '833 nginx',
      '834 nginx#1',
      '1203 systemd#1',
      '1204 systemd#2',
      '1320 java',
      '1877 x) R 1 (y',
      '1901 backup',
      '2044 postgres',
      '2050 gnome-control-center',
      '0 _Total',
    ])
    expect(rows[5]).toMatchObject({
      CreatingProcessID: 1,
      // 10.4 s after the start of the machine
      ElapsedTime: 133_590_204_104_000_000n,
      HandleCount: 3,
      IODataBytesPersec: 6532n,
      IOReadOperationsPersec: 40n,
      PageFaultsPersec: 402,
      PercentPrivilegedTime: 100_000n,
      PercentUserTime: 0n,
      PercentProcessorTime: 100_000n,
      PriorityBase: 8,
      ThreadCount: 1,
      VirtualBytes: 56_840_192n,
      VirtualBytesPeak: 56_934_400n,
      WorkingSet: 5_242_880n,
      WorkingSetPeak: 5_242_880n,
      WorkingSetPrivate: 2_097_152n,
    })
    // The files of some processes of the tree may not be read.
    expect(rows[14]).toMatchObject({ ThreadCount: 74, PercentProcessorTime: 87_764_300_000n, IODataBytesPersec: null })
  })
})

describe('a WHERE clause', () => {
  test('reads what it names', async () => {
    const provider = processCountersProvider(treeMachine('server'))
    const names = async (equals: Readonly<Record<string, readonly (string | number)[]>>) =>
      (await perfRows(provider, 'Raw', { equals })).map(({ Name, IDProcess }) => `${IDProcess} ${Name}`)
    expect(await names({ Name: ['NGINX#1', 'java'] })).toEqual(['834 nginx#1', '1320 java'])
    expect(await names({ IDProcess: [1203, 712] })).toEqual(['712 sshd', '1203 systemd#1'])
    expect(await names({ Name: ['_total'] })).toEqual(['0 _Total'])
    expect(await names({ IDProcess: ['x', Number.NaN] })).toEqual([])
    expect(await names({ Name: ['nginx#2'] })).toEqual([])
  })

  test('reads no process behind the one it names', async () => {
    const read: string[] = []
    class Watched extends Machine {
      override path(file: string): string {
        read.push(file)
        return super.path(file)
      }
    }
    const machine = new Watched({ root: treeMachine('server').root, platform: 'linux' })
    const rows = await perfRows(processCountersProvider(machine), 'Raw', {
      equals: { IDProcess: [17] },
      wants: ['Name'],
    })
    expect(rows).toMatchObject([{ Name: 'migration/0' }])
    // the folder, once for each of the three read
    expect(read.filter(file => file === '/proc').length).toBeLessThan(12)
  })
})

describe('where the machine tells little', () => {
  const makers = [
    processorCountersProvider,
    memoryCountersProvider,
    systemCountersProvider,
    processCountersProvider,
    physicalDiskCountersProvider,
    networkInterfaceCountersProvider,
    (machine: Machine) => logicalDiskCountersProvider(machine, { statfs }),
  ]

  test('a container without block devices has the counters of its space', async () => {
    const rows = await perfRows(logicalDiskCountersProvider(treeMachine('container'), { statfs }), 'Formatted')
    expect(rows).toMatchObject([
      { Name: 'C:', FreeMegabytes: 40_960, DiskReadsPersec: null, PercentIdleTime: null },
      { Name: '/workspace', FreeMegabytes: 40_960 },
      { Name: '_Total', FreeMegabytes: 81_920, DiskReadsPersec: null, PercentIdleTime: null },
    ])
  })

  test('no instance has an invented counter', async () => {
    const none = machineWith({})
    const filled: unknown[] = []
    for (const make of makers)
      for (const kind of ['Raw', 'Formatted'] as const)
        for (const row of await perfRows(make(none), kind))
          filled.push(...Object.entries(row).filter(([name, value]) => value !== null && !/stamp|Freq|Name/.test(name)))
    // What statfs told, of C: and of all.
    expect(filled.map(entry => String(entry))).toEqual([
      ...['FreeMegabytes,40960', 'PercentFreeSpace,40960', 'PercentFreeSpace_Base,102400'],
      ...['FreeMegabytes,40960', 'PercentFreeSpace,40960', 'PercentFreeSpace_Base,102400'],
      ...['FreeMegabytes,40960', 'PercentFreeSpace,40', 'FreeMegabytes,40960', 'PercentFreeSpace,40'],
    ])
  })

  test('garbage in procfs counts nothing', async () => {
    const machine = machineWith({
      'proc/stat': 'cpu0 x y z 99999999999999999999999 -5\ncpu1\ncpu2 \nctxt 9999999999999999999999999\nbtime x\n',
      'proc/uptime': 'soon',
      'proc/diskstats': '8 0 sda 1 2 3\n8 1 sda1 a b c d e f g h i j k\n',
      'proc/net/dev': 'eth0: 1 2 3\neth1 4\n',
      'proc/vmstat': 'pgfault x\npgpgin 1e9\n',
      'proc/interrupts': 'CPU0 CPU1\n0: x\n',
    })
    const rows = await perfRows(processorCountersProvider(machine), 'Raw')
    expect(rows.map(({ Name, PercentUserTime, PercentIdleTime }) => [Name, PercentUserTime, PercentIdleTime])).toEqual([
      ['0', null, null],
      ['2', 0n, 0n],
      ['_Total', null, null],
    ])
    expect(await perfRows(systemCountersProvider(machine), 'Raw')).toMatchObject([
      { ContextSwitchesPersec: null, SystemUpTime: null, Timestamp_Object: null, Frequency_Object: null },
    ])
    expect(await perfRows(physicalDiskCountersProvider(machine), 'Raw')).toEqual([])
  })

  test('adapters that are called alike are told apart', async () => {
    const files: Record<string, string> = {}
    for (const index of [2, 3, 4]) {
      files[`sys/class/net/eth${index}/ifindex`] = `${index}\n`
      files[`sys/class/net/eth${index}/type`] = '1\n'
      files[`run/udev/data/n${index}`] = 'E:ID_MODEL_FROM_DATABASE=82576 (Virtual) #1/2\n'
    }
    const rows = await perfRows(networkInterfaceCountersProvider(machineWith(files)), 'Raw')
    expect(rows.map(({ Name }) => Name)).toEqual([
      '82576 [Virtual] _1_2',
      '82576 [Virtual] _1_2 _2',
      '82576 [Virtual] _1_2 _3',
    ])
  })

  test('a program from Windows is named without its extension, and none takes the place of the total', async () => {
    const stat = (pid: number, name: string) =>
      `${pid} (${name}) S 1 1 1 0 -1 4194560 0 0 0 0 0 1 0 0 20 0 1 0 5 0 0 18446744073709551615\n`
    const names = ['setup.EXE', '_total', 'a', 'A', 'a#1', 'a', '.exe', 'python3.11']
    const files = Object.fromEntries(names.map((name, index) => [`proc/${index + 1}/stat`, stat(index + 1, name)]))
    const rows = await perfRows(processCountersProvider(machineWith(files)), 'Raw', { wants: ['Name'] })
    expect(rows.map(({ Name }) => Name)).toEqual([
      'setup',
      '_total#1',
      'a',
      'A#1',
      'a#1#1',
      'a#2',
      '.exe',
      'python3.11',
      '_Total',
    ])
  })

  test('Windows and macOS tell processors and memory through Node', async () => {
    const machine = new Machine({ platform: 'win32' })
    const [first] = await perfRows(processorCountersProvider(machine), 'Raw')
    expect(first?.Name).toBe('0')
    expect(typeof first?.PercentIdleTime).toBe('bigint')
    expect(first?.InterruptsPersec).toBeNull()
    expect(await perfRows(processCountersProvider(machine), 'Raw')).toEqual([])
    const [memory] = await perfRows(memoryCountersProvider(machine), 'Raw')
    expect(memory?.AvailableBytes).toBeGreaterThan(0n)
    expect(memory?.PageFaultsPersec).toBeNull()
  })
})
