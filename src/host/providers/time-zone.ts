import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { systemZone, type Zone } from './zone.js'

const minute = 60_000
const day = 86_400_000

/** A change of offset as a wall clock shows it the moment before. */
interface Transition {
  /** Minutes ahead of UTC before and after. */
  readonly before: number
  readonly after: number
  /** The wall clock time at which the change happens, in the UTC fields. */
  readonly wall: Date
}

/**
 * Win32_TimeZone: the machine's zone, one instance. Bias is UTC = local - Bias, as documented. The dates of daylight saving
 * time are found by asking for offsets, so they follow the zone data of this Node; all zero means there is none, as in
 * TIME_ZONE_INFORMATION. Names are the English ones of CLDR, whatever the language of the system.
 */
export function timeZoneProvider(machine: Machine, now: () => number = Date.now): ProviderRegistration {
  return {
    classes: ['Win32_TimeZone'],
    provider: { enumerate: () => [row(systemZone(machine), new Date(now()).getUTCFullYear())] },
  }
}

function row(zone: Zone, year: number): ProviderRow {
  const changes = transitions(zone, year)
  const toDaylight = changes.find(change => change.after > change.before)
  const toStandard = changes.find(change => change.after < change.before)
  const saving = changes.length === 2 && toDaylight && toStandard
  const standard = saving ? toDaylight.before : zone.offsetAt(Date.UTC(year, 0, 1))
  const caption = `(UTC${offsetText(standard)}) ${zone.name}`
  return {
    Caption: caption,
    Description: caption,
    Bias: standard,
    StandardName: zoneName(zone, saving ? instantAt(zone, year, standard) : Date.UTC(year, 0, 1)),
    StandardBias: 0,
    ...(saving
      ? {
          DaylightName: zoneName(zone, instantAt(zone, year, toDaylight.after)),
          DaylightBias: toDaylight.before - toDaylight.after,
          ...dateFields('Daylight', rule(zone, year, true) ?? absolute(toDaylight.wall)),
          ...dateFields('Standard', rule(zone, year, false) ?? absolute(toStandard.wall)),
        }
      : changes.length === 0
        ? { DaylightBias: 0, ...dateFields('Daylight', never), ...dateFields('Standard', never) }
        : {}),
  }
}

/** All changes of offset in a year of local time, found day by day and then by halving. */
function transitions(zone: Zone, year: number): Transition[] {
  const found: Transition[] = []
  const end = Date.UTC(year + 1, 0, 1)
  for (let from = Date.UTC(year, 0, 1); from < end; from += day) {
    const before = zone.offsetAt(from)
    const after = zone.offsetAt(from + day)
    if (before === after) continue
    let low = from
    let high = from + day
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / (2 * minute)) * minute
      if (zone.offsetAt(middle) === before) low = middle
      else high = middle
    }
    found.push({ before, after, wall: new Date(high + before * minute) })
  }
  return found
}

interface TransitionDate {
  readonly Year: number
  readonly Month: number
  readonly Day: number
  readonly DayOfWeek: number
  readonly Hour: number
  readonly Minute: number
}

const never: TransitionDate = { Year: 0, Month: 0, Day: 0, DayOfWeek: 0, Hour: 0, Minute: 0 }

/**
 * The rule behind a change, seen over the years around: the same month, weekday and hour, and either always the same week
 * (Day 1 to 4) or always the last (Day 5). Undefined when the years follow no such rule.
 */
function rule(zone: Zone, year: number, toDaylight: boolean): TransitionDate | undefined {
  const walls: Date[] = []
  for (let near = year; near < year + 7; near += 1) {
    const changes = transitions(zone, near).filter(change => change.after > change.before === toDaylight)
    const [change] = changes
    if (changes.length !== 1 || !change) return undefined
    walls.push(change.wall)
  }
  const [first] = walls
  if (!first) return undefined
  const last = walls.every(wall => wall.getUTCDate() + 7 > daysInMonth(wall))
  const week = Math.ceil(first.getUTCDate() / 7)
  const same = walls.every(
    wall =>
      wall.getUTCMonth() === first.getUTCMonth() &&
      wall.getUTCDay() === first.getUTCDay() &&
      wall.getUTCHours() === first.getUTCHours() &&
      wall.getUTCMinutes() === first.getUTCMinutes() &&
      (last || Math.ceil(wall.getUTCDate() / 7) === week),
  )
  return same ? { ...absolute(first), Year: 0, Day: last ? 5 : week } : undefined
}

/** The form of TIME_ZONE_INFORMATION for a change that follows no rule: its very date. */
function absolute(wall: Date): TransitionDate {
  return {
    Year: wall.getUTCFullYear(),
    Month: wall.getUTCMonth() + 1,
    Day: wall.getUTCDate(),
    DayOfWeek: wall.getUTCDay(),
    Hour: wall.getUTCHours(),
    Minute: wall.getUTCMinutes(),
  }
}

function dateFields(prefix: 'Daylight' | 'Standard', date: TransitionDate): ProviderRow {
  const fields = { ...date, Second: 0, Millisecond: 0 }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [prefix + name, value]))
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
}

/** Some instant of the year at which the offset holds. */
function instantAt(zone: Zone, year: number, offset: number): number {
  for (let month = 0; month < 12; month += 1) {
    const instant = Date.UTC(year, month, 15)
    if (zone.offsetAt(instant) === offset) return instant
  }
  return Date.UTC(year, 0, 1)
}

function zoneName(zone: Zone, instant: number): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone.name, timeZoneName: 'long' })
  return format.formatToParts(instant).find(part => part.type === 'timeZoneName')?.value ?? zone.name
}

function offsetText(minutes: number): string {
  if (minutes === 0) return ''
  const pad = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const length = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${pad(length / 60)}:${pad(length % 60)}`
}
