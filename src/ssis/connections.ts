import { WmilinkError } from '../base/errors.js'
import { modelText } from '../base/texts/ssis-model.js'
import { connectionKinds, isDocumentedKind } from './connection-kinds/index.js'
import { ConnectionManager } from './connection-manager.js'
import { connectionTemplate } from './dtsx/templates.js'
import { dtsError } from './errors.js'
import { findByKey, namesHint, sameName, uniqueName } from './names.js'
import type { Package } from './package.js'

/** The connection managers of a package, in the order of the file (Connections). */
export class Connections implements Iterable<ConnectionManager> {
  readonly #package: Package
  readonly #items: ConnectionManager[]

  /** Connections belong to their package. */
  constructor(pkg: Package) {
    this.#package = pkg
    this.#items = pkg.node
      .items('ConnectionManagers', 'ConnectionManager')
      .map(node => new ConnectionManager(node, pkg))
  }

  get count(): number {
    return this.#items.length
  }

  getCount(): number {
    return this.#items.length
  }

  /** False: one thread at a time holds a package. */
  get isSynchronized(): false {
    return false
  }

  /** The collection itself. */
  get syncRoot(): this {
    return this
  }

  /** Puts the managers into an array, from an index of it on; the array grows when it is too short. */
  copyTo(array: ConnectionManager[], index: number): void {
    for (const [offset, manager] of this.#items.entries()) array[index + offset] = manager
  }

  [Symbol.iterator](): ArrayIterator<ConnectionManager> {
    return this.#items[Symbol.iterator]()
  }

  /** By name, ID or index. @throws DtsError DTS_E_CONNECTIONNOTFOUND whose hint lists the names */
  get(key: string | number): ConnectionManager {
    const found = this.#find(key)
    if (found) return found
    const names = this.#items.map(item => modelText('quoted', { value: item.name }))
    throw dtsError('DTS_E_CONNECTIONNOTFOUND', { name: String(key) }, { hint: namesHint(names) })
  }

  /** Whether get with this key would give a manager. */
  contains(key: string | number): boolean {
    return this.#find(key) !== undefined
  }

  /**
   * Adds a manager with a name of its own: `WMI Connection Manager`, `WMI Connection Manager 1` …
   *
   * @param type `WMI`, `FILE` or `FLATFILE`
   * @throws DtsError DTS_E_UNKNOWNCONNECTIONMANAGERTYPE; WmilinkError for documented types that cannot be made here
   */
  add(type: string): ConnectionManager {
    this.#package.checkEditable()
    const kind = connectionKinds.find(each => sameName(each.creationName, type))
    if (!kind) {
      if (!isDocumentedKind(type)) throw dtsError('DTS_E_UNKNOWNCONNECTIONMANAGERTYPE', { type })
      const types = connectionKinds.map(each => each.creationName).join(', ')
      throw new WmilinkError(modelText('kindNotAdded', { type }), { hint: modelText('kindNotAddedHint', { types }) })
    }
    const name = uniqueName(kind.title, taken => this.taken(taken))
    const node = connectionTemplate(this.#package, kind.creationName, name)
    this.#package.node.addItem('ConnectionManagers', node)
    const manager = new ConnectionManager(node, this.#package)
    manager.initialize()
    this.#items.push(manager)
    return manager
  }

  /** Takes a manager out; it opens no connection any more. @throws DtsError DTS_E_CONNECTIONNOTFOUND */
  remove(key: string | number): void {
    this.#package.checkEditable()
    const manager = this.get(key)
    this.#items.splice(this.#items.indexOf(manager), 1)
    manager.node.remove()
  }

  /** Whether this very manager is one of the package, and was not removed. */
  holds(manager: ConnectionManager): boolean {
    return this.#items.includes(manager)
  }

  /** Whether another manager has the name. */
  taken(name: string, except?: ConnectionManager): boolean {
    return this.#items.some(item => item !== except && sameName(item.name, name))
  }

  #find(key: string | number): ConnectionManager | undefined {
    return findByKey(this.#items, key)
  }
}
