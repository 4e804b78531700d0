import { XmlDocument, type XmlReadOptions } from '../../xml/index.js'

/**
 * Reads a message. Windows writes control characters as numeric references that XML 1.0 forbids (4.1, "Legal Character"); they are data
 * like others here, so that one of them in one value does not lose a page of rows. @throws TextError
 */
export function lenientXml(text: string, options: Omit<XmlReadOptions, 'lenient'> = {}): XmlDocument {
  return XmlDocument.parse(text, { ...options, lenient: true })
}
