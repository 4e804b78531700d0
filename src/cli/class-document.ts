import type { CimClass, CimElement, CimMethod, Qualifiers } from '../cim/class.js'
import { toPlain } from '../cim/convert.js'
import { InstanceShape } from '../cim/instance.js'
import { typeText } from '../cim/type-text.js'
import type { Row } from './format/row.js'

/** How an element's default is shown as JSON. */
type PlainDefault = (element: CimElement) => unknown

/** A class with everything it inherits, as JSON (docs/json.md, `describe`). */
export function classDocument(cimClass: CimClass): Row {
  const plain: PlainDefault = element => {
    if (element.defaultValue === null) return null
    const property = { ...element, origin: cimClass.name, propagated: false }
    const shape = new InstanceShape(cimClass, { select: [property], genus: 1 })
    return toPlain(shape.create([element.defaultValue]))[element.name]
  }
  return {
    name: cimClass.name,
    superclass: cimClass.superclass,
    derivation: cimClass.derivation,
    qualifiers: qualifiers(cimClass.qualifiers),
    properties: [...cimClass.properties].map(property => ({ ...element(property, plain), ...origin(property) })),
    methods: [...cimClass.methods].map(method => methodDocument(method, plain)),
  }
}

/** The members of a class as rows: what a table or a list of `describe` shows. */
export function memberRows(cimClass: CimClass): Row[] {
  return [
    ...[...cimClass.properties].map(property => ({
      kind: 'property',
      name: property.name,
      type: typeText(property),
      key: property.qualifiers.get('key')?.value === true,
      origin: property.origin,
    })),
    ...[...cimClass.methods].map(method => ({
      kind: 'method',
      name: method.name,
      type: signature(method),
      key: false,
      origin: method.origin,
    })),
  ]
}

function signature(method: CimMethod): string {
  const parameters = method.parameters.map(parameter => {
    const direction = [...(parameter.in ? ['in'] : []), ...(parameter.out ? ['out'] : [])].join(', ')
    return `[${direction}] ${typeText(parameter)} ${parameter.name}`
  })
  return `${typeText({ type: method.returnType, isArray: method.returnIsArray })} (${parameters.join(', ')})`
}

function qualifiers(of: Qualifiers): Row {
  return Object.fromEntries([...of].map(qualifier => [qualifier.name, qualifier.value]))
}

function origin(of: { origin: string; propagated: boolean }): Row {
  return { origin: of.origin, propagated: of.propagated }
}

function element(of: CimElement, plain: PlainDefault): Row {
  return {
    name: of.name,
    type: of.type,
    isArray: of.isArray,
    ...(of.arraySize === undefined ? {} : { arraySize: of.arraySize }),
    ...(of.className === undefined ? {} : { className: of.className }),
    defaultValue: plain(of),
    qualifiers: qualifiers(of.qualifiers),
  }
}

function methodDocument(method: CimMethod, plain: PlainDefault): Row {
  return {
    name: method.name,
    returnType: method.returnType,
    returnIsArray: method.returnIsArray,
    parameters: method.parameters.map(parameter => ({
      ...element(parameter, plain),
      in: parameter.in,
      out: parameter.out,
    })),
    qualifiers: qualifiers(method.qualifiers),
    ...origin(method),
  }
}
