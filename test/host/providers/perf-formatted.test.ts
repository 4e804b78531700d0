import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { logicalDiskCountersProvider } from '../../../src/host/providers/perf/logical-disks.js'
import { memoryCountersProvider } from '../../../src/host/providers/perf/memory.js'
import { networkInterfaceCountersProvider } from '../../../src/host/providers/perf/network-interfaces.js'
import { physicalDiskCountersProvider } from '../../../src/host/providers/perf/physical-disks.js'
import { processCountersProvider } from '../../../src/host/providers/perf/processes.js'
import { processorCountersProvider } from '../../../src/host/providers/perf/processors.js'
import { systemCountersProvider } from '../../../src/host/providers/perf/system.js'
import { PerfMachine, perfRows } from './perf-machine.js'

const statfs = async () => ({ bsize: 4096n, blocks: 26_214_400n, bavail: 10_485_760n })

describe('formatted counters are cooked from two samples', () => {
  test('of processors', async () => {
    using server = new PerfMachine()
    const rows = await perfRows(processorCountersProvider(server.machine, { wait: server.wait }), 'Formatted')
    expect(server.waits).toEqual([200])
    expect(rows[0]).toMatchObject({
      PercentProcessorTime: 60n,
      PercentIdleTime: 40n,
      PercentUserTime: 50n,
      PercentPrivilegedTime: 10n,
      PercentDPCTime: 2n,
      InterruptsPersec: 300,
      DPCsQueuedPersec: 200,
    })
    expect(rows[1]).toMatchObject({ Name: '1', PercentProcessorTime: 0n, PercentIdleTime: 100n, InterruptsPersec: 100 })
    // 7.5 and 6.25
    expect(rows[8]).toMatchObject({
      Name: '_Total',
      PercentProcessorTime: 7n,
      PercentUserTime: 6n,
      InterruptsPersec: 400,
    })
  })

  test('of a processor never show more than all of its time, which ticks of 10 ms could', async () => {
    using server = new PerfMachine()
    const wait = async () => {
      server.advance()
      const stat = readFileSync(join(server.root, 'proc/stat'), 'utf8')
      writeFileSync(join(server.root, 'proc/stat'), stat.replace('cpu1 230401 ', 'cpu1 231411 '))
    }
    const rows = await perfRows(processorCountersProvider(server.machine, { wait }), 'Formatted')
    expect(rows[1]).toMatchObject({ Name: '1', PercentUserTime: 100n })
  })

  test('of memory and the system', async () => {
    using server = new PerfMachine()
    const { machine, wait } = server
    expect(await perfRows(memoryCountersProvider(machine, { wait }), 'Formatted')).toMatchObject([
      {
        AvailableMBytes: 27_258n,
        PercentCommittedBytesInUse: 28,
        // from 4294967000 past the end of 32 bits
        PageFaultsPersec: 100,
        PageReadsPersec: 3,
        PagesInputPersec: 100,
        PagesOutputPersec: 50,
        PagesPersec: 150,
      },
    ])
    using other = new PerfMachine()
    expect(await perfRows(systemCountersProvider(other.machine, other), 'Formatted')).toMatchObject([
      { ContextSwitchesPersec: 5000, ProcessorQueueLength: 3, SystemUpTime: 86_533n, Processes: 15, Threads: 74 },
    ])
  })

  test('of disks', async () => {
    using server = new PerfMachine()
    const [first, second, , , total] = await perfRows(physicalDiskCountersProvider(server.machine, server), 'Formatted')
    const counts = {
      // 8 MiB in 200 reads, 1 MiB in 10 writes of 3 s each
      AvgDiskBytesPerRead: 41_943n,
      AvgDiskBytesPerWrite: 104_857n,
      AvgDiskBytesPerTransfer: 44_938n,
      AvgDisksecPerRead: 0,
      AvgDisksecPerWrite: 3,
      AvgDiskQueueLength: 3n,
      AvgDiskReadQueueLength: 0n,
      AvgDiskWriteQueueLength: 3n,
      CurrentDiskQueueLength: 2,
      DiskBytesPersec: 943_718n,
      DiskReadsPersec: 20,
      DiskTransfersPersec: 21,
      DiskWritesPersec: 1,
    }
    expect(first).toMatchObject({
      ...counts,
      PercentDiskReadTime: 10n,
      // several requests at once
      PercentDiskWriteTime: 300n,
      PercentDiskTime: 310n,
      PercentIdleTime: 75n,
    })
    expect(second).toMatchObject({ DiskBytesPersec: 0n, PercentIdleTime: 100n })
    // 93.75
    expect(total).toMatchObject({ ...counts, PercentDiskTime: 77n, PercentIdleTime: 93n })
  })

  test('of volumes, with their space', async () => {
    using server = new PerfMachine()
    const options = { wait: server.wait, statfs }
    const rows = await perfRows(logicalDiskCountersProvider(server.machine, options), 'Formatted')
    const names = ['C:', '/boot', '/boot/efi', '/media/usb', '/mnt/windows', '/opt/old', '/srv/data', '_Total']
    expect(rows.map(({ Name }) => Name)).toEqual(names)
    // dm-0, behind /dev/mapper/vg0-root
    expect(rows[0]).toMatchObject({ DiskReadsPersec: 10, DiskReadBytesPersec: 419_430n, PercentIdleTime: 96n })
    expect(rows[0]).toMatchObject({ FreeMegabytes: 40_960, PercentFreeSpace: 40 })
    expect(rows[7]).toMatchObject({ DiskReadsPersec: 10, FreeMegabytes: 286_720, PercentFreeSpace: 40 })
  })

  test('of interfaces', async () => {
    using server = new PerfMachine()
    const [first] = await perfRows(networkInterfaceCountersProvider(server.machine, server), 'Formatted')
    expect(first).toMatchObject({
      BytesReceivedPersec: 1_250_000n,
      BytesSentPersec: 250_000n,
      BytesTotalPersec: 1_500_000n,
      PacketsPersec: 1500n,
      CurrentBandwidth: 10_000_000_000n,
      // counts, not rates
      PacketsReceivedDiscarded: 43n,
      PacketsOutboundDiscarded: 8n,
    })
  })

  test('of a process, which may keep more than one processor busy', async () => {
    using server = new PerfMachine()
    const rows = await perfRows(processCountersProvider(server.machine, server), 'Formatted', {
      equals: { IDProcess: [834] },
    })
    expect(rows).toMatchObject([
      {
        Name: 'nginx#1',
        IDProcess: 834,
        PercentProcessorTime: 110n,
        PercentUserTime: 100n,
        PercentPrivilegedTime: 10n,
        ElapsedTime: 86_523n,
        WorkingSet: 6_815_744n,
      },
    ])
  })
})

describe('the second sample', () => {
  test('is the only one when nothing asked for is a rate', async () => {
    using server = new PerfMachine()
    const wants = ['Name', 'IDProcess', 'WorkingSet', 'ElapsedTime', 'ThreadCount']
    const rows = await perfRows(processCountersProvider(server.machine, server), 'Formatted', { wants })
    expect(server.waits).toEqual([])
    expect(rows[5]).toEqual({
      Name: 'nginx',
      IDProcess: 833,
      WorkingSet: 5_242_880n,
      ElapsedTime: 86_513n,
      ThreadCount: 1,
    })
  })

  test('is followed by the next question, without a wait', async () => {
    using server = new PerfMachine()
    const provider = processorCountersProvider(server.machine, { wait: async each => server.waits.push(each) })
    const wants = ['Name', 'PercentProcessorTime']
    expect((await perfRows(provider, 'Formatted', { wants }))[0]).toEqual({ Name: '0', PercentProcessorTime: 0n })
    server.advance()
    expect((await perfRows(provider, 'Formatted', { wants }))[0]).toEqual({ Name: '0', PercentProcessorTime: 60n })
    expect(server.waits).toEqual([200])
  })

  test('is taken anew when the last one is too old', async () => {
    using server = new PerfMachine()
    const provider = processorCountersProvider(server.machine, { wait: async each => server.waits.push(each) })
    await perfRows(provider, 'Formatted')
    writeFileSync(join(server.root, 'proc/uptime'), '86533.42 0.00\n')
    await perfRows(provider, 'Formatted')
    expect(server.waits).toEqual([200, 200])
  })

  test('is waited for together by all who ask at once', async () => {
    using server = new PerfMachine()
    const provider = processorCountersProvider(server.machine, server)
    const all = await Promise.all(Array.from({ length: 20 }, () => perfRows(provider, 'Formatted')))
    expect(server.waits).toEqual([200])
    expect(all.map(rows => rows[0]?.PercentProcessorTime)).toEqual(Array.from({ length: 20 }, () => 60n))
  })

  test('is not waited for by one who left, and still comes for another', async () => {
    using server = new PerfMachine()
    let arrive: () => void = () => {}
    const provider = processorCountersProvider(server.machine, {
      wait: () =>
        new Promise<void>(resolve => {
          arrive = resolve
        }),
    })
    const leaving = new AbortController()
    const left = perfRows(provider, 'Formatted', { signal: leaving.signal })
    const stays = perfRows(provider, 'Formatted')
    leaving.abort()
    expect(await left).toEqual([])
    server.advance()
    arrive()
    expect((await stays)[0]).toMatchObject({ PercentProcessorTime: 60n })
  })

  test('finds an instance that is new without rates, and leaves out one that went', async () => {
    using server = new PerfMachine()
    const wait = async () => {
      server.advance()
      rmSync(join(server.root, 'proc/1320'), { recursive: true })
      // another process under an id that was used before
      const stat = readFileSync(join(server.root, 'proc/833/stat'), 'utf8')
      writeFileSync(join(server.root, 'proc/833/stat'), stat.replace(' 1040 ', ' 8652900 '))
    }
    const wants = ['Name', 'PercentProcessorTime', 'ThreadCount']
    const rows = await perfRows(processCountersProvider(server.machine, { wait }), 'Formatted', { wants })
    expect(rows.find(({ Name }) => Name === 'nginx')).toEqual({
      Name: 'nginx',
      PercentProcessorTime: null,
      ThreadCount: 1,
    })
    expect(rows.some(({ Name }) => Name === 'java')).toBe(false)
    // the rate of those that were there all the time; the count of those that are there now
    expect(rows.at(-1)).toEqual({ Name: '_Total', PercentProcessorTime: 110n, ThreadCount: 13 })
  })

  test('of nothing is not waited for', async () => {
    using server = new PerfMachine()
    const provider = processorCountersProvider(server.machine, server)
    expect(await perfRows(provider, 'Formatted', { equals: { Name: ['8'] } })).toEqual([])
    expect(server.waits).toEqual([])
  })
})

test.runIf(process.platform === 'linux')('this machine tells plausible rates', async () => {
  const machine = new Machine()
  const provider = processorCountersProvider(machine)
  for (const { PercentProcessorTime, PercentUserTime } of await perfRows(provider, 'Formatted')) {
    expect(Number(PercentProcessorTime)).toBeLessThanOrEqual(100)
    expect(Number(PercentUserTime)).toBeLessThanOrEqual(100)
  }
  const rows = await perfRows(processCountersProvider(machine), 'Raw', { equals: { IDProcess: [process.pid] } })
  expect(rows).toMatchObject([{ IDProcess: process.pid }])
  expect(Number(rows[0]?.WorkingSet)).toBeGreaterThan(1_000_000)
})
