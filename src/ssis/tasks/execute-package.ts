import { WmilinkError } from '../../base/errors.js'
import { stockText } from '../../base/texts/ssis-stock-tasks.js'
import type { ComponentData, ComponentProperties, Task, TaskContext, TaskKind } from '../contract.js'
import type { DTSExecResult } from '../enums.js'
import { dtsError } from '../errors.js'
import type { Package } from '../package.js'
import { ParameterVariable } from '../parameters.js'
import { storedSecrets } from '../protection/forms.js'
import type { Variable } from '../variable.js'
import { checkChain, checkPlace, findPackage } from './execute-package/locate.js'
import {
  type PackageSettings,
  type ParameterAssignment,
  packageProperties,
  readPackageSettings,
} from './execute-package/settings.js'
import { stockMatcher } from './kind.js'
import { checkAll, inform, runReported, warn } from './reporting.js'

/** Runs another package as a part of this one (ExecutePackageTask). */
export class ExecutePackageTask implements Task {
  readonly #properties: ComponentProperties
  readonly #data: ComponentData

  constructor(properties: ComponentProperties, data: ComponentData) {
    this.#properties = properties
    this.#data = data
  }

  validate(context: TaskContext): DTSExecResult {
    return checkAll(context, [
      () => {
        const settings = this.#settings()
        if (settings.outOfProcess) warn(context, stockText('outOfProcess'))
        for (const { source } of settings.assignments) context.variables.get(source)
        return checkPlace(settings, context)
      },
    ])
  }

  execute(context: TaskContext): Promise<DTSExecResult> {
    return runReported(context, async () => {
      const settings = this.#settings()
      const { native, path } = await findPackage(settings, context)
      await checkChain(native, context.packageChain)
      const child = await this.#open(native, path, settings, context)
      try {
        assign(child, settings.assignments, context)
        inform(context, stockText('packageStarts', { name: child.name, path: native }))
        return await context.runPackage(child)
      } finally {
        for (const manager of child.connections) await manager.dispose()
      }
    })
  }

  #settings(): PackageSettings {
    return readPackageSettings(this.#properties, this.#data.element)
  }

  async #open(
    native: string,
    path: string,
    { projectReference }: PackageSettings,
    { host }: TaskContext,
  ): Promise<Package> {
    const { password, closed } = this.#password()
    try {
      if (password === '' && projectReference) return await host.package.openSibling(native)
      return await host.package.openOther(native, password === '' ? {} : { password })
    } catch (error) {
      if (!(error instanceof WmilinkError)) throw error
      const { message: reason } = error
      const hint = closed ? stockText('passwordClosed') : error.hint
      throw dtsError('DTS_E_TKEXECPACKAGE_UNABLETOLOADFILE', { path, reason }, { hint, cause: error })
    }
  }

  /** The password that was set, or the one of the file; empty for none. `closed`: the file has one that was not opened. */
  #password(): { readonly password: string; readonly closed: boolean } {
    const given = String(this.#properties.get('PackagePassword'))
    if (given !== '') return { password: given, closed: false }
    const stored = this.#data.element && storedSecrets(this.#data.element)[0]
    if (!stored) return { password: '', closed: false }
    return stored.form === 'clear' ? { password: stored.element.text, closed: false } : { password: '', closed: true }
  }
}

/** Gives the child's parameters the values of the parent's variables and parameters. @throws DtsError */
function assign(child: Package, assignments: readonly ParameterAssignment[], { variables }: TaskContext): void {
  const refuse = (reason: string, hint?: string) => dtsError('DTS_E_TKEXECPACKAGE_UNABLETOLOAD', { reason }, { hint })
  const given = new Set<string>()
  for (const { parameter: name, source } of assignments) {
    const bare = name.replace(/^\$Package::/, '')
    const parameter = child.parameters.find(each => each.name === bare)
    if (!parameter) {
      const names = child.parameters.map(each => each.name).join(', ')
      throw refuse(stockText('noParameter', { name: bare, package: child.name }), stockText('parameters', { names }))
    }
    const variable = variables.get(source)
    if (isSensitive(variable) && !parameter.sensitive)
      throw refuse(stockText('sensitiveSource', { name: bare, source }), stockText('sensitiveSourceHint'))
    parameter.assign(isSensitive(variable) ? variable.sensitiveValue() : variable.value)
    given.add(bare)
  }
  // Those of the project have their values in its file.
  const missing = child.parameters.filter(
    ({ name, namespace, required }) => required && namespace === '$Package' && !given.has(name),
  )
  if (missing.length > 0) {
    const names = missing.map(({ qualifiedName }) => qualifiedName).join(', ')
    const hint = stockText('parameterRequired', { package: child.name })
    throw dtsError('DTS_E_TKEXECPACKAGE_REQUIREDPARAMETERNOTSPECIFIED', { names }, { hint })
  }
}

function isSensitive(variable: Variable): variable is ParameterVariable {
  return variable instanceof ParameterVariable && variable.sensitive
}

/** The kind `Microsoft.ExecutePackageTask`. */
export const executePackage: TaskKind = {
  creationName: 'Microsoft.ExecutePackageTask',
  stockName: 'ExecutePackageTask',
  matches: stockMatcher('ExecutePackageTask'),
  dataElement: 'ExecutePackageTask',
  properties: packageProperties,
  create: (properties, _, component) => new ExecutePackageTask(properties, component),
}
