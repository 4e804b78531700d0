import { toPlain } from '../cim/convert.js'
import { type CimInstance, propertyValue, systemPropertyNames } from '../cim/instance.js'
import type { PropertyPath } from '../wql/ast.js'
import type { Row } from './format/row.js'
import type { Options } from './options.js'

/** Makes of an instance what the command prints (docs/json.md). */
export type ToRow = (instance: CimInstance) => Row

/**
 * @param select the SELECT list of the question: system properties are printed where it names them, and with `--system`
 */
export function plainRows(
  options: Pick<Options, 'system' | 'raw'>,
  select: readonly PropertyPath[] | null = null,
): ToRow {
  const form = { system: options.system ?? false, raw: options.raw ?? false }
  const plain: ToRow = instance => {
    const row = toPlain(instance, form)
    // A class object has nothing else to be told apart by.
    return instance.__GENUS === 1 && !('__CLASS' in row) ? { __CLASS: instance.__CLASS, ...row } : row
  }
  if (form.system || !select?.some(isSystem)) return plain
  return instance => inOrder(instance, plain(instance), select)
}

const systemNames: ReadonlySet<string> = new Set(systemPropertyNames)

function isSystem(path: PropertyPath): boolean {
  return path.length === 1 && systemNames.has((path[0] ?? '').toUpperCase())
}

function inOrder(instance: CimInstance, row: Row, select: readonly PropertyPath[]): Row {
  const names = new Map(Object.keys(row).map(name => [name.toLowerCase(), name]))
  const ordered: Record<string, unknown> = {}
  for (const path of select) {
    const [first = ''] = path
    const name = names.get(first.toLowerCase())
    if (isSystem(path)) ordered[first.toUpperCase()] = propertyValue(instance, first)
    else if (name !== undefined) ordered[name] = row[name]
  }
  return ordered
}
