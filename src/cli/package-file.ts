// A package as the command line means it: the file, then what options change of it, then the passwords.
import { stat } from 'node:fs/promises'
import { WmilinkError } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import { cliRunText } from '../base/texts/cli-run.js'
import { Package } from '../ssis/index.js'
import type { Context } from './context.js'
import { PackageError, withFactsOf } from './errors.js'
import { ExitCode } from './exit-code.js'
import { splitPair } from './option-values.js'
import type { Options } from './options.js'
import { applyChange, named, type PackageChange } from './package-changes.js'
import { passwordFromFile } from './password.js'
import { problemLine } from './problem-line.js'

/**
 * Loads a package and applies what the command line says about it.
 *
 * @throws PackageError when it is not there (exit code 4) or is no package (5); UsageError for an option that names nothing in it
 */
export async function openPackage(context: Context, file: string): Promise<Package> {
  const { messages, options } = context
  const pkg = await loadPackage(file)
  for (const change of changesOf(options)) {
    const secret = await applyChange(context, pkg, change, (problem, severity) =>
      messages.line(problemLine(messages.paint, severity, pkg.name, problem)),
    )
    if (secret) messages.warning(cliRunText('visibleSecret', { option: change.option }))
  }
  await setConnectionPasswords(context, pkg)
  return pkg
}

/** Configuration files first, so that what is said on the command line itself wins over them. */
function changesOf({ configuration = [], connection = [], set = [], parameter = [] }: Options): PackageChange[] {
  return [
    ...configuration.map((file): PackageChange => ({ option: '--configuration', kind: 'configuration', file })),
    ...connection.map((pair): PackageChange => {
      const [name, text] = splitPair('--connection', pair)
      return { option: '--connection', kind: 'connection', name, text: unquoted(text) }
    }),
    ...set.map((pair): PackageChange => {
      const [written, value] = splitPair('--set', pair)
      // `$Sensitive::` says that the value is a secret; values are never shown anyway.
      const path = written.replace(/^\$Sensitive::/i, '')
      return { option: '--set', kind: 'set', path, value, ...(path === written ? {} : { sensitive: true }) }
    }),
    ...parameter.map((pair): PackageChange => {
      const at = pair.indexOf('=')
      return { option: '--parameter', kind: 'parameter', name: pair.slice(0, at).trim(), value: pair.slice(at + 1) }
    }),
  ]
}

/** Passwords of --connection-password-file. A secret is dropped when server or user change, so they come last. */
export async function setConnectionPasswords({ options }: Context, pkg: Package): Promise<void> {
  for (const pair of options.connectionPasswordFile ?? []) {
    const [name, passwordFile] = splitPair('--connection-password-file', pair)
    const password = await passwordFromFile(passwordFile)
    named('--connection-password-file', name, () => {
      const manager = pkg.connections.get(name)
      manager.properties.get('Password').setValue(manager, password)
    })
  }
}

/** Schedulers write the connection string of dtexec /CONN between quotes. */
function unquoted(text: string): string {
  const inner = /^"(.*)"$/s.exec(text.trim())?.[1]
  return inner ?? text
}

/** @param written how the command line names the file. @throws PackageError as {@link openPackage} */
export async function loadPackage(file: string, written = file): Promise<Package> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) {
    if (found.code === 'ENOENT' || found.code === 'ENOTDIR')
      throw new PackageError(cliText('packageMissing', { file: written }), ExitCode.PackageNotFound, {
        hint: cliText('packageMissingHint'),
      })
    throw unreadable(written, found)
  }
  if (!found.isFile())
    throw new PackageError(cliText('packageNoFile', { file: written }), ExitCode.PackageNotLoaded, {
      hint: cliText('packageMissingHint'),
    })
  try {
    return await Package.load(file)
  } catch (error) {
    if (error instanceof WmilinkError) {
      const options = { hint: error.hint, cause: error }
      const message = error.message.includes(file) ? error.message : `${written}: ${error.message}`
      throw withFactsOf(new PackageError(message, ExitCode.PackageNotLoaded, options), error)
    }
    if (error instanceof Error && 'code' in error) throw unreadable(written, error)
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
