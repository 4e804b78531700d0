// What schemas say, as far as values of parameters and results need it.

import type { SchemaNode, SchemaTables } from './library.js'
import { encodingNamespace, keyOf, type QName, schemaNamespace } from './names.js'
import { type XsdType, xsdType } from './xsd.js'

/** A simple type without a list of values. */
export interface PrimitiveType {
  readonly kind: 'Primitive'
  readonly name: QName
  readonly xsd: XsdType
}

export interface EnumType {
  readonly kind: 'Enum'
  readonly name: QName
  readonly values: readonly string[]
}

/** An element that holds one kind of elements, any number of them. */
export interface ArrayType {
  readonly kind: 'Array'
  /** Undefined for elements that repeat where they are, without one around them. */
  readonly name: QName | undefined
  readonly item: Field
  /** An array of SOAP's encoding, which tells its type in every message. */
  readonly encoded: boolean
}

/** A sequence of members. */
export interface ComplexType {
  readonly kind: 'Complex'
  readonly name: QName
  readonly fields: readonly Field[]
  /** Attributes, by the same rules. */
  readonly attributes: readonly Field[]
  /** Holds other elements besides, or a text. */
  readonly open: boolean
}

/** What can be passed on as it is and not be made. */
export interface UnknownType {
  readonly kind: 'Undefined'
  readonly name: QName
}

export type ValueType = PrimitiveType | EnumType | ArrayType | ComplexType | UnknownType

/** An element where a value stands. */
export interface Field {
  readonly name: string
  /** '' for unqualified ones. */
  readonly namespace: string
  /** Found when it is asked for: types may contain themselves. */
  readonly type: ValueType
  readonly required: boolean
  readonly nillable: boolean
}

/**
 * The members of a type that stands for a list of parameters; undefined when it cannot. What is an array elsewhere, is one parameter that
 * repeats here.
 */
export function membersOf(type: ValueType): readonly Field[] | undefined {
  if (type.kind === 'Complex' && type.attributes.length === 0) return type.fields
  return type.kind === 'Array' && type.name && !type.encoded ? [repeated(type.item)] : undefined
}

/** The types of a description, each made once. */
export class Types {
  readonly #tables: SchemaTables
  readonly #known = new Map<string, ValueType>()

  constructor(tables: SchemaTables) {
    this.#tables = tables
  }

  /** A global element as a field; undefined when no schema has it. */
  element(name: QName): Field | undefined {
    const node = this.#tables.component('element', name)
    return node && this.#field(node, name.namespace)
  }

  /** Of the schemas, or of XML Schema itself. */
  named(name: QName): ValueType {
    const key = keyOf(name)
    const known = this.#known.get(key)
    if (known) return known
    const made = this.#make(name)
    this.#known.set(key, made)
    return made
  }

  #make(name: QName): ValueType {
    const builtIn = name.namespace === schemaNamespace || name.namespace === encodingNamespace
    const xsd = builtIn ? xsdType(name.name) : undefined
    if (xsd) return xsd.root === 'anyType' ? { kind: 'Undefined', name } : { kind: 'Primitive', name, xsd }
    const node = this.#tables.component('type', name)
    return node ? this.#define(node, name) : { kind: 'Undefined', name }
  }

  #define(node: SchemaNode, name: QName): ValueType {
    return node.tag === 'simpleType' ? this.#simple(node, name) : this.#complex(node, name)
  }

  #simple(node: SchemaNode, name: QName): ValueType {
    const restriction = node.children.find(child => child.tag === 'restriction')
    // Lists and unions are texts to everybody but a validator.
    if (!restriction) return { kind: 'Primitive', name, xsd: stringType }
    const values = restriction.children
      .filter(child => child.tag === 'enumeration')
      .map(child => child.get('value') ?? '')
    if (values.length > 0) return { kind: 'Enum', name, values }
    const base = restriction.refersTo('base')
    const inline = restriction.children.find(child => child.tag === 'simpleType')
    const type = inline
      ? this.#simple(inline, name)
      : base && keyOf(base) !== keyOf(name)
        ? this.named(base)
        : undefined
    return type?.kind === 'Primitive' || type?.kind === 'Enum' ? type : { kind: 'Primitive', name, xsd: stringType }
  }

  #complex(node: SchemaNode, name: QName): ValueType {
    const encoded = this.#encodedArray(node, name)
    if (encoded) return encoded
    const found: Found = { fields: [], attributes: [], open: false, unknown: false }
    this.#collect(node, found, false, new Set())
    if (found.unknown) return { kind: 'Undefined', name }
    const [only] = found.fields
    if (only?.many && found.fields.length === 1 && found.attributes.length === 0 && !found.open)
      return { kind: 'Array', name, item: only.item, encoded: false }
    const fields = found.fields.map(({ item, many }) => (many ? repeated(item) : item))
    return { kind: 'Complex', name, fields, attributes: found.attributes, open: found.open }
  }

  /** Adds what a type, or a part of one, holds. */
  #collect(node: SchemaNode, found: Found, optional: boolean, bases: Set<string>): void {
    for (const child of node.children) {
      const mayMiss = optional || child.get('minOccurs') === '0'
      switch (child.tag) {
        case 'sequence':
        case 'all':
        case 'complexContent':
        case 'simpleContent':
          if (child.tag === 'simpleContent' || isMany(child)) found.open = true
          this.#collect(child, found, mayMiss, bases)
          break
        case 'choice':
          if (isMany(child)) found.unknown = true
          this.#collect(child, found, true, bases)
          break
        case 'extension':
          this.#collectBase(child, found, optional, bases)
          this.#collect(child, found, optional, bases)
          break
        case 'restriction':
          this.#collect(child, found, optional, bases)
          break
        case 'group':
          this.#collectGroup(child, found, mayMiss, bases)
          break
        case 'element':
          found.fields.push({ item: this.#local(child, optional), many: isMany(child) })
          break
        case 'attribute':
          if (child.get('use') !== 'prohibited' && child.get('name') !== undefined)
            found.attributes.push(this.#attribute(child))
          break
        case 'any':
        case 'anyAttribute':
        case 'attributeGroup':
          found.open = true
          break
      }
    }
  }

  #collectBase(extension: SchemaNode, found: Found, optional: boolean, bases: Set<string>): void {
    const base = extension.refersTo('base')
    if (!base || bases.has(keyOf(base))) return
    const node = this.#tables.component('type', base)
    if (node?.tag === 'complexType') this.#collect(node, found, optional, new Set([...bases, keyOf(base)]))
    else found.open = true
  }

  #collectGroup(reference: SchemaNode, found: Found, optional: boolean, bases: Set<string>): void {
    const name = reference.refersTo('ref')
    const key = name && `group ${keyOf(name)}`
    const node = name && this.#tables.component('group', name)
    if (!key || !node || bases.has(key)) found.unknown = true
    else this.#collect(node, found, optional, new Set([...bases, key]))
  }

  #local(node: SchemaNode, optional: boolean): Field {
    const reference = node.refersTo('ref')
    if (!reference) {
      const form = node.get('form')
      const qualified = form === undefined ? node.qualified : form === 'qualified'
      return this.#field(node, qualified ? node.namespace : '', optional)
    }
    const target = this.#tables.component('element', reference)
    const type = () => (target ? this.#typeOf(target) : this.named(reference))
    return field(
      { ...reference, required: isRequired(node, optional), nillable: target?.get('nillable') === 'true' },
      type,
    )
  }

  #attribute(node: SchemaNode): Field {
    const required = node.get('use') === 'required'
    const facts = { name: node.get('name') ?? '', namespace: '', required, nillable: false }
    return field(facts, () => {
      const type = this.#typeOf(node)
      return type.kind === 'Undefined' ? { kind: 'Primitive', name: type.name, xsd: stringType } : type
    })
  }

  #field(node: SchemaNode, namespace: string, optional = false): Field {
    const facts = {
      name: node.get('name') ?? '',
      namespace,
      required: isRequired(node, optional),
      nillable: node.get('nillable') === 'true',
    }
    return field(facts, () => this.#typeOf(node))
  }

  #typeOf(node: SchemaNode): ValueType {
    const named = node.refersTo('type')
    if (named) return this.named(named)
    // Proxies call a type without a name as its element.
    const name = { namespace: node.namespace, name: node.get('name') ?? '' }
    const inline = node.children.find(child => child.tag === 'complexType' || child.tag === 'simpleType')
    return inline ? this.#define(inline, name) : { kind: 'Undefined', name }
  }

  /** An array of SOAP's encoding (WSDL 1.1, 2.2): a restriction of `soapenc:Array` that tells the type of its elements. */
  #encodedArray(node: SchemaNode, name: QName): ArrayType | undefined {
    const content = node.children.find(child => child.tag === 'complexContent')
    const restriction = content?.children.find(child => child.tag === 'restriction')
    const base = restriction?.refersTo('base')
    if (!restriction || base?.namespace !== encodingNamespace || base.name !== 'Array') return undefined
    const element = restriction.children
      .flatMap(child => (child.tag === 'sequence' || child.tag === 'all' ? child.children : []))
      .find(child => child.tag === 'element')
    const facts = { name: element?.get('name') ?? 'item', namespace: '', required: false, nillable: true }
    const item = arrayType(restriction) ?? element?.refersTo('type') ?? { namespace: schemaNamespace, name: 'anyType' }
    return { kind: 'Array', name, item: field(facts, () => this.named(item)), encoded: true }
  }
}

const stringType = xsdType('string') as XsdType

interface Found {
  readonly fields: { readonly item: Field; readonly many: boolean }[]
  readonly attributes: Field[]
  open: boolean
  unknown: boolean
}

type Facts = Omit<Field, 'type'>

function field(facts: Facts, type: () => ValueType): Field {
  let known: ValueType | undefined
  return {
    ...facts,
    get type() {
      known ??= type()
      return known
    },
  }
}

/** Elements that repeat where they are: one array to people. */
function repeated(item: Field): Field {
  const { name, namespace, required } = item
  return field({ name, namespace, required, nillable: false }, () => ({
    kind: 'Array',
    name: undefined,
    item,
    encoded: false,
  }))
}

function isMany(node: SchemaNode): boolean {
  const most = node.get('maxOccurs')
  return most === 'unbounded' || Number(most ?? 1) > 1
}

function isRequired(node: SchemaNode, optional: boolean): boolean {
  return !optional && node.get('minOccurs') !== '0'
}

/** `wsdl:arrayType="xsd:int[]"`. */
function arrayType(restriction: SchemaNode): QName | undefined {
  for (const attribute of restriction.children) {
    const name = attribute.tag === 'attribute' ? attribute.refersTo('arrayType') : undefined
    if (name) return { namespace: name.namespace, name: name.name.replace(/\[[\d,]*\]$/, '') }
  }
  return undefined
}
