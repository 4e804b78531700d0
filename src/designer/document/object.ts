// One object with everything that its editor shows.

import { taskText } from '../../base/texts/designer-tasks.js'
import type { PropertyDefinition } from '../../ssis/contract.js'
import { eventNames } from '../../ssis/event-variables.js'
import { enumeratorKinds } from '../../ssis/foreach/enumerator.js'
import { columnTypes } from '../../ssis/foreach/item.js'
import {
  ConnectionManager,
  DtsContainer,
  type DtsProperty,
  ForEachLoop,
  type PropertyHost,
  TaskHost,
  WebServiceTask,
} from '../../ssis/index.js'
import { memberName } from '../../ssis/property-values.js'
import type { ObjectView, PropertyView } from '../api/index.js'
import type { DocumentObject, OpenDocument, SessionSecrets } from '../workspace/index.js'
import { shown } from './shown.js'
import { quietly, typeOf } from './view.js'
import { methodView } from './web-method-values.js'

/** The object of a key. @throws DesignerError notFound */
export function objectViewOf(document: OpenDocument, key: string, secrets: SessionSecrets): ObjectView {
  const found = document.entryOf(key)
  const { object } = found
  const container = object instanceof DtsContainer ? object : undefined
  const hosted: PropertyHost | undefined = found.kind === 'constraint' ? undefined : found.object
  return {
    key,
    kind: container?.containerType ?? found.kind,
    type: typeName(found),
    name: object.name,
    properties: hosted ? propertyViews(hosted, secrets) : constraintProperties(found),
    foreach: object instanceof ForEachLoop ? foreachView(object, secrets) : null,
    webMethod: object instanceof TaskHost ? webMethodView(object) : null,
    eventHandlers: container ? handlersOf(document, container) : [],
  }
}

function typeName(found: DocumentObject): string {
  if (found.kind === 'container') return typeOf(found.object)
  return found.kind === 'connection' ? found.object.creationName : found.kind
}

/** Properties that say what an object is, and those that say how it runs: the grid shows them apart. */
const groups: ReadonlyMap<string, string> = new Map([
  ...['Name', 'Description', 'ID', 'CreationName', 'Namespace', 'QualifiedName', 'DataType'].map(
    name => [name, 'identification'] as const,
  ),
  ...'Disable DelayValidation DisableEventHandlers FailPackageOnFailure FailParentOnFailure ForceExecutionValue ForcedExecutionValue ForceExecutionResult MaximumErrorCount IsolationLevel LocaleID TransactionOption LoggingMode ExecValueVariable MaxConcurrentExecutables OfflineMode'
    .split(' ')
    .map(name => [name, 'execution'] as const),
])

export function propertyViews(host: PropertyHost, secrets?: SessionSecrets): PropertyView[] {
  const own = host instanceof TaskHost || host instanceof ConnectionManager ? 'task' : 'other'
  return [...host.properties].map(property => propertyView(host, property, own, secrets))
}

function propertyView(
  host: PropertyHost,
  property: DtsProperty,
  own: string,
  secrets: SessionSecrets | undefined,
): PropertyView {
  const { name, type, get: canRead, set: writable } = property
  const secret = writable && !canRead
  const members = typeof type === 'object' ? Object.entries(type.enum).sort(([, a], [, b]) => a - b) : []
  return {
    name,
    type: typeof type === 'object' ? 'Enum' : type,
    value: canRead ? quietly(() => readValue(host, property), null) : null,
    members: members.map(([member]) => member),
    readable: canRead,
    writable,
    secret,
    present: secret && host instanceof ConnectionManager && hasSecret(host, name, secrets),
    expression: quietly(() => property.getExpression(host), null),
    canHaveExpression:
      writable && !(host instanceof DtsContainer && name === 'Name' && host.parent === null) && canExpress(host),
    group: groups.get(name) ?? own,
  }
}

function canExpress(host: PropertyHost): boolean {
  return 'getExpression' in host
}

function readValue(host: PropertyHost, property: DtsProperty): string | number | boolean | null {
  const value = property.getValue(host)
  if (typeof property.type === 'object' && typeof value === 'number')
    return memberName(property.type.enum, value) ?? String(value)
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value
  const { text, isNull } = shown(value)
  return isNull ? null : text
}

/** A secret is there when the manager does not miss it, but would without one. */
function hasSecret(manager: ConnectionManager, name: string, secrets: SessionSecrets | undefined): boolean {
  return quietly(() => !manager.missingSecrets(secrets).some(({ property }) => property === name), false)
}

function constraintProperties(found: DocumentObject): PropertyView[] {
  if (found.kind !== 'constraint') return []
  const { name, value, evalOp, expression, logicalAnd } = found.object
  const rows = { Name: name, Value: value, EvalOp: evalOp, Expression: expression, LogicalAnd: logicalAnd }
  return Object.entries(rows).map(([key, each]) => ({
    name: key,
    type: typeof each === 'string' ? 'String' : typeof each === 'boolean' ? 'Boolean' : 'Int32',
    value: each,
    members: [],
    readable: true,
    // A constraint is changed as a whole.
    writable: false,
    secret: false,
    present: false,
    expression: null,
    canHaveExpression: false,
    group: 'other',
  }))
}

function foreachView(loop: ForEachLoop, secrets: SessionSecrets): ObjectView['foreach'] {
  const { forEachEnumerator: enumerator } = loop
  return {
    enumerator: enumerator?.creationName ?? null,
    supported: enumerator?.kind !== undefined,
    properties: enumerator ? propertyViews(enumerator, secrets) : [],
    items: enumerator?.items ?? [],
    mappings: [...loop.variableMappings].map(({ variableName, valueIndex }) => ({
      variable: variableName,
      index: valueIndex,
    })),
    itemTypes: enumerator?.itemTypes ?? [],
    choices: enumeratorKinds.map(kind => {
      const type = kind.creationName.replace(/^.*\./, '')
      const title = enumeratorTitles[type]
      return {
        enumerator: kind === enumerator?.kind ? enumerator.creationName : kind.creationName,
        type,
        title: title ? taskText(title) : type,
        properties: kind.properties.map(newProperty),
      }
    }),
    columnTypes: [...columnTypes],
  }
}

/** A property of an enumerator that nobody has made yet. */
function newProperty({ name, type, default: value }: PropertyDefinition): PropertyView {
  const members = typeof type === 'object' ? Object.entries(type.enum).sort(([, a], [, b]) => a - b) : []
  const isMember = typeof type === 'object' && typeof value === 'number'
  return {
    name,
    type: typeof type === 'object' ? 'Enum' : type,
    value: isMember ? (memberName(type.enum, value) ?? String(value)) : value,
    members: members.map(([member]) => member),
    readable: true,
    writable: true,
    secret: false,
    present: false,
    expression: null,
    canHaveExpression: true,
    group: 'other',
  }
}

type EnumeratorTitle =
  | 'fileEnumerator'
  | 'itemEnumerator'
  | 'adoEnumerator'
  | 'variableEnumerator'
  | 'nodeListEnumerator'

/** What people call an enumerator, by its type. */
const enumeratorTitles: Readonly<Record<string, EnumeratorTitle | undefined>> = {
  ForEachFileEnumerator: 'fileEnumerator',
  ForEachItemEnumerator: 'itemEnumerator',
  ForEachADOEnumerator: 'adoEnumerator',
  ForEachFromVarEnumerator: 'variableEnumerator',
  ForEachNodeListEnumerator: 'nodeListEnumerator',
}

function webMethodView(host: TaskHost): ObjectView['webMethod'] {
  const { task } = host
  if (!(task instanceof WebServiceTask)) return null
  const service = quietly(() => String(host.properties.get('ServiceName').getValue(host) ?? ''), '')
  return methodView(
    service,
    quietly(() => task.webMethodInfo, undefined),
  )
}

function handlersOf(document: OpenDocument, container: DtsContainer): ObjectView['eventHandlers'] {
  const present = container.eventHandlers.map(handler => ({ event: handler.name, key: document.keyOf(handler) }))
  const missing = eventNames.filter(event => !present.some(each => each.event === event))
  return [...present, ...missing.map(event => ({ event, key: null }))]
}
