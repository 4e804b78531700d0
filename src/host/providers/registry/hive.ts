import { compareNames, foldName } from '../../../base/name-map.js'
import type { DataStore } from '../../data/area.js'
import { registryCodes } from './registry-codes.js'
import { dataForms, mostData, type RegistryValue } from './registry-value.js'
import { decodeKey, encodeKey, isKeyName, isValueName, type KeyPath } from './stored-key.js'

/** A key that is there whatever was stored, and values of it that nobody can change. */
export interface MachineKey {
  readonly path: KeyPath
  /** Texts by name; null: the machine does not tell. */
  readonly values?: Readonly<Record<string, () => string | null>>
}

/** One thing that changed. Path and name are folded. */
export interface RegistryChange {
  readonly path: string
  /** Null when the key itself came or went. */
  readonly value: string | null
}

/** What one hive may hold in all, so that nobody fills the memory: keys, and characters as they are stored. */
export const mostKeys = 100_000
export const mostText = 64 * 1024 * 1024
/** "Registry Element Size Limits": levels that one call creates. */
const mostNewLevels = 32

interface Node {
  readonly name: string
  readonly path: KeyPath
  readonly children: Map<string, Node>
  readonly values: Map<string, RegistryValue>
  readonly told: Map<string, { readonly name: string; tell(): string | null }>
  /** True for a key of the machine or above one: it cannot be deleted. */
  fixed: boolean
}

/** The registry of a host: keys below HKEY_LOCAL_MACHINE and HKEY_USERS. Changes answer a code and are stored by {@link flush}. */
export class Hive {
  readonly #area: ReturnType<DataStore['area']>
  readonly #machineKeys: readonly MachineKey[]
  readonly #listeners = new Set<(changes: readonly RegistryChange[]) => void>()
  #root = node('', [])
  #sizes = new Map<string, number>()
  #text = 0
  /** What was done and not yet told. */
  #done: (readonly RegistryChange[])[] = []

  constructor(store: DataStore, machineKeys: readonly MachineKey[]) {
    this.#area = store.area('hive')
    this.#machineKeys = machineKeys
    this.#load()
    store.onTakenBack(() => this.#load())
  }

  has(path: KeyPath): boolean {
    return this.#find(path) !== undefined
  }

  /** The names of the keys in a key, in order; null when there is no such key. */
  keys(path: KeyPath): string[] | null {
    const found = this.#find(path)
    return found ? Array.from(found.children.values(), ({ name }) => name).sort(compareNames) : null
  }

  /** The values of a key, those of the machine first; null when there is no such key. */
  values(path: KeyPath): RegistryValue[] | null {
    const found = this.#find(path)
    if (!found) return null
    const told = [...found.told.keys()].flatMap(name => machineValue(found, name) ?? [])
    return [...told, ...[...found.values].filter(([name]) => !found.told.has(name)).map(([, value]) => value)]
  }

  value(path: KeyPath, name: string): RegistryValue | null {
    const found = this.#find(path)
    const folded = foldName(name)
    if (!found) return null
    return found.told.has(folded) ? machineValue(found, folded) : (found.values.get(folded) ?? null)
  }

  /** Makes a key that is there without being stored: where a caller's own part of the hive begins. */
  provide(path: KeyPath): void {
    this.#make(path).fixed = true
  }

  /** True for a key of the machine, which stays. */
  isFixed(path: KeyPath): boolean {
    return this.#find(path)?.fixed ?? false
  }

  /** Creates a key and those above it that are missing. */
  create(path: KeyPath): number {
    if (!path.every(isKeyName)) return registryCodes.invalidParameter
    const missing: KeyPath[] = []
    for (let length = path.length; length > 0 && !this.has(path.slice(0, length)); length -= 1) {
      if (missing.length === mostNewLevels) return registryCodes.invalidParameter
      missing.unshift(path.slice(0, length))
    }
    if (missing.length === 0) return registryCodes.success
    const size = missing.reduce((sum, each) => sum + encodeKey({ path: each, values: [] }).length, 0)
    if (this.#sizes.size + missing.length > mostKeys || this.#text + size > mostText)
      return registryCodes.noSystemResources
    for (const each of missing) this.#store(this.#make(each))
    this.#done.push(missing.map(each => ({ path: fold(each), value: null })))
    return registryCodes.success
  }

  deleteKey(path: KeyPath): number {
    const found = this.#find(path)
    if (!found) return registryCodes.fileNotFound
    if (found.fixed || found.children.size > 0) return registryCodes.accessDenied
    this.#find(path.slice(0, -1))?.children.delete(foldName(found.name))
    this.#forget(fold(path))
    this.#done.push([{ path: fold(path), value: null }])
    return registryCodes.success
  }

  set(path: KeyPath, value: RegistryValue): number {
    const found = this.#find(path)
    if (!found) return registryCodes.fileNotFound
    const { name, type, data } = value
    const folded = foldName(name)
    if (found.told.has(folded)) return registryCodes.accessDenied
    if (dataForms[type].size(data) > mostData) return registryCodes.noSystemResources
    if (!isValueName(name) || dataForms[type].load(dataForms[type].store(data)) === null)
      return registryCodes.invalidParameter
    const before = found.values.get(folded)
    found.values.set(folded, { ...value, name: before?.name ?? name })
    if (!this.#store(found)) {
      if (before) found.values.set(folded, before)
      else found.values.delete(folded)
      return registryCodes.noSystemResources
    }
    this.#done.push([{ path: fold(path), value: folded }])
    return registryCodes.success
  }

  deleteValue(path: KeyPath, name: string): number {
    const found = this.#find(path)
    const folded = foldName(name)
    if (found?.told.has(folded)) return registryCodes.accessDenied
    if (!found?.values.delete(folded)) return registryCodes.fileNotFound
    this.#store(found)
    this.#done.push([{ path: fold(path), value: folded }])
    return registryCodes.success
  }

  /** Waits until the disk has all changes, then tells of them. @throws WmiError when it refuses them; they are then taken back */
  async flush(): Promise<void> {
    const done = this.#done
    this.#done = []
    await this.#area.flush()
    for (const changes of done) for (const listener of [...this.#listeners]) listener(changes)
  }

  /** @returns a function that ends the listening */
  listen(listener: (changes: readonly RegistryChange[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #load(): void {
    this.#root = node('', [])
    this.#sizes = new Map()
    this.#text = 0
    for (const { path, values = {} } of this.#machineKeys) {
      const made = this.#make(path)
      for (let length = 1; length <= path.length; length += 1) this.provide(path.slice(0, length))
      for (const [name, tell] of Object.entries(values)) made.told.set(foldName(name), { name, tell })
    }
    for (const [key, text] of this.#area.entries()) {
      const stored = decodeKey(text)
      if (!stored || fold(stored.path) !== key) continue
      const made = this.#make(stored.path)
      for (const value of stored.values) made.values.set(foldName(value.name), value)
      this.#measure(key, text)
    }
  }

  #find(path: KeyPath): Node | undefined {
    let found: Node | undefined = this.#root
    for (const name of path) found = found?.children.get(foldName(name))
    return found
  }

  #make(path: KeyPath): Node {
    let made = this.#root
    path.forEach((name, index) => {
      let next = made.children.get(foldName(name))
      if (!next) {
        next = node(name, [...made.path, path[index] ?? name])
        made.children.set(foldName(name), next)
      }
      made = next
    })
    return made
  }

  /** False when the hive would grow too large. */
  #store({ path, values }: Node): boolean {
    const key = fold(path)
    const text = encodeKey({ path, values: [...values.values()] })
    const before = this.#sizes.get(key) ?? 0
    if (text.length > before && this.#text - before + text.length > mostText) return false
    this.#measure(key, text)
    this.#area.set(key, text)
    return true
  }

  #measure(key: string, text: string): void {
    this.#text += text.length - (this.#sizes.get(key) ?? 0)
    this.#sizes.set(key, text.length)
  }

  #forget(key: string): void {
    this.#text -= this.#sizes.get(key) ?? 0
    this.#sizes.delete(key)
    this.#area.delete(key)
  }
}

/** The form under which two spellings of a path are equal. */
export function fold(path: KeyPath): string {
  return foldName(path.join('\\'))
}

function node(name: string, path: KeyPath): Node {
  return { name, path, children: new Map(), values: new Map(), told: new Map(), fixed: false }
}

function machineValue({ told }: Node, folded: string): RegistryValue | null {
  const found = told.get(folded)
  const data = found?.tell() ?? null
  return found && data !== null ? { name: found.name, type: 1, data } : null
}
