import { watcherText } from '../../../base/texts/ssis-watcher.js'
import type { ComponentProperties, PropertyDefinition } from '../../contract.js'
import { dtsError } from '../../errors.js'
import { eventWatcherCodes as codes } from '../wmi-query/codes.js'
import { type QuerySource, type QuerySourceType, querySourceProperties } from '../wmi-query/query-source.js'

/** What happens when the event comes. */
export const ActionAtEvent = { LogTheEventAndFireDTSEvent: 0, LogTheEvent: 1 } as const
export type ActionAtEvent = (typeof ActionAtEvent)[keyof typeof ActionAtEvent]

export const AfterEvent = { ReturnWithSuccess: 0, ReturnWithFailure: 1, WatchfortheEventAgain: 2 } as const
export type AfterEvent = (typeof AfterEvent)[keyof typeof AfterEvent]

/** What happens when the event does not come in time. */
export const ActionAtTimeout = { LogTimeoutAndFireDTSEvent: 0, LogTimeout: 1 } as const
export type ActionAtTimeout = (typeof ActionAtTimeout)[keyof typeof ActionAtTimeout]

export const AfterTimeout = { ReturnWithSuccess: 0, ReturnWithFailure: 1, WatchfortheEventAgain: 2 } as const
export type AfterTimeout = (typeof AfterTimeout)[keyof typeof AfterTimeout]

const choice = (name: string, members: Readonly<Record<string, number>>, preset: number): PropertyDefinition => ({
  name,
  type: { enum: members, name },
  default: preset,
  attribute: name,
})

/** The properties of the WMI Event Watcher task, in the order in which `WMIEWTaskData` writes them. */
export const eventWatcherProperties: readonly PropertyDefinition[] = [
  { name: 'WmiConnection', type: 'String', default: '', attribute: 'WMIConnectionName' },
  querySourceProperties.type,
  querySourceProperties.source,
  choice('ActionAtEvent', ActionAtEvent, ActionAtEvent.LogTheEventAndFireDTSEvent),
  choice('AfterEvent', AfterEvent, AfterEvent.ReturnWithSuccess),
  choice('ActionAtTimeout', ActionAtTimeout, ActionAtTimeout.LogTimeoutAndFireDTSEvent),
  choice('AfterTimeout', AfterTimeout, AfterTimeout.ReturnWithFailure),
  { name: 'NumberOfEvents', type: 'Int32', default: 1, attribute: 'NumberOfEvents' },
  { name: 'Timeout', type: 'Int32', default: 0, attribute: 'Timeout' },
  // Our own: no tool of SQL Server knows it, so it is never saved.
  { name: 'ExistingMatches', type: 'Boolean', default: false },
]

/** The task's properties, read once for each validation or run. */
export interface EventWatcherSettings extends QuerySource {
  readonly connection: string
  readonly firesAtEvent: boolean
  readonly afterEvent: AfterEvent
  readonly firesAtTimeout: boolean
  readonly afterTimeout: AfterTimeout
  readonly numberOfEvents: number
  /** Seconds; 0 waits for ever. */
  readonly timeout: number
  /** Counts what matches already before it waits. */
  readonly existingMatches: boolean
}

/** @throws DtsError when the file has a value that its property cannot have */
export function readSettings(properties: ComponentProperties): EventWatcherSettings {
  const numberOfEvents = atLeast(properties, 'NumberOfEvents', 1)
  const timeout = atLeast(properties, 'Timeout', 0)
  return {
    connection: String(properties.get('WmiConnection')).trim(),
    querySourceType: properties.get('WqlQuerySourceType') as QuerySourceType,
    querySource: String(properties.get('WqlQuerySource')),
    firesAtEvent: properties.get('ActionAtEvent') === ActionAtEvent.LogTheEventAndFireDTSEvent,
    afterEvent: properties.get('AfterEvent') as AfterEvent,
    firesAtTimeout: properties.get('ActionAtTimeout') === ActionAtTimeout.LogTimeoutAndFireDTSEvent,
    afterTimeout: properties.get('AfterTimeout') as AfterTimeout,
    numberOfEvents,
    timeout,
    existingMatches: properties.get('ExistingMatches') === true,
  }
}

function atLeast(properties: ComponentProperties, property: string, least: number): number {
  const value = Number(properties.get(property))
  if (value >= least) return value
  throw dtsError(codes.badData, { reason: watcherText('badNumber', { property, value, least }) })
}
