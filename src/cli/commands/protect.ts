import { WmilinkError } from '../../base/errors.js'
import { cliSecretText } from '../../base/texts/cli-secret.js'
import { DTSProtectionLevel } from '../../ssis/index.js'
import {
  closedSecrets,
  dropClosed,
  isPasswordLevel,
  levelName,
  levelOfName,
  ProjectFile,
  type SaveOptions,
  secretPlace,
} from '../../ssis/protection/index.js'
import type { XmlElement } from '../../xml/index.js'
import { type Context, type Execute, writeRows, writerFor } from '../context.js'
import { UsageError } from '../errors.js'
import { loadPackage, loadProjectFile } from '../package-file.js'
import { askPasswordTwice, passwordFromFile } from '../password.js'

const { DontSaveSensitive, EncryptSensitiveWithPassword, EncryptAllWithPassword } = DTSProtectionLevel
const levelsOfProjects: readonly number[] = [DontSaveSensitive, EncryptSensitiveWithPassword]
const levelsOfPackages: readonly number[] = [...levelsOfProjects, EncryptAllWithPassword]

/** A package, or a file of a project. */
interface Protected {
  readonly root: XmlElement
  readonly levels: readonly number[]
  level: number
  password: (password: string) => void
  save(path: string, options: SaveOptions): Promise<void>
}

/** `wmilink protect PACKAGE`: another protection level, another password. Everything is encrypted anew, or nothing is written. */
export const execute: Execute = async (context, [file = '']) => {
  const { options } = context
  const target = ProjectFile.is(file) ? await projectFile(context, file) : await packageFile(context, file)
  target.level = levelFor(options.level, target)
  const names = closedSecrets(target.root).map(({ element }) => secretPlace(element))
  if (names.length > 0) {
    const told = { file, count: names.length, names: names.join(', ') }
    if (!options.dropUnreadable)
      throw new WmilinkError(cliSecretText('closed', told), { hint: cliSecretText('closedHint') })
    dropClosed(target.root)
    context.messages.notice(cliSecretText('dropped', { names: told.names }))
  }
  const next = await newPassword(context, file, target.level)
  if (next !== undefined) target.password(next)
  const output = options.output ?? file
  await target.save(output, { anew: true })
  const row = { file: output, level: levelName(target.level), dropped: names.length }
  await writeRows(writerFor(context, { single: true, columns: Object.keys(row) }), [row])
  return undefined
}

/** Alone: what stands beside it may have another password by now. */
async function packageFile(context: Context, file: string): Promise<Protected> {
  const pkg = await loadPackage(context, file, { alone: true })
  return {
    root: pkg.node.element,
    levels: levelsOfPackages,
    get level() {
      return pkg.protectionLevel
    },
    set level(level: number) {
      pkg.properties.get('ProtectionLevel').setValue(pkg, level)
    },
    password: password => {
      pkg.packagePassword = password
    },
    save: (path, options) => pkg.save(path, options),
  }
}

async function projectFile(context: Context, file: string): Promise<Protected> {
  const project = await loadProjectFile(context, file)
  return {
    root: project.root,
    levels: levelsOfProjects,
    get level() {
      return project.protectionLevel
    },
    set level(level: number) {
      project.protectionLevel = level
    },
    password: password => {
      project.packagePassword = password
    },
    save: (path, options) => project.save(path, options),
  }
}

/** The level that was asked for, or the one of the file. @throws UsageError when it cannot be written */
function levelFor(asked: string | undefined, { level, levels }: Protected): number {
  const wanted = asked === undefined ? level : levelOfName(asked)
  if (wanted !== undefined && levels.includes(wanted)) return wanted
  const hint = cliSecretText('levelHint', { levels: levels.map(levelName).join(', ') })
  throw new UsageError(cliSecretText('level', { level: asked ?? levelName(level) }), { hint })
}

/** The password to write with; undefined keeps the one that opened the file. @throws UsageError for an empty one */
async function newPassword(context: Context, file: string, level: number): Promise<string | undefined> {
  const { newPackagePasswordFile, packagePasswordFile } = context.options
  if (!isPasswordLevel(level)) return undefined
  if (newPackagePasswordFile === undefined && packagePasswordFile !== undefined) return undefined
  const password =
    newPackagePasswordFile === undefined
      ? await askPasswordTwice(context, cliSecretText('askNewPackage', { file }))
      : await passwordFromFile(newPackagePasswordFile)
  if (password === '') throw new UsageError(cliSecretText('emptyPassword'))
  return password
}
