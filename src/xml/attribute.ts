import type { ElementSource, XmlElement } from './element.js'
import { decodeAttribute } from './references.js'
import { skipSpace } from './tokenizer.js'

/** Where an attribute stands in the text: the white space before it, its value without quotes, its end. */
export interface AttributeSource {
  readonly lead: number
  readonly valueStart: number
  readonly valueEnd: number
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
    const { text } = element.document
    const attributes: XmlAttribute[] = []
    for (let lead = source.nameEnd; lead < source.tailStart; ) {
      const nameStart = skipSpace(text, lead)
      const equals = text.indexOf('=', nameStart)
      const open = skipSpace(text, equals + 1)
      const valueEnd = text.indexOf(text.charAt(open), open + 1)
      const name = text.slice(nameStart, equals).trimEnd()
      attributes.push(new XmlAttribute(element, name, { lead, valueStart: open + 1, valueEnd }))
      lead = valueEnd + 1
    }
    return attributes
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
    if (this.#value === null) {
      const { source } = this
      this.#value = source ? decodeAttribute(this.element.document.text.slice(source.valueStart, source.valueEnd)) : ''
    }
    return this.#value
  }

  set value(value: string) {
    this.#value = value
    this.#changed = true
  }

  /** For the printer: the value differs from the source. */
  get changed(): boolean {
    return this.#changed
  }
}
