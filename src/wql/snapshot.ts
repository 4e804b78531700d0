// What polling compares: WMI SDK "WITHIN Clause", [MS-WMI] 3.1.4.3.22. Two lists of a class's instances, by path.
import { CimDateTime } from '../cim/datetime.js'
import { CimInstance, shapeOf } from '../cim/instance.js'
import type { CimValue } from '../cim/value.js'

/** The instances of one enumeration by {@link identityOf}. */
export type Snapshot = ReadonlyMap<string, CimInstance>

export type InstanceChangeKind = 'creation' | 'deletion' | 'modification'

/** What happened to one instance. `instance` is the new copy, of a deletion the last known one. */
export type InstanceChange =
  | { readonly kind: 'creation' | 'deletion'; readonly instance: CimInstance }
  | { readonly kind: 'modification'; readonly instance: CimInstance; readonly previous: CimInstance }

/**
 * The text under which an instance is found again: its path as spelled, since two files may differ in case only. An instance
 * without a path is what its values are: a change of one is a deletion and a creation.
 */
export function identityOf(instance: CimInstance): string {
  return instance.__RELPATH ?? `${instance.__CLASS}{${JSON.stringify(instance, plainValue)}}`
}

/**
 * What happened between two enumerations: deletions, then creations and modifications in the order of the later one.
 *
 * @param modifications false when nobody wants them, so that values need not be compared
 */
export function* compareSnapshots(
  before: Snapshot,
  after: Snapshot,
  modifications = true,
): Generator<InstanceChange, void> {
  for (const [path, instance] of before) if (!after.has(path)) yield { kind: 'deletion', instance }
  for (const [path, instance] of after) {
    const previous = before.get(path)
    if (!previous) yield { kind: 'creation', instance }
    else if (modifications && !sameInstance(previous, instance)) yield { kind: 'modification', instance, previous }
  }
}

/** True when two instances are of one class and every property has the same value. */
export function sameInstance(a: CimInstance, b: CimInstance): boolean {
  if (a === b) return true
  const shape = shapeOf(b)
  const other = shapeOf(a)
  if (other.class.name !== shape.class.name || other.properties.length !== shape.properties.length) return false
  return shape.properties.every(({ name }) => sameValue(a[name] ?? null, b[name] ?? null))
}

function sameValue(a: CimValue, b: CimValue): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (a instanceof CimDateTime) return b instanceof CimDateTime && a.text === b.text
  if (a instanceof CimInstance) return b instanceof CimInstance && sameInstance(a, b)
  if (!isList(a) || !isList(b) || a.length !== b.length) return false
  return a.every((item, index) => sameValue(item, b[index] ?? null))
}

function isList(value: object): value is readonly CimValue[] & object {
  return Array.isArray(value)
}

function plainValue(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
