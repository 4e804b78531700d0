// The form in which class declarations wait in schema.generated.ts: arrays instead of objects, defaults left out.
import { NameMap } from '../base/name-map.js'
import type { Qualifier, QualifierFlavor, Qualifiers, QualifierValue } from '../cim/class.js'
import type {
  ClassDeclaration,
  ElementDeclaration,
  MethodDeclaration,
  MofScalar,
  MofValue,
} from '../cim/declaration.js'
import { defaultFlavor } from '../cim/flavor.js'
import type { CimTypeName } from '../cim/types.js'

export type PackedClass = readonly [
  name: string,
  superclass: string | null,
  qualifiers: readonly PackedQualifier[],
  properties: readonly PackedElement[],
  methods: readonly PackedMethod[],
]

/** A name alone has the value TRUE; a flavor is there when it is not the name's default; 1 marks a real. */
export type PackedQualifier =
  | string
  | readonly [name: string, value: QualifierValue, flavor?: number | null, real?: 0 | 1]

/** The type as text: `uint32`, `string[]`, `uint8[4]`, `reference:__Provider`. */
type PackedElement = readonly [
  name: string,
  type: string,
  qualifiers?: readonly PackedQualifier[],
  defaultValue?: PackedValue,
]

type PackedMethod = readonly [
  name: string,
  returnType: string,
  parameters: readonly PackedElement[],
  qualifiers: readonly PackedQualifier[],
]

type PackedScalar =
  | string
  | boolean
  | null
  | { readonly integer: string }
  | { readonly real: number }
  | { readonly char: string }
type PackedValue = PackedScalar | readonly PackedScalar[]

export function packClass(declaration: ClassDeclaration): PackedClass {
  return [
    declaration.name,
    declaration.superclass,
    packQualifiers(declaration.qualifiers),
    declaration.properties.map(packElement),
    declaration.methods.map(packMethod),
  ]
}

export function unpackClass([name, superclass, qualifiers, properties, methods]: PackedClass): ClassDeclaration {
  return {
    name,
    superclass,
    qualifiers: unpackQualifiers(qualifiers),
    properties: properties.map(unpackElement),
    methods: methods.map(unpackMethod),
  }
}

function packMethod(method: MethodDeclaration): PackedMethod {
  const returnType = packType(method.returnType, method.returnIsArray, undefined, method.returnClassName)
  return [method.name, returnType, method.parameters.map(packElement), packQualifiers(method.qualifiers)]
}

function unpackMethod([name, returnType, parameters, qualifiers]: PackedMethod): MethodDeclaration {
  const { type, isArray, className } = unpackType(returnType)
  return {
    name,
    returnType: type,
    returnIsArray: isArray,
    ...(className === undefined ? {} : { returnClassName: className }),
    parameters: parameters.map(unpackElement),
    qualifiers: unpackQualifiers(qualifiers),
  }
}

function packElement(element: ElementDeclaration): PackedElement {
  const type = packType(element.type, element.isArray, element.arraySize, element.className)
  const qualifiers = packQualifiers(element.qualifiers)
  if (element.defaultValue !== null) return [element.name, type, qualifiers, packValue(element.defaultValue)]
  return qualifiers.length > 0 ? [element.name, type, qualifiers] : [element.name, type]
}

function unpackElement([name, text, qualifiers = [], defaultValue]: PackedElement): ElementDeclaration {
  const { type, isArray, arraySize, className } = unpackType(text)
  if (type === 'void') throw new TypeError(`${name} has no type`)
  return {
    name,
    type,
    isArray,
    ...(arraySize === undefined ? {} : { arraySize }),
    ...(className === undefined ? {} : { className }),
    qualifiers: unpackQualifiers(qualifiers),
    defaultValue: defaultValue === undefined ? null : unpackValue(defaultValue),
  }
}

function packType(type: CimTypeName | 'void', isArray: boolean, arraySize?: number, className?: string): string {
  return type + (className === undefined ? '' : `:${className}`) + (isArray ? `[${arraySize ?? ''}]` : '')
}

function unpackType(text: string) {
  const [, type = '', className, array, arraySize] = /^(\w+)(?::([^[]+))?(\[(\d*)\])?$/.exec(text) ?? []
  return {
    type: type as CimTypeName | 'void',
    className,
    isArray: array !== undefined,
    arraySize: arraySize ? Number(arraySize) : undefined,
  }
}

export function packQualifiers(qualifiers: Iterable<Qualifier>): PackedQualifier[] {
  return [...qualifiers].map(({ name, value, flavor, real }): PackedQualifier => {
    const bits = flavorBits(flavor)
    const ownFlavor = bits === flavorBits(defaultFlavor(name)) ? null : bits
    if (real) return [name, value, ownFlavor, 1]
    if (ownFlavor !== null) return [name, value, ownFlavor]
    return value === true ? name : [name, value]
  })
}

export function unpackQualifiers(packed: readonly PackedQualifier[]): Qualifiers {
  const qualifiers = new NameMap<Qualifier>()
  for (const each of packed) {
    const [name, value, bits, real] = typeof each === 'string' ? ([each, true] as const) : each
    const flavor = typeof bits === 'number' ? flavorOf(bits) : defaultFlavor(name)
    qualifiers.set(name, { name, value, ...(real ? { real: true } : {}), flavor, propagated: false })
  }
  return qualifiers
}

function flavorBits(flavor: QualifierFlavor): number {
  return +flavor.toSubclass | (+flavor.toInstance << 1) | (+flavor.overridable << 2) | (+flavor.amended << 3)
}

function flavorOf(bits: number): QualifierFlavor {
  return {
    toSubclass: (bits & 1) !== 0,
    toInstance: (bits & 2) !== 0,
    overridable: (bits & 4) !== 0,
    amended: (bits & 8) !== 0,
  }
}

function packValue(value: MofValue): PackedValue {
  return value.kind === 'array' ? value.items.map(packScalar) : packScalar(value)
}

function unpackValue(packed: PackedValue): MofValue {
  return isPackedArray(packed) ? { kind: 'array', items: packed.map(unpackScalar) } : unpackScalar(packed)
}

function isPackedArray(packed: PackedValue): packed is readonly PackedScalar[] {
  return Array.isArray(packed)
}

function packScalar(value: MofScalar): PackedScalar {
  switch (value.kind) {
    case 'null':
      return null
    case 'boolean':
    case 'string':
      return value.value
    case 'integer':
      return { integer: String(value.value) }
    case 'real':
      return { real: value.value }
    case 'char':
      return { char: value.value }
    default:
      throw new TypeError(`a default value cannot be of kind ${value.kind}`)
  }
}

function unpackScalar(packed: PackedScalar): MofScalar {
  if (packed === null) return { kind: 'null' }
  if (typeof packed === 'boolean') return { kind: 'boolean', value: packed }
  if (typeof packed === 'string') return { kind: 'string', value: packed }
  if ('integer' in packed) return { kind: 'integer', value: BigInt(packed.integer) }
  return 'real' in packed ? { kind: 'real', value: packed.real } : { kind: 'char', value: packed.char }
}
