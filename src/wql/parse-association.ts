// WMI SDK "ASSOCIATORS OF Statement", "REFERENCES OF Statement".
import { WmiError } from '../base/errors.js'
import { wqlText } from '../base/texts/wql.js'
import { type ObjectPath, parseObjectPath } from '../cim/path.js'
import type { AssociationOptions, AssociationQuery } from './ast.js'
import type { Cursor } from './cursor.js'
import { placeInText, WqlSyntaxError } from './errors.js'

type OptionName = keyof AssociationOptions

/** One option of the WHERE clause, in the order in which queries are printed. */
export interface AssociationOption {
  readonly name: OptionName
  /** As WQL spells it. */
  readonly keyword: string
  /** True for `keyword = name`, false for the bare keyword. */
  readonly takesName: boolean
  /** True when REFERENCES OF knows it too. */
  readonly references: boolean
}

export const associationOptions: readonly AssociationOption[] = [
  { name: 'assocClass', keyword: 'AssocClass', takesName: true, references: false },
  { name: 'resultClass', keyword: 'ResultClass', takesName: true, references: true },
  { name: 'role', keyword: 'Role', takesName: true, references: true },
  { name: 'resultRole', keyword: 'ResultRole', takesName: true, references: false },
  { name: 'requiredQualifier', keyword: 'RequiredQualifier', takesName: true, references: true },
  { name: 'requiredAssocQualifier', keyword: 'RequiredAssocQualifier', takesName: true, references: false },
  { name: 'classDefsOnly', keyword: 'ClassDefsOnly', takesName: false, references: true },
  { name: 'keysOnly', keyword: 'KeysOnly', takesName: false, references: true },
  { name: 'schemaOnly', keyword: 'SchemaOnly', takesName: false, references: true },
]

const byKeyword: ReadonlyMap<string, AssociationOption> = new Map(
  associationOptions.map(option => [option.keyword.toUpperCase(), option]),
)

/** Options that exclude each other. */
export const conflictingOptions: readonly (readonly [OptionName, OptionName])[] = [['classDefsOnly', 'resultClass']]

/** Reads what follows ASSOCIATORS or REFERENCES. @throws WqlSyntaxError */
export function readAssociationQuery(cursor: Cursor, kind: AssociationQuery['kind']): AssociationQuery {
  cursor.expectWord('OF')
  const { text, start } = cursor.takeBraced()
  const source = text.trim()
  const path = readPath(cursor, source, start)
  const options = cursor.takeWord('WHERE') ? readOptions(cursor, kind) : {}
  if (cursor.token.kind !== 'end') throw cursor.unexpected(['WHERE', wqlText('end')])
  return { kind, source, path, options }
}

function readPath(cursor: Cursor, source: string, start: number): ObjectPath {
  try {
    return parseObjectPath(source)
  } catch (error) {
    if (!(error instanceof WmiError)) throw error
    const message = wqlText('badPath', { where: placeInText(cursor.text, start - 1), why: error.message })
    throw new WqlSyntaxError('WBEM_E_INVALID_OBJECT_PATH', message, { column: start, hint: error.hint, cause: error })
  }
}

function readOptions(cursor: Cursor, kind: AssociationQuery['kind']): AssociationOptions {
  const values: Partial<Record<OptionName, string | boolean>> = {}
  do readOption(cursor, kind, values)
  while (cursor.token.kind !== 'end')
  return values as AssociationOptions
}

function readOption(
  cursor: Cursor,
  kind: AssociationQuery['kind'],
  values: Partial<Record<OptionName, string | boolean>>,
): void {
  const option = byKeyword.get(cursor.token.word)
  if (!option) {
    const known = associationOptions.filter(({ references }) => references || kind === 'associators')
    const options = known.map(({ keyword }) => keyword).join(', ')
    throw cursor.unexpected([wqlText('option', { options })], wqlText('hintOptions'))
  }
  const { name, keyword } = option
  const where = cursor.where()
  if (kind === 'references' && !option.references)
    throw cursor.error(
      'WBEM_E_INVALID_QUERY',
      wqlText('optionOfAssociators', { option: keyword, where }),
      [],
      undefined,
    )
  if (Object.hasOwn(values, name))
    throw cursor.error('WBEM_E_INVALID_QUERY', wqlText('optionTwice', { option: keyword, where }), [], undefined)
  for (const [a, b] of conflictingOptions) {
    const other = name === a ? b : name === b ? a : undefined
    const clash = associationOptions.find(known => known.name === other && Object.hasOwn(values, known.name))
    if (clash) {
      const message = wqlText('optionConflict', { option: keyword, where, other: clash.keyword })
      throw cursor.error('WBEM_E_INVALID_QUERY', message, [], undefined)
    }
  }
  cursor.advance()
  if (option.takesName) {
    if (!cursor.takeSymbol('=')) throw cursor.unexpected(['"="'], wqlText('hintOptions'))
    values[name] = readName(cursor)
  } else values[name] = true
}

const quotedName = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u

/** Samples put the name between quotes now and then. */
function readName(cursor: Cursor): string {
  const { kind, text } = cursor.token
  return kind === 'string' && quotedName.test(text.slice(1, -1))
    ? cursor.takeString()
    : cursor.expectName(wqlText('name'))
}
