// Opening the secrets of a file's text: what was encrypted stands in clear in the text that is worked on, and in no other place.

import { protectionText } from '../../base/texts/ssis-protection.js'
import { XmlDocument, type XmlElement } from '../../xml/index.js'
import { type DtsError, dtsError } from '../errors.js'
import { decryptText, fromBase64 } from './cipher.js'
import { encryptionNamespace, isEncryptedData, projectAttribute, type StoredSecret, storedSecrets } from './forms.js'
import { deriveKey } from './key.js'
import { counter } from './seal.js'

/** The text of a file whose secrets were opened. */
export interface OpenedText {
  readonly text: string
  /** Each opened element as it stands in `text`, with the element that stood in the file for it. */
  readonly originals: ReadonlyMap<string, string>
}

/**
 * Opens every secret that was encrypted with a password, in packages and in project files; what Windows encrypted for a user stays.
 * The first one tells whether the password is right; another one that does not open was damaged, and stays closed.
 *
 * @param source the file's name, for errors
 * @throws DtsError DTS_E_PACKAGEPASSWORD when the password is wrong; TextError when the text is no XML
 */
export function openText(text: string, password: string, source?: string): OpenedText {
  const { root } = XmlDocument.parse(text, { source })
  const key = deriveKey(password)
  if (isEncryptedData(root)) {
    const plain = opened(decryptData(root, key))
    if (plain === undefined) throw wrongPassword()
    // The declaration is not part of what was encrypted.
    const line = plain.includes('\r\n') ? '\r\n' : '\n'
    return { text: `<?xml version="1.0"?>${line}${plain}`, originals: new Map() }
  }
  const originals = new Map<string, string>()
  const pieces: string[] = []
  const nth = counter()
  let at = 0
  for (const secret of storedSecrets(root)) {
    const { element } = secret
    const place = element.source
    const closed = secret.form === 'package' || secret.form === 'project'
    if (!closed || !place) continue
    const plain = opened(decryptSecret(secret, key))
    if (plain === undefined && originals.size === 0) throw wrongPassword()
    if (plain === undefined) continue
    originals.set(nth(plain), text.slice(place.start, place.end))
    pieces.push(text.slice(at, place.start), plain)
    at = place.end
  }
  return { text: pieces.join('') + text.slice(at), originals }
}

/** Whether a password opens this secret. */
export function opens(secret: StoredSecret, password: string): boolean {
  return opened(decryptSecret(secret, deriveKey(password))) !== undefined
}

/** Plain text that is no element was opened with a wrong key. */
function opened(plain: string | undefined): string | undefined {
  const trimmed = plain?.replace(/^<\?xml[^>]*\?>\s*/, '')
  return trimmed?.startsWith('<') && trimmed.trimEnd().endsWith('>') && isXml(trimmed) ? trimmed : undefined
}

/** What loading and a new password say of a password that does not open what is there. */
export function wrongPassword(): DtsError {
  return dtsError('DTS_E_PACKAGEPASSWORD', {}, { hint: protectionText('wrongPassword') })
}

function isXml(text: string): boolean {
  try {
    XmlDocument.parse(text)
    return true
  } catch {
    return false
  }
}

function decryptSecret({ element, form }: StoredSecret, key: Uint8Array): string | undefined {
  if (form === 'package') {
    const data = isEncryptedData(element) ? element : element.children.find(isEncryptedData)
    return data && decryptData(data, key)
  }
  const vector = fromBase64(projectAttribute(element, 'IV') ?? '')
  const sealed = fromBase64(element.text)
  return vector && sealed && decryptText(key, vector, sealed, 'pkcs7')
}

/** CipherValue holds the vector before the ciphertext. */
function decryptData(data: XmlElement, key: Uint8Array): string | undefined {
  const value = data.child('CipherData', encryptionNamespace)?.child('CipherValue', encryptionNamespace)
  const bytes = fromBase64(value?.text ?? '')
  return bytes && decryptText(key, bytes.subarray(0, 8), bytes.subarray(8), 'iso10126')
}

/** Whether a text is one that is encrypted as a whole with a password, which is needed to read it at all. */
export function isSealedWhole(text: string, source?: string): boolean {
  if (!text.slice(0, 2000).includes('EncryptedData')) return false
  const { root } = XmlDocument.parse(text, { source })
  const method = root.child('EncryptionMethod', encryptionNamespace)?.get('Algorithm')
  return isEncryptedData(root) && method === `${encryptionNamespace}tripledes-cbc`
}
