// The Foreach Item enumerator: rows of values that stand in the package.
import { foreachText } from '../../base/texts/ssis-foreach.js'
import type { XmlElement } from '../../xml/index.js'
import { ComponentElement } from '../component.js'
import type { DtsNode } from '../dtsx/node.js'
import { VariableDataType } from '../enums.js'
import { dtsError } from '../errors.js'
import { typeOfTypeCode } from '../project/parameters.js'
import { variableType } from '../variable-types.js'
import { type EnumeratorKind, type EnumeratorSource, enumeratorPattern } from './kinds.js'

/** @throws DtsError DTS_E_PERSISTENCEERROR for a value that is not of its type */
function* rows({ node, name }: EnumeratorSource): Generator<readonly unknown[]> {
  const items = node.child('ObjectData')?.element.children.find(child => child.localName === 'FEIEItems')
  for (const item of items?.children ?? []) {
    if (item.localName !== 'FEIEItem') continue
    yield item.children
      .filter(child => child.localName === 'FEIEItemValue')
      .map(child => itemValue(child.get('Value') ?? '', typeOf(child), name))
  }
}

/** The type of a column. */
export type ItemType = keyof typeof VariableDataType

/** The types that a column can have. */
export const columnTypes: readonly ItemType[] = [...typeOfTypeCode.values()]

function typeOf(value: XmlElement): ItemType {
  return typeOfTypeCode.get(Number(value.get('Type'))) ?? 'String'
}

/** @throws DtsError DTS_E_PERSISTENCEERROR */
function itemValue(text: string, type: ItemType, name: string): unknown {
  const value = variableType(VariableDataType[type]).parse(text)
  if (value !== undefined) return value
  const hint = foreachText('badItem', { value: text, name, type })
  throw dtsError('DTS_E_PERSISTENCEERROR', { value: text, node: 'FEIEItemValue' }, { hint })
}

function rowsOf(node: DtsNode): XmlElement[] {
  const items = node.child('ObjectData')?.element.children.find(child => child.localName === 'FEIEItems')
  return items?.children.filter(child => child.localName === 'FEIEItem') ?? []
}

/** The rows as the file has them. */
export function itemTexts(node: DtsNode): string[][] {
  return rowsOf(node).map(row => valuesOf(row).map(value => value.get('Value') ?? ''))
}

/** The types of the columns, as the first row has them. */
export function itemTypes(node: DtsNode): ItemType[] {
  const [first] = rowsOf(node)
  return first ? valuesOf(first).map(typeOf) : []
}

/**
 * Replaces the rows.
 *
 * @param name of the loop, for errors
 * @param wanted types of the columns; without one a column keeps its type, and a new one is of text
 * @throws DtsError DTS_E_PERSISTENCEERROR for a value that is not of the type of its column
 */
export function writeItems(
  node: DtsNode,
  name: string,
  rows: readonly (readonly string[])[],
  wanted: readonly ItemType[] = [],
): void {
  const present = itemTypes(node)
  const types = present.map((type, column) => wanted[column] ?? type)
  if (JSON.stringify([itemTexts(node), present]) === JSON.stringify([rows, types])) return
  const typeAt = (column: number): ItemType => wanted[column] ?? present[column] ?? 'String'
  for (const row of rows) for (const [column, text] of row.entries()) itemValue(text, typeAt(column), name)
  const items = new ComponentElement(node, 'FEIEItems', []).make()
  for (const child of [...items.children]) child.remove()
  const { document } = items
  for (const row of rows) {
    const values = row.map((text, column) =>
      document.create(items, 'FEIEItemValue', { Type: typeCodes.get(typeAt(column)) ?? textTypeCode, Value: text }),
    )
    items.insert(document.create(items, 'FEIEItem', {}, values))
  }
}

const typeCodes: ReadonlyMap<ItemType, string> = new Map(
  [...typeOfTypeCode].map(([code, type]) => [type, String(code)] as const),
)
/** TypeCode of texts. */
const textTypeCode = '18'

function valuesOf(row: XmlElement): XmlElement[] {
  return row.children.filter(child => child.localName === 'FEIEItemValue')
}

/** `Microsoft.ForEachItemEnumerator`: the columns of a row by ValueIndex. */
export const itemEnumerator: EnumeratorKind = {
  creationName: 'Microsoft.ForEachItemEnumerator',
  pattern: enumeratorPattern('ForEachItemEnumerator'),
  properties: [],
  store: node => new ComponentElement(node, 'FEIEItems', []),
  check(source) {
    for (const _row of rows(source));
  },
  async *open(source) {
    yield* rows(source)
  },
}
