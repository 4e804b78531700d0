// SchemaOnly: what may be associated, by the declarations alone.
import type { CimClass } from '../../cim/class.js'
import type { ObjectPath } from '../../cim/path.js'
import { checkClassPath, schemaAnswer } from '../../wmi/association-classes.js'
import type { AssociationOptions } from '../../wql/ast.js'
import type { Scope } from '../scope.js'
import { associationClasses } from './association-classes.js'
import type { AssociationKind } from './parts.js'

/**
 * The classes that the declarations answer, as far as the caller may see them.
 *
 * @throws WmiError WBEM_E_INVALID_CLASS, or WBEM_E_INVALID_OBJECT_PATH for the path of an instance
 */
export function schemaOf(
  scope: Scope,
  kind: AssociationKind,
  path: ObjectPath,
  options: AssociationOptions,
): Iterable<CimClass> {
  const { classes } = scope
  const cimClass = classes.require(path.className)
  checkClassPath(path, cimClass.name)
  scope.demand('enable', cimClass.name)
  return schemaAnswer({
    kind,
    class: cimClass,
    options,
    associations: associationClasses(classes),
    classes,
    isVisible: ({ name }) => scope.allows('enable', name),
  })
}
