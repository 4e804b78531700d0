// Instances in CIM-XML, as properties of type string with the qualifier EmbeddedInstance hold them: DSP0201 5.2.4.12 (INSTANCE).
import { NameMap } from '../../base/name-map.js'
import { cimXmlText } from '../../base/texts/cim-xml.js'
import { escapeAttribute, XmlDocument, type XmlElement } from '../../xml/index.js'
import { CimClass, type CimProperty, noQualifiers } from '../class.js'
import { type CimInstance, type InstanceHome, InstanceShape, shapeOf } from '../instance.js'
import type { CimValue } from '../value.js'
import { badDeclaration, readType, requireName, type TypedElement, writeType } from './type.js'
import { readXmlValue, writeXmlValue } from './values.js'

export interface InstanceXmlContext {
  /** Where the instance lives; absent for one that has no path. */
  readonly home?: InstanceHome
  /** A class that is not known is made up from the instance's own words, which tell the types. */
  readonly classNamed?: (name: string) => CimClass | undefined
}

/** An INSTANCE element. @throws WmiError WBEM_E_INVALID_OBJECT */
export function readInstanceXml(element: XmlElement, context: InstanceXmlContext = {}): CimInstance {
  const className = element.get('CLASSNAME')
  if (element.localName !== 'INSTANCE' || !className)
    throw badDeclaration(cimXmlText('noInstance', { element: element.localName }))
  const known = context.classNamed?.(className)
  const values = new NameMap<{ readonly property: CimProperty; readonly value: CimValue }>()
  for (const child of element.children) {
    if (!child.localName.startsWith('PROPERTY')) continue
    const name = requireName(child, className)
    const at = { owner: className, name }
    const said: TypedElement = readType(child, at, noQualifiers)
    const property = known?.properties.get(name) ?? madeUp(name, className, said)
    values.set(name, { property, value: readXmlValue(child, property, at, text => readEmbeddedText(text, context)) })
  }
  const properties = NameMap.from([...(known?.properties ?? []), ...[...values].map(({ property }) => property)])
  const cimClass =
    known ??
    new CimClass({ name: className, derivation: [], qualifiers: noQualifiers, properties, methods: new NameMap() })
  const shape = new InstanceShape(cimClass, context.home ? { home: context.home } : {})
  return shape.create(shape.properties.map(({ name }) => values.get(name)?.value))
}

function madeUp(name: string, origin: string, typed: TypedElement): CimProperty {
  return { name, ...typed, qualifiers: noQualifiers, defaultValue: null, origin, propagated: false }
}

/** The text of an embedded instance: an INSTANCE element. @throws TextError, WmiError WBEM_E_INVALID_OBJECT */
export function readEmbeddedText(text: string, context: InstanceXmlContext = {}): CimInstance {
  const { home: _, ...inner } = context
  return readInstanceXml(XmlDocument.parse(text, { maxDepth: 100, lenient: true }).root, inner)
}

/** An instance as an INSTANCE element; properties without a value have no VALUE. */
export function writeInstanceXml(instance: CimInstance): string {
  const { properties } = shapeOf(instance)
  let text = `<INSTANCE CLASSNAME="${escapeAttribute(instance.__CLASS)}">`
  for (const property of properties) {
    const { form, attributes } = writeType(property)
    const value = writeXmlValue(property.type, instance[property.name] ?? null, writeInstanceXml)
    text += `<PROPERTY${form} NAME="${escapeAttribute(property.name)}"${attributes}>${value}</PROPERTY${form}>`
  }
  return `${text}</INSTANCE>`
}
