// The tasks that Integration Services brings along, by every name that files of any format give them ("Integration Services
// Tasks"; CreationNames as real packages write them).
import { NameMap } from '../../base/name-map.js'
import type { DtsxFormat } from '../dtsx/format.js'

/** A stock task: what it is called, and its names in files. */
export interface StockTask {
  /** The name after `STOCK:`. */
  readonly stock: string
  /** As people and new tasks call it: `Execute SQL Task`. */
  readonly title: string
  /** The type that formats 2, 3 and 6 write before the comma. */
  readonly type?: string
  /** CreationName by format; a format that is absent cannot hold a new one. */
  readonly names: Readonly<Partial<Record<DtsxFormat, string>>>
  /** True: it is known by name and kept, and does not run here. */
  readonly kept: boolean
}

const token = 'Culture=neutral, PublicKeyToken=89845dcd8080cc91'
const versions: Readonly<Record<2 | 3 | 6, string>> = { 2: '9.0.242.0', 3: '10.0.0.0', 6: '11.0.0.0' }

interface ManagedOptions {
  readonly stock?: string
  readonly type?: string
  readonly assembly?: string
  readonly short?: string
  readonly kept?: boolean
  /** The first format that has it; 2 where absent. */
  readonly since?: 6
}

/** A managed task: a short name in format 8, its type with the assembly before. */
function managed(task: string, title: string, options: ManagedOptions = {}): StockTask {
  const { stock = task, type = `Microsoft.SqlServer.Dts.Tasks.${task}.${task}`, kept = true } = options
  const { assembly = `Microsoft.SqlServer.${task}`, short = `Microsoft.${task}`, since = 2 } = options
  const old = (format: 2 | 3 | 6) => `${type}, ${assembly}, Version=${versions[format]}, ${token}`
  const earlier = since === 6 ? {} : { 2: old(2), 3: old(3) }
  return { stock, title, type, kept, names: { ...earlier, 6: old(6), 8: short } }
}

function maintenance(task: string, title: string): StockTask {
  const name = `DbMaintenance${task}Task`
  const type = `Microsoft.SqlServer.Management.DatabaseMaintenance.${name}`
  return managed(name, title, { type, assembly: 'Microsoft.SqlServer.MaintenancePlanTasks' })
}

const analysis = 'Microsoft.DataTransformationServices.Tasks.DTSProcessingTask'
const analysisAssembly = 'Microsoft.SqlServer.ASTasks'

/** Every stock task, those that run here first. */
export const stockTasks: readonly StockTask[] = [
  managed('WmiDataReaderTask', 'WMI Data Reader Task', { assembly: 'Microsoft.SqlServer.WMIDRTask', kept: false }),
  managed('WmiEventWatcherTask', 'WMI Event Watcher Task', { assembly: 'Microsoft.SqlServer.WMIEWTask', kept: false }),
  managed('WebServiceTask', 'Web Service Task', { kept: false }),
  {
    stock: 'PipelineTask',
    title: 'Data Flow Task',
    names: { 2: 'DTS.Pipeline.1', 3: 'SSIS.Pipeline.2', 6: 'SSIS.Pipeline.3', 8: 'Microsoft.Pipeline' },
    kept: false,
  },
  managed('ExpressionTask', 'Expression Task', { since: 6, kept: false }),
  managed('ExecuteProcess', 'Execute Process Task', {
    stock: 'ExecuteProcessTask',
    assembly: 'Microsoft.SqlServer.ExecProcTask',
    kept: false,
  }),
  managed('FileSystemTask', 'File System Task', { kept: false }),
  {
    stock: 'ExecutePackageTask',
    title: 'Execute Package Task',
    names: {
      2: 'MSDTS.ExecutePackageTask.1',
      3: 'SSIS.ExecutePackageTask.2',
      6: 'SSIS.ExecutePackageTask.3',
      8: 'Microsoft.ExecutePackageTask',
    },
    kept: false,
  },
  managed('ActiveXScriptTask', 'ActiveX Script Task'),
  managed('ASExecuteDDLTask', 'Analysis Services Execute DDL Task', {
    type: `${analysis}.ASExecuteDDLTask`,
    assembly: analysisAssembly,
  }),
  managed('ASProcessingTask', 'Analysis Services Processing Task', {
    type: `${analysis}.DTSProcessingTask`,
    assembly: analysisAssembly,
    short: 'Microsoft.DTSProcessingTask',
  }),
  managed('BulkInsertTask', 'Bulk Insert Task'),
  {
    stock: 'CdcControlTask',
    title: 'CDC Control Task',
    type: 'Attunity.SqlServer.CDCControlTask.CdcControlTask',
    names: { 8: 'Attunity.CdcControlTask' },
    kept: true,
  },
  managed('DMQueryTask', 'Data Mining Query Task'),
  managed('DataProfilingTask', 'Data Profiling Task', { type: 'Microsoft.DataDebugging.DataProfilingTask' }),
  managed('Exec80PackageTask', 'Execute DTS 2000 Package Task'),
  managed('ExecuteSQLTask', 'Execute SQL Task', { stock: 'SQLTask', assembly: 'Microsoft.SqlServer.SQLTask' }),
  managed('FtpTask', 'FTP Task', { stock: 'FTPTask', short: 'Microsoft.FTPTask' }),
  managed('HadoopFileSystemTask', 'Hadoop File System Task'),
  managed('HadoopHiveTask', 'Hadoop Hive Task'),
  managed('HadoopPigTask', 'Hadoop Pig Task'),
  managed('MessageQueueTask', 'Message Queue Task', { stock: 'MSMQTask', assembly: 'Microsoft.SqlServer.MSMQTask' }),
  managed('ScriptTask', 'Script Task'),
  managed('SendMailTask', 'Send Mail Task'),
  managed('TransferDatabaseTask', 'Transfer Database Task'),
  managed('TransferErrorMessagesTask', 'Transfer Error Messages Task'),
  managed('TransferJobsTask', 'Transfer Jobs Task'),
  managed('TransferLoginsTask', 'Transfer Logins Task'),
  managed('TransferStoredProceduresTask', 'Transfer Master Stored Procedures Task'),
  managed('TransferSqlServerObjectsTask', 'Transfer SQL Server Objects Task'),
  managed('XMLTask', 'XML Task'),
  maintenance('Backup', 'Back Up Database Task'),
  maintenance('CheckIntegrity', 'Check Database Integrity Task'),
  maintenance('ExecuteAgentJob', 'Execute SQL Server Agent Job Task'),
  maintenance('TSQLExecute', 'Execute T-SQL Statement Task'),
  maintenance('HistoryCleanup', 'History Cleanup Task'),
  maintenance('FileCleanup', 'Maintenance Cleanup Task'),
  maintenance('NotifyOperator', 'Notify Operator Task'),
  maintenance('Reindex', 'Rebuild Index Task'),
  maintenance('DefragmentIndex', 'Reorganize Index Task'),
  maintenance('Shrink', 'Shrink Database Task'),
  maintenance('UpdateStatistics', 'Update Statistics Task'),
]

/** By every name without case: monikers, CreationNames, types. */
const byName = new NameMap<StockTask>()
for (const task of stockTasks) {
  const { stock, type, names } = task
  for (const name of [`STOCK:${stock}`, ...(type === undefined ? [] : [type]), ...Object.values(names)])
    byName.set(name, task)
}

/** The stock task that a CreationName of any format, or a moniker, names; undefined for others. */
export function stockTaskOf(creationName: string): StockTask | undefined {
  const wanted = creationName.trim()
  // What stands behind the comma is the assembly, whose version varies.
  const type = wanted.split(',', 1)[0]?.trim() ?? ''
  return byName.get(wanted) ?? byName.get(type) ?? nativeTask(wanted)
}

/** Native tasks carry a number that grows with the product: `DTS.Pipeline.1`, `SSIS.Pipeline.4`. */
function nativeTask(name: string): StockTask | undefined {
  const match = /^(?:SSIS|DTS|MSDTS)\.(Pipeline|ExecutePackageTask)(?:\.\d+)?$/i.exec(name)
  return match?.[1] === undefined ? undefined : byName.get(`Microsoft.${match[1]}`)
}
