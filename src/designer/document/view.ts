// A package as the page sees it.
import { documentText } from '../../base/texts/designer-document.js'
import {
  type ConnectionManager,
  type DtsContainer,
  type ParameterVariable,
  type PrecedenceConstraint,
  TaskHost,
  taskTitle,
  type Variable,
} from '../../ssis/index.js'
import { stockTaskOf } from '../../ssis/tasks/stock-tasks.js'
import { variableType } from '../../ssis/variable-types.js'
import type {
  Box,
  ConnectionView,
  ConstraintView,
  DocumentView,
  NodeView,
  ParameterView,
  VariableView,
} from '../api/index.js'
import type { OpenDocument, SessionSecrets } from '../workspace/index.js'
import { shown } from './shown.js'
import { usersOf } from './users.js'

/** Where boxes come from. */
export interface Boxes {
  boxOf(executable: DtsContainer): Box | null
}

/** What a line of a node may have; the page cuts it further. */
const longestSummary = 300

/** The whole document. @param secrets tells which passwords are known */
export function viewOf(document: OpenDocument, boxes: Boxes, secrets: SessionSecrets): DocumentView {
  const { objects, package: pkg } = document
  const users = usersOf(pkg, objects)
  const variables: VariableView[] = []
  const parameters: ParameterView[] = []
  const connections: ConnectionView[] = []
  for (const [key, entry] of objects) {
    if (entry.kind === 'variable') variables.push(variableView(key, entry.object, document.keyOf(entry.object.parent)))
    else if (entry.kind === 'parameter') parameters.push(parameterView(key, entry.object))
    else if (entry.kind === 'connection')
      connections.push(connectionView(key, entry.object, users.get(key) ?? [], secrets))
  }
  return {
    state: document.state(),
    nodes: objects.containers.map(container => nodeView(document, container, boxes)),
    constraints: objects.constraints.map(constraint => constraintView(document, constraint)),
    connections,
    variables,
    parameters,
  }
}

function nodeView(document: OpenDocument, container: DtsContainer, boxes: Boxes): NodeView {
  const { containerType: kind, creationName } = container
  const task = container instanceof TaskHost ? container : undefined
  return {
    key: document.keyOf(container),
    parent: container.parent ? document.keyOf(container.parent) : null,
    kind,
    creationName,
    type: typeOf(container),
    title: titleOf(container),
    name: container.name,
    description: quietly(() => container.description, ''),
    path: container.getPackagePath(),
    disabled: quietly(() => container.disable, false),
    unsupported: task ? unsupported(task) : null,
    box: boxes.boxOf(container),
    hasExpressions: container.hasExpressions,
    summary: summaryOf(container).slice(0, longestSummary),
  }
}

const containerTypes: Readonly<Partial<Record<DtsContainer['containerType'], string>>> = {
  package: 'PACKAGE',
  sequence: 'SEQUENCE',
  forLoop: 'FORLOOP',
  forEachLoop: 'FOREACHLOOP',
  eventHandler: 'EVENTHANDLER',
}
const containerTitles: Readonly<Record<string, string>> = {
  SEQUENCE: 'Sequence Container',
  FORLOOP: 'For Loop Container',
  FOREACHLOOP: 'Foreach Loop Container',
}

/** The stock name of its kind, whatever the format calls it. */
export function typeOf(container: DtsContainer): string {
  const { creationName, containerType } = container
  return containerTypes[containerType] ?? stockTaskOf(creationName)?.stock ?? creationName
}

function titleOf(container: DtsContainer): string {
  if (container.containerType === 'package') return documentText('packageTitle')
  if (container.containerType === 'eventHandler') return documentText('handlerTitle')
  return containerTitles[typeOf(container)] ?? taskTitle(container.creationName) ?? container.creationName
}

function unsupported(host: TaskHost): string | null {
  const { task, creationName } = host
  if (!task) return documentText('unknownKind', { kind: creationName })
  return task.unsupported ?? null
}

/** The property that says most about a kind of task. */
const telling: Readonly<Record<string, readonly string[]>> = {
  WmiDataReaderTask: ['WqlQuerySource'],
  WmiEventWatcherTask: ['WqlQuerySource'],
  WebServiceTask: ['ServiceName'],
  ExpressionTask: ['Expression'],
  ExecuteProcessTask: ['Executable', 'Arguments'],
  FileSystemTask: ['Operation'],
  ExecutePackageTask: ['PackageName'],
  FORLOOP: ['EvalExpression'],
}

function summaryOf(container: DtsContainer): string {
  const names = telling[typeOf(container)] ?? []
  const texts = names.map(name =>
    quietly(() => {
      if (!container.properties.contains(name)) return ''
      const property = container.properties.get(name)
      const value = property.getValue(container)
      if (typeof property.type !== 'object') return String(value ?? '')
      return Object.entries(property.type.enum).find(([, number]) => number === value)?.[0] ?? ''
    }, ''),
  )
  return texts
    .map(text => text.replace(/\s+/g, ' ').trim())
    .filter(text => text !== '')
    .join(' ')
}

function constraintView(document: OpenDocument, constraint: PrecedenceConstraint): ConstraintView {
  const { precedenceExecutable: from, constrainedExecutable: to } = constraint
  return {
    key: document.keyOf(constraint),
    parent: document.keyOf(constraint.parent),
    from: from ? document.keyOf(from) : null,
    to: to ? document.keyOf(to) : null,
    name: constraint.name,
    value: quietly<number>(() => constraint.value, 0),
    evalOp: quietly<number>(() => constraint.evalOp, 2),
    expression: constraint.expression,
    logicalAnd: quietly(() => constraint.logicalAnd, true),
  }
}

function connectionView(
  key: string,
  manager: ConnectionManager,
  usedBy: readonly string[],
  secrets: SessionSecrets,
): ConnectionView {
  return {
    key,
    name: manager.name,
    description: manager.description,
    type: manager.creationName,
    connectionString: quietly(() => String(manager.toJSON().connectionString), ''),
    project: manager.scope === 'project',
    hasExpressions: manager.hasExpressions,
    usedBy: [...usedBy],
    lacksSecret: quietly(() => manager.missingSecrets(secrets).length > 0, false),
  }
}

/** A variable, stored or of the system. */
export function variableView(key: string, variable: Variable, scope: string): VariableView {
  return {
    key,
    scope,
    namespace: variable.namespace,
    name: variable.name,
    description: variable.description,
    type: quietly(() => variableType(variable.dataType).name, 'Object'),
    value: quietly(() => shown(variable.value), { text: '', isNull: true }),
    expression: variable.expression,
    evaluateAsExpression: variable.evaluateAsExpression,
    readOnly: variable.readOnly,
    raiseChangedEvent: variable.raiseChangedEvent,
    system: variable.systemVariable,
  }
}

export function parameterView(key: string, parameter: ParameterVariable): ParameterView {
  const { sensitive } = parameter
  return {
    key,
    name: parameter.name,
    description: parameter.description,
    type: quietly(() => variableType(parameter.dataType).name, 'Object'),
    value: sensitive ? null : quietly(() => shown(parameter.value), { text: '', isNull: true }),
    sensitive,
    required: parameter.required,
    project: parameter.namespace === '$Project',
  }
}

/** What a bad text of the file does not let be read is told by validation; the view goes on without it. */
export function quietly<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
