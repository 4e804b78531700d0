import type { CimClass } from '../cim/class.js'
import { type SystemPropertyName, systemPropertyNames } from '../cim/instance.js'
import type { CimTypeName } from '../cim/types.js'

/** What a property path's step names: a property of a class or a system property. */
export interface Element {
  /** As declared: the key under which instances carry the value. */
  readonly name: string
  readonly type: CimTypeName
  readonly isArray: boolean
  readonly isSystem: boolean
}

/** Types of the system properties; paths compare as references do. */
const systemTypes: Readonly<Record<SystemPropertyName, CimTypeName>> = {
  __GENUS: 'sint32',
  __CLASS: 'string',
  __SUPERCLASS: 'string',
  __DYNASTY: 'string',
  __RELPATH: 'reference',
  __PROPERTY_COUNT: 'sint32',
  __DERIVATION: 'string',
  __SERVER: 'string',
  __NAMESPACE: 'string',
  __PATH: 'reference',
}

const systemElements: ReadonlyMap<string, Element> = new Map(
  systemPropertyNames.map(name => [
    name,
    { name, type: systemTypes[name], isArray: name === '__DERIVATION', isSystem: true },
  ]),
)

/** The property of a class, or the system property, by name in any case. */
export function elementOf(cimClass: CimClass, name: string): Element | undefined {
  const property = cimClass.properties.get(name)
  if (!property) return systemElements.get(name.toUpperCase())
  return { name: property.name, type: property.type, isArray: property.isArray, isSystem: false }
}
