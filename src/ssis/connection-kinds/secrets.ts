import type { XmlElement } from '../../xml/index.js'
import { parseBoolean } from '../dtsx/values.js'

/** A secret as a file keeps it: in clear text, or in a form that cannot be opened here. */
export interface StoredSecret {
  readonly element: XmlElement
  readonly form: 'clear' | 'userKey' | 'password'
}

const encryptionNamespace = 'http://www.w3.org/2001/04/xmlenc#'

/** Every secret below an element: `Sensitive="1"` elements and XML-Encryption elements. */
export function storedSecrets(element: XmlElement): StoredSecret[] {
  const found: StoredSecret[] = []
  for (const inner of element.children) {
    const form = secretForm(inner)
    if (form) found.push({ element: inner, form })
    else found.push(...storedSecrets(inner))
  }
  return found
}

function secretForm(element: XmlElement): StoredSecret['form'] | undefined {
  if (element.is('EncryptedData', encryptionNamespace)) return 'password'
  const flag = (name: string) =>
    parseBoolean(element.attributes.find(attribute => attribute.localName === name)?.value ?? '') ?? false
  if (!flag('Sensitive')) return undefined
  if (flag('Encrypted')) return 'userKey'
  // Project files encrypt the text and keep salt and vector as attributes.
  return element.attributes.some(attribute => attribute.localName === 'Salt') ? 'password' : 'clear'
}

/** A connection string of any kind without the values of its passwords, quoted ones included. @param mask stands for each */
export function withoutPasswords(text: string, mask = ''): string {
  return text.replace(/((?:password|pwd|accountkey|sastoken)\s*=\s*)(?:"[^"]*"|'[^']*'|[^;]*)/gi, `$1${mask}`)
}
