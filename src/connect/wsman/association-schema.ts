// SchemaOnly, which no message of WS-Management can answer: its rows are classes. The declarations of the namespace tell the same.
import { compareNames, NameMap } from '../../base/name-map.js'
import type { CimClass } from '../../cim/class.js'
import type { CimInstance } from '../../cim/instance.js'
import { asAssociation, checkClassPath, schemaAnswer } from '../../wmi/association-classes.js'
import { classObject } from '../../wmi/class-object.js'
import type { AssociationOptions, AssociationQuery } from '../../wql/ast.js'
import { listedClasses } from './classes.js'
import type { Target } from './paths.js'
import { homeOf } from './session.js'
import type { Batches } from './stream.js'

/** @throws WmiError WBEM_E_INVALID_CLASS; WBEM_E_INVALID_OBJECT_PATH for the path of an instance; WsmanFaultError; HttpError */
export async function* associationSchema(
  { asking, path }: Target,
  kind: AssociationQuery['kind'],
  options: AssociationOptions,
): Batches<CimInstance> {
  const known = asking.session.classes(asking.namespace)
  const cimClass = await known.get(path.className)
  checkClassPath(path, cimClass.name)
  // Unknown ones are errors.
  for (const name of [options.assocClass, options.resultClass]) if (name !== undefined) await known.get(name)
  const classes = new NameMap<CimClass>()
  for await (const batch of listedClasses(asking, {})) for (const each of batch) classes.set(each.name, each)
  const associations = [...classes]
    .sort((a, b) => compareNames(a.name, b.name))
    .flatMap(each => asAssociation(each) ?? [])
  const home = homeOf(asking)
  yield [...schemaAnswer({ kind, class: cimClass, options, associations, classes })].map(each =>
    classObject(each, home),
  )
}
