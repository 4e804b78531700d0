// EncryptAllWithPassword: the package element, encrypted, is the document. Real files of SQL Server 2014 have this form.
import { XmlDocument } from '../../xml/index.js'
import { deriveKey } from './key.js'
import { encryptedData } from './seal.js'

/** The text of a file that is encrypted as a whole; secrets stand in clear text inside it. */
export function sealWhole(text: string, password: string): string {
  const { root } = XmlDocument.parse(text)
  // What stands around the element, such as the declaration, is not part of it.
  const plain = root.source ? text.slice(root.source.start, root.source.end) : text
  return `<?xml version="1.0"?>${encryptedData(plain, deriveKey(password))}`
}
