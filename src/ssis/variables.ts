import type { DtsContainer } from './container.js'
import { variableTemplate } from './dtsx/templates.js'
import type { VariableDataType } from './enums.js'
import { dtsError } from './errors.js'
import { checkName, namesHint, sameName } from './names.js'
import { StoredVariable } from './stored-variable.js'
import { systemVariables } from './system-variables.js'
import { splitQualifiedName, type Variable } from './variable.js'
import { typeOfValue, variableType } from './variable-types.js'

/** Variables as something sees them from its place: its own, then those of each container around it, then parameters. */
export interface VariableScope {
  /** By `Namespace::Name` or bare name, with case. Undefined when there is none. @throws DtsError DTS_E_AMBIGUOUSVARIABLENAME */
  find(name: string): Variable | undefined
  /** Like find. @throws DtsError DTS_E_VARIABLENOTFOUND */
  get(name: string): Variable
  contains(name: string): boolean
}

/**
 * The variables of one container (Variables). Iteration, `count` and `get(number)` give its own, the stored ones first, then
 * those of the namespace System; names are also looked for in the containers around it.
 */
export class Variables implements VariableScope, Iterable<Variable> {
  readonly #container: DtsContainer
  readonly #stored: StoredVariable[]
  #system: Variable[] | undefined

  /** Variables belong to their container. */
  constructor(container: DtsContainer) {
    this.#container = container
    this.#stored = container.node.items('Variables', 'Variable').map(node => new StoredVariable(container, node))
  }

  get count(): number {
    return this.#own().length
  }

  getCount(): number {
    return this.count
  }

  /** How many the file keeps. */
  get storedCount(): number {
    return this.#stored.length
  }

  /** Whether a change of one of those stored here raises OnVariableValueChanged. */
  get raiseChangedEvents(): boolean {
    return this.#stored.some(({ raiseChangedEvent }) => raiseChangedEvent)
  }

  [Symbol.iterator](): ArrayIterator<Variable> {
    return this.#own()[Symbol.iterator]()
  }

  find(name: string): Variable | undefined {
    for (let container: DtsContainer | null = this.#container; container; container = container.parent) {
      const found = container.variables.findHere(name)
      if (found) return found
    }
    return undefined
  }

  /** Like find, without looking outward. */
  findHere(name: string): Variable | undefined {
    const { namespace, bare } = splitQualifiedName(name)
    const found = this.#own().filter(
      variable => variable.name === bare && (namespace === undefined || variable.namespace === namespace),
    )
    if (found.length > 1) throw dtsError('DTS_E_AMBIGUOUSVARIABLENAME', { name })
    return found[0]
  }

  get(key: string | number): Variable {
    const found = typeof key === 'number' ? this.#own()[key] : (this.find(key) ?? this.#byId(key))
    if (found) return found
    throw dtsError('DTS_E_VARIABLENOTFOUND', { name: key }, { hint: namesHint(this.#visibleNames()) })
  }

  /** Whether get with this key would give a variable. */
  contains(key: string | number): boolean {
    if (typeof key === 'number') return this.#own()[key] !== undefined
    return (this.find(key) ?? this.#byId(key)) !== undefined
  }

  /**
   * Adds a variable whose type follows from its value, unless it is told.
   *
   * @throws DtsError on a bad or taken name, the namespace System, or a value that variables cannot hold
   */
  add(name: string, readOnly: boolean, namespace: string, value: unknown, dataType?: VariableDataType): Variable {
    this.#container.checkEditable()
    checkName(name)
    checkName(namespace)
    const qualified = `${namespace}::${name}`
    if (sameName(namespace, 'System')) throw dtsError('DTS_E_RESERVEDNAMESPACE', { name: qualified })
    if (this.#stored.some(variable => sameName(variable.qualifiedName, qualified)))
      throw dtsError('DTS_E_NAMEALREADYADDED', { name: qualified })
    const type = variableType(dataType ?? typeOfValue(value))
    const accepted = type.accept(value)
    if (accepted === undefined) throw dtsError('DTS_E_RUNTIMEVARIABLETYPECHANGE', { name: qualified, type: type.name })
    const node = variableTemplate(this.#container, { name, namespace, readOnly, type, text: type.format(accepted) })
    this.#container.node.addItem('Variables', node)
    const variable = new StoredVariable(this.#container, node)
    this.#stored.push(variable)
    if (type.name === 'Object') variable.initialize(value)
    return variable
  }

  /** @throws DtsError DTS_E_VARIABLENOTFOUND when this container has no such stored variable */
  remove(key: string | number): void {
    this.#container.checkEditable()
    const variable = typeof key === 'number' ? this.#own()[key] : (this.findHere(key) ?? this.#byId(key))
    const stored = this.#stored.find(each => each === variable)
    if (!stored) throw dtsError('DTS_E_VARIABLENOTFOUND', { name: key })
    this.#stored.splice(this.#stored.indexOf(stored), 1)
    stored.node.remove()
  }

  /** Whether another stored variable of this container has the name. For renaming. */
  taken(qualifiedName: string, except: Variable): boolean {
    return this.#stored.some(variable => variable !== except && sameName(variable.qualifiedName, qualifiedName))
  }

  /** Forgets the values that the last run left. */
  forgetRun(): void {
    for (const variable of this.#stored) variable.forgetRun()
  }

  #own(): Variable[] {
    this.#system ??= systemVariables(this.#container, this.#stored)
    const parameters = this.#container.parameters ?? []
    return [...this.#stored, ...parameters, ...this.#system]
  }

  #byId(key: string): Variable | undefined {
    return this.#stored.find(variable => sameName(variable.id, key))
  }

  #visibleNames(): string[] {
    const names: string[] = []
    for (let container: DtsContainer | null = this.#container; container; container = container.parent)
      for (const variable of container.variables) if (!variable.systemVariable) names.push(variable.qualifiedName)
    return names
  }
}
