// Whole folders: copied beside their place, removed without ever following a link out of them.
import type { Dirent, Stats } from 'node:fs'
import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  unlink,
} from 'node:fs/promises'
import { dirname, join, parse, sep } from 'node:path'
import { fileText } from '../../../base/texts/ssis-files.js'
import { stockText } from '../../../base/texts/ssis-stock-tasks.js'
import { besideName } from '../../beside.js'
import { dtsError } from '../../errors.js'
import { copyOneFile, type FileWork } from './copy.js'
import { codeOf, fileError, io } from './failure.js'

/** Copies what is in a folder into another one, which is made when it is not there; links are copied as links. */
export async function copyFolder(work: FileWork): Promise<void> {
  await checkFolders(work)
  const present = await folderStats(work.to, work.toPath)
  if (present) {
    // Nothing is begun that could not be finished.
    if (!work.overwrites) await checkFree(work.from, work.to, work)
    return await merge(work.from, work.to, work)
  }
  const part = besideName(work.to)
  try {
    await io(work.toPath, () => mkdir(dirname(work.to), { recursive: true }))
    await merge(work.from, part, work)
    await io(work.toPath, () => rename(part, work.to))
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

/** Moves a folder, over devices too; one that is there already takes in what comes where it may be overwritten. */
export async function moveFolder(work: FileWork): Promise<void> {
  const { from, to, fromPath, toPath, overwrites } = work
  const stats = await io(fromPath, () => lstat(from), 'read')
  const present = await folderStats(to, toPath)
  if (present && !overwrites) throw dtsError('DTS_E_FSTASK_DIRECTORYEXISTS', { path: toPath }, { hint: '' })
  await checkFolders(work)
  if (!present) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (codeOf(error) !== 'EXDEV') await io(toPath, () => Promise.reject(error))
    }
  }
  await copyFolder(work)
  if (stats.isSymbolicLink()) await io(fromPath, () => unlink(from))
  else await removeFolder(from, fromPath, work.signal)
}

/** Removes a folder with all that is in it; of a link to one only the link. */
export async function removeFolder(path: string, shown: string, signal: AbortSignal): Promise<void> {
  const stats = await io(shown, () => lstat(path))
  if (stats.isSymbolicLink()) return io(shown, () => unlink(path))
  checkRemovable(await io(shown, () => realpath(path)), shown)
  await emptyFolder(path, shown, signal)
  await io(shown, () => rmdir(path))
}

/** Removes what is in a folder. */
export async function emptyFolder(path: string, shown: string, signal: AbortSignal): Promise<void> {
  checkRemovable(await io(shown, () => realpath(path)), shown)
  for (const entry of await entries(path, shown)) {
    signal.throwIfAborted()
    const inner = join(path, entry.name)
    const innerShown = join(shown, entry.name)
    if (entry.isDirectory()) await removeFolder(inner, innerShown, signal)
    else await io(innerShown, () => unlink(inner))
  }
}

/** The root of a file system holds more than anybody means. */
function checkRemovable(real: string, shown: string): void {
  if (parse(real).root === real) throw fileError(shown, stockText('rootFolder'))
}

/** Refuses a source that is no folder, and a target in it: the copy would never end. */
async function checkFolders({ from, to, fromPath, toPath }: FileWork): Promise<void> {
  const stats = await io(fromPath, () => stat(from), 'read')
  if (!stats.isDirectory()) throw fileError(fromPath, fileText('ENOTDIR'))
  const source = await io(fromPath, () => realpath(from), 'read')
  const target = await io(toPath, () => nearestReal(to))
  if (target === source || target.startsWith(source.endsWith(sep) ? source : source + sep))
    throw fileError(toPath, stockText('folderInside', { path: fromPath }))
}

/** Where a path leads, as far as it exists. */
async function nearestReal(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error
    return join(await nearestReal(dirname(path)), parse(path).base)
  }
}

async function folderStats(path: string, shown: string): Promise<Stats | undefined> {
  const stats = await io(shown, () =>
    stat(path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    }),
  )
  if (stats && !stats.isDirectory()) throw fileError(shown, stockText('fileThere'))
  return stats
}

async function entries(path: string, shown: string): Promise<Dirent[]> {
  return io(shown, () => readdir(path, { withFileTypes: true }), 'read')
}

/** @throws DtsError for the first file that would have to be overwritten */
async function checkFree(from: string, to: string, work: FileWork): Promise<void> {
  for (const entry of await entries(from, work.fromPath)) {
    work.signal.throwIfAborted()
    const target = join(to, entry.name)
    const present = await lstat(target).catch(() => undefined)
    if (!present) continue
    if (!entry.isDirectory() || !present.isDirectory())
      throw fileError(join(work.toPath, entry.name), stockText('fileThere'), stockText('fileThereHint'))
    await checkFree(join(from, entry.name), target, inner(work, entry.name))
  }
}

async function merge(from: string, to: string, work: FileWork): Promise<void> {
  const { mode } = await io(work.fromPath, () => stat(from), 'read')
  const made = await io(work.toPath, () => mkdir(to, { recursive: true }))
  for (const entry of await entries(from, work.fromPath)) {
    work.signal.throwIfAborted()
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    const part = inner(work, entry.name)
    if (entry.isDirectory()) await merge(source, target, part)
    else if (entry.isSymbolicLink()) await copyLink(source, target, part)
    else await copyOneFile({ ...part, from: source, to: target })
  }
  // Last, because a folder that may not be written takes nothing in.
  if (made !== undefined) await io(work.toPath, () => chmod(to, mode & 0o777))
}

async function copyLink(from: string, to: string, { toPath, fromPath, overwrites }: FileWork): Promise<void> {
  const leads = await io(fromPath, () => readlink(from), 'read')
  await io(toPath, async () => {
    if (!overwrites) return symlink(leads, to)
    const part = besideName(to)
    await symlink(leads, part)
    try {
      await rename(part, to)
    } finally {
      await rm(part, { force: true })
    }
  })
}

function inner(work: FileWork, name: string): FileWork {
  return { ...work, fromPath: join(work.fromPath, name), toPath: join(work.toPath, name) }
}
