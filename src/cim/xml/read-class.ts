// Class declarations from CIM-XML: DSP0201 5.2.3 (CLASS, PROPERTY, METHOD, PARAMETER).
import { NameMap } from '../../base/name-map.js'
import { cimXmlText } from '../../base/texts/cim-xml.js'
import type { XmlElement } from '../../xml/index.js'
import {
  CimClass,
  type CimMethod,
  type CimParameter,
  type CimProperty,
  type Qualifier,
  type Qualifiers,
} from '../class.js'
import { readEmbeddedText } from './instance.js'
import { flag, readQualifiers } from './qualifiers.js'
import { badDeclaration, cimTypeQualifier, readType, requireName, typeNamed } from './type.js'
import { readXmlValue } from './values.js'

/**
 * A class as a CLASS element declares it, with everything it inherits if that is there. Without qualifiers nothing is a key and every
 * parameter counts as in. Ancestors above the superclass are known only where the DERIVATION attribute tells them.
 * @throws WmiError WBEM_E_INVALID_OBJECT
 */
export function readClassXml(element: XmlElement): CimClass {
  if (element.localName !== 'CLASS') throw badDeclaration(cimXmlText('noClass', { element: element.localName }))
  const name = requireName(element, '')
  const superclass = element.get('SUPERCLASS') || undefined
  const derivation = (element.get('DERIVATION') ?? '')
    .split(',')
    .map(ancestor => ancestor.trim())
    .filter(Boolean)
  const properties = new NameMap<CimProperty>()
  const methods = new NameMap<CimMethod>()
  const inheritedFrom = superclass ?? name
  for (const child of element.children) {
    if (child.localName.startsWith('PROPERTY')) {
      const property = readProperty(child, name, inheritedFrom)
      properties.set(property.name, property)
    } else if (child.localName === 'METHOD') {
      const method = readMethod(child, name, inheritedFrom)
      methods.set(method.name, method)
    }
  }
  return new CimClass({
    name,
    derivation: derivation.length > 0 ? derivation : superclass === undefined ? [] : [superclass],
    qualifiers: readQualifiers(element, name),
    properties,
    methods,
  })
}

function readProperty(element: XmlElement, owner: string, inheritedFrom: string): CimProperty {
  const name = requireName(element, owner)
  const at = { owner, name }
  const qualifiers = readQualifiers(element, owner)
  const declared = readType(element, at, qualifiers)
  return {
    name,
    ...declared,
    qualifiers: withoutCimType(qualifiers),
    defaultValue: readXmlValue(element, declared, at, readEmbeddedText),
    ...descent(element, owner, inheritedFrom),
  }
}

function descent(element: XmlElement, owner: string, inheritedFrom: string): { origin: string; propagated: boolean } {
  const propagated = flag(element, 'PROPAGATED', false)
  return { origin: element.get('CLASSORIGIN') || (propagated ? inheritedFrom : owner), propagated }
}

function readMethod(element: XmlElement, owner: string, inheritedFrom: string): CimMethod {
  const name = requireName(element, owner)
  const at = { owner, name }
  const qualifiers = readQualifiers(element, owner)
  const type = element.get('TYPE') ?? ''
  const result = type === '' || type.toLowerCase() === 'void' ? undefined : readType(element, at, qualifiers)
  const parameters = element.children
    .filter(child => child.localName.startsWith('PARAMETER'))
    .map(child => readParameter(child, `${owner}.${name}`))
  return {
    name,
    returnType: result
      ? result.type === 'object' || result.type === 'reference'
        ? result.type
        : typeNamed(type, at)
      : 'void',
    returnIsArray: flag(element, 'ISARRAY', false),
    ...(result?.className === undefined ? {} : { returnClassName: result.className }),
    parameters: inOrder(parameters),
    qualifiers: withoutCimType(qualifiers),
    ...descent(element, owner, inheritedFrom),
  }
}

function readParameter(element: XmlElement, owner: string): CimParameter {
  const name = requireName(element, owner)
  const at = { owner, name }
  const qualifiers = readQualifiers(element, owner)
  const declared = readType(element, at, qualifiers)
  const out = qualifiers.get('out')?.value === true
  return {
    name,
    ...declared,
    qualifiers: withoutCimType(qualifiers),
    defaultValue: readXmlValue(element, declared, at, readEmbeddedText),
    in: qualifiers.get('in')?.value === true || !out,
    out,
  }
}

/** By their IDs where all have one: [MS-WMIO] 2.2.49. */
function inOrder(parameters: CimParameter[]): CimParameter[] {
  const id = (parameter: CimParameter) => parameter.qualifiers.get('id')?.value
  return parameters.every(parameter => typeof id(parameter) === 'number')
    ? parameters.sort((a, b) => Number(id(a)) - Number(id(b)))
    : parameters
}

/** The type is known now; declarations do not say it twice. */
function withoutCimType(qualifiers: Qualifiers): Qualifiers {
  if (!qualifiers.has(cimTypeQualifier)) return qualifiers
  const kept = new NameMap<Qualifier>()
  for (const qualifier of qualifiers) kept.set(qualifier.name, qualifier)
  kept.delete(cimTypeQualifier)
  return kept
}
