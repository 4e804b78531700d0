import type { XmlElement } from '../../xml/index.js'
import { type DtsxFormat, dtsNamespace, writesAttributes } from './format.js'
import { attributeBefore, childRank, propertyBefore } from './order.js'
import { runValue, setRunValue } from './run-values.js'

/** Properties of a new object by file name, in the order of formats 2 and 3. */
export type NodeProperties = Readonly<Record<string, string>>

/**
 * One object of a package file: an element whose properties are attributes (formats 6 and 8) or `DTS:Property` children
 * (2 and 3), and whose collections are elements of their own (6 and 8) or nested directly (2 and 3). Every change
 * goes to the document at once and touches only its own text.
 */
export class DtsNode {
  readonly element: XmlElement
  readonly format: DtsxFormat
  readonly #before: (name: string, other: string) => boolean

  /** @param before whether a new property stands before another; as the format orders objects unless told */
  constructor(
    element: XmlElement,
    format: DtsxFormat,
    before = writesAttributes(format) ? attributeBefore : propertyBefore,
  ) {
    this.element = element
    this.format = format
    this.#before = before
  }

  /** Nodes show what they are, not the whole document, which may hold secrets. */
  toJSON(): undefined {
    return undefined
  }

  get usesAttributes(): boolean {
    return writesAttributes(this.format)
  }

  /** The text of a property, during a run the run's; undefined when there is none. */
  get(name: string): string | undefined {
    const kept = runValue(this.element, name)
    return kept ? kept.text : this.stored(name)
  }

  /** The text of a property in the file, whatever a run says. */
  stored(name: string): string | undefined {
    return this.element.get(name, dtsNamespace) ?? this.property(name)?.text
  }

  /** Sets a property, in the file or for the run. Undefined takes it out. */
  set(name: string, value: string | undefined): void {
    if (setRunValue(this.element, name, value)) return
    const property = this.property(name)
    if (property && value === undefined) property.remove()
    else if (property) property.text = value ?? ''
    else if (this.usesAttributes || this.element.get(name, dtsNamespace) !== undefined) this.#setAttribute(name, value)
    else if (value !== undefined) this.#insertProperty(name, value)
  }

  /** The `DTS:Property` child of this name. */
  property(name: string): XmlElement | undefined {
    return this.element.children.find(
      child => child.is('Property', dtsNamespace) && child.get('Name', dtsNamespace) === name,
    )
  }

  /** The first child object with this element name. */
  child(localName: string): DtsNode | undefined {
    const element = this.element.child(localName, dtsNamespace)
    return element && new DtsNode(element, this.format)
  }

  /** The items of a collection such as `Variables`, whose items are called `Variable`, in both layouts. */
  items(collection: string, item: string): DtsNode[] {
    const found: DtsNode[] = []
    for (const child of this.element.children) {
      if (child.is(item, dtsNamespace)) found.push(new DtsNode(child, this.format))
      else if (child.is(collection, dtsNamespace))
        for (const inner of child.children)
          if (inner.is(item, dtsNamespace)) found.push(new DtsNode(inner, this.format))
    }
    return found
  }

  /** Makes an object that {@link addItem} or {@link insert} can put below this one. */
  make(localName: string, properties: NodeProperties = {}, children: readonly (DtsNode | XmlElement)[] = []): DtsNode {
    const { document } = this.element
    const elements = children.map(child => (child instanceof DtsNode ? child.element : child))
    const entries = Object.entries(properties)
    if (this.usesAttributes) {
      const sorted = entries.sort(([a], [b]) => (this.#before(a, b) ? -1 : 1))
      const attributes = Object.fromEntries(sorted.map(([name, value]) => [this.qualified(name), value]))
      return new DtsNode(document.create(this.element, this.qualified(localName), attributes, elements), this.format)
    }
    const own = entries.map(([name, value]) => this.makeProperty(name, value))
    // Nested values of a variable stand among its properties, object data after them.
    return new DtsNode(document.create(this.element, this.qualified(localName), {}, [...own, ...elements]), this.format)
  }

  /** A `DTS:Property` element. */
  makeProperty(name: string, value: string): XmlElement {
    return this.element.document.create(
      this.element,
      this.qualified('Property'),
      { [this.qualified('Name')]: name },
      value,
    )
  }

  /** A name with the prefix that means the DTS namespace here. */
  qualified(localName: string): string {
    return `${this.element.scope.requirePrefix(dtsNamespace)}:${localName}`
  }

  /** Puts an item into a collection, which is made when it is missing. */
  addItem(collection: string, item: DtsNode): void {
    if (!this.usesAttributes) {
      this.insert(item)
      return
    }
    const holder = this.element.child(collection, dtsNamespace) ?? this.insert(this.make(collection)).element
    holder.insert(item.element)
  }

  /** Puts a child object where its kind belongs: after its like, before what comes later. */
  insert(child: DtsNode): DtsNode {
    const rank = childRank(child.element.localName)
    const { children } = this.element
    const like = children.findLastIndex(other => other.is(child.element.localName, dtsNamespace))
    const before =
      like >= 0
        ? children[like + 1]
        : children.find(other => other.namespace === dtsNamespace && this.#rankAfter(other, rank))
    this.element.insert(child.element, before)
    return child
  }

  /** Takes this object out; a collection of formats 6 and 8 that is left empty goes too, except Variables. */
  remove(): void {
    const holder = this.element.parent
    this.element.remove()
    if (!holder || !this.usesAttributes || holder.children.length > 0) return
    if (/^(?:ConnectionManagers|Configurations|LogProviders|Executables|PrecedenceConstraints)$/.test(holder.localName))
      holder.remove()
  }

  // The trailing properties of formats 2 and 3 (ObjectName and after) follow nested objects, but for the last two kinds.
  #rankAfter(other: XmlElement, rank: number): boolean {
    if (!other.is('Property', dtsNamespace)) return childRank(other.localName) > rank
    if (this.usesAttributes || rank === childRank('PropertyExpression') || rank === childRank('ObjectData'))
      return false
    return !propertyBefore(other.get('Name', dtsNamespace) ?? '', 'ObjectName')
  }

  #setAttribute(name: string, value: string | undefined): void {
    this.element.set(
      name,
      value,
      dtsNamespace,
      other => !other.declares && other.namespace === dtsNamespace && this.#before(name, other.localName),
    )
  }

  #insertProperty(name: string, value: string): void {
    const { children } = this.element
    const properties = children.filter(child => child.is('Property', dtsNamespace))
    const later = properties.find(child => this.#before(name, child.get('Name', dtsNamespace) ?? ''))
    const last = properties.at(-1)
    const next = last ? children[children.indexOf(last) + 1] : children[0]
    this.element.insert(this.makeProperty(name, value), later ?? next)
  }
}
