// The kinds of tasks that this version knows.
import type { TaskKind } from '../contract.js'
import { pipeline } from './pipeline.js'
import { webService } from './web-service.js'
import { wmiDataReader } from './wmi-data-reader.js'
import { wmiEventWatcher } from './wmi-event-watcher.js'

export { DestinationType, OutputType, OverwriteDestination, QuerySourceType } from './data-reader/settings.js'
export { type DataColumn, DataTable } from './data-table.js'
export {
  type ComplexProperty,
  DTSOutputType,
  type DTSParamInfo,
  type DTSParamType,
  type DTSParamValue,
  type DTSWebMethodInfo,
  describeWsdl,
  type MethodDescription,
  type ParameterDescription,
  type PortDescription,
  type ServiceDescription,
  type WebServiceRun,
  WebServiceTask,
} from './web-service.js'
export { type DataReaderRun, WmiDataReaderTask } from './wmi-data-reader.js'
export { ActionAtEvent, ActionAtTimeout, AfterEvent, AfterTimeout } from './wmi-event-watcher.js'

export const taskKinds: readonly TaskKind[] = [wmiDataReader, wmiEventWatcher, webService, pipeline]

/** The kind that a CreationName of any package format names; undefined for the others. */
export function taskKindOf(creationName: string): TaskKind | undefined {
  return taskKinds.find(kind => kind.matches(creationName))
}
