// System variables by scope ("System Variables" in the Integration Services documentation).
import { hostname, userInfo } from 'node:os'
import type { ContainerType, DtsContainer } from './container.js'
import { parseDate } from './dtsx/values.js'
import { VariableDataType } from './enums.js'
import { AnswerVariable, handlerVariables } from './event-variables.js'
import { FixedVariable } from './fixed-variable.js'
import type { Variable } from './variable.js'
import { variableType } from './variable-types.js'

type TypeName = keyof typeof VariableDataType
/** A system variable: its name, its type, and what it shows when the runtime has set nothing. */
type Row = readonly [name: string, type: TypeName, read?: (container: DtsContainer) => unknown]

/** What a variable shows when neither the runtime nor the package says anything. */
const preset = (type: TypeName): unknown => variableType(VariableDataType[type]).default

const localeId: Row = ['LocaleId', 'Int32', container => localeOf(container)]

const packageRows: readonly Row[] = [
  ['CancelEvent', 'Int32'],
  ['ContainerStartTime', 'DateTime', container => container.startTime],
  ['CreationDate', 'DateTime', container => parseDate(container.package.creationDate)],
  ['CreatorComputerName', 'String', container => container.package.creatorComputerName],
  ['CreatorName', 'String', container => container.package.creatorName],
  ['ExecutionInstanceGUID', 'String'],
  ['FailedConfigurations', 'String'],
  ['IgnoreConfigurationsOnLoad', 'Boolean'],
  ['InteractiveMode', 'Boolean'],
  localeId,
  ['MachineName', 'String', () => hostname()],
  ['OfflineMode', 'Boolean', container => container.package.offlineMode],
  ['PackageID', 'String', container => container.id],
  ['PackageName', 'String', container => container.name],
  ['ServerExecutionID', 'Int64'],
  ['StartTime', 'DateTime', container => container.startTime],
  ['UserName', 'String', () => userName()],
  ['VersionBuild', 'Int32', container => container.package.versionBuild],
  ['VersionComments', 'String', container => container.package.versionComments],
  ['VersionGUID', 'String', container => container.package.versionGUID],
  ['VersionMajor', 'Int32', container => container.package.versionMajor],
  ['VersionMinor', 'Int32', container => container.package.versionMinor],
]

const taskRows: readonly Row[] = [
  ['CreationName', 'String', container => container.creationName],
  localeId,
  ['TaskID', 'String', container => container.id],
  ['TaskName', 'String', container => container.name],
  ['TaskTransactionOption', 'Int32', container => container.transactionOption],
]

const rowsByType: Readonly<Record<ContainerType, readonly Row[]>> = {
  package: packageRows,
  taskHost: taskRows,
  sequence: [localeId],
  forLoop: [localeId],
  forEachLoop: [localeId],
  eventHandler: [localeId],
}

/** The system variables of a container but for those that its file keeps. */
export function systemVariables(container: DtsContainer, stored: readonly Variable[]): Variable[] {
  const kept = new Set(stored.filter(variable => variable.systemVariable).map(variable => variable.name))
  const fixed = rowsByType[container.containerType]
  const { known, writable } = container.containerType === 'eventHandler' ? handlerVariables(container.name) : none
  const make = (Kind: typeof FixedVariable, [name, type, read]: Row): Variable =>
    new Kind(container, {
      id: '',
      name,
      namespace: 'System',
      description: '',
      dataType: VariableDataType[type],
      read: () => container.systemValue(name) ?? read?.(container) ?? preset(type),
    })
  return [
    ...[...fixed, ...known].filter(([name]) => !kept.has(name)).map(row => make(FixedVariable, row)),
    ...writable.filter(([name]) => !kept.has(name)).map(row => make(AnswerVariable, row)),
  ]
}

const none = { known: [], writable: [] }

/** -1 means the locale of the container around it. */
function localeOf(container: DtsContainer): number {
  for (let at: DtsContainer | null = container; at; at = at.parent) if (at.localeId !== -1) return at.localeId
  return -1
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a user that no file names.
    return String(process.getuid?.() ?? '')
  }
}
