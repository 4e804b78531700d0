import { chmodSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { foldName } from '../../base/name-map.js'
import { besideName } from '../../ssis/beside.js'
import { type Peer, peerSchema } from '../api/index.js'

const storedSchema = v.object({ consents: v.array(peerSchema), folders: v.array(v.string()) })

/** `wmilink` in the folder for settings: XDG_CONFIG_HOME, or `.config` of the home folder. */
export function defaultConfigFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'wmilink')
}

/** What a person has agreed to: connecting to servers, and running the packages of folders. `designer.json` keeps what is to be remembered. */
export class Settings {
  readonly #file: string
  readonly #folder: string
  readonly #consents = new Map<string, { readonly peer: Peer; readonly remembered: boolean }>()
  readonly #folders = new Map<string, boolean>()

  /** Reads what is remembered. A file that cannot be read counts as empty, and is replaced when there is something to remember. */
  constructor(configFolder: string = defaultConfigFolder()) {
    this.#folder = configFolder
    this.#file = join(configFolder, 'designer.json')
    const stored = readStored(this.#file)
    for (const peer of stored.consents) this.#consents.set(keyOf(peer), { peer, remembered: true })
    for (const folder of stored.folders) this.#folders.set(folder, true)
  }

  agreed(peer: Peer): boolean {
    return this.#consents.has(keyOf(peer))
  }

  /** @param remember beyond this process. @throws Error of the system when it cannot be written; then it holds for this process only */
  agree(peer: Peer, remember: boolean): void {
    this.#consents.set(keyOf(peer), { peer, remembered: remember })
    if (remember) this.#write()
  }

  withdraw(peer: Peer): void {
    const had = this.#consents.get(keyOf(peer))
    this.#consents.delete(keyOf(peer))
    if (had?.remembered) this.#write()
  }

  consents(): Peer[] {
    return [...this.#consents.values()].map(({ peer }) => peer)
  }

  trusted(folder: string): boolean {
    return this.#folders.has(folder)
  }

  /** As {@link agree}. */
  trust(folder: string, remember: boolean): void {
    this.#folders.set(folder, remember)
    if (remember) this.#write()
  }

  #write(): void {
    const consents = [...this.#consents.values()].filter(({ remembered }) => remembered).map(({ peer }) => peer)
    const folders = [...this.#folders].filter(([, remembered]) => remembered).map(([folder]) => folder)
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const temporary = besideName(this.#file)
    try {
      writeFileSync(temporary, `${JSON.stringify({ consents, folders }, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
      chmodSync(temporary, 0o600)
      renameSync(temporary, this.#file)
    } catch (error) {
      try {
        unlinkSync(temporary)
      } catch {
        // It was never there.
      }
      throw error
    }
  }
}

function readStored(file: string): v.InferOutput<typeof storedSchema> {
  try {
    return v.parse(storedSchema, JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { consents: [], folders: [] }
  }
}

function keyOf({ server, user }: Peer): string {
  return `${foldName(server)}\n${foldName(user)}`
}
