import { MemoryStore } from '../../src/host/data/area.js'
import { EventLog } from '../../src/host/event-log.js'
import type { Facilities } from '../../src/host/facilities.js'

/** What a host would lend its providers, kept in memory. */
export function testFacilities(more: Partial<Facilities> = {}): Facilities {
  const data = more.data ?? new MemoryStore()
  return { data, eventLog: new EventLog(data.area('eventlog')), allowShutdown: false, ...more }
}
