import { WmilinkError } from '../base/errors.js'
import { modelText } from '../base/texts/ssis-model.js'
import { connectionKinds, isDocumentedKind } from './connection-kinds/index.js'
import { ConnectionManager } from './connection-manager.js'
import { connectionTemplate } from './dtsx/templates.js'
import { dtsError } from './errors.js'
import { findByKey, namesHint, sameName, uniqueName } from './names.js'
import type { Package } from './package.js'

/** The connection managers of a package in the order of the file, then those of its project (Connections). */
export class Connections implements Iterable<ConnectionManager> {
  readonly #package: Package
  readonly #items: ConnectionManager[]
  /** Those that belong to the project or to another package. */
  readonly #joined: ConnectionManager[]

  /** Connections belong to their package. */
  constructor(pkg: Package) {
    this.#package = pkg
    this.#items = pkg.node
      .items('ConnectionManagers', 'ConnectionManager')
      .map(node => new ConnectionManager(node, pkg))
    this.#joined = (pkg.project?.managers ?? []).map(node => new ConnectionManager(node, pkg, 'project'))
  }

  get count(): number {
    return this.#all().length
  }

  getCount(): number {
    return this.count
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
    for (const [offset, manager] of this.#all().entries()) array[index + offset] = manager
  }

  [Symbol.iterator](): ArrayIterator<ConnectionManager> {
    return this.#all()[Symbol.iterator]()
  }

  /** By name, ID or index. @throws DtsError DTS_E_CONNECTIONNOTFOUND whose hint lists the names */
  get(key: string | number): ConnectionManager {
    const found = this.#find(key)
    if (found) return found
    const names = this.#all().map(item => modelText('quoted', { value: item.name }))
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

  /**
   * Puts a manager of another package into the list: tasks find it here, and it stays part of its own file.
   *
   * @throws DtsError DTS_E_NAMEALREADYEXISTS when the package has one of this name
   */
  join(manager: ConnectionManager): ConnectionManager {
    this.#package.checkEditable()
    if (this.#all().includes(manager)) return manager
    if (this.taken(manager.name)) throw dtsError('DTS_E_NAMEALREADYEXISTS', { name: manager.name })
    this.#joined.push(manager)
    return manager
  }

  /** Takes a manager out; it opens no connection any more. @throws DtsError DTS_E_CONNECTIONNOTFOUND */
  remove(key: string | number): void {
    this.#package.checkEditable()
    const manager = this.get(key)
    const joined = this.#joined.indexOf(manager)
    if (joined >= 0) {
      this.#joined.splice(joined, 1)
      return
    }
    this.#items.splice(this.#items.indexOf(manager), 1)
    manager.node.remove()
  }

  /** Whether this very manager is one of the package, and was not removed. */
  holds(manager: ConnectionManager): boolean {
    return this.#all().includes(manager)
  }

  /** Whether another manager has the name. */
  taken(name: string, except?: ConnectionManager): boolean {
    return this.#all().some(item => item !== except && sameName(item.name, name))
  }

  #find(key: string | number): ConnectionManager | undefined {
    return findByKey(this.#all(), key)
  }

  #all(): ConnectionManager[] {
    return this.#joined.length === 0 ? this.#items : [...this.#items, ...this.#joined]
  }
}
