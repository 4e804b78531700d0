import type { CimClass, CimProperty } from '../../cim/class.js'
import type { ClassTable } from '../class-table.js'

/** A class whose instances tie objects together, and the properties that hold their paths, in the order of declaration. */
export interface AssociationClass {
  readonly class: CimClass
  readonly references: readonly CimProperty[]
}

const known = new WeakMap<ClassTable, { readonly revision: number; readonly classes: readonly AssociationClass[] }>()

/** The association classes of a namespace, alphabetical. They are looked for once, and again when a class has changed. */
export function associationClasses(table: ClassTable): readonly AssociationClass[] {
  const found = known.get(table)
  if (found?.revision === table.revision) return found.classes
  const { revision } = table
  const classes = table.names().flatMap(name => {
    const cimClass = table.require(name)
    const references = [...cimClass.properties].filter(({ type, isArray }) => type === 'reference' && !isArray)
    return cimClass.isAssociation && references.length > 0 ? [{ class: cimClass, references }] : []
  })
  known.set(table, { revision, classes })
  return classes
}
