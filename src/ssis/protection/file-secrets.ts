import { protectionText } from '../../base/texts/ssis-protection.js'
import { XmlDocument, type XmlElement } from '../../xml/index.js'
import { DTSProtectionLevel } from '../enums.js'
import { dtsError } from '../errors.js'
import { mayHoldSecrets, storedSecrets } from './forms.js'
import { isSealedWhole, openText } from './open.js'
import { sealText } from './seal.js'
import { sealWhole } from './whole.js'

/** How the text of a file is closed. */
export interface CloseOptions {
  /** The protection level that it is written with; in project files one of the two that they can have. */
  readonly level: number
  /** The level is another one than the file had: what it had encrypted is not kept as it was. */
  readonly changed: boolean
  readonly form?: 'package' | 'project'
}

/** The secrets of one file: opened when it was read, closed when its text is written. Its password is shown nowhere. */
export class FileSecrets {
  #password: string | undefined
  /** What the file has for an element that stands open in the text; what is encrypted here joins it. */
  #originals: Map<string, string>
  /** A text that is encrypted as a whole, and what the file has for it. */
  #whole: { readonly text: string; readonly stored: string } | undefined
  /** The text as it was read, to look for secrets in it when somebody asks: most packages are never asked. */
  #stored: string
  #clear: ReadonlySet<string> | undefined

  private constructor(password: string | undefined, originals: ReadonlyMap<string, string>, stored: string) {
    this.#password = password
    this.#originals = new Map(originals)
    this.#stored = stored
  }

  /**
   * Reads the text of a file.
   *
   * @param password opens what was encrypted with it; without one that stays closed
   * @returns the text to work on
   * @throws DtsError DTS_E_PACKAGEPASSWORD for a wrong password, and without one when the file is encrypted as a whole
   */
  static read(text: string, password: string | undefined, source?: string): { text: string; secrets: FileSecrets } {
    const whole = isSealedWhole(text, source)
    if (!password) {
      if (whole) throw dtsError('DTS_E_PACKAGEPASSWORD', {}, { hint: protectionText('needsPassword') })
      return { text, secrets: new FileSecrets(undefined, new Map(), text) }
    }
    const opened = openText(text, password, source)
    const secrets = new FileSecrets(password, opened.originals, whole ? '' : text)
    if (whole) secrets.#whole = { text: opened.text, stored: text }
    return { text: opened.text, secrets }
  }

  /** Whether there is a password to write with. */
  get hasPassword(): boolean {
    return this.#password !== undefined
  }

  /** With another password every secret is encrypted anew. An empty one is none. */
  set password(value: string) {
    if (value === this.#password) return
    this.#password = value === '' ? undefined : value
    this.#originals = new Map()
    this.#whole = undefined
  }

  /** Forgets how the file had its secrets: from now on they are written as the level says. */
  renew(): void {
    this.#originals = new Map()
    this.#whole = undefined
    this.#stored = ''
    this.#clear = undefined
  }

  /** Whether the file itself has this element in clear text. */
  hasInClear({ source, document }: XmlElement): boolean {
    return source !== null && this.#inClear.has(document.text.slice(source.start, source.end))
  }

  /** Does something that needs the password, such as opening a file of the same project. */
  lend<T>(use: (password: string | undefined) => T): T {
    return use(this.#password)
  }

  /**
   * The text as a file may have it: secrets are encrypted where the level says so and there is a password, and left out else.
   * What did not change keeps its bytes.
   *
   * @throws DtsError DTS_E_PACKAGEPASSWORDEMPTY when a file that is encrypted as a whole has no password
   */
  close(text: string, { level, changed, form = 'package' }: CloseOptions): string {
    if (level === DTSProtectionLevel.EncryptAllWithPassword) return this.#closeWhole(text)
    if (!mayHoldSecrets(text)) return text
    const password = level === DTSProtectionLevel.EncryptSensitiveWithPassword ? this.#password : undefined
    const gone = changed && password === undefined
    const originals = gone ? new Map<string, string>() : this.#originals
    return sealText(text, { password, originals, clear: gone ? new Set() : this.#inClear, form })
  }

  get #inClear(): ReadonlySet<string> {
    this.#clear ??= clearSecrets(this.#stored)
    return this.#clear
  }

  #closeWhole(text: string): string {
    if (this.#password === undefined) throw dtsError('DTS_E_PACKAGEPASSWORDEMPTY')
    if (this.#whole?.text !== text) this.#whole = { text, stored: sealWhole(text, this.#password) }
    return this.#whole.stored
  }
}

/** Elements that are empty hold no secret. */
function clearSecrets(text: string): Set<string> {
  const found = new Set<string>()
  if (!mayHoldSecrets(text)) return found
  for (const { element, form } of storedSecrets(XmlDocument.parse(text).root))
    if (form === 'clear' && element.source && element.text !== '')
      found.add(text.slice(element.source.start, element.source.end))
  return found
}
