// How files keep secrets. Every form is one element.
import type { XmlElement } from '../../xml/index.js'
import { dtsNamespace } from '../dtsx/format.js'
import { parseBoolean } from '../dtsx/values.js'

/** The namespace of W3C XML Encryption. */
export const encryptionNamespace = 'http://www.w3.org/2001/04/xmlenc#'

/** The namespace of project files. */
export const projectNamespace = 'www.microsoft.com/SqlServer/SSIS'

/**
 * - `clear`: text that anybody can read
 * - `userKey`: encrypted by Windows for one of its users
 * - `package`: with the package password, as packages do: an XML-Encryption element in its place, or inside it
 * - `project`: with the project password, as project files do: the encrypted element as its text, salt and vector as attributes
 */
export type SecretForm = 'clear' | 'userKey' | 'package' | 'project'

/** A secret as a file keeps it. */
export interface StoredSecret {
  readonly element: XmlElement
  readonly form: SecretForm
}

/** Whether a text can have an element that is marked as a secret: a look that spares reading it. */
export function mayHoldSecrets(text: string): boolean {
  return /\bSensitive\s*=\s*["']\s*(?:-?1|true)/i.test(text)
}

/** Whether this is the XML-Encryption element of a password level. */
export function isEncryptedData(element: XmlElement): boolean {
  return element.is('EncryptedData', encryptionNamespace)
}

/** The form of a secret; undefined for an element that is none. */
export function secretForm(element: XmlElement): SecretForm | undefined {
  if (isEncryptedData(element)) return 'package'
  if (isParameter(element)) return undefined
  if (!flag(element, 'Sensitive') && !isParameterValue(element)) return undefined
  // A parameter's value keeps its element around the encrypted one.
  if (element.children.some(isEncryptedData)) return 'package'
  if (flag(element, 'Encrypted')) return 'userKey'
  return projectAttribute(element, 'Salt') === undefined ? 'clear' : 'project'
}

/** Whether an element holds a secret that is still encrypted. */
export function isClosed(element: XmlElement | undefined): boolean {
  const form = element && secretForm(element)
  return form !== undefined && form !== 'clear'
}

/** Every secret below an element, in the order of the document. */
export function storedSecrets(root: XmlElement): StoredSecret[] {
  const found: StoredSecret[] = []
  const open = [...root.children].reverse()
  for (let element = open.pop(); element; element = open.pop()) {
    const form = secretForm(element)
    if (form) found.push({ element, form })
    else for (let at = element.children.length - 1; at >= 0; at -= 1) open.push(...element.children.slice(at, at + 1))
  }
  return found
}

/** Secrets below an element that are still encrypted. */
export function closedSecrets(root: XmlElement): StoredSecret[] {
  return storedSecrets(root).filter(({ form }) => form !== 'clear')
}

/** The object that has a secret and what the file calls the secret, as far as it tells: `Connection.ServerPassword`. */
export function secretPlace(element: XmlElement): string {
  let owner: string | undefined
  for (let at = element.parent; at && owner === undefined; at = at.parent) owner = nameOf(at)
  const own = isEncryptedData(element) ? undefined : (nameOf(element) ?? element.localName)
  return [owner, own].filter(part => part !== undefined).join('.')
}

function nameOf({ attributes }: XmlElement): string | undefined {
  return attributes.find(({ localName }) => localName === 'ObjectName' || localName === 'Name')?.value
}

/** Salt or IV of the project form, whatever prefix the file gives them. */
export function projectAttribute(element: XmlElement, name: 'Salt' | 'IV'): string | undefined {
  return element.attributes.find(attribute => attribute.localName === name && !attribute.declares)?.value
}

/** The value element of a sensitive package parameter. */
function isParameterValue(element: XmlElement): boolean {
  const { parent } = element
  return (
    element.is('Property', dtsNamespace) &&
    element.get('Name', dtsNamespace) === 'ParameterValue' &&
    parent !== null &&
    isParameter(parent) &&
    flag(parent, 'Sensitive')
  )
}

function isParameter(element: XmlElement): boolean {
  return element.is('PackageParameter', dtsNamespace)
}

function flag(element: XmlElement, name: string): boolean {
  const attribute = element.attributes.find(other => other.localName === name && !other.declares)
  return parseBoolean(attribute?.value ?? '') ?? false
}
