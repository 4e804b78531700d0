import type { CimClass } from '../../cim/class.js'
import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { systemZone } from './zone.js'

/**
 * Win32_LocalTime and its sister Win32_UTCTime: the present instant by its fields, in the machine's zone and in UTC.
 * Milliseconds stay null as on Windows, where the smallest step is a second.
 * A modification is reported each second; seconds in which this program could not run are one.
 */
export function localTimeProvider(machine: Machine, now: () => number = Date.now): ProviderRegistration {
  return {
    classes: ['Win32_LocalTime', 'Win32_UTCTime'],
    provider: {
      enumerate: query => [present(query.class)],
      subscribe({ target, signal, emit }) {
        if (!target) return
        let known = present(target)
        let timer: NodeJS.Timeout
        const arm = () => {
          timer = setTimeout(ring, 1000 - (now() % 1000)).unref()
        }
        const ring = () => {
          const previous = known
          known = present(target)
          // A timer may ring before the second is over; a clock may be set to the same one.
          if (known.Second !== previous.Second || known.Minute !== previous.Minute || known.Hour !== previous.Hour)
            emit({ TargetInstance: known, PreviousInstance: previous })
          if (!signal.aborted) arm()
        }
        arm()
        signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
      },
    },
  }

  function present({ name }: CimClass): ProviderRow {
    const instant = now()
    const utc = name.toLowerCase() === 'win32_utctime'
    return fields(utc ? new Date(instant) : systemZone(machine).local(instant))
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
