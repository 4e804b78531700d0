import { inspect } from 'node:util'
import { compareNames, NameMap } from '../base/name-map.js'
import type { CimClass, CimProperty } from './class.js'
import { formatInstancePath, formatPathPrefix } from './path.js'
import type { CimValue } from './value.js'

const shapeKey: unique symbol = Symbol('wmilink.shape')

/** The system properties in the order in which System.Management lists them. */
export const systemPropertyNames = [
  '__GENUS',
  '__CLASS',
  '__SUPERCLASS',
  '__DYNASTY',
  '__RELPATH',
  '__PROPERTY_COUNT',
  '__DERIVATION',
  '__SERVER',
  '__NAMESPACE',
  '__PATH',
] as const
export type SystemPropertyName = (typeof systemPropertyNames)[number]

/**
 * An instance of a CIM class (or, with `__GENUS` 1, a class object with its default values). Its CIM properties are own
 * enumerable properties, spelled as the class declares them: all of them in alphabetical order, or those of the SELECT list
 * in its order. A property that was not asked for is absent; one without a value is null.
 * System properties are computed on the prototype.
 */
export class CimInstance {
  readonly [name: string]: CimValue
  declare readonly [shapeKey]: InstanceShape

  get __GENUS(): number {
    return this[shapeKey].genus
  }
  get __CLASS(): string {
    return this[shapeKey].class.name
  }
  get __SUPERCLASS(): string | null {
    return this[shapeKey].class.superclass
  }
  get __DYNASTY(): string {
    return this[shapeKey].class.dynasty
  }
  /** Null for an embedded object, an event, or when a key property was not selected. */
  get __RELPATH(): string | null {
    const shape = this[shapeKey]
    return shape.genus === 1 ? shape.class.name : shape.server === null ? null : formatInstancePath(shape.class, this)
  }
  get __PROPERTY_COUNT(): number {
    return this[shapeKey].properties.length
  }
  get __DERIVATION(): readonly string[] {
    return this[shapeKey].class.derivation
  }
  get __SERVER(): string | null {
    return this[shapeKey].server
  }
  get __NAMESPACE(): string | null {
    return this[shapeKey].namespace
  }
  get __PATH(): string | null {
    const { server, namespace } = this[shapeKey]
    const relative = this.__RELPATH
    return relative === null || server === null || namespace === null
      ? null
      : formatPathPrefix(server, namespace) + relative
  }
}

Object.defineProperty(CimInstance.prototype, inspect.custom, {
  value(this: CimInstance, _depth: number, options: object, show: typeof inspect) {
    return `${this.__CLASS} ${show({ ...this }, options)}`
  },
})

/** Where instances of a shape live. Both null: embedded objects, events and in-parameters, which have no path. */
export interface InstanceHome {
  readonly server: string | null
  readonly namespace: string | null
}

const nowhere: InstanceHome = { server: null, namespace: null }

/**
 * The constructor of the rows of one shape. V8 makes room in an object for as many properties as its constructor seems to set, and takes
 * back what the first objects leave: without the room, adding the properties one by one takes three times as long.
 */
function rowConstructor(prototype: CimInstance): new () => Record<string, CimValue> {
  function Row(this: Record<string, CimValue>, never?: boolean): void {
    if (never) {
      this.a0 = this.a1 = this.a2 = this.a3 = this.a4 = this.a5 = this.a6 = this.a7 = null
      this.b0 = this.b1 = this.b2 = this.b3 = this.b4 = this.b5 = this.b6 = this.b7 = null
      this.c0 = this.c1 = this.c2 = this.c3 = this.c4 = this.c5 = this.c6 = this.c7 = null
      this.d0 = this.d1 = this.d2 = this.d3 = this.d4 = this.d5 = this.d6 = this.d7 = null
      this.e0 = this.e1 = this.e2 = this.e3 = this.e4 = this.e5 = this.e6 = this.e7 = null
      this.f0 = this.f1 = this.f2 = this.f3 = this.f4 = this.f5 = this.f6 = this.f7 = null
    }
  }
  Row.prototype = prototype
  return Row as unknown as new () => Record<string, CimValue>
}

/**
 * What all rows of one result have in common: class, home and the properties present, in order. Rows made by one shape
 * share one prototype and one hidden class, so a row costs its values only.
 */
export class InstanceShape {
  readonly class: CimClass
  readonly genus: 1 | 2
  readonly server: string | null
  readonly namespace: string | null
  /** The properties that instances carry, in the order of their own keys. */
  readonly properties: readonly CimProperty[]
  /** Positions in {@link properties} by name. */
  readonly index: NameMap<number>
  readonly #Row: new () => Record<string, CimValue>
  readonly #hazard: boolean

  /** @param select the properties present; absent means all of the class, alphabetical */
  constructor(
    cimClass: CimClass,
    options: { home?: InstanceHome; select?: readonly CimProperty[]; genus?: 1 | 2 } = {},
  ) {
    const home = options.home ?? nowhere
    this.class = cimClass
    this.genus = options.genus ?? 2
    this.server = home.server
    this.namespace = home.namespace
    this.properties = options.select ?? [...cimClass.properties].sort((a, b) => compareNames(a.name, b.name))
    this.index = new NameMap()
    for (const [position, property] of this.properties.entries()) this.index.set(property.name, position)
    this.#Row = rowConstructor(Object.create(CimInstance.prototype, { [shapeKey]: { value: this } }))
    this.#hazard = this.properties.some(property => property.name in CimInstance.prototype)
  }

  /** Makes an instance from values in the order of {@link properties}; missing ones become null. Values are taken as they are. */
  create(values: ArrayLike<CimValue | undefined>): CimInstance {
    const instance = new this.#Row()
    const { properties } = this
    for (let i = 0; i < properties.length; i += 1) {
      const property = properties[i]
      if (property === undefined) break
      const value = values[i] ?? null
      // A name such as `__proto__` must not reach a setter of the prototype.
      if (this.#hazard)
        Object.defineProperty(instance, property.name, { value, writable: true, enumerable: true, configurable: true })
      else instance[property.name] = value
    }
    return instance as unknown as CimInstance
  }
}

export function shapeOf(instance: CimInstance): InstanceShape {
  return instance[shapeKey]
}

export function classOf(instance: CimInstance): CimClass {
  return instance[shapeKey].class
}

/** A property's or system property's value by name in any case; undefined when the instance does not carry it. */
export function propertyValue(instance: CimInstance, name: string): CimValue | undefined {
  const shape = instance[shapeKey]
  const position = shape.index.get(name)
  if (position !== undefined) return instance[shape.properties[position]?.name ?? name]
  const upper = name.toUpperCase()
  return (systemPropertyNames as readonly string[]).includes(upper) ? instance[upper] : undefined
}
