// Packages running before one's eyes.
import * as v from 'valibot'
import { documentKey, objectKey, problemSchema } from './documents.js'
import { cellSchema, columnSchema, rowsEventSchema } from './live.js'
import { call, job } from './operation.js'

const nothing = v.object({})

export const runStates = [
  'waiting',
  'validating',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'skipped',
  'disabled',
] as const
export type RunState = (typeof runStates)[number]

/** A table that a run made: the rows of a file, or a data table in a variable. */
export const tableSchema = v.object({
  /** For `run.table`. */
  table: v.string(),
  title: v.string(),
  /** The task that made it. */
  object: objectKey,
  columns: v.array(columnSchema),
  count: v.number(),
})
export type TableView = v.InferOutput<typeof tableSchema>

export const runEventSchema = v.variant('kind', [
  /** The state of one executable; times in milliseconds since 1970. */
  v.object({
    kind: v.literal('state'),
    object: objectKey,
    state: v.picklist(runStates),
    at: v.number(),
    /** Of loops: how often they have gone round. */
    rounds: v.optional(v.number()),
    /** Rows, events or files that a task has worked on. */
    count: v.optional(v.number()),
  }),
  v.object({ kind: v.literal('progress'), object: objectKey, percent: v.number(), text: v.string(), at: v.number() }),
  v.object({ kind: v.literal('message'), at: v.number(), problem: problemSchema }),
  /** A custom event, such as a WMI event that a watcher saw, with its MOF text. */
  v.object({
    kind: v.literal('event'),
    at: v.number(),
    object: objectKey,
    name: v.string(),
    text: v.string(),
  }),
  v.object({ kind: v.literal('table'), table: tableSchema }),
])
export type RunEvent = v.InferOutput<typeof runEventSchema>

export const runResultSchema = v.object({
  /** Key of the report that is kept. */
  report: v.string(),
  outcome: v.picklist(['succeeded', 'failed', 'cancelled']),
  milliseconds: v.number(),
  errors: v.number(),
  warnings: v.number(),
})

/** A run that is over. */
export const reportHeadSchema = v.object({
  report: v.string(),
  document: documentKey,
  name: v.string(),
  startedAt: v.number(),
  result: runResultSchema,
})

export const runOperations = {
  /** Whether packages of the opened folder may run; a package is code. */
  'trust.get': call(nothing, v.object({ folder: v.string(), trusted: v.boolean() })),
  'trust.give': call(v.object({ remember: v.boolean() }), nothing),

  /**
   * Runs what is open, saved or not; `only`: just these executables, without their constraints. Fails with `trust` before the
   * first run in a folder, with `consent` for each server that a connection would go to, with `secret` for missing passwords.
   */
  'run.start': job(
    v.object({ document: documentKey, only: v.optional(v.array(objectKey)) }),
    runEventSchema,
    runResultSchema,
  ),
  /** Runs that are over, newest first, at most 20 for each document, kept as long as the designer runs. */
  'run.reports': call(v.object({ document: documentKey }), v.object({ reports: v.array(reportHeadSchema) })),
  'run.report': call(
    v.object({ report: v.string() }),
    v.object({ head: reportHeadSchema, events: v.array(runEventSchema) }),
  ),
  /** The rows of a table, in the order of the table. */
  'run.table': job(
    v.object({ table: v.string(), limit: v.number() }),
    rowsEventSchema,
    v.object({ count: v.number(), more: v.boolean() }),
  ),
  /** Values of the variables of a scope as the last run left them. */
  'run.variables': call(
    v.object({ document: documentKey }),
    v.object({ variables: v.array(v.object({ object: objectKey, name: v.string(), value: cellSchema })) }),
  ),
} as const
