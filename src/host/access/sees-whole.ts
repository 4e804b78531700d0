import { WmiError } from '../../base/errors.js'
import { CimInstance } from '../../cim/instance.js'
import type { Scope } from '../scope.js'

/**
 * True when nothing of an object, nor of the objects in it, would be hidden from a caller: it may read their classes and has
 * the right `unmask` for them.
 *
 * @param namespace where the object was seen
 */
export function seesWhole(scope: Scope, namespace: string, object: CimInstance): boolean {
  try {
    const there = scope.in(namespace)
    return [...classesIn(object)].every(name => there.allows('enable', name) && there.allows('unmask', name))
  } catch (error) {
    // The namespace is gone, or not for this caller.
    if (error instanceof WmiError) return false
    throw error
  }
}

function* classesIn(object: CimInstance): Generator<string> {
  yield object.__CLASS
  for (const value of Object.values(object).flat()) if (value instanceof CimInstance) yield* classesIn(value)
}
