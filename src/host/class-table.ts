import { WmiError } from '../base/errors.js'
import { compareNames, foldName, NameMap } from '../base/name-map.js'
import { nearestNames } from '../base/nearest-names.js'
import { hostText } from '../base/texts/host.js'
import type { CimClass } from '../cim/class.js'
import { type ClassDeclaration, deriveClass } from '../cim/declaration.js'

/** A class as it is kept: what it says itself, read when somebody asks for the class. */
export interface StoredClass {
  readonly name: string
  readonly superclass: string | null
  declaration(): ClassDeclaration
}

/** The classes of one namespace. A class is derived from its superclass when it is first asked for. */
export class ClassTable {
  readonly #stored: NameMap<StoredClass>
  readonly #derived = new NameMap<CimClass>()
  #children: ReadonlyMap<string, readonly string[]> | undefined
  #revision = 0

  constructor(stored: Iterable<StoredClass> = []) {
    this.#stored = NameMap.from(stored)
  }

  /** Another number after every change: what somebody derived from the classes holds as long as it stays. */
  get revision(): number {
    return this.#revision
  }

  has(name: string): boolean {
    return this.#stored.has(name)
  }

  get(name: string): CimClass | undefined {
    const known = this.#derived.get(name)
    if (known) return known
    const stored = this.#stored.get(name)
    if (!stored) return undefined
    const superclass = stored.superclass === null ? null : this.require(stored.superclass)
    const cimClass = deriveClass(stored.declaration(), superclass)
    this.#derived.set(name, cimClass)
    return cimClass
  }

  /** @throws WmiError WBEM_E_INVALID_CLASS, naming the classes whose names are near */
  require(name: string): CimClass {
    const cimClass = this.get(name)
    if (cimClass) return cimClass
    const near = nearestNames(name, this.names())
    throw new WmiError('WBEM_E_INVALID_CLASS', hostText('unknownClass', { name }), {
      hint: near.length > 0 ? hostText('nearHint', { names: near.join(', ') }) : hostText('unknownClassHint'),
    })
  }

  /** All names, alphabetical. */
  names(): string[] {
    return [...this.#stored].map(stored => stored.name).sort(compareNames)
  }

  /** The direct subclasses' names, alphabetical; of null: the root classes. */
  children(name: string | null): readonly string[] {
    this.#children ??= groupBySuperclass(this.#stored)
    return this.#children.get(foldName(name ?? '')) ?? []
  }

  /** A class's name and all below it, each before its own subclasses. */
  *lineage(name: string): Generator<string> {
    const stored = this.#stored.get(name)
    if (!stored) return
    yield stored.name
    for (const child of this.children(stored.name)) yield* this.lineage(child)
  }

  /**
   * Adds a class, or changes it together with its subclasses. @throws WmiError when superclass or features do not fit, or
   * a subclass would not fit any more; nothing is changed then
   */
  define(declaration: ClassDeclaration): CimClass {
    const { name, superclass } = declaration
    if (superclass !== null) {
      if (!this.has(superclass)) {
        throw new WmiError('WBEM_E_INVALID_SUPERCLASS', hostText('unknownSuperclass', { name, superclass }), {
          hint: hostText('unknownSuperclassHint'),
        })
      }
      for (const below of this.lineage(name))
        if (foldName(below) === foldName(superclass))
          throw new WmiError('WBEM_E_CIRCULAR_REFERENCE', hostText('circularClass', { name, superclass }))
    }
    const previous = this.#stored.get(name)
    const changed = previous ? [...this.lineage(name)] : [name]
    this.#put({ name, superclass, declaration: () => declaration }, changed)
    try {
      for (const each of changed) this.get(each)
      return this.require(name)
    } catch (error) {
      if (previous) this.#put(previous, changed)
      else this.#remove([name])
      throw error
    }
  }

  /** Removes a class and all below it; answers their names. */
  delete(name: string): string[] {
    const names = [...this.lineage(name)]
    this.#remove(names)
    return names
  }

  /** What is kept of a class itself. */
  stored(name: string): StoredClass | undefined {
    return this.#stored.get(name)
  }

  /** Brings classes back as they were, with the classes below them. */
  restore(classes: readonly StoredClass[]): void {
    for (const stored of classes) this.#put(stored, [stored.name])
    for (const { name } of classes) for (const each of this.lineage(name)) this.#derived.delete(each)
  }

  #put(stored: StoredClass, changed: readonly string[]): void {
    this.#stored.set(stored.name, stored)
    for (const each of changed) this.#derived.delete(each)
    this.#changed()
  }

  #remove(names: readonly string[]): void {
    for (const name of names) {
      this.#stored.delete(name)
      this.#derived.delete(name)
    }
    this.#changed()
  }

  #changed(): void {
    this.#children = undefined
    this.#revision += 1
  }
}

function groupBySuperclass(classes: Iterable<StoredClass>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { name, superclass } of classes) {
    const key = foldName(superclass ?? '')
    const group = groups.get(key)
    if (group) group.push(name)
    else groups.set(key, [name])
  }
  for (const group of groups.values()) group.sort(compareNames)
  return groups
}
