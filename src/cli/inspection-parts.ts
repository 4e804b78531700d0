// Of an inspection: what a package holds besides connections, variables and executables.
import {
  DTSConfigurationType,
  DTSExecResult,
  DTSPrecedenceEvalOp,
  ExecutableContainer,
  type ForEachLoop,
  type ForLoop,
  type Package,
  type PrecedenceConstraint,
  VariableDataType,
} from '../ssis/index.js'
import { logProviderKind } from '../ssis/logging/index.js'
import { memberName } from '../ssis/property-values.js'
import { executablesOf } from './package-tree.js'
import type { StoredValues } from './stored-values.js'

/** A value as JSON can hold it: 64-bit integers and decimals are texts; null for objects and secrets. */
export type PlainValue = string | number | boolean | null

export function plainValue(value: unknown): PlainValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return String(value)
  return value instanceof Date ? value.toISOString() : null
}

/** A parameter of the package or of its project. */
export interface ParameterInspection {
  /** `$Package::Limit`. */
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly sensitive: boolean
  /** Null for a sensitive one. */
  readonly value: PlainValue
}

export function parameterInspections(pkg: Package, stored: StoredValues): ParameterInspection[] {
  return pkg.parameters.map(parameter => {
    const { qualifiedName: name, id, required, sensitive, dataType } = parameter
    const read = () => plainValue(parameter.value)
    return {
      name,
      type: memberName(VariableDataType, dataType) ?? String(dataType),
      required,
      sensitive,
      value: sensitive ? null : stored.read(name, id, read, null),
    }
  })
}

/** What must have happened before an executable may start. */
export interface ConstraintInspection {
  readonly name: string
  /** The package path of the container that holds both ends. */
  readonly scope: string
  /** The names of the executables; as the file writes them where there are none. */
  readonly from: string
  readonly to: string
  /** Success, Failure or Completion. */
  readonly value: string
  /** Constraint, Expression, ExpressionAndConstraint or ExpressionOrConstraint. */
  readonly evalOp: string
  readonly expression: string
  /** False: one of the constraints on the same executable is enough. */
  readonly logicalAnd: boolean
}

export function constraintInspections(pkg: Package, stored: StoredValues): ConstraintInspection[] {
  const found: ConstraintInspection[] = []
  const containers = [{ host: pkg, path: '\\Package' }, ...executablesOf(pkg)]
  for (const { host, path } of containers)
    if (host instanceof ExecutableContainer)
      for (const constraint of host.precedenceConstraints) found.push(constraintInspection(constraint, path, stored))
  return found
}

function constraintInspection(
  constraint: PrecedenceConstraint,
  scope: string,
  stored: StoredValues,
): ConstraintInspection {
  const { name, id, expression, precedenceExecutable, constrainedExecutable } = constraint
  const read = <T>(get: () => T, otherwise: T): T => stored.read(name, id, get, otherwise)
  return {
    name,
    scope,
    from: precedenceExecutable?.name ?? constraint.precedenceReference,
    to: constrainedExecutable?.name ?? constraint.constrainedReference,
    value: read(() => memberName(DTSExecResult, constraint.value) ?? String(constraint.value), ''),
    evalOp: read(() => memberName(DTSPrecedenceEvalOp, constraint.evalOp) ?? String(constraint.evalOp), ''),
    expression,
    logicalAnd: read(() => constraint.logicalAnd, false),
  }
}

export interface LogProviderInspection {
  readonly name: string
  readonly id: string
  readonly type: string
  readonly configString: string
  /** True when such logs are written here. */
  readonly supported: boolean
}

export function logProviderInspections(pkg: Package): LogProviderInspection[] {
  return Array.from(pkg.logProviders, ({ name, id, creationName: type, configString }) => ({
    name,
    id,
    type,
    configString,
    supported: logProviderKind(type)?.form !== undefined,
  }))
}

export interface ConfigurationInspection {
  readonly name: string
  readonly id: string
  /** DTSConfigurationType by name. */
  readonly type: string
  /** Where its values are: a file, a variable … */
  readonly configurationString: string
  /** What is configured, where the place does not tell it itself. */
  readonly packagePath: string
  /** True when such places are read here. */
  readonly supported: boolean
}

/** Places that only Windows and SQL Server have. */
const elsewhere: ReadonlySet<string> = new Set([
  'RegEntry',
  'IRegEntry',
  'SqlServer',
  'ISqlServer',
  'IniFile',
  'IIniFile',
] satisfies (keyof typeof DTSConfigurationType)[])

export function configurationInspections(pkg: Package, stored: StoredValues): ConfigurationInspection[] {
  return Array.from(pkg.configurations, configuration => {
    const { name, id, configurationString, packagePath } = configuration
    const number = stored.read<number | undefined>(name, id, () => configuration.configurationType, undefined)
    const known = number === undefined ? undefined : memberName(DTSConfigurationType, number)
    const type = known ?? String(number ?? '')
    return { name, id, type, configurationString, packagePath, supported: known !== undefined && !elsewhere.has(known) }
  })
}

/** What a loop does, in the form in which the properties of tasks are told. */
export function loopProperties(loop: ForLoop | ForEachLoop): Readonly<Record<string, string | number | boolean>> {
  if (loop.containerType === 'forLoop')
    return {
      InitExpression: loop.initExpression,
      EvalExpression: loop.evalExpression,
      AssignExpression: loop.assignExpression,
    }
  const enumerator = loop.forEachEnumerator
  const found: [string, string | number | boolean][] = [['Enumerator', enumerator?.creationName ?? '']]
  for (const property of enumerator?.properties ?? []) {
    const value = enumerator && property.get ? property.getValue(enumerator) : undefined
    if (typeof value === 'number' && typeof property.type === 'object')
      found.push([property.name, memberName(property.type.enum, value) ?? value])
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      found.push([property.name, value])
  }
  for (const { variableName, valueIndex } of loop.variableMappings)
    found.push([`VariableMappings[${valueIndex}]`, variableName])
  return Object.fromEntries(found)
}
