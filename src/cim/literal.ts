// Literals of MOF text and values of declared types, in both directions.
import { WmiError } from '../base/errors.js'
import { cimText } from '../base/texts/cim.js'
import { type CimElement, noQualifiers } from './class.js'
import { CimDateTime } from './datetime.js'
import type { InstanceDeclaration, MofScalar, MofValue } from './declaration.js'
import { CimInstance, shapeOf } from './instance.js'
import { typeMismatch } from './mismatch.js'
import { type CimTypeName, cimTypes } from './types.js'
import type { CimScalar, CimValue } from './value.js'

type Typed = Pick<CimElement, 'name' | 'type' | 'isArray' | 'arraySize' | 'className' | 'qualifiers'>

/** What an alias or an embedded instance stands for. */
export type ResolveObject = (literal: Extract<MofScalar, { kind: 'alias' | 'instance' }>, element: Typed) => CimScalar

/** The literals each kind of type is written with; 64-bit integers may be quoted. */
const literalKinds: Readonly<Record<CimTypeName, readonly MofScalar['kind'][]>> = {
  sint8: ['integer', 'string'],
  uint8: ['integer', 'string'],
  sint16: ['integer', 'string'],
  uint16: ['integer', 'string'],
  sint32: ['integer', 'string'],
  uint32: ['integer', 'string'],
  sint64: ['integer', 'string'],
  uint64: ['integer', 'string'],
  real32: ['real', 'integer', 'string'],
  real64: ['real', 'integer', 'string'],
  boolean: ['boolean'],
  string: ['string'],
  char16: ['char', 'integer', 'string'],
  datetime: ['string'],
  reference: ['string'],
  object: [],
}

/**
 * The value of a literal for an element of a class. @param owner the class, for errors
 * @throws WmiError WBEM_E_TYPE_MISMATCH
 */
export function literalToValue(element: Typed, owner: string, literal: MofValue, resolve: ResolveObject): CimValue {
  if (literal.kind === 'null') return null
  if (literal.kind !== 'array') {
    if (element.isArray) throw misfit(element, owner, cimText('needsArray'))
    return scalarValue(element, owner, literal, resolve)
  }
  if (!element.isArray) throw misfit(element, owner, cimText('needsScalar'))
  const { items } = literal
  const size = element.arraySize ?? Number.POSITIVE_INFINITY
  if (items.length > size) throw misfit(element, owner, cimText('tooMany', { count: items.length, size }))
  return items.map(item => scalarValue(element, owner, item, resolve))
}

function scalarValue(element: Typed, owner: string, literal: MofScalar, resolve: ResolveObject): CimScalar {
  if (literal.kind === 'alias' || literal.kind === 'instance') return resolve(literal, element)
  if (literal.kind === 'null') throw misfit(element, owner, cimText('nullElement'))
  const type = cimTypes[element.type]
  if (!literalKinds[element.type].includes(literal.kind)) {
    const error = typeMismatch(type.name, literal.value)
    throw misfit(element, owner, error.message, error)
  }
  try {
    if (element.type === 'datetime') return CimDateTime.parse(String(literal.value))
    return type.coerce(literal.value)
  } catch (error) {
    throw error instanceof WmiError ? misfit(element, owner, error.message, error) : error
  }
}

/** The error of a value that an element of a class does not take. */
export function misfit(element: { name: string }, owner: string, why: string, cause?: WmiError): WmiError {
  const at = owner === '' ? element.name : `${owner}.${element.name}`
  return new WmiError('WBEM_E_TYPE_MISMATCH', cimText('at', { at, why }), { hint: cause?.hint, cause })
}

/** The literal that MOF writes for a value. @throws WmiError WBEM_E_NOT_SUPPORTED for a class inside an instance */
export function valueToLiteral(type: CimTypeName, value: CimValue): MofValue {
  if (value === null) return { kind: 'null' }
  if (isList(value)) return { kind: 'array', items: value.map(item => scalarLiteral(type, item)) }
  return scalarLiteral(type, value)
}

function isList(value: CimValue): value is readonly CimScalar[] {
  return Array.isArray(value)
}

function scalarLiteral(type: CimTypeName, value: CimScalar): MofScalar {
  if (value instanceof CimInstance) return { kind: 'instance', instance: instanceDeclarationOf(value) }
  if (typeof value === 'boolean') return { kind: 'boolean', value }
  // WMI quotes 64-bit integers.
  if (typeof value === 'bigint') return { kind: 'string', value: String(value) }
  if (typeof value === 'number')
    return cimTypes[type].kind === 'integer'
      ? { kind: 'integer', value: BigInt(value) }
      : { kind: 'real', value: realLiteral(type, value) }
  return { kind: type === 'char16' ? 'char' : 'string', value: String(value) }
}

/** A 32-bit real with the digits it needs, not those of its 64-bit neighbour. */
function realLiteral(type: CimTypeName, value: number): number {
  return Number(cimTypes[type].print(value))
}

/** An instance as MOF would declare it; properties without a value are left out. */
export function instanceDeclarationOf(instance: CimInstance): InstanceDeclaration {
  const shape = shapeOf(instance)
  if (shape.genus === 1) {
    const message = cimText('classInside', { name: shape.class.name })
    throw new WmiError('WBEM_E_NOT_SUPPORTED', message, { hint: cimText('classInsideHint') })
  }
  const values = shape.properties.flatMap(property => {
    const value = instance[property.name] ?? null
    if (value === null) return []
    return [{ name: property.name, value: valueToLiteral(property.type, value), qualifiers: noQualifiers }]
  })
  return { className: shape.class.name, qualifiers: noQualifiers, values }
}
