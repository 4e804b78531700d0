// Dates and times as wall-clock ticks, so that no time zone and no summer time ever moves them.
import { type TypeInfo, typeInfo } from './type-info.js'
import type { ExpressionType } from './types.js'

/** A date or time as a clock on the wall shows it. */
export interface Moment {
  /** Units of 100 ns from 1 January 1970 on that clock. */
  readonly ticks: bigint
  /** Minutes that the clock is ahead of UTC; 0 except for DT_DBTIMESTAMPOFFSET. */
  readonly offset: number
}

export const ticksPerMillisecond = 10_000n
export const ticksPerDay = 86_400_000n * ticksPerMillisecond

const floorDiv = (value: bigint, by: bigint) => (value < 0n ? (value - by + 1n) / by : value / by)

/** The day of a moment, counted from 1 January 1970. */
export const dayOf = (ticks: bigint) => floorDiv(ticks, ticksPerDay)
/** The ticks since midnight. */
export const timeOf = (ticks: bigint) => ticks - dayOf(ticks) * ticksPerDay

/** Midnight of a day in the Gregorian calendar; undefined when there is no such day. */
export function ticksOfDay(year: number, month: number, day: number): bigint | undefined {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return BigInt(date.getTime()) * ticksPerMillisecond
}

const time = (hour: number, minute: number, second: number, ticks: bigint) =>
  BigInt((hour * 60 + minute) * 60 + second) * 10_000_000n + ticks

/** The wall clock of this system's time zone. */
export function momentOfDate(date: Date): Moment {
  const wall = Date.UTC(2000, 0, 1, date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds())
  const midnight = ticksOfDay(date.getFullYear(), date.getMonth() + 1, date.getDate()) ?? 0n
  return { ticks: midnight + timeOf(BigInt(wall) * ticksPerMillisecond), offset: 0 }
}

export const momentOfUtc = (date: Date): Moment => ({
  ticks: BigInt(date.getTime()) * ticksPerMillisecond,
  offset: 0,
})

/** The day on which Automation dates count from: what a time alone becomes. */
export const dateZero = ticksOfDay(1899, 12, 30) ?? 0n

/** The date whose local clock shows the moment; a moment that the clocks skip becomes the next one that exists. */
export function dateOfMoment({ ticks }: Moment): Date {
  const wall = utcView(ticks)
  const date = new Date(2000, 0, 1)
  date.setFullYear(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate())
  date.setHours(wall.getUTCHours(), wall.getUTCMinutes(), wall.getUTCSeconds(), wall.getUTCMilliseconds())
  return date
}

/** A Date whose UTC fields are those of the wall clock. */
export const utcView = (ticks: bigint) => new Date(Number(floorDiv(ticks, ticksPerMillisecond)))

const first = (year: number) => ticksOfDay(year, 1, 1) ?? 0n
const last = first(10000) - 1n
/** The years that each type can hold. */
const since: Readonly<Partial<Record<ExpressionType, bigint>>> = {
  DT_DATE: first(100),
  DT_DBTIMESTAMP: first(1753),
  DT_FILETIME: first(1601),
}

/** Whether a type can hold the moment. */
export function momentFits({ ticks }: Moment, type: ExpressionType): boolean {
  return ticks >= (since[type] ?? first(1)) && ticks <= last
}

const unit = (scale: number) => 10n ** BigInt(7 - scale)

/** A moment as another type of date or time has it. `today` gives the day that a time alone gets. */
export function convertMoment(moment: Moment, from: TypeInfo, to: TypeInfo, today: () => Moment): Moment {
  const fromTime = from.type === 'DT_DBTIME' || from.type === 'DT_DBTIME2'
  const toOffset = to.type === 'DT_DBTIMESTAMPOFFSET'
  // All other types hold what a clock in UTC shows.
  let ticks = toOffset ? moment.ticks : moment.ticks - BigInt(moment.offset) * 600_000_000n
  if (to.type === 'DT_DBDATE') ticks = dayOf(fromTime ? today().ticks : ticks) * ticksPerDay
  else if (to.type === 'DT_DBTIME' || to.type === 'DT_DBTIME2') ticks = dateZero + timeOf(ticks)
  else if (fromTime) ticks = dayOf(today().ticks) * ticksPerDay + timeOf(ticks)
  return { ticks: floorDiv(ticks, unit(to.scale)) * unit(to.scale), offset: toOffset ? moment.offset : 0 }
}

const two = (value: number) => String(value).padStart(2, '0')

function dateText(view: Date): string {
  return `${String(view.getUTCFullYear()).padStart(4, '0')}-${two(view.getUTCMonth() + 1)}-${two(view.getUTCDate())}`
}

function timeText(view: Date): string {
  return `${two(view.getUTCHours())}:${two(view.getUTCMinutes())}:${two(view.getUTCSeconds())}`
}

function fraction(ticks: bigint, digits: number): string {
  const all = String(((ticks % 10_000_000n) + 10_000_000n) % 10_000_000n).padStart(7, '0')
  return digits === 0 ? '' : `.${all.slice(0, digits)}`
}

/** US form, as variables have it: the date alone at midnight, the time alone on the day zero. */
function automationText(ticks: bigint, view: Date): string {
  const hour = view.getUTCHours()
  const date = `${view.getUTCMonth() + 1}/${view.getUTCDate()}/${view.getUTCFullYear()}`
  const clock = `${hour % 12 || 12}:${two(view.getUTCMinutes())}:${two(view.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`
  if (dayOf(ticks) * ticksPerDay === dateZero) return clock
  return timeOf(ticks) < 10_000_000n ? date : `${date} ${clock}`
}

/** The text of a moment ("Integration Services Data Types", strings and dates). */
export function momentText({ ticks, offset }: Moment, { type, scale }: TypeInfo): string {
  const view = utcView(ticks)
  const both = `${dateText(view)} ${timeText(view)}`
  switch (type) {
    case 'DT_DATE':
      return automationText(ticks, view)
    case 'DT_DBDATE':
      return dateText(view)
    case 'DT_DBTIME':
      return timeText(view)
    case 'DT_DBTIME2':
      return timeText(view) + fraction(ticks, scale)
    case 'DT_FILETIME':
      return `${both}:${fraction(ticks, 3).slice(1)}`
    case 'DT_DBTIMESTAMP2':
      return both + fraction(ticks, scale)
    case 'DT_DBTIMESTAMPOFFSET': {
      const minutes = Math.abs(offset)
      const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
      return `${both}${fraction(ticks, scale)} ${zone}`
    }
    default: {
      const part = fraction(ticks, 7)
      return part === '.0000000' ? both : `${both}${part}00`
    }
  }
}

const clock = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.:](\d{1,9}))?)?`
const dateForm = /(\d{4})-(\d{1,2})-(\d{1,2})/.source
const zone = String.raw`\s*([+-])\s*(\d{1,2}):(\d{2})`
const timeOnly = new RegExp(`^${clock}$`)
const usForm = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})(?:\s+${clock}\s*(AM|PM)?)?$`, 'i')
const stamp = new RegExp(`^${dateForm}(?:[ T]+${clock})?(?:${zone})?$`)

/** Ticks of hour, minute, second and fraction as they were written; undefined when no clock shows that. */
function clockTicks(parts: readonly (string | undefined)[]): bigint | undefined {
  const [hour = 0, minute = 0, second = 0] = parts.slice(0, 3).map(part => Number(part ?? 0))
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return time(hour, minute, second, BigInt((parts[3] ?? '').padEnd(7, '0').slice(0, 7)))
}

/** The US form of packages, `4/21/2008 9:03:29 AM`, whatever the time zone; years of two digits from 1930 to 2029. */
function usTicks(text: string): bigint | undefined {
  const match = usForm.exec(text)
  if (!match) return undefined
  const half = match[8]?.toUpperCase()
  const hour = Number(match[4] ?? 0)
  if (half && (hour < 1 || hour > 12)) return undefined
  const ofDay = clockTicks([half ? String((hour % 12) + (half === 'PM' ? 12 : 0)) : match[4], ...match.slice(5, 8)])
  const short = Number(match[3])
  const year = match[3]?.length === 2 ? short + (short < 30 ? 2000 : 1900) : short
  const midnight = ticksOfDay(year, Number(match[1]), Number(match[2]))
  return midnight === undefined || ofDay === undefined ? undefined : midnight + ofDay
}

/**
 * Reads a date or time for a type: `yyyy-mm-dd`, `hh:mm:ss`, both, with fraction and offset where the type has them, or the US
 * form of packages. Undefined for anything else.
 */
export function parseMoment(text: string, to: TypeInfo, today: () => Moment): Moment | undefined {
  const trimmed = text.trim()
  if (trimmed.length > 60) return undefined
  const alone = timeOnly.exec(trimmed)
  if (alone) {
    const ticks = clockTicks(alone.slice(1))
    if (ticks === undefined) return undefined
    if (to.type === 'DT_DATE') return { ticks: dateZero + ticks, offset: 0 }
    return convertMoment({ ticks: dateZero + ticks, offset: 0 }, typeInfo('DT_DBTIME2'), to, today)
  }
  const match = stamp.exec(trimmed)
  if (!match) {
    const ticks = usTicks(trimmed)
    return ticks === undefined ? undefined : convertMoment({ ticks, offset: 0 }, typeInfo('DT_DATE'), to, today)
  }
  const midnight = ticksOfDay(Number(match[1]), Number(match[2]), Number(match[3]))
  const ofDay = clockTicks(match.slice(4, 8))
  if (midnight === undefined || ofDay === undefined) return undefined
  const minutes = Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)
  if (minutes > 14 * 60 || Number(match[10] ?? 0) > 59) return undefined
  if (match[8] && to.type !== 'DT_DBTIMESTAMPOFFSET') return undefined
  const moment = { ticks: midnight + ofDay, offset: match[8] === '-' ? -minutes : minutes }
  return convertMoment(moment, typeInfo('DT_DBTIMESTAMPOFFSET'), to, today)
}
