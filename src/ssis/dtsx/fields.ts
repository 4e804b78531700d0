import type { PropertyType } from '../contract.js'
import { dtsError } from '../errors.js'
import { memberName, type PropertyValue, toPropertyValue } from '../property-values.js'
import type { DtsxFormat } from './format.js'
import type { DtsNode } from './node.js'
import { formatBoolean } from './values.js'

/** One property of an object of a package as its file keeps it. */
export interface StoredField<T extends PropertyValue = PropertyValue> {
  /** The name in the file: `MaxErrorCount`. */
  readonly stored: string
  readonly type: PropertyType
  /** What it is when the file leaves it out. */
  readonly default: T
}

/** @throws DtsError DTS_E_PERSISTENCEERROR when the file holds a text that is not of the property's type */
export function readField<T extends PropertyValue>(node: DtsNode, field: StoredField<T>): T {
  const text = node.get(field.stored)
  if (text === undefined) return field.default
  return parseField(text, field, node)
}

/** The value of a stored text. @param owner the object that errors name. @throws DtsError DTS_E_PERSISTENCEERROR */
export function parseField<T extends PropertyValue>(text: string, field: StoredField<T>, owner?: DtsNode): T {
  if (text === '' && field.type !== 'String') return field.default
  try {
    return toPropertyValue(field.type, text, field.stored) as T
  } catch (cause) {
    const name = owner?.get('ObjectName')
    const place = name ? `${name}.${field.stored}` : field.stored
    throw dtsError('DTS_E_PERSISTENCEERROR', { value: text, node: place }, { cause })
  }
}

/** Writes a property. Formats 6 and 8 leave the default out; setting the value that is there changes no text. */
export function writeField<T extends PropertyValue>(node: DtsNode, field: StoredField<T>, value: T): void {
  const accepted = toPropertyValue(field.type, value, field.stored)
  const present = node.get(field.stored)
  if (present !== undefined && parseQuietly(present, field) === accepted) return
  if (present === undefined && accepted === field.default) return
  const omit = node.usesAttributes && accepted === field.default
  node.set(field.stored, omit ? undefined : formatField(accepted, field.type, node.format))
}

function parseQuietly(text: string, field: StoredField): PropertyValue | undefined {
  try {
    return parseField(text, field)
  } catch {
    return undefined
  }
}

/** A value of an object's own property as its format writes it; enumerations by number. */
function formatField(value: PropertyValue, type: PropertyType, format: DtsxFormat): string {
  return type === 'Boolean' ? formatBoolean(value === true, format) : String(value)
}

/** A value of a component's attribute: Booleans as `True`/`False` and enumerations by name, in every format. */
export function formatComponentValue(value: PropertyValue, type: PropertyType): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof type === 'object' && typeof value === 'number') return memberName(type.enum, value) ?? String(value)
  return String(value)
}
