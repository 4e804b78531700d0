// "Date/Time Functions (SSIS Expression)".
import { failure } from '../errors.js'
import {
  dayOf,
  type Moment,
  momentFits,
  momentOfDate,
  momentOfUtc,
  ticksOfDay,
  ticksPerDay,
  ticksPerMillisecond,
  timeOf,
  utcView,
} from '../moments.js'
import { dbTimestamp, i4 } from '../type-info.js'
import type { Frame, Run } from '../values.js'
import { argument, type Call, countArg, dateArg, type FunctionRow, map, map2 } from './call.js'

type Part =
  | 'year'
  | 'quarter'
  | 'month'
  | 'dayofyear'
  | 'day'
  | 'week'
  | 'weekday'
  | 'hour'
  | 'minute'
  | 'second'
  | 'millisecond'

const partNames: Readonly<Record<Part, readonly string[]>> = {
  year: ['year', 'yy', 'yyyy'],
  quarter: ['quarter', 'qq', 'q'],
  month: ['month', 'mm', 'm'],
  dayofyear: ['dayofyear', 'dy', 'y'],
  day: ['day', 'dd', 'd'],
  week: ['week', 'wk', 'ww'],
  weekday: ['weekday', 'dw', 'w'],
  hour: ['hour', 'hh'],
  minute: ['minute', 'mi', 'n'],
  second: ['second', 'ss', 's'],
  millisecond: ['millisecond', 'ms'],
}
const parts = new Map(
  Object.entries(partNames).flatMap(([part, names]) => names.map(name => [name, part as Part] as const)),
)

/** The part that the first parameter names. @throws ExpressionFailure unless it is a literal that names one */
function partArg({ name, args }: Call): Part {
  const { literal, offset } = argument(args, 0)
  if (literal === undefined) throw failure(offset, 'DTS_E_EXPREVALINVALIDDATEPARTNODE', { function: name })
  const part = parts.get(literal.trim().toLowerCase())
  if (!part) throw failure(offset, 'DTS_E_EXPREVALINVALIDDATEPART', { part: literal.slice(0, 100), function: name })
  return part
}

const second = 1000n * ticksPerMillisecond
/** Ticks of the parts that have always the same length. */
const lengths: Readonly<Partial<Record<Part, bigint>>> = {
  dayofyear: ticksPerDay,
  day: ticksPerDay,
  weekday: ticksPerDay,
  week: 7n * ticksPerDay,
  hour: 3600n * second,
  minute: 60n * second,
  second,
  millisecond: ticksPerMillisecond,
}
const months: Readonly<Partial<Record<Part, number>>> = { year: 12, quarter: 3, month: 1 }

/** The same day so many months later; the last day of a month that is too short. */
function addMonths(ticks: bigint, count: number): bigint | undefined {
  const view = utcView(ticks)
  const month = view.getUTCFullYear() * 12 + view.getUTCMonth() + count
  const [year, index] = [Math.floor(month / 12), ((month % 12) + 12) % 12]
  for (let day = view.getUTCDate(); day >= 28; day -= 1) {
    const midnight = ticksOfDay(year, index + 1, day)
    if (midnight !== undefined) return midnight + timeOf(ticks)
  }
  const midnight = ticksOfDay(year, index + 1, view.getUTCDate())
  return midnight === undefined ? undefined : midnight + timeOf(ticks)
}

function bindDateAdd(call: Call) {
  const part = partArg(call)
  return map2(dbTimestamp, call, countArg(call, 1), dateArg(call, 2), (count, { ticks }) => {
    const length = lengths[part]
    const moved = length === undefined ? addMonths(ticks, count * (months[part] ?? 1)) : ticks + BigInt(count) * length
    const moment = moved === undefined ? undefined : { ticks: moved, offset: 0 }
    if (moment && momentFits(moment, dbTimestamp.type)) return moment
    throw failure(call.offset, 'DTS_E_EXPREVALFUNCTIONOVERFLOW', { function: call.name, type: dbTimestamp.type })
  })
}

/** Which unit of a part a moment lies in, counted through all time; weeks begin on Sunday. */
function unitOf(part: Part, ticks: bigint): bigint {
  const view = utcView(ticks)
  if (part === 'year') return BigInt(view.getUTCFullYear())
  if (part === 'quarter') return BigInt(view.getUTCFullYear() * 4 + Math.floor(view.getUTCMonth() / 3))
  if (part === 'month') return BigInt(view.getUTCFullYear() * 12 + view.getUTCMonth())
  // 1 January 1970 was a Thursday.
  if (part === 'week') return floor(dayOf(ticks) + 4n, 7n)
  return floor(ticks, lengths[part] ?? ticksPerDay)
}

const floor = (value: bigint, by: bigint) => (value < 0n ? (value - by + 1n) / by : value / by)

function bindDateDiff(call: Call) {
  const part = partArg(call)
  return map2(i4, call, dateArg(call, 1), dateArg(call, 2), (from, to) => {
    const units = unitOf(part, to.ticks) - unitOf(part, from.ticks)
    if (units === BigInt.asIntN(32, units)) return Number(units)
    throw failure(call.offset, 'DTS_E_EXPREVALFUNCTIONOVERFLOW', { function: call.name, type: i4.type })
  })
}

const partOf: Readonly<Record<Part, (view: Date, ticks: bigint) => number>> = {
  year: view => view.getUTCFullYear(),
  quarter: view => Math.floor(view.getUTCMonth() / 3) + 1,
  month: view => view.getUTCMonth() + 1,
  dayofyear: dayOfYear,
  day: view => view.getUTCDate(),
  week: (view, ticks) => {
    const first = new Date(view)
    first.setUTCMonth(0, 1)
    return Math.floor((dayOfYear(view, ticks) - 1 + first.getUTCDay()) / 7) + 1
  },
  weekday: view => view.getUTCDay() + 1,
  hour: view => view.getUTCHours(),
  minute: view => view.getUTCMinutes(),
  second: view => view.getUTCSeconds(),
  millisecond: view => view.getUTCMilliseconds(),
}

function dayOfYear(view: Date, ticks: bigint): number {
  return Number(dayOf(ticks) - dayOf(ticksOfDay(view.getUTCFullYear(), 1, 1) ?? 0n)) + 1
}

const read = (part: Part, call: Call, index: number) =>
  map(i4, call, dateArg(call, index), ({ ticks }) => partOf[part](utcView(ticks), ticks))

const now = (moment: (date: Date) => Moment): FunctionRow => ({
  parameters: 0,
  bind: ({ offset }) => {
    const run: Run<Moment> = (frame: Frame) => moment(frame.now())
    return { type: dbTimestamp, run: run as Run, offset }
  },
})

export const dateFunctions: Readonly<Record<string, FunctionRow>> = {
  DATEADD: { parameters: 3, bind: bindDateAdd },
  DATEDIFF: { parameters: 3, bind: bindDateDiff },
  DATEPART: { parameters: 2, bind: call => read(partArg(call), call, 1) },
  DAY: { parameters: 1, bind: call => read('day', call, 0) },
  MONTH: { parameters: 1, bind: call => read('month', call, 0) },
  YEAR: { parameters: 1, bind: call => read('year', call, 0) },
  GETDATE: now(momentOfDate),
  GETUTCDATE: now(momentOfUtc),
}
