// [Name, Name(value) : flavors, Name{values}] and declarations of qualifiers: WMI SDK "Adding a Qualifier", DSP0004 7.8.
import { NameMap } from '../../base/name-map.js'
import { mofText } from '../../base/texts/mof.js'
import type { Qualifier, Qualifiers, QualifierValue } from '../class.js'
import type { MofScalar, MofValue, QualifierDeclaration } from '../declaration.js'
import { applyFlavors, declaredFlavor, type FlavorName, flavorNames } from '../flavor.js'
import { type CimTypeName, cimTypes } from '../types.js'
import { readArraySize, readList, readLiteral } from './literals.js'
import type { MofReader } from './reader.js'

const flavorByWord = new NameMap<FlavorName>()
for (const name of flavorNames) flavorByWord.set(name, name)

/** Reads a list of qualifiers, when there is one. */
export function readQualifiers(reader: MofReader): Qualifiers {
  const qualifiers = new NameMap<Qualifier>()
  if (!reader.skip('[')) return qualifiers
  do {
    const { at } = reader.token
    const name = reader.name(mofText('qualifierName'))
    reader.unique(qualifiers, name, at, readQualifier(reader, name))
  } while (reader.expect(',', ']') === ',')
  return qualifiers
}

function readQualifier(reader: MofReader, name: string): Qualifier {
  const { value, real } = readQualifierValue(reader)
  const flavor = applyFlavors(reader.flavorOf(name), reader.skip(':') ? readFlavors(reader) : [])
  return { name, value, ...(real ? { real } : {}), flavor, propagated: false }
}

function readQualifierValue(reader: MofReader): { value: QualifierValue; real: boolean } {
  const { at } = reader.token
  const items = readList(reader, () => readPlainValue(reader))
  if (items) {
    const values = items.map(item => item.value)
    if (values.some(value => typeof value !== typeof values[0])) throw reader.error(at, mofText('mixedQualifier'))
    return { value: values, real: items.some(item => item.real) }
  }
  if (!reader.skip('(')) return { value: true, real: false }
  const item = readPlainValue(reader)
  reader.expect(')')
  return item
}

/** Qualifiers are boolean, sint32, real64 or string: none needs a bigint. */
function readPlainValue(reader: MofReader): { value: boolean | number | string; real: boolean } {
  const { at, kind } = reader.token
  const literal = kind === 'char' || reader.atWord('null') ? undefined : readLiteral(reader)
  if (!literal || !('value' in literal)) throw reader.expected(mofText('qualifierValue'))
  if (literal.kind !== 'integer') return { value: literal.value, real: literal.kind === 'real' }
  const value = Number(literal.value)
  if (Number.isSafeInteger(value)) return { value, real: false }
  const shown = String(literal.value).slice(0, 40)
  throw reader.error(at, mofText('qualifierRange', { value: shown }), mofText('qualifierRangeHint'))
}

/** Flavor words, with or without commas between them when `commas`. */
function readFlavors(reader: MofReader, commas = false): FlavorName[] {
  const words: FlavorName[] = []
  do {
    const { token } = reader
    const word = token.kind === 'name' ? flavorByWord.get(token.text) : undefined
    if (word === undefined) throw reader.expected(mofText('flavor', { names: flavorNames.join(', ') }))
    reader.take()
    words.push(word)
  } while (reader.token.kind === 'name' || (commas && reader.skip(',')))
  return words
}

/** Reads what follows `qualifier`: `Name : flavors;` or the DMTF form, and remembers the flavors for the text that follows. */
export function readQualifierDeclaration(reader: MofReader): QualifierDeclaration {
  const name = reader.name(mofText('qualifierName'))
  reader.expect(':')
  const { token } = reader
  const type = token.kind === 'name' ? token.text.toLowerCase() : ''
  const dmtf = Object.hasOwn(cimTypes, type)
  if (!dmtf && !(token.kind === 'name' && flavorByWord.has(token.text)))
    throw reader.expected(mofText('typeOrFlavor', { names: flavorNames.join(', ') }))
  const declaration = dmtf
    ? readDmtfForm(reader, name, type as CimTypeName)
    : { name, type: null, isArray: false, defaultValue: null, scopes: [], flavors: readFlavors(reader, true) }
  reader.expect(';')
  reader.flavors.set(name, declaredFlavor(name, declaration.flavors, dmtf))
  return declaration
}

function readDmtfForm(reader: MofReader, name: string, type: CimTypeName): QualifierDeclaration {
  reader.take()
  const isArray = readArraySize(reader) !== undefined
  const defaultValue = reader.skip('=') ? readDefault(reader) : null
  const scopes: string[] = []
  const flavors: FlavorName[] = []
  while (reader.skip(',')) {
    if (reader.skipWord('scope')) {
      reader.expect('(')
      do scopes.push(reader.name(mofText('scopeName')).toLowerCase())
      while (reader.expect(',', ')') === ',')
    } else if (reader.skipWord('flavor')) {
      reader.expect('(')
      flavors.push(...readFlavors(reader, true))
      reader.expect(')')
    } else throw reader.expected(mofText('scopeOrFlavor'))
  }
  return { name, type, isArray, defaultValue, scopes, flavors }
}

function readDefault(reader: MofReader): MofValue {
  const items = readList(reader, () => readDefaultScalar(reader))
  return items ? { kind: 'array', items } : readDefaultScalar(reader)
}

function readDefaultScalar(reader: MofReader): MofScalar {
  const literal = readLiteral(reader)
  if (!literal) throw reader.expected(mofText('qualifierValue'))
  return literal
}
