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

/** How an element differs from the text it was read from. */
export interface ElementEdits {
  attributesChanged: boolean
  contentChanged: boolean
  /** Children that were read and are gone. */
  readonly removed: XmlElement[]
  /** Text that replaced the whole content. */
  text: string | null
  /** The text is to be written as a CDATA section. */
  cdata: boolean
  /** Nothing of the content that was read is left. */
  cleared: boolean
}

const noEdits: Readonly<ElementEdits> = {
  attributesChanged: false,
  contentChanged: false,
  removed: [],
  text: null,
  cdata: false,
  cleared: false,
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
  // Most elements of a document are never changed: they carry no list of changes.
  #edits: ElementEdits | null = null
  #touched = false

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

  /** This element or something inside it differs from the source. */
  get touched(): boolean {
    return this.#touched
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
    const { source, document } = this
    const set = this.#edits?.text
    if (set !== null && set !== undefined) return set
    if (!source || this.#edits?.cleared) return ''
    if (!source.markup && this.children.length === 0 && !this.#edits)
      return decodeText(document.text.slice(source.openEnd, source.closeStart))
    return this.#scanText(source)
  }

  /** Replaces the whole content by text. Setting the text that is there changes nothing. */
  set text(value: string) {
    // A made element that was given an empty text has one: it is written with a close tag.
    const written = this.source !== null || this.edits.text !== null
    if (written && this.children.length === 0 && this.text === value && !this.#hasComments()) return
    this.#setText(value, false)
  }

  /** Replaces the whole content by a CDATA section with this text. */
  setCData(value: string): void {
    if (this.source && this.children.length === 0 && this.text === value) return
    this.#setText(value, true)
  }

  #setText(value: string, cdata: boolean): void {
    this.document.checkText(value, this.name)
    const edits = this.#change()
    for (const child of this.children) {
      child.#parent = null
      if (child.source) edits.removed.push(child)
    }
    this.#children = null
    edits.text = value
    edits.cdata = cdata
    edits.cleared = true
    edits.contentChanged = true
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
    if (!this.#attributes && this.source) return XmlAttribute.peek(this, this.source, localName, namespace)
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
    this.#change().attributesChanged = true
  }

  /** Puts a made element among the children, before another or at the end. Text that was set gives way. */
  insert(child: XmlElement, before?: XmlElement): void {
    const edits = this.#change()
    edits.text = null
    edits.contentChanged = true
    const children = this.#ownChildren()
    const at = before ? children.indexOf(before) : -1
    children.splice(at < 0 ? children.length : at, 0, child)
    child.#parent = this
  }

  /** Takes the element out of its parent; its line goes with it. */
  remove(): void {
    const parent = this.#parent
    if (!parent) return
    const children = parent.#ownChildren()
    children.splice(children.indexOf(this), 1)
    const edits = parent.#change()
    if (this.source) edits.removed.push(this)
    edits.contentChanged = true
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
  get edits(): Readonly<ElementEdits> {
    return this.#edits ?? noEdits
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

  /** The changes of this element, from now on touched like everything around it. */
  #change(): ElementEdits {
    for (let element: XmlElement | null = this; element && !element.#touched; element = element.#parent)
      element.#touched = true
    this.#edits ??= { ...noEdits, removed: [] }
    return this.#edits
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
    const name = namespace === '' ? localName : `${this.scope.requirePrefix(namespace)}:${localName}`
    const attributes = this.#ownAttributes()
    let at = attributes.findIndex(before)
    if (at < 0) {
      at = attributes.length
      while (at > 1 && attributes[at - 1]?.declares) at -= 1
    }
    attributes.splice(at, 0, new XmlAttribute(this, name, value))
  }

  #hasComments(): boolean {
    return !this.#edits?.cleared && (this.source?.markup ?? false)
  }

  #scanText(source: ElementSource): string {
    const { text } = this.document
    const parts: string[] = []
    const tokenizer = new XmlTokenizer(text.slice(source.openEnd, source.closeStart), undefined, this.document.lenient)
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
