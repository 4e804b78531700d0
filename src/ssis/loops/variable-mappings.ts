import type { RunnableVariableMapping } from '../contract.js'
import { readField, type StoredField, writeField } from '../dtsx/fields.js'
import type { DtsNode } from '../dtsx/node.js'
import { dtsError } from '../errors.js'
import type { ForEachLoop } from './for-each-loop.js'

const fields = {
  variableName: { stored: 'VariableName', type: 'String', default: '' } as StoredField<string>,
  valueIndex: { stored: 'ValueIndex', type: 'Int32', default: 0 } as StoredField<number>,
}

/** Gives a value of each item to a variable (ForEachVariableMapping). */
export class ForEachVariableMapping implements RunnableVariableMapping {
  readonly node: DtsNode

  /** Mappings come from loading and from `ForEachVariableMappings.add`. */
  constructor(node: DtsNode) {
    this.node = node
  }

  /** `User::FileName`. */
  get variableName(): string {
    return readField(this.node, fields.variableName)
  }

  set variableName(name: string) {
    writeField(this.node, fields.variableName, name)
  }

  /** Which value of an item; from 0. */
  get valueIndex(): number {
    return readField(this.node, fields.valueIndex)
  }

  set valueIndex(index: number) {
    writeField(this.node, fields.valueIndex, index)
  }
}

/** The variable mappings of a Foreach Loop, in the order of the file (ForEachVariableMappings). */
export class ForEachVariableMappings implements Iterable<ForEachVariableMapping> {
  readonly #loop: ForEachLoop
  readonly #items: ForEachVariableMapping[]

  /** Mappings belong to their loop. */
  constructor(loop: ForEachLoop) {
    this.#loop = loop
    this.#items = loop.node
      .items('ForEachVariableMappings', 'ForEachVariableMapping')
      .map(node => new ForEachVariableMapping(node))
  }

  get count(): number {
    return this.#items.length
  }

  [Symbol.iterator](): ArrayIterator<ForEachVariableMapping> {
    return this.#items[Symbol.iterator]()
  }

  /** @throws DtsError DTS_E_ELEMENTNOTFOUND */
  get(index: number): ForEachVariableMapping {
    const found = this.#items[index]
    if (!found) throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: String(index) })
    return found
  }

  /**
   * Lets a variable receive a value of each item.
   *
   * @throws DtsError DTS_E_VALUEINDEXNEGATIVE, DTS_E_VALUEINDEXNOTINTEGER
   */
  add(variableName: string, valueIndex: number): ForEachVariableMapping {
    this.#loop.checkEditable()
    const place = { number: this.#items.length + 1, variable: variableName }
    if (!Number.isInteger(valueIndex)) throw dtsError('DTS_E_VALUEINDEXNOTINTEGER', place)
    if (valueIndex < 0) throw dtsError('DTS_E_VALUEINDEXNEGATIVE', place)
    const { node, package: pkg } = this.#loop
    const id = pkg.newId()
    const made = node.make('ForEachVariableMapping', {
      CreationName: '',
      DTSID: id,
      ObjectName: id,
      ValueIndex: String(valueIndex),
      VariableName: variableName,
    })
    node.addItem('ForEachVariableMappings', made)
    const mapping = new ForEachVariableMapping(made)
    this.#items.push(mapping)
    return mapping
  }

  /** @throws DtsError DTS_E_ELEMENTNOTFOUND */
  remove(index: number): void {
    this.#loop.checkEditable()
    const mapping = this.get(index)
    this.#items.splice(index, 1)
    mapping.node.remove()
  }
}
