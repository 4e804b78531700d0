import { modelText } from '../base/texts/ssis-model.js'
import type { DtsContainer } from './container.js'
import { executableTemplate } from './dtsx/templates.js'
import { dtsError } from './errors.js'
import type { ExecutableContainer } from './executable-container.js'
import type { Executable } from './executable-factory.js'
import type { ForEachLoop } from './loops/for-each-loop.js'
import type { ForLoop } from './loops/for-loop.js'
import { monikerForms, resolveMoniker } from './monikers.js'
import { findByKey, namesHint, sameName, uniqueName } from './names.js'
import type { Sequence } from './sequence.js'
import type { TaskHost } from './task-host.js'

/** The executables of a container, in the order of the file (Executables). */
export class Executables implements Iterable<Executable> {
  readonly #container: ExecutableContainer
  readonly #items: Executable[]
  #byReference: Map<string, Executable> | undefined

  /** Executables belong to their container. */
  constructor(container: ExecutableContainer) {
    this.#container = container
    this.#items = container.node
      .items('Executables', 'Executable')
      .map(node => container.package.makeExecutable(node, container))
  }

  get count(): number {
    return this.#items.length
  }

  getCount(): number {
    return this.#items.length
  }

  [Symbol.iterator](): ArrayIterator<Executable> {
    return this.#items[Symbol.iterator]()
  }

  /** By name, ID or index. @throws DtsError DTS_E_ELEMENTNOTFOUND whose hint lists the names */
  get(key: string | number): Executable {
    const found = this.#find(key)
    if (found) return found
    const hint = namesHint(this.#items.map(item => item.name))
    throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: String(key) }, { hint })
  }

  contains(key: string | number): boolean {
    return this.#find(key) !== undefined
  }

  /**
   * Adds a task or a container.
   *
   * @param moniker `STOCK:WmiDataReaderTask`, `STOCK:SEQUENCE`, `STOCK:FORLOOP`, `STOCK:FOREACHLOOP`, or a CreationName that a
   *   file may have
   * @throws DtsError DTS_E_INVALIDTASKMONIKER
   */
  add(moniker: 'STOCK:SEQUENCE'): Sequence
  add(moniker: 'STOCK:FORLOOP'): ForLoop
  add(moniker: 'STOCK:FOREACHLOOP'): ForEachLoop
  add(moniker: `STOCK:${string}Task`): TaskHost
  add(moniker: string): Executable
  add(moniker: string): Executable {
    this.#container.checkEditable()
    const { format } = this.#container.node
    const form = resolveMoniker(moniker, format)
    if (!form) {
      const monikers = monikerForms(format).join(', ')
      throw dtsError('DTS_E_INVALIDTASKMONIKER', { moniker }, { hint: modelText('monikerHint', { monikers }) })
    }
    const name = uniqueName(form.title, taken => this.taken(taken))
    const { creationName, title: description, task } = form
    const node = executableTemplate(this.#container, { creationName, name, description, task })
    this.#container.node.addItem('Executables', node)
    const executable = this.#container.package.makeExecutable(node, this.#container)
    this.#items.push(executable)
    this.forgetNames()
    return executable
  }

  /** Takes an executable out, and the constraints that lead to or from it. @throws DtsError DTS_E_ELEMENTNOTFOUND */
  remove(key: string | number): void {
    this.#container.checkEditable()
    const executable = this.get(key)
    const { precedenceConstraints } = this.#container
    // By place: files have constraints that share an ID.
    for (let at = precedenceConstraints.count - 1; at >= 0; at -= 1) {
      const { precedenceExecutable, constrainedExecutable } = precedenceConstraints.get(at)
      if (precedenceExecutable === executable || constrainedExecutable === executable) precedenceConstraints.remove(at)
    }
    this.#items.splice(this.#items.indexOf(executable), 1)
    executable.node.remove()
    this.forgetNames()
  }

  /** Whether another executable has the name. */
  taken(name: string, except?: DtsContainer): boolean {
    return this.#items.some(item => item !== except && sameName(item.name, name))
  }

  /** The executable that a constraint names by refId, or by GUID in any case. */
  byReference(reference: string): Executable | undefined {
    if (!this.#byReference) {
      this.#byReference = new Map()
      for (const item of this.#items) {
        this.#byReference.set(item.refId, item)
        this.#byReference.set(item.id.toUpperCase(), item)
      }
    }
    return this.#byReference.get(reference) ?? this.#byReference.get(reference.toUpperCase())
  }

  /** After renaming: what was found by the old names. */
  forgetNames(): void {
    this.#byReference = undefined
  }

  #find(key: string | number): Executable | undefined {
    return findByKey(this.#items, key)
  }
}
