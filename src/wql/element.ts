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

/** The property of a class that a misspelt name may mean, or undefined. */
export function similarName(cimClass: CimClass, name: string): string | undefined {
  const wanted = name.toLowerCase()
  let best: { name: string; distance: number } | undefined
  for (const property of cimClass.properties) {
    const distance = editDistance(wanted, property.name.toLowerCase())
    if (distance <= Math.max(1, wanted.length / 4) && (!best || distance < best.distance))
      best = { name: property.name, distance }
  }
  return best?.name
}

/** Insertions, deletions and changes of one character that lead from one text to the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
