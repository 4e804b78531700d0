// The message that calls a method: SOAP 1.1 4 and 5, SOAP 1.2, WSDL 1.1 3.5.
import { foldName } from '../../../base/name-map.js'
import { escapeAttribute, escapeText } from '../../../xml/index.js'
import { dtsError } from '../../errors.js'
import { convertText, convertValue, elementsOf, membersByName } from './convert.js'
import type { DTSParamValue } from './method-info.js'
import { encodingNamespace, instanceNamespace, type QName, schemaNamespace, soapVersions } from './wsdl/names.js'
import { parametersOf, type SoapPort, type WebMethod } from './wsdl/services.js'
import type { ArrayType, ComplexType, EnumType, Field, PrimitiveType, ValueType } from './wsdl/types.js'

/** What a parameter gets: a value of the task, or what a variable holds. */
export type Given =
  | { readonly from: 'task'; readonly value: DTSParamValue }
  | { readonly from: 'variable'; readonly value: unknown }

/** A message with the headers that it needs. */
export interface SoapMessage {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** No message is longer, whatever a variable holds. */
const mostCharacters = 64 * 1024 * 1024
const deepest = 100

/**
 * Makes the message of a call.
 *
 * @param given by parameter, in any case; what is missing is left out where it may be
 * @throws DtsError 0xC0029218, 0xC0029232 to 0xC002923C
 */
export function callMessage(port: SoapPort, method: WebMethod, given: ReadonlyMap<string, Given>): SoapMessage {
  const writer = new BodyWriter(method.encoded)
  const [open, close] = wrapperTags(writer, method)
  const content = parametersOf(method).map(field => writer.field(field, given.get(foldName(field.name)), field.name, 0))
  const body = `${open}${content.join('')}${close}`
  const { envelope } = soapVersions[port.version]
  const text =
    `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${envelope}"${writer.declarations()}>` +
    `<soap:Body>${body}</soap:Body></soap:Envelope>`
  return { headers: headersOf(port, method), body: Buffer.from(text) }
}

/** The element around the parameters: of rpc, or of a document whose one element they are the members of. */
function wrapperTags(writer: BodyWriter, method: WebMethod): readonly [string, string] {
  const [only] = method.input
  const wrapper = method.style === 'rpc' ? method.wrapper : method.wrapped ? only?.field : undefined
  if (!wrapper) return ['', '']
  const name = writer.name(wrapper)
  const style = method.encoded ? ` soap:encodingStyle="${encodingNamespace}"` : ''
  return [`<${name}${style}>`, `</${name}>`]
}

function headersOf({ version }: SoapPort, { soapAction }: WebMethod): Readonly<Record<string, string>> {
  // Whatever a description says, it is one line in quotes.
  const action = soapAction.replace(/[\r\n"\\]|[^\x20-\x7e]/g, character => encodeURIComponent(character))
  if (version === '1.1') return { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` }
  return { 'content-type': `application/soap+xml; charset=utf-8${action && `; action="${action}"`}` }
}

class BodyWriter {
  readonly #encoded: boolean
  readonly #prefixes = new Map<string, string>([
    [instanceNamespace, 'xsi'],
    [schemaNamespace, 'xsd'],
  ])
  #length = 0

  constructor(encoded: boolean) {
    this.#encoded = encoded
  }

  declarations(): string {
    return [...this.#prefixes].map(([uri, prefix]) => ` xmlns:${prefix}="${escapeAttribute(uri)}"`).join('')
  }

  name({ namespace, name }: QName): string {
    return namespace === '' ? name : `${this.#prefix(namespace)}:${name}`
  }

  /** An element with its value; nothing where it may be missing and is. @param path how errors call it */
  field(field: Field, given: Given | undefined, path: string, depth: number): string {
    if (depth > deepest)
      throw dtsError('DTS_E_WEBSERVICETASK_DATATYPE_NOT_SUPPORTED', { name: path, reason: String(deepest) })
    const { type } = field
    const isEmpty = given === undefined || (given.from === 'variable' && (given.value ?? null) === null)
    if (isEmpty) return this.#missing(field, path)
    if (type.kind === 'Array' && !type.name) return this.#repeated(type, given, path, depth)
    const content = this.#content(type, given, path, depth)
    if (content === undefined) return this.#missing(field, path)
    const name = this.name(field)
    this.#length += content.text.length + 2 * name.length
    if (this.#length > mostCharacters)
      throw dtsError('DTS_E_WEBSERVICETASK_ERROR_IN_VALIDATE', { value: path, type: `${mostCharacters}` })
    return `<${name}${this.#typeAttributes(type, content.count)}${content.attributes}>${content.text}</${name}>`
  }

  #missing(field: Field, path: string): string {
    if (!field.required) return ''
    if (field.nillable) return `<${this.name(field)} xsi:nil="true"/>`
    if (field.type.kind === 'Array') return field.type.name ? `<${this.name(field)}/>` : ''
    throw dtsError('DTS_E_WEBSERVICETASK_NULL_VALUE', { name: path })
  }

  #content(type: ValueType, given: Given, path: string, depth: number): Content | undefined {
    switch (type.kind) {
      case 'Primitive': {
        const text = primitiveText(type, given, path)
        return text === undefined ? undefined : plain(escapeText(text))
      }
      case 'Enum':
        return plain(escapeText(enumText(type, given, path)))
      case 'Array': {
        const elements = arrayElements(given, path)
        const item = this.#encoded
          ? { ...type.item, required: true, nillable: true, type: type.item.type }
          : keptItem(type)
        const text = elements.map((each, index) => this.field(item, each, `${path}[${index}]`, depth + 1)).join('')
        return { text, attributes: '', count: elements.length }
      }
      case 'Complex':
        return this.#members(type, given, path, depth)
      case 'Undefined':
        throw dtsError('DTS_E_WEBSERVICETASK_DATATYPE_NOT_SUPPORTED', { name: path, reason: type.name.name || '-' })
    }
  }

  #repeated(type: ArrayType, given: Given, path: string, depth: number): string {
    const item = keptItem(type)
    return arrayElements(given, path)
      .map((each, index) => this.field(item, each, `${path}[${index}]`, depth + 1))
      .join('')
  }

  #members(type: ComplexType, given: Given, path: string, depth: number): Content {
    const members = complexMembers(type, given, path)
    const text = type.fields
      .map(field => this.field(field, members.get(foldName(field.name)), `${path}.${field.name}`, depth + 1))
      .join('')
    const attributes = type.attributes.map(field => {
      const value = members.get(foldName(field.name))
      const content = value && this.#content(field.type, value, `${path}.${field.name}`, depth + 1)
      return content ? ` ${field.name}="${content.text.replaceAll('"', '&quot;')}"` : ''
    })
    return { text, attributes: attributes.join(''), count: 0 }
  }

  /** What SOAP's encoding tells of every value. */
  #typeAttributes(type: ValueType, count: number): string {
    if (!this.#encoded) return ''
    if (type.kind !== 'Array' || !type.encoded) return type.name?.name ? ` xsi:type="${this.name(type.name)}"` : ''
    const array = this.name({ namespace: encodingNamespace, name: 'Array' })
    const attribute = this.name({ namespace: encodingNamespace, name: 'arrayType' })
    const item = type.item.type.name ?? { namespace: schemaNamespace, name: 'anyType' }
    return ` xsi:type="${array}" ${attribute}="${this.name(item)}[${count}]"`
  }

  #prefix(namespace: string): string {
    const known = this.#prefixes.get(namespace)
    if (known) return known
    const made = `n${this.#prefixes.size - 1}`
    this.#prefixes.set(namespace, made)
    return made
  }
}

interface Content {
  readonly text: string
  readonly attributes: string
  /** Elements of an array. */
  readonly count: number
}

function plain(text: string): Content {
  return { text, attributes: '', count: 0 }
}

/** Elements of arrays are written also where the schema lets them be left out: else the others would move up. */
function keptItem({ item }: ArrayType): Field {
  const { name, namespace, nillable } = item
  return {
    name,
    namespace,
    nillable,
    required: true,
    get type() {
      return item.type
    },
  }
}

/** Undefined for what was left empty and is no text. */
function primitiveText({ xsd }: PrimitiveType, given: Given, path: string): string | undefined {
  if (given.from === 'variable') return convertValue(given.value, xsd, path)
  const { value } = given
  if (value.kind !== 'Primitive' && value.kind !== 'Enum')
    throw dtsError('DTS_E_WEBSERVICETASK_VALUE_NOT_PRIMITIVE', { name: path })
  const text = value.kind === 'Enum' ? value.selectedValue : value.value
  return text.trim() === '' && xsd.root !== 'string' ? undefined : convertText(text, xsd, path)
}

function enumText(type: EnumType, given: Given, path: string): string {
  const text =
    given.from === 'variable'
      ? String(given.value)
      : given.value.kind === 'Enum'
        ? given.value.selectedValue
        : given.value.kind === 'Primitive'
          ? given.value.value
          : undefined
  if (text === undefined) throw dtsError('DTS_E_WEBSERVICETASK_VALUE_NOT_ENUM', { name: path })
  if (text.trim() === '') throw dtsError('DTS_E_WEBSERVICETASK_SELECTED_VALUE_NULL', { name: path })
  const value = type.values.find(each => each === text.trim())
  if (value !== undefined) return value
  const hint = type.values.slice(0, 50).join(', ')
  throw dtsError('DTS_E_WEBSERVICETASK_ENUM_VALUE_NOT_FOUND', { value: text.slice(0, 100), name: path }, { hint })
}

function arrayElements(given: Given, path: string): readonly Given[] {
  if (given.from === 'variable') {
    const elements = elementsOf(given.value)
    if (elements) return elements.map(value => ({ from: 'variable', value }))
    throw dtsError('DTS_E_WEBSERVICETASK_CONVERT_FAILED', { value: typeof given.value, name: path, type: 'array' })
  }
  if (given.value.kind !== 'Array') throw dtsError('DTS_E_WEBSERVICETASK_VALUE_NOT_ARRAY', { name: path })
  if (given.value.elements.length === 0) throw dtsError('DTS_E_WEBSERVICETASK_ARRAY_VALUE_INVALID', { name: path })
  return given.value.elements.map(value => ({ from: 'task', value }))
}

function complexMembers(type: ComplexType, given: Given, path: string): ReadonlyMap<string, Given> {
  const members = new Map<string, Given>()
  const known = new Set([...type.fields, ...type.attributes].map(({ name }) => foldName(name)))
  const add = (name: string, value: Given): void => {
    if (!known.has(foldName(name))) {
      const hint = [...type.fields, ...type.attributes].map(field => field.name).join(', ')
      throw dtsError('DTS_E_WEBSERVICETASK_PROP_NOT_EXISTS', { name: path, property: name }, { hint })
    }
    members.set(foldName(name), value)
  }
  if (given.from === 'variable') {
    const held = membersByName(given.value)
    if (!held)
      throw dtsError('DTS_E_WEBSERVICETASK_CONVERT_FAILED', {
        value: typeof given.value,
        name: path,
        type: type.name.name,
      })
    for (const [name, value] of held) add(name, { from: 'variable', value })
  } else {
    if (given.value.kind !== 'Complex') throw dtsError('DTS_E_VALUE_WEBSERVICETASK_NOT_COMPLEX', { name: path })
    for (const { name, paramValue } of given.value.properties)
      if (paramValue) add(name, { from: 'task', value: paramValue })
  }
  return members
}
