import { mofText } from '../../base/texts/mof.js'
import type { MofScalar } from '../declaration.js'
import type { MofReader } from './reader.js'

const constants: ReadonlyMap<string, MofScalar> = new Map([
  ['true', { kind: 'boolean', value: true }],
  ['false', { kind: 'boolean', value: false }],
  ['null', { kind: 'null' }],
])

/** Reads a number, text, character, TRUE, FALSE or NULL; undefined, and nothing read, at anything else. */
export function readLiteral(reader: MofReader): MofScalar | undefined {
  const { token } = reader
  if (token.kind === 'string') return { kind: 'string', value: reader.string() }
  const literal = literalOf(token)
  if (literal) reader.take()
  return literal
}

function literalOf(token: MofReader['token']): MofScalar | undefined {
  switch (token.kind) {
    case 'integer':
      return { kind: 'integer', value: token.value }
    case 'real':
      return { kind: 'real', value: token.value }
    case 'char':
      return { kind: 'char', value: token.text }
    case 'name':
      return constants.get(token.text.toLowerCase())
    default:
      return undefined
  }
}

/** Reads a list between braces; undefined, and nothing read, where there is no brace. */
export function readList<T>(reader: MofReader, readItem: () => T): T[] | undefined {
  if (!reader.skip('{')) return undefined
  const items: T[] = []
  if (reader.skip('}')) return items
  do items.push(readItem())
  while (reader.expect(',', '}') === ',')
  return items
}

/** Reads `[n]` or `[]`: the bound or null; undefined when there is no bracket. */
export function readArraySize(reader: MofReader): number | null | undefined {
  if (!reader.skip('[')) return undefined
  if (reader.skip(']')) return null
  const { token } = reader
  const size = token.kind === 'integer' ? Number(token.value) : Number.NaN
  if (!(size >= 1 && size <= 0x7fffffff)) throw reader.expected(mofText('bound'))
  reader.take()
  reader.expect(']')
  return size
}
