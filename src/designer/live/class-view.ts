// Classes as the class explorer shows them.
import type { CimClass, CimElement, CimMethod, CimParameter, CimProperty, Qualifiers } from '../../cim/class.js'
import { typeText } from '../../cim/type-text.js'
import { isStatic } from '../../wmi/method-values.js'
import type { ClassMethod, ClassProperty, ClassView } from '../api/index.js'
import { bounded } from './cells.js'

/** Characters of one qualifier's value, and how many values a ValueMap may tell. */
const longestQualifier = 10_000
const mostValues = 2000

/** What a value of an element stands for. */
export interface ValueMeaning {
  readonly value: string
  readonly label: string
}

/** A class with everything that it inherits. @param subclasses direct ones, as far as they are known */
export function classView(cimClass: CimClass, subclasses: readonly string[]): ClassView {
  return {
    name: cimClass.name,
    superclasses: [...cimClass.derivation],
    subclasses: [...subclasses],
    isAbstract: cimClass.isAbstract,
    isAssociation: cimClass.isAssociation,
    isEvent: cimClass.isA('__Event'),
    description: descriptionOf(cimClass.qualifiers),
    qualifiers: qualifiersOf(cimClass.qualifiers),
    properties: [...cimClass.properties].map(propertyView),
    methods: [...cimClass.methods].map(methodView),
  }
}

/** The Description of an element; empty where there is none. */
export function descriptionOf(qualifiers: Qualifiers): string {
  const value = qualifiers.get('description')?.value
  return typeof value === 'string' ? bounded(value, longestQualifier) : ''
}

/** What the values of an element mean, by ValueMap and Values; Values alone count from 0. */
export function meaningsOf(qualifiers: Qualifiers): ValueMeaning[] {
  const labels = listOf(qualifiers, 'values')
  const values = listOf(qualifiers, 'valuemap')
  const count = Math.min(Math.max(labels.length, values.length), mostValues)
  return Array.from({ length: count }, (_, index) => ({
    value: bounded(values[index] ?? (values.length > 0 ? '' : String(index)), 500),
    label: bounded(labels[index] ?? '', 500),
  }))
}

/** The label of one value; empty where nobody says. Ranges such as `10..20` and `..` are looked into. */
export function meaningOf(qualifiers: Qualifiers, value: string): string {
  const meanings = meaningsOf(qualifiers)
  const exact = meanings.find(each => each.value.trim() === value)
  return (exact ?? meanings.find(each => isInRange(value, each.value)))?.label ?? ''
}

function isInRange(value: string, range: string): boolean {
  const match = /^\s*(-?\d*)\s*\.\.\s*(-?\d*)\s*$/.exec(range)
  if (!match || !/^-?\d+$/.test(value)) return false
  const [, low = '', high = ''] = match
  const number = BigInt(value)
  return (!/\d/.test(low) || number >= BigInt(low)) && (!/\d/.test(high) || number <= BigInt(high))
}

function listOf(qualifiers: Qualifiers, name: string): string[] {
  const value = qualifiers.get(name)?.value
  return Array.isArray(value) ? value.map(String) : []
}

function propertyView(property: CimProperty): ClassProperty {
  return { ...elementView(property), origin: property.origin }
}

function parameterView(parameter: CimParameter): ClassProperty {
  return { ...elementView(parameter), origin: '' }
}

function elementView(element: CimElement): Omit<ClassProperty, 'origin'> {
  const { name, qualifiers } = element
  return {
    name,
    type: typeText(element),
    isKey: qualifiers.get('key')?.value === true,
    writable: qualifiers.get('write')?.value === true,
    description: descriptionOf(qualifiers),
    qualifiers: qualifiersOf(qualifiers),
    values: meaningsOf(qualifiers),
  }
}

function methodView(method: CimMethod): ClassMethod {
  const { name, returnType, returnIsArray, returnClassName, parameters, qualifiers, origin } = method
  return {
    name,
    isStatic: isStatic(method),
    origin,
    description: descriptionOf(qualifiers),
    returnType: typeText({ type: returnType, isArray: returnIsArray, className: returnClassName }),
    inputs: parameters.filter(each => each.in).map(parameterView),
    outputs: parameters.filter(each => each.out).map(parameterView),
    qualifiers: qualifiersOf(qualifiers),
  }
}

/** Those that the view does not tell in a place of its own. */
const told: ReadonlySet<string> = new Set(['description', 'values', 'valuemap'])

function qualifiersOf(qualifiers: Qualifiers): { name: string; value: string }[] {
  return [...qualifiers]
    .filter(({ name }) => !told.has(name.toLowerCase()))
    .map(({ name, value }) => ({
      name,
      value: bounded(Array.isArray(value) ? value.join(', ') : String(value), longestQualifier),
    }))
}
