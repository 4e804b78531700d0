import { basename } from 'node:path'
import { designerRunText } from '../../base/texts/designer-run.js'
import { DataTable, OutputType, type TaskHost, WmiDataReaderTask } from '../../ssis/index.js'
import type { TableView } from '../api/index.js'
import { ofDataTable, ofFile, ofText, type TableData } from './table-data.js'

/** A table that a run made. */
export interface RunTable {
  readonly view: TableView
  readonly data: TableData
}

/** The tables of one run: what its WMI Data Reader tasks wrote, the newest of each task. */
export class RunTables {
  readonly #prefix: string
  readonly #emit: (view: TableView) => void
  readonly #tables = new Map<string, RunTable>()
  readonly #noted = new Map<string, TaskHost>()
  #work: Promise<void> | undefined

  /** @param prefix begins the keys of the tables */
  constructor(prefix: string, emit: (view: TableView) => void) {
    this.#prefix = prefix
    this.#emit = emit
  }

  /** A task has ended: looks at what it made. Of a task in a fast loop only the newest. */
  note(task: TaskHost, key: string): void {
    if (!(task.task instanceof WmiDataReaderTask) || !task.task.lastRun) return
    this.#noted.set(key, task)
    this.#work ??= this.#lookAtAll().finally(() => {
      this.#work = undefined
    })
  }

  get(table: string): RunTable | undefined {
    return this.#tables.get(table)
  }

  /** Waits for what is being looked at. */
  async settled(): Promise<void> {
    while (this.#work) await this.#work
  }

  async #lookAtAll(): Promise<void> {
    for (const [key, task] of this.#noted) {
      this.#noted.delete(key)
      const data = await dataOf(task)
      if (!data) continue
      const { columns, rows } = data
      const table = `${this.#prefix}/${key}`
      const view = { table, title: titleOf(task), object: key, columns: [...columns], count: rows.length }
      this.#tables.set(table, { view, data })
      this.#emit(view)
    }
  }
}

async function dataOf(host: TaskHost): Promise<TableData | undefined> {
  const run = host.task instanceof WmiDataReaderTask ? host.task.lastRun : null
  if (!run) return undefined
  const outputType = outputTypeOf(host)
  const shape = { outputType, header: host.innerObject.columnNamesInFirstDataRow !== false }
  if (run.destination.kind === 'file') return ofFile(run.destination.path, shape)
  const value = host.variables.find(run.destination.name)?.value
  if (value instanceof DataTable) return ofDataTable(value)
  return typeof value === 'string' ? ofText(value, shape) : undefined
}

function outputTypeOf({ innerObject }: TaskHost): OutputType {
  return Object.values(OutputType).find(type => type === Number(innerObject.outputType)) ?? OutputType.DataTable
}

function titleOf(host: TaskHost): string {
  const to = host.task instanceof WmiDataReaderTask ? host.task.lastRun?.destination : undefined
  const task = host.name
  if (to?.kind === 'variable') return designerRunText('tableInVariable', { task, variable: to.name })
  return designerRunText('tableInFile', { task, file: to ? basename(to.path) : '' })
}
