// The opened folder: nothing outside it is read or written.
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { folderText } from '../../base/texts/designer-document.js'
import { DesignerError } from '../failure.js'

const mostEntries = 5000
const deepest = 12
const passedOver = new Set(['node_modules', 'obj', 'bin'])

export interface FolderEntry {
  /** Below the folder, with `/`. */
  readonly path: string
  readonly kind: 'folder' | 'package' | 'project'
  /** Bytes. */
  readonly size: number
}

/** A path of the page as one below the folder. @throws DesignerError invalid for every other */
export function checkRelative(path: string): string {
  const parts = path.split('/')
  // Windows names and NUL have no place in a path that the page makes of listed names.
  const good = path !== '' && !/[\0\\]/.test(path) && parts.every(part => part !== '' && part !== '.' && part !== '..')
  if (!good || /^[A-Za-z]:/.test(path)) throw outside(path)
  return path
}

/**
 * The native place of a package file below the folder, its links followed.
 *
 * @param folder absolute, without links
 * @throws DesignerError invalid for a place outside, or a name that is no package's
 */
export async function placeOf(folder: string, path: string): Promise<string> {
  checkRelative(path)
  if (!/\.dtsx$/i.test(path)) throw invalid('notPackageName', path)
  const wanted = join(folder, ...path.split('/'))
  const parent = await realpath(dirname(wanted)).catch(() => undefined)
  if (parent === undefined) throw invalid('noFolder', path)
  const place = await realpath(wanted).catch(() => join(parent, basename(wanted)))
  if (!isBelow(folder, parent) || !isBelow(folder, place)) throw outside(path)
  // A link whose target is missing would be written through.
  const link = await lstat(place).catch(() => undefined)
  if (link?.isSymbolicLink()) throw outside(path)
  return place
}

/** Packages, project files and the folders that have some, in the order of their names. */
export async function listFolder(folder: string): Promise<{ entries: FolderEntry[]; truncated: boolean }> {
  const entries: FolderEntry[] = []
  let truncated = false
  const walk = async (place: string, depth: number): Promise<boolean> => {
    const found = await readdir(place, { withFileTypes: true }).catch(() => [])
    found.sort((a, b) => a.name.localeCompare(b.name))
    let any = false
    for (const entry of found) {
      if (entry.name.startsWith('.') || passedOver.has(entry.name)) continue
      if (entries.length >= mostEntries) {
        truncated = true
        return any
      }
      const native = join(place, entry.name)
      const path = relative(folder, native).split(sep).join('/')
      if (entry.isDirectory()) {
        if (depth >= deepest) continue
        const at = entries.length
        entries.push({ path, kind: 'folder', size: 0 })
        if (await walk(native, depth + 1)) any = true
        else entries.splice(at, 1)
        continue
      }
      const kind = kindOf(entry.name)
      if (!kind || !entry.isFile()) continue
      any = true
      entries.push({ path, kind, size: (await stat(native).catch(() => undefined))?.size ?? 0 })
    }
    return any
  }
  await walk(folder, 0)
  return { entries, truncated }
}

function kindOf(name: string): 'package' | 'project' | undefined {
  if (/\.dtsx$/i.test(name)) return 'package'
  return /\.conmgr$/i.test(name) || name.toLowerCase() === 'project.params' ? 'project' : undefined
}

function isBelow(folder: string, place: string): boolean {
  return place === folder || place.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

function outside(path: string): DesignerError {
  return invalid('outside', path)
}

function invalid(key: 'outside' | 'noFolder' | 'notPackageName', path: string): DesignerError {
  return new DesignerError({ kind: 'invalid', message: folderText(key, { path }), hint: folderText('outsideHint') })
}
