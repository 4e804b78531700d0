// A line of a syslog file.
//   May  1 09:00:00 host sshd[712]: text                       RFC 3164 4.1: no year, no zone
//   2024-05-01T09:00:00.123456+02:00 host sshd[712]: text      the same with the time of RFC 3339, as rsyslog writes today
//   <38>1 2024-05-01T09:00:00Z host sshd 712 ID47 [..] text    RFC 5424 6
import { messageText, nameText } from './log-event.js'

export interface SyslogLine {
  /** Microseconds since 1970. */
  readonly time: number
  readonly computer: string | null
  readonly source: string | null
  /** Null where the line does not tell it: files mostly leave it out. */
  readonly priority: number | null
  readonly message: string
}

/** What a time without year and zone needs. */
export interface TimeOfDay {
  /** Milliseconds since 1970; the line is not younger, but for clocks that differ. */
  readonly latest: number
  /** Minutes of local time ahead of UTC at an instant. */
  offsetAt(instant: number): number
}

const head = /^(?:<(\d{1,3})>(1 )?)?/
const isoTime = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))? /
const shortTime = /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))? /
const hostAndTag = /^(\S{1,255}) ([^\s:[]{1,255})(?:\[[^\]\s]{0,64}\])?: ?/
const structured =
  /^(\S{1,255}) (\S{1,255}) (\S{1,128}) (\S{1,128}) (-|(?:\[(?:[^\]"]|"(?:[^"\\]|\\.){0,1024}"){0,1024}\]){1,16})(?: |$)/
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const day = 86_400_000

/** Null for a line that begins with no time. */
export function parseSyslogLine(line: string, clock: TimeOfDay): SyslogLine | null {
  const [prefix = '', code, version] = head.exec(line) ?? []
  const stamp = timeOf(line.slice(prefix.length, prefix.length + 64), clock)
  if (!stamp) return null
  const rest = line.slice(prefix.length + stamp.length)
  const priority = code === undefined || Number(code) > 191 ? null : Number(code) & 7
  return { time: stamp.time, priority, ...(version ? structuredText(rest) : plainText(rest)) }
}

function plainText(rest: string): Pick<SyslogLine, 'computer' | 'source' | 'message'> {
  const match = hostAndTag.exec(rest)
  if (match) {
    const [whole, computer = null, source = null] = match
    return { computer, source, message: messageText(rest.slice(whole.length)) }
  }
  const computer = /^\S{1,255}(?= )/.exec(rest)?.[0] ?? null
  return { computer, source: null, message: messageText(computer === null ? rest : rest.slice(computer.length + 1)) }
}

function structuredText(rest: string): Pick<SyslogLine, 'computer' | 'source' | 'message'> {
  const match = structured.exec(rest)
  if (!match) return { computer: null, source: null, message: messageText(rest) }
  const [whole, computer = '-', source = '-'] = match
  const told = (text: string) => (text === '-' ? null : nameText(text))
  // A byte order mark says that the text is UTF-8.
  return {
    computer: told(computer),
    source: told(source),
    message: messageText(rest.slice(whole.length).replace(/^\uFEFF/, '')),
  }
}

interface Stamp {
  readonly time: number
  readonly length: number
}

function timeOf(text: string, clock: TimeOfDay): Stamp | null {
  const iso = isoTime.exec(text)
  if (iso) {
    const [whole, year, month, date, hours, minutes, seconds, fraction = '', sign, offsetHours, offsetMinutes] = iso
    const utc = utcOf(Number(year), Number(month) - 1, Number(date), hours, minutes, seconds)
    const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1)
    const hasZone = sign !== undefined || whole.includes('Z')
    const instant = sign !== undefined ? utc - offset * 60_000 : hasZone ? utc : fromLocal(utc, clock)
    return stamp(instant, fraction, whole.length)
  }
  const short = shortTime.exec(text)
  const month = months.indexOf(short?.[1] ?? '')
  if (!short || month < 0) return null
  const [whole, , date, hours, minutes, seconds, fraction = ''] = short
  const local = (year: number) => utcOf(year, month, Number(date), hours, minutes, seconds)
  // The year is the last in which the line is not from the future; a day is left to clocks that differ.
  const year = new Date(clock.latest).getUTCFullYear() + 1
  for (let candidate = year; candidate > year - 10; candidate -= 1) {
    const instant = fromLocal(local(candidate), clock)
    if (instant <= clock.latest + day) return stamp(instant, fraction, whole.length)
  }
  return null
}

/** NaN for a date that does not exist. */
function utcOf(year: number, month: number, date: number, hours = '', minutes = '', seconds = ''): number {
  const utc = Date.UTC(year, month, date, Number(hours), Number(minutes), Number(seconds))
  const exists = new Date(Date.UTC(year, month, date)).getUTCDate() === date && month < 12
  return exists && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) <= 60 ? utc : Number.NaN
}

function stamp(instant: number, fraction: string, length: number): Stamp | null {
  const time = instant * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'))
  return Number.isSafeInteger(time) && time >= 0 ? { time, length } : null
}

/** The instant at which clocks showed a local time; in the hour that comes twice, the first. */
function fromLocal(local: number, { offsetAt }: TimeOfDay): number {
  if (Number.isNaN(local)) return local
  const guess = local - offsetAt(local) * 60_000
  return local - offsetAt(guess) * 60_000
}
