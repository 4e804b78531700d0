import { XmlDocument, type XmlElement } from '../../xml/index.js'
import { storedSecrets } from './forms.js'
import { openText } from './open.js'
import { sealText } from './seal.js'

/** The secrets of one file: opened when it was read, closed when its text is written. Its password is shown nowhere. */
export class FileSecrets {
  #password: string | undefined
  #originals: ReadonlyMap<string, string>
  readonly #clear: ReadonlySet<string>

  private constructor(
    password: string | undefined,
    originals: ReadonlyMap<string, string>,
    clear: ReadonlySet<string>,
  ) {
    this.#password = password
    this.#originals = originals
    this.#clear = clear
  }

  /**
   * Reads the text of a file.
   *
   * @param password opens what was encrypted with it; without one that stays closed
   * @returns the text to work on
   * @throws DtsError DTS_E_PACKAGEPASSWORD for a wrong password
   */
  static read(text: string, password: string | undefined, source?: string): { text: string; secrets: FileSecrets } {
    const clear = clearSecrets(text, source)
    if (!password) return { text, secrets: new FileSecrets(undefined, new Map(), clear) }
    const opened = openText(text, password, source)
    return { text: opened.text, secrets: new FileSecrets(password, opened.originals, clear) }
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
  }

  /** Whether the file itself has this element in clear text. */
  hasInClear({ source, document }: XmlElement): boolean {
    return source !== null && this.#clear.has(document.text.slice(source.start, source.end))
  }

  /** Does something that needs the password, such as opening a file of the same project. */
  lend<T>(use: (password: string | undefined) => T): T {
    return use(this.#password)
  }

  /** The text as a file may have it. @param keep encrypt the secrets; otherwise they are left out */
  close(text: string, keep: boolean, form: 'package' | 'project' = 'package'): string {
    if (!/Sensitive/i.test(text)) return text
    const password = keep ? this.#password : undefined
    return sealText(text, { password, originals: this.#originals, clear: this.#clear, form })
  }
}

function clearSecrets(text: string, source: string | undefined): Set<string> {
  const found = new Set<string>()
  if (!/Sensitive/i.test(text)) return found
  for (const { element, form } of storedSecrets(XmlDocument.parse(text, { source }).root))
    if (form === 'clear' && element.source) found.add(text.slice(element.source.start, element.source.end))
  return found
}
