// Classes as results: the enumeration of the CIM-XML resource ([MS-WSMV] 2.2.4), filtered here.
import { WmiError } from '../../base/errors.js'
import type { CimClass } from '../../cim/class.js'
import type { CimInstance } from '../../cim/instance.js'
import { readClassXml } from '../../cim/xml/index.js'
import { classObject } from '../../wmi/class-object.js'
import type { ClassesOptions } from '../../wmi/services.js'
import type { SchemaQuery } from '../../wql/ast.js'
import { compileSchemaCondition } from '../../wql/evaluate.js'
import { limitsOf } from '../../wql/limits.js'
import { schemaResource } from '../../wsman/index.js'
import type { ItemsPage } from '../../wsman/rows/index.js'
import { schemaOptions } from './class-cache.js'
import { type Asking, homeOf } from './session.js'
import type { Batches } from './stream.js'

/**
 * The classes that a schema query finds, as class objects. A query for single classes by `__CLASS` reads these only.
 * @throws WmiError WBEM_E_INVALID_QUERY; WsmanFaultError; HttpError
 */
export async function* classObjects(asking: Asking, query: SchemaQuery): Batches<CimInstance> {
  const matches = compileSchemaCondition(query.where)
  const home = homeOf(asking)
  const names = limitsOf(query.where).equals('__CLASS')
  if (names) {
    const found = await Promise.all(names.map(name => existing(asking, String(name))))
    yield found.flatMap(cimClass => (cimClass && matches(cimClass) ? [classObject(cimClass, home)] : []))
    return
  }
  for await (const classes of allClasses(asking))
    yield filtered(classes, cimClass => (matches(cimClass) ? classObject(cimClass, home) : undefined))
}

/** The classes that an enumeration asks for. @throws WmiError of the server, when `superclass` does not exist */
export async function* listedClasses(
  asking: Asking,
  { superclass, shallow = false }: ClassesOptions,
): Batches<CimClass> {
  const above = superclass === undefined ? null : await asking.session.classes(asking.namespace).get(superclass)
  const matches = (cimClass: CimClass): boolean => {
    if (shallow) return cimClass.superclass?.toLowerCase() === above?.name.toLowerCase()
    return above === null || (cimClass.isA(above.name) && cimClass.name !== above.name)
  }
  for await (const classes of allClasses(asking)) yield filtered(classes, each => (matches(each) ? each : undefined))
}

async function existing({ session, namespace }: Asking, name: string): Promise<CimClass | undefined> {
  try {
    return await session.classes(namespace).get(name)
  } catch (error) {
    if (error instanceof WmiError && (error.name === 'WBEM_E_NOT_FOUND' || error.name === 'WBEM_E_INVALID_CLASS'))
      return undefined
    throw error
  }
}

async function* allClasses({ session, namespace, wire }: Asking): Batches<CimClass> {
  const options = [...(wire.options ?? []), ...schemaOptions]
  for await (const { items } of session.client.enumerate({ resource: schemaResource(namespace) }, { ...wire, options }))
    yield declared(items)
}

function* declared(items: ItemsPage): Generator<CimClass> {
  for (const element of items.elements()) if (element.localName === 'CLASS') yield readClassXml(element)
}

function* filtered<From, To>(all: Iterable<From>, read: (one: From) => To | undefined): Generator<To> {
  for (const one of all) {
    const result = read(one)
    if (result !== undefined) yield result
  }
}
