import { describe, expect, test } from 'vitest'
import { WmiHost } from '../../../src/host/host.js'
import type { Clocks } from '../../../src/host/providers/perf/clocks.js'
import { cook, counterTypes } from '../../../src/host/providers/perf/cook.js'

/** A sample at a number of seconds, by all three clocks. */
function at(seconds: number, value: bigint, base: bigint | null = null) {
  const ticks = BigInt(Math.round(seconds * 10)) * 1_000_000n
  const clocks: Clocks = { PerfTime: ticks, Sys100NS: 134_000_000_000_000_000n + ticks, Object: ticks }
  return { value, base, clocks }
}

describe('cooking', () => {
  test.each([
    // the name in winperf.h, raw values at 1 s and 3 s, and what a formatted class shows
    ['PERF_COUNTER_RAWCOUNT_HEX', 0, at(1, 5n), at(3, 7n), 7n],
    ['PERF_COUNTER_LARGE_RAWCOUNT_HEX', 256, at(1, 5n), at(3, 7n), 7n],
    ['PERF_COUNTER_RAWCOUNT', 65536, at(1, 5n), at(3, 4n), 4n],
    ['PERF_COUNTER_LARGE_RAWCOUNT', 65792, at(1, 5n), at(3, 68_719_476_736n), 68_719_476_736n],
    ['PERF_COUNTER_DELTA', 4195328, at(1, 100n), at(3, 140n), 40n],
    ['PERF_COUNTER_LARGE_DELTA', 4195584, at(1, 100n), at(3, 140n), 40n],
    // 60 seconds of waiting in 2 seconds: 30 requests on average
    ['PERF_COUNTER_QUEUELEN_TYPE', 4523008, at(1, 0n), at(3, 600_000_000n), 30n],
    ['PERF_COUNTER_LARGE_QUEUELEN_TYPE', 4523264, at(1, 0n), at(3, 600_000_000n), 30n],
    ['PERF_COUNTER_100NS_QUEUELEN_TYPE', 5571840, at(1, 0n), at(3, 600_000_000n), 30n],
    ['PERF_COUNTER_OBJ_TIME_QUEUELEN_TYPE', 6620416, at(1, 0n), at(3, 600_000_000n), 30n],
    ['PERF_COUNTER_COUNTER', 272696320, at(1, 1000n), at(3, 1201n), 100n],
    ['PERF_COUNTER_BULK_COUNT', 272696576, at(1, 0n), at(3, 8_589_934_592n), 4_294_967_296n],
    ['PERF_RAW_FRACTION', 537003008, at(1, 0n, 1n), at(3, 3n, 8n), 37n],
    // half of the time
    ['PERF_COUNTER_TIMER', 541132032, at(1, 0n), at(3, 10_000_000n), 50n],
    ['PERF_PRECISION_SYSTEM_TIMER', 541525248, at(1, 0n, 0n), at(3, 5_000_000n, 20_000_000n), 25n],
    ['PERF_100NSEC_TIMER', 542180608, at(1, 70_000_000n), at(3, 80_000_000n), 50n],
    // two of four processors: more than all the time of one
    ['PERF_100NSEC_TIMER', 542180608, at(1, 0n), at(3, 40_000_000n), 200n],
    ['PERF_PRECISION_100NS_TIMER', 542573824, at(1, 0n, 10n), at(3, 19_900_000n, 20_000_010n), 99n],
    ['PERF_OBJ_TIME_TIMER', 543229184, at(1, 0n), at(3, 4_000_000n), 20n],
    ['PERF_PRECISION_OBJECT_TIMER', 543622400, at(1, 0n, 0n), at(3, 1n, 3n), 33n],
    ['PERF_SAMPLE_FRACTION', 549585920, at(1, 10n, 20n), at(3, 40n, 60n), 75n],
    ['PERF_COUNTER_TIMER_INV', 557909248, at(1, 0n), at(3, 5_000_000n), 75n],
    ['PERF_100NSEC_TIMER_INV', 558957824, at(1, 30_000_000n), at(3, 35_000_000n), 75n],
    // 10 seconds of I/O in 4 operations
    ['PERF_AVERAGE_TIMER', 805438464, at(1, 0n, 100n), at(3, 100_000_000n, 104n), 2n],
    ['PERF_ELAPSED_TIME', 807666944, at(1, 5_000_000n), at(3, 5_000_000n), 2n],
    ['PERF_AVERAGE_BULK', 1073874176, at(1, 4096n, 1n), at(3, 4096n + 12_289n, 4n), 4096n],
  ])('%s (%d)', (name, type, first, second, expected) => {
    expect(counterTypes.get(type)?.name).toBe(name)
    expect(cook(type, first, second)).toBe(expected)
  })

  test('cuts fractions as the formatted classes do', () => {
    // 1.99 a second
    expect(cook(272696320, at(0, 0n), at(100, 199n))).toBe(1n)
    // 5 ms each
    expect(cook(805438464, at(0, 0n, 0n), at(1, 500_000n, 10n))).toBe(0n)
  })

  test('what is divided by nothing is 0', () => {
    for (const type of [272696320, 272696576, 542180608, 558957824, 5571840])
      expect(cook(type, at(1, 0n), at(1, 50n))).toBe(0n)
    for (const type of [537003008, 542573824, 805438464, 1073874176])
      expect(cook(type, at(1, 0n, 0n), at(2, 50n, 0n))).toBe(0n)
  })

  test('a counter of 32 bits that came round went on', () => {
    expect(cook(272696320, at(0, 4_294_967_290n), at(1, 10n))).toBe(16n)
    expect(cook(1073874176, at(0, 0n, 4_294_967_295n), at(1, 900n, 2n))).toBe(300n)
  })

  test('a counter that began anew counts nothing', () => {
    expect(cook(272696320, at(0, 1_000_000n), at(1, 10n))).toBe(0n)
    expect(cook(272696576, at(0, 4_294_967_290n), at(1, 10n))).toBe(0n)
    expect(cook(1073874176, at(0, 900n, 10n), at(1, 1000n, 9n))).toBe(0n)
  })

  test('a clock that went back measures nothing', () => {
    for (const type of [272696320, 542180608, 558957824, 5571840]) expect(cook(type, at(10, 0n), at(5, 50n))).toBe(0n)
    // started in the future
    expect(cook(807666944, null, at(5, 900_000_000n))).toBe(0n)
  })

  test('more idle time than passed is no time at work', () => {
    expect(cook(558957824, at(0, 0n), at(1, 10_100_000n))).toBe(0n)
  })

  test('what a formula needs and has not makes no value', () => {
    expect(cook(272696320, null, at(1, 50n))).toBeNull()
    expect(cook(537003008, null, at(1, 50n))).toBeNull()
    expect(cook(2816, at(0, 1n), at(1, 50n))).toBeNull()
    const untimed = { ...at(1, 50n), clocks: { PerfTime: 0n, Sys100NS: 0n, Object: null } }
    expect(cook(807666944, null, untimed)).toBeNull()
  })
})

describe('the classes', () => {
  const wmi = new WmiHost({ hostName: 'TESTHOST' }).connect('root\\cimv2')
  const objects = [
    'PerfOS_Processor',
    'PerfOS_Memory',
    'PerfOS_System',
    'PerfProc_Process',
    'PerfDisk_LogicalDisk',
    'PerfDisk_PhysicalDisk',
    'Tcpip_NetworkInterface',
  ]
  const bases: Readonly<Record<string, readonly [type: number, size: string]>> = {
    PERF_RAW_FRACTION: [1073939459, 'uint32'],
    PERF_PRECISION_100NS_TIMER: [1073939712, 'uint64'],
    PERF_AVERAGE_TIMER: [1073939458, 'uint32'],
    PERF_AVERAGE_BULK: [1073939458, 'uint32'],
  }

  test.each(objects)('of %s say of each counter how it is cooked', async object => {
    const raw = await wmi.getClass(`Win32_PerfRawData_${object}`)
    const formatted = await wmi.getClass(`Win32_PerfFormattedData_${object}`)
    const own = [...formatted.properties].filter(({ origin, name }) => origin === formatted.name && name !== 'Name')
    expect(own.length).toBeGreaterThan(10)
    for (const { name, type, qualifiers } of own) {
      const said = qualifiers.get('CounterType')?.value
      const counter = raw.properties.get(name)
      expect([name, counter?.type, counter?.qualifiers.get('CounterType')?.value]).toEqual([name, type, said])
      const known = counterTypes.get(Number(said))
      expect(qualifiers.get('CookingType')?.value).toBe(known?.name)
      expect(qualifiers.get('Counter')?.value).toBe(name)
      const [baseType, baseSize] = bases[known?.name ?? ''] ?? []
      const base = raw.properties.get(`${name}_Base`)
      expect([base?.qualifiers.get('CounterType')?.value, base?.type]).toEqual([baseType, baseSize])
      expect(qualifiers.get('Base')?.value).toBe(base?.name)
    }
  })
})
