// The users of a listener: lines `name:NT hash`. The hash is that of NTLM (MD4 of the password, without salt): whoever has it can log on with it.
import { ArgumentError, TextError } from '../base/errors.js'
import { compareNames, NameMap } from '../base/name-map.js'
import { listenText } from '../base/texts/listen.js'
import { ntlmHash } from '../security/index.js'
import type { ListenAccounts } from './options.js'
import { changePrivate, type FileMark, markAt, readPrivate } from './private-file.js'
import { accountName, checkPassword, checkUserName } from './user-names.js'

const maxSize = 1024 * 1024
const line = /^([^:]+):([0-9a-f]{32})$/i

class Account {
  readonly name: string
  readonly #hash: Buffer

  constructor(name: string, hash: Buffer) {
    this.name = name
    this.#hash = hash
  }

  get hash(): Buffer {
    return this.#hash
  }

  line(): string {
    return `${this.name}:${this.#hash.toString('hex').toUpperCase()}`
  }
}

/**
 * A file of users, which only its owner may read. It is read anew when it has changed; while it cannot be read, or is not private
 * any more, nobody logs on.
 */
export class UsersFile implements ListenAccounts {
  readonly path: string
  readonly #onError: (error: unknown) => void
  #accounts = new NameMap<Account>()
  #mark: FileMark | undefined
  #read: Promise<void> | undefined

  /** @param onError told when the file could not be read while somebody logs on, once for each state of the file */
  constructor(path: string, onError: (error: unknown) => void = () => undefined) {
    this.path = path
    this.#onError = onError
  }

  /**
   * The names, in alphabetical order.
   * @throws ArgumentError when the file is not private; TextError with the line that is wrong; the system's error
   */
  async list(): Promise<string[]> {
    const { text } = await readPrivate(this.path, maxSize)
    return [...readAccounts(text, this.path)].map(({ name }) => name).sort(compareNames)
  }

  /**
   * Adds a user or gives it another password; makes the file when there is none.
   * @throws ArgumentError for a name or password that cannot be; else as {@link list}
   */
  async set(user: string, password: string): Promise<'added' | 'changed'> {
    checkUserName(user)
    checkPassword(password)
    let outcome: 'added' | 'changed' = 'added'
    await changePrivate(this.path, maxSize, text => {
      const accounts = readAccounts(text ?? '', this.path)
      if (accounts.has(user)) outcome = 'changed'
      accounts.set(user, new Account(accounts.get(user)?.name ?? user, ntlmHash(password)))
      return writeAccounts(accounts)
    })
    return outcome
  }

  /** False when there is no such user. @throws as {@link list} */
  async remove(user: string): Promise<boolean> {
    let removed = false
    await changePrivate(this.path, maxSize, text => {
      const accounts = readAccounts(text ?? '', this.path)
      removed = accounts.delete(user)
      return removed ? writeAccounts(accounts) : undefined
    })
    return removed
  }

  /** The accounts are this machine's: whatever domain was typed counts as its name. */
  async hashOf(user: string, _domain: string): Promise<Uint8Array | undefined> {
    await this.#refresh()
    return this.#accounts.get(accountName(user))?.hash
  }

  async nameOf(user: string): Promise<string | undefined> {
    await this.#refresh()
    return this.#accounts.get(accountName(user))?.name
  }

  /** Shown without the accounts. */
  toJSON(): { path: string } {
    return { path: this.path }
  }

  async #refresh(): Promise<void> {
    this.#read ??= this.#readChanged().finally(() => {
      this.#read = undefined
    })
    return this.#read
  }

  async #readChanged(): Promise<void> {
    const mark = await markAt(this.path)
    if (mark !== undefined && mark === this.#mark) return
    this.#accounts = new NameMap()
    const known = this.#mark
    this.#mark = mark ?? 'absent'
    if (known === this.#mark) return
    try {
      const { text, mark: read } = await readPrivate(this.path, maxSize)
      this.#accounts = readAccounts(text, this.path)
      this.#mark = read
    } catch (error) {
      this.#onError(error)
    }
  }
}

/** One user, for listeners that have no file. @throws ArgumentError for a name or password that cannot be */
export function singleUser(user: string, password: string): ListenAccounts {
  checkUserName(user)
  checkPassword(password)
  const account = new Account(user, ntlmHash(password))
  const accounts = new NameMap<Account>().set(user, account)
  return {
    hashOf: name => Promise.resolve(accounts.get(accountName(name))?.hash),
    nameOf: name => Promise.resolve(accounts.get(accountName(name))?.name),
  }
}

function readAccounts(text: string, source: string): NameMap<Account> {
  const accounts = new NameMap<Account>()
  for (const [position, raw] of text.split(/\r\n|\n|\r/).entries()) {
    if (raw.trim() === '' || raw.startsWith('#')) continue
    const [, name, hash] = line.exec(raw.trim()) ?? []
    const at = { line: position + 1, column: 1, source }
    if (name === undefined || hash === undefined) throw new TextError(listenText('userLine'), at, { hint: lineHint() })
    try {
      checkUserName(name)
    } catch (error) {
      if (error instanceof ArgumentError) throw new TextError(error.message, at, { hint: error.hint })
      throw error
    }
    if (accounts.has(name)) throw new TextError(listenText('userTwice', { name }), at, { hint: lineHint() })
    accounts.set(name, new Account(name, Buffer.from(hash, 'hex')))
  }
  return accounts
}

function lineHint(): string {
  return listenText('userLineHint')
}

const heading = '# wmilink users: name, colon, NT hash. Whoever can read this file can log on as these users.\n'

function writeAccounts(accounts: NameMap<Account>): string {
  const lines = [...accounts].sort((a, b) => compareNames(a.name, b.name)).map(account => `${account.line()}\n`)
  return heading + lines.join('')
}
