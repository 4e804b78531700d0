// MethodInfo in the data of a task. Real files show VariableValue; the elements of other values are called as the classes are.
import { ArgumentError } from '../../../base/errors.js'
import { foldName } from '../../../base/name-map.js'
import { webServiceText } from '../../../base/texts/ssis-web-service.js'
import type { XmlElement } from '../../../xml/index.js'
import { type DtsError, dtsError } from '../../errors.js'
import {
  type ComplexProperty,
  type DTSParamInfo,
  type DTSParamType,
  type DTSParamValue,
  type DTSWebMethodInfo,
  paramTypes,
} from './method-info.js'
import { webServiceNamespace } from './settings.js'

/** Nobody types more by hand, and no file needs more. */
const deepest = 32

const valueElements = ['PrimitiveValue', 'EnumValue', 'ArrayValue', 'ComplexValue', 'VariableValue'] as const

/** The method in the data of a task; undefined when there is none. @throws DtsError 0xC002920D */
export function readMethod(data: XmlElement | undefined): DTSWebMethodInfo | undefined {
  const element = data && childOf(data, 'MethodInfo')
  if (!element) return undefined
  return {
    methodName: attributeOf(element, 'MethodName') ?? '',
    messageName: attributeOf(element, 'MessageName') ?? '',
    documentation: childOf(element, 'Documentation')?.text ?? '',
    paramInfos: element.children
      .filter(child => child.localName === 'ParamInfo')
      .map((child, index): DTSParamInfo => ({ ...readProperty(child, 0), sequenceNumber: readNumber(child, index) }))
      .sort((a, b) => a.sequenceNumber - b.sequenceNumber),
  }
}

/** Puts the method into the data of a task, in place of the one that is there. @throws DtsError 0xC002920E */
export function writeMethod(data: XmlElement, method: DTSWebMethodInfo | undefined): void {
  const present = childOf(data, 'MethodInfo')
  if (!method) {
    present?.remove()
    return
  }
  const before = present && data.children[data.children.indexOf(present) + 1]
  const made = methodElement(data, method)
  present?.remove()
  data.insert(made, before)
}

function methodElement(data: XmlElement, { methodName, messageName, documentation, paramInfos }: DTSWebMethodInfo) {
  const make = maker(data)
  try {
    return make('MethodInfo', { MethodName: methodName, MessageName: messageName }, [
      make('Documentation', {}, documentation),
      ...paramInfos.map(info =>
        make(
          'ParamInfo',
          { ...propertyAttributes(info), SeqNumber: String(info.sequenceNumber) },
          valuesOf(make, info),
        ),
      ),
    ])
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error
    const place = { tag: 'MethodInfo', reason: error.message }
    throw dtsError('DTS_E_WEBSERVICETASK_ERROR_IN_SAVE_TO_XML', place, { cause: error, hint: error.hint })
  }
}

type Make = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: readonly XmlElement[] | string,
) => XmlElement

/** Makes elements and attributes with the prefix that the data has. */
function maker(data: XmlElement): Make {
  const prefix = data.namespace === '' ? '' : `${data.scope.requirePrefix(webServiceNamespace.uri)}:`
  return (name, attributes, content) => {
    const named = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [`${prefix}${key}`, value]))
    return data.document.create(data, `${prefix}${name}`, named, content)
  }
}

function propertyAttributes({ name, dataType, paramType }: ComplexProperty): Readonly<Record<string, string>> {
  return { Name: name, Datatype: dataType, ParamType: paramType }
}

function valuesOf(make: Make, { paramValue }: ComplexProperty): XmlElement[] {
  return paramValue ? [valueElement(make, paramValue)] : []
}

function valueElement(make: Make, value: DTSParamValue): XmlElement {
  switch (value.kind) {
    case 'Primitive':
      return make('PrimitiveValue', {}, value.value)
    case 'Enum':
      return make('EnumValue', {}, value.selectedValue)
    case 'Variable':
      return make('VariableValue', {}, value.variableName)
    case 'Array':
      return make(
        'ArrayValue',
        { ParamType: value.elements[0]?.kind ?? 'Primitive' },
        value.elements.map(each => valueElement(make, each)),
      )
    case 'Complex':
      return make(
        'ComplexValue',
        {},
        value.properties.map(each => make('ComplexProperty', propertyAttributes(each), valuesOf(make, each))),
      )
  }
}

function readProperty(element: XmlElement, depth: number): ComplexProperty {
  if (depth > deepest) throw unreadable(element, webServiceText('valuesTooDeep', { limit: deepest }))
  const name = attributeOf(element, 'Name')
  if (name === undefined)
    throw dtsError('DTS_E_WEBSERVICETASK_XML_ATTRIBUTE_NOT_FOUND', { element: element.localName, attribute: 'Name' })
  const word = attributeOf(element, 'ParamType') ?? 'Undefined'
  const paramType = paramTypes.find(type => foldName(type) === foldName(word.trim()))
  if (!paramType) throw dtsError('DTS_E_WEBSERVICETASK_PARAMTYPE_NOT_SUPPORTED', { type: word, name })
  return {
    name,
    dataType: attributeOf(element, 'Datatype') ?? '',
    paramType,
    paramValue: readHeld(element, paramType, depth),
  }
}

/** The value in an element: an element of its kind, perhaps in a `ParamValue`, or just text. */
function readHeld(element: XmlElement, paramType: DTSParamType, depth: number): DTSParamValue | null {
  const holder = childOf(element, 'ParamValue') ?? element
  const value = holder.children.find(child => valueElements.some(name => name === child.localName))
  if (value) return readValue(value, depth + 1)
  if (holder.children.length > 0 || (holder === element && holder.text.trim() === '')) return null
  return textValue(paramType, holder.text)
}

/** A value that is only text, by what the parameter says it is. */
function textValue(paramType: DTSParamType, text: string): DTSParamValue {
  if (paramType === 'Variable') return { kind: 'Variable', variableName: text.trim() }
  return paramType === 'Enum' ? { kind: 'Enum', selectedValue: text } : { kind: 'Primitive', value: text }
}

function readValue(element: XmlElement, depth: number): DTSParamValue {
  if (depth > deepest) throw unreadable(element, webServiceText('valuesTooDeep', { limit: deepest }))
  switch (element.localName) {
    case 'VariableValue':
      return { kind: 'Variable', variableName: textOf(element, 'VariableName', 'Value').trim() }
    case 'EnumValue':
      return { kind: 'Enum', selectedValue: textOf(element, 'SelectedValue', 'Value') }
    case 'ArrayValue':
      return { kind: 'Array', elements: readElements(element, depth) }
    case 'ComplexValue': {
      const holder = childOf(element, 'Properties') ?? element
      const properties = holder.children.filter(child => /^(?:Complex)?Property$|^ParamInfo$/.test(child.localName))
      return { kind: 'Complex', properties: properties.map(child => readProperty(child, depth + 1)) }
    }
    default:
      return { kind: 'Primitive', value: textOf(element, 'Value') }
  }
}

function readElements(element: XmlElement, depth: number): DTSParamValue[] {
  const holder = childOf(element, 'Elements') ?? element
  const of = attributeOf(element, 'ParamType')
  return holder.children.map(child => {
    if (valueElements.some(name => name === child.localName)) return readValue(child, depth + 1)
    if (/^(?:Element|Value|ParamValue)$/.test(child.localName))
      return readHeld(child, of === 'Enum' ? 'Enum' : 'Primitive', depth + 1) ?? { kind: 'Primitive', value: '' }
    throw dtsError('DTS_E_WEBSERVICETASK_UNEXPECTED_XML_ELEMENT', { name: child.localName })
  })
}

/** The text of an element, of a child of one of these names, or of an attribute. */
function textOf(element: XmlElement, ...names: readonly string[]): string {
  for (const name of names) {
    const child = childOf(element, name)
    const text = child ? child.text : attributeOf(element, name)
    if (text !== undefined) return text
  }
  return element.text
}

function readNumber(element: XmlElement, index: number): number {
  const text = attributeOf(element, 'SeqNumber')
  if (text === undefined) return index
  if (!/^\s*\d{1,6}\s*$/.test(text)) throw unreadable(element, `SeqNumber="${text.slice(0, 20)}"`)
  return Number(text)
}

function unreadable(element: XmlElement, reason: string): DtsError {
  return dtsError('DTS_E_WEBSERVICETASK_ERROR_IN_LOAD_FROM_XML', { tag: element.localName, reason })
}

/** With any prefix: hand-written files leave it out. */
function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find(child => child.localName === name)
}

function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find(attribute => attribute.localName === name && !attribute.declares)?.value
}
