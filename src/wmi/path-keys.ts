// The keys of an instance: what a path says, and what the values that go with it say.
import { WmiError } from '../base/errors.js'
import { foldName } from '../base/name-map.js'
import { hostText } from '../base/texts/host.js'
import { writingText } from '../base/texts/host-writing.js'
import type { CimClass, CimProperty } from '../cim/class.js'
import { coerceValue } from '../cim/convert.js'
import { CimDateTime } from '../cim/datetime.js'
import { type ObjectPath, type PathKey, samePath } from '../cim/path.js'
import type { CimScalar, CimValue } from '../cim/value.js'
import type { TypedValues } from './property-values.js'

/** The keys of an instance path by declared name, typed; empty for a singleton. */
export type Keys = ReadonlyMap<string, CimScalar>

/** The keys that a path gives, by the names and types of the class. @throws WmiError WBEM_E_INVALID_OBJECT_PATH */
export function keysOf(cimClass: CimClass, path: ObjectPath): Keys {
  const names = cimClass.keys.map(key => key.name).join(', ')
  const refuse = (message: string, cause?: unknown) =>
    new WmiError('WBEM_E_INVALID_OBJECT_PATH', message, {
      hint: names === '' ? hostText('keylessHint') : hostText('keysHint', { class: cimClass.name, names }),
      cause,
    })
  if (path.singleton) {
    if (!cimClass.isSingleton) throw refuse(hostText('notSingleton', { class: cimClass.name }))
    return new Map()
  }
  const keys = new Map<string, CimScalar>()
  for (const key of path.keys ?? []) {
    const property = keyProperty(cimClass, key)
    if (!property) throw refuse(hostText('notKey', { class: cimClass.name, name: key.name ?? String(key.value) }))
    try {
      keys.set(property.name, keyValue(property, key.value))
    } catch (error) {
      if (error instanceof WmiError) throw refuse(error.message, error)
      throw error
    }
  }
  const missing = cimClass.keys.find(property => !keys.has(property.name))
  if (missing) throw refuse(hostText('missingKey', { class: cimClass.name, name: missing.name }))
  if (keys.size === 0) throw refuse(hostText('noKeys', { class: cimClass.name }))
  return keys
}

/** `Class="value"` is for classes with one key. */
function keyProperty(cimClass: CimClass, key: PathKey): CimProperty | undefined {
  if (key.name === null) return cimClass.keys.length === 1 ? cimClass.keys[0] : undefined
  const { name } = key
  return cimClass.keys.find(property => foldName(property.name) === foldName(name))
}

/** Paths write char16 keys as numbers and leave out the quotes of a text that is a number. */
function keyValue(property: CimProperty, value: PathKey['value']): CimScalar {
  const given =
    typeof value !== 'bigint'
      ? value
      : property.type === 'char16'
        ? Number(value)
        : property.type === 'string'
          ? String(value)
          : value
  const typed = coerceValue(property, given)
  if (typed === null || (typeof typed === 'object' && !(typed instanceof CimDateTime)))
    throw new WmiError('WBEM_E_TYPE_MISMATCH', hostText('keyType', { name: property.name }))
  return typed
}

/**
 * What of the values is not the keys of the path.
 * @throws WmiError WBEM_E_READ_ONLY for another value of a key
 */
export function withoutKeys(given: TypedValues, keys: ReadonlyMap<string, CimValue>, path: string): TypedValues {
  for (const [name, key] of keys) {
    const known = given.get(name)
    if (!known) continue
    if (!sameKey(known.value, key)) {
      throw new WmiError('WBEM_E_READ_ONLY', writingText('keyChange', { property: name, object: path }), {
        hint: writingText('keyChangeHint'),
      })
    }
    given.delete(name)
  }
  return given
}

function sameKey(a: CimValue, b: CimValue): boolean {
  if (a === null || b === null) return a === b
  return foldName(String(a)) === foldName(String(b)) || (typeof a === 'string' && samePath(a, String(b)))
}
