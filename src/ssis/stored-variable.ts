import { modelText } from '../base/texts/ssis-model.js'
import type { DtsContainer } from './container.js'
import { readField, type StoredField, writeField } from './dtsx/fields.js'
import { dtsNamespace } from './dtsx/format.js'
import { DtsNode } from './dtsx/node.js'
import { VariableDataType } from './enums.js'
import { dtsError } from './errors.js'
import { checkName, sameName } from './names.js'
import type { PropertyValue } from './property-values.js'
import { Variable } from './variable.js'
import { evaluateVariable } from './variable-expression.js'
import { variableType } from './variable-types.js'

const text = (stored: string, preset = ''): StoredField<string> => ({ stored, type: 'String', default: preset })
const flag = (stored: string): StoredField<boolean> => ({ stored, type: 'Boolean', default: false })

const fields = {
  id: text('DTSID'),
  name: text('ObjectName'),
  namespace: text('Namespace', 'User'),
  description: text('Description'),
  expression: text('Expression'),
  includeInDebugDump: { stored: 'IncludeInDebugDump', type: 'Int32', default: 0 } as StoredField<number>,
  readOnly: flag('ReadOnly'),
  raiseChangedEvent: flag('RaiseChangedEvent'),
  evaluateAsExpression: flag('EvaluateAsExpression'),
} as const

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'

/** A variable that the package's file keeps. */
export class StoredVariable extends Variable {
  readonly node: DtsNode
  // A value of the last run, and an Object value, which no file can keep.
  #run: { readonly value: unknown } | undefined
  #object: unknown = null

  constructor(parent: DtsContainer, node: DtsNode) {
    super(parent)
    this.node = node
  }

  get id(): string {
    return this.#field(fields.id)
  }

  get name(): string {
    return this.#field(fields.name)
  }

  /** @throws DtsError on a bad or taken name */
  set name(name: string) {
    if (name === this.name) return
    this.#checkSystem('DTS_E_CHANGESYSTEMVARIABLENAMEFAILED')
    checkName(name)
    if (this.parent.variables.taken(`${this.namespace}::${name}`, this))
      throw dtsError('DTS_E_NAMEALREADYEXISTS', { name })
    writeField(this.node, fields.name, name)
  }

  get namespace(): string {
    return this.#field(fields.namespace)
  }

  /** @throws DtsError DTS_E_RESERVEDNAMESPACE for System, and on a bad or taken name */
  set namespace(namespace: string) {
    if (namespace === this.namespace) return
    this.#checkSystem('DTS_E_CHANGESYSTEMVARIABLENAMESPACEFAILED')
    checkName(namespace)
    if (sameName(namespace, 'System')) throw dtsError('DTS_E_RESERVEDNAMESPACE', { name: this.name })
    const name = `${namespace}::${this.name}`
    if (this.parent.variables.taken(name, this)) throw dtsError('DTS_E_NAMEALREADYEXISTS', { name })
    writeField(this.node, fields.namespace, namespace)
  }

  get description(): string {
    return this.#field(fields.description)
  }

  set description(value: string) {
    writeField(this.node, fields.description, value)
  }

  get expression(): string {
    return this.#field(fields.expression)
  }

  set expression(value: string) {
    writeField(this.node, fields.expression, value)
  }

  get readOnly(): boolean {
    return this.#field(fields.readOnly)
  }

  set readOnly(value: boolean) {
    if (value === this.readOnly) return
    const { qualifiedName: name } = this
    this.#checkSystem('DTS_E_CHANGESYSTEMVARIABLEREADONLYFAILED')
    if (this.parent.package.executing) throw dtsError('DTS_E_CANTCHANGEREADONLYATRUNTIME', { name })
    writeField(this.node, fields.readOnly, value)
  }

  get raiseChangedEvent(): boolean {
    return this.#field(fields.raiseChangedEvent)
  }

  set raiseChangedEvent(value: boolean) {
    writeField(this.node, fields.raiseChangedEvent, value)
  }

  get evaluateAsExpression(): boolean {
    return this.#field(fields.evaluateAsExpression)
  }

  set evaluateAsExpression(value: boolean) {
    writeField(this.node, fields.evaluateAsExpression, value)
  }

  get includeInDebugDump(): number {
    return this.#field(fields.includeInDebugDump)
  }

  get dataType(): VariableDataType {
    const code = Number(this.#valueNode()?.element.get('DataType', dtsNamespace) ?? VariableDataType.Object)
    return variableType(code).code
  }

  /** Event handlers keep System::Propagate in the file. */
  get systemVariable(): boolean {
    return this.namespace === 'System'
  }

  /** For Variables.add: the first value, which a read-only variable has too. */
  initialize(value: unknown): void {
    this.store(value)
  }

  /** For the package: forgets the value that the last run left. */
  forgetRun(): void {
    this.#run = undefined
  }

  /**
   * @throws DtsError DTS_E_PERSISTENCEERROR when the file's text is not of the variable's type; ExpressionError and
   *   DTS_E_RUNTIMEVARIABLETYPECHANGE when its expression has no such value
   */
  protected read(): unknown {
    if (this.computed) return evaluateVariable(this)
    if (this.#run) return this.#run.value
    const type = variableType(this.dataType)
    if (type.name === 'Object') return this.#object
    const stored = this.#valueNode()?.element.text
    if (stored === undefined || (stored === '' && type.name !== 'String')) return type.default
    const value = type.parse(stored)
    if (value === undefined) throw dtsError('DTS_E_PERSISTENCEERROR', { value: stored, node: this.qualifiedName })
    return value
  }

  protected get readOnlyHint(): string {
    if (this.computed) return modelText('computedVariableHint')
    if (this.systemVariable || this.parent.package.executing) return ''
    return modelText('readOnlyVariableHint', { path: this.getPackagePath() })
  }

  protected write(value: unknown): void {
    if (this.computed)
      throw dtsError('DTS_E_VARIABLEREADONLY', { name: this.qualifiedName }, { hint: this.readOnlyHint })
    const type = variableType(this.dataType)
    if (this.parent.package.executing) this.#run = { value }
    else if (type.name === 'Object') this.#object = value
    else {
      this.#run = undefined
      const text = type.format(value)
      // The value that is there keeps its text: `True` or `1E+300` may be written in more than one way.
      if (this.#storedForm() !== text) this.#writeText(text)
    }
  }

  /** The stored value as it would be written here; undefined when the file has none that can be read. */
  #storedForm(): string | undefined {
    const type = variableType(this.dataType)
    const stored = this.#valueNode()?.element.text
    const value = stored === undefined ? undefined : type.parse(stored)
    return value === undefined ? undefined : type.format(value)
  }

  #writeText(content: string): void {
    const { element } = this.#valueNode() ?? this.#makeValueNode()
    if (element.text !== content) element.text = content
    // Without it, tools that read the file drop text that is nothing but white space.
    if (content.trim() === '' && element.get('space', xmlNamespace) === undefined && element.touched)
      element.set('space', 'preserve', xmlNamespace)
  }

  #valueNode(): DtsNode | undefined {
    return this.node.child('VariableValue')
  }

  #makeValueNode(): DtsNode {
    const { element, format } = this.node
    const attributes = { [this.node.qualified('DataType')]: String(VariableDataType.String) }
    const made = element.document.create(element, this.node.qualified('VariableValue'), attributes)
    return this.node.insert(new DtsNode(made, format))
  }

  #checkSystem(
    symbol:
      | 'DTS_E_CHANGESYSTEMVARIABLENAMEFAILED'
      | 'DTS_E_CHANGESYSTEMVARIABLENAMESPACEFAILED'
      | 'DTS_E_CHANGESYSTEMVARIABLEREADONLYFAILED',
  ): void {
    if (this.systemVariable) throw dtsError(symbol, { name: this.qualifiedName })
  }

  #field<T extends PropertyValue>(field: StoredField<T>): T {
    return readField(this.node, field)
  }
}
