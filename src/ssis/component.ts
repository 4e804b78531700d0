import { NameMap } from '../base/name-map.js'
import type { XmlAttribute, XmlElement } from '../xml/index.js'
import type { ComponentData, ComponentProperties, DataNamespace, PropertyDefinition } from './contract.js'
import { formatComponentValue, parseField } from './dtsx/fields.js'
import type { DtsNode } from './dtsx/node.js'
import { runValue, setRunValue } from './dtsx/run-values.js'
import { dtsError } from './errors.js'
import type { PropertyAccess } from './properties.js'
import { type PropertyValue, toPropertyValue } from './property-values.js'

/** The element under ObjectData that a component saves as attributes. It is made when the first attribute is set. */
export class ComponentElement implements ComponentData, AttributeStore {
  readonly #host: DtsNode
  readonly #name: string | undefined
  readonly #order: readonly string[]
  readonly #elements: ReadonlySet<string>
  readonly #namespace: DataNamespace | undefined

  /**
   * @param host the object that has the ObjectData
   * @param name local name of the element; undefined for kinds that this version does not know
   * @param order attributes in the order in which they are written
   * @param elements those of them that are child elements
   * @param namespace of the element and of its attributes; most components have none
   */
  constructor(
    host: DtsNode,
    name: string | undefined,
    order: readonly string[],
    elements: ReadonlySet<string> = new Set(),
    namespace?: DataNamespace | undefined,
  ) {
    this.#host = host
    this.#name = name
    this.#order = order
    this.#elements = elements
    this.#namespace = namespace
  }

  /** The element; undefined when ObjectData is empty, as in a task that nobody opened in its editor. */
  get element(): XmlElement | undefined {
    return this.#host.child('ObjectData')?.element.children.find(child => child.localName === this.#name)
  }

  get exists(): boolean {
    return this.element !== undefined
  }

  get(attribute: string): string | undefined {
    const kept = runValue(this.#host.element, runName(attribute))
    if (kept) return kept.text
    return this.#elements.has(attribute) ? this.#child(attribute)?.text : this.#find(attribute)?.value
  }

  set(attribute: string, value: string | undefined): void {
    if (this.setForRun(attribute, value)) return
    if (this.#elements.has(attribute)) {
      this.#setChild(attribute, value)
      return
    }
    const present = this.#find(attribute)
    if (!present && value === undefined) return
    const element = present?.element ?? this.make()
    const namespace = present?.namespace ?? this.#namespace?.uri ?? ''
    element.set(present?.localName ?? attribute, value, namespace, other => this.#after(other, attribute))
  }

  forRun(attribute: string): string | undefined {
    return runValue(this.#host.element, runName(attribute))?.text
  }

  /** Sets an attribute for the run that goes on. False when none does. */
  setForRun(attribute: string, value: string | undefined): boolean {
    return setRunValue(this.#host.element, runName(attribute), value)
  }

  count(localName: string): number {
    let count = 0
    for (const element of this.element?.descendants() ?? []) if (element.localName === localName) count += 1
    return count
  }

  /** With any prefix: some components qualify their attributes. */
  #find(attribute: string): XmlAttribute | undefined {
    return this.element?.attributes.find(other => other.localName === attribute && !other.declares)
  }

  #child(name: string): XmlElement | undefined {
    return this.element?.children.find(child => child.localName === name)
  }

  #setChild(name: string, value: string | undefined): void {
    const present = this.#child(name)
    if (present && value === undefined) present.remove()
    else if (present) present.text = value ?? ''
    else if (value !== undefined) {
      const element = this.make()
      const rank = this.#order.indexOf(name)
      const before = element.children.find(other => this.#rank(other.localName) > rank)
      element.insert(element.document.create(element, name, {}, value), before)
    }
  }

  /** What no property names comes last. */
  #rank(name: string): number {
    const rank = this.#order.indexOf(name)
    return rank < 0 ? this.#order.length : rank
  }

  #after(other: XmlAttribute, attribute: string): boolean {
    const rank = this.#order.indexOf(other.localName)
    return rank >= 0 && rank > this.#order.indexOf(attribute)
  }

  make(): XmlElement {
    const present = this.element
    if (present) return present
    const data = this.#host.child('ObjectData') ?? this.#host.insert(this.#host.make('ObjectData'))
    const { prefix, uri } = this.#namespace ?? { prefix: '', uri: '' }
    const name = `${prefix && `${prefix}:`}${this.#name ?? ''}`
    const made = data.element.document.create(data.element, name, prefix ? { [`xmlns:${prefix}`]: uri } : {})
    data.element.insert(made)
    return made
  }
}

/** The values of a run belong to the host: ObjectData may be empty. */
function runName(attribute: string): string {
  return `ObjectData/${attribute}`
}

/** Where a component keeps the texts of its properties. */
export interface AttributeStore {
  get(attribute: string): string | undefined
  /** What a run says of a property that is never saved. */
  forRun(attribute: string): string | undefined
  set(attribute: string, value: string | undefined): void
  /** Sets it for the run that goes on. False when none does. */
  setForRun(attribute: string, value: string | undefined): boolean
}

/** A component's properties by their definitions, kept as attributes of its element; defaults are left out. */
export class DefinedProperties implements ComponentProperties {
  readonly #definitions: NameMap<PropertyDefinition>
  readonly #data: AttributeStore
  /** Values of properties that have no attribute: they live as long as the object. */
  readonly #unsaved = new Map<string, PropertyValue>()

  constructor(definitions: readonly PropertyDefinition[], data: AttributeStore) {
    this.#definitions = NameMap.from(definitions)
    this.#data = data
  }

  /** @throws DtsError DTS_E_PERSISTENCEERROR when the file holds a text that is not of the property's type */
  get(name: string): PropertyValue {
    const definition = this.#definition(name)
    const { attribute, type, default: preset, name: property } = definition
    const text = attribute === undefined ? this.#data.forRun(property) : this.#data.get(attribute)
    if (text === undefined) return this.#unsaved.get(property) ?? preset
    return parseField(text, { stored: attribute ?? property, type, default: preset })
  }

  set(name: string, value: PropertyValue): void {
    const { attribute, type, default: preset, name: property } = this.#definition(name)
    const accepted = toPropertyValue(type, value, property)
    const text = formatComponentValue(accepted, type)
    if (attribute === undefined) {
      if (!this.#data.setForRun(property, text)) this.#unsaved.set(property, accepted)
      return
    }
    const present = this.#data.get(attribute)
    if (present !== undefined && present === text) return
    this.#data.set(attribute, accepted === preset ? undefined : text)
  }

  /** The rows of a property bag. */
  accesses(): PropertyAccess[] {
    return componentAccesses(this.#definitions, this)
  }

  #definition(name: string): PropertyDefinition {
    const definition = this.#definitions.get(name)
    if (!definition) throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: name })
    return definition
  }
}

/** The rows that a component's properties give to a property bag. */
export function componentAccesses(
  definitions: Iterable<PropertyDefinition>,
  properties: ComponentProperties,
): PropertyAccess[] {
  return [...definitions].map(({ name, type, readOnly, writeOnly }) => ({
    name,
    type,
    get: writeOnly ? undefined : () => properties.get(name),
    set: readOnly ? undefined : (value: PropertyValue) => properties.set(name, value),
  }))
}
