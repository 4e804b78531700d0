import { modelText } from '../base/texts/ssis-model.js'
import type { DtsContainer } from './container.js'
import type { VariableDataType } from './enums.js'
import { dtsError } from './errors.js'
import { type DtsProperties, DtsProperties as Properties, type PropertyAccess } from './properties.js'
import { variableChanged } from './runtime/variable-changes.js'
import { variableType } from './variable-types.js'

/** A variable of a container, a system variable, or a parameter of the package. */
export abstract class Variable {
  /** The container that holds it. */
  readonly parent: DtsContainer
  #properties: DtsProperties | undefined

  constructor(parent: DtsContainer) {
    this.parent = parent
  }

  abstract readonly id: string
  abstract name: string
  abstract namespace: string
  abstract description: string
  abstract readonly dataType: VariableDataType
  abstract readOnly: boolean
  abstract raiseChangedEvent: boolean
  abstract evaluateAsExpression: boolean
  abstract expression: string
  /** 2345 or 6789 in files, by type; a dump of the debugger shows the variable when it is not 0. */
  abstract readonly includeInDebugDump: number

  /** True when its value is the one of its expression, so that nobody can write it. */
  get computed(): boolean {
    return this.evaluateAsExpression && this.expression.trim() !== ''
  }

  /** In the namespace System: the runtime gives the value. */
  abstract readonly systemVariable: boolean

  /** As this type holds it in JavaScript: numbers, bigint for 64 bits, Date for DateTime, digits for Decimal, null for an empty Object. */
  protected abstract read(): unknown
  /** Stores a value of the variable's type. */
  protected abstract write(value: unknown): void
  /** How this variable could be written although it is read-only now; empty when it cannot. */
  protected abstract readonly readOnlyHint: string

  /** `Namespace::Name`. */
  get qualifiedName(): string {
    return `${this.namespace}::${this.name}`
  }

  /**
   * The value. While the package runs a new value lives only until the next run; otherwise it goes into the package. A
   * read-only variable takes one only after its readOnly was set to false.
   *
   * @throws DtsError DTS_E_VARIABLEREADONLY, DTS_E_RUNTIMEVARIABLETYPECHANGE
   */
  get value(): unknown {
    return this.read()
  }

  set value(value: unknown) {
    const { qualifiedName: name } = this
    if (this.readOnly) throw dtsError('DTS_E_VARIABLEREADONLY', { name }, { hint: this.readOnlyHint })
    this.store(value)
  }

  /** Stores a value whether or not the variable is read-only. @throws DtsError DTS_E_RUNTIMEVARIABLETYPECHANGE */
  protected store(value: unknown): void {
    const { qualifiedName: name } = this
    const type = variableType(this.dataType)
    const accepted = type.accept(value)
    if (accepted === undefined) throw dtsError('DTS_E_RUNTIMEVARIABLETYPECHANGE', { name, type: type.name })
    this.write(accepted)
    if (this.raiseChangedEvent) variableChanged(this)
  }

  /** Sets the value from text, as dtexec /SET and configurations give it. @throws DtsError as the value does */
  setText(text: string): void {
    const type = variableType(this.dataType)
    const value = type.name === 'Object' ? text : type.parse(text)
    if (value === undefined) {
      const hint = type.name === 'Boolean' ? modelText('wantBooleanHint') : ''
      throw dtsError('DTS_E_RUNTIMEVARIABLETYPECHANGE', { name: this.qualifiedName, type: type.name }, { hint })
    }
    this.value = value
  }

  get properties(): DtsProperties {
    this.#properties ??= new Properties(this, this.#accesses(), () => this.getPackagePath())
    return this.#properties
  }

  /** `\Package.Variables[User::X]`. */
  getPackagePath(): string {
    return `${this.parent.getPackagePath()}.Variables[${this.qualifiedName}]`
  }

  /** Variables have no property expressions. @throws DtsError DTS_E_PROPERTYEXPRESSIONSDISABLEDONVARIABLES */
  setExpression(): never {
    throw dtsError('DTS_E_PROPERTYEXPRESSIONSDISABLEDONVARIABLES')
  }

  #accesses(): PropertyAccess[] {
    const setValue = (value: unknown) => {
      if (typeof value === 'string') this.setText(value)
      else this.value = value
    }
    const text = (key: 'name' | 'namespace' | 'description' | 'expression'): PropertyAccess => ({
      name: `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
      type: 'String',
      get: () => this[key],
      set: (value: string) => {
        this[key] = value
      },
    })
    const flag = (name: string, key: 'readOnly' | 'raiseChangedEvent' | 'evaluateAsExpression'): PropertyAccess => ({
      name,
      type: 'Boolean',
      get: () => this[key],
      set: (value: boolean) => {
        this[key] = value
      },
    })
    return [
      { name: 'Value', type: 'Object', get: () => this.value, set: setValue },
      text('name'),
      text('namespace'),
      text('description'),
      text('expression'),
      flag('ReadOnly', 'readOnly'),
      flag('RaiseChangedEvent', 'raiseChangedEvent'),
      flag('EvaluateAsExpression', 'evaluateAsExpression'),
      { name: 'DataType', type: 'Int32', get: () => this.dataType },
      { name: 'IncludeInDebugDump', type: 'Int32', get: () => this.includeInDebugDump },
      { name: 'ID', type: 'String', get: () => this.id },
      { name: 'QualifiedName', type: 'String', get: () => this.qualifiedName },
    ]
  }
}

/** `User::X` in its parts; a bare name has no namespace. */
export function splitQualifiedName(name: string): { namespace: string | undefined; bare: string } {
  const colons = name.indexOf('::')
  return colons < 0
    ? { namespace: undefined, bare: name }
    : { namespace: name.slice(0, colons), bare: name.slice(colons + 2) }
}
