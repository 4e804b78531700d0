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

type ToPlain = (value: CimScalar, options: PlainOptions) => unknown

const same: ToPlain = value => value
/** A text by the declared type, even where a program left a small number in its place. */
const digits: ToPlain = value => String(value)
const json: ToPlain = value => (Number.isFinite(value) ? value : null)

const plainOf: Readonly<Record<CimTypeName, ToPlain>> = {
  sint8: same,
  uint8: same,
  sint16: same,
  uint16: same,
  sint32: same,
  uint32: same,
  sint64: digits,
  uint64: digits,
  // 32-bit reals show the digits they have, not those of their 64-bit neighbour: 0.1, not 0.10000000149011612.
  real32: (value, options) => json(Number(cimTypes.real32.print(value)), options),
  real64: json,
  boolean: same,
  string: same,
  char16: same,
  datetime: (value, options) => (value instanceof CimDateTime && !options.raw ? value.toJSON() : String(value)),
  reference: same,
  object: (value, options) =>
    value instanceof CimInstance
      ? { ...(options.system ? {} : { __CLASS: value.__CLASS }), ...toPlain(value, options) }
      : value,
}

function plainValue(type: CimTypeName, value: CimValue, options: PlainOptions): unknown {
  if (value === null) return null
  return isArray(value) ? value.map(item => plainOf[type](item, options)) : plainOf[type](value, options)
}

function isArray(value: CimValue): value is readonly CimScalar[] {
  return Array.isArray(value)
}

// JSON.stringify(row) says what toPlain says; without it a 64-bit value would make it throw.
Object.defineProperty(CimInstance.prototype, 'toJSON', {
  value(this: CimInstance): PlainObject {
    return toPlain(this)
  },
})
