import type { ComponentProperties, PropertyDefinition } from './contract.js'
import { dtsError } from './errors.js'
import { type PropertyValue, toPropertyValue } from './property-values.js'

/** The component inside a connection manager or task host: its properties in camelCase. */
export type InnerObject = Record<string, PropertyValue>

/** `WqlQuerySource` as JavaScript spells it: `wqlQuerySource`. */
export function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/**
 * Makes the object of a component's properties. Reading a write-only one and writing a read-only one throw the documented
 * DtsError; a name that the component does not have cannot be assigned.
 */
export function innerObject(
  definitions: Iterable<PropertyDefinition>,
  properties: ComponentProperties | undefined,
): InnerObject {
  const object: InnerObject = {}
  for (const { name, type, readOnly, writeOnly } of definitions) {
    Object.defineProperty(object, camelCase(name), {
      // A secret must not be asked for by whatever walks over the object.
      enumerable: !writeOnly,
      get: () => {
        if (writeOnly) throw dtsError('DTS_E_PROPERTYWRITEONLY', { property: name })
        return properties?.get(name)
      },
      set: (value: unknown) => {
        if (readOnly) throw dtsError('DTS_E_PROPERTYREADONLY', { property: name })
        properties?.set(name, toPropertyValue(type, value, name))
      },
    })
  }
  return Object.preventExtensions(object)
}
