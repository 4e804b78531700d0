// Qualifiers in CIM-XML: DSP0201 5.2.2.2 (QUALIFIER) and 5.1.3 (QualifierFlavor).
import { NameMap } from '../../base/name-map.js'
import { escapeAttribute, escapeText, type XmlElement } from '../../xml/index.js'
import { noQualifiers, type Qualifier, type Qualifiers, type QualifierValue } from '../class.js'
import type { CimTypeName } from '../types.js'
import { requireName, typeNamed } from './type.js'
import { readXmlValue } from './values.js'

type Single = boolean | number | string

/** The QUALIFIER children of a class, property, method or parameter. @throws WmiError WBEM_E_INVALID_OBJECT */
export function readQualifiers(element: XmlElement, owner: string): Qualifiers {
  let qualifiers: NameMap<Qualifier> | undefined
  for (const child of element.children) {
    if (child.localName !== 'QUALIFIER') continue
    const qualifier = readQualifier(child, owner)
    if (qualifier) {
      qualifiers ??= new NameMap()
      qualifiers.set(qualifier.name, qualifier)
    }
  }
  return qualifiers ?? noQualifiers
}

/** Undefined for one without a value, which says nothing. */
function readQualifier(element: XmlElement, owner: string): Qualifier | undefined {
  const name = requireName(element, owner)
  const at = { owner, name }
  const type = typeNamed(element.get('TYPE') ?? 'string', at)
  const value = readXmlValue(element, { type, isArray: false }, at, text => text)
  if (value === null) return undefined
  const plain = (item: unknown): Single =>
    typeof item === 'boolean' || typeof item === 'number'
      ? item
      : typeof item === 'bigint'
        ? Number(item)
        : String(item)
  return {
    name,
    value: Array.isArray(value) ? value.map(plain) : plain(value),
    ...(type === 'real32' || type === 'real64' ? { real: true } : {}),
    flavor: {
      toSubclass: flag(element, 'TOSUBCLASS', true),
      toInstance: flag(element, 'TOINSTANCE', false),
      overridable: flag(element, 'OVERRIDABLE', true),
      // Texts in several languages are what WMI amends a class with.
      amended: flag(element, 'TRANSLATABLE', false),
    },
    propagated: flag(element, 'PROPAGATED', false),
  }
}

/** An attribute of a declaration that is true or false. */
export function flag(element: XmlElement, name: string, absent: boolean): boolean {
  const value = element.get(name)
  return value === undefined ? absent : /^\s*(?:true|1)\s*$/i.test(value)
}

export function writeQualifiers(qualifiers: Qualifiers): string {
  let text = ''
  for (const qualifier of qualifiers) text += writeQualifier(qualifier)
  return text
}

export function writeQualifier({ name, value, real, flavor, propagated }: Qualifier): string {
  const attributes = [
    propagated ? ' PROPAGATED="true"' : '',
    ` TYPE="${qualifierType(value, real ?? false)}"`,
    flavor.overridable ? '' : ' OVERRIDABLE="false"',
    flavor.toSubclass ? '' : ' TOSUBCLASS="false"',
    flavor.toInstance ? ' TOINSTANCE="true"' : '',
    flavor.amended ? ' TRANSLATABLE="true"' : '',
  ].join('')
  const single = (item: Single) =>
    `<VALUE>${typeof item === 'boolean' ? (item ? 'TRUE' : 'FALSE') : escapeText(String(item))}</VALUE>`
  const content = isList(value) ? `<VALUE.ARRAY>${value.map(single).join('')}</VALUE.ARRAY>` : single(value)
  return `<QUALIFIER NAME="${escapeAttribute(name)}"${attributes}>${content}</QUALIFIER>`
}

function qualifierType(value: QualifierValue, real: boolean): CimTypeName {
  const item = isList(value) ? value[0] : value
  if (typeof item === 'boolean') return 'boolean'
  if (typeof item !== 'number') return 'string'
  if (real) return 'real64'
  const items = isList(value) ? value : [value]
  return items.every(each => typeof each === 'number' && (each | 0) === each) ? 'sint32' : 'sint64'
}

function isList(value: QualifierValue): value is readonly Single[] {
  return Array.isArray(value)
}
