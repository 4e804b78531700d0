// One event of a log, whichever service keeps it, and how logs are asked.
import type { Bounds } from '../../bounds.js'

/** The logs: what the kernel and services say, what is said about logons and rights, and the rest. */
export type Logfile = 'System' | 'Security' | 'Application'

/** EventType of Win32_NTLogEvent. */
export const eventTypes = { error: 1, warning: 2, information: 3 } as const
export type EventType = (typeof eventTypes)[keyof typeof eventTypes]

export interface LogEvent {
  readonly logfile: string
  /** Unique within the log, and the same whenever it is asked for. */
  readonly number: number
  /** Microseconds since 1970. */
  readonly time: number
  readonly source: string | null
  /** EventType of Win32_NTLogEvent. */
  readonly type: number | null
  readonly message: string | null
  readonly computer: string | null
  /** The number of the account on whose behalf it was written. */
  readonly uid: number | null
  /** What only an event log of Windows' kind knows. */
  readonly record?: {
    readonly eventId: number | null
    readonly category: number | null
    readonly strings: readonly string[]
  }
}

/** What is asked of the logs. What a source does not use is tested again afterwards. */
export interface LogRequest {
  /** Names of logs, spelled as they are; null: all. */
  readonly logfiles: ReadonlySet<string> | null
  readonly types: ReadonlySet<number> | null
  /** Folded names. */
  readonly sources: ReadonlySet<string> | null
  /** Microseconds since 1970. */
  readonly time: Bounds
}

/** A service that keeps logs. */
export interface LogSource {
  /** The events asked for, newest first. */
  events(request: LogRequest, signal: AbortSignal): AsyncGenerator<LogEvent, void>
  /** The events of one number, at most one in each log. */
  find(number: number, signal: AbortSignal): Promise<readonly LogEvent[]>
  /** Tells every event that is written from now on. Resolves when it has begun; `failed` tells that it cannot go on. */
  follow(tell: (event: LogEvent) => void, failed: (error: unknown) => void, signal: AbortSignal): Promise<void>
}

/** Longer messages and names are cut here, in UTF-16 units. */
const longestMessage = 65_536
const longestName = 1024

export function messageText(text: string): string {
  return cut(text, longestMessage)
}

export function nameText(text: string): string {
  return cut(text, longestName)
}

/** Never in the middle of a character. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
}

/** Facilities of syslog(3), RFC 5424 6.2.1: kern, daemon, syslog, cron, and those of logons and rights. */
const logfiles: Readonly<Record<number, Logfile>> = {
  0: 'System',
  3: 'System',
  5: 'System',
  9: 'System',
  4: 'Security',
  10: 'Security',
}

export function logfileOf(facility: number | null): Logfile {
  return (facility === null ? undefined : logfiles[facility]) ?? 'Application'
}

/** The facilities of a log; null for the one that has all others. */
export function facilitiesOf(logfile: string): readonly number[] | null {
  if (logfile === 'Application') return null
  return Object.entries(logfiles).flatMap(([facility, name]) => (name === logfile ? [Number(facility)] : []))
}

/** Priorities emerg to err, warning, and notice to debug. */
export function eventTypeOf(priority: number | null): EventType | null {
  if (priority === null || !(priority >= 0 && priority <= 7)) return null
  if (priority <= 3) return eventTypes.error
  return priority === 4 ? eventTypes.warning : eventTypes.information
}

/** The priorities of an event type, first and last. */
export const prioritiesOf: Readonly<Record<number, readonly [first: number, last: number]>> = {
  [eventTypes.error]: [0, 3],
  [eventTypes.warning]: [4, 4],
  [eventTypes.information]: [5, 7],
}
