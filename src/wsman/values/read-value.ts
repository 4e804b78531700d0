// From the XML of one property or parameter to its value: wsman values by declared type.
import { TextError, WmiError } from '../../base/errors.js'
import { wsmanValueText } from '../../base/texts/wsman-values.js'
import type { CimElement } from '../../cim/class.js'
import { formatObjectPath } from '../../cim/path.js'
import { type CimTypeName, cimTypes } from '../../cim/types.js'
import type { CimScalar, CimValue } from '../../cim/value.js'
import type { XmlElement } from '../../xml/index.js'
import { readReference } from '../reference.js'
import { pathOfReference } from '../reference-path.js'
import { readResourceUri } from '../resource.js'
import type { EndpointReference } from '../types.js'
import type { RowContext } from './context.js'
import { datetimeForm, parsePlainDateTime } from './datetime.js'
import { type ValuePlace, valueMismatch } from './mismatch.js'
import { isBase64, isNil } from './wire.js'

/** Reads an embedded object; undefined when the element holds none. */
export type ReadObject = (element: XmlElement, declaredClass: string | undefined) => CimScalar | undefined

/** What reading a value needs. */
export interface ValueReading {
  readonly context: RowContext
  readonly place: ValuePlace
  readonly object: ReadObject
}

type Declared = Pick<CimElement, 'name' | 'type' | 'isArray' | 'className'>

const notFinite = /^[+-]?(?:inf|infinity|nan)$/i

/**
 * The value of the elements of one name; none of them means that nothing was sent. A nil, an empty text where the type is none of text,
 * and a real that CIM does not hold (INF, NaN) are null. Arrays of WMI have no null items: a nil among texts is an empty text, among
 * others it is left out. @throws WmiError WBEM_E_TYPE_MISMATCH that names class, property and row
 */
export function readElements(declared: Declared, elements: readonly XmlElement[], reading: ValueReading): CimValue {
  const [first] = elements
  if (first === undefined) return declared.isArray && reading.context.preciseArrays ? [] : null
  try {
    if (declared.isArray) return readArray(declared, elements, first, reading)
    if (elements.length > 1)
      throw new WmiError('WBEM_E_TYPE_MISMATCH', wsmanValueText('several', { count: elements.length }))
    return isNil(first) ? null : readScalar(declared, first, reading)
  } catch (error) {
    if (error instanceof TextError) throw valueMismatch(reading.place, declared.name, error.message)
    if (!(error instanceof WmiError)) throw error
    throw valueMismatch(reading.place, declared.name, error.message, error)
  }
}

function readArray(
  declared: Declared,
  elements: readonly XmlElement[],
  first: XmlElement,
  reading: ValueReading,
): CimValue {
  if (elements.length === 1) {
    if (isNil(first)) return null
    if (declared.type === 'uint8' && isBase64(first)) return [...Buffer.from(first.text, 'base64')]
  }
  const items: CimScalar[] = []
  for (const element of elements) {
    const item = isNil(element) ? nullItem(declared.type) : readScalar(declared, element, reading)
    if (item !== null) items.push(item)
  }
  return items
}

/** A null item of an array; null for one that is left out. */
export function nullItem(type: CimTypeName): CimScalar | null {
  return type === 'string' ? '' : null
}

function readScalar(declared: Declared, element: XmlElement, reading: ValueReading): CimScalar | null {
  const { type } = declared
  if (type === 'string') return element.children.length === 0 ? element.text : readOther(declared, element, reading)
  if (type === 'datetime') return readDateTime(element)
  if (type === 'reference') return readPath(element, reading.context)
  if (type === 'object') return readEmbedded(declared, element, reading)
  return parseScalar(type, element.text)
}

/** The text of a number, a boolean or a character; null for one that is empty. @throws WmiError WBEM_E_TYPE_MISMATCH */
export function parseScalar(type: CimTypeName, text: string): CimScalar | null {
  if (type === 'char16') return parseChar(text)
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (cimTypes[type].kind === 'real' && notFinite.test(trimmed)) return null
  return cimTypes[type].parse(trimmed)
}

/** One character is itself; several digits are the number of one: servers write both, and we always two digits. */
function parseChar(text: string): CimScalar | null {
  if (text === '') return null
  const trimmed = text.trim()
  return /^\d{2,5}$/.test(trimmed) ? cimTypes.char16.coerce(Number(trimmed)) : cimTypes.char16.parse(text)
}

function readDateTime(element: XmlElement): CimScalar | null {
  const [child] = element.children
  if (!child) {
    const { text } = element
    return text.trim() === '' ? null : parsePlainDateTime(text)
  }
  if (isNil(child)) return null
  return (datetimeForm(child.localName) ?? parsePlainDateTime)(child.text)
}

function readPath(element: XmlElement, context: RowContext): CimScalar {
  if (element.children.length === 0) return element.text
  const reference = readReference(element)
  if (!reference) throw new WmiError('WBEM_E_TYPE_MISMATCH', wsmanValueText('noReference'))
  return pathText(reference, context)
}

/** The text of the path that an endpoint reference says. @throws WmiError as pathOfReference and formatObjectPath */
export function pathText(reference: EndpointReference, context: RowContext): string {
  const name = readResourceUri(reference.uri)?.className
  const cimClass = name ? context.classNamed(name) : undefined
  return formatObjectPath(pathOfReference(reference, context.home, { cimClass, instance: true }))
}

function readEmbedded(declared: Declared, element: XmlElement, reading: ValueReading): CimScalar | null {
  const object = reading.object(element, declared.className)
  if (object !== undefined) return object
  if (element.children.length === 0 && element.text.trim() === '') return null
  throw new WmiError('WBEM_E_TYPE_MISMATCH', wsmanValueText('noObject'))
}

/** Declared as a text but sent with elements: servers of MI show the instance of an EmbeddedInstance text. */
function readOther(declared: Declared, element: XmlElement, reading: ValueReading): CimScalar {
  const [child] = element.children
  if (child && datetimeForm(child.localName)) return readDateTime(element)?.toString() ?? ''
  if (readReference(element)) return readPath(element, reading.context)
  return reading.object(element, declared.className) ?? element.text
}
