import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { systemZone } from './zone.js'

/**
 * Win32_LocalTime and its sister Win32_UTCTime: the present instant by its fields, in the machine's zone and in UTC.
 * Milliseconds stay null as on Windows, where the smallest step is a second.
 */
export function localTimeProvider(machine: Machine, now: () => number = Date.now): ProviderRegistration {
  return {
    classes: ['Win32_LocalTime', 'Win32_UTCTime'],
    provider: {
      enumerate(query) {
        const instant = now()
        const utc = query.class.name.toLowerCase() === 'win32_utctime'
        return [fields(utc ? new Date(instant) : systemZone(machine).local(instant))]
      },
    },
  }
}

/** The UTC fields of a date. WeekInMonth counts calendar weeks that begin on Sunday, from 1. */
function fields(date: Date): ProviderRow {
  const day = date.getUTCDate()
  const dayOfWeek = date.getUTCDay()
  const month = date.getUTCMonth() + 1
  return {
    Day: day,
    DayOfWeek: dayOfWeek,
    Hour: date.getUTCHours(),
    Minute: date.getUTCMinutes(),
    Month: month,
    Quarter: Math.ceil(month / 3),
    Second: date.getUTCSeconds(),
    WeekInMonth: Math.floor((day + 5 - dayOfWeek) / 7) + 1,
    Year: date.getUTCFullYear(),
  }
}
