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
  readonly #prototype: CimInstance
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
    this.#prototype = Object.create(CimInstance.prototype, { [shapeKey]: { value: this } })
    this.#hazard = this.properties.some(property => property.name in CimInstance.prototype)
  }

  /** Makes an instance from values in the order of {@link properties}; missing ones become null. Values are taken as they are. */
  create(values: ArrayLike<CimValue | undefined>): CimInstance {
    const instance: Record<string, CimValue> = Object.create(this.#prototype)
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
