// What saving with a protection level asks for.
import { protectionText } from '../../base/texts/ssis-protection.js'
import type { XmlElement } from '../../xml/index.js'
import { dtsNamespace } from '../dtsx/format.js'
import { DTSProtectionLevel } from '../enums.js'
import { dtsError } from '../errors.js'
import { sameName } from '../names.js'
import { memberName } from '../property-values.js'
import { closedSecrets, projectNamespace, secretPlace, storedSecrets } from './forms.js'

/** How a file is saved. */
export interface SaveOptions {
  /** With another protection level: secrets that were not opened are left out instead of keeping the file from being saved. */
  readonly dropUnreadable?: boolean
  /** Every secret is encrypted anew, and what the file had in clear text follows the level too. */
  readonly anew?: boolean
}

/** What is about to be written. */
export interface Saving {
  readonly level: number
  /** Another level than the file has, or everything anew. */
  readonly changed: boolean
  readonly hasPassword: boolean
  /** There are secrets that the file does not have yet. */
  readonly unsaved: boolean
  readonly dropUnreadable: boolean
}

/** Whether a level encrypts with the package's password. */
export function isPasswordLevel(level: number): boolean {
  return (
    level === DTSProtectionLevel.EncryptSensitiveWithPassword || level === DTSProtectionLevel.EncryptAllWithPassword
  )
}

/** The level of this name, in any case; undefined when there is none. */
export function levelOfName(name: string): DTSProtectionLevel | undefined {
  return Object.entries(DTSProtectionLevel).find(([known]) => sameName(known, name))?.[1]
}

/** The name of a level. */
export function levelName(level: number): string {
  return memberName(DTSProtectionLevel, level) ?? String(level)
}

/**
 * Looks whether a document can be written with a level. With another level than before, secrets that are still closed are taken out
 * of the document when that was asked for.
 *
 * @throws DtsError DTS_E_PACKAGEPASSWORDEMPTY, DTS_E_PACKAGEPROTECT
 */
export function prepareSaving(root: XmlElement, saving: Saving): void {
  const { level, changed, hasPassword, unsaved, dropUnreadable } = saving
  if (isPasswordLevel(level) && !hasPassword && (changed || unsaved)) throw dtsError('DTS_E_PACKAGEPASSWORDEMPTY')
  if (!changed) return
  checkWritable(root, level)
  const closed = closedSecrets(root)
  if (closed.length > 0 && !dropUnreadable) {
    const names = closed.map(({ element }) => secretPlace(element)).join(', ')
    const hint = protectionText('closedSecretsHint')
    throw dtsError('DTS_E_PACKAGEPROTECT', { reason: protectionText('closedSecrets', { names }) }, { hint })
  }
  dropClosed(root)
}

/** Takes the secrets that were not opened out of a document. */
export function dropClosed(root: XmlElement): void {
  for (const { element } of closedSecrets(root)) empty(element)
}

/** Only Windows has the keys of its users, and only a server stores for itself. */
function checkWritable(root: XmlElement, level: number): void {
  if (level === DTSProtectionLevel.DontSaveSensitive || isPasswordLevel(level)) return
  const open = storedSecrets(root).some(({ element, form }) => form === 'clear' && element.text !== '')
  if (level === DTSProtectionLevel.EncryptSensitiveWithUserKey && !open) return
  throw unwritableLevel(level)
}

/** A level that nothing can be written with here. */
export function unwritableLevel(level: number) {
  const reason = protectionText('cannotWriteLevel', { level: levelName(level) })
  return dtsError('DTS_E_PACKAGEPROTECT', { reason }, { hint: protectionText('cannotWriteLevelHint') })
}

/** The elements of packages and project files themselves stay, without what they held. */
function empty(element: XmlElement): void {
  if (element.namespace !== dtsNamespace && element.namespace !== projectNamespace) {
    element.remove()
    return
  }
  element.text = ''
  for (const { localName, namespace } of [...element.attributes])
    if (/^(?:Encrypted|Salt|IV)$/.test(localName)) element.set(localName, undefined, namespace)
}
