import { compareNames, foldName, NameMap } from '../../base/name-map.js'
import { CimClass, type CimProperty, noQualifiers } from '../../cim/class.js'
import { type InstanceHome, InstanceShape } from '../../cim/instance.js'
import type { CimTypeName } from '../../cim/types.js'

/**
 * What a reader of rows knows besides the rows. Use the same object for all pages of a result, or of a connection: what is learnt of the
 * rows is kept with it.
 */
export interface RowContext {
  /** Where the rows live; both null for events and for what a method returns. */
  readonly home: InstanceHome
  /** The declaration of a class; without it values are texts, and arrays as they are seen. */
  classNamed(name: string): CimClass | undefined
  /** Of which class the rows of a projection are, which do not say it, and the names of the SELECT list. */
  readonly fragment?: FragmentContext
  /**
   * The server was asked for precise arrays and obeys: an array of which nothing is sent is empty. Otherwise it is null, as Windows leaves
   * null arrays out.
   */
  readonly preciseArrays?: boolean
}

/** The rows of a projection. */
export interface FragmentContext {
  readonly className: string
  readonly cimClass?: CimClass
  /** In the order in which rows have them. Absent: what a row carries, in its order. */
  readonly select?: readonly string[]
}

/** A property that a row carries and its class does not declare, by what is seen of it. */
export interface SeenProperty {
  readonly name: string
  readonly type: CimTypeName
  readonly isArray: boolean
}

/** So many shapes of rows whose class is not known are kept. */
const mostShapes = 200

/** The shapes of the rows that one context has seen, so that equal rows share one. */
export class ShapeCache {
  readonly #rows = new Map<CimClass, InstanceShape>()
  readonly #inner = new Map<CimClass, InstanceShape>()
  readonly #odd = new Map<string, { readonly cimClass: CimClass; readonly shape: InstanceShape }>()

  /** The shape of whole rows of a class. @param home absent for embedded objects */
  whole(cimClass: CimClass, home: InstanceHome | undefined): InstanceShape {
    const shapes = home ? this.#rows : this.#inner
    let shape = shapes.get(cimClass)
    if (!shape) {
      shape = new InstanceShape(cimClass, home ? { home } : {})
      shapes.set(cimClass, shape)
    }
    return shape
  }

  /** The shape of rows that have other properties than their class declares, or these in this order. */
  selected(cimClass: CimClass, home: InstanceHome | undefined, select: readonly CimProperty[]): InstanceShape {
    const key = signature(cimClass.name, home, select)
    const known = this.#odd.get(key)
    if (known?.cimClass === cimClass) return known.shape
    return this.#keep(key, cimClass, new InstanceShape(cimClass, { select, ...(home ? { home } : {}) }))
  }

  /** The shape of rows of a class that nobody declares. @param ordered as given, not alphabetically */
  madeUp(
    className: string,
    home: InstanceHome | undefined,
    seen: readonly SeenProperty[],
    ordered: boolean,
  ): InstanceShape {
    const key = signature(`${ordered ? '=' : ':'}${className}`, home, seen)
    const known = this.#odd.get(key)
    if (known) return known.shape
    const properties = seen.map(property => seenProperty(property, className))
    const cimClass = new CimClass({
      name: className,
      derivation: [],
      qualifiers: noQualifiers,
      properties: NameMap.from(properties),
      methods: new NameMap(),
    })
    const shape = new InstanceShape(cimClass, { ...(home ? { home } : {}), ...(ordered ? { select: properties } : {}) })
    return this.#keep(key, cimClass, shape)
  }

  #keep(key: string, cimClass: CimClass, shape: InstanceShape): InstanceShape {
    if (this.#odd.size >= mostShapes) this.#odd.clear()
    this.#odd.set(key, { cimClass, shape })
    return shape
  }
}

/** A property that no class declares. */
export function seenProperty({ name, type, isArray }: SeenProperty, origin: string): CimProperty {
  return { name, type, isArray, qualifiers: noQualifiers, defaultValue: null, origin, propagated: false }
}

/** The properties of a class and those that a row has besides, alphabetical as in every whole row. */
export function withSeen(cimClass: CimClass, seen: readonly SeenProperty[]): CimProperty[] {
  const all = [...cimClass.properties, ...seen.map(property => seenProperty(property, cimClass.name))]
  return all.sort((a, b) => compareNames(a.name, b.name))
}

function signature(className: string, home: InstanceHome | undefined, properties: readonly SeenProperty[]): string {
  const columns = properties.map(({ name, type, isArray }) => `${name} ${type}${isArray ? '[]' : ''}`)
  return `${foldName(className)}\n${home ? 'row' : 'inner'}\n${columns.join('\n')}`
}

const caches = new WeakMap<RowContext, ShapeCache>()

/** What is kept with a context. */
export function shapesOf(context: RowContext): ShapeCache {
  let cache = caches.get(context)
  if (!cache) {
    cache = new ShapeCache()
    caches.set(context, cache)
  }
  return cache
}
