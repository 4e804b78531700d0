// SELECT lists that name system properties, which rows of WS-Management do not carry: whole rows are asked for and cut here.
import { NameMap } from '../../base/name-map.js'
import { CimClass, type CimProperty, noQualifiers, type Qualifier } from '../../cim/class.js'
import { defaultFlavor } from '../../cim/flavor.js'
import { type CimInstance, classOf, InstanceShape, shapeOf, systemPropertyNames } from '../../cim/instance.js'
import type { PropertyPath } from '../../wql/ast.js'
import { selectedProperties } from '../../wql/evaluate.js'
import { type EndpointReference, keySelectors } from '../../wsman/index.js'

const systemNames: ReadonlySet<string> = new Set(systemPropertyNames)

/** True for a list that names `__CLASS`, `__PATH` and the like. */
export function namesSystemProperties(select: readonly PropertyPath[] | null): select is readonly PropertyPath[] {
  return select?.some(([name = '']) => systemNames.has(name.toUpperCase())) ?? false
}

/** Cuts whole rows to a SELECT list. */
export class Projection {
  readonly #select: readonly PropertyPath[]
  readonly #shapes = new Map<CimClass, InstanceShape>()

  constructor(select: readonly PropertyPath[]) {
    this.#select = select
  }

  /**
   * @param reference tells which properties are the keys when the class was not declared
   * @throws WmiError WBEM_E_INVALID_QUERY for a property that the row's class does not have
   */
  project(instance: CimInstance, reference: EndpointReference | undefined): CimInstance {
    const cimClass = classOf(instance)
    let shape = this.#shapes.get(cimClass)
    if (!shape) {
      const { server, namespace } = shapeOf(instance)
      const keyed = reference && cimClass.keys.length === 0 ? withKeys(cimClass, reference) : cimClass
      const select = selectedProperties(this.#select, keyed) ?? []
      shape = new InstanceShape(keyed, { home: { server, namespace }, select })
      this.#shapes.set(cimClass, shape)
    }
    return shape.create(shape.properties.map(({ name }) => instance[name]))
  }
}

const key: Qualifier = { name: 'key', value: true, flavor: defaultFlavor('key'), propagated: false }

/** A class that nobody declared, with the keys that a reference to one of its instances names. */
function withKeys(cimClass: CimClass, reference: EndpointReference): CimClass {
  const keys = NameMap.from(keySelectors(reference))
  const properties = [...cimClass.properties].map(
    (property): CimProperty =>
      keys.has(property.name) ? { ...property, qualifiers: new NameMap<Qualifier>().set(key.name, key) } : property,
  )
  const { name, derivation, methods } = cimClass
  return new CimClass({
    name,
    derivation,
    methods,
    qualifiers: noQualifiers,
    properties: NameMap.from(properties),
  })
}
