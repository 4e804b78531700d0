import type { DtsContainer } from './container.js'
import type { VariableDataType } from './enums.js'
import { dtsError } from './errors.js'
import { Variable } from './variable.js'

/** What tells a variable whose name and value come from somewhere else than a Variable element. */
export interface FixedVariableSource {
  readonly id: string
  readonly name: string
  readonly namespace: string
  readonly description: string
  readonly dataType: VariableDataType
  read(): unknown
}

/** A variable that nobody can rename, and that cannot be written: of the namespace System, or a parameter. */
export class FixedVariable extends Variable {
  readonly #source: FixedVariableSource

  constructor(parent: DtsContainer, source: FixedVariableSource) {
    super(parent)
    this.#source = source
  }

  get id(): string {
    return this.#source.id
  }

  get name(): string {
    return this.#source.name
  }

  set name(_name: string) {
    throw dtsError('DTS_E_CHANGESYSTEMVARIABLENAMEFAILED', { name: this.qualifiedName })
  }

  get namespace(): string {
    return this.#source.namespace
  }

  set namespace(_namespace: string) {
    throw dtsError('DTS_E_CHANGESYSTEMVARIABLENAMESPACEFAILED', { name: this.qualifiedName })
  }

  get description(): string {
    return this.#source.description
  }

  set description(_text: string) {
    this.#refuse()
  }

  get dataType(): VariableDataType {
    return this.#source.dataType
  }

  get readOnly(): boolean {
    return true
  }

  set readOnly(_value: boolean) {
    this.#refuse()
  }

  get raiseChangedEvent(): boolean {
    return false
  }

  set raiseChangedEvent(_value: boolean) {
    this.#refuse()
  }

  get evaluateAsExpression(): boolean {
    return false
  }

  set evaluateAsExpression(_value: boolean) {
    this.#refuse()
  }

  get expression(): string {
    return ''
  }

  set expression(_text: string) {
    this.#refuse()
  }

  get includeInDebugDump(): number {
    return 0
  }

  get systemVariable(): boolean {
    return this.namespace === 'System'
  }

  protected read(): unknown {
    return this.#source.read()
  }

  protected get readOnlyHint(): string {
    return ''
  }

  /** @throws DtsError DTS_E_VARIABLEREADONLY */
  protected write(_value: unknown): void {
    throw dtsError('DTS_E_VARIABLEREADONLY', { name: this.qualifiedName })
  }

  #refuse(): never {
    throw dtsError('DTS_E_CHANGESYSTEMVARIABLEREADONLYFAILED', { name: this.qualifiedName })
  }
}
