import { NameMap } from '../base/name-map.js'
import type { CimClass, CimProperty } from '../cim/class.js'
import type { PropertyPath } from './ast.js'
import { elementOf } from './element.js'
import { notAnObject, unknownProperty } from './misfit.js'

/** System properties that are made of the keys. */
const pathNames: ReadonlySet<string> = new Set(['__PATH', '__RELPATH'])

/**
 * The properties that a SELECT list asks of a class, in its order, each once; null for `*` (all, alphabetical). A dotted path
 * selects the embedded object. System properties come anyway and are skipped; naming `__PATH` or `__RELPATH` adds the
 * keys of which they are made. @throws WmiError WBEM_E_INVALID_QUERY for an unknown property or a dot
 * after one that is no object
 */
export function selectedProperties(
  select: readonly PropertyPath[] | null,
  cimClass: CimClass,
): readonly CimProperty[] | null {
  if (select === null) return null
  const selected = new NameMap<CimProperty>()
  let needsKeys = false
  for (const path of select) {
    const element = elementOf(cimClass, path[0] ?? '')
    if (!element) throw unknownProperty(cimClass, path)
    if (path.length > 1 && (element.type !== 'object' || element.isArray)) throw notAnObject(element, path)
    const property = element.isSystem ? undefined : cimClass.properties.get(element.name)
    if (property) selected.set(property.name, property)
    else if (pathNames.has(element.name)) needsKeys = true
  }
  if (needsKeys) for (const key of cimClass.keys) if (!selected.has(key.name)) selected.set(key.name, key)
  return [...selected]
}
