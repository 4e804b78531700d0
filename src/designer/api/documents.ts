// Open packages as the page sees them.
import * as v from 'valibot'
import { call, job } from './operation.js'
import { webMethodSchema } from './web-method.js'

const nothing = v.object({})

/** The key of an object in its document: its DTSID, told apart by `#2` and so on where a file has it twice. */
export const objectKey = v.pipe(v.string(), v.maxLength(300))
/** The key of an open document, of the server's making. */
export const documentKey = v.pipe(v.string(), v.maxLength(60))
/** A file below the opened folder, with `/` between its parts. */
export const relativePath = v.pipe(v.string(), v.maxLength(4000))

export const pointSchema = v.object({ x: v.number(), y: v.number() })
/** Pixels of the layout in the file; the place is relative to the container. */
export const boxSchema = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() })
export type Box = v.InferOutput<typeof boxSchema>

export const containerKinds = ['package', 'taskHost', 'sequence', 'forLoop', 'forEachLoop', 'eventHandler'] as const

/** One container or task. */
export const nodeSchema = v.object({
  key: objectKey,
  /** The package has none. */
  parent: v.nullable(objectKey),
  kind: v.picklist(containerKinds),
  /** `Microsoft.WmiDataReaderTask`, `STOCK:SEQUENCE` … as the file has it. */
  creationName: v.string(),
  /** The stock name without version and form, by which the page chooses icon and editor: `WmiDataReaderTask`, `SEQUENCE`; the creationName of what nobody knows. */
  type: v.string(),
  /** What people call its kind. */
  title: v.string(),
  name: v.string(),
  description: v.string(),
  /** `\Package\Container\Task`. */
  path: v.string(),
  disabled: v.boolean(),
  /** Why it cannot run here, one sentence; null when it can. */
  unsupported: v.nullable(v.string()),
  /** Null where the file keeps none. */
  box: v.nullable(boxSchema),
  hasExpressions: v.boolean(),
  /** One line of what it does, such as the query; may be empty. */
  summary: v.string(),
})
export type NodeView = v.InferOutput<typeof nodeSchema>

export const constraintSchema = v.object({
  key: objectKey,
  /** The container that holds it. */
  parent: objectKey,
  /** Null where the file names nothing that is there. */
  from: v.nullable(objectKey),
  to: v.nullable(objectKey),
  name: v.string(),
  /** DTSExecResult: 0 Success, 1 Failure, 2 Completion. */
  value: v.number(),
  /** DTSPrecedenceEvalOp: 1 Expression, 2 Constraint, 3 ExpressionAndConstraint, 4 ExpressionOrConstraint. */
  evalOp: v.number(),
  expression: v.string(),
  logicalAnd: v.boolean(),
})
export type ConstraintView = v.InferOutput<typeof constraintSchema>

export const connectionSchema = v.object({
  key: objectKey,
  name: v.string(),
  description: v.string(),
  /** `WMI`, `FILE` … */
  type: v.string(),
  connectionString: v.string(),
  /** Of the project: shown, edited nowhere here. */
  project: v.boolean(),
  hasExpressions: v.boolean(),
  /** Keys of the nodes that use it. */
  usedBy: v.array(objectKey),
  /** True when it needs a password that neither the file nor the session has. */
  lacksSecret: v.boolean(),
})
export type ConnectionView = v.InferOutput<typeof connectionSchema>

/** A value in a form that JSON has; `text` is how people read it. */
export const shownValue = v.object({ text: v.string(), isNull: v.boolean() })

export const variableSchema = v.object({
  key: objectKey,
  /** The container that has it. */
  scope: objectKey,
  namespace: v.string(),
  name: v.string(),
  description: v.string(),
  /** The name of the type in the designer of SSIS: `Int32`, `String`, `DateTime`, `Object` … */
  type: v.string(),
  value: shownValue,
  expression: v.string(),
  evaluateAsExpression: v.boolean(),
  readOnly: v.boolean(),
  raiseChangedEvent: v.boolean(),
  system: v.boolean(),
})
export type VariableView = v.InferOutput<typeof variableSchema>

export const parameterSchema = v.object({
  key: objectKey,
  name: v.string(),
  description: v.string(),
  type: v.string(),
  /** Null for a sensitive one, whose value never leaves the server. */
  value: v.nullable(shownValue),
  sensitive: v.boolean(),
  required: v.boolean(),
  project: v.boolean(),
})
export type ParameterView = v.InferOutput<typeof parameterSchema>

export const problemSchema = v.object({
  severity: v.picklist(['error', 'warning', 'information']),
  message: v.string(),
  hint: v.string(),
  code: v.number(),
  /** `DTS_E_…`, or empty. */
  name: v.string(),
  /** The object that it is about. */
  object: v.nullable(objectKey),
  source: v.string(),
})
export type ProblemView = v.InferOutput<typeof problemSchema>

/** State of a document besides its objects. */
export const documentStateSchema = v.object({
  document: documentKey,
  /** Null for one that was never saved. */
  path: v.nullable(relativePath),
  name: v.string(),
  /** Goes up by one with each edit, undo and redo. */
  revision: v.number(),
  dirty: v.boolean(),
  /** What undo would take back, and redo bring again; null when there is nothing. */
  undo: v.nullable(v.string()),
  redo: v.nullable(v.string()),
  formatVersion: v.number(),
  protectionLevel: v.string(),
  /** False when the file may not be edited, such as one encrypted as a whole without its password. */
  editable: v.boolean(),
  /** The file on disk is not what this document came from. */
  changedOnDisk: v.picklist(['no', 'changed', 'deleted']),
  /** What people should know about secrets and project files, one sentence each. */
  warnings: v.array(v.string()),
})
export type DocumentState = v.InferOutput<typeof documentStateSchema>

export const documentSchema = v.object({
  state: documentStateSchema,
  /** Parents before children, siblings in the order of the file; the package is the first. */
  nodes: v.array(nodeSchema),
  constraints: v.array(constraintSchema),
  connections: v.array(connectionSchema),
  variables: v.array(variableSchema),
  parameters: v.array(parameterSchema),
})
export type DocumentView = v.InferOutput<typeof documentSchema>

function changes<S extends v.GenericSchema>(item: S) {
  return v.object({ put: v.array(item), remove: v.array(objectKey) })
}

/** What an edit changed: rows to put in place by key (new ones at the end), and keys that are gone. */
export const documentPatchSchema = v.object({
  state: documentStateSchema,
  nodes: changes(nodeSchema),
  constraints: changes(constraintSchema),
  connections: changes(connectionSchema),
  variables: changes(variableSchema),
  parameters: changes(parameterSchema),
  /** Keys of what the edit made or pasted, for the selection. */
  made: v.array(objectKey),
})
export type DocumentPatch = v.InferOutput<typeof documentPatchSchema>

export const propertyTypes = ['String', 'Boolean', 'Int32', 'Object', 'Enum'] as const

export const propertySchema = v.object({
  name: v.string(),
  type: v.picklist(propertyTypes),
  /** Null: write-only, or nothing. Enumerations by the name of the member. */
  value: v.nullable(v.union([v.string(), v.number(), v.boolean()])),
  /** Members of an enumeration, in the order of their numbers. */
  members: v.array(v.string()),
  readable: v.boolean(),
  writable: v.boolean(),
  /** A secret: it can be set, and is never read. */
  secret: v.boolean(),
  /** For a secret: the file or the session has one. */
  present: v.boolean(),
  /** Null: none. */
  expression: v.nullable(v.string()),
  canHaveExpression: v.boolean(),
  /** `identification`, `execution`, `task`, `other`: how the grid groups it. */
  group: v.string(),
})
export type PropertyView = v.InferOutput<typeof propertySchema>

export const mappingSchema = v.object({ variable: v.string(), index: v.pipe(v.number(), v.integer()) })

/** One object with everything that its editor shows. */
export const objectSchema = v.object({
  key: objectKey,
  /** `package`, `taskHost`, …, `connection`, `constraint`, `variable`, `parameter`. */
  kind: v.string(),
  type: v.string(),
  name: v.string(),
  properties: v.array(propertySchema),
  /** Of a Foreach Loop. */
  foreach: v.nullable(
    v.object({
      /** Null: none yet. `Microsoft.ForEachFileEnumerator` … */
      enumerator: v.nullable(v.string()),
      supported: v.boolean(),
      properties: v.array(propertySchema),
      /** Rows of the Item enumerator. */
      items: v.array(v.array(v.string())),
      mappings: v.array(mappingSchema),
      /** Types of the columns of those rows, by the names of variable types. */
      itemTypes: v.array(v.string()),
      /** The enumerators that can be chosen, with what people call them and what a new one begins with. */
      choices: v.array(
        v.object({
          /** As the file calls it where the loop has it, else as new files do. */
          enumerator: v.string(),
          /** `ForEachFileEnumerator` … in every format. */
          type: v.string(),
          title: v.string(),
          properties: v.array(propertySchema),
        }),
      ),
      /** Types that a column of the Item enumerator can have. */
      columnTypes: v.array(v.string()),
    }),
  ),
  /** Of a Web Service task. */
  webMethod: v.nullable(webMethodSchema),
  /** Events of its event handlers that exist, and the names that could get one. */
  eventHandlers: v.array(v.object({ event: v.string(), key: v.nullable(objectKey) })),
})
export type ObjectView = v.InferOutput<typeof objectSchema>

const propertyValue = v.nullable(v.union([v.pipe(v.string(), v.maxLength(2_000_000)), v.number(), v.boolean()]))
const expression = v.nullable(v.pipe(v.string(), v.maxLength(100_000)))
const name = v.pipe(v.string(), v.maxLength(1000))
const keys = v.pipe(v.array(objectKey), v.maxLength(10_000))

const singleEditSchema = v.variant('kind', [
  /** Several properties of one object by name; `Name` renames. Values of secrets stay on the server. */
  v.object({
    kind: v.literal('set'),
    object: objectKey,
    values: v.record(name, propertyValue),
    expressions: v.optional(v.record(name, expression)),
  }),
  /** The same properties on several objects. */
  v.object({ kind: v.literal('setMany'), objects: keys, values: v.record(name, propertyValue) }),
  v.object({
    kind: v.literal('addExecutable'),
    parent: objectKey,
    /** `Microsoft.WmiDataReaderTask`, `STOCK:SEQUENCE` … */
    moniker: name,
    at: v.optional(pointSchema),
    name: v.optional(name),
    values: v.optional(v.record(name, propertyValue)),
    /** Connects the new executable after this one. */
    after: v.optional(objectKey),
  }),
  /** Executables with their constraints, constraints, connections, variables, event handlers. */
  v.object({ kind: v.literal('remove'), objects: keys }),
  /** Places of nodes in the layout of the file. */
  v.object({
    kind: v.literal('move'),
    nodes: v.pipe(v.array(v.object({ key: objectKey, box: boxSchema })), v.maxLength(10_000)),
  }),
  /** Into another container; constraints to others go away. */
  v.object({ kind: v.literal('setParent'), nodes: keys, parent: objectKey, at: v.optional(pointSchema) }),
  v.object({ kind: v.literal('arrange'), parent: objectKey }),
  v.object({ kind: v.literal('connect'), from: objectKey, to: objectKey, value: v.number() }),
  v.object({
    kind: v.literal('setConstraint'),
    constraint: objectKey,
    value: v.number(),
    evalOp: v.number(),
    expression: v.pipe(v.string(), v.maxLength(100_000)),
    logicalAnd: v.boolean(),
  }),
  v.object({
    kind: v.literal('paste'),
    parent: objectKey,
    /** What `document.copy` answered. */
    clipboard: v.pipe(v.string(), v.maxLength(20_000_000)),
    at: v.optional(pointSchema),
  }),
  v.object({
    kind: v.literal('addConnection'),
    type: name,
    name: v.optional(name),
    values: v.optional(v.record(name, propertyValue)),
  }),
  v.object({ kind: v.literal('duplicateConnection'), connection: objectKey }),
  v.object({
    kind: v.literal('addVariable'),
    scope: objectKey,
    name,
    type: name,
    value: v.optional(propertyValue),
  }),
  /** A variable in another type or scope, which makes it anew. */
  v.object({
    kind: v.literal('retypeVariable'),
    variable: objectKey,
    type: v.optional(name),
    scope: v.optional(objectKey),
  }),
  v.object({ kind: v.literal('addParameter'), name, type: name, value: v.optional(propertyValue) }),
  v.object({ kind: v.literal('addEventHandler'), executable: objectKey, event: name }),
  v.object({
    kind: v.literal('setForeach'),
    loop: objectKey,
    /** Null leaves a loop without one as it is. */
    enumerator: v.nullable(name),
    values: v.record(name, propertyValue),
    expressions: v.optional(v.record(name, expression)),
    items: v.optional(v.array(v.array(v.string()))),
    /** Of the columns of the items; those that are missing stay as they are, or are of text. */
    itemTypes: v.optional(v.array(name)),
    mappings: v.array(mappingSchema),
  }),
  v.object({
    kind: v.literal('setWebMethod'),
    task: objectKey,
    call: webMethodSchema,
  }),
])

/** Everything that can be done to a document; each is one step of undo, several together too. */
export const editSchema = v.variant('kind', [
  singleEditSchema,
  v.object({
    kind: v.literal('several'),
    edits: v.pipe(v.array(singleEditSchema), v.minLength(1), v.maxLength(100)),
  }),
])
export type Edit = v.InferOutput<typeof editSchema>
export type EditOf<Kind extends Edit['kind']> = Extract<Edit, { readonly kind: Kind }>

export const entrySchema = v.object({
  path: relativePath,
  kind: v.picklist(['folder', 'package', 'project']),
  /** Bytes. */
  size: v.number(),
  /** Key of the document when it is open. */
  document: v.nullable(documentKey),
})
export type Entry = v.InferOutput<typeof entrySchema>

const ofDocument = v.object({ document: documentKey })

export const documentOperations = {
  /** Packages below the opened folder, at most 5,000; `truncated` says that there are more. */
  'folder.list': call(nothing, v.object({ entries: v.array(entrySchema), truncated: v.boolean() })),
  /** Open documents, for a page that comes back. */
  'document.list': call(nothing, v.object({ documents: v.array(documentStateSchema) })),
  'document.open': call(v.object({ path: relativePath, password: v.optional(v.string()) }), documentSchema),
  'document.create': call(v.object({ name }), documentSchema),
  'document.view': call(ofDocument, documentSchema),
  /** Forgets it; unsaved changes are lost, the page has asked. */
  'document.close': call(ofDocument, nothing),
  /** @throws conflict when the file on disk changed since, unless `overwrite`; the path is needed for one that has none. */
  'document.save': call(
    v.object({ document: documentKey, path: v.optional(relativePath), overwrite: v.optional(v.boolean()) }),
    documentPatchSchema,
  ),
  /** Takes the file on disk instead of what is open; one step of undo. */
  'document.reload': call(v.object({ document: documentKey, password: v.optional(v.string()) }), documentPatchSchema),
  'document.edit': call(
    v.object({ document: documentKey, revision: v.number(), edit: editSchema }),
    documentPatchSchema,
  ),
  'document.undo': call(v.object({ document: documentKey, revision: v.number() }), documentPatchSchema),
  'document.redo': call(v.object({ document: documentKey, revision: v.number() }), documentPatchSchema),
  'document.object': call(v.object({ document: documentKey, object: objectKey }), objectSchema),
  /** Text for the clipboard; secrets are left out. */
  'document.copy': call(v.object({ document: documentKey, objects: keys }), v.object({ clipboard: v.string() })),
  /** Validates without connecting to anything. */
  'document.validate': call(ofDocument, v.object({ revision: v.number(), problems: v.array(problemSchema) })),
  /** The XML as it would be saved, to look at. */
  'document.source': call(ofDocument, v.object({ text: v.string() })),
  /** System variables and others that a scope sees, for pickers and the expression builder. */
  'document.variables': call(
    v.object({ document: documentKey, scope: objectKey }),
    v.object({ variables: v.array(variableSchema), parameters: v.array(parameterSchema) }),
  ),
  /** What can be put on the canvas and into the tray. */
  'toolbox.list': call(
    nothing,
    v.object({
      executables: v.array(
        v.object({
          moniker: v.string(),
          type: v.string(),
          title: v.string(),
          description: v.string(),
          group: v.picklist(['wmi', 'containers', 'other']),
        }),
      ),
      connections: v.array(v.object({ type: v.string(), title: v.string(), description: v.string() })),
      variableTypes: v.array(v.string()),
      events: v.array(v.string()),
    }),
  ),
  /** Runs as long as the page is there: what happens to files and documents without this page asking for it. */
  'workspace.watch': job(
    nothing,
    v.variant('kind', [
      v.object({ kind: v.literal('state'), state: documentStateSchema }),
      v.object({ kind: v.literal('folder') }),
      v.object({ kind: v.literal('closed'), document: documentKey }),
    ]),
    nothing,
  ),
} as const
