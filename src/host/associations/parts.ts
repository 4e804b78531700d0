import type { CimInstance } from '../../cim/instance.js'
import type { ObjectPath } from '../../cim/path.js'
import type { Call } from '../../wmi/call.js'
import type { AssociationOptions } from '../../wql/ast.js'
import { notSupported } from '../failures.js'
import { locate } from '../locate.js'
import type { Scope } from '../scope.js'
import type { Part } from '../stream.js'

/** Which of the two association queries. */
export type AssociationKind = 'associators' | 'references'

/**
 * The parts of an association query's result.
 *
 * @throws WmiError WBEM_E_INVALID_CLASS, WBEM_E_INVALID_OBJECT_PATH, or WBEM_E_NOT_FOUND for the object asked about
 */
export async function associationParts(
  scope: Scope,
  _kind: AssociationKind,
  path: ObjectPath,
  filter: AssociationOptions,
  call: Call,
): Promise<Iterable<Part<CimInstance>>> {
  if (filter.schemaOnly) scope.classes.require(path.className)
  else await locate(scope, path, call)
  throw notSupported()
}
