import type { DataStore } from './data/area.js'

/** What the host lends to its own providers, besides the machine. */
export interface Facilities {
  readonly data: DataStore
  /** Whether Reboot, Shutdown and their like may be carried out. */
  readonly allowShutdown: boolean
}
