import { designerRunText } from '../../base/texts/designer-run.js'
import { DataTable, type Package } from '../../ssis/index.js'
import type { Cell } from '../api/index.js'
import { placedOf } from './executables.js'
import { isKept, type RunKeys } from './run-keys.js'
import type { RunVariables } from './run-reports.js'

/** How many characters of a value are told. */
const longest = 10_000

/** The variables of a package that has run, with what it left in them. */
export function variablesAfter(copy: Package, keys: RunKeys): RunVariables {
  const found: RunVariables = []
  for (const { executable } of placedOf(copy))
    for (const variable of executable.variables) {
      const object = isKept(variable) ? keys.get(variable) : undefined
      if (object !== undefined) found.push({ object, name: variable.qualifiedName, value: cellOf(variable.value) })
    }
  return found
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'string') return value.slice(0, longest)
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof DataTable) return designerRunText('wordTable', { rows: value.rows.length })
  return designerRunText('wordObject', { type: value instanceof Object ? value.constructor.name : typeof value })
}
