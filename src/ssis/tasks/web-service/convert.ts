// Values as messages carry them: what was typed in, and what variables hold.
import { CimDateTime } from '../../../cim/datetime.js'
import { parseDate } from '../../dtsx/values.js'
import { dtsError } from '../../errors.js'
import { DataTable } from '../data-table.js'
import type { XsdType } from './wsdl/xsd.js'

/** How much of a value that does not fit is told. */
const longestShown = 60

/** The text of a value that was typed in. @throws DtsError 0xC002923C */
export function convertText(text: string, xsd: XsdType, name: string): string {
  const value = xsd.parse(text) ?? otherForm(text, xsd)
  if (value !== undefined) return value
  throw dtsError('DTS_E_WEBSERVICETASK_CONVERT_FAILED', { value: shorten(text), name, type: xsd.name })
}

/** The text of what a variable holds; undefined for null. @throws DtsError 0xC002923C */
export function convertValue(value: unknown, xsd: XsdType, name: string): string | undefined {
  if (value === null || value === undefined) return undefined
  const text = textOf(value, xsd)
  if (text !== undefined) return convertText(text, xsd, name)
  throw dtsError('DTS_E_WEBSERVICETASK_CONVERT_FAILED', { value: shorten(describe(value)), name, type: xsd.name })
}

/** The elements of what a variable holds; undefined when it holds one value. A table of one column gives its values. */
export function elementsOf(value: unknown): readonly unknown[] | undefined {
  if (value instanceof DataTable) {
    const [only] = value.columns
    return value.columns.length === 1 && only ? value.rows.map(row => row[0] ?? null) : value.toArray()
  }
  if (Array.isArray(value)) return value
  return undefined
}

/** The members of what a variable holds, by name; undefined when it has none. */
export function membersByName(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  if (value instanceof Date || value instanceof Uint8Array || value instanceof DataTable) return undefined
  return new Map(Object.entries(value))
}

function textOf(value: unknown, xsd: XsdType): string | undefined {
  switch (typeof value) {
    case 'string':
      return value
    case 'boolean':
      if (xsd.name === 'boolean') return String(value)
      return xsd.root === 'string' ? (value ? 'True' : 'False') : value ? '1' : '0'
    case 'number':
    case 'bigint':
      // As Convert does: whatever is not zero is true.
      return xsd.name === 'boolean' ? String(Number(value) !== 0) : String(value)
  }
  if (value instanceof Date) return dateText(value, xsd)
  if (value instanceof Uint8Array) return Buffer.from(value).toString(xsd.name === 'hexBinary' ? 'hex' : 'base64')
  return value instanceof CimDateTime ? String(value) : undefined
}

/** Forms in which people and packages write what XML Schema writes otherwise. */
function otherForm(text: string, xsd: XsdType): string | undefined {
  if (!/^(?:dateTime|date|time)$/.test(xsd.name)) return undefined
  const date = parseDate(text)
  return date instanceof Date ? dateText(date, xsd) : undefined
}

/** The clock of this machine, without a zone: variables have none. */
function dateText(date: Date, { name }: XsdType): string {
  if (Number.isNaN(date.getTime())) return ''
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const rest = date.getMilliseconds()
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}${rest ? `.${String(rest).padStart(3, '0')}` : ''}`
  return name === 'date' ? day : name === 'time' ? time : `${day}T${time}`
}

function describe(value: unknown): string {
  return Array.isArray(value) ? 'array' : value instanceof DataTable ? 'DataTable' : typeof value
}

function shorten(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}
