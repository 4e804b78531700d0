// What the XML of one value says by itself, without a declaration: DSP0230 (WS-CIM) 5.2, [MS-WSMV] 2.2.
import type { CimTypeName } from '../../cim/types.js'
import type { XmlElement } from '../../xml/index.js'
import { namespaces } from '../names.js'
import { readReference } from '../reference.js'
import { readResourceUri } from '../resource.js'
import { datetimeForm } from './datetime.js'

const { xsi, cim, m } = namespaces

/** xsi:nil */
export function isNil(element: XmlElement): boolean {
  return isTrue(element.get('nil', xsi))
}

/** m:IsNullArray, which servers write that were asked for precise arrays. */
export function isNullArray(element: XmlElement): boolean {
  return isTrue(element.get('IsNullArray', m))
}

function isTrue(text: string | undefined): boolean {
  if (text === undefined) return false
  const word = text.trim().toLowerCase()
  return word === 'true' || word === '1'
}

/** The types of WS-CIM's common.xsd. */
const commonTypes: ReadonlyMap<string, CimTypeName> = new Map([
  ['cimByte', 'sint8'],
  ['cimUnsignedByte', 'uint8'],
  ['cimShort', 'sint16'],
  ['cimUnsignedShort', 'uint16'],
  ['cimInt', 'sint32'],
  ['cimUnsignedInt', 'uint32'],
  ['cimLong', 'sint64'],
  ['cimUnsignedLong', 'uint64'],
  ['cimFloat', 'real32'],
  ['cimDouble', 'real64'],
  ['cimBoolean', 'boolean'],
  ['cimChar16', 'char16'],
  ['cimDateTime', 'datetime'],
  ['cimBase64Binary', 'uint8'],
])

/** xsi:type as the local name and its namespace; undefined when there is none. */
function typeName(element: XmlElement): { readonly local: string; readonly namespace: string } | undefined {
  const type = element.get('type', xsi)?.trim()
  if (!type) return undefined
  const colon = type.indexOf(':')
  const namespace = element.scope.namespaceOf(colon < 0 ? '' : type.slice(0, colon)) ?? ''
  return { local: type.slice(colon + 1), namespace }
}

/** Octets in one element: OMI and WS-CIM write arrays of uint8 so, Windows repeats decimals. */
export function isBase64(element: XmlElement): boolean {
  const type = typeName(element)
  return type?.local === 'cimBase64Binary' || type?.local === 'base64Binary'
}

/** The class of an embedded object: its xsi:type, or the namespace of its properties. Undefined when neither says. */
export function embeddedClassName(element: XmlElement): string | undefined {
  const type = typeName(element)
  if (type && type.namespace !== cim) {
    const { local } = type
    if (local.endsWith('_Type') && local.length > 5) return local.slice(0, -5)
    const named = readResourceUri(type.namespace)
    if (named?.kind === 'class') return named.className
  }
  const first = element.children[0]
  const named = first && first.namespace !== element.namespace ? readResourceUri(first.namespace) : undefined
  return named?.kind === 'class' ? named.className : undefined
}

/** The type that a value shows: text unless it says another. No number is guessed. */
export function seenType(element: XmlElement): CimTypeName {
  const type = typeName(element)
  if (type?.namespace === cim) return commonTypes.get(type.local) ?? 'string'
  const first = element.children[0]
  if (!first) return embeddedClassName(element) === undefined ? 'string' : 'object'
  if (datetimeForm(first.localName)) return 'datetime'
  if (first.localName === 'CLASS' || first.localName === 'INSTANCE') return 'object'
  if (readReference(element)) return 'reference'
  return embeddedClassName(element) === undefined ? 'string' : 'object'
}
