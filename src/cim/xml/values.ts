// Values in CIM-XML: DSP0201 5.2.4.1 (VALUE) and following.
import { WmiError } from '../../base/errors.js'
import { cimXmlText } from '../../base/texts/cim-xml.js'
import { escapeText, type XmlElement } from '../../xml/index.js'
import { CimDateTime } from '../datetime.js'
import { CimInstance } from '../instance.js'
import { type CimTypeName, cimTypes } from '../types.js'
import type { CimScalar, CimValue } from '../value.js'
import { badDeclaration, type TypedElement } from './type.js'

/** Reads the text of an embedded object. @throws WmiError WBEM_E_INVALID_OBJECT, TextError */
export type ReadEmbedded = (text: string) => CimScalar

/** What is read from a text that is not of its type: a real that CIM does not hold (INF, NaN) is null. */
const noReal = /^\s*[+-]?(?:inf|infinity|nan)\s*$/i

/** A text of CIM-XML as a value of a type; null for a real that CIM does not hold. @throws WmiError WBEM_E_TYPE_MISMATCH */
export function parseXmlValue(type: CimTypeName, text: string): CimScalar | null {
  if (type === 'datetime') return CimDateTime.parseLoose(text)
  if (cimTypes[type].kind === 'real' && noReal.test(text)) return null
  return cimTypes[type].parse(text)
}

/**
 * The value among an element's children: VALUE, VALUE.ARRAY, VALUE.REFERENCE; null when there is none.
 * @throws WmiError WBEM_E_INVALID_OBJECT
 */
export function readXmlValue(
  element: XmlElement,
  declared: TypedElement,
  at: { owner: string; name: string },
  embedded: ReadEmbedded,
): CimValue {
  const { type } = declared
  const scalar = (value: XmlElement): CimScalar | null => {
    if (value.localName === 'VALUE.REFERENCE') return referenceText(value)
    return type === 'object' ? embedded(value.text) : parseXmlValue(type, value.text)
  }
  try {
    for (const child of element.children) {
      if (child.localName === 'VALUE' || child.localName === 'VALUE.REFERENCE') {
        const value = scalar(child)
        return declared.isArray && value !== null ? [value] : value
      }
      if (child.localName === 'VALUE.ARRAY' || child.localName === 'VALUE.REFARRAY')
        return child.children.flatMap(item => (item.localName === 'VALUE.NULL' ? nullItem(type) : (scalar(item) ?? [])))
    }
    return null
  } catch (error) {
    if (!(error instanceof WmiError)) throw error
    throw badDeclaration(cimXmlText('badValue', { class: at.owner, property: at.name, reason: error.message }), error)
  }
}

/** Arrays of WMI have no null items: an absent text is an empty one, other items are left out. */
function nullItem(type: CimTypeName): readonly string[] {
  return type === 'string' ? [''] : []
}

/** A reference's path: the text that we write, or the path that the elements of DSP0201 5.2.5 name. */
function referenceText(element: XmlElement): string {
  const inner = element.children[0]
  if (!inner) return element.text
  const instance = [inner, ...inner.descendants()].find(each => each.localName === 'INSTANCENAME')
  const namespace = [...inner.descendants()]
    .filter(each => each.localName === 'NAMESPACE')
    .map(each => each.get('NAME') ?? '')
    .join('\\')
  const prefix = namespace === '' ? '' : `${namespace}:`
  if (!instance) return `${prefix}${inner.get('NAME') ?? ''}`
  const keys = instance.children
    .filter(child => child.localName === 'KEYBINDING')
    .map(binding => {
      const value = binding.children[0]
      const text = value?.localName === 'VALUE.REFERENCE' ? referenceText(value) : (value?.text ?? '')
      const plain = value !== undefined && /^(?:numeric|boolean)$/i.test(value.get('VALUETYPE') ?? '')
      return `${binding.get('NAME') ?? ''}=${plain ? text.trim() : `"${text.replace(/[\\"]/g, '\\$&')}"`}`
    })
  return `${prefix}${instance.get('CLASSNAME') ?? ''}${keys.length > 0 ? `.${keys.join(',')}` : '=@'}`
}

/** The element or elements of a value; empty for null. @param embedded writes the text of an embedded object */
export function writeXmlValue(type: CimTypeName, value: CimValue, embedded: (object: CimInstance) => string): string {
  if (value === null) return ''
  const scalar = (item: CimScalar): string =>
    `<VALUE>${escapeText(item instanceof CimInstance ? embedded(item) : cimTypes[type].print(item))}</VALUE>`
  if (isList(value)) return `<VALUE.ARRAY>${value.map(scalar).join('')}</VALUE.ARRAY>`
  if (type === 'reference') return `<VALUE.REFERENCE>${escapeText(String(value))}</VALUE.REFERENCE>`
  return scalar(value)
}

function isList(value: CimValue): value is readonly CimScalar[] {
  return Array.isArray(value)
}
