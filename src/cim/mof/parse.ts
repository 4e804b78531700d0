// MOF text: WMI SDK "Managed Object Format (MOF)" and "Pragma", DSP0004 Annex A.
import type { NameMap } from '../../base/name-map.js'
import { mofText } from '../../base/texts/mof.js'
import type { QualifierFlavor } from '../class.js'
import { readClass } from './class.js'
import { decodeMof } from './decode.js'
import type { MofDocument, MofItem, MofOptions, MofPlace, MofPragma } from './document.js'
import { readQualifierDeclaration, readQualifiers } from './qualifiers.js'
import { MofReader } from './reader.js'
import { readInstance } from './values.js'

/** Files may include files this deep, and this many in all. */
const deepestInclude = 32
const mostIncludes = 1000

/**
 * Reads MOF text, or a file's bytes in UTF-8, UTF-16 with a byte order mark or Windows-1252. Qualifier declarations set the
 * default flavors of the qualifiers after them. @throws TextError with line, column and what was expected
 */
export function parseMof(text: string | Uint8Array, options: MofOptions = {}): MofDocument {
  const parser = new MofParser(options)
  parser.read(text, options.source)
  return { items: parser.items }
}

class MofParser {
  readonly items: MofItem[] = []
  readonly #include: MofOptions['include']
  #flavors: NameMap<QualifierFlavor> | undefined
  #depth = 0
  #included = 0

  constructor(options: MofOptions) {
    this.#include = options.include
  }

  read(text: string | Uint8Array, source: string | undefined): void {
    const reader = new MofReader(typeof text === 'string' ? text : decodeMof(text), source, this.#flavors)
    this.#flavors = reader.flavors
    while (reader.token.kind !== 'end') this.#item(reader, source)
  }

  #item(reader: MofReader, source: string | undefined): void {
    const { at } = reader.token
    const place: MofPlace = { ...reader.lexer.place(at), ...(source === undefined ? {} : { source }) }
    if (reader.skip('#')) this.#directive(reader, at, place)
    else if (reader.atWord('qualifier')) {
      reader.take()
      this.items.push({ kind: 'qualifier', declaration: readQualifierDeclaration(reader), ...place })
    } else this.items.push({ ...readDefinition(reader), ...place })
  }

  #directive(reader: MofReader, at: number, place: MofPlace): void {
    const isPragma = reader.skipWord('pragma')
    // `#include ("file")` is the older spelling of `#pragma include ("file")`.
    if (reader.skipWord('include')) {
      const inBrackets = reader.skip('(')
      if (reader.token.kind !== 'string') throw reader.expected(mofText('fileName'))
      const file = reader.string()
      if (inBrackets) reader.expect(')')
      reader.skip(';')
      this.#follow(reader, at, place, file)
    } else if (!isPragma) throw reader.expected(mofText('directive'))
    else this.items.push({ kind: 'pragma', pragma: readPragma(reader), ...place })
  }

  #follow(reader: MofReader, at: number, place: MofPlace, file: string): void {
    const include = this.#include
    if (!include) {
      this.items.push({ kind: 'include', file, ...place })
      return
    }
    this.#included += 1
    if (this.#included > mostIncludes) throw reader.error(at, mofText('includeCount', { limit: mostIncludes }))
    if (this.#depth >= deepestInclude) throw reader.error(at, mofText('includeDepth', { limit: deepestInclude }))
    this.#depth += 1
    this.read(include(file, place.source), file)
    this.#depth -= 1
  }
}

function readPragma(reader: MofReader): MofPragma {
  const name = reader.name(mofText('pragmaName'))
  const values: string[] = []
  if (reader.skip('(') && !reader.skip(')')) {
    do values.push(readPragmaArgument(reader))
    while (reader.expect(',', ')') === ',')
  }
  reader.skip(';')
  return { name, arguments: values }
}

function readPragmaArgument(reader: MofReader): string {
  const { token } = reader
  if (token.kind === 'string') return reader.string()
  const value = token.kind === 'name' ? token.text : token.kind === 'integer' ? String(token.value) : undefined
  if (value === undefined) throw reader.expected(mofText('pragmaArgument'))
  reader.take()
  return value
}

function readDefinition(reader: MofReader) {
  if (!reader.at('[') && !reader.atWord('class') && !reader.atWord('instance')) throw reader.expected(mofText('item'))
  const qualifiers = readQualifiers(reader)
  if (reader.skipWord('class')) return { kind: 'class' as const, declaration: readClass(reader, qualifiers) }
  if (!reader.skipWord('instance')) throw reader.expected(mofText('classOrInstance'))
  const declaration = readInstance(reader, qualifiers)
  reader.expect(';')
  return { kind: 'instance' as const, declaration }
}
