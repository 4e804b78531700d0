// Rows, answers to Get and the bodies of Put, Create and methods, from their XML: [MS-WSMV] 2.2, DSP0230 (WS-CIM).
import { WmiError } from '../../base/errors.js'
import { NameMap } from '../../base/name-map.js'
import { wsmanValueText } from '../../base/texts/wsman-values.js'
import type { CimClass, CimElement, CimProperty } from '../../cim/class.js'
import { type CimInstance, type InstanceHome, InstanceShape } from '../../cim/instance.js'
import type { CimScalar, CimValue } from '../../cim/value.js'
import { readClassXml, readEmbeddedText, readInstanceXml } from '../../cim/xml/index.js'
import type { XmlElement } from '../../xml/index.js'
import { namespaces } from '../names.js'
import { type FragmentContext, type RowContext, type SeenProperty, shapesOf, withSeen } from './context.js'
import { readElements, type ValueReading } from './read-value.js'
import { embeddedClassName, isNil, isNullArray, seenType } from './wire.js'

/** How deep objects may be embedded in one another. */
export const deepestObject = 100

/**
 * An instance from its element: a typed one, whose name is its class, or a w:XmlFragment, whose class the context knows. Properties that
 * the class declares and the element lacks are null; those that it does not declare are texts, and so is everything of an unknown class.
 * @param row which row of its page it is, from 1, for errors
 * @throws WmiError WBEM_E_TYPE_MISMATCH that names class, property and row
 */
export function readInstance(element: XmlElement, context: RowContext, row?: number): CimInstance {
  if (!element.is('XmlFragment', namespaces.w)) {
    const cimClass = context.classNamed(element.localName)
    return readProperties(element, {
      cimClass,
      className: element.localName,
      home: context.home,
      context,
      row,
      depth: 0,
    })
  }
  const fragment: FragmentContext = context.fragment ?? { className: 'XmlFragment' }
  const { className } = fragment
  const cimClass = fragment.cimClass ?? context.classNamed(className)
  return readProperties(element, { cimClass, className, home: context.home, context, row, depth: 0, fragment })
}

/** One object that is being read. */
interface Reading {
  readonly cimClass: CimClass | undefined
  readonly className: string
  /** Absent for an embedded object. */
  readonly home: InstanceHome | undefined
  readonly context: RowContext
  readonly row: number | undefined
  readonly depth: number
  readonly fragment?: FragmentContext
}

function readProperties(element: XmlElement, reading: Reading): CimInstance {
  const elements = childrenByName(element)
  const shape = shapeFor(elements, reading)
  const values = valueReading(reading)
  return shape.create(
    shape.properties.map(property => readElements(property, elements.get(property.name) ?? [], values)),
  )
}

/** The elements of each name, in the order of the first of each. Namespaces do not matter: servers differ in them. */
function childrenByName(element: XmlElement): NameMap<XmlElement[]> {
  const elements = new NameMap<XmlElement[]>()
  for (const child of element.children) {
    const { localName } = child
    const others = elements.get(localName)
    if (others) others.push(child)
    else elements.set(localName, [child])
  }
  return elements
}

function valueReading(reading: Reading): ValueReading {
  const { context, row, className } = reading
  return {
    context,
    place: { className, row },
    object: (element, declaredClass) => readObject(element, declaredClass, reading),
  }
}

function shapeFor(elements: NameMap<XmlElement[]>, reading: Reading): InstanceShape {
  const { cimClass, className, home, context, fragment } = reading
  const shapes = shapesOf(context)
  const seen = [...elements].flatMap(group => {
    const name = group[0]?.localName ?? ''
    return cimClass?.properties.has(name) ? [] : [seenOf(name, group)]
  })
  if (fragment) {
    const select = fragment.select ?? [...elements].map(group => group[0]?.localName ?? '')
    if (!cimClass) return shapes.madeUp(className, home, selected(select, seen), true)
    return shapes.selected(cimClass, home, selectedOf(cimClass, select, seen))
  }
  if (!cimClass) return shapes.madeUp(className, home, seen, false)
  return seen.length === 0 ? shapes.whole(cimClass, home) : shapes.selected(cimClass, home, withSeen(cimClass, seen))
}

/** The shape of rows of a projection of a class that is known and of which nothing else is seen. */
export function fragmentShape(context: RowContext, cimClass: CimClass, select: readonly string[]): InstanceShape {
  return shapesOf(context).selected(cimClass, context.home, selectedOf(cimClass, select, []))
}

function seenOf(name: string, elements: readonly XmlElement[]): SeenProperty {
  const types = new Set(elements.filter(element => !isNil(element)).map(seenType))
  const [type = 'string'] = types
  return {
    name,
    type: types.size > 1 ? 'string' : type,
    isArray: elements.length > 1 || elements.some(isNullArray),
  }
}

function selected(select: readonly string[], seen: readonly SeenProperty[]): SeenProperty[] {
  const byName = NameMap.from(seen)
  return select.map(name => byName.get(name) ?? { name, type: 'string', isArray: false })
}

function selectedOf(cimClass: CimClass, select: readonly string[], seen: readonly SeenProperty[]): CimProperty[] {
  const byName = NameMap.from(withSeen(cimClass, seen))
  return select.flatMap(name => byName.get(name) ?? [])
}

/** An embedded object: properties as children, a class declaration, or an instance in CIM-XML. */
function readObject(element: XmlElement, declaredClass: string | undefined, outer: Reading): CimScalar | undefined {
  const { context, row } = outer
  const classNamed = (name: string) => context.classNamed(name)
  const depth = outer.depth + 1
  if (depth > deepestObject)
    throw new WmiError('WBEM_E_TYPE_MISMATCH', wsmanValueText('nested', { depth: deepestObject }))
  const [first] = element.children
  if (first?.localName === 'CLASS') return classObject(readClassXml(first))
  if (first?.localName === 'INSTANCE') return readInstanceXml(first, { classNamed })
  if (!first && element.text.trimStart().startsWith('<')) return readEmbeddedText(element.text.trim(), { classNamed })
  const named = embeddedClassName(element)
  const className = named ?? (first ? declaredClass : undefined)
  if (className === undefined) return undefined
  const cimClass = classNamed(className)
  return readProperties(element, { cimClass, className, home: undefined, context, row, depth })
}

function classObject(cimClass: CimClass): CimInstance {
  const shape = new InstanceShape(cimClass, { genus: 1 })
  return shape.create(shape.properties.map(property => property.defaultValue))
}

/**
 * The values that an element gives to properties or parameters, by their declared names; what is not given is absent. What nobody
 * declares is a text under the name that it came with, for the receiver to refuse.
 * @param elements what the class or the method declares
 * @throws WmiError WBEM_E_TYPE_MISMATCH that names the element and the property or parameter
 */
export function readValues(
  element: XmlElement,
  elements: Iterable<CimElement>,
  context: RowContext,
): Record<string, CimValue> {
  const values: Record<string, CimValue> = Object.create(null)
  const declared = NameMap.from(elements)
  const reading: Reading = {
    cimClass: undefined,
    className: element.localName,
    home: undefined,
    context,
    row: undefined,
    depth: 0,
  }
  const how = valueReading(reading)
  for (const group of childrenByName(element)) {
    const name = group[0]?.localName ?? ''
    const known = declared.get(name) ?? seenOf(name, group)
    values[known.name] = readElements(known, group, how)
  }
  return values
}
