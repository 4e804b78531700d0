import { containerFields } from '../container-fields.js'
import { readField, type StoredField, writeField } from '../dtsx/fields.js'
import type { DtsNode } from '../dtsx/node.js'
import { DTSConfigurationType } from '../enums.js'
import { dtsError } from '../errors.js'
import { findByKey, namesHint, sameName } from '../names.js'

/** What configurations ask of the package that holds them. */
export interface ConfigurationOwner {
  readonly node: DtsNode
  newId(): string
  /** @throws DtsError DTS_E_CANTADDREMOVEWHENEXECUTING */
  checkEditable(): void
}

const configurationFields = {
  configurationType: { stored: 'ConfigurationType', type: 'Int32', default: DTSConfigurationType.ParentVariable },
  configurationString: { stored: 'ConfigurationString', type: 'String', default: '' },
  packagePath: { stored: 'ConfigurationVariable', type: 'String', default: '' },
} as const satisfies Record<string, StoredField>

/** A place from which a package takes values before it runs (Configuration). */
export class Configuration {
  readonly node: DtsNode

  /** Configurations come from loading and from `Configurations.add`. */
  constructor(node: DtsNode) {
    this.node = node
  }

  /** `{GUID}`. */
  get id(): string {
    return readField(this.node, containerFields.id)
  }

  get name(): string {
    return readField(this.node, containerFields.name)
  }

  set name(name: string) {
    writeField(this.node, containerFields.name, name)
  }

  get description(): string {
    return readField(this.node, containerFields.description)
  }

  set description(text: string) {
    writeField(this.node, containerFields.description, text)
  }

  /** A DTSConfigurationType; a file may hold a number that is none. @throws DtsError DTS_E_PERSISTENCEERROR when it is no number */
  get configurationType(): number {
    return readField<number>(this.node, configurationFields.configurationType)
  }

  /** @throws DtsError DTS_E_FAILEDPROPERTYSET_ERRORINFO for a number that is no type */
  set configurationType(type: DTSConfigurationType) {
    const field = {
      ...configurationFields.configurationType,
      type: { enum: DTSConfigurationType, name: 'DTSConfigurationType' },
    }
    writeField<number>(this.node, field, type)
    // Files always tell the type.
    if (this.node.get('ConfigurationType') === undefined) this.node.set('ConfigurationType', String(type))
  }

  /** The place: a path, or the name of an environment variable or of a variable of the parent package. */
  get configurationString(): string {
    return readField<string>(this.node, configurationFields.configurationString)
  }

  set configurationString(text: string) {
    writeField<string>(this.node, configurationFields.configurationString, text)
  }

  /** What is configured, `\Package.Variables[User::X].Properties[Value]`; empty where the place tells that itself. */
  get packagePath(): string {
    return readField<string>(this.node, configurationFields.packagePath)
  }

  set packagePath(path: string) {
    writeField<string>(this.node, configurationFields.packagePath, path)
  }

  toJSON(): Readonly<Record<'name' | 'id' | 'configurationString' | 'packagePath', string>> {
    const { name, id, configurationString, packagePath } = this
    return { name, id, configurationString, packagePath }
  }
}

/** The configurations of a package, in the order in which they are applied (Configurations). */
export class Configurations implements Iterable<Configuration> {
  readonly #owner: ConfigurationOwner
  readonly #items: Configuration[]

  /** Configurations belong to their package. */
  constructor(owner: ConfigurationOwner) {
    this.#owner = owner
    this.#items = owner.node.items('Configurations', 'Configuration').map(node => new Configuration(node))
  }

  get count(): number {
    return this.#items.length
  }

  [Symbol.iterator](): ArrayIterator<Configuration> {
    return this.#items[Symbol.iterator]()
  }

  /** By name, ID or index. @throws DtsError DTS_E_ELEMENTNOTFOUND whose hint lists the names */
  get(key: string | number): Configuration {
    const found = findByKey(this.#items, key)
    if (found) return found
    const hint = namesHint(this.#items.map(({ name }) => name))
    throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: String(key) }, { hint })
  }

  /** Whether get with this key would give a configuration. */
  contains(key: string | number): boolean {
    return findByKey(this.#items, key) !== undefined
  }

  /** Adds a configuration behind the others, named `Configuration 1`, `Configuration 2` …; its type is ConfigFile. */
  add(): Configuration {
    this.#owner.checkEditable()
    const { node: root } = this.#owner
    let number = 1
    while (this.#items.some(({ name }) => sameName(name, `Configuration ${number}`))) number += 1
    const node = root.make('Configuration', {
      ConfigurationString: '',
      ConfigurationType: String(DTSConfigurationType.ConfigFile),
      CreationName: '',
      DTSID: this.#owner.newId(),
      ObjectName: `Configuration ${number}`,
    })
    root.addItem('Configurations', node)
    const configuration = new Configuration(node)
    this.#items.push(configuration)
    return configuration
  }

  /** @throws DtsError DTS_E_ELEMENTNOTFOUND */
  remove(key: string | number): void {
    this.#owner.checkEditable()
    const configuration = this.get(key)
    this.#items.splice(this.#items.indexOf(configuration), 1)
    configuration.node.remove()
  }
}
