// What of the repository is kept in a data folder: all that differs from the built-in schema.
//   namespace   `root\mine`                 its name as spelled
//   class       `root\mine:my_class`        the packed declaration, or null for a built-in class that was deleted
//   instance    `root\mine:my_class.id=1`   the packed instance
import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { dataText } from '../../base/texts/host-data.js'
import type { CimClass } from '../../cim/class.js'
import type { ClassDeclaration } from '../../cim/declaration.js'
import { type CimInstance, type InstanceHome, InstanceShape } from '../../cim/instance.js'
import type { ClassTable, StoredClass } from '../class-table.js'
import { type PackedClass, packClass, unpackClass } from '../packed-class.js'
import type { DataArea, DataStore } from './area.js'
import { packInstance, unpackInstance } from './packed-instance.js'

/** Reads and writes the areas of the repository; without a data folder it does nothing. */
export class RepositoryRecords {
  readonly #durable: boolean
  readonly #namespaces: DataArea
  readonly #classes: DataArea
  readonly #instances: DataArea
  /** What the folder had at the beginning, by area and namespace, until somebody asks for it. */
  readonly #loaded = new Map<string, [key: string, text: string][]>()

  constructor(data: DataStore) {
    this.#durable = data.durable
    this.#namespaces = data.area('namespace')
    this.#classes = data.area('class')
    this.#instances = data.area('instance')
    for (const name of ['class', 'instance'] as const) {
      for (const [key, text] of data.area(name).entries()) {
        const place = `${name} ${key.slice(0, key.indexOf(':'))}`
        const entries = this.#loaded.get(place)
        if (entries) entries.push([key, text])
        else this.#loaded.set(place, [[key, text]])
      }
    }
  }

  /** The full names of the namespaces kept, each after the one above it. */
  namespaces(): string[] {
    const names = [...this.#namespaces.entries()].map(([, name]) => name)
    return names.sort((a, b) => a.length - b.length)
  }

  /** The classes of a namespace: the built-in ones as they were changed, and those that were added. */
  classes(namespace: string, builtIn: readonly StoredClass[]): StoredClass[] {
    const kept = this.#kept('class', namespace)
    if (kept.length === 0) return [...builtIn]
    const classes = new Map(builtIn.map(stored => [foldName(stored.name), stored]))
    for (const [key, text] of kept) {
      const stored = reading(key, () => storedClass(key, text))
      if (stored) classes.set(partOf(key), stored)
      else classes.delete(partOf(key))
    }
    return withAncestors(classes)
  }

  /** The paths of a namespace's instances, and what makes each of them. */
  *instances(home: InstanceHome, classes: () => ClassTable): Generator<[path: string, make: () => CimInstance]> {
    const shapes = new WeakMap<CimClass, InstanceShape>()
    const make = (text: string, className: string): CimInstance => {
      const cimClass = classes().require(className)
      const shape = shapes.get(cimClass) ?? new InstanceShape(cimClass, { home })
      shapes.set(cimClass, shape)
      return unpackInstance(text, shape, classes())
    }
    for (const [key, text] of this.#kept('instance', home.namespace ?? '')) {
      const path = partOf(key)
      const className = /^[^.=]*/.exec(path)?.[0] ?? ''
      yield [path, () => reading(key, () => make(text, className))]
    }
  }

  keepNamespace(name: string): void {
    if (this.#durable) this.#namespaces.set(foldName(name), name)
  }

  dropNamespace(name: string): void {
    if (!this.#durable) return
    for (const area of [this.#classes, this.#instances])
      for (const key of [...area.entries()].map(([each]) => each))
        if (key.startsWith(`${foldName(name)}:`)) area.delete(key)
    this.#namespaces.delete(foldName(name))
  }

  keepClass(namespace: string, declaration: ClassDeclaration): void {
    if (this.#durable) this.#classes.set(keyOf(namespace, declaration.name), JSON.stringify(packClass(declaration)))
  }

  /** @param isBuiltIn true for a class that the next start would bring back */
  dropClass(namespace: string, name: string, isBuiltIn: boolean): void {
    if (!this.#durable) return
    if (isBuiltIn) this.#classes.set(keyOf(namespace, name), 'null')
    else this.#classes.delete(keyOf(namespace, name))
  }

  keepInstance(namespace: string, path: string, instance: CimInstance): void {
    if (this.#durable) this.#instances.set(keyOf(namespace, path), packInstance(instance))
  }

  dropInstance(namespace: string, path: string): void {
    if (this.#durable) this.#instances.delete(keyOf(namespace, path))
  }

  #kept(area: 'class' | 'instance', namespace: string): readonly (readonly [key: string, text: string])[] {
    const place = `${area} ${foldName(namespace)}`
    const entries = this.#loaded.get(place) ?? []
    this.#loaded.delete(place)
    return entries
  }
}

function keyOf(namespace: string, part: string): string {
  return `${foldName(namespace)}:${foldName(part)}`
}

function partOf(key: string): string {
  return key.slice(key.indexOf(':') + 1)
}

/** Null for a built-in class that was deleted. */
function storedClass(key: string, text: string): StoredClass | null {
  const packed: unknown = JSON.parse(text)
  if (packed === null) return null
  if (!isPackedClass(packed)) throw new TypeError('no class')
  const [name, superclass] = packed
  return { name, superclass, declaration: () => reading(key, () => unpackClass(packed)) }
}

function isPackedClass(packed: unknown): packed is PackedClass {
  if (!Array.isArray(packed) || packed.length !== 5) return false
  const [name, superclass, ...parts]: readonly unknown[] = packed
  return (
    typeof name === 'string' && (superclass === null || typeof superclass === 'string') && parts.every(Array.isArray)
  )
}

/** Without the classes whose ancestors are missing: another version may have another schema. */
function withAncestors(classes: Map<string, StoredClass>): StoredClass[] {
  const whole = new Map<string, boolean>()
  const isWhole = (stored: StoredClass | undefined): boolean => {
    if (!stored) return false
    const name = foldName(stored.name)
    const known = whole.get(name)
    if (known !== undefined) return known
    // Also ends a circle.
    whole.set(name, false)
    const answer = stored.superclass === null || isWhole(classes.get(foldName(stored.superclass)))
    whole.set(name, answer)
    return answer
  }
  return [...classes.values()].filter(isWhole)
}

/** Reads what the folder keeps. @throws WmiError WBEM_E_FAILED for a text that nobody here wrote */
function reading<T>(key: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const name = key.length > 200 ? `${key.slice(0, 200)}…` : key
    const reason = error instanceof Error ? error.message : String(error)
    throw new WmiError('WBEM_E_FAILED', dataText('record', { key: name, reason }), {
      hint: dataText('recordHint'),
      cause: error,
    })
  }
}
