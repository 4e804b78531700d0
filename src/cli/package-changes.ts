// What a command line changes of a package before it is looked at or run.
import { stat } from 'node:fs/promises'
import { DriveMap } from '../base/drives.js'
import { WmilinkError } from '../base/errors.js'
import { cliRunText } from '../base/texts/cli-run.js'
import { applyConfigurationFile } from '../ssis/configurations/index.js'
import { type DtsProblem, findByPath, type Package, ParameterVariable, setByPath } from '../ssis/index.js'
import { sameName } from '../ssis/names.js'
import type { Context } from './context.js'
import { UsageError, withFactsOf } from './errors.js'
import { withoutSecrets } from './secrets.js'

/** What one option changes. `option` is how the option was written. */
export type PackageChange = { readonly option: string } & (
  | { readonly kind: 'set'; readonly path: string; readonly value: string; readonly sensitive?: true }
  | { readonly kind: 'connection'; readonly name: string; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly value: string }
  | { readonly kind: 'configuration'; readonly file: string }
)

/** Hears what a configuration file could not set. */
export type OnProblem = (problem: DtsProblem, severity: 'error' | 'warning') => void

/**
 * Applies one change.
 *
 * @returns whether it carries a secret
 * @throws UsageError for what names nothing in the package, or has a value that does not fit; no value is told
 */
export async function applyChange(
  context: Context,
  pkg: Package,
  change: PackageChange,
  onProblem: OnProblem,
): Promise<boolean> {
  switch (change.kind) {
    case 'set':
      return named(
        change.option,
        change.path,
        () => set(pkg, change.path, change.value) || change.sensitive === true,
        change.sensitive ? change.value : '',
      )
    case 'connection':
      return named(change.option, change.name, () => {
        pkg.connections.get(change.name).connectionString = change.text
        return withoutSecrets(change.text) !== change.text
      })
    case 'parameter':
      return named(change.option, change.name, () => setParameter(pkg, change.name, change.value))
    case 'configuration':
      await configure(context, pkg, change.file, onProblem)
      return false
  }
}

/** Says which option is wrong; the words of the object model follow. @param secret what they must not tell */
export function named<T>(option: string, subject: string, work: () => T, secret = ''): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    const words = withoutSecrets(secret ? error.message.replaceAll(secret, '***') : error.message)
    throw withFactsOf(new UsageError(`${option} ${subject}: ${words}`, { hint: error.hint, cause: error }), error)
  }
}

/** A path to a variable or parameter itself means its value. */
function set(pkg: Package, path: string, value: string): boolean {
  const whole = /\.(?:variables|parameters)\[[^\]]*\]$/i.test(path) ? `${path}.Value` : path
  setByPath(pkg, whole, value)
  const { object, property } = findByPath(pkg, whole)
  if (object instanceof ParameterVariable) return object.sensitive
  return !property.get || withoutSecrets(value) !== value
}

/** @param name `NAME`, `$Package::NAME`, `$Project::NAME`, or `CM.MANAGER.PROPERTY`. Answers whether it is a secret */
function setParameter(pkg: Package, name: string, value: string): boolean {
  const [, manager, property] = /^CM\.(.+)\.([^.]+)$/is.exec(name) ?? []
  if (manager !== undefined && property !== undefined)
    return set(pkg, `\\Package.Connections[${manager}].Properties[${property}]`, value)
  const wanted = name.includes('::') ? name : `$Package::${name}`
  const parameter = pkg.parameters.find(({ qualifiedName }) => sameName(qualifiedName, wanted))
  if (!parameter) {
    const names = pkg.parameters.map(({ qualifiedName }) => qualifiedName).join(', ')
    throw new WmilinkError(cliRunText('noParameter', { name: wanted }), {
      hint: names ? cliRunText('parameters', { names }) : cliRunText('noParameters'),
    })
  }
  parameter.assign(value)
  return parameter.sensitive
}

async function configure(context: Context, pkg: Package, file: string, onProblem: OnProblem): Promise<void> {
  const drives = new DriveMap(context.options.drive)
  const path = drives.toNative(file)
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error)
  const reason = found instanceof Error ? String(found.code) : found.isDirectory() ? 'EISDIR' : undefined
  if (reason !== undefined)
    throw new UsageError(cliRunText('configurationMissing', { file, reason }), {
      hint: cliRunText('configurationHint'),
    })
  await applyConfigurationFile(pkg, path, { nativePath: each => drives.toNative(each), onProblem })
}
