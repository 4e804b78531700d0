// One key of the hive as the data folder keeps it: {"path":["HKEY_LOCAL_MACHINE","SOFTWARE"],"values":[["Name",1,"text"]]}
import {
  dataForms,
  deepestKey,
  isRegistryType,
  longestKeyName,
  longestValueName,
  type RegistryValue,
} from './registry-value.js'

/** The names of a key and of those above it, from the hive on, as they were first spelled. */
export type KeyPath = readonly string[]

export interface StoredKey {
  readonly path: KeyPath
  readonly values: readonly RegistryValue[]
}

export function encodeKey({ path, values }: StoredKey): string {
  return JSON.stringify({
    path,
    values: values.map(({ name, type, data }) => [name, type, dataForms[type].store(data)]),
  })
}

/** Null for a text that {@link encodeKey} does not give; a value that is none is left out. */
export function decodeKey(text: string): StoredKey | null {
  const stored = parse(text)
  if (typeof stored !== 'object' || stored === null) return null
  const { path, values }: { readonly path?: unknown; readonly values?: unknown } = stored
  if (!Array.isArray(path) || !Array.isArray(values)) return null
  if (path.length === 0 || path.length > deepestKey || !path.every(isKeyName)) return null
  return { path, values: values.flatMap(value => decodeValue(value) ?? []) }
}

/** Any characters but the separator and those that cannot be shown. */
export function isKeyName(name: unknown): name is string {
  return typeof name === 'string' && name !== '' && name.length <= longestKeyName && !/[\\\p{Cc}]/u.test(name)
}

export function isValueName(name: unknown): name is string {
  return typeof name === 'string' && name.length <= longestValueName && !name.includes('\0')
}

function decodeValue(stored: unknown): RegistryValue | null {
  if (!Array.isArray(stored)) return null
  const [name, type, kept]: readonly unknown[] = stored
  if (!isValueName(name) || !isRegistryType(type)) return null
  const data = dataForms[type].load(kept)
  return data === null ? null : { name, type, data }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
