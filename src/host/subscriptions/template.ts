// WMI SDK "Using Standard String Templates".
import { CimInstance, propertyValue } from '../../cim/instance.js'
import { formatInstanceMof } from '../../cim/mof/index.js'
import type { CimValue } from '../../cim/value.js'

/** Makes the text of one event. */
export type Template = (event: CimInstance) => string

/** What lies between two percent signs, or between quotes, which nothing replaces. */
const token = /"[^"]*"|%([^%"]*)%/g

/**
 * Reads a template: `%Property%` and `%TargetInstance.Property%` stand for values of the event, `%%` for a percent sign; what
 * stands between double quotes is text. A property that the event does not have, or that is NULL, gives nothing.
 */
export function compileTemplate(text: string): Template {
  const parts: Template[] = []
  let end = 0
  for (const match of text.matchAll(token)) {
    const [whole, path] = match
    const before = text.slice(end, match.index)
    end = match.index + whole.length
    parts.push(() => before)
    parts.push(path === undefined ? () => whole : path === '' ? () => '%' : event => valueAt(event, path.split('.')))
  }
  const rest = text.slice(end)
  return event => parts.map(part => part(event)).join('') + rest
}

function valueAt(event: CimInstance, path: readonly string[]): string {
  let value: CimValue = event
  for (const name of path) value = inside(value, name)
  return Array.isArray(value) ? list(value) : single(value)
}

/** A property of an object, or of each object of a list. */
function inside(value: CimValue, name: string): CimValue {
  if (value instanceof CimInstance) return propertyValue(value, name) ?? null
  if (!Array.isArray(value)) return null
  const items = value.map(item => (item instanceof CimInstance ? (propertyValue(item, name) ?? null) : null))
  return items.filter(item => item !== null && !Array.isArray(item)) as CimValue
}

function list(items: readonly CimValue[]): string {
  const texts = items.map(item => (typeof item === 'string' ? `"${item}"` : single(item)))
  return texts.length === 1 ? single(items[0] ?? null) : `(${texts.join(',')})`
}

function single(value: CimValue): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return value instanceof CimInstance ? formatInstanceMof(value) : String(value)
}
