// A package as the command line means it: the file, then what options change of it, then the passwords.
import { stat } from 'node:fs/promises'
import { WmilinkError } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import { cliRunText } from '../base/texts/cli-run.js'
import { DtsError, Package } from '../ssis/index.js'
import { closedSecrets, ProjectFile } from '../ssis/protection/index.js'
import type { XmlElement } from '../xml/index.js'
import type { Context } from './context.js'
import { PackageError, withFactsOf } from './errors.js'
import { ExitCode } from './exit-code.js'
import { splitPair } from './option-values.js'
import type { Options } from './options.js'
import { applyChange, named, type PackageChange } from './package-changes.js'
import { askPassword, passwordFromFile } from './password.js'
import { problemLine } from './problem-line.js'

/**
 * Loads a package and applies what the command line says about it.
 *
 * @param options.ask false: nobody is asked for the package's password
 * @throws PackageError when it is not there (exit code 4) or is no package (5); UsageError for an option that names nothing in it
 */
export async function openPackage(
  context: Context,
  file: string,
  { ask = true }: { readonly ask?: boolean } = {},
): Promise<Package> {
  const { messages, options } = context
  const pkg = await loadPackage(context, file, ask ? {} : { ask })
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

/** How a package file is loaded. */
export interface LoadRequest {
  /** How the command line names the file. */
  readonly written?: string
  /** That of the package; by default the one of --package-password-file. */
  readonly password?: string | undefined
  /** False: nobody is asked for a password. */
  readonly ask?: boolean
  /** Without the project that stands beside the file. */
  readonly alone?: boolean
}

/**
 * Loads a package. Where secrets stay closed without a password, it is asked for on a terminal.
 *
 * @throws PackageError as {@link openPackage}
 */
export function loadPackage(context: Context, file: string, request: LoadRequest = {}): Promise<Package> {
  const { written = file, ask = true, alone = false } = request
  return loadFile(file, written, async () => {
    const password = request.password ?? (await passwordOfFile(context))
    return loadAsking(context, written, ask && password === undefined, async given => {
      const pkg = await Package.load(file, { password: given ?? password, alone })
      return { loaded: pkg, closed: needsPassword(pkg) }
    })
  })
}

/** As {@link loadPackage} for a file of a project. @throws PackageError as {@link openPackage} */
export function loadProjectFile(context: Context, file: string): Promise<ProjectFile> {
  return loadFile(file, file, async () => {
    const password = await passwordOfFile(context)
    return loadAsking(context, file, password === undefined, async given => {
      const loaded = await ProjectFile.load(file, given ?? password)
      return { loaded, closed: holdsClosed(loaded.root) }
    })
  })
}

/** Loads a file and says what is wrong with it. @param written how the command line names it */
async function loadFile<T>(file: string, written: string, load: () => Promise<T>): Promise<T> {
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
    return await load()
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

async function passwordOfFile({ options }: Context): Promise<string | undefined> {
  return options.packagePasswordFile === undefined ? undefined : passwordFromFile(options.packagePasswordFile)
}

/** Loads with the password that a person gives where one is needed. @param load answers whether something stayed closed */
async function loadAsking<T>(
  context: Context,
  written: string,
  ask: boolean,
  load: (password?: string) => Promise<{ readonly loaded: T; readonly closed: boolean }>,
): Promise<T> {
  if (!ask || context.io.stdin.isTTY !== true) return (await load()).loaded
  let first: { readonly loaded: T } | undefined
  try {
    const { loaded, closed } = await load()
    if (!closed) return loaded
    first = { loaded }
  } catch (error) {
    if (!(error instanceof DtsError) || error.symbol !== 'DTS_E_PACKAGEPASSWORD') throw error
  }
  const password = await askPassword(context.io, cliRunText('askPackagePassword', { file: written }), context.signal)
  // Who gives none wants what can be had without.
  return password === '' && first ? first.loaded : (await load(password)).loaded
}

/** Whether something in the package or its project was encrypted with a password. */
function needsPassword({ node, project }: Package): boolean {
  const roots = [
    node.element,
    ...(project?.managers ?? []).map(manager => manager.element),
    ...(project?.parameters ?? []),
  ]
  return roots.some(holdsClosed)
}

function holdsClosed(root: XmlElement): boolean {
  return closedSecrets(root).some(({ form }) => form !== 'userKey')
}

function unreadable(file: string, error: Error & { readonly code?: unknown }): PackageError {
  return new PackageError(
    cliText('packageUnreadable', { file, reason: String(error.code) }),
    ExitCode.PackageNotLoaded,
    { hint: cliText('packageUnreadableHint'), cause: error },
  )
}
