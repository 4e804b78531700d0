import type { ElementSource, XmlElement } from './element.js'
import { decodeAttribute } from './references.js'
import { skipSpace } from './tokenizer.js'

/** Where an attribute stands in the text: the white space before it, its value without quotes, its end. */
export interface AttributeSource {
  readonly lead: number
  readonly valueStart: number
  readonly valueEnd: number
}

/** Walks over the attributes of a tag that the tokenizer has accepted. */
class AttributeCursor implements AttributeSource {
  readonly text: string
  lead: number
  nameStart = 0
  nameEnd = 0
  valueStart = 0
  valueEnd: number
  readonly #end: number

  constructor(text: string, source: ElementSource) {
    this.text = text
    this.lead = source.nameEnd
    this.valueEnd = source.nameEnd - 1
    this.#end = source.tailStart
  }

  /** False after the last one. */
  next(): boolean {
    const { text } = this
    this.lead = this.valueEnd + 1
    if (this.lead >= this.#end) return false
    this.nameStart = skipSpace(text, this.lead)
    const equals = text.indexOf('=', this.nameStart)
    this.nameEnd = equals
    while (text.charCodeAt(this.nameEnd - 1) <= 32) this.nameEnd -= 1
    const open = skipSpace(text, equals + 1)
    this.valueStart = open + 1
    this.valueEnd = text.indexOf(text.charCodeAt(open) === 34 ? '"' : "'", open + 1)
    return true
  }

  get name(): string {
    return this.text.slice(this.nameStart, this.nameEnd)
  }
}

/** One attribute, decoded when asked for. Change it through `XmlElement.set`. */
export class XmlAttribute {
  readonly element: XmlElement
  /** With its prefix. */
  readonly name: string
  readonly source: AttributeSource | null
  #value: string | null
  #changed = false

  constructor(element: XmlElement, name: string, value: string | AttributeSource) {
    this.element = element
    this.name = name
    this.source = typeof value === 'string' ? null : value
    this.#value = typeof value === 'string' ? value : null
  }

  /** The attributes of an open tag that the tokenizer has accepted. */
  static read(element: XmlElement, source: ElementSource): XmlAttribute[] {
    const attributes: XmlAttribute[] = []
    const cursor = new AttributeCursor(element.document.text, source)
    while (cursor.next()) {
      const { name, lead, valueStart, valueEnd } = cursor
      attributes.push(new XmlAttribute(element, name, { lead, valueStart, valueEnd }))
    }
    return attributes
  }

  /** The value of one attribute, without keeping any. */
  static peek(element: XmlElement, source: ElementSource, localName: string, namespace: string): string | undefined {
    const { text } = element.document
    const cursor = new AttributeCursor(text, source)
    while (cursor.next()) {
      if (!text.startsWith(localName, cursor.nameEnd - localName.length)) continue
      if (new XmlAttribute(element, cursor.name, '').is(localName, namespace))
        return decodeAttribute(text.slice(cursor.valueStart, cursor.valueEnd))
    }
    return undefined
  }

  get localName(): string {
    return this.name.slice(this.name.indexOf(':') + 1)
  }

  get namespace(): string {
    const colon = this.name.indexOf(':')
    return colon < 0 ? '' : (this.element.scope.namespaceOf(this.name.slice(0, colon)) ?? '')
  }

  /** A namespace declaration: `xmlns` or `xmlns:…`. */
  get declares(): boolean {
    return this.name === 'xmlns' || this.name.startsWith('xmlns:')
  }

  is(localName: string, namespace: string): boolean {
    if (!this.name.endsWith(localName)) return false
    if (namespace === '') return this.name === localName
    return this.localName === localName && this.namespace === namespace
  }

  /** References decoded, white space normalized. */
  get value(): string {
    this.#value ??= this.#sourceValue() ?? ''
    return this.#value
  }

  /** The value that the source has keeps the way in which the source writes it. */
  set value(value: string) {
    this.#value = value
    this.#changed = value !== this.#sourceValue()
  }

  #sourceValue(): string | undefined {
    const { source } = this
    return source ? decodeAttribute(this.element.document.text.slice(source.valueStart, source.valueEnd)) : undefined
  }

  /** For the printer: the value differs from the source. */
  get changed(): boolean {
    return this.#changed
  }
}
