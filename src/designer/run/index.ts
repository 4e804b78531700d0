// Packages running before one's eyes.
import { setImmediate as breath } from 'node:timers/promises'
import type { runOperations } from '../api/index.js'
import type { HandlersOf } from '../server/handlers.js'
import type { RunAccess, RunWorkspace } from './needs.js'
import { noTable } from './run-reports.js'
import { Runs } from './runs.js'

/** Rows of a table that are told at a time. */
const batch = 500

/** Handlers of the operations about runs. */
export function runHandlers(workspace: RunWorkspace, live: RunAccess): HandlersOf<keyof typeof runOperations> {
  const runs = new Runs(workspace, live)
  const { folder, settings } = workspace
  return {
    'trust.get': async () => ({ folder, trusted: await settings.trusted(folder) }),
    'trust.give': async ({ remember }) => {
      await settings.trust(folder, remember)
      return {}
    },
    'run.start': ({ document, only }, context) => runs.start(document, only, context),
    'run.reports': ({ document }) => ({ reports: runs.reports.heads(document) }),
    'run.report': ({ report }) => {
      const { head, events } = runs.reports.get(report)
      return { head, events: [...events] }
    },
    'run.variables': ({ document }) => ({ variables: runs.reports.variables(document) }),
    'run.table': async ({ table, limit }, { emit, signal }) => {
      const found = runs.table(table)
      if (!found) throw noTable()
      const { columns, rows, more } = found.data
      emit({ kind: 'columns', columns: [...columns] })
      const count = Math.min(rows.length, Math.max(0, Math.floor(limit)))
      for (let at = 0; at < count; at += batch) {
        signal.throwIfAborted()
        const part = rows.slice(at, Math.min(at + batch, count))
        emit({ kind: 'rows', rows: part.map(values => ({ path: '', values: [...values] })) })
        await breath()
      }
      return { count, more: more || count < rows.length }
    },
  }
}
