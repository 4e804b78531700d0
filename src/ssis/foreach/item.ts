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
      .map(child =>
        itemValue(child.get('Value') ?? '', typeOfTypeCode.get(Number(child.get('Type'))) ?? 'String', name),
      )
  }
}

function itemValue(text: string, type: keyof typeof VariableDataType, name: string): unknown {
  const value = variableType(VariableDataType[type]).parse(text)
  if (value !== undefined) return value
  const hint = foreachText('badItem', { value: text, name, type })
  throw dtsError('DTS_E_PERSISTENCEERROR', { value: text, node: 'FEIEItemValue' }, { hint })
}

/** The rows as the file has them. */
export function itemTexts(node: DtsNode): string[][] {
  const items = node.child('ObjectData')?.element.children.find(child => child.localName === 'FEIEItems')
  const rows = items?.children.filter(child => child.localName === 'FEIEItem') ?? []
  return rows.map(row => valuesOf(row).map(value => value.get('Value') ?? ''))
}

/** Replaces the rows. A column keeps its type; a new one is of text. */
export function writeItems(node: DtsNode, rows: readonly (readonly string[])[]): void {
  if (JSON.stringify(itemTexts(node)) === JSON.stringify(rows)) return
  const items = new ComponentElement(node, 'FEIEItems', []).make()
  const first = items.children.find(child => child.localName === 'FEIEItem')
  const types = first ? valuesOf(first).map(value => value.get('Type')) : []
  for (const child of [...items.children]) child.remove()
  const { document } = items
  for (const row of rows) {
    const values = row.map((text, column) =>
      document.create(items, 'FEIEItemValue', { Type: types[column] ?? textTypeCode, Value: text }),
    )
    items.insert(document.create(items, 'FEIEItem', {}, values))
  }
}

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
