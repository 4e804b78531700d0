// The datetime and interval texts of CIM, 25 characters: WMI SDK "CIM_DATETIME", [MS-WMIO] 2.2.83 and DSP0004 5.2.4.
//   yyyymmddHHMMSS.mmmmmmsUUU   s is + or -, UUU minutes of local time ahead of UTC; whole fields may be asterisks
//   ddddddddHHMMSS.mmmmmm:000   an interval
import { inspect } from 'node:util'
import { dateOfDays, daysSinceEpoch } from './calendar.js'
import { typeMismatch } from './mismatch.js'

/** The fields of a point in time; null where the text has asterisks. */
export interface TimestampParts {
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
  readonly hours: number | null
  readonly minutes: number | null
  readonly seconds: number | null
  readonly microseconds: number | null
}

/** The fields of an interval. */
export interface IntervalParts {
  readonly days: number
  readonly hours: number
  readonly minutes: number
  readonly seconds: number
  readonly microseconds: number
}

const timestamp =
  /^(?:\d{4}|\*{4})(?:0[1-9]|1[0-2]|\*\*)(?:0[1-9]|[12]\d|3[01]|\*\*)(?:[01]\d|2[0-3]|\*\*)(?:[0-5]\d|\*\*)(?:[0-5]\d|\*\*)\.(?:\d{6}|\*{6})[+-](?:\d{3}|\*{3})$/
const interval = /^\d{8}(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\.\d{6}:000$/
const truncated = /^(\d{8})(\d{2})?(\d{2})?(\d{2})?(?:\.(\d{1,6}))?(?:([+-])(\d{3}))?$/
const iso =
  /^(\d{4})([-/])(\d{2})\2(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?(?:Z|([+-])(\d{2}):?(\d{2}))?)?$/i

const daySeconds = 86_400
const dayMilliseconds = 86_400_000
const earliest = Date.parse('0000-01-01T00:00:00Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

/**
 * A CIM datetime: a point in time with its offset from UTC in minutes, a pattern with asterisks, or an interval. It keeps the
 * text it was made from; everything else is computed when asked for.
 */
export class CimDateTime {
  /** The 25 characters. */
  readonly text: string

  private constructor(text: string) {
    this.text = text
  }

  /** Reads the 25-character text. @throws WmiError WBEM_E_TYPE_MISMATCH */
  static parse(text: string): CimDateTime {
    if (!(timestamp.test(text) ? dayExists(text) : interval.test(text))) throw typeMismatch('datetime', text)
    return new CimDateTime(text)
  }

  /**
   * Reads the 25-character text, the truncated forms that queries use (`20050117`, `20050117083000`, missing fields are
   * midnight and offset +000) and ISO 8601 dates and times. @throws WmiError WBEM_E_TYPE_MISMATCH
   */
  static parseLoose(text: string): CimDateTime {
    const trimmed = text.trim()
    const short = truncated.exec(trimmed)
    if (short) {
      const [, date, hours = '00', minutes = '00', seconds = '00', fraction = '', sign = '+', offset = '000'] = short
      return CimDateTime.parse(`${date}${hours}${minutes}${seconds}.${fraction.padEnd(6, '0')}${sign}${offset}`)
    }
    const match = iso.exec(trimmed)
    if (!match) return CimDateTime.parse(trimmed)
    const [, year, , month, day, hours = '00', minutes = '00', seconds = '00', fraction = ''] = match
    const [sign = '+', offsetHours = '0', offsetMinutes = '0'] = match.slice(9)
    const offset = Number(offsetHours) * 60 + Number(offsetMinutes)
    if (offset > 999) throw typeMismatch('datetime', text)
    return CimDateTime.parse(
      `${year}${month}${day}${hours}${minutes}${seconds}.${fraction.padEnd(6, '0')}${sign}${pad(offset, 3)}`,
    )
  }

  /**
   * The instant of a Date, shown as local time `offsetMinutes` ahead of UTC. @throws WmiError WBEM_E_TYPE_MISMATCH for an
   * invalid Date, a year outside 0..9999 or an offset outside -999..999
   */
  static fromDate(date: Date, offsetMinutes = 0): CimDateTime {
    return CimDateTime.#at(date.getTime(), 0, offsetMinutes)
  }

  /** Like {@link fromDate} from microseconds since 1970-01-01 UTC, as {@link microseconds} answers them. */
  static fromMicroseconds(microseconds: bigint, offsetMinutes = 0): CimDateTime {
    const rest = ((microseconds % 1000n) + 1000n) % 1000n
    return CimDateTime.#at(Number((microseconds - rest) / 1000n), Number(rest), offsetMinutes)
  }

  static #at(milliseconds: number, microseconds: number, offsetMinutes: number): CimDateTime {
    const local = Math.floor(milliseconds) + offsetMinutes * 60_000
    const offset = Math.abs(offsetMinutes)
    if (!(local >= earliest && local <= latest) || !Number.isInteger(offset) || offset > 999)
      throw typeMismatch('datetime', `${milliseconds} ms, ${offsetMinutes} min`)
    const days = Math.floor(local / dayMilliseconds)
    const rest = local - days * dayMilliseconds
    const seconds = Math.floor(rest / 1000)
    const { year, month, day } = dateOfDays(days)
    const date = two(Math.floor(year / 100)) + two(year % 100) + two(month) + two(day)
    const clock = two(Math.floor(seconds / 3600)) + two(Math.floor(seconds / 60) % 60) + two(seconds % 60)
    const fraction = pad((rest % 1000) * 1000 + microseconds, 6)
    return new CimDateTime(`${date}${clock}.${fraction}${offsetMinutes < 0 ? '-' : '+'}${pad(offset, 3)}`)
  }

  /**
   * An interval from its fields, carried over where they are larger than the field holds (90 minutes are 01:30).
   * @throws WmiError WBEM_E_TYPE_MISMATCH for a field that is no whole number from 0, or more than 99999999 days
   */
  static interval(fields: Partial<IntervalParts>): CimDateTime {
    const { days = 0, hours = 0, minutes = 0, seconds = 0, microseconds = 0 } = fields
    const all = [days, hours, minutes, seconds, microseconds]
    let total = Math.floor(microseconds / 1e6) + seconds + minutes * 60 + hours * 3600 + days * daySeconds
    if (!all.every(field => Number.isSafeInteger(field) && field >= 0) || total >= 1e8 * daySeconds)
      throw typeMismatch('datetime', `${days}d ${hours}:${minutes}:${seconds}.${microseconds}`)
    const wholeDays = Math.floor(total / daySeconds)
    total -= wholeDays * daySeconds
    const clock = pad(Math.floor(total / 3600), 2) + pad(Math.floor(total / 60) % 60, 2) + pad(total % 60, 2)
    return new CimDateTime(`${pad(wholeDays, 8)}${clock}.${pad(microseconds % 1e6, 6)}:000`)
  }

  get isInterval(): boolean {
    return this.text[21] === ':'
  }

  /** The fields; those of an interval begin with `days`. */
  get parts(): TimestampParts | IntervalParts {
    const { text } = this
    const clock = {
      hours: field(text, 8, 10),
      minutes: field(text, 10, 12),
      seconds: field(text, 12, 14),
      microseconds: field(text, 15, 21),
    }
    return this.isInterval
      ? { days: digits(text, 0, 8), ...(clock as Omit<IntervalParts, 'days'>) }
      : { year: field(text, 0, 4), month: field(text, 4, 6), day: field(text, 6, 8), ...clock }
  }

  /** Minutes of local time ahead of UTC; null for an interval and where the text has asterisks. */
  get offset(): number | null {
    const minutes = this.isInterval ? null : field(this.text, 22, 25)
    return minutes !== null && minutes !== 0 && this.text[21] === '-' ? -minutes : minutes
  }

  /** The instant, to the millisecond below; null for an interval or when any field has asterisks. */
  toDate(): Date | null {
    const seconds = this.isInterval ? null : this.#seconds()
    return seconds === null ? null : new Date(seconds * 1000 + digits(this.text, 15, 18))
  }

  /**
   * `2024-01-02T03:04:05.678900+01:00` (`Z` without offset, no fraction when it is zero) or the ISO 8601 duration of an
   * interval, `P1DT2H3M4S`. Null when any field has asterisks.
   */
  toISOString(): string | null {
    const { text, offset } = this
    const fraction = text.slice(15, 21) === '000000' ? '' : text.slice(14, 21)
    if (this.isInterval) return isoDuration(this.parts as IntervalParts, fraction)
    if (offset === null || text.includes('*')) return null
    const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`
    const time = `${text.slice(8, 10)}:${text.slice(10, 12)}:${text.slice(12, 14)}`
    const minutes = Math.abs(offset)
    const zone = offset === 0 ? 'Z' : `${text[21]}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`
    return `${date}T${time}${fraction}${zone}`
  }

  /** Microseconds since 1970-01-01 UTC, or the length of an interval; null when any field has asterisks. */
  microseconds(): bigint | null {
    const seconds = this.#seconds()
    return seconds === null ? null : BigInt(seconds) * 1_000_000n + BigInt(digits(this.text, 15, 21))
  }

  /**
   * Negative, zero or positive as this is before, at or after the other; undefined between a point in time and an interval.
   * Patterns with asterisks compare character by character, so that `+***` never equals `+000` (WMI SDK).
   */
  compare(other: CimDateTime): number | undefined {
    if (this.isInterval !== other.isInterval) return undefined
    // With equal offsets the characters are in the order of the instants.
    if (this.text.slice(21) !== other.text.slice(21)) {
      const [a, b] = [this.#seconds(), other.#seconds()]
      if (a !== null && b !== null) return a - b || digits(this.text, 15, 21) - digits(other.text, 15, 21)
    }
    return this.text < other.text ? -1 : this.text > other.text ? 1 : 0
  }

  /** True for the same instant, the same length or the same pattern. */
  equals(other: CimDateTime): boolean {
    return this.text === other.text || this.compare(other) === 0
  }

  toString(): string {
    return this.text
  }

  /** ISO 8601 where there is such a form, else the 25 characters. */
  toJSON(): string {
    return this.toISOString() ?? this.text
  }

  [inspect.custom](): string {
    return `CimDateTime ${this.text}`
  }

  /** Whole seconds since 1970-01-01 UTC, or of the interval; null when any field has asterisks. */
  #seconds(): number | null {
    const { text } = this
    if (text.includes('*')) return null
    const clock = digits(text, 8, 10) * 3600 + digits(text, 10, 12) * 60 + digits(text, 12, 14)
    if (this.isInterval) return digits(text, 0, 8) * daySeconds + clock
    const days = daysSinceEpoch(digits(text, 0, 4), digits(text, 4, 6), digits(text, 6, 8))
    const offset = digits(text, 22, 25) * 60
    return days * daySeconds + clock - (text[21] === '-' ? -offset : offset)
  }
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}

const twoDigits = Array.from({ length: 100 }, (_, value) => pad(value, 2))

function two(value: number): string {
  return twoDigits[value] ?? pad(value, 2)
}

function field(text: string, from: number, to: number): number | null {
  return text[from] === '*' ? null : digits(text, from, to)
}

function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - 48
  return value
}

/** False for the 31st of a month that has 30 days, and so on. */
function dayExists(text: string): boolean {
  const day = field(text, 6, 8) ?? 0
  if (day <= 28) return true
  const month = field(text, 4, 6)
  if (month === null) return true
  // A leap year stands for an unknown one.
  const date = new Date(0)
  date.setUTCFullYear(field(text, 0, 4) ?? 2000, month - 1, day)
  return date.getUTCDate() === day
}

function isoDuration(parts: IntervalParts, fraction: string): string {
  const days = parts.days ? `${parts.days}D` : ''
  const clock = [
    parts.hours ? `${parts.hours}H` : '',
    parts.minutes ? `${parts.minutes}M` : '',
    parts.seconds || fraction ? `${parts.seconds}${fraction}S` : '',
  ].join('')
  return days || clock ? `P${days}${clock && `T${clock}`}` : 'PT0S'
}
