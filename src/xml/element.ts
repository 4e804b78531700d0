import { XmlAttribute } from './attribute.js'
import type { XmlDocument } from './document.js'
import { decodeText } from './references.js'
import type { Scope } from './scope.js'
import { XmlToken, XmlTokenizer } from './tokenizer.js'

/** Where an element stands in the text it was read from. Offsets in UTF-16 units. */
export interface ElementSource {
  readonly start: number
  readonly nameEnd: number
  /** Where the tail of the open tag (white space, `>` or `/>`) starts. */
  readonly tailStart: number
  readonly openEnd: number
  /** Where the close tag starts; the same as `openEnd` in `<x/>`. */
  closeStart: number
  end: number
  /** Content has comments, CDATA sections or instructions of its own. */
  markup: boolean
}

/** What the printer needs to know about an element that was read and then changed. */
export interface ElementEdits {
  attributes: XmlAttribute[] | null
  children: XmlElement[] | null
  /** Children that were read and are gone. */
  removed: XmlElement[]
  /** Text that replaced the whole content. */
  text: string | null
  /** Nothing of the content that was read is left. */
  cleared: boolean
}

/**
 * An element of a document that is edited in place. One that was read knows its span; what nobody changes is printed as it
 * stood. One that was made (`XmlDocument.create`) is printed in the style of the document it joins.
 */
export class XmlElement {
  readonly document: XmlDocument
  /** With its prefix. */
  readonly name: string
  readonly source: ElementSource | null
  readonly scope: Scope
  #parent: XmlElement | null
  #attributes: XmlAttribute[] | null = null
  #children: XmlElement[] | null = null
  #text: string | null = null
  #removed: XmlElement[] | null = null
  /** This element or something inside it differs from the source. */
  touched = false
  #attributesChanged = false
  #contentChanged = false
  #cleared = false

  /** Elements come from `XmlDocument.parse` and `XmlDocument.create`. */
  constructor(
    document: XmlDocument,
    parent: XmlElement | null,
    name: string,
    scope: Scope,
    source: ElementSource | null,
  ) {
    this.document = document
    this.#parent = parent
    this.name = name
    this.scope = scope
    this.source = source
  }

  get parent(): XmlElement | null {
    return this.#parent
  }

  get localName(): string {
    return this.name.slice(this.name.indexOf(':') + 1)
  }

  get namespace(): string {
    const colon = this.name.indexOf(':')
    return this.scope.namespaceOf(colon < 0 ? '' : this.name.slice(0, colon)) ?? ''
  }

  /** Whether the element has this local name and namespace. */
  is(localName: string, namespace: string): boolean {
    return this.name.endsWith(localName) && this.localName === localName && this.namespace === namespace
  }

  /** In document order, `xmlns` declarations included. Read when first asked for. */
  get attributes(): readonly XmlAttribute[] {
    return this.#ownAttributes()
  }

  /** Child elements in document order. */
  get children(): readonly XmlElement[] {
    return this.#children ?? []
  }

  /** The direct text content: references decoded, CDATA included, comments left out. */
  get text(): string {
    if (this.#text !== null) return this.#text
    const { source, document } = this
    if (!source) return ''
    if (!source.markup && this.children.length === 0 && !this.#removed)
      return decodeText(document.text.slice(source.openEnd, source.closeStart))
    return this.#scanText(source)
  }

  /** Replaces the whole content by text. Setting the text that is there changes nothing. */
  set text(value: string) {
    if (this.children.length === 0 && this.text === value && !this.#hasComments()) return
    this.document.checkText(value, this.name)
    this.#removed = [...(this.#removed ?? []), ...this.children.filter(child => child.source)]
    for (const child of this.children) child.#parent = null
    this.#children = null
    this.#text = value
    this.#cleared = true
    this.#contentChanged = true
    this.#touch()
  }

  /** The first child element with this local name and namespace. */
  child(localName: string, namespace: string): XmlElement | undefined {
    return this.#children?.find(child => child.is(localName, namespace))
  }

  /** The attribute with this local name, in this namespace ('' for none). */
  attribute(localName: string, namespace = ''): XmlAttribute | undefined {
    return this.#ownAttributes().find(attribute => attribute.is(localName, namespace))
  }

  /** The decoded value of an attribute; undefined when there is none. */
  get(localName: string, namespace = ''): string | undefined {
    return this.attribute(localName, namespace)?.value
  }

  /**
   * Sets an attribute, or removes it when the value is undefined. A new one goes before the attribute that
   * `before` accepts first, else to the end, in front of trailing namespace declarations.
   */
  set(
    localName: string,
    value: string | undefined,
    namespace = '',
    before: (attribute: XmlAttribute) => boolean = () => false,
  ): void {
    const present = this.attribute(localName, namespace)
    if (present?.value === value) return
    if (value !== undefined) this.document.checkText(value, localName)
    if (present && value !== undefined) present.value = value
    else if (present) this.#ownAttributes().splice(this.#ownAttributes().indexOf(present), 1)
    else if (value !== undefined) this.#insertAttribute(localName, value, namespace, before)
    this.#attributesChanged = true
    this.#touch()
  }

  /** Puts a made element among the children, before another or at the end. Text that was set gives way. */
  insert(child: XmlElement, before?: XmlElement): void {
    this.#text = null
    const children = this.#ownChildren()
    const at = before ? children.indexOf(before) : -1
    children.splice(at < 0 ? children.length : at, 0, child)
    child.#parent = this
    this.#contentChanged = true
    this.#touch()
  }

  /** Takes the element out of its parent; its line goes with it. */
  remove(): void {
    const parent = this.#parent
    if (!parent) return
    const children = parent.#ownChildren()
    children.splice(children.indexOf(this), 1)
    if (this.source) parent.#removed = [...(parent.#removed ?? []), this]
    parent.#contentChanged = true
    parent.#touch()
    this.#parent = null
  }

  /** All elements inside, in document order. */
  *descendants(): Generator<XmlElement> {
    for (const child of this.children) {
      yield child
      yield* child.descendants()
    }
  }

  /** For the printer: what differs from the source. */
  get edits(): ElementEdits {
    return {
      attributes: this.#attributesChanged ? this.#ownAttributes() : null,
      children: this.#contentChanged ? this.#ownChildren() : null,
      removed: this.#removed ?? [],
      text: this.#text,
      cleared: this.#cleared,
    }
  }

  /** Shown as its tag only: a document may hold secrets. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `<${this.name}>`
  }

  toJSON(): undefined {
    return undefined
  }

  /** For `XmlDocument.create`: the attributes of a made element, in this order. */
  fill(attributes: Readonly<Record<string, string>>): void {
    this.#attributes = Object.entries(attributes).map(([name, value]) => {
      this.document.checkText(value, name)
      return new XmlAttribute(this, name, value)
    })
  }

  /** For the parser only: a child that was just read. */
  adopt(child: XmlElement): void {
    if (this.#children) this.#children.push(child)
    else this.#children = [child]
  }

  #touch(): void {
    for (let element: XmlElement | null = this; element && !element.touched; element = element.#parent)
      element.touched = true
  }

  #ownChildren(): XmlElement[] {
    this.#children ??= []
    return this.#children
  }

  #ownAttributes(): XmlAttribute[] {
    this.#attributes ??= this.source ? XmlAttribute.read(this, this.source) : []
    return this.#attributes
  }

  #insertAttribute(
    localName: string,
    value: string,
    namespace: string,
    before: (other: XmlAttribute) => boolean,
  ): void {
    const prefix = namespace === '' ? '' : this.scope.prefixOf(namespace)
    const attributes = this.#ownAttributes()
    let at = attributes.findIndex(before)
    if (at < 0) {
      at = attributes.length
      while (at > 1 && attributes[at - 1]?.declares) at -= 1
    }
    attributes.splice(at, 0, new XmlAttribute(this, prefix ? `${prefix}:${localName}` : localName, value))
  }

  #hasComments(): boolean {
    return this.#text === null && (this.source?.markup ?? false)
  }

  #scanText(source: ElementSource): string {
    const { text } = this.document
    const parts: string[] = []
    const tokenizer = new XmlTokenizer(text.slice(source.openEnd, source.closeStart))
    let depth = 0
    for (let token = tokenizer.next(); token !== XmlToken.End; token = tokenizer.next()) {
      if (token === XmlToken.Open && !tokenizer.selfClosing) depth += 1
      else if (token === XmlToken.Close) depth -= 1
      else if (depth === 0 && token === XmlToken.Text)
        parts.push(decodeText(tokenizer.text.slice(tokenizer.start, tokenizer.end)))
      else if (depth === 0 && token === XmlToken.Cdata)
        parts.push(tokenizer.text.slice(tokenizer.start + 9, tokenizer.end - 3).replace(/\r\n?/g, '\n'))
    }
    return parts.join('')
  }
}
