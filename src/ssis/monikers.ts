import type { DtsxFormat } from './dtsx/format.js'
import { sameName } from './names.js'
import { registeredTaskOf, registeredTasks } from './tasks/registry.js'
import { stockTaskOf, stockTasks } from './tasks/stock-tasks.js'

/** What a moniker makes in a file of one format. */
export interface MonikerForm {
  readonly creationName: string
  /** The name and description that a new one gets. */
  readonly title: string
  readonly task: boolean
}

/** The containers, which are called alike in every format. */
const containers: readonly (readonly [stock: string, title: string])[] = [
  ['SEQUENCE', 'Sequence Container'],
  ['FORLOOP', 'For Loop Container'],
  ['FOREACHLOOP', 'Foreach Loop Container'],
]

/** The form of a moniker (`STOCK:…`, or a CreationName of any format) in a file of this format; undefined for others. */
export function resolveMoniker(moniker: string, format: DtsxFormat): MonikerForm | undefined {
  const wanted = moniker.trim()
  const container = containers.find(([stock]) => sameName(`STOCK:${stock}`, wanted))
  if (container) return { creationName: `STOCK:${container[0]}`, title: container[1], task: false }
  const stock = stockTaskOf(wanted)
  const kind =
    registeredTaskOf(wanted) ?? registeredTasks().find(({ stockName }) => sameName(`STOCK:${stockName}`, wanted))
  if (stock && (kind || !stock.kept)) {
    const creationName = stock.names[format]
    return creationName ? { creationName, title: kind?.title ?? stock.title, task: true } : undefined
  }
  return kind && { creationName: kind.creationName, title: kind.title ?? kind.creationName, task: true }
}

/** The monikers that a file of this format takes. */
export function monikerForms(format: DtsxFormat): string[] {
  const running = stockTasks.filter(({ kept, names }) => !kept && names[format]).map(({ stock }) => stock)
  const own = registeredTasks().map(({ stockName }) => stockName)
  return [...new Set([...running, ...own, ...containers.map(([stock]) => stock)])].map(stock => `STOCK:${stock}`)
}
