// How CIM-XML says types: DSP0201 5.1.3 (CIMType), and WMI's CIMTYPE qualifier for what DSP0201 cannot say.
import { WmiError } from '../../base/errors.js'
import { cimXmlText } from '../../base/texts/cim-xml.js'
import type { XmlElement } from '../../xml/index.js'
import type { CimElement, Qualifiers } from '../class.js'
import { type CimTypeName, cimTypes } from '../types.js'

/** What declarations of properties, parameters and results say of the type. */
export type TypedElement = Pick<CimElement, 'type' | 'isArray' | 'arraySize' | 'className'>

/** The qualifier in which WMI says the class of a reference or an embedded object: `ref:Class`, `object:Class`. */
export const cimTypeQualifier = 'CIMTYPE'

/** The error of a declaration that cannot be read. */
export function badDeclaration(message: string, cause?: unknown): WmiError {
  return new WmiError('WBEM_E_INVALID_OBJECT', message, { hint: cimXmlText('hint'), cause })
}

/** The attribute NAME. @throws WmiError WBEM_E_INVALID_OBJECT */
export function requireName(element: XmlElement, owner: string): string {
  const name = element.get('NAME')
  if (name) return name
  throw badDeclaration(cimXmlText('noName', { element: element.localName, class: owner }))
}

/**
 * The type that the element's name, its attributes and its CIMTYPE qualifier say.
 * @throws WmiError WBEM_E_INVALID_OBJECT for a type that CIM does not have
 */
export function readType(
  element: XmlElement,
  at: { owner: string; name: string },
  qualifiers: Qualifiers,
): TypedElement {
  const [, form = ''] = element.localName.split('.')
  const isArray = form === 'ARRAY' || form === 'REFARRAY'
  const size = isArray ? Number(element.get('ARRAYSIZE') ?? Number.NaN) : Number.NaN
  const array = { isArray, ...(Number.isInteger(size) && size > 0 ? { arraySize: size } : {}) }
  if (form.startsWith('REF')) return { type: 'reference', ...array, ...classNamed(element.get('REFERENCECLASS')) }
  const said = /^(ref|object)(?::(.*))?$/is.exec(String(qualifiers.get(cimTypeQualifier)?.value ?? ''))
  if (said)
    return { type: said[1]?.toLowerCase() === 'ref' ? 'reference' : 'object', ...array, ...classNamed(said[2]?.trim()) }
  if (element.get('EmbeddedObject') !== undefined || element.get('EMBEDDEDOBJECT') !== undefined)
    return { type: 'object', ...array, ...classNamed(embeddedClass(qualifiers)) }
  return { type: typeNamed(element.get('TYPE') ?? '', at), ...array }
}

function classNamed(name: string | undefined): { className?: string } {
  return name ? { className: name } : {}
}

function embeddedClass(qualifiers: Qualifiers): string | undefined {
  const value = qualifiers.get('EmbeddedInstance')?.value
  return typeof value === 'string' ? value : undefined
}

/** A type by CIM-XML's name. @throws WmiError WBEM_E_INVALID_OBJECT */
export function typeNamed(text: string, at: { owner: string; name: string }): CimTypeName {
  const name = text.trim().toLowerCase()
  if (Object.hasOwn(cimTypes, name)) return name as CimTypeName
  throw badDeclaration(cimXmlText('badType', { class: at.owner, property: at.name, type: text.slice(0, 40) }))
}

/** The ending of the element's name, and the attributes that say the type. */
export function writeType({ type, isArray, arraySize, className }: TypedElement): { form: string; attributes: string } {
  const size = arraySize === undefined ? '' : ` ARRAYSIZE="${arraySize}"`
  if (type === 'reference' && !isArray)
    return { form: '.REFERENCE', attributes: className === undefined ? '' : ` REFERENCECLASS="${className}"` }
  const form = isArray ? '.ARRAY' : ''
  const embedded = type === 'object' ? ` EmbeddedObject="${className === undefined ? 'object' : 'instance'}"` : ''
  return { form, attributes: ` TYPE="${wireType(type)}"${size}${embedded}` }
}

/** What stands in TYPE: references in arrays and embedded objects are texts there. */
function wireType(type: CimTypeName): string {
  return type === 'reference' || type === 'object' ? 'string' : type
}

/** The text of the CIMTYPE qualifier where the attributes do not say the whole type; undefined where they do. */
export function cimTypeText({ type, isArray, className }: TypedElement): string | undefined {
  const of = className === undefined ? '' : `:${className}`
  if (type === 'object') return `object${of}`
  return type === 'reference' && isArray ? `ref${of}` : undefined
}
