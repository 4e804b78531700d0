import { NameMap } from '../../base/name-map.js'
import type { ConnectionManager } from '../connection-manager.js'
import type { PropertyDefinition } from '../contract.js'
import { readField, writeField } from '../dtsx/fields.js'
import { dtsNamespace } from '../dtsx/format.js'
import { DtsNode } from '../dtsx/node.js'
import { listedBefore } from '../dtsx/order.js'
import { dtsError } from '../errors.js'
import type { PropertyValue } from '../property-values.js'

/** The inner `DTS:ConnectionManager` in which native kinds keep their properties, by the form of the file's format. */
export class NativeData {
  readonly #manager: ConnectionManager
  readonly #definitions: NameMap<PropertyDefinition>
  readonly #before: (name: string, other: string) => boolean

  /** @param order names in the order in which they are written */
  constructor(manager: ConnectionManager, definitions: readonly PropertyDefinition[], order: readonly string[]) {
    this.#manager = manager
    this.#definitions = NameMap.from(definitions)
    this.#before = listedBefore(order)
  }

  /** The inner element; undefined when ObjectData is empty. */
  get node(): DtsNode | undefined {
    const inner = this.#manager.node.child('ObjectData')?.element.child('ConnectionManager', dtsNamespace)
    return inner && new DtsNode(inner, this.#manager.node.format, this.#before)
  }

  get(name: string): PropertyValue {
    const definition = this.#definition(name)
    const { node } = this
    return node ? readField(node, field(definition)) : definition.default
  }

  set(name: string, value: PropertyValue): void {
    writeField(this.make(), field(this.#definition(name)), value)
  }

  /** The inner element, made when it is missing. */
  make(): DtsNode {
    const { node: host } = this.#manager
    const data = host.child('ObjectData') ?? host.insert(host.make('ObjectData'))
    return this.node ?? new DtsNode(data.insert(host.make('ConnectionManager')).element, host.format, this.#before)
  }

  #definition(name: string): PropertyDefinition {
    const definition = this.#definitions.get(name)
    if (!definition) throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: name })
    return definition
  }
}

function field({ name, type, default: preset }: PropertyDefinition) {
  return { stored: name, type, default: preset }
}
