import { type ConnectOptions, connect } from '../../connect/connect.js'
import type { WmiServices } from '../../wmi/services.js'
import { SchemaCache } from './schema-cache.js'
import { SharedWork } from './shared-work.js'

/** Milliseconds after which a connection that nobody uses is closed. */
const idleTime = 60_000

/** An open connection, until it is released. */
export interface Lease {
  readonly services: WmiServices
  readonly schema: SchemaCache
  /** Which host answered, when it was not Windows; may be empty. */
  readonly notice: string
  release(): void
  /** The connection is of no more use: the next one who asks gets another. */
  drop(): void
}

class Entry {
  readonly work: SharedWork<WmiServices>
  readonly schema: SchemaCache
  readonly #secret: string | undefined
  notice = ''
  users = 0
  idle: NodeJS.Timeout | undefined

  constructor(options: ConnectOptions) {
    this.#secret = options.password
    const onNotice = (text: string): void => {
      this.notice = text
    }
    this.work = new SharedWork(signal => connect({ ...options, onNotice, signal }))
    this.schema = new SchemaCache(() => this.work.result)
  }

  /** With another password it is another connection. */
  fits({ password }: ConnectOptions): boolean {
    return !this.work.abandoned && this.#secret === password
  }

  async close(): Promise<void> {
    clearTimeout(this.idle)
    this.schema.clear()
    const services = await this.work.result.catch(() => undefined)
    // What a server says to a farewell matters to nobody.
    await services?.close().catch(() => undefined)
  }
}

/** Open connections by what they were opened with; those that nobody uses are closed after a minute. */
export class Leases {
  readonly #entries = new Map<string, Entry>()

  /**
   * @param key tells apart what is told apart besides the password
   * @throws what {@link connect} throws
   */
  async acquire(key: string, options: ConnectOptions, signal: AbortSignal): Promise<Lease> {
    let entry = this.#entries.get(key)
    if (!entry?.fits(options)) {
      if (entry) this.#drop(key, entry)
      entry = new Entry(options)
      this.#entries.set(key, entry)
    }
    const used = entry
    used.users += 1
    clearTimeout(used.idle)
    try {
      const services = await used.work.join(signal)
      return this.#lease(key, used, services)
    } catch (error) {
      used.users -= 1
      if (used.users === 0) this.#drop(key, used)
      throw error
    }
  }

  /** Closes those that nobody uses any longer, and gives those in use to nobody else. */
  dropWhere(test: (key: string) => boolean): void {
    for (const [key, entry] of this.#entries) if (test(key)) this.#drop(key, entry)
  }

  async close(): Promise<void> {
    const entries = [...this.#entries.values()]
    this.#entries.clear()
    await Promise.all(entries.map(entry => entry.close()))
  }

  #lease(key: string, entry: Entry, services: WmiServices): Lease {
    let held = true
    return {
      services,
      schema: entry.schema,
      notice: entry.notice,
      release: () => {
        if (!held) return
        held = false
        entry.users -= 1
        if (entry.users > 0) return
        if (this.#entries.get(key) !== entry) void entry.close()
        else entry.idle = setTimeout(() => this.#drop(key, entry), idleTime).unref()
      },
      drop: () => this.#drop(key, entry),
    }
  }

  #drop(key: string, entry: Entry): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key)
    if (entry.users === 0) void entry.close()
  }
}
