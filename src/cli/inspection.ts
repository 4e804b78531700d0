// What `wmilink inspect` finds in a package without connecting to anything: the document of docs/json.md.
import { WmilinkError } from '../base/errors.js'
import { connectionKinds } from '../ssis/connection-kinds/index.js'
import {
  type ConnectionManager,
  DTSExecResult,
  DTSProtectionLevel,
  type DtsContainer,
  type DtsMessage,
  ForEachLoop,
  ForLoop,
  type Package,
  type TaskHost,
  taskTitle,
  type Variable,
  VariableDataType,
} from '../ssis/index.js'
import { memberName } from '../ssis/property-values.js'
import {
  type ConfigurationInspection,
  type ConstraintInspection,
  configurationInspections,
  constraintInspections,
  type LogProviderInspection,
  logProviderInspections,
  loopProperties,
  type ParameterInspection,
  type PlainValue,
  parameterInspections,
  plainValue,
} from './inspection-parts.js'
import { executablesOf, type Placed } from './package-tree.js'
import { type MessageReport, messageReport } from './report.js'
import { withoutSecrets } from './secrets.js'
import { StoredValues } from './stored-values.js'

export interface Inspection {
  readonly file: string
  readonly package: string
  readonly id: string
  readonly description: string
  readonly formatVersion: number
  /** By name; empty when the file's text is none. */
  readonly protectionLevel: string
  /** True when validation found no error. */
  readonly runnable: boolean
  readonly connections: readonly ConnectionInspection[]
  readonly variables: readonly VariableInspection[]
  /** Of the package and of its project. */
  readonly parameters: readonly ParameterInspection[]
  readonly executables: readonly ExecutableInspection[]
  readonly constraints: readonly ConstraintInspection[]
  readonly logProviders: readonly LogProviderInspection[]
  /** False: the configurations are not applied. */
  readonly configurationsEnabled: boolean
  readonly configurations: readonly ConfigurationInspection[]
  readonly errors: readonly MessageReport[]
  readonly warnings: readonly MessageReport[]
}

interface ConnectionInspection {
  readonly name: string
  readonly id: string
  readonly type: string
  readonly connectionString: string
  /** package, or project for one that stands beside the package. */
  readonly scope: string
  readonly expressions: readonly { readonly property: string; readonly expression: string }[]
  /** True when connections of this type can be opened here. */
  readonly supported: boolean
  /** True when this one can, as far as can be said without connecting. */
  readonly runnable: boolean
  readonly problems: readonly Omit<MessageReport, 'source' | 'sourceId'>[]
}

interface VariableInspection {
  readonly name: string
  /** The package path of the container that holds it. */
  readonly scope: string
  readonly type: string
  /** Text, number, boolean or null; 64-bit integers and decimals are texts. Null for a secret. */
  readonly value: PlainValue
  readonly readOnly: boolean
  readonly expression: string | null
}

interface ExecutableInspection {
  readonly path: string
  readonly name: string
  readonly id: string
  /** task, sequence, forLoop, forEachLoop or eventHandler. */
  readonly kind: string
  readonly type: string
  /** What people call a task of this type; empty for containers, and for what nobody knows. */
  readonly title: string
  readonly description: string
  /** It or a container around it is disabled. */
  readonly disabled: boolean
  /** True when it would run here. */
  readonly runnable: boolean
  /** The task's own properties, by the names of the object model; enumerations by name. Of a loop, what it goes through. */
  readonly properties: Readonly<Record<string, string | number | boolean>>
  /** Property expressions. */
  readonly expressions: readonly { readonly property: string; readonly expression: string }[]
  readonly problems: readonly MessageReport[]
}

/** Validates the package and describes what it holds. */
export async function inspectPackage(
  pkg: Package,
  file: string,
  options: Parameters<Package['validate']>[0],
): Promise<Inspection> {
  const bySource = new Map<string, MessageReport[]>()
  const note = (id: string, message: DtsMessage): undefined => {
    const found = bySource.get(id)
    if (found) found.push(messageReport(message))
    else bySource.set(id, [messageReport(message)])
  }
  const result = await pkg.validate({ ...options, events: { onError: ({ id }, message) => note(id, message) } })
  const placed = [...executablesOf(pkg)]
  const stored = new StoredValues()
  const variables = (container: DtsContainer, scope: string): VariableInspection[] =>
    [...container.variables]
      .filter(variable => !variable.systemVariable)
      .map(variable => variableInspection(variable, scope, stored))
  const found = {
    file,
    package: pkg.name,
    id: pkg.id,
    description: pkg.description,
    formatVersion: pkg.formatVersion,
    protectionLevel: stored.read(pkg.name, pkg.id, () => levelName(pkg.protectionLevel), ''),
    runnable: result === DTSExecResult.Success,
    connections: [...pkg.connections].map(connectionInspection),
    variables: [...variables(pkg, '\\Package'), ...placed.flatMap(({ host, path }) => variables(host, path))],
    parameters: parameterInspections(pkg, stored),
    executables: placed.map(each => executableInspection(each, bySource.get(each.host.id) ?? [])),
    constraints: constraintInspections(pkg, stored),
    logProviders: logProviderInspections(pkg),
    configurationsEnabled: stored.read(pkg.name, pkg.id, () => pkg.enableConfigurations, false),
    configurations: configurationInspections(pkg, stored),
    errors: pkg.errors.map(messageReport),
  }
  return { ...found, warnings: [...pkg.warnings.map(messageReport), ...stored.problems] }
}

function levelName(level: number): string {
  return memberName(DTSProtectionLevel, level) ?? String(level)
}

function connectionInspection(manager: ConnectionManager): ConnectionInspection {
  const { name, id, creationName: type, scope, propertyExpressions: expressions } = manager
  const problems = manager
    .problems()
    .map(({ code, symbol, description: message, hint }) => ({ code, name: symbol, message, hint }))
  const supported = connectionKinds.some(kind => kind.creationName.toUpperCase() === type.toUpperCase())
  return {
    name,
    id,
    type,
    connectionString: withoutSecrets(manager.connectionString),
    scope,
    expressions,
    supported,
    runnable: supported && problems.length === 0,
    problems,
  }
}

function variableInspection(variable: Variable, scope: string, stored: StoredValues): VariableInspection {
  const { qualifiedName: name, id } = variable
  return {
    name,
    scope,
    type: memberName(VariableDataType, variable.dataType) ?? String(variable.dataType),
    value: stored.read(name, id, () => plainValue(variable.value), null),
    readOnly: stored.read(name, id, () => variable.readOnly, false),
    expression: stored.read(name, id, () => (variable.evaluateAsExpression ? variable.expression : null), null),
  }
}

function executableInspection(
  { host, path, disabled }: Placed,
  problems: readonly MessageReport[],
): ExecutableInspection {
  const { name, id, creationName: type, description, containerType } = host
  return {
    path,
    name,
    id,
    kind: containerType === 'taskHost' ? 'task' : containerType,
    type,
    title: isTask(host) ? (taskTitle(type) ?? '') : '',
    description,
    disabled,
    runnable: !disabled && problems.length === 0,
    properties: propertiesOf(host),
    expressions: host.propertyExpressions,
    problems,
  }
}

function propertiesOf(host: DtsContainer): ExecutableInspection['properties'] {
  if (isTask(host)) return ownProperties(host)
  return host instanceof ForLoop || host instanceof ForEachLoop ? loopProperties(host) : {}
}

function isTask(host: DtsContainer): host is TaskHost {
  return host.containerType === 'taskHost'
}

/** What the task's file says, defaults included; secrets and what cannot be read are left out. */
function ownProperties(host: TaskHost): ExecutableInspection['properties'] {
  const found: [string, string | number | boolean][] = []
  for (const { name, type, writeOnly, attribute } of host.kind?.properties ?? []) {
    if (writeOnly || attribute === undefined) continue
    try {
      const value = host.properties.get(name).getValue(host)
      if (typeof value === 'number' && typeof type === 'object')
        found.push([name, memberName(type.enum, value) ?? value])
      else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        found.push([name, value])
    } catch (error) {
      // Data that does not fit; validation says so.
      if (!(error instanceof WmilinkError)) throw error
    }
  }
  return Object.fromEntries(found)
}
