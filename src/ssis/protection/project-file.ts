// The files of a project that hold secrets: `.params`, `.conmgr`, and the manifest inside a `.dtproj`.
import { timingSafeEqual } from 'node:crypto'
import { decodeXml, encodeXml, XmlDocument, type XmlElement, type XmlEncoding } from '../../xml/index.js'
import { DTSProtectionLevel } from '../enums.js'
import { readPackageFile, writePackageFile } from '../package-file.js'
import { FileSecrets } from './file-secrets.js'
import { closedSecrets, projectNamespace, storedSecrets } from './forms.js'
import { levelName, levelOfName, prepareSaving, type SaveOptions, unwritableLevel } from './levels.js'
import { opens, wrongPassword } from './open.js'

/** What PasswordVerifier holds in every project: who can open it has the password. */
const verifier = 'SSIS'

/** A file of a project, to give its secrets another password or to take them out. */
export class ProjectFile {
  readonly #document: XmlDocument
  readonly #encoding: XmlEncoding
  readonly #secrets: FileSecrets
  #level: number

  private constructor(document: XmlDocument, encoding: XmlEncoding, secrets: FileSecrets, level: number) {
    this.#document = document
    this.#encoding = encoding
    this.#secrets = secrets
    this.#level = level
  }

  /** Whether a file name is one of a project's. */
  static is(name: string): boolean {
    return /\.(?:params|conmgr|dtproj)$/i.test(name)
  }

  /**
   * @throws DtsError DTS_E_OPENPACKAGEFILE when it cannot be read, DTS_E_PACKAGEPASSWORD for a wrong password; TextError when it is
   *   no XML
   */
  static async load(path: string, password?: string): Promise<ProjectFile> {
    const { text: stored, encoding } = decodeXml(await readPackageFile(path), path)
    const { text, secrets } = FileSecrets.read(stored, password, path)
    const document = XmlDocument.parse(text, { source: path })
    const own = verifierOf(document.root)
    if (password && own && own.text !== '' && !isVerifier(own.text)) throw wrongPassword()
    return new ProjectFile(document, encoding, secrets, levelOf(document.root, stored))
  }

  /** The element to look for secrets in. */
  get root(): XmlElement {
    return this.#document.root
  }

  /** DontSaveSensitive or EncryptSensitiveWithPassword; a `.dtproj` may say another one. */
  get protectionLevel(): number {
    return this.#level
  }

  /** Written with {@link save}. */
  set protectionLevel(level: number) {
    this.#level = level
  }

  /** What EncryptSensitiveWithPassword encrypts with. @throws DtsError DTS_E_PACKAGEPASSWORD when it does not open what is closed */
  set packagePassword(password: string) {
    const closed = closedSecrets(this.root).find(({ form }) => form !== 'userKey')
    if (password !== '' && closed && !this.#secrets.hasPassword && !opens(closed, password)) throw wrongPassword()
    this.#secrets.password = password
  }

  /**
   * Writes the file, at once or not at all. Every secret is encrypted anew or left out.
   *
   * @throws DtsError DTS_E_SAVEPACKAGEFILE, DTS_E_PACKAGEPASSWORDEMPTY, DTS_E_PACKAGEPROTECT
   */
  async save(path: string, { dropUnreadable = false }: SaveOptions = {}): Promise<void> {
    const level = this.#level
    const kept = level === DTSProtectionLevel.EncryptSensitiveWithPassword
    if (!kept && level !== DTSProtectionLevel.DontSaveSensitive) throw unwritableLevel(level)
    const { hasPassword } = this.#secrets
    prepareSaving(this.root, { level, changed: true, hasPassword, unsaved: false, dropUnreadable })
    this.#secrets.renew()
    const own = verifierOf(this.root)
    if (kept && own) own.text = verifier
    setLevel(this.root, level)
    const text = this.#secrets.close(this.#document.toString(), { level, changed: true, form: 'project' })
    await writePackageFile(path, encodeXml(text, this.#encoding))
  }
}

/** Time tells nothing of where it differs. */
function isVerifier(text: string): boolean {
  const [given, wanted] = [Buffer.from(text), Buffer.from(verifier)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function verifierOf(root: XmlElement): XmlElement | undefined {
  if (root.namespace === projectNamespace && root.localName !== 'Project') return undefined
  for (const element of root.descendants())
    if (element.is('Property', projectNamespace) && element.get('Name', projectNamespace) === 'PasswordVerifier')
      return element
  return undefined
}

function manifestOf(root: XmlElement): XmlElement | undefined {
  for (const element of [root, ...root.descendants()]) if (element.is('Project', projectNamespace)) return element
  return undefined
}

/** What the manifest says; other files have none, and show it by what they encrypt. */
function levelOf(root: XmlElement, stored: string): number {
  const named = manifestOf(root)?.get('ProtectionLevel', projectNamespace)
  if (named !== undefined) return levelOfName(named) ?? DTSProtectionLevel.DontSaveSensitive
  const encrypted = storedSecrets(XmlDocument.parse(stored).root).some(({ form }) => form !== 'clear')
  return encrypted ? DTSProtectionLevel.EncryptSensitiveWithPassword : DTSProtectionLevel.DontSaveSensitive
}

/** The project's level is written by name, those of its packages by number. */
function setLevel(root: XmlElement, level: number): void {
  const manifest = manifestOf(root)
  if (!manifest) return
  manifest.set('ProtectionLevel', levelName(level), projectNamespace)
  for (const element of manifest.descendants())
    if (element.is('Property', projectNamespace) && element.get('Name', projectNamespace) === 'ProtectionLevel')
      element.text = String(level)
}
