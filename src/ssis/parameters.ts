import type { DtsContainer } from './container.js'
import type { DtsNode } from './dtsx/node.js'
import { parseBoolean } from './dtsx/values.js'
import { dtsError } from './errors.js'
import { FixedVariable } from './fixed-variable.js'
import { variableType } from './variable-types.js'

/** A parameter of the package, `$Package::Name`: read like a variable. The value of a sensitive one is never told. */
export class ParameterVariable extends FixedVariable {
  readonly sensitive: boolean
  readonly required: boolean
  #assigned: { readonly value: unknown } | undefined

  constructor(parent: DtsContainer, node: DtsNode) {
    const sensitive = parseBoolean(node.get('Sensitive') ?? '') ?? false
    const type = variableType(Number(node.get('DataType') ?? 8))
    super(parent, {
      id: node.get('DTSID') ?? '',
      name: node.get('ObjectName') ?? '',
      namespace: '$Package',
      description: node.get('Description') ?? '',
      dataType: type.code,
      read: () => (sensitive ? null : parameterValue(node, type)),
    })
    this.sensitive = sensitive
    this.required = parseBoolean(node.get('Required') ?? '') ?? false
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

  /** What {@link assign} gave; undefined when nothing did. */
  protected get assigned(): { readonly value: unknown } | undefined {
    return this.#assigned
  }

  protected override read(): unknown {
    return this.#assigned && !this.sensitive ? this.#assigned.value : super.read()
  }
}

function parameterValue(node: DtsNode, type: ReturnType<typeof variableType>): unknown {
  const text = node.property('ParameterValue')?.text
  if (text === undefined || (text === '' && type.name !== 'String')) return type.default
  const value = type.parse(text)
  if (value === undefined)
    throw dtsError('DTS_E_PERSISTENCEERROR', { value: text, node: `$Package::${node.get('ObjectName') ?? ''}` })
  return value
}

/** The parameters of a package, in the order of the file. */
export function parametersOf(pkg: DtsContainer): ParameterVariable[] {
  return pkg.node.items('PackageParameters', 'PackageParameter').map(node => new ParameterVariable(pkg, node))
}
