import { XmlElement } from './element.js'
import { printDocument } from './printer.js'
import { readTree } from './reader.js'
import { encodeText } from './references.js'
import { Scope } from './scope.js'
import { styleOf, type XmlStyle } from './style.js'

/** Limits and names for reading. */
export interface XmlReadOptions {
  /** The file's name, for errors. */
  readonly source?: string | undefined
  /** How deep elements may nest; 1,000 unless told. */
  readonly maxDepth?: number | undefined
  /** Characters that XML 1.0 forbids are data like others: some writers of messages send them, mostly as references. */
  readonly lenient?: boolean | undefined
}

/**
 * An XML document that belongs to someone: a tree over the text it was read from. Printing an unchanged document gives that
 * text; a change replaces its own span and nothing else. No DTD is processed and nothing outside the text is opened.
 */
export class XmlDocument {
  /** The text as read. */
  readonly text: string
  readonly root: XmlElement
  /** How the text is laid out; what joins it is written alike. */
  readonly style: XmlStyle
  /** Characters that XML forbids were read as they are. */
  readonly lenient: boolean

  private constructor(text: string, options: XmlReadOptions) {
    this.text = text
    this.lenient = options.lenient ?? false
    this.style = styleOf(text)
    this.root = readTree(this, options)
  }

  /** @throws TextError with line and column on anything that is not well-formed XML, or that has a DOCTYPE */
  static parse(text: string, options: XmlReadOptions = {}): XmlDocument {
    return new XmlDocument(text, options)
  }

  /**
   * Makes an element that can be inserted where `at` is in scope.
   *
   * @param name with prefix; `xmlns` attributes may be among the attributes and are written on the tag's own line
   */
  create(
    at: XmlElement,
    name: string,
    attributes: Readonly<Record<string, string>> = {},
    content: readonly XmlElement[] | string = [],
  ): XmlElement {
    const own = new Map<string, string>()
    for (const [key, value] of Object.entries(attributes))
      if (key === 'xmlns' || key.startsWith('xmlns:')) own.set(key.slice(6), value)
    const scope = own.size > 0 ? new Scope(at.scope, own) : at.scope
    const element = new XmlElement(this, null, name, scope, null)
    element.fill(attributes)
    if (typeof content === 'string') element.text = content
    else for (const child of content) element.insert(child)
    return element
  }

  /** @throws ArgumentError when XML cannot carry the value */
  checkText(value: string, name: string): void {
    encodeText(value, '\n', name)
  }

  get changed(): boolean {
    return this.root.touched
  }

  /** Shown without its text: a document may hold secrets. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `XmlDocument <${this.root.name}>`
  }

  toJSON(): undefined {
    return undefined
  }

  /** The text with all changes. */
  toString(): string {
    return this.changed ? printDocument(this) : this.text
  }
}
