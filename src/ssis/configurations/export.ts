import { hostname, userInfo } from 'node:os'
import { TextError, WmilinkError } from '../../base/errors.js'
import { loggingText } from '../../base/texts/ssis-logging.js'
import { XmlDocument } from '../../xml/index.js'
import type { DtsContainer } from '../container.js'
import { VariableDataType } from '../enums.js'
import { dtsError } from '../errors.js'
import { logDate } from '../logging/columns.js'
import type { Package } from '../package.js'
import { writePackageFile } from '../package-file.js'
import { findByPath } from '../property-path.js'
import { Variable } from '../variable.js'
import { type ConfiguredEntry, formatConfigurationFile } from './configuration-file.js'
import { configuredText } from './configured-value.js'

/** What goes into an exported configuration file. */
export interface ExportOptions {
  /** Paths of the properties; without them the value of every variable that can be configured. */
  readonly paths?: Iterable<string>
  readonly now?: () => Date
}

/**
 * Writes a configuration file with values as they are now, at once or not at all.
 *
 * @param path native
 * @throws DtsError DTS_E_CONFIGFILEFAILEDEXPORT; DTS_E_COULDNOTRESOLVEPACKAGEPATH for a path that leads nowhere;
 *   DTS_E_PROPERTYWRITEONLY for a secret, which is never exported
 */
export async function exportConfigurationFile(pkg: Package, path: string, options: ExportOptions = {}): Promise<void> {
  const entries = options.paths ? chosenEntries(pkg, options.paths) : variableEntries(pkg)
  const date = logDate((options.now ?? (() => new Date()))())
  const heading = { generatedBy: author(), packageName: pkg.name, packageId: pkg.id, date }
  const text = formatConfigurationFile(heading, entries)
  checkReadable(text, path)
  try {
    await writePackageFile(path, Buffer.from(text))
  } catch (cause) {
    if (!(cause instanceof WmilinkError)) throw cause
    throw dtsError('DTS_E_CONFIGFILEFAILEDEXPORT', { path, reason: cause.message }, { cause, hint: cause.hint })
  }
}

/** A value may have characters that XML cannot carry: then nothing is written. */
function checkReadable(text: string, path: string): void {
  try {
    XmlDocument.parse(text)
  } catch (error) {
    if (!(error instanceof TextError)) throw error
    throw dtsError('DTS_E_CONFIGFILEFAILEDEXPORT', { path, reason: loggingText('forbiddenCharacter') })
  }
}

function* variableEntries(container: DtsContainer): Generator<ConfiguredEntry> {
  for (const variable of container.variables) {
    if (variable.systemVariable || variable.readOnly || variable.evaluateAsExpression) continue
    const written = configuredText(variable.value, variable.dataType)
    if (written) yield { path: `${variable.getPackagePath()}.Properties[Value]`, ...written }
  }
  for (const handler of container.eventHandlers) yield* variableEntries(handler)
  for (const child of container.children ?? []) yield* variableEntries(child)
}

function* chosenEntries(pkg: Package, paths: Iterable<string>): Generator<ConfiguredEntry> {
  for (const path of paths) {
    const { object, property } = findByPath(pkg, path)
    const value = property.getValue(object)
    const ofVariable = object instanceof Variable && property.name === 'Value' ? object.dataType : undefined
    const written = configuredText(value, ofVariable ?? typeOf(value))
    if (written) yield { path: property.packagePath(object), ...written }
  }
}

/** The type of a property's value: properties hold texts, whole numbers of 32 bits, and Booleans. */
function typeOf(value: unknown): VariableDataType {
  if (typeof value === 'boolean') return VariableDataType.Boolean
  return typeof value === 'number' ? VariableDataType.Int32 : VariableDataType.String
}

/** `DOMAIN\user` on Windows, elsewhere `HOST\user`. */
function author(): string {
  const computer = hostname().toUpperCase()
  try {
    return `${process.env.USERDOMAIN ?? computer}\\${userInfo().username}`
  } catch {
    // An account without an entry in the user database has no name.
    return computer
  }
}
