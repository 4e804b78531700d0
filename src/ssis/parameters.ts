import type { DtsContainer } from './container.js'
import type { DtsNode } from './dtsx/node.js'
import { parseBoolean } from './dtsx/values.js'
import type { VariableDataType } from './enums.js'
import { dtsError } from './errors.js'
import { FixedVariable } from './fixed-variable.js'
import { projectParameterSources } from './project/parameters.js'
import type { Project } from './project/project.js'
import { isClosed } from './protection/forms.js'
import { variableType } from './variable-types.js'

/** What a file says of a parameter. */
export interface ParameterSource {
  readonly id: string
  readonly name: string
  /** `$Package` or `$Project`. */
  readonly namespace: string
  readonly description: string
  readonly dataType: VariableDataType
  readonly sensitive: boolean
  readonly required: boolean
  /** The text of its value in the file; undefined when there is none. */
  text(): string | undefined
  /** True when the value is encrypted and was not opened. */
  closed(): boolean
}

/** A parameter of the package, `$Package::Name`, or of its project, `$Project::Name`: read like a variable. The value of a sensitive one is never told. */
export class ParameterVariable extends FixedVariable {
  readonly sensitive: boolean
  readonly required: boolean
  readonly #source: ParameterSource
  #assigned: { readonly value: unknown } | undefined

  constructor(parent: DtsContainer, source: ParameterSource) {
    const { id, name, namespace, description, dataType, sensitive, required } = source
    const read = () => (sensitive ? null : parameterValue(source))
    super(parent, { id, name, namespace, description, dataType, read })
    this.sensitive = sensitive
    this.required = required
    this.#source = source
  }

  /**
   * The value, of a sensitive parameter too (GetSensitiveValue); null when it is encrypted and was not opened.
   *
   * @throws DtsError DTS_E_PERSISTENCEERROR
   */
  sensitiveValue(): unknown {
    if (this.#assigned) return this.#assigned.value
    return this.sensitive && this.#source.closed() ? null : parameterValue(this.#source)
  }

  /** Encrypted, not opened, and nobody gave it another value. */
  get closed(): boolean {
    return this.#assigned === undefined && this.#source.closed()
  }

  /** Required, and neither the file nor anybody gives it a value. */
  get missing(): boolean {
    return this.required && this.#assigned === undefined && (this.#source.closed() || !this.#source.text())
  }

  /**
   * Gives the parameter a value, as a command line or the task that runs the package does; the file keeps its own. Texts are read by
   * the parameter's type.
   *
   * @throws DtsError DTS_E_RUNTIMEVARIABLETYPECHANGE
   */
  assign(value: unknown): void {
    const type = variableType(this.dataType)
    const accepted = typeof value === 'string' && type.name !== 'Object' ? type.parse(value) : type.accept(value)
    if (accepted === undefined)
      throw dtsError('DTS_E_RUNTIMEVARIABLETYPECHANGE', { name: this.qualifiedName, type: type.name })
    this.#assigned = { value: accepted }
  }

  /** As {@link assign}: dtexec /SET and configurations give parameters their values. */
  override setText(text: string): void {
    this.assign(text)
  }

  /** What {@link assign} gave; undefined when nothing did. */
  protected get assigned(): { readonly value: unknown } | undefined {
    return this.#assigned
  }

  protected override read(): unknown {
    return this.#assigned && !this.sensitive ? this.#assigned.value : super.read()
  }
}

function parameterValue(source: ParameterSource): unknown {
  const type = variableType(source.dataType)
  const text = source.text()
  if (text === undefined || (text === '' && type.name !== 'String')) return type.default
  const value = type.parse(text)
  if (value === undefined)
    throw dtsError('DTS_E_PERSISTENCEERROR', {
      value: source.sensitive ? '…' : text,
      node: `${source.namespace}::${source.name}`,
    })
  return value
}

/** The parameters of a package and of its project, each in the order of its file. */
export function parametersOf(pkg: DtsContainer, project: Project | null): ParameterVariable[] {
  const own = pkg.node.items('PackageParameters', 'PackageParameter').map(packageParameterSource)
  const shared = project ? projectParameterSources(project) : []
  return [...own, ...shared].map(source => new ParameterVariable(pkg, source))
}

function packageParameterSource(node: DtsNode): ParameterSource {
  return {
    id: node.get('DTSID') ?? '',
    name: node.get('ObjectName') ?? '',
    namespace: '$Package',
    description: node.get('Description') ?? '',
    dataType: variableType(Number(node.get('DataType') ?? 8)).code,
    sensitive: parseBoolean(node.get('Sensitive') ?? '') ?? false,
    required: parseBoolean(node.get('Required') ?? '') ?? false,
    text: () => node.property('ParameterValue')?.text,
    closed: () => isClosed(node.property('ParameterValue')),
  }
}
