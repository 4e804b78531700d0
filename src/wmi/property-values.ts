// What a caller writes: values by property name, brought to what the class declares.
import { ArgumentError, WmiError } from '../base/errors.js'
import { NameMap } from '../base/name-map.js'
import { nearestNames } from '../base/nearest-names.js'
import { writingText } from '../base/texts/host-writing.js'
import type { CimClass, CimProperty } from '../cim/class.js'
import { type CimInstance, systemPropertyNames } from '../cim/instance.js'
import type { CimValue } from '../cim/value.js'
import type { NamedValues, PutOptions } from './services.js'
import { type ClassSource, typedValue } from './typed-value.js'

/** Values by declared name, in any case. */
export type TypedValues = NameMap<{ readonly property: CimProperty; readonly value: CimValue }>

/** Callers in JavaScript may hand over anything. @throws ArgumentError for a mode that does not exist */
export function modeOf({ mode = 'either' }: PutOptions): 'either' | 'update' | 'create' {
  if (mode === 'either' || mode === 'update' || mode === 'create') return mode
  throw new ArgumentError(writingText('mode', { mode: String(mode) }), { hint: writingText('modeHint') })
}

/** @throws WmiError WBEM_E_INVALID_PARAMETER for anything but an object of values */
export function checkValues(values: NamedValues): void {
  const type = values === null ? 'null' : Array.isArray(values) ? 'array' : typeof values
  if (type !== 'object') throw new WmiError('WBEM_E_INVALID_PARAMETER', writingText('notValues', { type }))
}

/** The class that values name as `__CLASS`; undefined when they name none. @throws WmiError WBEM_E_TYPE_MISMATCH, WBEM_E_INVALID_CLASS */
export function namedClass(values: NamedValues, classes: ClassSource): CimClass | undefined {
  for (const [name, value] of Object.entries(values))
    if (name.toUpperCase() === '__CLASS' && value !== null && value !== undefined)
      return classes.require(typeof value === 'string' ? value : '')
  return undefined
}

/**
 * The values of one class, typed. `__CLASS` may stand among them.
 *
 * @throws WmiError WBEM_E_INVALID_PROPERTY, WBEM_E_SYSTEM_PROPERTY or WBEM_E_TYPE_MISMATCH naming the property,
 *   WBEM_E_INVALID_PARAMETER for a property given twice, WBEM_E_QUOTA_VIOLATION for values without end
 */
export function typedValues(values: NamedValues, cimClass: CimClass, classes: ClassSource): TypedValues {
  const typed: TypedValues = new NameMap()
  for (const [name, value] of Object.entries(values)) {
    const property = cimClass.properties.get(name)
    if (!property) {
      if (name.toUpperCase() !== '__CLASS') throw unknown(name, cimClass)
      continue
    }
    if (typed.has(name)) throw new WmiError('WBEM_E_INVALID_PARAMETER', writingText('twice', { property: name }))
    typed.set(property.name, { property, value: typedOrRefused(property, value, classes) })
  }
  return typed
}

function typedOrRefused(property: CimProperty, value: unknown, classes: ClassSource): CimValue {
  try {
    return typedValue(property, value, classes)
  } catch (error) {
    // The call stack is at its end.
    if (error instanceof RangeError) throw new WmiError('WBEM_E_QUOTA_VIOLATION', writingText('nested'))
    throw error
  }
}

function unknown(name: string, cimClass: CimClass): WmiError {
  if ((systemPropertyNames as readonly string[]).includes(name.toUpperCase())) {
    return new WmiError('WBEM_E_SYSTEM_PROPERTY', writingText('systemProperty', { property: name }), {
      hint: writingText('systemPropertyHint'),
    })
  }
  const names = [...cimClass.properties].map(property => property.name)
  const near = nearestNames(name, names)
  const hint =
    near.length > 0
      ? writingText('nearHint', { names: near.join(', ') })
      : names.length > 0
        ? writingText('propertiesHint', { names: names.join(', ') })
        : writingText('noPropertiesHint')
  const message = writingText('unknownProperty', { class: cimClass.name, property: name })
  return new WmiError('WBEM_E_INVALID_PROPERTY', message, { hint })
}

/** @throws WmiError WBEM_E_ILLEGAL_NULL for a key, or a property that the class marks not_null or required, without a value */
export function checkNulls(instance: CimInstance, cimClass: CimClass): void {
  for (const property of cimClass.properties) {
    if (instance[property.name] !== null || !['key', 'not_null', 'required'].some(name => isTrue(property, name)))
      continue
    const message = writingText('nullValue', { property: property.name, class: cimClass.name })
    throw new WmiError('WBEM_E_ILLEGAL_NULL', message, { hint: writingText('nullValueHint') })
  }
}

function isTrue({ qualifiers }: CimProperty, name: string): boolean {
  return qualifiers.get(name)?.value === true
}
