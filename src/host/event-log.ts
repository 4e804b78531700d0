import type { DataArea } from './data/area.js'

/** One record of the host's own event log, in the terms of Win32_NTLogEvent. */
export interface EventLogRecord {
  /** From 1 on, never used twice. */
  readonly number: number
  /** Microseconds since 1970. */
  readonly time: number
  readonly source: string
  /** 1 error, 2 warning, 3 information, 4 audit success, 5 audit failure. */
  readonly type: number
  readonly eventId: number | null
  readonly category: number | null
  readonly strings: readonly string[]
}

/** Records older than so many are forgotten. */
const mostRecords = 1000

/**
 * The event log to which the host itself writes, for event consumers that write to an event log. It shows as a log of its own
 * beside the system's, and outlives the process with the host's data.
 */
export class EventLog {
  /** Its name in Win32_NTLogEvent.Logfile. */
  static readonly logfile = 'wmilink'
  readonly #area: DataArea
  readonly #listeners = new Set<(record: EventLogRecord) => void>()
  #records: EventLogRecord[] | undefined

  constructor(area: DataArea) {
    this.#area = area
  }

  /** Oldest first. */
  get records(): readonly EventLogRecord[] {
    this.#records ??= [...this.#area.entries()]
      .flatMap(([, text]) => readRecord(text))
      .sort((a, b) => a.number - b.number)
    return this.#records
  }

  /** Resolves when the disk has the record. */
  async append(record: Omit<EventLogRecord, 'number'>): Promise<void> {
    const records = [...this.records]
    const added: EventLogRecord = { ...record, number: (records.at(-1)?.number ?? 0) + 1 }
    records.push(added)
    this.#area.set(String(added.number), JSON.stringify(added))
    while (records.length > mostRecords) this.#area.delete(String(records.shift()?.number))
    this.#records = records
    for (const listener of [...this.#listeners]) listener(added)
    await this.#area.flush()
  }

  /** @returns a function that ends the listening */
  listen(listener: (record: EventLogRecord) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/** Empty for a text that is no record: what a folder holds may come from anywhere. */
function readRecord(text: string): EventLogRecord[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return []
  }
  if (typeof value !== 'object' || value === null) return []
  const { number, time, source, type, eventId, category, strings }: { readonly [K in keyof EventLogRecord]?: unknown } =
    value
  const whole = [number, time, type].every(Number.isSafeInteger)
  const optional = [eventId, category].every(each => each === null || Number.isSafeInteger(each))
  const texts = Array.isArray(strings) && strings.every(each => typeof each === 'string')
  return whole && optional && texts && typeof source === 'string' ? [value as EventLogRecord] : []
}
