import type { DataStore } from './data/area.js'
import type { EventLog } from './event-log.js'

/** What the host lends to its own providers, besides the machine. */
export interface Facilities {
  readonly data: DataStore
  /** The log that event consumers write to. */
  readonly eventLog: EventLog
  /** Whether Reboot, Shutdown and their like may be carried out. */
  readonly allowShutdown: boolean
}
