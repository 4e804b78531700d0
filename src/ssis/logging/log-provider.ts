import { loggingText } from '../../base/texts/ssis-logging.js'
import { containerFields } from '../container-fields.js'
import { readExpression, readExpressions, writeExpression } from '../dtsx/expressions.js'
import { readField, type StoredField, writeField } from '../dtsx/fields.js'
import type { DtsNode } from '../dtsx/node.js'
import { type DtsError, dtsError } from '../errors.js'
import { checkName, findByKey, namesHint, sameName, uniqueName } from '../names.js'
import { DtsProperties, type ExpressionHost, type PropertyAccess } from '../properties.js'
import type { VariableScope } from '../variables.js'
import { logProviderKind, logProviderKinds, newCreationName } from './provider-kinds.js'

/** What log providers ask of the package that holds them. */
export interface LogProviderOwner {
  readonly node: DtsNode
  readonly variables: VariableScope
  newId(): string
  getPackagePath(): string
  /** @throws DtsError DTS_E_CANTADDREMOVEWHENEXECUTING */
  checkEditable(): void
}

const configString: StoredField<string> = { stored: 'ConfigString', type: 'String', default: '' }

/** A log provider of a package (LogProvider): a kind, and the place where it writes. */
export class LogProvider implements ExpressionHost {
  readonly node: DtsNode
  readonly #owner: LogProviderOwner
  #properties: DtsProperties | undefined

  /** Providers come from loading and from `LogProviders.add`. */
  constructor(node: DtsNode, owner: LogProviderOwner) {
    this.node = node
    this.#owner = owner
  }

  /** `{GUID}`: what the logging options of containers select it by. */
  get id(): string {
    return readField(this.node, containerFields.id)
  }

  get name(): string {
    return readField(this.node, containerFields.name)
  }

  /** @throws DtsError on a bad name */
  set name(name: string) {
    if (name === this.name) return
    checkName(name, 'connection')
    writeField(this.node, containerFields.name, name)
  }

  get description(): string {
    return readField(this.node, containerFields.description)
  }

  set description(text: string) {
    writeField(this.node, containerFields.description, text)
  }

  /** What the file calls its kind: `Microsoft.LogProviderTextFile`, or a ProgID in older files. */
  get creationName(): string {
    return readField(this.node, containerFields.creationName)
  }

  /** For the kinds that write files: the name of a FILE connection manager. */
  get configString(): string {
    return readField(this.node, configString)
  }

  set configString(text: string) {
    writeField(this.node, configString, text)
  }

  get delayValidation(): boolean {
    return readField(this.node, containerFields.delayValidation)
  }

  set delayValidation(value: boolean) {
    writeField(this.node, containerFields.delayValidation, value)
  }

  /** The variables of the package, which are what it sees. */
  get variables(): VariableScope {
    return this.#owner.variables
  }

  get properties(): DtsProperties {
    this.#properties ??= new DtsProperties(this, this.#accesses(), () => this.getPackagePath(), this)
    return this.#properties
  }

  get propertyExpressions(): readonly { readonly property: string; readonly expression: string }[] {
    return readExpressions(this.node)
  }

  get hasExpressions(): boolean {
    return this.propertyExpressions.length > 0
  }

  /** Null when the property has none. */
  getExpression(property: string): string | null {
    return readExpression(this.node, property)
  }

  /** Null or an empty text removes it. */
  setExpression(property: string, expression: string | null): void {
    writeExpression(this.node, this.properties.get(property).name, expression)
  }

  /** `\Package.LogProviders[Name]`. */
  getPackagePath(): string {
    return `${this.#owner.getPackagePath()}.LogProviders[${this.name}]`
  }

  toJSON(): Readonly<Record<'name' | 'id' | 'creationName' | 'configString', string>> {
    const { name, id, creationName, configString: place } = this
    return { name, id, creationName, configString: place }
  }

  #accesses(): PropertyAccess[] {
    const text = (
      name: string,
      key: 'name' | 'description' | 'configString',
      ...aliases: string[]
    ): PropertyAccess => ({
      name,
      type: 'String',
      aliases,
      get: () => this[key],
      set: (value: string) => {
        this[key] = value
      },
    })
    return [
      text('Name', 'name', 'ObjectName'),
      text('Description', 'description'),
      text('ConfigString', 'configString'),
      {
        name: 'DelayValidation',
        type: 'Boolean',
        get: () => this.delayValidation,
        set: (value: boolean) => {
          this.delayValidation = value
        },
      },
      { name: 'ID', type: 'String', get: () => this.id },
      { name: 'CreationName', type: 'String', get: () => this.creationName },
    ]
  }
}

/** The log providers of a package, in the order of the file (LogProviders). */
export class LogProviders implements Iterable<LogProvider> {
  readonly #owner: LogProviderOwner
  readonly #items: LogProvider[]

  /** Log providers belong to their package. */
  constructor(owner: LogProviderOwner) {
    this.#owner = owner
    this.#items = owner.node.items('LogProviders', 'LogProvider').map(node => new LogProvider(node, owner))
  }

  get count(): number {
    return this.#items.length
  }

  [Symbol.iterator](): ArrayIterator<LogProvider> {
    return this.#items[Symbol.iterator]()
  }

  /** By name, ID or index. @throws DtsError DTS_E_ELEMENTNOTFOUND whose hint lists the names */
  get(key: string | number): LogProvider {
    const found = findByKey(this.#items, key)
    if (found) return found
    const hint = namesHint(this.#items.map(({ name }) => name))
    throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: String(key) }, { hint })
  }

  /** Whether get with this key would give a provider. */
  contains(key: string | number): boolean {
    return findByKey(this.#items, key) !== undefined
  }

  /**
   * Adds a provider with a name of its own. Containers log to it when their logging options select it.
   *
   * @param type a CreationName, a ProgID such as `DTS.LogProviderTextFile.2`, or a ClassID
   * @throws DtsError DTS_E_UNKNOWNLOGPROVIDERTYPE
   */
  add(type: string): LogProvider {
    this.#owner.checkEditable()
    const kind = logProviderKind(type)
    if (!kind) throw unknownLogProvider(type)
    const { node: root } = this.#owner
    const properties = {
      CreationName: newCreationName(kind, root.format),
      Description: kind.title,
      DTSID: this.#owner.newId(),
      ObjectName: uniqueName(kind.title, name => this.#items.some(item => sameName(item.name, name))),
    }
    const { document } = root.element
    const inner = document.create(root.element, 'InnerObject')
    const data = document.create(root.element, root.qualified('ObjectData'), {}, [inner])
    const node = root.make('LogProvider', properties, [data])
    root.addItem('LogProviders', node)
    const provider = new LogProvider(node, this.#owner)
    this.#items.push(provider)
    return provider
  }

  /** Takes a provider out. Logging options that select it keep doing so without effect. @throws DtsError DTS_E_ELEMENTNOTFOUND */
  remove(key: string | number): void {
    this.#owner.checkEditable()
    const provider = this.get(key)
    this.#items.splice(this.#items.indexOf(provider), 1)
    provider.node.remove()
  }
}

/** The error for a type of log provider that nobody knows; its hint names those that write here. */
export function unknownLogProvider(type: string): DtsError {
  const types = logProviderKinds.filter(({ form }) => form !== undefined).map(({ creationName }) => creationName)
  return dtsError(
    'DTS_E_UNKNOWNLOGPROVIDERTYPE',
    { type },
    { hint: loggingText('knownTypes', { types: types.join(', ') }) },
  )
}
