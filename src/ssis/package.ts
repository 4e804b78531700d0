import { randomUUID } from 'node:crypto'
import { DriveMap } from '../base/drives.js'
import { WmilinkError } from '../base/errors.js'
import { modelText } from '../base/texts/ssis-model.js'
import { protectionText } from '../base/texts/ssis-protection.js'
import { decodeXml, encodeXml, encodingOf, type XmlElement, type XmlEncoding } from '../xml/index.js'
import { applyConfigurationFile } from './configurations/apply.js'
import { Configurations } from './configurations/configuration.js'
import { type ExportOptions, exportConfigurationFile } from './configurations/export.js'
import { Connections } from './connections.js'
import type { DtsContainer } from './container.js'
import { packageChoices, packageFields } from './container-fields.js'
import type { PropertyType, RunnablePackage } from './contract.js'
import type { StoredField } from './dtsx/fields.js'
import type { DtsNode } from './dtsx/node.js'
import { readPackage } from './dtsx/read.js'
import { beginRun, endRun, hasRun } from './dtsx/run-values.js'
import { packageTemplate } from './dtsx/templates.js'
import { formatDate } from './dtsx/values.js'
import { type DTSExecResult, DTSProtectionLevel } from './enums.js'
import { DtsError, type DtsProblem, dtsError, dtsProblem } from './errors.js'
import { DtsEventHandlers } from './event-handlers.js'
import type { DtsMessage } from './events.js'
import { ExecutableContainer } from './executable-container.js'
import { type Executable, makeExecutable } from './executable-factory.js'
import { LogProviders } from './logging/log-provider.js'
import { checkName } from './names.js'
import { readPackageFile, writePackageFile } from './package-file.js'
import { type ParameterVariable, parametersOf } from './parameters.js'
import { findProject, type Project } from './project/project.js'
import type { PropertyAccess } from './properties.js'
import { type PropertyValue, toPropertyValue } from './property-values.js'
import {
  closedSecrets,
  FileSecrets,
  isPasswordLevel,
  levelName,
  opens,
  prepareSaving,
  type SaveOptions,
  wrongPassword,
} from './protection/index.js'
import { execute, type RunOptions, validate } from './runtime/execute.js'
import { messageRecord } from './runtime/record.js'

/** What a new package takes from outside; tests give their own. */
export interface PackageOptions {
  /** Makes GUIDs as packages write them: `{…}` in capitals. */
  readonly newId?: () => string
  readonly now?: () => Date
}

interface Origin {
  readonly node: DtsNode
  readonly encoding: XmlEncoding
  readonly path: string | null
  readonly lead: string
  readonly project: Project | null
  readonly secrets: FileSecrets
}

/** How a package is opened. */
export interface LoadOptions {
  /** Opens what was encrypted with it, in the package and in the files of its project. */
  readonly password?: string | undefined
  /** Without the project that stands beside the file. */
  readonly alone?: boolean
}

/**
 * An SSIS package: connection managers, variables, and tasks in their order. It is its file: loading keeps the text, every
 * change goes into the text at once and touches nothing else, and saving writes it. Loading connects to nothing.
 */
export class Package extends ExecutableContainer implements RunnablePackage {
  readonly containerType = 'package'
  declare readonly parent: null
  readonly #encoding: XmlEncoding
  // A byte order mark that came as a character of a string.
  readonly #lead: string
  readonly #newId: () => string
  readonly #secrets: FileSecrets
  /** The protection level of the file. */
  #storedLevel: number
  /** What stands beside the file for all packages of its project; null when nothing does. */
  readonly project: Project | null
  #path: string | null
  #connections: Connections | undefined
  #logProviders: LogProviders | undefined
  #configurations: Configurations | undefined
  #parameters: readonly ParameterVariable[] | undefined
  #offline = false
  #executing = false
  #saveWarnings: DtsMessage[] = []

  /** Makes a new package: format 8, protection level DontSaveSensitive. To open one use {@link Package.load}. */
  constructor(options: PackageOptions = {}, origin?: Origin) {
    const newId = options.newId ?? (() => `{${randomUUID().toUpperCase()}}`)
    const { node, encoding, path, lead, project, secrets } =
      origin ?? newOrigin(newId, options.now ?? (() => new Date()))
    super(node, null)
    this.#newId = newId
    this.#encoding = encoding
    this.#path = path
    this.#lead = lead
    this.project = project
    this.#secrets = secrets
    this.#storedLevel = this.#levelQuietly()
    buildAll(this)
  }

  /**
   * Opens a package file.
   *
   * @throws DtsError DTS_E_OPENPACKAGEFILE when it cannot be read, DTS_E_CANTLOADFROMNODE or DTS_E_PACKAGELOADFAILED when it
   *   is no package that is read here, DTS_E_PACKAGEPASSWORD for a wrong password; TextError with line and column when it is
   *   not well-formed
   */
  static async load(path: string, options: LoadOptions = {}): Promise<Package> {
    const bytes = await readPackageFile(path)
    const project = options.alone ? null : await findProject(path, options.password)
    return Package.#read(bytes, path, options, project)
  }

  /** For tasks: opens another package. @throws as {@link Package.load} */
  openOther(path: string, options: LoadOptions = {}): Promise<Package> {
    return Package.load(path, options)
  }

  /** For tasks: opens another package of the same project, which as a rule has the same password. @throws as {@link Package.load} */
  async openSibling(path: string): Promise<Package> {
    try {
      return await this.#secrets.lend(password => Package.load(path, { password }))
    } catch (error) {
      if (!(error instanceof DtsError) || error.symbol !== 'DTS_E_PACKAGEPASSWORD' || !this.#secrets.hasPassword)
        throw error
      // Its password is another one: what it encrypts stays closed.
      return Package.load(path)
    }
  }

  /**
   * The package as it stands now, changes included, as one of its own: to run it while this one is edited. It has the path and the
   * password of this one; the files of the project are read anew.
   *
   * @throws DtsError DTS_E_PACKAGEPASSWORD when a file of the project has another password by now
   */
  async copy(): Promise<Package> {
    const path = this.#path
    const text = this.node.element.document.toString()
    const project =
      this.project && path !== null ? await this.#secrets.lend(password => findProject(path, password)) : null
    return this.#sibling(text, project)
  }

  /**
   * The package that another text makes, with path, project, encoding and password of this one.
   *
   * @param text as `node.element.document` has it, secrets as they stand there
   * @throws DtsError, TextError as {@link Package.load}
   */
  withText(text: string): Package {
    return this.#sibling(text, this.project)
  }

  #sibling(text: string, project: Project | null): Package {
    const path = this.#path
    const sibling = new Package(
      { newId: this.#newId },
      {
        node: readPackage(text, path ?? undefined),
        encoding: this.#encoding,
        path,
        lead: this.#lead,
        project,
        secrets: this.#secrets,
      },
    )
    sibling.#offline = this.#offline
    sibling.#storedLevel = this.#storedLevel
    return sibling
  }

  /** Reads a package from text or from the bytes of a file. @throws as {@link Package.load} */
  static parse(content: string | Uint8Array, options: LoadOptions = {}): Package {
    return Package.#read(content, null, options, null)
  }

  static #read(
    content: string | Uint8Array,
    path: string | null,
    { password }: LoadOptions,
    project: Project | null,
  ): Package {
    const source = path ?? undefined
    const make = (stored: string, encoding: XmlEncoding, lead: string): Package => {
      const { text, secrets } = FileSecrets.read(stored, password || undefined, source)
      return new Package({}, { node: readPackage(text, source), encoding, path, lead, project, secrets })
    }
    if (typeof content !== 'string') {
      const { text, encoding } = decodeXml(content, source)
      return make(text, encoding, '')
    }
    const marked = content.startsWith('\ufeff')
    const text = marked ? content.slice(1) : content
    return make(text, { ...encodingOf(text), ...(marked ? { mark: true } : {}) }, marked ? '\ufeff' : '')
  }

  get package(): Package {
    return this
  }

  /** The file it was loaded from or saved to last; null when there is none. */
  get path(): string | null {
    return this.#path
  }

  get connections(): Connections {
    this.#connections ??= new Connections(this)
    return this.#connections
  }

  get logProviders(): LogProviders {
    this.#logProviders ??= new LogProviders(this)
    return this.#logProviders
  }

  override get parameters(): readonly ParameterVariable[] {
    this.#parameters ??= parametersOf(this, this.project)
    return this.#parameters
  }

  /** After the file's parameters were changed. Values that were assigned for a run are gone. */
  forgetParameters(): void {
    this.#parameters = undefined
  }

  /** PackageFormatVersion: 2, 3, 6 or 8. */
  get formatVersion(): number {
    return this.node.format
  }

  /** True: no connection manager connects. Not saved. */
  get offlineMode(): boolean {
    return this.#offline
  }

  set offlineMode(value: boolean) {
    this.#offline = value
  }

  get maxConcurrentExecutables(): number {
    return this.read(packageFields.maxConcurrentExecutables)
  }

  set maxConcurrentExecutables(value: number) {
    this.write(packageFields.maxConcurrentExecutables, value)
  }

  get protectionLevel(): DTSProtectionLevel {
    return this.read(packageFields.protectionLevel) as DTSProtectionLevel
  }

  /** @throws DtsError DTS_E_FAILEDPROPERTYSET_ERRORINFO for a number that is no level */
  set protectionLevel(value: DTSProtectionLevel) {
    const level = toPropertyValue(packageChoices.protectionLevel, value, 'ProtectionLevel')
    this.write(packageFields.protectionLevel, Number(level))
  }

  get saveCheckpoints(): boolean {
    return this.read(packageFields.saveCheckpoints)
  }

  get checkpointUsage(): number {
    return this.read(packageFields.checkpointUsage)
  }

  get checkpointFileName(): string {
    return this.read(packageFields.checkpointFileName)
  }

  get enableConfigurations(): boolean {
    return this.read(packageFields.enableConfigurations)
  }

  set enableConfigurations(value: boolean) {
    this.write(packageFields.enableConfigurations, value)
  }

  /** Applied before each validation and run while enableConfigurations is true. */
  get configurations(): Configurations {
    this.#configurations ??= new Configurations(this)
    return this.#configurations
  }

  get configurationNames(): readonly string[] {
    return Array.from(this.configurations, ({ name }) => name)
  }

  /** True: nobody hears of configurations that could not be applied. */
  get suppressConfigurationWarnings(): boolean {
    return this.read(packageFields.suppressConfigurationWarnings)
  }

  set suppressConfigurationWarnings(value: boolean) {
    this.write(packageFields.suppressConfigurationWarnings, value)
  }

  /**
   * Sets what an XML configuration file says, here and now. Paths as packages write them.
   *
   * @returns what was not set; no value is told
   */
  async importConfigurationFile(path: string, drives = new DriveMap()): Promise<readonly DtsProblem[]> {
    const problems: DtsProblem[] = []
    await applyConfigurationFile(this, path, {
      nativePath: each => drives.toNative(each),
      onProblem: problem => problems.push(problem),
    })
    return problems
  }

  /**
   * Writes an XML configuration file with the values of all variables that can be configured, or of the properties of
   * `options.paths`. The path is native.
   *
   * @throws DtsError DTS_E_CONFIGFILEFAILEDEXPORT; DTS_E_COULDNOTRESOLVEPACKAGEPATH for a path that leads nowhere;
   *   DTS_E_PROPERTYWRITEONLY for a secret, which is never exported
   */
  async exportConfigurationFile(path: string, options: ExportOptions = {}): Promise<void> {
    await exportConfigurationFile(this, path, options)
  }

  get logProviderNames(): readonly string[] {
    return Array.from(this.logProviders, ({ name }) => name)
  }

  get creationDate(): string {
    return this.read(packageFields.creationDate)
  }

  get creatorName(): string {
    return this.read(packageFields.creatorName)
  }

  get creatorComputerName(): string {
    return this.read(packageFields.creatorComputerName)
  }

  get packageType(): number {
    return this.read(packageFields.packageType)
  }

  get versionMajor(): number {
    return this.read(packageFields.versionMajor)
  }

  get versionMinor(): number {
    return this.read(packageFields.versionMinor)
  }

  get versionBuild(): number {
    return this.read(packageFields.versionBuild)
  }

  get versionComments(): string {
    return this.read(packageFields.versionComments)
  }

  /** @throws DtsError DTS_E_VERCOMMENTSTOOLONG */
  set versionComments(text: string) {
    if (text.length > 1024) throw dtsError('DTS_E_VERCOMMENTSTOOLONG', { length: text.length })
    this.write(packageFields.versionComments, text)
  }

  get versionGUID(): string {
    return this.read(packageFields.versionGUID)
  }

  override get description(): string {
    return super.description
  }

  /** @throws DtsError DTS_E_PACKAGEDESCRIPTIONTOOLONG */
  override set description(text: string) {
    if (text.length > 1024) throw dtsError('DTS_E_PACKAGEDESCRIPTIONTOOLONG', { length: text.length })
    super.description = text
  }

  /** The errors of the last validation or run. */
  get errors(): readonly DtsMessage[] {
    return messageRecord(this).errors
  }

  /** What loading and saving have to say about the project's files and about secrets, then the warnings of the last validation or run. */
  get warnings(): readonly DtsMessage[] {
    const closed = this.parameters.filter(parameter => parameter.closed)
    const secrets = [
      ...[...this.connections].flatMap(manager => manager.secretWarnings()),
      ...closed.map(({ qualifiedName: name }) => protectionText('parameterClosed', { name })),
    ].map(text => this.#warning(text))
    const project = (this.project?.problems ?? []).map(text => this.#warning(text))
    return [...project, ...secrets, ...this.#saveWarnings, ...messageRecord(this).warnings]
  }

  /** True while it runs or validates: then values of variables and properties are kept for the run only, and nothing is added or removed. */
  get executing(): boolean {
    return hasRun(this.node.element.document)
  }

  /** Checks the package without connecting to anything. `errors` and `warnings` say what was found. */
  async validate(options: RunOptions = {}): Promise<DTSExecResult> {
    if (this.#executing) return validate(this, options)
    return this.#alone(() => validate(this, options))
  }

  /**
   * Runs the package. A task that fails makes the result Failure and never a rejection; `errors` says why. Variables
   * start with the values of the package and keep what the run left until the next one.
   */
  async execute(options: RunOptions = {}): Promise<DTSExecResult> {
    if (this.#executing) return execute(this, options)
    return this.#alone(() => execute(this, options))
  }

  async #alone(work: () => Promise<DTSExecResult>): Promise<DTSExecResult> {
    const nodes = [this.node, ...(this.project?.managers ?? [])]
    this.#executing = true
    for (const { element } of nodes) beginRun(element.document)
    try {
      forgetRun(this)
      return await work()
    } finally {
      for (const { element } of nodes) endRun(element.document)
      this.#executing = false
    }
  }

  /** The text of the file with all changes. Secrets that were opened are encrypted again, or left out by the protection level. */
  toXml(): string {
    return this.#lead + this.#closed()
  }

  /** The bytes of the file: its encoding and byte order mark as they were. */
  toBytes(): Uint8Array {
    return encodeXml(this.#closed(), this.#encoding)
  }

  /**
   * What the password levels encrypt with from now on; every secret is encrypted anew. It cannot be read.
   *
   * @throws DtsError DTS_E_PACKAGEPASSWORD when the package was opened without its password, and this is another one
   */
  set packagePassword(password: string) {
    const closed = closedSecrets(this.node.element).find(({ form }) => form !== 'userKey')
    if (password !== '' && closed && !this.#secrets.hasPassword && !opens(closed, password)) throw wrongPassword()
    this.#secrets.password = password
  }

  /** For connection managers: whether the file has this secret in clear text. */
  hasInClear(secret: XmlElement): boolean {
    return this.#secrets.hasInClear(secret)
  }

  #closed(): string {
    const level = this.#levelQuietly()
    const changed = level !== this.#storedLevel
    return this.#secrets.close(this.node.element.document.toString(), { level, changed })
  }

  #levelQuietly(): number {
    try {
      return this.protectionLevel
    } catch {
      // A text that is no level: nothing is kept, and validation says what is wrong.
      return DTSProtectionLevel.DontSaveSensitive
    }
  }

  /**
   * Writes the file, at once or not at all. The password levels write secrets encrypted with packagePassword, and those that did
   * not change as they were; the other levels leave new ones out, and `warnings` says which.
   *
   * @param path where; without it, where the package came from
   * @throws DtsError DTS_E_SAVEPACKAGEFILE; DTS_E_PACKAGEPASSWORDEMPTY; DTS_E_PACKAGEPROTECT for a new level that cannot be written
   *   here, or that would lose secrets which were not opened
   */
  async save(path: string | null = this.#path, options: SaveOptions = {}): Promise<void> {
    if (path === null) throw new WmilinkError(modelText('saveWhere'), { hint: modelText('saveWhereHint') })
    const level = this.#levelQuietly()
    const changed = options.anew === true || level !== this.#storedLevel
    const own = [...this.connections].filter(({ scope }) => scope === 'package')
    prepareSaving(this.node.element, {
      level,
      changed,
      hasPassword: this.#secrets.hasPassword,
      unsaved: own.some(manager => manager.hasUnsavedSecret),
      dropUnreadable: options.dropUnreadable ?? false,
    })
    const leftOut = isPasswordLevel(level) ? [] : [...this.connections].filter(manager => manager.hasUnsavedSecret)
    if (isPasswordLevel(level)) for (const manager of own) manager.storeSecrets()
    if (changed) this.#secrets.renew()
    await writePackageFile(path, this.toBytes())
    this.#path = path
    this.#storedLevel = level
    this.#saveWarnings =
      level === DTSProtectionLevel.DontSaveSensitive
        ? []
        : leftOut.map(({ name }) => this.#warning(modelText('passwordNotSaved', { name, level: levelName(level) })))
  }

  override getPackagePath(): string {
    return '\\Package'
  }

  protected override refIdFor(): string {
    return 'Package'
  }

  /** A GUID for a new object. */
  newId(): string {
    return this.#newId()
  }

  /** For the collections: the object of an executable in the file. */
  makeExecutable(node: DtsNode, parent: ExecutableContainer): Executable {
    return makeExecutable(node, parent)
  }

  /** For the containers: the objects of their event handlers. */
  makeEventHandlers(container: DtsContainer): DtsEventHandlers {
    return new DtsEventHandlers(container)
  }

  /** Package names may have `.`, as files have. @throws DtsError DTS_E_PACKAGENAMETOOLONG */
  protected override checkNewName(name: string): void {
    if (name.length > 128) throw dtsError('DTS_E_PACKAGENAMETOOLONG', { length: name.length })
  }

  protected override checkNameRule(name: string): void {
    checkName(name, 'connection')
  }

  protected override propertyAccesses(): PropertyAccess[] {
    const choices: Readonly<Record<string, PropertyType | undefined>> = packageChoices
    const own = Object.entries<StoredField>(packageFields).map(
      ([key, field]): PropertyAccess => ({
        name: key.charAt(0).toUpperCase() + key.slice(1),
        aliases: [field.stored],
        type: choices[key] ?? field.type,
        get: () => this.read(field),
        set: writable.has(key) ? (value: PropertyValue) => this.write(field, value) : undefined,
      }),
    )
    const offline: PropertyAccess = {
      name: 'OfflineMode',
      type: 'Boolean',
      get: () => this.offlineMode,
      set: (value: boolean) => {
        this.offlineMode = value
      },
    }
    return [...super.propertyAccesses(), ...own, offline]
  }

  #warning(text: string): DtsMessage {
    const problem = dtsProblem('DTS_W_GENERICWARNING', { text })
    return { ...problem, source: this.name, sourceId: this.id, subComponent: '' }
  }
}

// The properties of a package that people and programs set; the others are kept by the tools.
const writable = new Set([
  'checkpointFileName',
  'checkpointUsage',
  'enableConfigurations',
  'maxConcurrentExecutables',
  'packagePriorityClass',
  'protectionLevel',
  'saveCheckpoints',
  'suppressConfigurationWarnings',
  'versionBuild',
  'versionComments',
  'versionMajor',
  'versionMinor',
])

function newOrigin(newId: () => string, now: () => Date): Origin {
  const text = packageTemplate({ id: newId(), versionId: newId(), created: formatDate(now()), name: 'Package' })
  return {
    node: readPackage(text),
    encoding: { name: 'utf-8', mark: false },
    path: null,
    lead: '',
    project: null,
    secrets: FileSecrets.read('', undefined).secrets,
  }
}

/** Makes every object of the model, so that loading is over when the constructor is. Answers how many there are. */
function buildAll(pkg: Package): number {
  return pkg.connections.count + pkg.parameters.length + build(pkg)
}

function build(container: DtsContainer): number {
  let count = container.variables.storedCount
  for (const handler of container.eventHandlers) count += build(handler)
  if (!(container instanceof ExecutableContainer)) return count + 1
  for (const child of container.executables) count += build(child)
  return count + container.precedenceConstraints.count + 1
}

function forgetRun(container: DtsContainer): void {
  container.variables.forgetRun()
  for (const child of container.children ?? []) forgetRun(child)
}
