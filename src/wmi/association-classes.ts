// Association classes by their declarations: WMI SDK "ASSOCIATORS OF Statement", "REFERENCES OF Statement" (SchemaOnly).
import { WmiError } from '../base/errors.js'
import { foldName } from '../base/name-map.js'
import { associationText } from '../base/texts/host-associations.js'
import type { CimClass, CimProperty, Qualifiers } from '../cim/class.js'
import { formatObjectPath, type ObjectPath } from '../cim/path.js'
import type { AssociationOptions, AssociationQuery } from '../wql/ast.js'

/** A class whose instances tie objects together, and the properties that hold their paths, in the order of declaration. */
export interface AssociationClass {
  readonly class: CimClass
  readonly references: readonly CimProperty[]
}

/** Where the classes of references are found. */
export interface KnownClasses {
  get(name: string): CimClass | undefined
}

/** Which ends of an association a question admits. */
export interface Ends {
  /** The reference that may hold the object. */
  readonly role: CimProperty
  /** The references that may then lead to a result. */
  readonly results: readonly CimProperty[]
}

/** A class as an association class; undefined for one that is none. */
export function asAssociation(cimClass: CimClass): AssociationClass | undefined {
  const references = [...cimClass.properties].filter(({ type, isArray }) => type === 'reference' && !isArray)
  return cimClass.isAssociation && references.length > 0 ? { class: cimClass, references } : undefined
}

/** True for an association class at or below a class, with a qualifier. */
export function isAdmitted(
  association: AssociationClass,
  above: string | undefined,
  qualifier: string | undefined,
): boolean {
  return (above === undefined || association.class.isA(above)) && hasQualifier(association.class.qualifiers, qualifier)
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
  classes: KnownClasses,
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
export function mayHold(declared: string | undefined, wanted: string | undefined, classes: KnownClasses): boolean {
  if (declared === undefined || wanted === undefined) return true
  const [a, b] = [classes.get(declared), classes.get(wanted)]
  return !a || !b || a.isA(b.name) || b.isA(a.name)
}

function isNamed(name: string, wanted: string | undefined): boolean {
  return wanted === undefined || foldName(name) === foldName(wanted)
}

/** A question with SchemaOnly. */
export interface SchemaQuestion {
  readonly kind: AssociationQuery['kind']
  readonly class: CimClass
  readonly options: AssociationOptions
  /** All of the namespace. */
  readonly associations: Iterable<AssociationClass>
  readonly classes: KnownClasses
  /** False for a class that the caller may not see. */
  readonly isVisible?: (cimClass: CimClass) => boolean
}

/**
 * The classes that a class can be associated with, or the association classes that can hold its instances, each once.
 * Abstract association classes are left out: they have no instances.
 */
export function* schemaAnswer(question: SchemaQuestion): Generator<CimClass> {
  const { kind, options, isVisible = () => true } = question
  const [above, qualifier] =
    kind === 'associators'
      ? [options.assocClass, options.requiredAssocQualifier]
      : [options.resultClass, options.requiredQualifier]
  const told = new Set<string>()
  for (const association of question.associations) {
    if (!isAdmitted(association, above, qualifier)) continue
    if (association.class.isAbstract || !isVisible(association.class)) continue
    if (kind === 'references') {
      if (rolesOf(association, question.class, options).length > 0) yield association.class
      continue
    }
    for (const end of endClasses(association, question)) {
      if (told.has(foldName(end.name)) || !isVisible(end)) continue
      told.add(foldName(end.name))
      yield end
    }
  }
}

function* endClasses(association: AssociationClass, question: SchemaQuestion): Generator<CimClass> {
  const { options, classes } = question
  for (const { results } of endsOf(association, question.class, options, classes))
    for (const { className = '' } of results) {
      const end = classes.get(className)
      if (!end || (options.resultClass !== undefined && !end.isA(options.resultClass))) continue
      if (hasQualifier(end.qualifiers, options.requiredQualifier)) yield end
    }
}

/** SchemaOnly asks about a class. @throws WmiError WBEM_E_INVALID_OBJECT_PATH for the path of an instance */
export function checkClassPath(path: ObjectPath, className: string): void {
  if (path.keys === null && !path.singleton) return
  const message = associationText('schemaOnlyInstance', { object: formatObjectPath(path) })
  throw new WmiError('WBEM_E_INVALID_OBJECT_PATH', message, {
    hint: associationText('schemaOnlyInstanceHint', { class: className }),
  })
}
