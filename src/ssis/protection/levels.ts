// What saving with a protection level asks for.
import { protectionText } from '../../base/texts/ssis-protection.js'
import type { XmlElement } from '../../xml/index.js'
import { DTSProtectionLevel } from '../enums.js'
import { dtsError } from '../errors.js'
import { memberName } from '../property-values.js'
import { closedSecrets, storedSecrets } from './forms.js'

/** Whether a level encrypts with the package's password. */
export function isPasswordLevel(level: number): boolean {
  return (
    level === DTSProtectionLevel.EncryptSensitiveWithPassword || level === DTSProtectionLevel.EncryptAllWithPassword
  )
}

/**
 * Looks whether a document can be written with a level. With another level than before, secrets that are still closed are taken out
 * of the document when that was asked for.
 *
 * @throws DtsError DTS_E_PACKAGEPASSWORDEMPTY, DTS_E_PACKAGEPROTECT
 */
export function checkSaving(
  root: XmlElement,
  stored: { readonly level: number; readonly password: boolean },
  level: number,
  { unsaved, dropUnreadable }: { readonly unsaved: boolean; readonly dropUnreadable: boolean },
): void {
  const changed = level !== stored.level
  if (isPasswordLevel(level) && !stored.password && (changed || unsaved)) throw dtsError('DTS_E_PACKAGEPASSWORDEMPTY')
  if (!changed) return
  checkWritable(root, level)
  const closed = closedSecrets(root)
  if (closed.length > 0 && !dropUnreadable) {
    const reason = protectionText('closedSecrets', { names: closed.map(({ element }) => placeOf(element)).join(', ') })
    throw dtsError('DTS_E_PACKAGEPROTECT', { reason }, { hint: protectionText('closedSecretsHint') })
  }
  for (const { element } of closed) element.remove()
}

/** Only Windows has the keys of its users, and only a server stores for itself. */
function checkWritable(root: XmlElement, level: number): void {
  if (level === DTSProtectionLevel.DontSaveSensitive || isPasswordLevel(level)) return
  const open = storedSecrets(root).some(({ element, form }) => form === 'clear' && element.text !== '')
  if (level === DTSProtectionLevel.EncryptSensitiveWithUserKey && !open) return
  const reason = protectionText('cannotWriteLevel', { level: memberName(DTSProtectionLevel, level) ?? String(level) })
  throw dtsError('DTS_E_PACKAGEPROTECT', { reason }, { hint: protectionText('cannotWriteLevelHint') })
}

/** The object that has a secret, and what the file calls the secret if it tells. */
function placeOf(element: XmlElement): string {
  let owner: string | undefined
  for (let at: XmlElement | null = element.parent; at && owner === undefined; at = at.parent) owner = nameOf(at)
  const own = nameOf(element) ?? (element.localName === 'EncryptedData' ? undefined : element.localName)
  return [owner, own].filter(part => part !== undefined).join('.')
}

function nameOf(element: XmlElement): string | undefined {
  const attribute = element.attributes.find(({ localName }) => localName === 'ObjectName' || localName === 'Name')
  return attribute?.value
}
