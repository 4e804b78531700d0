// Initial values and instances: WMI SDK "Creating an Instance", DSP0004 7.9 and 7.11.
import { NameMap } from '../../base/name-map.js'
import { mofText } from '../../base/texts/mof.js'
import type { Qualifiers } from '../class.js'
import type { InstanceDeclaration, MofScalar, MofValue, ValueDeclaration } from '../declaration.js'
import { readList, readLiteral } from './literals.js'
import { readQualifiers } from './qualifiers.js'
import type { MofReader } from './reader.js'

/** Reads a value or a list of values between braces. */
export function readValue(reader: MofReader): MofValue {
  const items = readList(reader, () => readScalar(reader))
  return items ? { kind: 'array', items } : readScalar(reader)
}

function readScalar(reader: MofReader): MofScalar {
  const { token } = reader
  if (token.kind === 'alias') {
    reader.take()
    return { kind: 'alias', name: token.text }
  }
  // Only an embedded instance begins with a bracket or this word.
  if (reader.at('[') || reader.atWord('instance')) {
    return reader.nested(() => {
      const qualifiers = readQualifiers(reader)
      reader.expectWord('instance')
      return { kind: 'instance', instance: readInstance(reader, qualifiers) }
    })
  }
  const literal = readLiteral(reader)
  if (!literal) throw reader.expected(mofText('value'))
  return literal
}

/** Reads what follows the word `instance`, up to the closing brace. */
export function readInstance(reader: MofReader, qualifiers: Qualifiers): InstanceDeclaration {
  reader.expectWord('of')
  const className = reader.name(mofText('className'))
  const alias = reader.alias()
  const values = new NameMap<ValueDeclaration>()
  reader.expect('{')
  while (!reader.skip('}')) {
    const own = readQualifiers(reader)
    const { at } = reader.token
    const name = reader.name(mofText('propertyName'))
    reader.expect('=')
    reader.unique(values, name, at, { name, value: readValue(reader), qualifiers: own })
    reader.expect(';')
  }
  return { className, ...alias, qualifiers, values: [...values] }
}
