// What programs and providers write in JavaScript, brought to the types that a class declares.
import { WmiError } from '../base/errors.js'
import { NameMap } from '../base/name-map.js'
import { cimText } from '../base/texts/cim.js'
import { hostText } from '../base/texts/host.js'
import type { CimClass, CimElement } from '../cim/class.js'
import { coerceValue } from '../cim/convert.js'
import { CimInstance, classOf, InstanceShape } from '../cim/instance.js'
import { misfit } from '../cim/literal.js'
import type { CimValue } from '../cim/value.js'

/** Where the classes of embedded objects are found. */
export interface ClassSource {
  /** @throws WmiError WBEM_E_INVALID_CLASS */
  require(name: string): CimClass
}

/**
 * A value as its element declares it. Besides what {@link coerceValue} takes, an embedded object may be a plain object:
 * of the element's class, or of the one its `__CLASS` names. @throws WmiError WBEM_E_TYPE_MISMATCH naming the element
 */
export function typedValue(element: CimElement, value: unknown, classes: ClassSource): CimValue {
  if (element.type !== 'object') return coerceValue(element, value)
  const embed = (item: unknown) => {
    const object = isPlain(item) ? embeddedObject(item, element, classes) : item
    if (object instanceof CimInstance) checkClass(element, object)
    return object
  }
  return coerceValue(element, Array.isArray(value) ? value.map(embed) : embed(value))
}

/** A strongly typed object is of the class named or one below it. */
function checkClass(element: CimElement, object: CimInstance): void {
  const { className } = element
  if (className === undefined || classOf(object).isA(className)) return
  throw misfit(element, '', cimText('otherClass', { found: object.__CLASS, wanted: className }))
}

function embeddedObject(
  given: Readonly<Record<string, unknown>>,
  element: CimElement,
  classes: ClassSource,
): CimInstance {
  const className = typeof given.__CLASS === 'string' ? given.__CLASS : element.className
  if (className === undefined) {
    throw new WmiError('WBEM_E_TYPE_MISMATCH', hostText('embeddedClass', { name: element.name }), {
      hint: hostText('embeddedClassHint'),
    })
  }
  const cimClass = classes.require(className)
  const values = new NameMap<unknown>()
  for (const [name, value] of Object.entries(given)) {
    if (name === '__CLASS') continue
    if (!cimClass.properties.has(name))
      throw new WmiError('WBEM_E_INVALID_PROPERTY', hostText('noSuchProperty', { class: cimClass.name, name }))
    values.set(name, value)
  }
  const shape = new InstanceShape(cimClass)
  return shape.create(
    shape.properties.map(property =>
      values.has(property.name) ? typedValue(property, values.get(property.name), classes) : property.defaultValue,
    ),
  )
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || value instanceof CimInstance) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
