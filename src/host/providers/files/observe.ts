// Hearing of files the moment they appear, by the notifications of the system: inotify(7) and its like.
import { type FSWatcher, watch } from 'node:fs'
import { lstat, readdir, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Machine } from '../../machine.js'
import { entryIn, type FileEntry, type Place } from './entry.js'
import { hasWindowsName, kindOf, lookUp } from './folders.js'

/** What appeared in a folder. One that is gone again already is taken for a file, which is what most are. */
export interface Appearance {
  readonly entry: FileEntry
  readonly exists: boolean
}

/** A question about more folders than this is answered by polling alone. */
const mostFolders = 64
/** Milliseconds after which a folder that is not there, or cannot be watched, is tried again. */
const retry = 1000

/**
 * Tells of what appears in folders until the signal is raised. What cannot be watched is not: the system's own limits, folders
 * that are not there (they are tried again), file systems without notifications. Polling finds what stays.
 *
 * @param places undefined: the question does not say where, nothing is watched
 * @returns when the folders that are there are watched
 */
export async function observeFolders(
  machine: Machine,
  places: readonly Place[] | undefined,
  signal: AbortSignal,
  appeared: (appearance: Appearance) => void | Promise<void>,
): Promise<void> {
  if (places === undefined || places.length > mostFolders || signal.aborted) return
  const watches = places.map(place => new FolderWatch(machine, place, signal, appeared))
  signal.addEventListener(
    'abort',
    () => {
      for (const each of watches) each.stop()
    },
    { once: true },
  )
  await Promise.all(watches.map(each => each.start()))
}

class FolderWatch {
  readonly #machine: Machine
  readonly #place: Place
  readonly #signal: AbortSignal
  readonly #appeared: (appearance: Appearance) => void | Promise<void>
  #watcher: FSWatcher | undefined
  #timer: NodeJS.Timeout | undefined
  /** What is in the folder as far as is known: only what comes after is told. */
  #known = new Set<string>()

  constructor(
    machine: Machine,
    place: Place,
    signal: AbortSignal,
    appeared: (appearance: Appearance) => void | Promise<void>,
  ) {
    this.#machine = machine
    this.#place = place
    this.#signal = signal
    this.#appeared = appeared
  }

  async start(): Promise<void> {
    try {
      const folder = await lookUp(this.#machine, this.#place, 'folder', this.#signal)
      if (folder === null) return this.#later()
      const path = this.#machine.path(folder.native)
      const identity = await identityOf(path)
      this.#known = new Set(await readdir(path))
      if (this.#signal.aborted) return
      const watcher = watch(path, { persistent: false })
      this.#watcher = watcher
      watcher.on('error', () => this.#again())
      watcher.on('change', (event, name) => {
        if (watcher === this.#watcher) this.#heard(folder, identity, event, name).catch(() => this.#again())
      })
    } catch {
      this.#later()
    }
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#watcher?.close()
    this.#watcher = undefined
  }

  #again(): void {
    this.stop()
    this.#later()
  }

  #later(): void {
    if (this.#signal.aborted) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.start(), retry).unref()
  }

  async #heard(folder: FileEntry, identity: string, event: string, name: string | Buffer | null): Promise<void> {
    const path = this.#machine.path(folder.native)
    if (name === null && !(await this.#check(path, identity))) return
    // Writing to what is known is found by polls.
    if (typeof name !== 'string' || (event === 'change' && this.#known.has(name))) return
    const place = entryIn(folder, name, 'file', false)
    const stats = await lstat(this.#machine.path(place.native)).catch(() => null)
    if (stats === null) {
      // The end of the folder itself comes under its own name; another one may have taken its place, and its number.
      if (event === 'rename' && name === basename(path) && !this.#known.has(name)) return this.#anew()
      if (this.#known.delete(name) || name.includes('\\') || name.includes('\ufffd')) return
      // A folder that was moved away still tells of what is in it, but its names are no longer true.
      if (await this.#check(path, identity)) await this.#appeared({ entry: place, exists: false })
      return
    }
    if (this.#known.has(name)) return
    this.#known.add(name)
    if (!(await hasWindowsName(this.#machine, folder, name))) return
    const kind = await kindOf(this.#machine, place)
    if (kind === null && !stats.isFile()) return
    const entry = entryIn(folder, name, kind ?? 'file', stats.isSymbolicLink())
    if (!this.#signal.aborted) await this.#appeared({ entry, exists: kind !== null })
  }

  /** True while the path still leads to the folder that is watched; else the watch begins anew. */
  async #check(path: string, identity: string): Promise<boolean> {
    if ((await identityOf(path).catch(() => '')) === identity) return true
    await this.#anew()
    return false
  }

  #anew(): Promise<void> {
    this.stop()
    return this.start()
  }
}

async function identityOf(path: string): Promise<string> {
  const { dev, ino } = await stat(path, { bigint: true })
  return `${dev}:${ino}`
}
