import { compareNames, foldName } from '../../../base/name-map.js'
import type { CimProperty } from '../../../cim/class.js'
import { type CimInstance, type InstanceShape, shapeOf } from '../../../cim/instance.js'
import type { CimValue } from '../../../cim/value.js'

/** Properties in the order of every output: alphabetical, whatever the SELECT list says. */
export function inOutputOrder(properties: Iterable<CimProperty>): CimProperty[] {
  return [...properties].sort((a, b) => compareNames(a.name, b.name))
}

/** The columns of a table output, and each instance's values in their order. */
export class Columns {
  readonly properties: readonly CimProperty[]
  /** Properties that some instance had and the table has no column for, by name. */
  readonly leftOut = new Set<string>()
  #shape: InstanceShape | undefined
  #names: readonly (string | undefined)[] = []

  constructor(properties: Iterable<CimProperty>) {
    this.properties = inOutputOrder(properties)
  }

  valuesOf(instance: CimInstance): CimValue[] {
    const shape = shapeOf(instance)
    if (shape !== this.#shape) this.#learn(shape)
    return this.#names.map(name => (name === undefined ? null : (instance[name] ?? null)))
  }

  /** Instances of one query may be of different classes; most often they all share one shape. */
  #learn(shape: InstanceShape): void {
    this.#shape = shape
    const present = new Map(shape.properties.map(({ name }) => [foldName(name), name]))
    this.#names = this.properties.map(({ name }) => present.get(foldName(name)))
    const own = new Set(this.properties.map(({ name }) => foldName(name)))
    for (const { name } of shape.properties) if (!own.has(foldName(name))) this.leftOut.add(name)
  }
}
