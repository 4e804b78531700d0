import type { TaskKind } from '../contract.js'
import { stockTaskOf } from './stock-tasks.js'

/** Recognises a stock task's CreationName in every package format. @param name the CreationName of format 8 or the name after `STOCK:` */
export function stockMatcher(name: string): TaskKind['matches'] {
  const stock = stockTaskOf(`STOCK:${name}`)
  return creationName => stock !== undefined && stockTaskOf(creationName) === stock
}
