// Which file holds the package to run.
import { readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { stockText } from '../../../base/texts/ssis-stock-tasks.js'
import type { TaskContext } from '../../contract.js'
import { type DtsProblem, dtsError } from '../../errors.js'
import { sameName } from '../../names.js'
import { nativeFile } from '../data-reader/file-failure.js'
import { findManager, isOfType, managerProblems } from '../references.js'
import type { PackageSettings } from './settings.js'

/** What can be known to be wrong before the run. @throws DtsError for what makes the rest unknown */
export function checkPlace(settings: PackageSettings, context: TaskContext): DtsProblem[] {
  if (settings.projectReference) {
    besideParent(settings, context)
    return []
  }
  const manager = packageManager(settings, context)
  const problems = managerProblems(manager)
  if (problems.length === 0 && !manager.delayValidation) managedFile(settings, context)
  return problems
}

/** The file on this system, and its path as the package writes it. @throws DtsError with the task's documented codes */
export async function findPackage(
  settings: PackageSettings,
  context: TaskContext,
): Promise<{ readonly native: string; readonly path: string }> {
  const found = settings.projectReference ? besideParent(settings, context) : managedFile(settings, context)
  const native = settings.projectReference ? await inAnyCase(found.native) : found.native
  return { ...found, native }
}

/** A project reference names a package in the folder of its own. */
function besideParent({ packageName: path }: PackageSettings, context: TaskContext) {
  if (!path) throw dtsError('DTS_E_TKEXECPACKAGE_UNSPECIFIEDPACKAGE')
  const parent = context.host.package.path
  if (parent === null)
    throw dtsError(
      'DTS_E_TKEXECPACKAGE_UNABLETOLOAD',
      { reason: stockText('parentNoFile') },
      {
        hint: stockText('parentNoFileHint'),
      },
    )
  return { path, native: join(dirname(resolve(parent)), nativeFile(path, context.nativePath)) }
}

/** Windows does not care for the case of names. */
async function inAnyCase(native: string): Promise<string> {
  if (await stat(native).catch(() => undefined)) return native
  const folder = dirname(native)
  const names = await readdir(folder).catch(() => [])
  const found = names.find(name => sameName(join(folder, name), native))
  return found === undefined ? native : join(folder, found)
}

function managedFile(settings: PackageSettings, context: TaskContext) {
  const path = packageManager(settings, context).connectionString.trim()
  if (!path) throw dtsError('DTS_E_TKEXECPACKAGE_UNSPECIFIEDPACKAGE')
  return { path, native: resolve(nativeFile(path, context.nativePath)) }
}

function packageManager({ connection }: PackageSettings, { connections }: TaskContext) {
  if (!connection) throw dtsError('DTS_E_TKEXECPACKAGE_UNSPECIFIEDCONNECTION')
  const manager = findManager(connections, connection)
  if (!manager) throw dtsError('DTS_E_CONNECTIONNOTFOUND', { name: connection })
  const { name, creationName: type } = manager
  if (!isOfType(manager, 'FILE')) throw dtsError('DTS_E_TKEXECPACKAGE_INCORRECTCONNECTIONMANAGERTYPE', { name, type })
  return manager
}

/** Refuses a package that runs already: it would never end. @throws DtsError DTS_E_TKEXECPACKAGE_UNABLETOLOAD with the chain */
export async function checkChain(native: string, chain: readonly string[]): Promise<void> {
  const wanted = await real(native)
  const files = await Promise.all(chain.map(real))
  const at = files.indexOf(wanted)
  if (at < 0) return
  const path = [...chain.slice(at), chain[at]].join(' → ')
  const reason = stockText('packageCycle', { path })
  throw dtsError('DTS_E_TKEXECPACKAGE_UNABLETOLOAD', { reason }, { hint: stockText('packageCycleHint') })
}

async function real(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}
