import { foldName } from '../../base/name-map.js'
import type { CimClass, CimProperty, Qualifiers } from '../../cim/class.js'
import type { AssociationOptions } from '../../wql/ast.js'
import type { ClassTable } from '../class-table.js'
import type { Scope } from '../scope.js'
import { type AssociationClass, associationClasses } from './association-classes.js'
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

/** Which ends of an association a question admits. */
interface Ends {
  readonly role: CimProperty
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
  for (const association of admitted(scope.classes, above, qualifier))
    for (const _ of scope.served(association.class, true)) yield association
}

/** The association classes at or below a class that carry a qualifier. */
export function admitted(
  classes: ClassTable,
  above: string | undefined,
  qualifier: string | undefined,
): readonly AssociationClass[] {
  return associationClasses(classes).filter(
    association =>
      (above === undefined || association.class.isA(above)) && hasQualifier(association.class.qualifiers, qualifier),
  )
}

/** True when no qualifier is asked for, or it is there and not FALSE. */
export function hasQualifier(qualifiers: Qualifiers, name: string | undefined): boolean {
  if (name === undefined) return true
  const qualifier = qualifiers.get(name)
  return qualifier !== undefined && qualifier.value !== false
}

/** The references that may hold an object of a class. */
export function rolesOf(
  { references }: AssociationClass,
  cimClass: CimClass,
  { role }: AssociationOptions,
): readonly CimProperty[] {
  return references.filter(
    ({ name, className }) => isNamed(name, role) && (className === undefined || cimClass.isA(className)),
  )
}

/** The references that may hold an object of a class, each with those that may then lead to a result. */
export function endsOf(
  association: AssociationClass,
  cimClass: CimClass,
  options: AssociationOptions,
  classes: ClassTable,
): readonly Ends[] {
  return rolesOf(association, cimClass, options)
    .map(role => ({
      role,
      results: association.references.filter(
        reference =>
          reference !== role &&
          isNamed(reference.name, options.resultRole) &&
          mayHold(reference.className, options.resultClass, classes),
      ),
    }))
    .filter(({ results }) => results.length > 0)
}

/** False when a reference declared for one class can hold no object of another: neither derives from the other. */
export function mayHold(declared: string | undefined, wanted: string | undefined, classes: ClassTable): boolean {
  if (declared === undefined || wanted === undefined) return true
  const [a, b] = [classes.get(declared), classes.get(wanted)]
  return !a || !b || a.isA(b.name) || b.isA(a.name)
}

function isNamed(name: string, wanted: string | undefined): boolean {
  return wanted === undefined || foldName(name) === foldName(wanted)
}
