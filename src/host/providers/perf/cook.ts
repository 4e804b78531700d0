// Counter types of winperf.h and their formulas: WMI SDK "WMI Performance Counter Types". A type's bits tell its size
// (0x300), the clock it is measured by (0x300000) and how it is shown.
import { type ClockName, type Clocks, frequency } from './clocks.js'

/** A counter of one sample. */
export interface RawValue {
  readonly value: bigint
  /** The counter's `_Base` property, for the types that have one. */
  readonly base: bigint | null
  readonly clocks: Clocks
}

/** What the formulas are made of: N, B and D of the documentation. */
interface Terms {
  /** N1 */
  readonly value: bigint
  /** B1 */
  readonly base: bigint
  /** N1 - N0, not negative */
  readonly change: bigint
  /** B1 - B0, not negative */
  readonly baseChange: bigint
  /** D1 - D0 of the type's clock, not negative */
  readonly time: bigint
  /** D1 */
  readonly now: bigint
}

export interface CounterType {
  readonly name: string
  /** True when the formula needs a base property. */
  readonly based?: boolean
  /** True when the formula needs an earlier sample. */
  readonly difference: boolean
  readonly formula: (terms: Terms) => bigint
}

const raw = (name: string): CounterType => ({ name, difference: false, formula: ({ value }) => value })
const rate = (name: string): CounterType => ({
  name,
  difference: true,
  formula: ({ change, time }) => ratio(change * frequency, time),
})
const timer = (name: string): CounterType => ({
  name,
  difference: true,
  formula: ({ change, time }) => ratio(100n * change, time),
})
const inverse = (name: string): CounterType => ({
  name,
  difference: true,
  formula: ({ change, time }) => ratio(100n * (time - change), time),
})
const queue = (name: string): CounterType => ({
  name,
  difference: true,
  formula: ({ change, time }) => ratio(change, time),
})
const delta = (name: string): CounterType => ({ name, difference: true, formula: ({ change }) => change })
const percentOfBase = (name: string): CounterType => ({
  name,
  based: true,
  difference: true,
  formula: ({ change, baseChange }) => ratio(100n * change, baseChange),
})

/** The counter types by the value of the CounterType qualifier. Types of several components and of text are not among them. */
export const counterTypes: ReadonlyMap<number, CounterType> = new Map([
  [0, raw('PERF_COUNTER_RAWCOUNT_HEX')],
  [256, raw('PERF_COUNTER_LARGE_RAWCOUNT_HEX')],
  [65_536, raw('PERF_COUNTER_RAWCOUNT')],
  [65_792, raw('PERF_COUNTER_LARGE_RAWCOUNT')],
  [4_195_328, delta('PERF_COUNTER_DELTA')],
  [4_195_584, delta('PERF_COUNTER_LARGE_DELTA')],
  [4_523_008, queue('PERF_COUNTER_QUEUELEN_TYPE')],
  [4_523_264, queue('PERF_COUNTER_LARGE_QUEUELEN_TYPE')],
  [5_571_840, queue('PERF_COUNTER_100NS_QUEUELEN_TYPE')],
  [6_620_416, queue('PERF_COUNTER_OBJ_TIME_QUEUELEN_TYPE')],
  [272_696_320, rate('PERF_COUNTER_COUNTER')],
  [272_696_576, rate('PERF_COUNTER_BULK_COUNT')],
  [
    537_003_008,
    {
      name: 'PERF_RAW_FRACTION',
      based: true,
      difference: false,
      formula: ({ value, base }) => ratio(100n * value, base),
    },
  ],
  [541_132_032, timer('PERF_COUNTER_TIMER')],
  [541_525_248, percentOfBase('PERF_PRECISION_SYSTEM_TIMER')],
  [542_180_608, timer('PERF_100NSEC_TIMER')],
  [542_573_824, percentOfBase('PERF_PRECISION_100NS_TIMER')],
  [543_229_184, timer('PERF_OBJ_TIME_TIMER')],
  [543_622_400, percentOfBase('PERF_PRECISION_OBJECT_TIMER')],
  [549_585_920, percentOfBase('PERF_SAMPLE_FRACTION')],
  [557_909_248, inverse('PERF_COUNTER_TIMER_INV')],
  [558_957_824, inverse('PERF_100NSEC_TIMER_INV')],
  [
    805_438_464,
    {
      name: 'PERF_AVERAGE_TIMER',
      based: true,
      difference: true,
      formula: ({ change, baseChange }) => ratio(change, baseChange * frequency),
    },
  ],
  [
    807_666_944,
    { name: 'PERF_ELAPSED_TIME', difference: false, formula: ({ now, value }) => ratio(now - value, frequency) },
  ],
  [
    1_073_874_176,
    {
      name: 'PERF_AVERAGE_BULK',
      based: true,
      difference: true,
      formula: ({ change, baseChange }) => ratio(change, baseChange),
    },
  ],
])

/**
 * The value that a formatted class shows for a counter, cut to a whole number: what WMI does with fractions.
 * Where no time passed, or the base did not move, it is 0.
 *
 * @param type the CounterType qualifier
 * @param first the earlier sample, which rates and percentages of time need
 * @returns null when the type is not known, or a sample or a base that it needs is missing
 */
export function cook(type: number, first: RawValue | null, second: RawValue): bigint | null {
  const known = counterTypes.get(type)
  if (!known || (known.difference && first === null) || (known.based && second.base === null)) return null
  const clock = clockOf(type)
  const now = second.clocks[clock]
  if (now === null) return null
  const before = first ?? second
  const since = before.clocks[clock] ?? now
  return known.formula({
    value: second.value,
    base: second.base ?? 0n,
    change: advance(before.value, second.value, isNarrow(type)),
    // The bases of averages and fractions have 32 bits, those of precision timers are clocks of 64.
    baseChange: advance(before.base ?? 0n, second.base ?? 0n, !isPrecise(type)),
    time: now > since ? now - since : 0n,
    now,
  })
}

/** Which clock a counter type is measured by. */
function clockOf(type: number): ClockName {
  return (['PerfTime', 'Sys100NS', 'Object'] as const)[(type >> 20) & 3] ?? 'PerfTime'
}

/** PERF_SIZE_DWORD */
function isNarrow(type: number): boolean {
  return (type & 0x300) === 0
}

/** PERF_COUNTER_PRECISION */
function isPrecise(type: number): boolean {
  return (type & 0x70000) === 0x70000
}

const wrap = 2n ** 32n

/** How far a counter went. One of 32 bits that came round is a little ahead; any other that went back began anew. */
function advance(from: bigint, to: bigint, narrow: boolean): bigint {
  if (to >= from) return to - from
  const round = to - from + wrap
  return narrow && round >= 0n && round < wrap / 2n ? round : 0n
}

function ratio(part: bigint, whole: bigint): bigint {
  return whole > 0n && part > 0n ? part / whole : 0n
}
