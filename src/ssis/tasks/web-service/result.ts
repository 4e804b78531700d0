// The value that a method returned, as XmlSerializer writes the object that a proxy makes of it.
import type { XmlElement } from '../../../xml/index.js'
import type { SoapBody } from './answer.js'
import { type NetElement, netDocument } from './net-xml.js'
import { instanceNamespace } from './wsdl/names.js'
import { hasWrappedResult, resultOf, type WebMethod } from './wsdl/services.js'
import type { Field, ValueType } from './wsdl/types.js'

const deepest = 200

/** The document of the result; empty for a method that returns nothing. */
export function resultDocument(method: WebMethod, body: SoapBody): string {
  const field = resultOf(method)
  if (!field) return ''
  const reader = new ResultReader(body)
  const elements = valueElements(method, field, body)
  return netDocument(reader.root(field.type, elements))
}

/** Where the value stands: several elements for an array that has none around it. */
function valueElements(method: WebMethod, field: Field, { content }: SoapBody): readonly XmlElement[] {
  if (!content) return []
  if (method.style === 'document' && !hasWrappedResult(method)) return [content]
  const named = content.children.filter(child => child.localName === field.name)
  if (named.length > 0 || method.style === 'document') return named
  // What the element of an answer in rpc is called matters to nobody.
  return content.children.slice(0, 1)
}

class ResultReader {
  readonly #body: SoapBody

  constructor(body: SoapBody) {
    this.#body = body
  }

  root(type: ValueType, elements: readonly XmlElement[]): NetElement {
    const name = rootName(type)
    if (type.kind === 'Array' && !type.name)
      return { name, namespace: '', content: this.#items(type.item, elements, '', 0) }
    const element = this.#follow(elements[0])
    if (!element || isNil(element)) return { name, namespace: '', attributes: { 'xsi:nil': 'true' }, content: '' }
    // The items of an array that is a root have no namespace either, and are called by their type.
    if (type.kind === 'Array') return { name, namespace: '', content: this.#items(type.item, element.children, '', 0) }
    if (type.kind === 'Undefined') return { ...copyOf(element, 0), name, namespace: '' }
    return { ...this.#value(type, element, 0), name, namespace: '' }
  }

  #items(item: Field, elements: readonly XmlElement[], namespace: string, depth: number): NetElement[] {
    return elements.map(each => {
      const element = this.#follow(each) ?? each
      const name = rootName(item.type)
      if (isNil(element)) return { name, namespace, attributes: { 'xsi:nil': 'true' }, content: '' }
      return { ...this.#value(item.type, element, depth + 1), name, namespace }
    })
  }

  /** Content and attributes of a value. */
  #value(type: ValueType, element: XmlElement, depth: number): Omit<NetElement, 'name' | 'namespace'> {
    if (depth > deepest) return { content: '' }
    switch (type.kind) {
      case 'Primitive':
        return { content: netText(type.xsd.name, type.xsd.parse(element.text) ?? element.text) }
      case 'Enum':
        return { content: element.text.trim() }
      case 'Array':
        return { content: element.children.map(child => this.#member(type.item, child, depth)) }
      case 'Complex': {
        const children = type.fields.flatMap(field => this.#members(field, element, depth))
        const attributes = attributesOf(type.attributes, element)
        const open = type.open && children.length === 0 ? copyOf(element, depth) : undefined
        return { ...(attributes ? { attributes } : {}), content: open?.content ?? children }
      }
      case 'Undefined':
        return copyOf(element, depth)
    }
  }

  /** In the order of the type, whatever order they came in. */
  #members(field: Field, element: XmlElement, depth: number): NetElement[] {
    const { type } = field
    const item = type.kind === 'Array' && !type.name ? type.item : field
    return element.children
      .filter(child => child.localName === field.name)
      .map(child => this.#member(item, child, depth))
  }

  #member({ name, namespace, type }: Field, child: XmlElement, depth: number): NetElement {
    const element = this.#follow(child) ?? child
    const named = { name: name || child.localName, namespace }
    if (isNil(element)) return { ...named, attributes: { 'xsi:nil': 'true' }, content: '' }
    return { ...named, ...this.#value(type, element, depth + 1) }
  }

  /** SOAP's encoding may put a value beside, and refer to it. */
  #follow(element: XmlElement | undefined): XmlElement | undefined {
    const reference = element?.get('href')
    return reference?.startsWith('#') ? (this.#body.byId(reference.slice(1)) ?? element) : element
  }
}

/** What XmlSerializer calls the root of a value: the name of its type. */
export function rootName(type: ValueType): string {
  switch (type.kind) {
    case 'Primitive':
      return type.xsd.root
    case 'Array':
      return `ArrayOf${pascal(rootName(type.item.type))}`
    default:
      return type.name.name || 'anyType'
  }
}

/** Texts of types that .NET has others for. */
function netText(type: string, text: string): string {
  if (type === 'hexBinary') return Buffer.from(text, 'hex').toString('base64')
  return type === 'date' ? text.replace(/^(-?\d+-\d\d-\d\d)/, '$1T00:00:00') : text
}

/** An element whose type is not known, as it came, but for its prefixes. */
function copyOf(element: XmlElement, depth: number): Omit<NetElement, 'name' | 'namespace'> {
  if (depth > deepest) return { content: '' }
  const plain = element.attributes.filter(each => !each.declares && each.namespace === '')
  const attributes =
    plain.length > 0 ? { attributes: Object.fromEntries(plain.map(each => [each.localName, each.value])) } : {}
  if (element.children.length === 0) return { ...attributes, content: element.text }
  const content = element.children.map(child => ({
    name: child.localName,
    namespace: child.namespace,
    ...copyOf(child, depth + 1),
  }))
  return { ...attributes, content }
}

function attributesOf(fields: readonly Field[], element: XmlElement): Record<string, string> | undefined {
  const present = fields.flatMap(({ name }) => {
    const value = element.get(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return present.length > 0 ? Object.fromEntries(present) : undefined
}

function isNil(element: XmlElement): boolean {
  return /^\s*(?:true|1)\s*$/.test(element.get('nil', instanceNamespace) ?? '')
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
