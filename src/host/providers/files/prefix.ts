import { foldName } from '../../../base/name-map.js'
import type { Condition } from '../../../wql/ast.js'

/**
 * The folder in which everything lies that a condition lets through, by a LIKE whose pattern begins with plain text:
 * `c:\out\` of `Name LIKE 'c:\\out\\a%.txt'`, with its closing backslash. Undefined when the condition names none.
 */
export function folderPrefix(where: Condition | null, property: string): string | undefined {
  if (where?.kind === 'and')
    return where.operands.map(operand => folderPrefix(operand, property)).find(prefix => prefix !== undefined)
  if (where?.kind !== 'like' || where.property.length !== 1 || foldName(where.property[0] ?? '') !== foldName(property))
    return undefined
  const [plain = ''] = /^[^%_[]*/.exec(where.pattern) ?? []
  return plain.slice(0, plain.lastIndexOf('\\') + 1) || undefined
}
