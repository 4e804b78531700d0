// Between the values that programs write or read and the values of declared types.
import { WmiError } from '../base/errors.js'
import { cimText } from '../base/texts/cim.js'
import type { CimElement } from './class.js'
import { CimDateTime } from './datetime.js'
import { CimInstance, shapeOf, systemPropertyNames } from './instance.js'
import { misfit } from './literal.js'
import { type CimTypeName, cimTypes } from './types.js'
import type { CimScalar, CimValue } from './value.js'

/**
 * Brings what JavaScript programs naturally write to the declared type: undefined is null, an iterable such as a Uint8Array
 * is an array. @throws WmiError WBEM_E_TYPE_MISMATCH naming the element
 */
export function coerceValue(element: CimElement, value: unknown): CimValue {
  if (value === null || value === undefined) return null
  const type = cimTypes[element.type]
  try {
    if (!element.isArray) return type.coerce(value)
    const items = arrayOf(value)
    if (items === undefined) throw mismatch(cimText('needsList'))
    const size = element.arraySize ?? items.length
    if (items.length > size) throw mismatch(cimText('tooMany', { count: items.length, size }))
    return items.map(item => {
      if (item === null || item === undefined) throw mismatch(cimText('nullElement'))
      return type.coerce(item)
    })
  } catch (error) {
    throw error instanceof WmiError ? misfit(element, '', error.message, error) : error
  }
}

/** Plain arrays, typed arrays and sets; never the characters of a text. */
function arrayOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value
  return typeof value === 'object' && value !== null && Symbol.iterator in value
    ? Array.from(value as Iterable<unknown>)
    : undefined
}

function mismatch(message: string): WmiError {
  return new WmiError('WBEM_E_TYPE_MISMATCH', message)
}

export interface PlainOptions {
  /** With the system properties, first and in their documented order. */
  readonly system?: boolean
  /** Datetimes as their 25 characters instead of ISO 8601. */
  readonly raw?: boolean
}

/** What JSON can hold of an instance. */
export type PlainObject = Record<string, unknown>

/**
 * An instance as JSON-ready values, its properties in its own order: 64-bit integers are texts by their declared type,
 * datetimes ISO 8601 (their 25 characters where there is no such form), embedded objects nested with `__CLASS`, references
 * path texts, reals that JSON does not know null.
 */
export function toPlain(instance: CimInstance, options: PlainOptions = {}): PlainObject {
  const plain: PlainObject = {}
  if (options.system) for (const name of systemPropertyNames) plain[name] = instance[name]
  for (const property of shapeOf(instance).properties) {
    const value = plainValue(property.type, instance[property.name] ?? null, options)
    // Assigning to `__proto__` would change the object's prototype instead.
    if (property.name === '__proto__') Object.defineProperty(plain, property.name, { ...ownProperty, value })
    else plain[property.name] = value
  }
  return plain
}

const ownProperty = { enumerable: true, configurable: true, writable: true }

function plainValue(type: CimTypeName, value: CimValue, options: PlainOptions): unknown {
  if (typeof value !== 'object') return plainScalar(type, value, options)
  if (value === null) return null
  return isScalar(value) ? plainScalar(type, value, options) : value.map(item => plainScalar(type, item, options))
}

function isScalar(value: Exclude<CimValue, null>): value is CimScalar {
  return !Array.isArray(value)
}

function plainScalar(type: CimTypeName, value: CimScalar, options: PlainOptions): unknown {
  if (typeof value === 'bigint') return String(value)
  // A 64-bit integer is a text even where a program left a small number in its place.
  if (typeof value === 'number')
    return cimTypes[type].bits === 64 && type !== 'real64' ? String(value) : finite(type, value)
  if (value instanceof CimDateTime) return options.raw ? value.text : value.toJSON()
  if (value instanceof CimInstance)
    return { ...(options.system ? {} : { __CLASS: value.__CLASS }), ...toPlain(value, options) }
  return value
}

/** 32-bit reals show the digits they have, not those of their 64-bit neighbour: 0.1, not 0.10000000149011612. */
function finite(type: CimTypeName, value: number): number | null {
  if (!Number.isFinite(value)) return null
  return type === 'real32' ? Number(cimTypes.real32.print(value)) : value
}
