import { containerFields } from './container-fields.js'
import type { RunnableExecutable } from './contract.js'
import { readExpression, readExpressions, writeExpression } from './dtsx/expressions.js'
import { readField, type StoredField, writeField } from './dtsx/fields.js'
import type { DtsNode } from './dtsx/node.js'
import { renameReferences } from './dtsx/references.js'
import type {
  DTSExecResult,
  DTSExecStatus,
  DTSForcedExecResult,
  DTSLoggingMode,
  DTSTransactionOption,
} from './enums.js'
import { dtsError } from './errors.js'
import type { DtsEventHandlers } from './event-handlers.js'
import type { Executables } from './executables.js'
import { readForcedValue, writeForcedValue } from './forced-value.js'
import { LoggingOptions, loggingModeType, readLoggingMode, writeLoggingMode } from './logging/logging-options.js'
import { checkName } from './names.js'
import type { Package } from './package.js'
import type { ParameterVariable } from './parameters.js'
import { DtsProperties, type ExpressionHost, type PropertyAccess } from './properties.js'
import type { PropertyValue } from './property-values.js'
import { executionDuration, executionRecord } from './runtime/record.js'
import { Variables } from './variables.js'

/** What a container is, for code that must tell them apart. */
export type ContainerType = 'package' | 'taskHost' | 'sequence' | 'forLoop' | 'forEachLoop' | 'eventHandler'

/**
 * What packages, containers, task hosts and event handlers have in common (DtsContainer). Properties read and write the
 * package's document; what a file leaves out has its documented default.
 */
export abstract class DtsContainer implements RunnableExecutable, ExpressionHost {
  abstract readonly containerType: ContainerType
  /** The object in the document. */
  readonly node: DtsNode
  /** What holds it; null for a package. */
  readonly parent: DtsContainer | null
  #system: Map<string, unknown> | undefined
  #variables: Variables | undefined
  #properties: DtsProperties | undefined
  #loggingOptions: LoggingOptions | undefined
  #eventHandlers: DtsEventHandlers | undefined

  constructor(node: DtsNode, parent: DtsContainer | null) {
    this.node = node
    this.parent = parent
  }

  abstract get package(): Package

  /** Event handlers attached here. */
  get eventHandlers(): DtsEventHandlers {
    this.#eventHandlers ??= this.package.makeEventHandlers(this)
    return this.#eventHandlers
  }

  /** Its executables, if it is a kind of container that has them. */
  get children(): Executables | null {
    return null
  }

  /** `{GUID}`. */
  get id(): string {
    return this.read(containerFields.id)
  }

  get name(): string {
    return this.read(containerFields.name)
  }

  /** Renaming also renames what refers to the object by its refId. @throws DtsError on a bad or taken name */
  set name(name: string) {
    if (name === this.name) return
    this.checkNameRule(name)
    this.checkNewName(name)
    const before = this.refId
    this.write(containerFields.name, name)
    renameReferences(this.package.node.element, this.node.element, before, this.refIdFor(name))
    this.parent?.children?.forgetNames()
  }

  get description(): string {
    return this.read(containerFields.description)
  }

  set description(text: string) {
    this.write(containerFields.description, text)
  }

  /** What the file calls its kind, such as `Microsoft.WmiDataReaderTask` or `STOCK:SEQUENCE`. */
  get creationName(): string {
    const name = this.read(containerFields.creationName)
    return name || this.node.element.get('ExecutableType', this.node.element.namespace) || ''
  }

  get disable(): boolean {
    return this.read(containerFields.disable)
  }

  set disable(value: boolean) {
    this.write(containerFields.disable, value)
  }

  get delayValidation(): boolean {
    return this.read(containerFields.delayValidation)
  }

  set delayValidation(value: boolean) {
    this.write(containerFields.delayValidation, value)
  }

  get disableEventHandlers(): boolean {
    return this.read(containerFields.disableEventHandlers)
  }

  set disableEventHandlers(value: boolean) {
    this.write(containerFields.disableEventHandlers, value)
  }

  get failPackageOnFailure(): boolean {
    return this.read(containerFields.failPackageOnFailure)
  }

  set failPackageOnFailure(value: boolean) {
    this.write(containerFields.failPackageOnFailure, value)
  }

  get failParentOnFailure(): boolean {
    return this.read(containerFields.failParentOnFailure)
  }

  set failParentOnFailure(value: boolean) {
    this.write(containerFields.failParentOnFailure, value)
  }

  get forceExecutionValue(): boolean {
    return this.read(containerFields.forceExecutionValue)
  }

  set forceExecutionValue(value: boolean) {
    this.write(containerFields.forceExecutionValue, value)
  }

  /** What {@link forceExecutionValue} makes the execution value: an Int32 unless the file says otherwise. */
  get forcedExecutionValue(): unknown {
    return readForcedValue(this.node)
  }

  /** @throws DtsError DTS_E_INVALIDVARIABLEVALUE for a value that no variable can hold */
  set forcedExecutionValue(value: unknown) {
    writeForcedValue(this.node, value)
  }

  get forceExecutionResult(): DTSForcedExecResult {
    return this.read(containerFields.forceExecutionResult) as DTSForcedExecResult
  }

  set forceExecutionResult(value: DTSForcedExecResult) {
    this.write(containerFields.forceExecutionResult, value)
  }

  /** How many errors make it fail; 0 means no limit. */
  get maximumErrorCount(): number {
    return this.read(containerFields.maximumErrorCount)
  }

  set maximumErrorCount(value: number) {
    this.write(containerFields.maximumErrorCount, value)
  }

  get isolationLevel(): number {
    return this.read(containerFields.isolationLevel)
  }

  set isolationLevel(value: number) {
    this.write(containerFields.isolationLevel, value)
  }

  get localeId(): number {
    return this.read(containerFields.localeId)
  }

  set localeId(value: number) {
    this.write(containerFields.localeId, value)
  }

  get transactionOption(): DTSTransactionOption {
    return this.read(containerFields.transactionOption) as DTSTransactionOption
  }

  set transactionOption(value: DTSTransactionOption) {
    this.write(containerFields.transactionOption, value)
  }

  /** Whether it logs by its own options, by those of its parent, or not at all. */
  get loggingMode(): DTSLoggingMode {
    return readLoggingMode(this)
  }

  set loggingMode(mode: DTSLoggingMode) {
    writeLoggingMode(this, mode)
  }

  /** Which events it logs, with which columns, and to which log providers of the package. */
  get loggingOptions(): LoggingOptions {
    this.#loggingOptions ??= new LoggingOptions(this)
    return this.#loggingOptions
  }

  /** Its own variables, and those seen from here. */
  get variables(): Variables {
    this.#variables ??= new Variables(this)
    return this.#variables
  }

  /** Parameters, which only a package has. */
  get parameters(): readonly ParameterVariable[] | undefined {
    return undefined
  }

  get properties(): DtsProperties {
    this.#properties ??= new DtsProperties(this, this.propertyAccesses(), () => this.getPackagePath(), this)
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

  /** Evaluated when the executable is validated and when it starts. Null or an empty text removes it. */
  setExpression(property: string, expression: string | null): void {
    writeExpression(this.node, this.properties.get(property).name, expression)
  }

  get raisesVariableEvents(): boolean {
    return this.variables.raiseChangedEvents
  }

  /** The events that have handlers with something in them. */
  get eventHandlerNames(): readonly string[] {
    return this.eventHandlers.filter(handler => handler.executables.count > 0).map(handler => handler.name)
  }

  /** Of the last run; null before it. */
  get executionResult(): DTSExecResult | null {
    return executionRecord(this).executionResult
  }

  get executionStatus(): DTSExecStatus {
    return executionRecord(this).executionStatus
  }

  get startTime(): Date | null {
    return executionRecord(this).startTime
  }

  get stopTime(): Date | null {
    return executionRecord(this).stopTime
  }

  /** Milliseconds. */
  get executionDuration(): number {
    return executionDuration(this)
  }

  /** `\Package\Container\Task`, the form that dtexec /SET takes. */
  getPackagePath(): string {
    return `${this.parent?.getPackagePath() ?? ''}\\${this.name}`
  }

  /** The name under which files of formats 6 and 8 refer to it: `Package\Container\Task`. */
  get refId(): string {
    return this.node.get('refId') ?? this.refIdFor(this.name)
  }

  /** After the element was put into another container: its refId, and what is named after it, follow. */
  followPlace(): void {
    renameReferences(this.package.node.element, this.node.element, this.refId, this.refIdFor(this.name))
    this.parent?.children?.forgetNames()
  }

  protected refIdFor(name: string): string {
    return `${this.parent?.refId ?? ''}\\${name}`
  }

  /** For the runtime: the value that a system variable shows from now on. */
  setSystemValue(name: string, value: unknown): void {
    this.#system ??= new Map()
    this.#system.set(name, value)
  }

  /** What the runtime set for a system variable. */
  systemValue(name: string): unknown {
    return this.#system?.get(name)
  }

  /** @throws DtsError DTS_E_CANTADDREMOVEWHENEXECUTING while the package runs */
  checkEditable(): void {
    if (this.package.executing) throw dtsError('DTS_E_CANTADDREMOVEWHENEXECUTING')
  }

  protected checkNameRule(name: string): void {
    checkName(name)
  }

  /** @throws DtsError DTS_E_NAMEALREADYEXISTS when a sibling has the name */
  protected checkNewName(name: string): void {
    if (this.parent?.children?.taken(name, this)) throw dtsError('DTS_E_NAMEALREADYEXISTS', { name })
  }

  protected read<T extends PropertyValue>(field: StoredField<T>): T {
    return readField(this.node, field)
  }

  protected write<T extends PropertyValue>(field: StoredField<T>, value: T): void {
    writeField(this.node, field, value)
  }

  /** The rows of the property bag. */
  protected propertyAccesses(): PropertyAccess[] {
    return [
      ...containerProperties.map(([name, key, ...aliases]) => this.access(name, key, aliases)),
      {
        name: 'ForcedExecutionValue',
        type: 'Object',
        aliases: ['ExecValue'],
        get: () => this.forcedExecutionValue,
        set: (value: unknown) => {
          this.forcedExecutionValue = value
        },
      },
      { name: 'ID', type: 'String', get: () => this.id },
      { name: 'CreationName', type: 'String', get: () => this.creationName },
      {
        name: 'LoggingMode',
        type: loggingModeType,
        get: () => this.loggingMode,
        set: (mode: DTSLoggingMode) => {
          this.loggingMode = mode
        },
      },
    ]
  }

  /** A property of this object by the key of its accessor. */
  protected access<K extends keyof typeof containerFields & keyof this>(
    name: string,
    key: K,
    aliases: readonly string[] = [],
  ): PropertyAccess {
    return {
      name,
      type: containerFields[key].type,
      aliases,
      get: () => this[key],
      set: (value: this[K]) => {
        this[key] = value
      },
    }
  }
}

type WritableKey = Exclude<keyof typeof containerFields, 'id' | 'creationName' | 'loggingMode'>

// Names as the object model has them, the keys of the accessors, and the names that files use.
const containerProperties: readonly (readonly [name: string, key: WritableKey, ...aliases: string[]])[] = [
  ['Name', 'name', 'ObjectName'],
  ['Description', 'description'],
  ['Disable', 'disable', 'Disabled'],
  ['DelayValidation', 'delayValidation'],
  ['DisableEventHandlers', 'disableEventHandlers'],
  ['FailPackageOnFailure', 'failPackageOnFailure'],
  ['FailParentOnFailure', 'failParentOnFailure'],
  ['ForceExecutionValue', 'forceExecutionValue', 'ForceExecValue'],
  ['ForceExecutionResult', 'forceExecutionResult'],
  ['MaximumErrorCount', 'maximumErrorCount', 'MaxErrorCount'],
  ['IsolationLevel', 'isolationLevel', 'ISOLevel'],
  ['LocaleID', 'localeId'],
  ['TransactionOption', 'transactionOption'],
]
