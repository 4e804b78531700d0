import { readerText } from '../../base/texts/ssis-reader.js'
import type { ConnectionManager } from '../connection-manager.js'
import type { ComponentProperties, Task, TaskContext, TaskKind } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { DtsError, type DtsProblem, dtsError, problemOf } from '../errors.js'
import { writeText } from './data-reader/file-destination.js'
import { nativeFile } from './data-reader/file-failure.js'
import { Instances } from './data-reader/instances.js'
import { tableOutput, textOutput } from './data-reader/output.js'
import {
  type DataReaderSettings,
  DestinationType,
  dataReaderProperties,
  OutputType,
  readSettings,
} from './data-reader/settings.js'
import { checkKept, destinationVariable, writeVariable } from './data-reader/variable-destination.js'
import { stockMatcher } from './kind.js'
import { managerProblems } from './references.js'
import { isKnownBefore, warnOfQuery } from './wmi-query/advise.js'
import { dataReaderCodes as codes } from './wmi-query/codes.js'
import { wmiManager } from './wmi-query/connection.js'
import { expectsFile, fileManager, managedPath } from './wmi-query/file-manager.js'
import { checkQuerySource, readQuery } from './wmi-query/query-source.js'
import { inform, Problems, report, warn } from './wmi-query/report.js'

/** What the last run of a WMI Data Reader task did. */
export interface DataReaderRun {
  /** Name of the WMI connection manager. */
  readonly connection: string
  /** `\\SERVER\namespace`. */
  readonly place: string
  readonly query: string
  readonly rows: number
  /** `path` is the file on this system. */
  readonly destination:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'variable'; readonly name: string }
}

/** Asks a WMI connection a WQL question and writes the answer to a file or a variable (WmiDataReaderTask). */
export class WmiDataReaderTask implements Task {
  /** Null before the first run that reached its end. */
  lastRun: DataReaderRun | null = null
  readonly #properties: ComponentProperties

  constructor(properties: ComponentProperties) {
    this.#properties = properties
  }

  /** Rows of the last run; undefined before. */
  get executionValue(): number | undefined {
    return this.lastRun?.rows
  }

  validate(context: TaskContext): DTSExecResult {
    const problems = new Problems()
    problems.attempt(() => {
      const settings = this.#settings()
      let manager: ConnectionManager | undefined
      problems.attempt(() => {
        manager = wmiManager(settings.connection, context, codes)
        return managerProblems(manager)
      })
      problems.attempt(() => checkQuerySource(settings, context, codes))
      problems.attempt(() => checkDestination(settings, context))
      if (isKnownBefore(settings)) warnOfQuery(context, settings.querySource, 'reader', manager)
      return undefined
    })
    for (const problem of problems.found) report(context, problem)
    return problems.found.length > 0 ? DTSExecResult.Failure : DTSExecResult.Success
  }

  async execute(context: TaskContext): Promise<DTSExecResult> {
    this.lastRun = null
    try {
      const settings = this.#settings()
      const manager = wmiManager(settings.connection, context, codes)
      const query = await readQuery(settings, context, codes)
      if (!isKnownBefore(settings)) warnOfQuery(context, query, 'reader', manager)
      const instances = new Instances(manager, query, context)
      const destination =
        settings.destinationType === DestinationType.Variable
          ? await toVariable(instances, settings, context)
          : await toFile(instances, settings, context)
      if (instances.count === 0) warn(context, readerText('noRows', { query: query.trim() }))
      this.lastRun = { connection: manager.name, place: instances.place, query, rows: instances.count, destination }
      return DTSExecResult.Success
    } catch (error) {
      if (context.signal.aborted) return DTSExecResult.Canceled
      if (!(error instanceof DtsError)) throw error
      report(context, problemOf(error))
      return DTSExecResult.Failure
    }
  }

  #settings(): DataReaderSettings {
    try {
      return readSettings(this.#properties)
    } catch (error) {
      if (!(error instanceof DtsError)) throw error
      throw dtsError(codes.badData, { reason: error.message }, { cause: error })
    }
  }
}

async function toVariable(
  instances: Instances,
  settings: DataReaderSettings,
  context: TaskContext,
): Promise<DataReaderRun['destination']> {
  const variable = destinationVariable(settings.destination, settings.outputType, context)
  checkKept(variable, settings.mode)
  if (settings.outputType === OutputType.DataTable) {
    const { table, leftOut } = await tableOutput(instances)
    warnLeftOut(context, leftOut)
    writeVariable(variable, table, settings.mode)
  } else {
    const { head, chunks } = textOutput(instances, settings)
    let text = ''
    for await (const chunk of chunks) text += chunk
    writeVariable(variable, head() + text, settings.mode)
  }
  const name = variable.qualifiedName
  inform(context, readerText('toVariable', { rows: instances.count, name }))
  return { kind: 'variable', name }
}

async function toFile(
  instances: Instances,
  settings: DataReaderSettings,
  context: TaskContext,
): Promise<DataReaderRun['destination']> {
  const manager = fileManager(settings.destination, context, codes)
  const path = managedPath(manager, codes)
  const native = nativeFile(path, one => context.nativePath(one))
  const output = textOutput(instances, settings)
  const { mode } = settings
  await writeText({ native, path, mode, mustExist: expectsFile(manager), signal: context.signal }, output)
  warnLeftOut(context, output.leftOut())
  inform(context, readerText('toFile', { rows: instances.count, path }))
  return { kind: 'file', path: native }
}

function checkDestination(settings: DataReaderSettings, context: TaskContext): DtsProblem[] {
  const { destination, destinationType, outputType } = settings
  if (!destination) throw dtsError('DTS_E_WMIDRTASK_DESTINATIONMUSTBESET')
  if (destinationType === DestinationType.Variable) {
    destinationVariable(destination, outputType, context)
    return []
  }
  const manager = fileManager(destination, context, codes)
  nativeFile(managedPath(manager, codes), path => context.nativePath(path))
  return managerProblems(manager)
}

function warnLeftOut(context: TaskContext, leftOut: readonly string[]): void {
  if (leftOut.length > 0) warn(context, readerText('leftOut', { names: leftOut.join(', ') }), readerText('leftOutHint'))
}

/** The kind `Microsoft.WmiDataReaderTask`. */
export const wmiDataReader: TaskKind = {
  creationName: 'Microsoft.WmiDataReaderTask',
  stockName: 'WmiDataReaderTask',
  matches: stockMatcher('WmiDataReaderTask'),
  dataElement: 'WMIDRTaskData',
  properties: dataReaderProperties,
  create: properties => new WmiDataReaderTask(properties),
}
