// Files that take a place: made complete beside it first, so that a file is the old one, the new one, or not there.
import { createReadStream, createWriteStream, type Stats } from 'node:fs'
import { link, lstat, open, readlink, rename, rm, stat, symlink, unlink } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { fileText } from '../../../base/texts/ssis-files.js'
import { stockText } from '../../../base/texts/ssis-stock-tasks.js'
import { besideName, realPlace } from '../../beside.js'
import { codeOf, fileError, io } from './failure.js'

const chunk = 1 << 20

/** Codes with which file systems answer that they know no hard links. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'])

export interface FileWork {
  /** On this system. */
  readonly from: string
  readonly to: string
  /** How the package writes the two, for messages. */
  readonly fromPath: string
  readonly toPath: string
  readonly overwrites: boolean
  readonly signal: AbortSignal
}

/** Copies a file with its mode and times. @throws DtsError when the source is no file, the target is there and stays, or the system refuses */
export async function copyOneFile(work: FileWork): Promise<void> {
  const { from, fromPath, toPath } = work
  const stats = await io(fromPath, () => stat(from), 'read')
  if (!stats.isFile()) throw fileError(fromPath, stats.isDirectory() ? fileText('EISDIR') : fileText('special'))
  const to = await io(toPath, () => realPlace(work.to))
  const present = await checkTarget(to, work)
  if (present && sameFile(present, stats)) throw fileError(toPath, stockText('sameFile'))
  const part = await copyBeside(from, to, stats, work)
  try {
    await takePlace(part, to, work)
  } finally {
    await rm(part, { force: true })
  }
}

/** Moves a file or a link, over devices too. The source goes only when the target is complete. */
export async function moveOneFile(work: FileWork): Promise<void> {
  const { from, to, fromPath } = work
  const stats = await io(fromPath, () => lstat(from), 'read')
  if (stats.isDirectory()) throw fileError(fromPath, fileText('EISDIR'))
  const present = await checkTarget(to, work)
  if (present && sameFile(present, stats)) {
    // Two names of one file: the new one stays. One and the same name: nothing to do.
    if ((await realPlace(from)) !== (await realPlace(to))) await io(fromPath, () => unlink(from))
    return
  }
  try {
    await takePlace(from, to, work)
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error
    await moveOver(stats, work)
  }
}

async function moveOver(stats: Stats, work: FileWork): Promise<void> {
  const { from, to, fromPath, toPath } = work
  if (!stats.isFile() && !stats.isSymbolicLink()) throw fileError(fromPath, fileText('special'))
  const part = stats.isFile() ? await copyBeside(from, to, stats, work) : besideName(to)
  try {
    if (!stats.isFile()) await io(toPath, async () => symlink(await readlink(from), part))
    await takePlace(part, to, work)
  } finally {
    await rm(part, { force: true })
  }
  await io(fromPath, () => unlink(from))
}

/** Refuses a target that is a folder, that stays, or that may not be written. */
async function checkTarget(to: string, { toPath, overwrites }: FileWork): Promise<Stats | undefined> {
  const present = await io(toPath, () =>
    lstat(to).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    }),
  )
  if (!present) return undefined
  if (present.isDirectory()) throw fileError(toPath, fileText('EISDIR'))
  if (!overwrites) throw exists(toPath)
  // Renaming over it would do what its mode forbids.
  if (present.isFile() && (present.mode & 0o222) === 0) throw fileError(toPath, stockText('readOnlyFile'))
  return present
}

function exists(path: string) {
  return fileError(path, stockText('fileThere'), stockText('fileThereHint'))
}

function sameFile(a: Stats, b: Stats): boolean {
  return a.ino === b.ino && a.dev === b.dev
}

/** A complete copy with a name that nobody knows, on the disk of the target. */
async function copyBeside(from: string, to: string, stats: Stats, { signal, toPath }: FileWork): Promise<string> {
  const part = besideName(to)
  try {
    await io(toPath, async () => {
      const target = createWriteStream(part, { flags: 'wx', mode: stats.mode & 0o777 })
      await pipeline(createReadStream(from, { highWaterMark: chunk }), target, { signal })
      const handle = await open(part, 'r')
      try {
        await handle.chmod(stats.mode & 0o777)
        await handle.utimes(stats.atime, stats.mtime)
        await handle.sync()
      } finally {
        await handle.close()
      }
    })
    return part
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Gives a file its place at once. Without overwriting, one that came into being meanwhile stays. @throws EXDEV as the system says it */
async function takePlace(part: string, to: string, { overwrites, toPath }: FileWork): Promise<void> {
  const there = async (): Promise<void> => {
    if (overwrites) return rename(part, to)
    try {
      await link(part, to)
    } catch (error) {
      const code = codeOf(error)
      if (code === 'EEXIST') throw exists(toPath)
      if (!noLinks.has(code)) throw error
      // The file system has no hard links, so the look and the renaming are two steps.
      if (await lstat(to).catch(() => undefined)) throw exists(toPath)
      return rename(part, to)
    }
    try {
      await unlink(part)
    } catch (error) {
      // It could not leave its old place: it has not moved.
      await unlink(to)
      throw error
    }
  }
  try {
    await there()
  } catch (error) {
    if (codeOf(error) === 'EXDEV') throw error
    await io(toPath, () => Promise.reject(error))
  }
}
