// Class declarations: WMI SDK "Creating a Base Class", DSP0004 7.6.
import { NameMap } from '../../base/name-map.js'
import { mofText } from '../../base/texts/mof.js'
import type { Qualifiers } from '../class.js'
import type { ClassDeclaration, ElementDeclaration, MethodDeclaration, PropertyDeclaration } from '../declaration.js'
import { type CimTypeName, cimTypes } from '../types.js'
import { readArraySize } from './literals.js'
import { readQualifiers } from './qualifiers.js'
import type { MofReader } from './reader.js'
import { readValue } from './values.js'

interface TypeUse {
  readonly type: CimTypeName | 'void'
  readonly className?: string
  readonly isArray: boolean
}

/** Reads what follows the word `class`, up to the semicolon. */
export function readClass(reader: MofReader, qualifiers: Qualifiers): ClassDeclaration {
  const name = reader.name(mofText('className'))
  const alias = reader.alias()
  const superclass = reader.skip(':') ? reader.name(mofText('className')) : null
  const properties = new NameMap<PropertyDeclaration>()
  const methods = new NameMap<MethodDeclaration>()
  reader.expect('{')
  while (!reader.skip('}')) readFeature(reader, properties, methods)
  reader.expect(';')
  return { name, ...alias, superclass, qualifiers, properties: [...properties], methods: [...methods] }
}

function readFeature(
  reader: MofReader,
  properties: NameMap<PropertyDeclaration>,
  methods: NameMap<MethodDeclaration>,
): void {
  const qualifiers = readQualifiers(reader)
  const typeAt = reader.token.at
  const use = readType(reader)
  const { at } = reader.token
  const name = reader.name(mofText('featureName'))
  if (reader.skip('(')) {
    const { type: returnType, isArray: returnIsArray, className } = use
    const parameters = readParameters(reader)
    const returned = { returnType, returnIsArray, ...(className === undefined ? {} : { returnClassName: className }) }
    reader.unique(methods, name, at, { name, ...returned, parameters, qualifiers })
  } else reader.unique(properties, name, at, readElement(reader, name, use, typeAt, qualifiers))
  reader.expect(';')
}

function readParameters(reader: MofReader): ElementDeclaration[] {
  const parameters = new NameMap<ElementDeclaration>()
  if (reader.skip(')')) return []
  do {
    const qualifiers = readQualifiers(reader)
    const typeAt = reader.token.at
    const use = readType(reader)
    const { at } = reader.token
    const name = reader.name(mofText('parameterName'))
    reader.unique(parameters, name, at, readElement(reader, name, use, typeAt, qualifiers))
  } while (reader.expect(',', ')') === ',')
  return [...parameters]
}

/** Reads what follows an element's name: its bound and its default. */
function readElement(
  reader: MofReader,
  name: string,
  use: TypeUse,
  typeAt: number,
  qualifiers: Qualifiers,
): ElementDeclaration {
  const { type, className } = use
  if (type === 'void')
    throw reader.error(typeAt, mofText('expected', { expected: mofText('propertyType'), found: '"void"' }))
  const size = readArraySize(reader)
  return {
    name,
    type,
    isArray: use.isArray || size !== undefined,
    ...(typeof size === 'number' ? { arraySize: size } : {}),
    ...(className === undefined ? {} : { className }),
    qualifiers,
    defaultValue: reader.skip('=') ? readValue(reader) : null,
  }
}

/** Reads `uint32`, `Class`, `Class ref` or `object ref`; brackets after a type make an array, as after the name. */
function readType(reader: MofReader): TypeUse {
  const word = reader.name(mofText('type'))
  // `ref` may also be the name of the property: then no other name follows.
  const isReference = reader.atWord('ref') && reader.peek().kind === 'name'
  if (isReference) reader.take()
  const isArray = readArraySize(reader) !== undefined
  const lower = word.toLowerCase()
  if (isReference) return { type: 'reference', ...(lower === 'object' ? {} : { className: word }), isArray }
  if (lower === 'void') return { type: 'void', isArray }
  if (lower !== 'reference' && Object.hasOwn(cimTypes, lower)) return { type: lower as CimTypeName, isArray }
  return { type: 'object', className: word, isArray }
}
