// New objects as their tools first save them.
import type { DtsContainer } from '../container.js'
import { type DTSExecResult, VariableDataType } from '../enums.js'
import { type VariableType, variableType } from '../variable-types.js'
import { writesAttributes } from './format.js'
import type { DtsNode } from './node.js'
import { formatBoolean } from './values.js'

/** A variable below a container. */
export function variableTemplate(
  container: DtsContainer,
  variable: { name: string; namespace: string; readOnly: boolean; type: VariableType; text: string },
): DtsNode {
  const { node } = container
  const { name, namespace, readOnly, type, text } = variable
  const space: Record<string, string> = text.trim() === '' && type.name === 'String' ? { 'xml:space': 'preserve' } : {}
  const attributes = { [node.qualified('DataType')]: String(type.code), ...space }
  const value = node.element.document.create(node.element, node.qualified('VariableValue'), attributes, text)
  const dump = type.valueType ? '6789' : '2345'
  const id = container.package.newId()
  if (node.usesAttributes) {
    const flag: Record<string, string> = readOnly ? { ReadOnly: formatBoolean(true, node.format) } : {}
    const properties = { CreationName: '', DTSID: id, IncludeInDebugDump: dump, Namespace: namespace, ObjectName: name }
    return node.make('Variable', { ...properties, ...flag }, [value])
  }
  const before = {
    Expression: '',
    EvaluateAsExpression: '0',
    Namespace: namespace,
    ReadOnly: formatBoolean(readOnly, node.format),
    RaiseChangedEvent: '0',
    ...(node.format === 3 ? { IncludeInDebugDump: dump } : {}),
  }
  const after = { ObjectName: name, DTSID: id, Description: '', CreationName: '' }
  const rest = Object.entries(after).map(([key, content]) => node.makeProperty(key, content))
  return node.make('Variable', before, [value, ...rest])
}

/** A connection manager of the package. Its object data is added by its kind. */
export function connectionTemplate(pkg: DtsContainer, type: string, name: string): DtsNode {
  const { node } = pkg
  const data = node.make('ObjectData')
  const own = { ObjectName: name, DTSID: pkg.package.newId() }
  const properties = node.usesAttributes
    ? { refId: `Package.ConnectionManagers[${name}]`, CreationName: type, ...own }
    : { DelayValidation: '0', ...own, Description: '', CreationName: type }
  return node.make('ConnectionManager', properties, [data])
}

// What formats 2 and 3 write for every executable, all of them defaults.
const oldDefaults = {
  ForceExecValue: '0',
  ExecValue: '0',
  ForceExecutionResult: '-1',
  Disabled: '0',
  FailPackageOnFailure: '0',
  FailParentOnFailure: '0',
  MaxErrorCount: '1',
  ISOLevel: '1048576',
  LocaleID: '-1',
  TransactionOption: '1',
  DelayValidation: '0',
}

/** A task host or container below a container. */
export function executableTemplate(
  container: DtsContainer,
  executable: { creationName: string; name: string; description: string; task: boolean },
): DtsNode {
  const { node } = container
  const { creationName, name, description, task } = executable
  const id = container.package.newId()
  if (!node.usesAttributes) {
    const own = { ObjectName: name, DTSID: id, Description: description, CreationName: creationName }
    const properties = { ...oldDefaults, ...own, DisableEventHandlers: '0' }
    const made = node.make('Executable', properties, task ? [node.make('ObjectData')] : [])
    const value = made.property('ExecValue')
    value?.set('DataType', '3', value.namespace)
    made.element.set('ExecutableType', creationName, made.element.namespace)
    return made
  }
  const properties = {
    refId: `${container.refId}\\${name}`,
    CreationName: creationName,
    Description: description,
    DTSID: id,
    ExecutableType: creationName,
    LocaleID: '-1',
    ObjectName: name,
  }
  return node.make('Executable', properties, [node.make('Variables'), ...(task ? [node.make('ObjectData')] : [])])
}

/** An event handler with the variable by which it answers whether its event goes on. */
export function eventHandlerTemplate(container: DtsContainer, event: string): DtsNode {
  const { node } = container
  const propagate = variableTemplate(container, {
    name: 'Propagate',
    namespace: 'System',
    readOnly: false,
    type: variableType(VariableDataType.Boolean),
    text: '-1',
  })
  const id = container.package.newId()
  if (node.usesAttributes) {
    const refId = `${container.refId}.EventHandlers[${event}]`
    const properties = { refId, CreationName: event, DTSID: id, EventID: '0', EventName: event, LocaleID: '-1' }
    return node.make('EventHandler', properties, [node.make('Variables', {}, [propagate])])
  }
  const own = { EventID: '0', EventName: event, ObjectName: '', DTSID: id, Description: '', CreationName: event }
  return node.make('EventHandler', { ...oldDefaults, ...own, DisableEventHandlers: '0' }, [propagate])
}

/** A precedence constraint between two executables of a container. */
export function constraintTemplate(
  container: DtsContainer,
  constraint: { name: string; from: DtsContainer; to: DtsContainer; value: DTSExecResult },
): DtsNode {
  const { node } = container
  const { name, from, to, value } = constraint
  const id = container.package.newId()
  if (writesAttributes(node.format)) {
    return node.make('PrecedenceConstraint', {
      refId: `${container.refId}.PrecedenceConstraints[${name}]`,
      CreationName: '',
      DTSID: id,
      From: from.refId,
      LogicalAnd: 'True',
      ObjectName: name,
      To: to.refId,
      ...(value === 0 ? {} : { Value: String(value) }),
    })
  }
  const end = (executable: DtsContainer, isFrom: boolean) =>
    node.element.document.create(node.element, node.qualified('Executable'), {
      IDREF: executable.id,
      [node.qualified('IsFrom')]: formatBoolean(isFrom, node.format),
    })
  const properties = {
    Value: String(value),
    EvalOp: '2',
    LogicalAnd: '-1',
    Expression: '',
    ObjectName: name,
    DTSID: id,
    Description: '',
    CreationName: '',
  }
  const rest = Object.entries(properties).map(([key, content]) => node.makeProperty(key, content))
  return node.make('PrecedenceConstraint', {}, [end(from, true), end(to, false), ...rest])
}

/** The text of a package without anything in it: format 8, DontSaveSensitive. */
export function packageTemplate(options: { id: string; versionId: string; created: string; name: string }): string {
  const attributes = [
    ['refId', 'Package'],
    ['CreationDate', options.created],
    ['CreationName', 'Microsoft.Package'],
    ['DTSID', options.id],
    ['ExecutableType', 'Microsoft.Package'],
    ['LocaleID', '1033'],
    ['ObjectName', options.name],
    ['PackageType', '5'],
    ['ProtectionLevel', '0'],
    ['VersionGUID', options.versionId],
  ]
  return [
    '<?xml version="1.0"?>',
    '<DTS:Executable xmlns:DTS="www.microsoft.com/SqlServer/Dts"',
    ...attributes.map(([name, value], at) => `  DTS:${name}="${value}"${at === attributes.length - 1 ? '>' : ''}`),
    '  <DTS:Property',
    '    DTS:Name="PackageFormatVersion">8</DTS:Property>',
    '  <DTS:Variables />',
    '</DTS:Executable>',
  ].join('\r\n')
}
