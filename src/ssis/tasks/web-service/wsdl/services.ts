// Services, ports and methods: WSDL 1.1, 2.3 to 2.7 and 3. Names are resolved here, with their namespaces, so that what is missing can be told.
import type { XmlElement } from '../../../../xml/index.js'
import { dtsError } from '../../../errors.js'
import { type QName, type SoapVersion, soapVersions, wsdlNamespace } from './names.js'
import { type Field, membersOf, type Types, type ValueType } from './types.js'

/** A port that speaks SOAP over HTTP. */
export interface SoapPort {
  readonly name: string
  readonly version: SoapVersion
  /** Where messages go, as the description says. */
  readonly address: string
  readonly methods: readonly WebMethod[]
}

/** A service with its SOAP ports. */
export interface WebService {
  readonly name: string
  readonly documentation: string
  readonly ports: readonly SoapPort[]
}

/** What stands in the body of a message: an element as a schema has it, or a part of a type. */
export interface BodyPart {
  /** Of the part. */
  readonly name: string
  /** For a part of a type: an element of the part's name, without a namespace. */
  readonly field: Field
}

/** A method as one port offers it. */
export interface WebMethod {
  readonly name: string
  /** The name of its input where that tells it from others of its name; else empty. */
  readonly messageName: string
  readonly documentation: string
  readonly style: 'document' | 'rpc'
  readonly encoded: boolean
  readonly soapAction: string
  /** The element around the parts of rpc. */
  readonly wrapper: QName
  readonly input: readonly BodyPart[]
  /** Undefined: there is no answer but an empty one. */
  readonly output: readonly BodyPart[] | undefined
  /** Document style: the one element of the input is named as the method, and its members are the parameters. */
  readonly wrapped: boolean
}

const httpTransports: ReadonlySet<string> = new Set([
  'http://schemas.xmlsoap.org/soap/http',
  'http://www.w3.org/2003/05/soap/bindings/HTTP/',
])

/** What a caller has to give, one by one. */
export function parametersOf(method: WebMethod): readonly Field[] {
  const [only] = method.input
  if (method.wrapped && only) return membersOf(only.field.type) ?? []
  return method.input.map(part => part.field)
}

/** What a method returns; undefined when it returns nothing. Of several things it is the first, as proxies have it. */
export function resultOf(method: WebMethod): Field | undefined {
  const [first] = method.output ?? []
  return hasWrappedResult(method) && first ? membersOf(first.field.type)?.[0] : first?.field
}

/** Whether the result is a member of the element in the body, and not that element. */
export function hasWrappedResult({ style, wrapped, output }: WebMethod): boolean {
  const [first] = output ?? []
  return style === 'document' && wrapped && first !== undefined && membersOf(first.field.type) !== undefined
}

/** The services of a description. */
export class Services {
  readonly #roots: readonly XmlElement[]
  readonly #types: Types

  constructor(roots: readonly XmlElement[], types: Types) {
    this.#roots = roots
    this.#types = types
  }

  get names(): string[] {
    return this.#all().map(service => service.get('name') ?? '')
  }

  /** @throws DtsError 0xC0029227 to 0xC002922B */
  service(name: string): WebService {
    const element = this.#all().find(each => each.get('name') === name)
    if (!element) throw dtsError('DTS_E_WEBSERVICETASK_SERVICE_NOT_FOUND', { name }, { hint: this.names.join(', ') })
    const ports = childrenOf(element, 'port').flatMap(port => this.#port(port))
    if (ports.length === 0) throw dtsError('DTS_E_WEBSERVICETASK_SOAPPORT_NOT_FOUND', { name })
    return { name, documentation: documentationOf(element), ports }
  }

  #all(): XmlElement[] {
    return this.#roots.flatMap(root => childrenOf(root, 'service'))
  }

  /** None when the port speaks something else. */
  #port(port: XmlElement): SoapPort[] {
    for (const version of ['1.1', '1.2'] as const) {
      const address = port.child('address', soapVersions[version].binding)
      if (!address) continue
      const binding = this.#find('binding', qnameOf(port, 'binding'))
      if (!binding) throw dtsError('DTS_E_WEBSERVICETASK_SOAPBINDING_NOT_FOUND', { name: port.get('binding') ?? '' })
      const soap = binding.child('binding', soapVersions[version].binding)
      if (!soap || !httpTransports.has(soap.get('transport') ?? '')) return []
      const methods = this.#methods(binding, soap, version)
      return [{ name: port.get('name') ?? '', version, address: address.get('location') ?? '', methods }]
    }
    return []
  }

  #methods(binding: XmlElement, soap: XmlElement, version: SoapVersion): WebMethod[] {
    const portType = this.#find('portType', qnameOf(binding, 'type'))
    if (!portType) throw dtsError('DTS_E_WEBSERVICETASK_SOAPPORTTYPE_NOT_FOUND', { name: binding.get('type') ?? '' })
    const operations = childrenOf(portType, 'operation')
    return childrenOf(binding, 'operation').flatMap(bound => {
      const same = operations.filter(each => each.get('name') === bound.get('name'))
      const input = bound.child('input', wsdlNamespace)?.get('name')
      const operation = same.find(each => each.child('input', wsdlNamespace)?.get('name') === input) ?? same[0]
      return operation ? [this.#method(operation, bound, soap, version, same.length > 1)] : []
    })
  }

  #method(
    operation: XmlElement,
    bound: XmlElement,
    soap: XmlElement,
    version: SoapVersion,
    overloaded: boolean,
  ): WebMethod {
    const { binding } = soapVersions[version]
    const name = operation.get('name') ?? ''
    const own = bound.child('operation', binding)
    const style = (own?.get('style') ?? soap.get('style')) === 'rpc' ? 'rpc' : 'document'
    const [input, output] = (['input', 'output'] as const).map(direction => {
      const told = operation.child(direction, wsdlNamespace)
      const body = bodyOf(bound.child(direction, wsdlNamespace), binding)
      return told && { told, body, parts: this.#parts(told, body, style, name) }
    })
    const [only] = input?.parts ?? []
    const wrapped =
      style === 'document' &&
      input?.parts.length === 1 &&
      only !== undefined &&
      membersOf(only.field.type) !== undefined &&
      (only.field.name === name || only.name === 'parameters')
    return {
      name,
      messageName: overloaded ? (operation.child('input', wsdlNamespace)?.get('name') ?? '') : '',
      documentation: documentationOf(operation),
      style,
      encoded: input?.body?.get('use') === 'encoded',
      soapAction: own?.get('soapAction') ?? '',
      wrapper: { namespace: input?.body?.get('namespace') ?? targetOf(operation), name },
      input: input?.parts ?? [],
      output: output?.parts,
      wrapped,
    }
  }

  #parts(told: XmlElement, body: XmlElement | undefined, style: WebMethod['style'], method: string): BodyPart[] {
    const name = qnameOf(told, 'message')
    const message = this.#find('message', name)
    if (!message) throw dtsError('DTS_E_WEBSERVICETASK_MSG_NOT_FOUND', { name: told.get('message') ?? '', method })
    const listed = body?.get('parts')?.trim().split(/\s+/)
    return childrenOf(message, 'part')
      .filter(part => listed === undefined || listed.includes(part.get('name') ?? ''))
      .map(part => this.#part(part, style))
  }

  #part(part: XmlElement, style: WebMethod['style']): BodyPart {
    const name = part.get('name') ?? ''
    const element = qnameOf(part, 'element')
    const known = element && this.#types.element(element)
    if (known) return { name, field: known }
    const type: ValueType = this.#types.named(qnameOf(part, 'type') ?? element ?? { namespace: '', name: '' })
    // With rpc each part is an element of its name; else what the description names and no schema has.
    const place = style === 'document' && element ? element : { namespace: '', name }
    return { name, field: { ...place, type, required: true, nillable: style === 'rpc' } }
  }

  #find(kind: 'binding' | 'portType' | 'message', name: QName | undefined): XmlElement | undefined {
    if (!name) return undefined
    for (const root of this.#roots) {
      if ((root.get('targetNamespace') ?? '') !== name.namespace) continue
      const found = childrenOf(root, kind).find(each => each.get('name') === name.name)
      if (found) return found
    }
    return undefined
  }
}

function bodyOf(direction: XmlElement | undefined, binding: string): XmlElement | undefined {
  return direction && [...direction.descendants()].find(each => each.is('body', binding))
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(child => child.is(name, wsdlNamespace))
}

function documentationOf(element: XmlElement): string {
  return element.child('documentation', wsdlNamespace)?.text.trim() ?? ''
}

function targetOf(element: XmlElement): string {
  let root = element
  while (root.parent) root = root.parent
  return root.get('targetNamespace') ?? ''
}

/** The name that an attribute refers to, in the namespaces of its place. */
export function qnameOf(element: XmlElement, attribute: string): QName | undefined {
  const text = element.get(attribute)?.trim()
  if (text === undefined || text === '') return undefined
  const colon = text.indexOf(':')
  const namespace = element.scope.namespaceOf(colon < 0 ? '' : text.slice(0, colon)) ?? ''
  return { namespace, name: text.slice(colon + 1) }
}
