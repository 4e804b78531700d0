import { CimDateTime } from '../../cim/datetime.js'
import type { Machine } from '../machine.js'

const quarter = 15 * 60_000

/** The machine's time zone: its IANA name and its offset from UTC at any instant. */
export class Zone {
  readonly name: string
  readonly #format: Intl.DateTimeFormat
  readonly #offsets = new Map<number, number>()

  /** @throws RangeError for a name that this Node does not know */
  constructor(name: string) {
    this.name = name
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
  }

  /** Minutes of local time ahead of UTC at an instant (milliseconds since 1970). */
  offsetAt(instant: number): number {
    // Zones change at full quarters of an hour, so one answer serves all instants of the same one.
    const slot = Math.floor(instant / quarter)
    const known = this.#offsets.get(slot)
    if (known !== undefined) return known
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(this.#format.format(instant))
    const minutes = match ? Number(match[2]) * 60 + Number(match[3]) : 0
    const offset = match?.[1] === '-' ? -minutes : minutes
    if (this.#offsets.size > 4096) this.#offsets.clear()
    this.#offsets.set(slot, offset)
    return offset
  }

  /** The instant as WMI shows it: local time with the offset that holds then. */
  dateTime(microseconds: number): CimDateTime {
    return CimDateTime.fromMicroseconds(BigInt(Math.round(microseconds)), this.offsetAt(microseconds / 1000))
  }

  /** An instant moved so that the UTC fields of a Date show the local ones. */
  local(instant: number): Date {
    return new Date(instant + this.offsetAt(instant) * 60_000)
  }
}

/** Zones are dear to make and few. */
const zones = new Map<string, Zone>()

/** The zone that the system's files name, whatever this process's TZ says; UTC when nothing does. */
export function systemZone(machine: Machine): Zone {
  for (const name of [...zoneNames(machine), 'UTC']) {
    const known = zones.get(name)
    if (known) return known
    try {
      const zone = new Zone(name)
      zones.set(name, zone)
      return zone
    } catch {
      // A zone that only the system knows, such as one compiled by hand: the next source may name one known here.
    }
  }
  return new Zone('UTC')
}

function* zoneNames(machine: Machine): Generator<string> {
  const linked = /zoneinfo\/(?:posix\/|right\/)?(.+)$/.exec(machine.link('/etc/localtime') ?? '')?.[1]
  if (linked) yield linked
  const named = machine.value('/etc/timezone')
  if (named) yield named
  if (machine.isReal) yield Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** True while daylight saving time holds: when the offset is not the smaller one of that year. */
export function daylightInEffect(zone: Zone, instant: number): boolean {
  const year = new Date(instant).getUTCFullYear()
  const offsets = Array.from({ length: 12 }, (_, month) => zone.offsetAt(Date.UTC(year, month, 15)))
  return zone.offsetAt(instant) > Math.min(...offsets)
}
