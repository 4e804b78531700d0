import { NameMap } from '../../../base/name-map.js'
import type { ConnectionManager } from '../../connection-manager.js'
import type { PropertyDefinition } from '../../contract.js'
import { readField, writeField } from '../../dtsx/fields.js'
import { dtsNamespace } from '../../dtsx/format.js'
import { DtsNode } from '../../dtsx/node.js'
import { listedBefore } from '../../dtsx/order.js'
import { runValue, setRunValue } from '../../dtsx/run-values.js'
import { dtsError } from '../../errors.js'
import { type PropertyValue, toPropertyValue } from '../../property-values.js'
import { NativeData } from '../native-data.js'
import { storedProperties, unsavedProperties } from './properties.js'

const connectionString: PropertyDefinition = { name: 'ConnectionString', type: 'String', default: '' }
const stored = NameMap.from(storedProperties)
const unsaved = NameMap.from(unsavedProperties)
const before = listedBefore(storedProperties.map(({ name }) => name))

/** `DTS:HttpConnection` within the inner `DTS:ConnectionManager`; the URL stands in both. */
export class HttpData {
  readonly #manager: ConnectionManager
  readonly #outer: NativeData
  /** Values that live as long as the object. */
  readonly #unsaved = new NameMap<PropertyValue>()

  constructor(manager: ConnectionManager) {
    this.#manager = manager
    this.#outer = new NativeData(manager, [connectionString], ['ConnectionString'])
  }

  /** The element; undefined when ObjectData is empty. */
  get node(): DtsNode | undefined {
    const inner = this.#outer.node?.element.child('HttpConnection', dtsNamespace)
    return inner && new DtsNode(inner, this.#manager.node.format, before)
  }

  /** What a new manager saves at first. */
  initialize(): void {
    this.#outer.make().set('ConnectionString', '')
    this.make().set('ServerURL', '')
  }

  /** The element, made when it is missing. */
  make(): DtsNode {
    const outer = this.#outer.make()
    return (
      this.node ?? new DtsNode(outer.insert(outer.make('HttpConnection')).element, this.#manager.node.format, before)
    )
  }

  /** @throws DtsError DTS_E_PERSISTENCEERROR for a text that is not of the property's type */
  get(name: string): PropertyValue {
    if (isUrl(name)) return this.#url()
    const free = unsaved.get(name)
    if (free) return this.#unsavedValue(free)
    const definition = this.#definition(name)
    const { node } = this
    return node ? readField(node, field(definition)) : definition.default
  }

  set(name: string, value: PropertyValue): void {
    const free = unsaved.get(name)
    if (isUrl(name)) this.#setUrl(String(value))
    else if (free) this.#setUnsaved(free, value)
    else writeField(this.make(), field(this.#definition(name)), value)
  }

  /** What the file says, whatever a run has set: its secrets belong to that. */
  inFile(name: string): string {
    const { node } = this
    const own = node && (node.element.get(name, dtsNamespace) ?? node.property(name)?.text)
    if (own !== undefined || name !== 'ServerURL') return own ?? ''
    const outer = this.#outer.node
    return outer?.element.get('ConnectionString', dtsNamespace) ?? outer?.property('ConnectionString')?.text ?? ''
  }

  #url(): string {
    return this.node?.get('ServerURL') ?? String(this.#outer.get('ConnectionString'))
  }

  #setUrl(url: string): void {
    this.make().set('ServerURL', url)
    this.#outer.make().set('ConnectionString', url)
  }

  #unsavedValue({ name, type, default: preset }: PropertyDefinition): PropertyValue {
    const text = runValue(this.#manager.node.element, name)?.text
    return text === undefined ? (this.#unsaved.get(name) ?? preset) : toPropertyValue(type, text, name)
  }

  #setUnsaved({ name, type }: PropertyDefinition, value: PropertyValue): void {
    const accepted = toPropertyValue(type, value, name)
    if (!setRunValue(this.#manager.node.element, name, String(accepted))) this.#unsaved.set(name, accepted)
  }

  #definition(name: string): PropertyDefinition {
    const definition = stored.get(name)
    if (!definition) throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: name })
    return definition
  }
}

function isUrl(name: string): boolean {
  return /^(?:connectionstring|serverurl)$/i.test(name)
}

function field({ name, type, default: preset }: PropertyDefinition) {
  return { stored: name, type, default: preset }
}
