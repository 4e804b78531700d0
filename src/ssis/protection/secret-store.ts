// Passwords apart from packages: a file of entries, each encrypted for one server and one user there (scrypt, AES-256-GCM).
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { constants } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { WmilinkError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { protectionText } from '../../base/texts/ssis-protection.js'
import { bareServer, isUrl } from '../../wmi/local-server.js'
import { besideName, realPlace } from '../beside.js'
import { fileReason } from '../file-reason.js'

const algorithm = 'aes-256-gcm'
const version = 1
/** A file with more bytes is no store. */
const limit = 16 << 20
/** Cost of the key: about 0.1 s and 32 MB. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 }

interface Sealed {
  readonly iv: string
  readonly tag: string
  readonly data: string
}

interface StoredEntry extends Sealed {
  readonly server: string
  readonly user: string
}

interface StoredFile {
  readonly wmilinkSecrets: number
  readonly salt: string
  /** Opens only with the right password. */
  readonly check: Sealed
  readonly entries: readonly StoredEntry[]
}

/** For whom an entry is. */
export interface SecretOwner {
  readonly server: string
  readonly user: string
}

type Entries = Map<string, { readonly owner: SecretOwner; readonly secret: string }>

/** A file of passwords. Values are in memory only as long as the object, and no inspection shows them. */
export class SecretStore {
  readonly path: string
  #key: Buffer
  #salt: Buffer
  readonly #entries: Entries

  private constructor(path: string, key: Buffer, salt: Buffer, entries: Entries) {
    this.path = path
    this.#key = key
    this.#salt = salt
    this.#entries = entries
  }

  /** A new, empty store; {@link save} makes its file. */
  static async create(path: string, password: string): Promise<SecretStore> {
    const salt = randomBytes(16)
    return new SecretStore(path, await derive(password, salt), salt, new Map())
  }

  /** @throws WmilinkError when the file cannot be read, is no such file or was changed, and for a wrong password */
  static async open(path: string, password: string): Promise<SecretStore> {
    const refuse = (reason: string, cause?: unknown) =>
      new WmilinkError(protectionText('storeUnreadable', { path, reason }), { cause })
    const text = await readSmall(path).catch((error: unknown) => {
      throw refuse(fileReason(error, 'read'), error)
    })
    if (text === undefined) throw refuse(protectionText('storeForm'))
    const stored = parse(text)
    if (!stored) throw refuse(protectionText('storeForm'))
    if (stored.wmilinkSecrets !== version)
      throw refuse(protectionText('storeVersion', { version: stored.wmilinkSecrets }))
    const salt = Buffer.from(stored.salt, 'base64')
    const key = await derive(password, salt)
    if (unseal(key, stored.check, context(salt)) === undefined) throw refuse(protectionText('storePassword'))
    const entries: Entries = new Map()
    for (const { server, user, ...sealed } of stored.entries) {
      const owner = { server, user }
      const secret = unseal(key, sealed, context(salt, owner))
      if (secret === undefined) throw refuse(protectionText('storeEntry'))
      entries.set(keyOf(owner), { owner, secret })
    }
    return new SecretStore(path, key, salt, entries)
  }

  /** The password of a user of a server; undefined when there is none. Names are compared without case, servers without `\\`. */
  find(server: string, user: string): string | undefined {
    return this.#entries.get(keyOf({ server, user }))?.secret
  }

  /** Adds or replaces an entry. */
  set(server: string, user: string, secret: string): void {
    const owner = { server: hostOf(server), user }
    this.#entries.set(keyOf(owner), { owner, secret })
  }

  /** False when there was none. */
  remove(server: string, user: string): boolean {
    return this.#entries.delete(keyOf({ server, user }))
  }

  /** For whom there are entries, in the order in which they were made. */
  list(): SecretOwner[] {
    return Array.from(this.#entries.values(), ({ owner }) => owner)
  }

  /** From the next {@link save} on another password opens the file. */
  async changePassword(password: string): Promise<void> {
    this.#salt = randomBytes(16)
    this.#key = await derive(password, this.#salt)
  }

  /** Writes the file at once or not at all, for its owner only. @throws WmilinkError */
  async save(): Promise<void> {
    const file: StoredFile = {
      wmilinkSecrets: version,
      salt: this.#salt.toString('base64'),
      check: seal(this.#key, 'wmilink', context(this.#salt)),
      entries: Array.from(this.#entries.values(), ({ owner, secret }) => ({
        ...owner,
        ...seal(this.#key, secret, context(this.#salt, owner)),
      })),
    }
    let beside = ''
    try {
      // A link stays one.
      const place = await realPlace(this.path)
      beside = besideName(place)
      const handle = await open(beside, 'wx', 0o600)
      try {
        await handle.writeFile(`${JSON.stringify(file, null, 2)}\n`)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(beside, place)
    } catch (error) {
      if (beside !== '') await rm(beside, { force: true })
      const reason = fileReason(error, 'write')
      throw new WmilinkError(protectionText('storeUnreadable', { path: this.path, reason }), { cause: error })
    }
  }
}

function keyOf({ server, user }: SecretOwner): string {
  return JSON.stringify([foldName(hostOf(server)), foldName(user)])
}

/** A server may be named by a URL, whose host counts. */
function hostOf(server: string): string {
  return isUrl(server) && URL.canParse(server) ? new URL(server).hostname : bareServer(server)
}

/** The text of a plain file; undefined for one that is too large or no file, and therefore none of ours. */
async function readSmall(path: string): Promise<string | undefined> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stats = await handle.stat()
    return stats.isFile() && stats.size <= limit ? await handle.readFile('utf8') : undefined
  } finally {
    await handle.close()
  }
}

/** What an entry is bound to: moved to another server, user or file it does not open. */
function context(salt: Buffer, owner?: SecretOwner): Buffer {
  return Buffer.from(`wmilink secrets ${version}\n${salt.toString('base64')}\n${owner ? keyOf(owner) : 'check'}`)
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key))),
  )
}

function seal(key: Buffer, plain: string, aad: Buffer): Sealed {
  const iv = randomBytes(12)
  const cipher = createCipheriv(algorithm, key, iv).setAAD(aad)
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') }
}

function unseal(key: Buffer, { iv, tag, data }: Sealed, aad: Buffer): string | undefined {
  const [vector, mark] = [Buffer.from(iv, 'base64'), Buffer.from(tag, 'base64')]
  if (vector.length !== 12 || mark.length !== 16) return undefined
  try {
    const decipher = createDecipheriv(algorithm, key, vector, { authTagLength: 16 }).setAAD(aad).setAuthTag(mark)
    return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

function parse(text: string): StoredFile | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(value) || typeof value.wmilinkSecrets !== 'number' || typeof value.salt !== 'string') return undefined
  const { entries, check } = value
  if (!isSealed(check) || !Array.isArray(entries)) return undefined
  const owned = entries.every(
    entry => isSealed(entry) && isRecord(entry) && typeof entry.server === 'string' && typeof entry.user === 'string',
  )
  return owned ? { wmilinkSecrets: value.wmilinkSecrets, salt: value.salt, check, entries } : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSealed(value: unknown): value is Sealed {
  return isRecord(value) && ['iv', 'tag', 'data'].every(name => typeof value[name] === 'string')
}
