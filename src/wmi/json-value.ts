// Values that people write as text or JSON, brought to the types that a class declares.
import { ArgumentError } from '../base/errors.js'
import { NameMap } from '../base/name-map.js'
import { nearestNames } from '../base/nearest-names.js'
import { wmiText } from '../base/texts/wmi.js'
import type { CimClass, CimElement } from '../cim/class.js'
import { coerceValue } from '../cim/convert.js'
import { CimDateTime } from '../cim/datetime.js'
import { type CimInstance, InstanceShape } from '../cim/instance.js'
import type { CimValue } from '../cim/value.js'

/** Finds the class of an embedded object. */
export type ClassLookup = (className: string) => Promise<CimClass>

/**
 * A value that JSON can hold, as its element declares it: objects become instances of the class that `__CLASS` or the declaration names,
 * with its defaults; datetimes may be ISO 8601 with an offset.
 *
 * @throws ArgumentError for an object without a class or with a property that it does not have; WmiError WBEM_E_TYPE_MISMATCH naming the
 *   element, and those of the lookup
 */
export async function valueOfJson(element: CimElement, value: unknown, lookup: ClassLookup): Promise<CimValue> {
  return coerceValue(element, await fromJson(element, value, lookup))
}

/** True for integers that JSON.parse has rounded in silence. */
export function hasInexact(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasInexact)
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
}

async function fromJson(element: CimElement, value: unknown, lookup: ClassLookup): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(item => fromJson(element, item, lookup)))
  if (element.type === 'object' && isObject(value)) return embedded(element, value, lookup)
  if (element.type === 'datetime' && typeof value === 'string') return isoDateTime(value) ?? value
  return value
}

/** An instant as our own JSON writes it, with microseconds and offset; undefined for any other text. */
function isoDateTime(text: string): CimDateTime | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text)
  if (!match) return undefined
  const [, local = '', fraction = '', sign = '+', hours = '0', minutes = '0'] = match
  const milliseconds = Date.parse(`${local}Z`)
  // 31 February would become a day of March.
  if (Number.isNaN(milliseconds) || !new Date(milliseconds).toISOString().startsWith(`${local}.`)) return undefined
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  const microseconds = BigInt(milliseconds - offset * 60_000) * 1000n + BigInt(fraction.padEnd(6, '0'))
  return CimDateTime.fromMicroseconds(microseconds, offset)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function embedded(
  element: CimElement,
  value: Readonly<Record<string, unknown>>,
  lookup: ClassLookup,
): Promise<CimInstance> {
  const named = value.__CLASS ?? element.className
  if (typeof named !== 'string')
    throw new ArgumentError(wmiText('needsClass', { name: element.name }), { hint: wmiText('needsClassHint') })
  const cimClass = await lookup(named)
  const given = new NameMap<unknown>()
  for (const [name, item] of Object.entries(value)) {
    if (name.startsWith('__')) continue
    if (!cimClass.properties.has(name)) {
      const near = nearestNames(
        name,
        [...cimClass.properties].map(each => each.name),
      )
      throw new ArgumentError(wmiText('noProperty', { name, class: cimClass.name }), { hint: near.join(', ') })
    }
    given.set(name, item)
  }
  const shape = new InstanceShape(cimClass)
  const values: CimValue[] = []
  for (const property of shape.properties) {
    const item = given.has(property.name)
      ? await valueOfJson(property, given.get(property.name), lookup)
      : property.defaultValue
    values.push(item)
  }
  return shape.create(values)
}
