import type { DtsxFormat } from './dtsx/format.js'
import { sameName } from './names.js'

/** What a moniker makes in a file of one format. */
export interface MonikerForm {
  readonly creationName: string
  /** The name and description that a new one gets. */
  readonly title: string
  readonly task: boolean
}

interface StockRow {
  readonly stock: string
  readonly title: string
  readonly task: boolean
  /** CreationName by format; a format that is absent cannot hold a new one. */
  readonly names: Readonly<Partial<Record<DtsxFormat, string>>>
}

const token = 'Culture=neutral, PublicKeyToken=89845dcd8080cc91'
const versions: Readonly<Record<2 | 3 | 6, string>> = { 2: '9.0.242.0', 3: '10.0.0.0', 6: '11.0.0.0' }

/** A managed task: a short name in format 8, its assembly-qualified type before. */
function managed(task: string, assembly: string, title: string): StockRow {
  const old = (format: 2 | 3 | 6) =>
    `Microsoft.SqlServer.Dts.Tasks.${task}.${task}, Microsoft.SqlServer.${assembly}, Version=${versions[format]}, ${token}`
  return { stock: task, title, task: true, names: { 2: old(2), 3: old(3), 6: old(6), 8: `Microsoft.${task}` } }
}

const sequence = 'STOCK:SEQUENCE'

const rows: readonly StockRow[] = [
  managed('WmiDataReaderTask', 'WMIDRTask', 'WMI Data Reader Task'),
  managed('WmiEventWatcherTask', 'WMIEWTask', 'WMI Event Watcher Task'),
  managed('WebServiceTask', 'WebServiceTask', 'Web Service Task'),
  {
    stock: 'PipelineTask',
    title: 'Data Flow Task',
    task: true,
    names: { 2: 'DTS.Pipeline.1', 3: 'SSIS.Pipeline.2', 6: 'SSIS.Pipeline.3', 8: 'Microsoft.Pipeline' },
  },
  {
    stock: 'SEQUENCE',
    title: 'Sequence Container',
    task: false,
    names: { 2: sequence, 3: sequence, 6: sequence, 8: sequence },
  },
]

/** The form of a moniker (`STOCK:…`, or a CreationName of any format) in a file of this format; undefined for others. */
export function resolveMoniker(moniker: string, format: DtsxFormat): MonikerForm | undefined {
  const wanted = moniker.trim()
  const row = rows.find(
    ({ stock, names }) =>
      sameName(`STOCK:${stock}`, wanted) || Object.values(names).some(name => sameName(name, wanted)),
  )
  const creationName = row?.names[format]
  return row && creationName ? { creationName, title: row.title, task: row.task } : undefined
}

/** The monikers that a file of this format takes. */
export function monikerForms(format: DtsxFormat): string[] {
  return rows.filter(({ names }) => names[format]).map(({ stock }) => `STOCK:${stock}`)
}
