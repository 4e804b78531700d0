// Where new properties and children go, so that a file keeps the order in which its tool writes it.

/** Order of the children of an object; anything else comes where it is. Formats 2 and 3 nest them without collections. */
const childOrder = [
  'Property',
  'ConnectionManagers',
  'ConnectionManager',
  'Configurations',
  'Configuration',
  'LogProviders',
  'LogProvider',
  'PackageParameters',
  'PackageVariable',
  'ForEachEnumerator',
  'Variables',
  'Variable',
  'VariableValue',
  'LoggingOptions',
  'PropertyExpression',
  'Executables',
  'Executable',
  'PrecedenceConstraints',
  'PrecedenceConstraint',
  'EventHandlers',
  'EventHandler',
  'ForEachVariableMappings',
  'ForEachVariableMapping',
  'ObjectData',
  'DesignTimeProperties',
]

// The `DTS:Property` elements of formats 2 and 3, as their tools order them; the later ones follow the nested objects.
const propertyOrder = [
  'PackageFormatVersion',
  'VersionComments',
  'CreatorName',
  'CreatorComputerName',
  'CreationDate',
  'PackageType',
  'ProtectionLevel',
  'MaxConcurrentExecutables',
  'PackagePriorityClass',
  'VersionMajor',
  'VersionMinor',
  'VersionBuild',
  'VersionGUID',
  'EnableConfig',
  'CheckpointFileName',
  'SaveCheckpoints',
  'CheckpointUsage',
  'SuppressConfigurationWarnings',
  'Expression',
  'EvaluateAsExpression',
  'Namespace',
  'ReadOnly',
  'RaiseChangedEvent',
  'IncludeInDebugDump',
  'LastModifiedProductVersion',
  'ExecutionLocation',
  'ExecutionAddress',
  'TaskContact',
  'ForceExecValue',
  'ExecValue',
  'ForceExecutionResult',
  'Disabled',
  'FailPackageOnFailure',
  'FailParentOnFailure',
  'MaxErrorCount',
  'ISOLevel',
  'LocaleID',
  'TransactionOption',
  'DelayValidation',
  'ObjectName',
  'DTSID',
  'Description',
  'CreationName',
  'DisableEventHandlers',
]

/** Position of a child element among its siblings. */
export function childRank(localName: string): number {
  const rank = childOrder.indexOf(localName)
  return rank < 0 ? childOrder.length : rank
}

/** Whether one `DTS:Property` of formats 2 and 3 stands before another; names that no tool writes come last. */
export function propertyBefore(name: string, other: string): boolean {
  return listedBefore(propertyOrder)(name, other)
}

/** Whether one attribute of formats 6 and 8 stands before another: refId first, then alphabetical without case. */
export function attributeBefore(name: string, other: string): boolean {
  if (name === 'refId' || other === 'refId') return name === 'refId' && other !== 'refId'
  return name.toLowerCase() < other.toLowerCase()
}

/** An order of attributes by a list; names that are not in it come last. */
export function listedBefore(names: readonly string[]): (name: string, other: string) => boolean {
  const rank = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length)
  return (name, other) => rank(name) < rank(other)
}
