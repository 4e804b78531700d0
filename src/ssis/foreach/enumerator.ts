import { DefinedProperties } from '../component.js'
import type { DtsContainer } from '../container.js'
import { readExpression, readExpressions, writeExpression } from '../dtsx/expressions.js'
import type { DtsNode } from '../dtsx/node.js'
import { dtsError } from '../errors.js'
import { DtsProperties, type ExpressionHost } from '../properties.js'
import type { Variables } from '../variables.js'
import { fileEnumerator } from './file.js'
import { type ItemType, itemEnumerator, itemTexts, itemTypes, writeItems } from './item.js'
import type { EnumeratorKind, EnumeratorSource } from './kinds.js'
import { nodeListEnumerator } from './node-list.js'
import { adoEnumerator, variableEnumerator } from './variable.js'

export const enumeratorKinds: readonly EnumeratorKind[] = [
  fileEnumerator,
  itemEnumerator,
  adoEnumerator,
  variableEnumerator,
  nodeListEnumerator,
]

/** What a Foreach Loop goes through (ForEachEnumeratorHost): its kind, its properties and their expressions. */
export class ForEachEnumerator implements ExpressionHost {
  readonly node: DtsNode
  /** The loop. */
  readonly parent: DtsContainer
  /** Undefined for a kind that cannot run here; it is kept with every byte. */
  readonly kind: EnumeratorKind | undefined
  readonly #values: DefinedProperties | undefined
  #properties: DtsProperties | undefined

  /** Enumerators belong to their loop. @param node the `DTS:ForEachEnumerator` */
  constructor(node: DtsNode, parent: DtsContainer) {
    this.node = node
    this.parent = parent
    this.kind = enumeratorKinds.find(({ pattern }) => pattern.test(this.creationName.trim()))
    this.#values = this.kind && new DefinedProperties(this.kind.properties, this.kind.store(node))
  }

  /** Of the file, such as `Microsoft.ForEachFileEnumerator`. */
  get creationName(): string {
    return this.node.get('CreationName') ?? ''
  }

  /** The loop's name: what errors speak of. */
  get name(): string {
    return this.parent.name
  }

  /** Those that the loop sees. */
  get variables(): Variables {
    return this.parent.variables
  }

  /** The properties of the kind: `Directory`, `FileSpec` … */
  get properties(): DtsProperties {
    const path = () => `${this.parent.getPackagePath()}.ForEachEnumerator`
    this.#properties ??= new DtsProperties(this, this.#values?.accesses() ?? [], path, this)
    return this.#properties
  }

  get propertyExpressions(): readonly { readonly property: string; readonly expression: string }[] {
    return readExpressions(this.node)
  }

  getExpression(property: string): string | null {
    return readExpression(this.node, property)
  }

  /** Evaluated when the loop is validated and when it starts. Null or an empty text removes it. */
  setExpression(property: string, expression: string | null): void {
    writeExpression(this.node, this.properties.get(property).name, expression)
  }

  /** The rows of a Foreach Item enumerator, each value as text; none for the others. */
  get items(): string[][] {
    return this.kind === itemEnumerator ? itemTexts(this.node) : []
  }

  /** The types of the columns of those rows, such as `Int32`. */
  get itemTypes(): ItemType[] {
    return this.kind === itemEnumerator ? itemTypes(this.node) : []
  }

  /**
   * @param types of the columns; without one a column keeps its type, and a new one is of text
   * @throws DtsError DTS_E_ELEMENTNOTFOUND for an enumerator without rows of its own, DTS_E_PERSISTENCEERROR for a value that is not of
   *   the type of its column
   */
  setItems(rows: readonly (readonly string[])[], types?: readonly ItemType[]): void {
    if (this.kind === itemEnumerator) writeItems(this.node, this.name, rows, types)
    else if (rows.length > 0) throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: 'FEIEItems' })
  }

  /** What its kind reads; undefined when it has none. */
  get source(): EnumeratorSource | undefined {
    if (!this.#values) return undefined
    return { name: this.name, properties: this.#values, node: this.node, connections: this.parent.package.connections }
  }
}
