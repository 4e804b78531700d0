// What needs a server: testing connections, browsing classes, completing and trying queries, calling methods. Nothing here
// connects by itself: without a consent for the server and the user every operation fails with `consent`.
import * as v from 'valibot'
import { documentKey, objectKey } from './documents.js'
import { failureSchema, peerSchema } from './failure.js'
import { call, job } from './operation.js'
import { describedMethodSchema } from './web-method.js'

const nothing = v.object({})
const text = v.pipe(v.string(), v.maxLength(100_000))

/** How one server of WMI is reached, as far as no package says it; null, empty or false: as the designer was started. */
export const serverSettingsSchema = v.object({
  /** Milliseconds without an answer; 0 waits for ever. */
  timeout: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400_000))),
  auth: v.nullable(v.picklist(['negotiate', 'ntlm', 'basic'])),
  /** SHA-256 or SHA-1 of the certificate of an https server: then nothing else is checked. */
  fingerprint: v.pipe(v.string(), v.maxLength(200)),
  /** Accepts every certificate. */
  insecure: v.boolean(),
  allowUnencrypted: v.boolean(),
  allowLegacyNtlm: v.boolean(),
  /** False leaves the channel bindings out. */
  channelBinding: v.boolean(),
  maxConnections: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))),
})
export type ServerSettings = v.InferOutput<typeof serverSettingsSchema>

/** What an editor would set of a connection manager; nothing of the document changes by it. */
export const draftSchema = v.object({
  /** Instead of those of the server. */
  server: v.optional(serverSettingsSchema),
  values: v.record(v.string(), v.nullable(v.union([text, v.number(), v.boolean()]))),
  expressions: v.optional(v.record(v.string(), v.nullable(text))),
})

/** A connection manager of an open document, as it is or as an editor's draft has it; `namespace` instead of the manager's own. */
export const placeSchema = v.object({
  document: documentKey,
  connection: objectKey,
  namespace: v.optional(text),
  draft: v.optional(draftSchema),
})
export type Place = v.InferOutput<typeof placeSchema>

/** A value of CIM as JSON has it: 64-bit integers as decimal digits, datetimes as DMTF text, objects as MOF text. */
export type Cell = string | number | boolean | null | readonly Cell[]
export const cellSchema: v.GenericSchema<Cell> = v.lazy(() =>
  v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(cellSchema)]),
)

export const columnSchema = v.object({
  name: v.string(),
  /** CIM type as MOF writes it: `uint64`, `string`, `datetime`, `Win32_Process ref`; `[]` at the end of arrays. */
  type: v.string(),
  isKey: v.boolean(),
})
export type Column = v.InferOutput<typeof columnSchema>

/** Rows of one result as they come. Where a later row brings a column, all columns are told anew before it, new ones at the end. */
export const rowsEventSchema = v.variant('kind', [
  v.object({ kind: v.literal('columns'), columns: v.array(columnSchema) }),
  /** Values in the order of the columns; `path` of the instance where it has one. */
  v.object({ kind: v.literal('rows'), rows: v.array(v.object({ path: v.string(), values: v.array(cellSchema) })) }),
])
export type RowsEvent = v.InferOutput<typeof rowsEventSchema>

export const rowsEndSchema = v.object({
  count: v.number(),
  /** True when there are more than were asked for. */
  more: v.boolean(),
  milliseconds: v.number(),
  /** Which host answered, when it was not Windows; may be empty. */
  notice: v.string(),
})

export const stageSchema = v.object({
  /** `settings`, `name`, `connect`, `tls`, `endpoint`, `logon`, `namespace`, `query`, `roundTrip`; for this machine fewer. */
  stage: v.string(),
  title: v.string(),
  outcome: v.picklist(['running', 'done', 'warning', 'failed', 'skipped']),
  detail: v.string(),
  /** What may be the reason and what to do, most likely first. */
  causes: v.array(v.object({ text: v.string(), todo: v.string() })),
  milliseconds: v.nullable(v.number()),
})
export type Stage = v.InferOutput<typeof stageSchema>

export const qualifierSchema = v.object({ name: v.string(), value: v.string() })
export const classPropertySchema = v.object({
  name: v.string(),
  type: v.string(),
  isKey: v.boolean(),
  /** The class that declares it. */
  origin: v.string(),
  writable: v.boolean(),
  description: v.string(),
  qualifiers: v.array(qualifierSchema),
  /** From ValueMap and Values: what its values mean. */
  values: v.array(v.object({ value: v.string(), label: v.string() })),
})
export const classMethodSchema = v.object({
  name: v.string(),
  isStatic: v.boolean(),
  origin: v.string(),
  description: v.string(),
  returnType: v.string(),
  inputs: v.array(classPropertySchema),
  outputs: v.array(classPropertySchema),
  qualifiers: v.array(qualifierSchema),
})
export type ClassProperty = v.InferOutput<typeof classPropertySchema>
export type ClassMethod = v.InferOutput<typeof classMethodSchema>

export const classSchema = v.object({
  name: v.string(),
  /** Nearest first. */
  superclasses: v.array(v.string()),
  subclasses: v.array(v.string()),
  isAbstract: v.boolean(),
  isAssociation: v.boolean(),
  isEvent: v.boolean(),
  description: v.string(),
  qualifiers: v.array(qualifierSchema),
  properties: v.array(classPropertySchema),
  methods: v.array(classMethodSchema),
})
export type ClassView = v.InferOutput<typeof classSchema>

export const marks = ['error', 'warning', 'information'] as const

/** What is to be said of a query, and where. */
export const diagnosticSchema = v.object({
  severity: v.picklist(marks),
  /** From 0, in UTF-16 units of the query. */
  from: v.number(),
  to: v.number(),
  message: v.string(),
  hint: v.string(),
  /** The whole query without this problem; null when nobody can tell. */
  corrected: v.nullable(v.string()),
})
export type Diagnostic = v.InferOutput<typeof diagnosticSchema>

export const completionSchema = v.object({
  label: v.string(),
  kind: v.picklist(['keyword', 'class', 'property', 'value', 'namespace', 'function', 'snippet']),
  detail: v.string(),
  description: v.string(),
  /** What is inserted; the label when absent. */
  insert: v.optional(v.string()),
})

/** A Web Service task, with what its editor would set of it. */
const taskSchema = v.object({
  document: documentKey,
  task: objectKey,
  /** Of `Connection`, `WsdlFile` and others of its properties. */
  values: v.optional(v.record(v.string(), v.nullable(v.union([text, v.number(), v.boolean()])))),
})

export const liveOperations = {
  /** Servers and users with which connecting was agreed. */
  'consent.list': call(nothing, v.object({ consents: v.array(peerSchema) })),
  'consent.give': call(v.object({ peer: peerSchema, remember: v.boolean() }), nothing),
  'consent.withdraw': call(v.object({ peer: peerSchema }), nothing),
  /** A password for this session, kept in memory for the manager's server and user; never answered. */
  'secret.give': call(
    v.object({
      document: documentKey,
      connection: objectKey,
      property: v.string(),
      value: v.pipe(v.string(), v.maxLength(10_000)),
      /** Of the failure that asked for it: whom the draft of an editor names. */
      peer: v.optional(peerSchema),
    }),
    nothing,
  ),
  'secret.forget': call(v.object({ document: documentKey, connection: objectKey }), nothing),

  /** Whom a connection would be opened to and as whom, without opening it. */
  'connection.peer': call(
    placeSchema,
    v.object({ peer: v.nullable(peerSchema), local: v.boolean(), agreed: v.boolean() }),
  ),
  /** Each stage when it starts (`running`) and when it ends. FILE, FLATFILE and HTTP managers have stages of their own. */
  'connection.test': job(
    placeSchema,
    stageSchema,
    v.object({ ok: v.boolean(), summary: v.string(), hint: v.string() }),
  ),

  /** What was set for the server of a place; `local`: this machine's own host, for which only the time-out matters. */
  'connection.settings': call(
    placeSchema,
    v.object({
      server: v.string(),
      local: v.boolean(),
      settings: serverSettingsSchema,
      /** Options with which the designer was started, without secrets. */
      started: v.array(v.string()),
    }),
  ),
  /** Sets it for the server of a place, for as long as the designer runs. */
  'connection.configure': call(v.object({ place: placeSchema, settings: serverSettingsSchema }), nothing),

  /** Names of the namespaces directly below, sorted. */
  'schema.namespaces': call(placeSchema, v.object({ namespaces: v.array(v.string()) })),
  /** Class names of a namespace with their superclass, as they come. */
  'schema.classes': job(
    placeSchema,
    v.object({
      classes: v.array(
        v.object({
          name: v.string(),
          superclass: v.string(),
          isAbstract: v.boolean(),
          isAssociation: v.boolean(),
          isEvent: v.boolean(),
        }),
      ),
    }),
    v.object({ count: v.number() }),
  ),
  'schema.class': call(v.object({ place: placeSchema, name: text }), classSchema),
  'schema.mof': call(v.object({ place: placeSchema, path: text }), v.object({ mof: v.string() })),

  /** Syntax and advice by the text alone; with a place that was agreed on, classes and properties too. */
  'wql.check': call(
    v.object({ text, task: v.picklist(['reader', 'watcher']), place: v.nullable(placeSchema) }),
    v.object({ diagnostics: v.array(diagnosticSchema) }),
  ),
  /** Keywords always; classes, properties and values when the place was agreed on, else `needsConsent`. */
  'wql.complete': call(
    v.object({ text, position: v.number(), task: v.picklist(['reader', 'watcher']), place: v.nullable(placeSchema) }),
    v.object({ from: v.number(), options: v.array(completionSchema), needsConsent: v.boolean() }),
  ),
  /** What the query does in words: for event queries how often it polls, what each poll reads and what that costs. */
  'wql.explain': call(
    v.object({ text, task: v.picklist(['reader', 'watcher']), place: v.nullable(placeSchema) }),
    v.object({ sentences: v.array(v.string()) }),
  ),
  /** The first rows of a query; of an event query the events as they come, until it is cancelled. */
  'wql.preview': job(
    v.object({ place: placeSchema, text, limit: v.pipe(v.number(), v.minValue(1), v.maxValue(100_000)) }),
    rowsEventSchema,
    rowsEndSchema,
  ),

  'instances.list': job(
    v.object({ place: placeSchema, className: text, limit: v.pipe(v.number(), v.minValue(1), v.maxValue(100_000)) }),
    rowsEventSchema,
    rowsEndSchema,
  ),
  'instances.get': call(
    v.object({ place: placeSchema, path: text }),
    v.object({ className: v.string(), values: v.array(v.object({ column: columnSchema, value: cellSchema })) }),
  ),
  'instances.associators': job(
    v.object({ place: placeSchema, path: text, limit: v.pipe(v.number(), v.minValue(1), v.maxValue(10_000)) }),
    v.object({ items: v.array(v.object({ path: v.string(), className: v.string(), association: v.string() })) }),
    v.object({ count: v.number(), more: v.boolean() }),
  ),
  /** Calls a method; inputs as text, brought to their declared types; absent or null: not given. */
  'method.invoke': job(
    v.object({ place: placeSchema, path: text, method: text, inputs: v.record(v.string(), v.nullable(text)) }),
    v.object({}),
    v.object({
      returnValue: cellSchema,
      /** What the return value means, where the class says so; may be empty. */
      meaning: v.string(),
      outputs: v.array(v.object({ name: v.string(), type: v.string(), value: cellSchema })),
    }),
  ),

  /** An expression in the scope of an object. The failure has the position. */
  'expression.evaluate': call(
    v.object({ document: documentKey, scope: objectKey, expression: text }),
    v.object({
      result: v.nullable(v.object({ text: v.string(), type: v.string() })),
      failure: v.nullable(failureSchema),
    }),
  ),
  /** Functions, operators and casts, for the expression builder. */
  'expression.catalog': call(
    nothing,
    v.object({
      entries: v.array(v.object({ group: v.string(), label: v.string(), insert: v.string(), description: v.string() })),
    }),
  ),

  /** Services, methods and parameters: of the WSDL file, or of the WMI classes of the connection, by what the task uses. */
  'service.describe': call(
    v.object({ ...taskSchema.entries, service: v.optional(text) }),
    v.object({
      services: v.array(v.string()),
      methods: v.array(describedMethodSchema),
    }),
  ),
  /** Downloads the WSDL of the task's HTTP connection into its WsdlFile, by the rules of OverwriteWsdlFile. */
  'service.download': job(taskSchema, v.object({}), v.object({ file: v.string(), bytes: v.number() })),
} as const
