// The stock tasks that are known by name and kept, but do not run here.
import { stockText } from '../../base/texts/ssis-stock-tasks.js'
import type { TaskKind } from '../contract.js'
import { laterTask } from './later-task.js'
import { stockTaskOf, stockTasks } from './stock-tasks.js'

/** One kind for each: validation fails by its title, and says what to do. */
export const keptKinds: readonly TaskKind[] = stockTasks
  .filter(({ kept }) => kept)
  .map(stock => ({
    creationName: stock.names[8] ?? `STOCK:${stock.stock}`,
    stockName: stock.stock,
    title: stock.title,
    matches: creationName => stockTaskOf(creationName) === stock,
    // Nothing of its data is read.
    dataElement: '',
    properties: [],
    create: () => laterTask(stockText('kept', { title: stock.title, type: stock.names[8] ?? stock.stock })),
  }))
