import { randomUUID } from 'node:crypto'
import { designerRunText } from '../../base/texts/designer-run.js'
import { DTSExecResult, type DtsContainer, type Package, type RunOptions } from '../../ssis/index.js'
import type { Output, RunEvent } from '../api/index.js'
import { DesignerError } from '../failure.js'
import type { JobContext } from '../server/handlers.js'
import { placedOf } from './executables.js'
import type { RunAccess, RunDocument, RunWorkspace } from './needs.js'
import { requireConnections, requireTrust } from './run-checks.js'
import { KeptEvents } from './run-events.js'
import { RunKeys } from './run-keys.js'
import { RunMonitor } from './run-monitor.js'
import { RunReports } from './run-reports.js'
import { keepOnly } from './run-selection.js'
import { type RunTable, RunTables } from './run-tables.js'
import { variablesAfter } from './run-variables.js'

type RunResult = Output<'run.start'>

const outcomes: ReadonlyMap<DTSExecResult, RunResult['outcome']> = new Map([
  [DTSExecResult.Success, 'succeeded'],
  [DTSExecResult.Completion, 'succeeded'],
  [DTSExecResult.Canceled, 'cancelled'],
])

/** Runs packages that are open: each in a copy of its own, so that editing goes on meanwhile. */
export class Runs {
  readonly reports = new RunReports()
  readonly #workspace: RunWorkspace
  readonly #live: RunAccess
  /** Tables of runs that go on. */
  readonly #tables = new Set<RunTables>()

  constructor(workspace: RunWorkspace, live: RunAccess) {
    this.#workspace = workspace
    this.#live = live
  }

  /**
   * Runs a document as it stands now.
   *
   * @param only keys of executables; just these run
   * @throws DesignerError conflict while it runs already; trust, consent, secret before anything starts; notFound, invalid for
   *   what cannot be chosen
   */
  async start(key: string, only: readonly string[] | undefined, context: JobContext<RunEvent>): Promise<RunResult> {
    const document = this.#workspace.get(key)
    if (document.running)
      throw new DesignerError({
        kind: 'conflict',
        message: designerRunText('alreadyRunning', { name: document.package.name }),
        hint: designerRunText('alreadyRunningHint'),
      })
    document.running = true
    try {
      await requireTrust(this.#workspace)
      const { copy, keys } = await copyOf(document)
      if (only) keepOnly(copy, chosen(copy, keys, only))
      requireConnections(copy, keys, this.#workspace.secrets, this.#live)
      return await this.#run(document, copy, keys, context)
    } finally {
      document.running = false
    }
  }

  /** A table of a run that goes on or is kept. */
  table(table: string): RunTable | undefined {
    for (const tables of this.#tables) {
      const found = tables.get(table)
      if (found) return found
    }
    return this.reports.table(table)
  }

  async #run(document: RunDocument, copy: Package, keys: RunKeys, context: JobContext<RunEvent>): Promise<RunResult> {
    const report = randomUUID()
    const startedAt = Date.now()
    const kept = new KeptEvents()
    const emit = (event: RunEvent): void => {
      kept.add(event)
      context.emit(event)
    }
    const tables = new RunTables(report, table => emit({ kind: 'table', table }))
    const monitor = new RunMonitor({
      copy,
      keys,
      emit,
      onTask: task => tables.note(task, keys.eventKey(task)),
    })
    this.#tables.add(tables)
    const outcome = await this.#execute(copy, monitor, context.signal).finally(() => this.#tables.delete(tables))
    monitor.close(outcome)
    await tables.settled()
    const { errors, warnings } = monitor
    const result = { report, outcome, milliseconds: Date.now() - startedAt, errors, warnings }
    const head = { report, document: document.key, name: copy.name, startedAt, result }
    this.reports.add({ head, events: kept.all(), variables: variablesAfter(copy, keys), tables })
    return result
  }

  async #execute(copy: Package, monitor: RunMonitor, signal: AbortSignal): Promise<RunResult['outcome']> {
    const { drives, connect, connectTo } = this.#workspace.environment
    const options: RunOptions = {
      events: monitor,
      signal,
      drives,
      ...(connectTo ? { connectTo } : {}),
      secrets: this.#workspace.secrets,
      interactiveMode: true,
      connect: {
        ...connect,
        onNotice: text => monitor.notice('information', text),
        onWarning: text => monitor.notice('warning', text),
      },
    }
    try {
      return outcomes.get(await copy.execute(options)) ?? 'failed'
    } finally {
      for (const manager of copy.connections) await manager.dispose()
    }
  }
}

/** While the files of the project are read the document may change: then once more, for the keys are those of the text that runs. */
async function copyOf(document: RunDocument): Promise<{ copy: Package; keys: RunKeys }> {
  for (;;) {
    const { revision } = document
    const copy = await document.package.copy()
    if (document.revision === revision) return { copy, keys: new RunKeys(document, copy) }
  }
}

/** The executables of the copy that have these keys. */
function chosen(copy: Package, keys: RunKeys, only: readonly string[]): Set<DtsContainer> {
  const wanted = new Set(only)
  const found = new Set<DtsContainer>()
  for (const { executable } of placedOf(copy)) if (wanted.has(keys.get(executable) ?? '')) found.add(executable)
  return found
}
