// A package as the command line means it: the file, then --connection, --set and the passwords, in this order.
import { stat } from 'node:fs/promises'
import { WmilinkError } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import { Package, setByPath } from '../ssis/index.js'
import type { Context } from './context.js'
import { PackageError, UsageError, withFactsOf } from './errors.js'
import { ExitCode } from './exit-code.js'
import { splitPair } from './option-values.js'
import { passwordFromFile } from './password.js'

/**
 * Loads a package and applies what the command line says about it.
 *
 * @throws PackageError when it is not there (exit code 4) or is no package (5); UsageError for an option that names nothing in it
 */
export async function openPackage(context: Context, file: string): Promise<Package> {
  const pkg = await loadPackage(file)
  const { connection = [], set = [], connectionPasswordFile = [] } = context.options
  for (const pair of connection) {
    const [name, text] = splitPair('--connection', pair)
    apply('--connection', name, () => {
      pkg.connections.get(name).connectionString = unquoted(text)
    })
  }
  for (const pair of set) {
    const [written, value] = splitPair('--set', pair)
    // `$Sensitive::` says that the value is a secret; values are never shown anyway.
    const path = written.replace(/^\$Sensitive::/i, '')
    apply('--set', path, () => setByPath(pkg, path, value))
  }
  // A secret is dropped when server or user change, so it comes last.
  for (const pair of connectionPasswordFile) {
    const [name, passwordFile] = splitPair('--connection-password-file', pair)
    const password = await passwordFromFile(passwordFile)
    apply('--connection-password-file', name, () => {
      const manager = pkg.connections.get(name)
      manager.properties.get('Password').setValue(manager, password)
    })
  }
  return pkg
}

/** Schedulers write the connection string of dtexec /CONN between quotes. */
function unquoted(text: string): string {
  const inner = /^"(.*)"$/s.exec(text.trim())?.[1]
  return inner ?? text
}

/** Says which option is wrong; the words of the object model follow. */
function apply(option: string, subject: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    throw withFactsOf(
      new UsageError(`${option} ${subject}: ${error.message}`, { hint: error.hint, cause: error }),
      error,
    )
  }
}

/** @throws PackageError as {@link openPackage} */
async function loadPackage(file: string): Promise<Package> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) {
    if (found.code === 'ENOENT' || found.code === 'ENOTDIR')
      throw new PackageError(cliText('packageMissing', { file }), ExitCode.PackageNotFound, {
        hint: cliText('packageMissingHint'),
      })
    throw unreadable(file, found)
  }
  if (!found.isFile())
    throw new PackageError(cliText('packageNoFile', { file }), ExitCode.PackageNotLoaded, {
      hint: cliText('packageMissingHint'),
    })
  try {
    return await Package.load(file)
  } catch (error) {
    if (error instanceof WmilinkError) {
      const options = { hint: error.hint, cause: error }
      const message = error.message.includes(file) ? error.message : `${file}: ${error.message}`
      throw withFactsOf(new PackageError(message, ExitCode.PackageNotLoaded, options), error)
    }
    if (error instanceof Error && 'code' in error) throw unreadable(file, error)
    throw error
  }
}

function unreadable(file: string, error: Error & { readonly code?: unknown }): PackageError {
  return new PackageError(
    cliText('packageUnreadable', { file, reason: String(error.code) }),
    ExitCode.PackageNotLoaded,
    { hint: cliText('packageUnreadableHint'), cause: error },
  )
}
