import type { CimClass } from '../cim/class.js'
import { type CimInstance, type InstanceHome, InstanceShape, shapeOf } from '../cim/instance.js'

/** A class as an object (`__GENUS` 1) that carries its properties' defaults. */
export function classObject(cimClass: CimClass, home: InstanceHome): CimInstance {
  const shape = new InstanceShape(cimClass, { home, genus: 1 })
  return shape.create(shape.properties.map(property => property.defaultValue))
}

/** An instance of the same shape in which only the keys have values. */
export function withKeysOnly(instance: CimInstance): CimInstance {
  const shape = shapeOf(instance)
  const keys = new Set(shape.class.keys.map(({ name }) => name))
  return shape.create(shape.properties.map(({ name }) => (keys.has(name) ? instance[name] : null)))
}
