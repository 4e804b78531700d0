import { DriveMap } from '../base/drives.js'
import { ArgumentError, WmilinkError } from '../base/errors.js'
import { modelText } from '../base/texts/ssis-model.js'
import { componentAccesses } from './component.js'
import { connectionKindOf } from './connection-kinds/index.js'
import { containerFields, packageChoices } from './container-fields.js'
import type {
  ComponentEvents,
  ConnectionEnvironment,
  ConnectionObject,
  ConnectionPlan,
  MissingSecret,
  PropertyDefinition,
} from './contract.js'
import { readExpression, readExpressions, writeExpression } from './dtsx/expressions.js'
import { readField, writeField } from './dtsx/fields.js'
import type { DtsNode } from './dtsx/node.js'
import { renameReferences } from './dtsx/references.js'
import { beginRun, endRun, hasRun } from './dtsx/run-values.js'
import { DTSExecResult, type DTSProtectionLevel } from './enums.js'
import { DtsError, type DtsProblem, dtsError } from './errors.js'
import { type InnerObject, innerObject } from './inner-object.js'
import { checkName, sameName } from './names.js'
import type { Package } from './package.js'
import { DtsProperties, type ExpressionHost, type PropertyAccess } from './properties.js'
import { applyPropertyExpressions } from './runtime/property-expressions.js'
import type { Variables } from './variables.js'

const plainEnvironment: ConnectionEnvironment = { drives: new DriveMap(), connect: {} }

/**
 * A connection manager of a package (ConnectionManager): the host around an inner object of its type. Loading, reading and
 * editing one connects to nothing; `acquireConnection` does.
 */
export class ConnectionManager implements ExpressionHost {
  readonly node: DtsNode
  /** The package that holds it, or one that uses the project's. */
  readonly parent: Package
  /** Where it belongs: to the package's file or to a file of the project. */
  readonly scope: 'package' | 'project'
  readonly #object: ConnectionObject
  readonly #definitions: readonly PropertyDefinition[]
  #inner: InnerObject | undefined
  #properties: DtsProperties | undefined
  #offline = false
  #disposed = false

  /** Managers come from loading and from `Connections.add`. */
  constructor(node: DtsNode, parent: Package, scope: 'package' | 'project' = 'package') {
    this.scope = scope
    this.node = node
    this.parent = parent
    const kind = connectionKindOf(this.creationName)
    this.#object = kind.open(this)
    this.#definitions = this.#object.definitions ?? kind.properties
  }

  /** `{GUID}`. */
  get id(): string {
    return readField(this.node, containerFields.id)
  }

  get name(): string {
    return readField(this.node, containerFields.name)
  }

  /** Renaming also renames what refers to it by refId. @throws DtsError on a bad or taken name */
  set name(name: string) {
    if (name === this.name) return
    checkName(name, 'connection')
    if (this.parent.connections.taken(name, this)) throw dtsError('DTS_E_NAMEALREADYEXISTS', { name })
    const before = this.refId
    writeField(this.node, containerFields.name, name)
    if (this.scope === 'project') return
    const after = `${this.parent.refId}.ConnectionManagers[${name}]`
    renameReferences(this.parent.node.element, this.node.element, before, after)
  }

  get refId(): string {
    return this.node.get('refId') ?? `${this.parent.refId}.ConnectionManagers[${this.name}]`
  }

  get description(): string {
    return readField(this.node, containerFields.description)
  }

  set description(text: string) {
    writeField(this.node, containerFields.description, text)
  }

  /** The type: `WMI`, `FILE`, `OLEDB` … as the file spells it. */
  get creationName(): string {
    return readField(this.node, containerFields.creationName)
  }

  /** The one property that every type has; never with a password. */
  get connectionString(): string {
    return String(this.#object.get('ConnectionString'))
  }

  /** A password that belonged to another server or user is forgotten. */
  set connectionString(text: string) {
    this.#object.set('ConnectionString', text)
  }

  /** Validated when a task is about to use it, not before. */
  get delayValidation(): boolean {
    return readField(this.node, containerFields.delayValidation)
  }

  set delayValidation(value: boolean) {
    writeField(this.node, containerFields.delayValidation, value)
  }

  /** True: it connects to nothing. Not saved. */
  get offlineMode(): boolean {
    return this.#offline || this.parent.offlineMode
  }

  set offlineMode(value: boolean) {
    this.#offline = value
  }

  /** DTSHostType by name. */
  get hostType(): 'ConnectionManager' {
    return 'ConnectionManager'
  }

  get supportsDTCTransactions(): false {
    return false
  }

  /** The one of its package. */
  get protectionLevel(): DTSProtectionLevel {
    return this.parent.protectionLevel
  }

  /** The place in a designer. None is ever set here. */
  get site(): null {
    return null
  }

  /** The variables of its package, which are what it sees. */
  get variables(): Variables {
    return this.parent.variables
  }

  /** None of the types that can be acquired here takes one. */
  get qualifier(): string {
    return ''
  }

  /** @throws DtsError DTS_E_CONNECTIONMANAGERQUALIFIERNOTSUPPORTED */
  set qualifier(_qualifier: string) {
    throw dtsError('DTS_E_CONNECTIONMANAGERQUALIFIERNOTSUPPORTED', { name: this.name })
  }

  /** As {@link qualifier}. */
  getQualifier(): string {
    return this.qualifier
  }

  /** @throws DtsError DTS_E_CONNECTIONMANAGERQUALIFIERNOTSUPPORTED */
  setQualifier(qualifier: string): void {
    this.qualifier = qualifier
  }

  /** The properties of the type in camelCase: `manager.innerObject.serverName`. A password can be set and not read. */
  get innerObject(): InnerObject {
    this.#inner ??= innerObject(this.#definitions, this.#object)
    return this.#inner
  }

  /** The properties of the type and of the host, in any case: `manager.properties.get('ServerName').setValue(manager, …)`. */
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

  /** Evaluated whenever the manager is validated or acquired. Null or an empty text removes it. */
  setExpression(property: string, expression: string | null): void {
    writeExpression(this.node, this.properties.get(property).name, expression)
  }

  /** `\Package.Connections[Name]`, `\Project.ConnectionManagers[Name]`. */
  getPackagePath(): string {
    if (this.scope === 'project') return `\\Project.ConnectionManagers[${this.name}]`
    return `${this.parent.getPackagePath()}.Connections[${this.name}]`
  }

  /** Whether the other, or the ID given, is this manager. */
  equals(other: string | ConnectionManager): boolean {
    return sameName(this.id, typeof other === 'string' ? other : other.id)
  }

  /** What is wrong with it, without connecting to anything. */
  problems(): readonly DtsProblem[] {
    return this.#object.problems()
  }

  /** While the package runs: gives the properties the values that their expressions have now. @throws DtsError the first failure */
  refresh(): void {
    const { document } = this.node.element
    if (hasRun(document)) raise(applyPropertyExpressions(this))
  }

  /** What is wrong with it, with the values that its expressions have now. */
  currentProblems(): readonly DtsProblem[] {
    return this.#withExpressions(failed => (failed.length > 0 ? failed : this.problems()))
  }

  /** Reports what is wrong with it, expressions included, without connecting to anything. */
  validate(events?: ComponentEvents): DTSExecResult {
    const { name } = this
    const problems = this.currentProblems()
    for (const { code, description, hint } of problems) events?.fireError(code, name, description, hint)
    return problems.length > 0 ? DTSExecResult.Failure : DTSExecResult.Success
  }

  /**
   * Opens the connection: WMI gives a live WmiServices, which tasks that ask at the same time share; FILE and FLATFILE give
   * the native path.
   *
   * @param transaction null: no type takes part in transactions here
   * @throws DtsError DTS_E_CONNECTIONOFFLINE; DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER after dispose and when the
   *   manager was removed from its package; or what the type says; WmiError when the server refuses
   */
  async acquireConnection(
    transaction: null | undefined = null,
    environment: ConnectionEnvironment = plainEnvironment,
  ): Promise<unknown> {
    const { name } = this
    if (transaction !== null && transaction !== undefined) throw new ArgumentError(modelText('transaction'))
    const gone = this.#gone()
    if (gone) throw dtsError('DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER', { name, reason: modelText(gone) })
    if (this.offlineMode) throw dtsError('DTS_E_CONNECTIONOFFLINE', { name }, { hint: this.#offlineHint() })
    return this.#withExpressions(async failed => {
      raise(failed)
      return this.#object.acquire(environment)
    })
  }

  /**
   * Whom {@link acquireConnection} would connect to and with what, as its expressions have it now, without connecting to anything;
   * undefined for types that go to no server.
   *
   * @throws DtsError what is wrong with the manager
   */
  plan(environment: ConnectionEnvironment = plainEnvironment): ConnectionPlan | undefined {
    return this.current(() => {
      if (!this.#object.plan) return undefined
      raise(this.problems())
      return this.#object.plan(environment)
    })
  }

  /** Reads properties while they have the values of their expressions. @throws DtsError the first expression that fails */
  current<T>(read: () => T): T {
    return this.#withExpressions(failed => {
      raise(failed)
      return read()
    })
  }

  /** Gives a connection back; the last one who does closes it. */
  async releaseConnection(connection: unknown): Promise<void> {
    await this.#object.release(connection)
  }

  /** Closes what is open and forgets the password. */
  async dispose(): Promise<void> {
    this.#disposed = true
    await this.#object.dispose()
  }

  /** For Connections.add: writes what a new manager of its type saves at first. */
  initialize(): void {
    this.#object.initialize()
  }

  /** For the package: what people should know about secrets in the file. */
  secretWarnings(): readonly string[] {
    return this.#object.secretWarnings()
  }

  /** For the package: it holds a secret that saving does not write. */
  get hasUnsavedSecret(): boolean {
    return this.#object.hasUnsavedSecret
  }

  /** For callers that can ask a person: the passwords that a connection would need and nobody has given. */
  missingSecrets(secrets?: ConnectionEnvironment['secrets']): readonly MissingSecret[] {
    // Settings that cannot be read need no password: validation says what is wrong with them.
    return this.problems().length > 0 ? [] : (this.#object.missingSecrets?.(secrets) ?? [])
  }

  /** For saving with a password: secrets go into the document. */
  storeSecrets(): void {
    if (this.hasUnsavedSecret) this.#object.storeSecrets?.()
  }

  toJSON(): Readonly<Record<'name' | 'id' | 'creationName' | 'connectionString', string>> {
    const { name, id, creationName } = this
    return { name, id, creationName, connectionString: this.#quietString() }
  }

  /**
   * Does something while the properties have the values of their expressions. Outside a run these last until the first await:
   * kinds read their properties before it.
   */
  #withExpressions<T>(work: (failed: readonly DtsProblem[]) => T): T {
    if (!this.hasExpressions) return work([])
    const { document } = this.node.element
    beginRun(document)
    try {
      return work(applyPropertyExpressions(this))
    } finally {
      endRun(document)
    }
  }

  #gone(): 'disposed' | 'removed' | undefined {
    if (this.#disposed) return 'disposed'
    return this.parent.connections.holds(this) ? undefined : 'removed'
  }

  /** Undefined when only the package is offline, which is what the code's own hint tells. */
  #offlineHint(): string | undefined {
    if (!this.#offline) return undefined
    return modelText(this.parent.offlineMode ? 'offlineBothHint' : 'offlineManagerHint')
  }

  #quietString(): string {
    try {
      return this.connectionString
    } catch (error) {
      if (error instanceof WmilinkError) return ''
      throw error
    }
  }

  #accesses(): PropertyAccess[] {
    return [
      ...componentAccesses(this.#definitions, this.#object),
      {
        name: 'Name',
        type: 'String',
        aliases: ['ObjectName'],
        get: () => this.name,
        set: (name: string) => this.#rename(name),
      },
      {
        name: 'Description',
        type: 'String',
        get: () => this.description,
        set: (text: string) => {
          this.description = text
        },
      },
      {
        name: 'DelayValidation',
        type: 'Boolean',
        get: () => this.delayValidation,
        set: (value: boolean) => {
          this.delayValidation = value
        },
      },
      {
        name: 'OfflineMode',
        type: 'Boolean',
        get: () => this.offlineMode,
        set: (value: boolean) => {
          this.offlineMode = value
        },
      },
      { name: 'ID', type: 'String', get: () => this.id },
      { name: 'CreationName', type: 'String', get: () => this.creationName },
      { name: 'ProtectionLevel', type: packageChoices.protectionLevel, get: () => this.protectionLevel },
      { name: 'SupportsDTCTransactions', type: 'Boolean', get: () => this.supportsDTCTransactions },
    ]
  }

  #rename(name: string): void {
    this.name = name
  }
}

function raise([first]: readonly DtsProblem[]): void {
  if (first) throw new DtsError(first.code, first.description, { hint: first.hint })
}
