// Reading folders. What cannot be read is left out: rights, races with other programs and broken media are no reason to end
// an enumeration.
import { constants, type Dirent } from 'node:fs'
import { lstat, opendir, realpath, stat } from 'node:fs/promises'
import { sep } from 'node:path'
import { foldName } from '../../../base/name-map.js'
import type { Machine } from '../../machine.js'
import type { Drive } from '../drives.js'
import { type EntryKind, entryIn, type FileEntry, type Place, rootOf } from './entry.js'

/** Running out of these is the host's own trouble and must not look like an empty folder. */
const exhausted = new Set(['EMFILE', 'ENFILE', 'ENOMEM'])

/** For a failed call on one file: null, unless the process itself is in trouble. */
export function unreadable(error: unknown): null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^E[A-Z0-9]+$/.test(code) || exhausted.has(code)) throw error
  return null
}

/**
 * What a folder holds, as the system lists it, while it is read. Left out: devices, sockets and pipes, links that lead
 * nowhere or out of the drive's folder, and names that have no Windows form. Such a name holds a backslash, which would read as two components, or bytes
 * that are no text.
 */
export async function* listFolder(machine: Machine, folder: FileEntry, signal: AbortSignal): AsyncGenerator<FileEntry> {
  for await (const found of direntsOf(machine.path(folder.native))) {
    if (signal.aborted) return
    if (!(await hasWindowsName(machine, folder, found.name))) continue
    const isLink = found.isSymbolicLink()
    const kind = isLink ? await kindOf(machine, entryIn(folder, found.name, 'file', true)) : kindOfDirent(found)
    if (kind !== null) yield entryIn(folder, found.name, kind, isLink)
  }
}

/**
 * Everything below a folder, the folder itself first, depth by depth, one folder in memory at a time. Links are told and not
 * followed; `skip` names native folders that are told and not entered.
 */
export async function* walk(
  machine: Machine,
  top: FileEntry,
  skip: ReadonlySet<string>,
  signal: AbortSignal,
): AsyncGenerator<FileEntry> {
  yield top
  const pending = [top]
  for (let folder = pending.pop(); folder && !signal.aborted; folder = pending.pop()) {
    for await (const entry of listFolder(machine, folder, signal)) {
      yield entry
      if (entry.kind === 'folder' && !entry.isLink && !skip.has(entry.native)) pending.push(entry)
    }
  }
}

/**
 * The files or the folders that a Windows path names: the one of exactly this spelling first, then every other spelling that
 * leads somewhere, for WMI compares names without case. Spellings that differ in every folder make many ways, so the search
 * hears the signal.
 */
export async function* find(
  machine: Machine,
  drive: Drive,
  parts: readonly string[],
  kind: EntryKind,
  signal: AbortSignal,
): AsyncGenerator<FileEntry> {
  const exact = exactEntry(drive, parts, kind)
  const exists = (await kindOf(machine, exact)) === kind
  if (exists) yield exact
  for await (const entry of search(machine, rootOf(drive), parts, kind, signal))
    if (!exists || entry.native !== exact.native) yield entry
}

/** The file or folder that a path means: the one of exactly this spelling, else the first of another. */
export async function lookUp(
  machine: Machine,
  { drive, parts }: Place,
  kind: EntryKind,
  signal: AbortSignal,
): Promise<FileEntry | null> {
  for await (const entry of find(machine, drive, parts, kind, signal)) return entry
  return null
}

function exactEntry(drive: Drive, parts: readonly string[], kind: EntryKind): FileEntry {
  let entry = rootOf(drive)
  for (const part of parts) entry = entryIn(entry, part, 'folder', false)
  return { ...entry, kind }
}

async function* search(
  machine: Machine,
  folder: FileEntry,
  parts: readonly string[],
  kind: EntryKind,
  signal: AbortSignal,
): AsyncGenerator<FileEntry> {
  const [part, ...rest] = parts
  if (part === undefined || signal.aborted || !(await isInDrive(machine, folder))) return
  const folded = foldName(part)
  const names: string[] = []
  for await (const { name } of direntsOf(machine.path(folder.native)))
    if (foldName(name) === folded && !name.includes('\\')) names.push(name)
  names.sort((a, b) => Number(b === part) - Number(a === part) || (a < b ? -1 : 1))
  for (const name of names) {
    const found = entryIn(folder, name, rest.length > 0 ? 'folder' : kind, false)
    if (rest.length > 0) yield* search(machine, found, rest, kind, signal)
    else if ((await kindOf(machine, found)) === kind) yield found
  }
}

async function* direntsOf(path: string): AsyncGenerator<Dirent> {
  const folder = await opendir(path, { bufferSize: 128 }).catch(unreadable)
  if (!folder) return
  try {
    for (let entry = await folder.read(); entry; entry = await folder.read()) yield entry
  } catch (error) {
    unreadable(error)
  } finally {
    await folder.close().catch(unreadable)
  }
}

export async function hasWindowsName(machine: Machine, folder: FileEntry, name: string): Promise<boolean> {
  if (process.platform !== 'win32' && name.includes('\\')) return false
  // U+FFFD stands for bytes that are not UTF-8, unless a file really is named so.
  return (
    !name.includes('\ufffd') ||
    (await lstat(machine.path(entryIn(folder, name, 'file', false).native)).catch(unreadable)) !== null
  )
}

function kindOfDirent(entry: Dirent): EntryKind | null {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : null
}

/** What an entry's path leads to, links followed; null also for what lies outside the drive's folder. */
export async function kindOf(machine: Machine, entry: FileEntry): Promise<EntryKind | null> {
  const stats = await stat(machine.path(entry.native)).catch(unreadable)
  const type = stats ? stats.mode & constants.S_IFMT : 0
  const kind = type === constants.S_IFREG ? 'file' : type === constants.S_IFDIR ? 'folder' : null
  return kind !== null && (await isInDrive(machine, entry)) ? kind : null
}

/** A link, in any component, must not lead out of the folder for which the drive stands. */
async function isInDrive(machine: Machine, { drive, native }: FileEntry): Promise<boolean> {
  if (machine.platform === 'win32' || (machine.isReal && drive.folder === '/')) return true
  const [top, real] = await Promise.all(
    [drive.folder, native].map(path => realpath(machine.path(path)).catch(unreadable)),
  )
  return top != null && real != null && (real === top || real.startsWith(top.endsWith(sep) ? top : top + sep))
}
