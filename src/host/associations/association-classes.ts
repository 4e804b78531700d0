import { type AssociationClass, asAssociation } from '../../wmi/association-classes.js'
import type { ClassTable } from '../class-table.js'

const known = new WeakMap<ClassTable, { readonly revision: number; readonly classes: readonly AssociationClass[] }>()

/** The association classes of a namespace, alphabetical. They are looked for once, and again when a class has changed. */
export function associationClasses(table: ClassTable): readonly AssociationClass[] {
  const found = known.get(table)
  if (found?.revision === table.revision) return found.classes
  const { revision } = table
  const classes = table.names().flatMap(name => asAssociation(table.require(name)) ?? [])
  known.set(table, { revision, classes })
  return classes
}
