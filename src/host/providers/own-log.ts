import { foldName } from '../../base/name-map.js'
import { EventLog, type EventLogRecord } from '../event-log.js'
import type { LogEvent, LogSource } from './linux/logs/log-event.js'

export const ownLogfile: string = EventLog.logfile

/** The host's own event log beside those of the system. */
export function ownLog(log: EventLog, computer: string): LogSource {
  const eventOf = ({ number, time, source, type, eventId, category, strings }: EventLogRecord): LogEvent => ({
    logfile: ownLogfile,
    number,
    time,
    source,
    type,
    message: strings.length > 0 ? strings.join('\n') : null,
    computer,
    uid: null,
    record: { eventId, category, strings },
  })

  return {
    async *events({ logfiles, sources }) {
      if (logfiles && !logfiles.has(ownLogfile)) return
      for (const record of [...log.records].reverse())
        if (!sources || sources.has(foldName(record.source))) yield eventOf(record)
    },
    async find(number) {
      return log.records.filter(record => record.number === number).map(eventOf)
    },
    async follow(tell, _failed, signal) {
      if (signal.aborted) return
      const end = log.listen(record => tell(eventOf(record)))
      signal.addEventListener('abort', end, { once: true })
    },
  }
}
