import { ChildContainer } from '../child-container.js'
import type { RunnableForEachLoop } from '../contract.js'
import { type DtsProblem, dtsError } from '../errors.js'
import {
  checkEnumerator,
  type EnumeratorContext,
  enumeratorKinds,
  ForEachEnumerator,
  openEnumerator,
} from '../foreach/index.js'
import { namesHint } from '../names.js'
import { ForEachVariableMappings } from './variable-mappings.js'

/** A Foreach Loop container (ForEachLoop): its executables run once for each item of its enumerator. */
export class ForEachLoop extends ChildContainer implements RunnableForEachLoop {
  readonly containerType = 'forEachLoop'
  #enumerator: ForEachEnumerator | undefined
  #mappings: ForEachVariableMappings | undefined

  /** What the loop goes through; undefined in a loop that has no enumerator yet. */
  get forEachEnumerator(): ForEachEnumerator | undefined {
    if (!this.#enumerator) {
      const node = this.node.child('ForEachEnumerator')
      if (node) this.#enumerator = new ForEachEnumerator(node, this)
    }
    return this.#enumerator
  }

  /**
   * Gives the loop a new enumerator in place of the one it has.
   *
   * @param creationName `Microsoft.ForEachFileEnumerator`, or another name that files have
   * @throws DtsError DTS_E_ELEMENTNOTFOUND when no enumerator that can run here has the name
   */
  setEnumerator(creationName: string): ForEachEnumerator {
    this.checkEditable()
    if (!enumeratorKinds.some(({ pattern }) => pattern.test(creationName.trim()))) {
      const hint = namesHint(enumeratorKinds.map(kind => kind.creationName))
      throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: creationName }, { hint })
    }
    this.node.child('ForEachEnumerator')?.element.remove()
    const id = this.package.newId()
    const properties = { CreationName: creationName, DTSID: id, ObjectName: id }
    const node = this.node.insert(this.node.make('ForEachEnumerator', properties, [this.node.make('ObjectData')]))
    this.#enumerator = new ForEachEnumerator(node, this)
    return this.#enumerator
  }

  /** Which variables receive which values of an item. */
  get variableMappings(): ForEachVariableMappings {
    this.#mappings ??= new ForEachVariableMappings(this)
    return this.#mappings
  }

  checkItems(context: EnumeratorContext): DtsProblem[] {
    return checkEnumerator(this, context)
  }

  openItems(context: EnumeratorContext): AsyncIterable<readonly unknown[]> {
    return openEnumerator(this, context)
  }
}
