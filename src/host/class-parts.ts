// Classes as results: schema queries and the listing of classes.
import type { CimClass } from '../cim/class.js'
import { classObject } from '../wmi/class-object.js'
import type { ClassesOptions } from '../wmi/services.js'
import type { SchemaQuery } from '../wql/ast.js'
import { compileSchemaCondition } from '../wql/evaluate.js'
import type { ClassTable } from './class-table.js'
import type { Scope } from './scope.js'
import type { Part } from './stream.js'

/** The classes that `SELECT * FROM meta_class` finds, as class objects. @throws WmiError WBEM_E_INVALID_QUERY */
export function schemaPart(scope: Scope, query: SchemaQuery): Part {
  const { classes, namespace } = scope
  const matches = compileSchemaCondition(query.where)
  return classPart(classes, classes.names(), cimClass =>
    matches(cimClass) ? classObject(scope.view(cimClass), namespace.home) : undefined,
  )
}

/** The classes that an enumeration asks for, alphabetical. @throws WmiError WBEM_E_INVALID_CLASS */
export function listPart(scope: Scope, { superclass, shallow = false }: ClassesOptions): Part<CimClass> {
  const { classes } = scope
  const above = superclass === undefined ? null : classes.require(superclass)
  const names = shallow
    ? classes.children(above?.name ?? null)
    : classes.names().filter(name => above === null || isBelow(classes, name, above))
  return classPart(classes, names, cimClass => scope.view(cimClass))
}

function isBelow(classes: ClassTable, name: string, above: CimClass): boolean {
  const cimClass = classes.require(name)
  return cimClass.name !== above.name && cimClass.isA(above.name)
}

/** One class at a time: each is derived when its turn comes. */
function classPart<T>(
  classes: ClassTable,
  names: Iterable<string>,
  read: (cimClass: CimClass) => T | undefined,
): Part<T> {
  return {
    className: 'meta_class',
    *open() {
      for (const name of names) yield { name }
    },
    read: row => read(classes.require(String(row.name))),
  }
}
