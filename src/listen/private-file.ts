// A file with secrets: a plain one, of its owner, that nobody else may read.
import { constants, type Stats } from 'node:fs'
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ArgumentError } from '../base/errors.js'
import { listenText } from '../base/texts/listen.js'

/** What tells that a file is another one, or has other content, than when it was read. */
export type FileMark = string

export interface PrivateText {
  readonly text: string
  readonly mark: FileMark
}

/** Who may own the file, beside root: the user of this process; undefined on Windows, where modes mean nothing. */
const self = process.geteuid?.()

/**
 * Reads a small file.
 * @throws ArgumentError when it is a symbolic link or no plain file, belongs to somebody else, may be read by others, or is too
 *   large; the system's error (ENOENT …) when it cannot be read
 */
export async function readPrivate(path: string, maxSize: number): Promise<PrivateText> {
  const file = await openPlain(path)
  try {
    const stats = await file.stat()
    checkPrivate(path, stats)
    if (stats.size > maxSize) throw refused(path, listenText('fileSize', { max: maxSize }))
    const bytes = Buffer.alloc(maxSize + 1)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
    return { text: bytes.toString('utf8', 0, Math.min(bytesRead, maxSize)), mark: markOf(stats) }
  } finally {
    await file.close()
  }
}

/** The mark of the file that stands there now; undefined when there is none. */
export async function markAt(path: string): Promise<FileMark | undefined> {
  try {
    return markOf(await lstat(path))
  } catch {
    return undefined
  }
}

/**
 * Replaces a file in one step, or makes it: another file, mode 0600, takes its place when it is whole and on the disk. `change` is told
 * the text that stands there (undefined: no file) and answers the new one; undefined leaves the file alone.
 * Two writers do not meet: the second fails. @throws as {@link readPrivate}, and ArgumentError when another one is writing
 */
export async function changePrivate(
  path: string,
  maxSize: number,
  change: (text: string | undefined) => string | undefined,
): Promise<void> {
  const fresh = `${path}.new`
  const file = await openNew(path, fresh)
  try {
    let written: string | undefined
    try {
      written = change(await readExisting(path, maxSize))
      if (written !== undefined) {
        await file.writeFile(written)
        await file.sync()
      }
    } finally {
      await file.close()
    }
    if (written === undefined) return await rm(fresh)
    await rename(fresh, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}

async function openNew(path: string, fresh: string): Promise<FileHandle> {
  try {
    return await open(fresh, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow, 0o600)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    throw new ArgumentError(listenText('fileBusy', { file: path }), {
      hint: listenText('fileBusyHint', { file: fresh }),
    })
  }
}

async function readExisting(path: string, maxSize: number): Promise<string | undefined> {
  try {
    return (await readPrivate(path, maxSize)).text
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

const noFollow = constants.O_NOFOLLOW ?? 0

async function openPlain(path: string): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK a named pipe would keep us waiting for a writer.
    return await open(path, constants.O_RDONLY | noFollow | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    if (codeOf(error) === 'ELOOP') throw refused(path, listenText('fileLink'))
    throw error
  }
}

function checkPrivate(path: string, stats: Stats): void {
  if (!stats.isFile()) throw refused(path, listenText('filePlain'))
  if (self === undefined) return
  if (stats.uid !== self && stats.uid !== 0) throw refused(path, listenText('fileOwner'))
  if ((stats.mode & 0o077) !== 0)
    throw refused(path, listenText('fileMode', { mode: (stats.mode & 0o777).toString(8).padStart(4, '0') }))
}

function refused(file: string, why: string): ArgumentError {
  return new ArgumentError(listenText('fileRefused', { file, why }), { hint: listenText('fileHint', { file }) })
}

function markOf({ dev, ino, size, mtimeMs, ctimeMs }: Stats): FileMark {
  return [dev, ino, size, mtimeMs, ctimeMs].join(' ')
}

async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, constants.O_RDONLY)
    await folder.sync().finally(() => folder.close())
  } catch {
    // Not every system can; the file itself is whole either way.
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
