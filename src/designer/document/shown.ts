import { formatDate } from '../../ssis/dtsx/values.js'
import { DataTable } from '../../ssis/index.js'

const longest = 10_000

/** A value of a variable as people read and type it. */
export function shown(value: unknown): { text: string; isNull: boolean } {
  if (value === null || value === undefined) return { text: '', isNull: true }
  if (value instanceof Date) return { text: formatDate(value), isNull: false }
  if (value instanceof DataTable) return { text: `DataTable (${value.rows.length})`, isNull: false }
  const text = typeof value === 'object' ? Object.prototype.toString.call(value) : String(value)
  return { text: text.slice(0, longest), isNull: false }
}
