// The load and configuration phases of dtexec.
import { DriveMap } from '../../base/drives.js'
import { WmilinkError } from '../../base/errors.js'
import { dtexecText } from '../../base/texts/cli-dtexec.js'
import { cliRunText } from '../../base/texts/cli-run.js'
import { applyConfigurations } from '../../ssis/configurations/index.js'
import type { ExtraLogProvider, Package } from '../../ssis/index.js'
import { logProviderKind } from '../../ssis/logging/index.js'
import { sameName } from '../../ssis/names.js'
import type { Context } from '../context.js'
import { UsageError } from '../errors.js'
import { applyChange, type OnProblem } from '../package-changes.js'
import { loadPackage, setConnectionPasswords } from '../package-file.js'
import { refusal } from './options.js'
import { unpackProject } from './project-file.js'
import type { DtexecRequest, Verification } from './request.js'

/** A package that is ready to run. */
export interface OpenedPackage {
  readonly pkg: Package
  /** Removes what was unpacked for it. */
  close(): Promise<void>
}

/** Loads the package of a request. @throws PackageError, UsageError */
export async function loadRequested(context: Context, { source, password }: DtexecRequest): Promise<OpenedPackage> {
  const native = new DriveMap(context.options.drive).toNative(source.path)
  if (source.kind === 'file')
    return { pkg: await loadPackage(context, native, { written: source.path, password }), close: async () => {} }
  const project = await unpackProject(native, source.path, source.package)
  try {
    return {
      pkg: await loadPackage(context, project.packagePath, { written: source.package, password }),
      close: project.remove,
    }
  } catch (error) {
    await project.remove()
    throw error
  }
}

/**
 * Configures a package: its own configurations for the first time, then the changes of the command line in their order. When it runs, its
 * own configurations are applied again, so that they win.
 *
 * @param onProblem hears what configuration files could not set
 * @throws UsageError for a change that does not fit the package
 */
export async function configureRequested(
  context: Context,
  pkg: Package,
  { changes, visiblePassword }: DtexecRequest,
  onProblem: OnProblem,
): Promise<void> {
  const drives = new DriveMap(context.options.drive)
  const nativePath = (path: string): string => drives.toNative(path)
  // What goes wrong here goes wrong again when the package runs, and is told then.
  await applyConfigurations(pkg, { env: context.io.env, nativePath, onProblem: () => {} })
  const seen = new Set<string>(visiblePassword === undefined ? [] : [visiblePassword])
  for (const change of changes) {
    const secret = await applyChange(context, pkg, change, onProblem)
    if (secret && change.visible) seen.add(change.option)
  }
  for (const option of seen) context.messages.warning(cliRunText('visibleSecret', { option }))
  await setConnectionPasswords(context, pkg)
}

/** @throws WmilinkError when the package is not the one that the command line means */
export function verifyRequested(pkg: Package, { verifications }: DtexecRequest): void {
  for (const { option, kind, expected } of verifications) {
    const found = foundIn(pkg, kind, expected)
    if (sameName(found, expected)) continue
    const key = kind === 'build' ? 'buildDiffers' : 'idDiffers'
    throw new WmilinkError(dtexecText(key, { option, found, expected }), { hint: dtexecText('verifyHint') })
  }
}

/** A build number as exactly as it was asked for. */
function foundIn(pkg: Package, kind: Verification['kind'], expected: string): string {
  if (kind === 'packageId') return pkg.id
  if (kind === 'versionId') return pkg.versionGUID
  const { versionMajor, versionMinor, versionBuild } = pkg
  return [versionMajor, versionMinor, versionBuild].slice(0, expected.split('.').length).join('.')
}

/** The log providers of /Logger and /VLog. @throws UsageError for one that is unknown or writes nothing here */
export function loggersOf({ loggers, verboseLog }: DtexecRequest): ExtraLogProvider[] {
  for (const { kind } of loggers) {
    const known = logProviderKind(kind)
    if (!known) throw new UsageError(dtexecText('unknownLogger', { kind }), { hint: dtexecText('unknownLoggerHint') })
    if (!known.form) throw refusal(`/Logger ${kind}`, 'noSuchLog')
  }
  const file = verboseLog?.file
  return file === undefined ? [...loggers] : [...loggers, { kind: 'DTS.LogProviderTextFile', configString: file }]
}
