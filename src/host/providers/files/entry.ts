// A file or folder and its two names: the native path to open it, and the Windows name that WMI speaks.
import { join } from 'node:path'
import type { Machine } from '../../machine.js'
import { type Drive, drivesOf } from '../drives.js'

export type EntryKind = 'file' | 'folder'

export interface FileEntry {
  readonly drive: Drive
  /** The Windows path of the folder that holds it, such as `\out\`; null for a drive's root. */
  readonly path: string | null
  /** As the system spells it; empty for a drive's root. */
  readonly name: string
  /** The native path on the machine. */
  readonly native: string
  readonly kind: EntryKind
  /** True for a symbolic link; `kind` then tells where it leads. */
  readonly isLink: boolean
}

export function rootOf(drive: Drive): FileEntry {
  return { drive, path: null, name: '', native: drive.folder, kind: 'folder', isLink: false }
}

/** What lies in a folder under a name that the system told. */
export function entryIn(folder: FileEntry, name: string, kind: EntryKind, isLink: boolean): FileEntry {
  return { drive: folder.drive, path: pathInside(folder), name, native: join(folder.native, name), kind, isLink }
}

/** The `Path` of what lies in a folder: `\` in a drive's root, `\out\` in `C:\out`. */
export function pathInside(folder: FileEntry): string {
  return folder.path === null ? '\\' : `${folder.path}${folder.name}\\`
}

/** The folder that holds an entry; null for a drive's root. */
export function folderOf(entry: FileEntry): FileEntry | null {
  if (entry.path === null) return null
  const parts = entry.path.split('\\').filter(Boolean)
  let folder = rootOf(entry.drive)
  for (const part of parts) folder = entryIn(folder, part, 'folder', false)
  return folder
}

/** `c:\out\x.txt`: the letter in lower case as Windows gives it, everything else as the system spells it. */
export function windowsName(entry: FileEntry): string {
  return `${entry.drive.letter.toLowerCase()}${entry.path ?? '\\'}${entry.name}`
}

/** FileName and Extension: the parts before and after the last point (`.profile` is all extension, as on Windows). */
export function splitName(name: string): { readonly fileName: string; readonly extension: string } {
  const point = name.lastIndexOf('.')
  return point < 0
    ? { fileName: name, extension: '' }
    : { fileName: name.slice(0, point), extension: name.slice(point + 1) }
}

/** A drive and the components of a name below it; none for the drive's root. */
export interface Place {
  readonly drive: Drive
  readonly parts: readonly string[]
}

/** No system opens a longer path; a longer one is not looked at. */
const longestPath = { win32: 32_767, unix: 4096 }

/**
 * Where a Windows name points. Several backslashes count as one, because samples escape names once more than they need;
 * a slash separates nothing. Null for a name that no file of the machine can have.
 */
export function locate(machine: Machine, name: string): Place | null {
  if (name.length > longestPath[machine.platform === 'win32' ? 'win32' : 'unix']) return null
  const match = /^([a-z]:)\\+(.*)$/is.exec(name)
  if (!match?.[1]) return null
  const letter = match[1].toUpperCase()
  const drive = drivesOf(machine).find(candidate => candidate.letter === letter)
  const parts = match[2] ? match[2].split(/\\+/) : []
  return drive && parts.every(isComponent) ? { drive, parts } : null
}

/** The components of a `Path` such as `\out\`; null for text of another form. */
export function componentsOf(path: string): string[] | null {
  if (path.length > longestPath.win32) return null
  const match = /^\\(?:(.*)\\)?$/s.exec(path)
  const parts = match?.[1] === undefined ? [] : match[1].split('\\')
  return match && parts.every(isComponent) ? parts : null
}

/** A value of a query must not walk about: `..`, an empty component or a native separator is no name. */
function isComponent(text: string): boolean {
  return text !== '' && text !== '.' && text !== '..' && !/[/\0]/.test(text)
}
