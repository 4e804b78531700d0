// The kinds of tasks that this version knows.
import type { TaskKind } from '../contract.js'
import { executePackage } from './execute-package.js'
import { executeProcess } from './execute-process.js'
import { expressionTask } from './expression.js'
import { fileSystem } from './file-system.js'
import { pipeline } from './pipeline.js'
import { registeredTaskOf } from './registry.js'
import { keptKinds } from './stock-kinds.js'
import { stockTaskOf } from './stock-tasks.js'
import { webService } from './web-service.js'
import { wmiDataReader } from './wmi-data-reader.js'
import { wmiEventWatcher } from './wmi-event-watcher.js'

export { DestinationType, OutputType, OverwriteDestination } from './data-reader/settings.js'
export { type DataColumn, DataTable } from './data-table.js'
export { ExecutePackageTask } from './execute-package.js'
export { ProcessWindowStyle } from './execute-process/settings.js'
export { ExecuteProcessTask } from './execute-process.js'
export { ExpressionTask } from './expression.js'
export { DTSFileSystemAttributes, DTSFileSystemOperation } from './file-system/settings.js'
export { FileSystemTask } from './file-system.js'
export { registerTask, type TaskDefinition } from './registry.js'
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
export {
  ActionAtEvent,
  ActionAtTimeout,
  AfterEvent,
  AfterTimeout,
  type EventWatcherRun,
  WmiEventWatcherTask,
} from './wmi-event-watcher.js'
export { QuerySourceType } from './wmi-query/query-source.js'

/** The kinds of tasks that run here. */
export const taskKinds: readonly TaskKind[] = [
  wmiDataReader,
  wmiEventWatcher,
  webService,
  pipeline,
  expressionTask,
  executeProcess,
  fileSystem,
  executePackage,
]

const byStock = new Map([...taskKinds, ...keptKinds].map(kind => [stockTaskOf(`STOCK:${kind.stockName}`), kind]))

/** The kind that a CreationName of any package format names, registered ones first; undefined for what nobody knows. */
export function taskKindOf(creationName: string): TaskKind | undefined {
  const stock = stockTaskOf(creationName)
  return registeredTaskOf(creationName) ?? (stock && byStock.get(stock))
}

/** What people call a task of this CreationName; undefined for what nobody knows. */
export function taskTitle(creationName: string): string | undefined {
  return registeredTaskOf(creationName)?.title ?? stockTaskOf(creationName)?.title
}
