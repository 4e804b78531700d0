// Values of CIM as the page shows them.
import type { CimElement } from '../../cim/class.js'
import { CimInstance } from '../../cim/instance.js'
import { typeText } from '../../cim/type-text.js'
import { cimTypes } from '../../cim/types.js'
import type { CimScalar, CimValue } from '../../cim/value.js'
import { eventMof } from '../../ssis/tasks/event-watcher/event-text.js'
import type { Cell, Column } from '../api/index.js'

/** Characters of one text, and elements of one array, that reach the page. */
export const longestText = 65_536
export const mostElements = 1000

/** The text up to the limit, with `…` where it was cut. */
export function bounded(text: string, limit = longestText): string {
  // Not through the middle of a surrogate pair.
  return text.length <= limit ? text : `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…`
}

/** A value by its declared type: 64-bit integers as digits, datetimes as DMTF text, objects as MOF text. */
export function toCell(value: CimValue | undefined, element: Pick<CimElement, 'type'>): Cell {
  if (value === null || value === undefined) return null
  if (!isList(value)) return scalarCell(value, element)
  const cells = value.slice(0, mostElements).map(item => scalarCell(item, element))
  return value.length > mostElements ? [...cells, '…'] : cells
}

function scalarCell(value: CimScalar, { type }: Pick<CimElement, 'type'>): Cell {
  if (typeof value === 'string') return bounded(value)
  if (typeof value === 'boolean') return value
  if (value instanceof CimInstance) return bounded(mofOf(value))
  // JSON has numbers, but neither infinities nor what is no number.
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (typeof value === 'number' && cimTypes[type].bits < 64) return value
  // Reals of 64 bits are numbers of JSON, integers of 64 bits are not.
  if (typeof value === 'number' && type === 'real64') return value
  return cimTypes[type].print(value)
}

/** An instance as MOF text, with the classes that are inside it behind it. */
export function mofOf(instance: CimInstance): string {
  return eventMof(instance)
}

/** The column of a property or parameter. */
export function columnOf(element: CimElement): Column {
  return { name: element.name, type: typeText(element), isKey: element.qualifiers.get('key')?.value === true }
}

function isList(value: CimValue): value is readonly CimScalar[] {
  return Array.isArray(value)
}
