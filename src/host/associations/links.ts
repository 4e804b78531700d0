import { foldName } from '../../base/name-map.js'
import type { CimProperty } from '../../cim/class.js'
import type { CimInstance } from '../../cim/instance.js'
import type { ProviderQuery, ProviderRow } from '../provider.js'
import type { RowReader } from '../row-reader.js'
import { checkRow } from '../row-reader.js'
import { enumerate } from '../scope.js'
import type { Part } from '../stream.js'
import type { Pass } from './passes.js'
import type { SourceObject } from './source-object.js'

/**
 * The association instances that hold the object in the reference of a pass, as the repository and the provider have them.
 * The provider learns which object it is, so that it can look up instead of enumerate.
 *
 * @param select the properties needed; null: all
 */
export function linkParts(
  pass: Pass,
  source: SourceObject,
  select: readonly CimProperty[] | null,
  signal: AbortSignal,
): Part[] {
  const { scope, association } = pass
  const className = association.class.name
  const reader = scope.reader(association.class, select)
  const read = linkReader(pass, source, reader)
  const parts: Part[] = []
  if (scope.namespace.instances.has(className)) parts.push({ className, open: () => scope.stored(className), read })
  const handle = scope.handle(className)
  if (handle) {
    const asked = linkQuery(pass, source, select, signal)
    parts.push({ className, open: () => enumerate(handle, asked), read: checkedOnce(pass, read) })
  }
  return parts
}

function linkReader({ scope, role, earlier }: Pass, source: SourceObject, reader: RowReader): Part['read'] {
  const namespace = scope.namespace.name
  return row => {
    const instance = reader.read(row)
    if (!source.isNamedBy(instance[role.name], namespace)) return undefined
    return earlier.some(({ name }) => source.isNamedBy(instance[name], namespace)) ? undefined : instance
  }
}

function linkQuery(
  { scope, association, role }: Pass,
  source: SourceObject,
  select: readonly CimProperty[] | null,
  signal: AbortSignal,
): ProviderQuery {
  const wanted = select && new Set(select.map(({ name }) => foldName(name)))
  const held = foldName(role.name)
  return {
    class: association.class,
    wants: property => wanted?.has(foldName(property)) ?? true,
    equals: () => undefined,
    references: property => (foldName(property) === held ? [source.path] : undefined),
    where: null,
    caller: scope.caller,
    context: scope.context,
    signal,
  }
}

/** The names in a provider's first row are those of all. */
function checkedOnce({ association }: Pass, read: Part['read']): Part['read'] {
  let checked = false
  return (row: ProviderRow): CimInstance | undefined => {
    if (!checked) checkRow(row, association.class)
    checked = true
    return read(row)
  }
}
