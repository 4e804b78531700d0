import { designerRunText } from '../../base/texts/designer-run.js'
import type { Output, RunEvent } from '../api/index.js'
import { DesignerError } from '../failure.js'
import type { RunTable, RunTables } from './run-tables.js'

type ReportHead = Output<'run.reports'>['reports'][number]
export type RunVariables = Output<'run.variables'>['variables']

/** A run that is over. */
export interface Report {
  readonly head: ReportHead
  readonly events: readonly RunEvent[]
  readonly variables: RunVariables
  readonly tables: RunTables
}

/** How many runs of a document are kept, and of how many the tables. */
const mostReports = 20
const mostTables = 5

interface Kept extends Omit<Report, 'tables'> {
  tables: RunTables | undefined
}

/** The runs that are over, newest first for each document. They live as long as the designer does. */
export class RunReports {
  readonly #documents = new Map<string, Kept[]>()

  add(report: Report): void {
    const { document } = report.head
    const kept: Kept[] = [{ ...report }, ...(this.#documents.get(document) ?? [])].slice(0, mostReports)
    for (const old of kept.slice(mostTables)) old.tables = undefined
    this.#documents.set(document, kept)
  }

  heads(document: string): ReportHead[] {
    return (this.#documents.get(document) ?? []).map(({ head }) => head)
  }

  /** What the last run left in variables; empty before the first. */
  variables(document: string): RunVariables {
    return this.#documents.get(document)?.[0]?.variables ?? []
  }

  /** @throws DesignerError notFound */
  get(report: string): Pick<Report, 'head' | 'events'> {
    for (const kept of this.#documents.values()) {
      const found = kept.find(({ head }) => head.result.report === report)
      if (found) return found
    }
    throw new DesignerError({ kind: 'notFound', message: designerRunText('noReport') })
  }

  table(table: string): RunTable | undefined {
    for (const kept of this.#documents.values())
      for (const { tables } of kept) {
        const found = tables?.get(table)
        if (found) return found
      }
    return undefined
  }
}

/** What there is no table for. */
export function noTable(): DesignerError {
  const message = designerRunText('noTable', { count: mostTables })
  return new DesignerError({ kind: 'notFound', message, hint: designerRunText('runAgain') })
}
