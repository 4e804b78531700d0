// Closing the secrets of a text that is about to be written.
import { XmlDocument, type XmlElement } from '../../xml/index.js'
import { dtsNamespace } from '../dtsx/format.js'
import { encrypt, randomVector } from './cipher.js'
import { encryptionNamespace, projectNamespace, storedSecrets } from './forms.js'
import { deriveKey } from './key.js'

const saltLength = 7

/** How the secrets of a text are written. */
export interface SealOptions {
  /** Undefined: secrets are left out, but for `originals` and `clear`. */
  readonly password: string | undefined
  /** As {@link openText} gave them; those that did not change keep their ciphertext, and new ones are added. Empty for a new password. */
  readonly originals: Map<string, string>
  /** Elements that the file had in clear text from the start: they are left as they are. */
  readonly clear: ReadonlySet<string>
  readonly form: 'package' | 'project'
}

/** The text as a file of its protection level has it. */
export function sealText(text: string, { password, originals, clear, form }: SealOptions): string {
  const { root } = XmlDocument.parse(text)
  const key = password === undefined ? undefined : deriveKey(password)
  const pieces: string[] = []
  let at = 0
  const nth = counter()
  for (const secret of storedSecrets(root)) {
    const { element } = secret
    const place = element.source
    // One that is empty is no secret: native managers keep such elements.
    if (secret.form !== 'clear' || !place || element.text === '') continue
    const plain = text.slice(place.start, place.end)
    const name = nth(plain)
    let written = originals.get(name)
    if (written === undefined && key) {
      written = sealElement(element, plain, key, form)
      originals.set(name, written)
    }
    if (written === undefined && clear.has(plain)) continue
    written ??= staysEmpty(element) ? emptyElement(element, text) : ''
    // A line of its own goes with the element.
    const before = text.slice(at, place.start)
    pieces.push(written === '' ? before.replace(/\r?\n[ \t]*$/, '') : before, written)
    at = place.end
  }
  return pieces.join('') + text.slice(at)
}

/** Equal secrets have different ciphertexts: the name of each one's in `originals`, by the order in the text. */
export function counter(): (plain: string) => string {
  const seen = new Map<string, number>()
  return plain => {
    const count = seen.get(plain) ?? 0
    seen.set(plain, count + 1)
    return count === 0 ? plain : `${plain}\0${count}`
  }
}

/** The elements of packages themselves stay when their secrets go, as SQL Server's tools write them without a level. */
function staysEmpty(element: XmlElement): boolean {
  return element.namespace === dtsNamespace || element.namespace === projectNamespace
}

function isParameterValue(element: XmlElement): boolean {
  return element.is('Property', dtsNamespace) && element.get('Name', dtsNamespace) === 'ParameterValue'
}

function sealElement(element: XmlElement, plain: string, key: Uint8Array, form: 'package' | 'project'): string {
  const whole = withNamespaces(element, plain)
  if (form === 'project') {
    const vector = randomVector()
    const salt = randomVector(saltLength).toString('base64')
    const sealed = encrypt(key, vector, Buffer.from(`\ufeff${whole}`), 'pkcs7').toString('base64')
    const prefix = element.scope.prefixOf(projectNamespace)
    const name = prefix ?? 'p4'
    const declared = prefix === undefined ? ` xmlns:p4="${projectNamespace}"` : ''
    const vectors = ` ${name}:Salt="${salt}" ${name}:IV="${vector.toString('base64')}"${declared}`
    return `${openTag(element, plain).replace(/\s*\/?>$/, '')}${vectors}>${sealed}</${element.name}>`
  }
  const data = encryptedData(whole, key)
  if (!isParameterValue(element)) return data
  // The element of a parameter's value stays around it, without its type.
  const prefix = element.name.slice(0, -'Property'.length)
  return `<${element.name} ${prefix}Name="ParameterValue">${data}</${element.name}>`
}

/** The XML-Encryption element of a text: the whole of an element that it stands for. */
export function encryptedData(plain: string, key: Uint8Array): string {
  const vector = randomVector()
  const value = Buffer.concat([vector, encrypt(key, vector, Buffer.from(plain), 'iso10126')]).toString('base64')
  const [salt, iv] = [randomVector(saltLength), vector].map(bytes => bytes.toString('base64'))
  return (
    `<EncryptedData Type="${encryptionNamespace}Element" Salt="${salt}" IV="${iv}" xmlns="${encryptionNamespace}">` +
    `<EncryptionMethod Algorithm="${encryptionNamespace}tripledes-cbc" /><CipherData><CipherValue>${value}</CipherValue></CipherData></EncryptedData>`
  )
}

const openTag = (element: XmlElement, plain: string) => {
  const { source } = element
  return source ? plain.slice(0, source.openEnd - source.start) : ''
}

function emptyElement(element: XmlElement, text: string): string {
  const { source } = element
  return source ? `${text.slice(source.start, source.openEnd).replace(/\s*\/>$/, '>')}</${element.name}>` : ''
}

/** The element's text with the declarations that it needs on its own. */
function withNamespaces(element: XmlElement, plain: string): string {
  const used = new Set([element, ...element.descendants()].flatMap(prefixesOf))
  const own = new Set(element.attributes.filter(({ declares }) => declares).map(({ name }) => name))
  let declarations = ''
  for (const prefix of used) {
    const namespace = element.scope.namespaceOf(prefix)
    const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
    if (namespace && !own.has(name)) declarations += ` ${name}="${namespace}"`
  }
  if (declarations === '') return plain
  const tag = openTag(element, plain)
  const end = tag.endsWith('/>') ? tag.length - 2 : tag.length - 1
  return tag.slice(0, end).trimEnd() + declarations + plain.slice(end)
}

function prefixesOf(element: XmlElement): string[] {
  const names = [element.name, ...element.attributes.filter(({ declares }) => !declares).map(({ name }) => name)]
  return names.flatMap((name, index) => {
    const colon = name.indexOf(':')
    // An attribute without a prefix is in no namespace.
    if (colon < 0) return index === 0 ? [''] : []
    return [name.slice(0, colon)]
  })
}
