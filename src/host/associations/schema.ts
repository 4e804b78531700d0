// SchemaOnly: what may be associated, by the declarations alone.
import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { associationText } from '../../base/texts/host-associations.js'
import type { CimClass } from '../../cim/class.js'
import { formatObjectPath, type ObjectPath } from '../../cim/path.js'
import type { AssociationOptions } from '../../wql/ast.js'
import type { Scope } from '../scope.js'
import type { AssociationKind } from './parts.js'
import { admitted, endsOf, hasQualifier, rolesOf } from './passes.js'

/**
 * The classes that a class can be associated with, or the association classes that can hold its instances, each once.
 * Abstract association classes are left out: they have no instances.
 *
 * @throws WmiError WBEM_E_INVALID_CLASS, or WBEM_E_INVALID_OBJECT_PATH for the path of an instance
 */
export function schemaOf(
  scope: Scope,
  kind: AssociationKind,
  path: ObjectPath,
  options: AssociationOptions,
): Iterable<CimClass> {
  const cimClass = scope.classes.require(path.className)
  if (path.keys !== null || path.singleton) {
    throw new WmiError(
      'WBEM_E_INVALID_OBJECT_PATH',
      associationText('schemaOnlyInstance', { object: formatObjectPath(path) }),
      { hint: associationText('schemaOnlyInstanceHint', { class: cimClass.name }) },
    )
  }
  scope.demand('enable', cimClass.name)
  return kind === 'associators' ? endClasses(scope, cimClass, options) : linkClasses(scope, cimClass, options)
}

function* endClasses(scope: Scope, cimClass: CimClass, options: AssociationOptions): Generator<CimClass> {
  const { classes } = scope
  const told = new Set<string>()
  for (const association of admitted(classes, options.assocClass, options.requiredAssocQualifier)) {
    if (association.class.isAbstract || !scope.allows('enable', association.class.name)) continue
    for (const { results } of endsOf(association, cimClass, options, classes)) {
      for (const { className = '' } of results) {
        const end = classes.get(className)
        if (!end || told.has(foldName(end.name)) || !scope.allows('enable', end.name)) continue
        if (options.resultClass !== undefined && !end.isA(options.resultClass)) continue
        if (!hasQualifier(end.qualifiers, options.requiredQualifier)) continue
        told.add(foldName(end.name))
        yield end
      }
    }
  }
}

function* linkClasses(scope: Scope, cimClass: CimClass, options: AssociationOptions): Generator<CimClass> {
  for (const association of admitted(scope.classes, options.resultClass, options.requiredQualifier)) {
    if (association.class.isAbstract || !scope.allows('enable', association.class.name)) continue
    if (rolesOf(association, cimClass, options).length > 0) yield association.class
  }
}
