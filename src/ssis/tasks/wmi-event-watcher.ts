import { readerText } from '../../base/texts/ssis-reader.js'
import type { TaskKind } from '../contract.js'
import { stockMatcher } from './kind.js'
import { laterTask } from './later-task.js'
import { querySourceProperties } from './wmi-query/query-source.js'

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

/** The kind `Microsoft.WmiEventWatcherTask`: its properties can be read and set; running it comes later. */
export const wmiEventWatcher: TaskKind = {
  creationName: 'Microsoft.WmiEventWatcherTask',
  stockName: 'WmiEventWatcherTask',
  matches: stockMatcher('WmiEventWatcherTask'),
  dataElement: 'WMIEWTaskData',
  properties: [
    { name: 'WmiConnection', type: 'String', default: '', attribute: 'WMIConnectionName' },
    querySourceProperties.type,
    querySourceProperties.source,
    {
      name: 'ActionAtEvent',
      type: { enum: ActionAtEvent, name: 'ActionAtEvent' },
      default: ActionAtEvent.LogTheEventAndFireDTSEvent,
      attribute: 'ActionAtEvent',
    },
    {
      name: 'AfterEvent',
      type: { enum: AfterEvent, name: 'AfterEvent' },
      default: AfterEvent.ReturnWithSuccess,
      attribute: 'AfterEvent',
    },
    {
      name: 'ActionAtTimeout',
      type: { enum: ActionAtTimeout, name: 'ActionAtTimeout' },
      default: ActionAtTimeout.LogTimeoutAndFireDTSEvent,
      attribute: 'ActionAtTimeout',
    },
    {
      name: 'AfterTimeout',
      type: { enum: AfterTimeout, name: 'AfterTimeout' },
      default: AfterTimeout.ReturnWithFailure,
      attribute: 'AfterTimeout',
    },
    { name: 'NumberOfEvents', type: 'Int32', default: 1, attribute: 'NumberOfEvents' },
    { name: 'Timeout', type: 'Int32', default: 0, attribute: 'Timeout' },
  ],
  create: () => laterTask(readerText('laterTask')),
}
