// The passwords of an HTTP connection manager. Each belongs to one server, or proxy, and one user there.
import { NameMap } from '../../../base/name-map.js'
import { webServiceText } from '../../../base/texts/ssis-web-service.js'
import type { ConnectionManager } from '../../connection-manager.js'
import { hasRun, runValue, setRunValue } from '../../dtsx/run-values.js'
import { isEncryptedData } from '../../protection/forms.js'
import { type StoredSecret, storedSecrets } from '../secrets.js'
import type { HttpData } from './data.js'
import { type SecretName, secretNames } from './properties.js'
import { withScheme } from './proxy.js'

const certificatePassword = 'CertificatePassword'

/** Which properties say to whom a secret belongs; the first is a URL. */
const owners: Readonly<Record<string, readonly [string, ...string[]]>> = {
  ServerPassword: ['ServerURL', 'ServerUserName', 'ServerDomain'],
  ProxyPassword: ['ProxyURL', 'ProxyUserName', 'ProxyDomain'],
  [certificatePassword]: ['CertificateIdentifier'],
}
const names = NameMap.from(Object.keys(owners).map(name => ({ name })))

/** Those of the file, those that were set, and those that a run has set. */
export class HttpSecrets {
  readonly #manager: ConnectionManager
  readonly #data: HttpData
  /** Set in code, with whom they belong to. */
  readonly #given = new Map<string, { readonly value: string; readonly owner: Owner }>()
  #dropped = false

  constructor(manager: ConnectionManager, data: HttpData) {
    this.#manager = manager
    this.#data = data
  }

  /** Whether this is the name of a secret, in any case. */
  has(name: string): boolean {
    return names.has(name)
  }

  /** Outside a run the one of the file gives way. */
  set(property: string, value: string): void {
    const name = names.get(property)?.name ?? property
    const owner = this.#owner(name)
    const { element } = this.#manager.node
    if (setRunValue(element, name, value)) {
      setRunValue(element, ownerKey(name), JSON.stringify(owner))
      return
    }
    this.#stored(name)?.element.remove()
    if (value === '') this.#given.delete(name)
    else this.#given.set(name, { value, owner })
  }

  /** The secret for whom the manager names now; undefined when there is none for them. */
  get(name: SecretName | typeof certificatePassword): string | undefined {
    const owner = this.#owner(name)
    const { element } = this.#manager.node
    const run = runValue(element, name)?.text
    if (run !== undefined) {
      const runOwner: Owner = JSON.parse(runValue(element, ownerKey(name))?.text ?? '[]')
      return isStill(runOwner, owner) ? run : undefined
    }
    const given = this.#given.get(name)
    if (given) return isStill(given.owner, owner) ? given.value : undefined
    if (!isStill(this.#ownerInFile(name), owner)) return undefined
    const stored = this.#stored(name)
    return stored?.form === 'clear' ? stored.element.text : undefined
  }

  get certificatePassword(): string | undefined {
    return this.get(certificatePassword)
  }

  /** Makes a change to the properties; a secret that then belongs to somebody else goes. */
  keepBound(change: () => void): void {
    const before = new Map([...names].map(({ name }) => [name, this.#owner(name)]))
    change()
    // The file keeps its own while something runs: `get` looks whether they are for those that the run names.
    if (hasRun(this.#manager.node.element.document)) return
    for (const [name, owner] of before) if (!isStill(owner, this.#owner(name))) this.#drop(name)
  }

  /** @param used whether a secret is wanted at all: files have encrypted ones that are empty */
  warnings(used: (name: SecretName) => boolean): string[] {
    const { name } = this.#manager
    const warnings = this.#dropped ? [webServiceText('passwordDropped', { name })] : []
    for (const property of secretNames) {
      const stored = this.#given.has(property) ? undefined : this.#stored(property)
      if (!stored || !used(property)) continue
      if (stored.form === 'clear' && !this.#manager.parent.hasInClear(stored.element)) continue
      const text = stored.form === 'clear' ? 'passwordInClear' : 'passwordNotOpened'
      warnings.push(webServiceText(text, { name, property }))
    }
    return warnings
  }

  /** Whether something was set that the file does not have. */
  get unsaved(): boolean {
    return secretNames.some(name => this.#given.has(name))
  }

  /** Those of the file's form go into the document; who writes it encrypts them. */
  store(): void {
    const { node } = this.#data
    for (const name of secretNames) {
      const given = this.#given.get(name)
      if (!given || !node) continue
      this.#stored(name)?.element.remove()
      const element = node.makeProperty(name, given.value)
      element.set('Sensitive', '1')
      node.element.insert(element)
      this.#given.delete(name)
    }
  }

  forget(): void {
    this.#given.clear()
  }

  #drop(name: string): void {
    if (this.#given.delete(name)) this.#dropped = true
    const stored = this.#stored(name)
    if (!stored) return
    stored.element.remove()
    this.#dropped = true
  }

  #stored(name: string): StoredSecret | undefined {
    const { node } = this.#data
    if (!node) return undefined
    const secrets = storedSecrets(node.element)
    const element = node.property(name)
    const named = secrets.find(secret => secret.element === element)
    const order: readonly string[] = secretNames
    const index = order.indexOf(name)
    if (named || index < 0) return named
    // What the package password encrypted does not tell its name: tools write them in this order.
    const unnamed = secrets.filter(secret => isEncryptedData(secret.element))
    return unnamed[index] ?? unnamed[0]
  }

  #owner(name: string): Owner {
    return ownerOf(owners[name] ?? [''], property => String(this.#data.get(property)))
  }

  #ownerInFile(name: string): Owner {
    return ownerOf(owners[name] ?? [''], property => this.#data.inFile(property))
  }
}

function ownerKey(name: string): string {
  return `${name} of`
}

/** To whom a secret belongs: the origin of a URL, or the text of what is none, and the user there. */
type Owner = readonly string[]

function ownerOf([place, ...user]: readonly [string, ...string[]], read: (property: string) => string): Owner {
  const text = read(place).trim()
  const url = withScheme(text)
  const origin = text && user.length > 0 && URL.canParse(url) ? new URL(url).origin : text
  return [origin, ...user.map(property => read(property).trim().toLowerCase())]
}

/** Whether it is the same one: what had not been said yet may be said. */
function isStill(before: Owner, now: Owner): boolean {
  return before.every((part, index) => part === '' || part === now[index])
}
