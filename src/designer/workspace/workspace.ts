import { randomBytes } from 'node:crypto'
import { watch } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { documentText, folderText } from '../../base/texts/designer-document.js'
import { type ConnectionEnvironment, DtsError, Package } from '../../ssis/index.js'
import { DesignerError } from '../failure.js'
import { type FolderEntry, listFolder, placeOf } from './folder.js'
import { digestOf, OpenDocument } from './open-document.js'
import { connectOptionsOf, ServerSettingsStore } from './server-settings.js'
import { type SecretSource, SessionSecrets } from './session-secrets.js'
import { Settings } from './settings.js'

export interface WorkspaceOptions {
  /** Absolute, without links. */
  readonly folder: string
  /** How connections are opened. */
  readonly environment: Pick<ConnectionEnvironment, 'drives' | 'connect'>
  /** Where consents and trust are remembered; default `~/.config/wmilink`. */
  readonly configFolder?: string
  /** Passwords of `--secrets`. */
  readonly secrets?: SecretSource
}

/** What happened without the page asking for it. */
export type WorkspaceEvent =
  | { readonly kind: 'state'; readonly document: OpenDocument }
  | { readonly kind: 'folder' }
  | { readonly kind: 'closed'; readonly document: string }

/** Milliseconds: how long a burst of changes is waited out, and how often files are looked at where nobody tells of changes. */
const pause = 150
const poll = 2000

/** The opened folder with the packages that are open. */
export class Workspace {
  readonly folder: string
  readonly environment: Pick<ConnectionEnvironment, 'drives' | 'connect' | 'connectTo'>
  readonly secrets: SessionSecrets
  readonly settings: Settings
  readonly servers: ServerSettingsStore
  readonly #documents = new Map<string, OpenDocument>()
  readonly #listeners = new Set<(event: WorkspaceEvent) => void>()
  #stopWatching: (() => void) | undefined

  constructor({ folder, environment, configFolder, secrets }: WorkspaceOptions) {
    this.folder = folder
    this.servers = new ServerSettingsStore()
    this.environment = {
      ...environment,
      connectTo: server => connectOptionsOf(server, this.servers.of(server), environment.connect),
    }
    this.settings = new Settings(configFolder)
    this.secrets = new SessionSecrets(secrets)
  }

  documents(): IterableIterator<OpenDocument> {
    return this.#documents.values()
  }

  /** @throws DesignerError notFound */
  get(key: string): OpenDocument {
    const found = this.#documents.get(key)
    if (found) return found
    throw new DesignerError({
      kind: 'notFound',
      message: documentText('noDocument'),
      hint: documentText('noDocumentHint'),
    })
  }

  list(): Promise<{ entries: FolderEntry[]; truncated: boolean }> {
    return listFolder(this.folder)
  }

  /** The document of a path that is open. */
  openAt(path: string): OpenDocument | undefined {
    return [...this.documents()].find(document => document.path === path)
  }

  /**
   * Opens a package of the folder, or answers the one that is open.
   *
   * @throws DesignerError packagePassword when it needs another password, invalid for a path outside; as Package.load
   */
  async open(path: string, password?: string): Promise<OpenDocument> {
    const present = this.openAt(path)
    if (present) return present
    const place = await placeOf(this.folder, path)
    const { pkg, digest } = await this.#load(place, password)
    return this.openAt(path) ?? this.#add(pkg, { path, place, digest })
  }

  /** A new package that has no file yet. @throws DtsError for a bad name */
  create(name: string): OpenDocument {
    const pkg = new Package()
    pkg.name = name
    return this.#add(pkg, { path: null, place: null, digest: null })
  }

  close(key: string): void {
    if (!this.#documents.delete(key)) return
    this.#tell({ kind: 'closed', document: key })
  }

  /**
   * Writes a document's file.
   *
   * @param path another file than the one it came from
   * @param overwrite also a file that is not what the document came from
   * @throws DesignerError conflict when something else is there; invalid for a path outside; as Package.save
   */
  async save(document: OpenDocument, path: string | null = document.path, overwrite = false): Promise<void> {
    if (path === null) throw new DesignerError({ kind: 'invalid', message: folderText('needsPath') })
    const place = await placeOf(this.folder, path)
    const own = path === document.path
    if (!own && this.openAt(path)) throw conflict('openElsewhere', path)
    if (!overwrite) {
      if (own && (await document.diskState()) === 'changed') {
        await document.lookAtDisk()
        throw conflict('changed', path)
      }
      if (!own && (await exists(place))) throw conflict('exists', path)
    }
    await document.package.save(place)
    document.saved(path, place, digestOf(await readFile(place)))
    if (!own) this.#tell({ kind: 'folder' })
  }

  /** Takes what the file is now. @throws as {@link open} */
  async reload(document: OpenDocument, password?: string): Promise<void> {
    if (document.place === null) throw new DesignerError({ kind: 'invalid', message: folderText('needsPath') })
    const { pkg, digest } = await this.#load(document.place, password)
    document.replace(pkg, digest)
  }

  /** Told of what happens until the answer is called. The first listener starts watching the folder. */
  listen(listener: (event: WorkspaceEvent) => void): () => void {
    this.#listeners.add(listener)
    this.#stopWatching ??= this.#watch()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#stopWatching?.()
      this.#stopWatching = undefined
    }
  }

  /** Ends watching, and closes what connections are left. */
  async closeAll(): Promise<void> {
    this.#stopWatching?.()
    this.#stopWatching = undefined
    this.#listeners.clear()
    for (const document of this.documents()) for (const manager of document.package.connections) await manager.dispose()
    this.#documents.clear()
  }

  #add(pkg: Package, source: { path: string | null; place: string | null; digest: string | null }): OpenDocument {
    const document = new OpenDocument({ key: randomBytes(9).toString('base64url'), package: pkg, ...source })
    this.#documents.set(document.key, document)
    document.onChange(() => this.#tell({ kind: 'state', document }))
    return document
  }

  async #load(place: string, password: string | undefined): Promise<{ pkg: Package; digest: string }> {
    try {
      const pkg = await Package.load(place, { password })
      return { pkg, digest: digestOf(await readFile(place)) }
    } catch (error) {
      if (error instanceof DtsError && error.symbol === 'DTS_E_PACKAGEPASSWORD')
        throw new DesignerError(
          {
            kind: 'packagePassword',
            message: documentText(password === undefined ? 'needsPassword' : 'wrongPassword'),
            hint: error.hint,
          },
          { cause: error },
        )
      throw error
    }
  }

  #tell(event: WorkspaceEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  /** The system's word where it gives one, and a look from time to time, for folders on which it gives none. */
  #watch(): () => void {
    let timer: NodeJS.Timeout | undefined
    let looking = false
    const look = async () => {
      if (looking) return
      looking = true
      try {
        for (const document of [...this.documents()]) await document.lookAtDisk()
      } finally {
        looking = false
      }
    }
    const soon = (name: string | null) => {
      if (name !== null && !/\.(dtsx|conmgr|params)$/i.test(name) && extname(basename(name)) !== '') return
      timer ??= setTimeout(() => {
        timer = undefined
        this.#tell({ kind: 'folder' })
        void look()
      }, pause)
      timer.unref()
    }
    let close = () => {}
    try {
      const watcher = watch(this.folder, { recursive: true, persistent: false }, (_event, name) => soon(name))
      watcher.on('error', () => {})
      close = () => watcher.close()
    } catch {
      // Some file systems cannot be watched: the look from time to time is left.
    }
    const regular = setInterval(() => void look(), poll)
    regular.unref()
    return () => {
      close()
      clearInterval(regular)
      clearTimeout(timer)
    }
  }
}

async function exists(place: string): Promise<boolean> {
  try {
    await readFile(place)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
  }
}

function conflict(key: 'exists' | 'changed' | 'openElsewhere', path: string): DesignerError {
  return new DesignerError({
    kind: 'conflict',
    message: folderText(key, { path }),
    hint: folderText(key === 'changed' ? 'changedHint' : 'existsHint'),
  })
}
