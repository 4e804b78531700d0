import type { CimProperty } from '../../cim/class.js'
import { type AssociationClass, endsOf, isAdmitted, rolesOf } from '../../wmi/association-classes.js'
import type { AssociationOptions } from '../../wql/ast.js'
import type { Scope } from '../scope.js'
import { associationClasses } from './association-classes.js'
import type { SourceObject } from './source-object.js'

/** One look at the instances of an association class: those that hold the object in one of their references. */
export interface Pass {
  readonly scope: Scope
  readonly association: AssociationClass
  /** The reference that holds the object. */
  readonly role: CimProperty
  /** References whose own pass has had an instance already when they hold the object too. */
  readonly earlier: readonly CimProperty[]
  /** The references that lead to what is asked for. */
  readonly results: readonly CimProperty[]
}

/** The looks that ASSOCIATORS OF needs: one for each reference that may hold the object while another leads to a result. */
export function* associatorPasses(scope: Scope, source: SourceObject, options: AssociationOptions): Generator<Pass> {
  for (const association of candidates(scope, options.assocClass, options.requiredAssocQualifier)) {
    const ends = endsOf(association, source.class, options, scope.classes)
    for (const [index, { role, results }] of ends.entries())
      yield { scope, association, role, results, earlier: ends.slice(0, index).map(each => each.role) }
  }
}

/** The looks that REFERENCES OF needs. */
export function* referencePasses(scope: Scope, source: SourceObject, options: AssociationOptions): Generator<Pass> {
  for (const association of candidates(scope, options.resultClass, options.requiredQualifier)) {
    const roles = rolesOf(association, source.class, options)
    for (const [index, role] of roles.entries())
      yield { scope, association, role, results: [], earlier: roles.slice(0, index) }
  }
}

/** The association classes that somebody serves and the caller may read. */
function* candidates(
  scope: Scope,
  above: string | undefined,
  qualifier: string | undefined,
): Generator<AssociationClass> {
  for (const association of associationClasses(scope.classes))
    if (isAdmitted(association, above, qualifier))
      for (const _ of scope.served(association.class, true)) yield association
}
