import type { TaskKind } from '../contract.js'

/**
 * Recognises a stock task's CreationName in every package format: `Microsoft.XTask` (format 8), `STOCK:XTask`, and the
 * type name with its assembly (formats 2, 3 and 6: `Microsoft.SqlServer.Dts.Tasks.XTask.XTask, Microsoft.SqlServer.…`).
 */
export function stockMatcher(name: string): TaskKind['matches'] {
  const pattern = new RegExp(
    `^(?:(?:Microsoft\\.|STOCK:)${name}|Microsoft\\.SqlServer\\.Dts\\.Tasks\\.${name}\\.${name}\\s*(?:,.*)?)$`,
    'is',
  )
  return creationName => pattern.test(creationName.trim())
}
