import { WmilinkError } from '../../base/errors.js'
import { cliSecretText } from '../../base/texts/cli-secret.js'
import { DTSProtectionLevel } from '../../ssis/index.js'
import { memberName } from '../../ssis/property-values.js'
import { closedSecrets } from '../../ssis/protection/index.js'
import { type Context, type Execute, writeRows, writerFor } from '../context.js'
import { UsageError } from '../errors.js'
import { loadPackage } from '../package-file.js'
import { askPassword, passwordFromFile } from '../password.js'

const levels = {
  dontsavesensitive: DTSProtectionLevel.DontSaveSensitive,
  encryptsensitivewithpassword: DTSProtectionLevel.EncryptSensitiveWithPassword,
  encryptallwithpassword: DTSProtectionLevel.EncryptAllWithPassword,
} as const

/** `wmilink protect PACKAGE`: another protection level, another password. Everything is encrypted anew, or nothing is written. */
export const execute: Execute = async (context, [file = '']) => {
  const { options } = context
  const pkg = await loadPackage(context, file)
  const level = levelOf(options.level) ?? pkg.protectionLevel
  if (!Object.values<number>(levels).includes(level))
    throw new UsageError(cliSecretText('level', { level: String(level) }), { hint: cliSecretText('levelHint') })
  const closed = closedSecrets(pkg.node.element)
  if (closed.length > 0) {
    if (!options.dropUnreadable)
      throw new WmilinkError(cliSecretText('closed', { file, count: closed.length }), {
        hint: cliSecretText('closedHint'),
      })
    for (const { element } of closed) element.remove()
  }
  const next = await newPassword(context, file, level)
  if (next !== undefined) pkg.packagePassword = next
  pkg.protectionLevel = level
  await pkg.save(options.output ?? file)
  const name = memberName(DTSProtectionLevel, level) ?? String(level)
  const row = { file: options.output ?? file, level: name, dropped: String(closed.length) }
  await writeRows(writerFor(context, { single: true, columns: Object.keys(row) }), [row])
  return undefined
}

/** @throws UsageError */
function levelOf(text: string | undefined): DTSProtectionLevel | undefined {
  if (text === undefined) return undefined
  const name = text.toLowerCase()
  if (Object.hasOwn(levels, name)) return levels[name as keyof typeof levels]
  throw new UsageError(cliSecretText('level', { level: text }), { hint: cliSecretText('levelHint') })
}

/** The password to write with; undefined keeps the one that opened the package. @throws UsageError for an empty one */
async function newPassword(context: Context, file: string, level: number): Promise<string | undefined> {
  const { options, io, signal } = context
  if (level === levels.dontsavesensitive) return undefined
  let password: string | undefined
  if (options.newPackagePasswordFile !== undefined) password = await passwordFromFile(options.newPackagePasswordFile)
  else if (options.packagePasswordFile !== undefined) return passwordFromFile(options.packagePasswordFile)
  else password = await askPassword(io, cliSecretText('askNewPackage', { file }), signal)
  if (password === '') throw new UsageError(cliSecretText('emptyPassword'))
  return password
}
