// The form in which the data folder keeps an instance: JSON with each value's declared type, so that an embedded object is
// the same again even when its class has changed or gone since.
import { WmiError } from '../../base/errors.js'
import { NameMap } from '../../base/name-map.js'
import { CimClass, type CimProperty } from '../../cim/class.js'
import { coerceValue } from '../../cim/convert.js'
import { CimDateTime } from '../../cim/datetime.js'
import { CimInstance, InstanceShape, shapeOf } from '../../cim/instance.js'
import { type CimTypeName, cimTypes } from '../../cim/types.js'
import type { CimScalar, CimValue } from '../../cim/value.js'
import type { ClassTable } from '../class-table.js'

type PackedScalar = boolean | number | string | PackedInstance
type PackedValue = PackedScalar | readonly PackedScalar[] | null

interface PackedInstance {
  readonly class: string
  readonly derivation?: readonly string[]
  /** Of an embedded class. */
  readonly genus?: 1
  /** Of an embedded object that was read from somewhere: server and namespace. */
  readonly home?: readonly [string | null, string | null]
  readonly values: readonly (readonly [name: string, type: string, value: PackedValue])[]
}

/** The text of an instance that the repository keeps. */
export function packInstance(instance: CimInstance): string {
  return JSON.stringify(packed(instance, false))
}

/**
 * The instance of a text, as its class is now. @param shape of the instance's own class, with all its properties
 * @throws TypeError for a text that {@link packInstance} did not make
 */
export function unpackInstance(text: string, shape: InstanceShape, classes: ClassTable): CimInstance {
  const values = new NameMap<{ type: string; value: CimValue }>()
  for (const [name, type, value] of requirePacked(JSON.parse(text)).values)
    values.set(name, { type, value: unpackedValue(typeOf(type).type, value, classes) })
  return shape.create(
    shape.properties.map(property => {
      const kept = values.get(property.name)
      return kept ? adapted(property, kept.type, kept.value) : property.defaultValue
    }),
  )
}

/** An instance as its class is now: what was added has its default, what changed its type the value that fits, or the default. */
export function reshaped(instance: CimInstance, shape: InstanceShape): CimInstance {
  const former = shapeOf(instance)
  return shape.create(
    shape.properties.map(property => {
      const known = former.properties[former.index.get(property.name) ?? -1]
      if (!known) return property.defaultValue
      return adapted(property, typeText(known), instance[known.name] ?? null)
    }),
  )
}

function adapted(property: CimProperty, type: string, value: CimValue): CimValue {
  if (value === null || typeText(property) === type) return value
  try {
    return coerceValue(property, value)
  } catch (error) {
    if (error instanceof WmiError) return property.defaultValue
    throw error
  }
}

function packed(instance: CimInstance, embedded: boolean): PackedInstance {
  const { class: cimClass, genus, server, namespace, properties } = shapeOf(instance)
  return {
    class: cimClass.name,
    ...(embedded && cimClass.derivation.length > 0 ? { derivation: cimClass.derivation } : {}),
    ...(genus === 1 ? { genus } : {}),
    ...(embedded && (server !== null || namespace !== null) ? { home: [server, namespace] as const } : {}),
    values: properties.map(property => {
      const value = instance[property.name] ?? null
      return [property.name, typeText(property), packedValue(property.type, value)] as const
    }),
  }
}

function packedValue(type: CimTypeName, value: CimValue): PackedValue {
  if (value === null) return null
  return isList(value) ? value.map(item => packedScalar(type, item)) : packedScalar(type, value)
}

function packedScalar(type: CimTypeName, value: CimScalar): PackedScalar {
  if (value instanceof CimInstance) return packed(value, true)
  if (typeof value === 'boolean' || typeof value === 'string') return value
  // JSON has no negative zero.
  if (typeof value === 'number') return Object.is(value, -0) && cimTypes[type].kind === 'real' ? '-0' : value
  return String(value)
}

function unpackedValue(type: CimTypeName, value: unknown, classes: ClassTable): CimValue {
  if (value === null) return null
  return Array.isArray(value)
    ? value.map(item => unpackedScalar(type, item, classes))
    : unpackedScalar(type, value, classes)
}

function unpackedScalar(type: CimTypeName, value: unknown, classes: ClassTable): CimScalar {
  if (type === 'object') return unpackedObject(requirePacked(value), classes)
  if (type === 'datetime') return CimDateTime.parse(String(value))
  if (type === 'sint64' || type === 'uint64') return BigInt(String(value))
  return cimTypes[type].kind === 'real' ? Number(value) : cimTypes[type].coerce(value)
}

/** An embedded object: of the class by that name while it declares what the object carries, else of the class as it was. */
function unpackedObject(object: PackedInstance, classes: ClassTable): CimInstance {
  const known = classes.get(object.class)
  const fits = object.values.every(([name, type]) => {
    const property = known?.properties.get(name)
    return property !== undefined && typeText(property) === type
  })
  const cimClass = known && fits ? known : formerClass(object)
  const [server = null, namespace = null] = object.home ?? []
  const select = object.values.flatMap(([name]) => cimClass.properties.get(name) ?? [])
  const shape = new InstanceShape(cimClass, { home: { server, namespace }, select, genus: object.genus ?? 2 })
  return shape.create(object.values.map(([, type, value]) => unpackedValue(typeOf(type).type, value, classes)))
}

function formerClass({ class: name, derivation = [], values }: PackedInstance): CimClass {
  const properties = values.map(
    ([property, type]): CimProperty => ({
      name: property,
      ...typeOf(type),
      qualifiers: new NameMap(),
      defaultValue: null,
      origin: name,
      propagated: false,
    }),
  )
  return new CimClass({
    name,
    derivation,
    qualifiers: new NameMap(),
    properties: NameMap.from(properties),
    methods: new NameMap(),
  })
}

function typeText({ type, isArray }: CimProperty): string {
  return isArray ? `${type}[]` : type
}

function typeOf(text: string): { type: CimTypeName; isArray: boolean } {
  const isArray = text.endsWith('[]')
  const name = isArray ? text.slice(0, -2) : text
  if (!Object.hasOwn(cimTypes, name)) throw new TypeError(`${name} is no type`)
  return { type: name as CimTypeName, isArray }
}

function isList(value: CimValue): value is readonly CimScalar[] {
  return Array.isArray(value)
}

function requirePacked(value: unknown): PackedInstance {
  if (typeof value === 'object' && value !== null && 'class' in value && 'values' in value) {
    if (typeof value.class === 'string' && Array.isArray(value.values)) return value as PackedInstance
  }
  throw new TypeError('no instance')
}
