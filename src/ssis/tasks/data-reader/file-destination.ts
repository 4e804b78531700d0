import { constants, type Stats } from 'node:fs'
import { access, chmod, copyFile, type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { readerText } from '../../../base/texts/ssis-reader.js'
import { besideName, realPlace } from '../../beside.js'
import { dtsError } from '../../errors.js'
import { writeFailure } from './file-failure.js'
import { OverwriteDestination } from './settings.js'

/** A text that is made while it is written. */
export interface TextBody {
  /** What stands before everything else in a new file; known once the first chunk has been asked for. */
  head(): string
  readonly chunks: AsyncGenerator<string, void>
}

/** A file that shall receive a text. */
export interface FileTarget {
  /** The path on this system. */
  readonly native: string
  /** The path as the package writes it, for messages. */
  readonly path: string
  readonly mode: OverwriteDestination
  /** The connection manager says that the file is there already. */
  readonly mustExist?: boolean
  /** Default UTF-8. */
  readonly encoding?: 'utf8' | 'utf16le'
  /** Ends the waiting for somebody who reads a pipe. */
  readonly signal?: AbortSignal
}

/** How often a pipe is looked at, in milliseconds. */
const pipeInterval = 50

interface Existing {
  readonly path: string
  readonly stats: Stats
}

/**
 * Writes a text to a file without ever leaving half of it behind: it goes to a new file beside the target, which takes the
 * target's place when the text is complete. Devices and pipes are written directly.
 *
 * @throws DtsError 0xC002924F when the file exists and is to be kept, 0xC002F304 when the system refuses; what the text throws
 */
export async function writeText(target: FileTarget, body: TextBody): Promise<void> {
  try {
    const existing = await io(target, () => lookAt(target))
    if (existing && !existing.stats.isFile()) return await writeDirectly(target, existing, body)
    // Nothing is created before the first row has come, or the query has failed.
    const first = await body.chunks.next()
    await writeBeside(target, existing, body, first)
  } finally {
    await body.chunks.return()
  }
}

/** Refuses what cannot receive the text; answers where it really is. */
async function lookAt({ native, path, mode, mustExist }: FileTarget): Promise<Existing | undefined> {
  const stats = await stat(native).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!stats) {
    if (mustExist) throw dtsError('DTS_E_WMIDRTASK_FILEDOESNOTEXIST', { path }, { hint: readerText('existingUsage') })
    return undefined
  }
  if (stats.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' })
  if (mode === OverwriteDestination.KeepOriginal) throw dtsError('DTS_E_WMIDRTASK_FILEALREADYEXISTS', { path })
  await access(native, constants.W_OK)
  // The name may be a link: what it points to is replaced, not the link.
  return { path: await realPlace(native), stats }
}

async function writeDirectly(target: FileTarget, { path, stats }: Existing, body: TextBody): Promise<void> {
  const first = await body.chunks.next()
  const handle = await io(target, () => (stats.isFIFO() ? openPipe(path, target.signal) : open(path, 'a')))
  try {
    await pour(target, handle, body.head(), first, body)
  } finally {
    await handle.close()
  }
}

/** Opens a pipe as soon as somebody reads it. Opening it at once would wait without an end that a cancel could bring. */
async function openPipe(path: string, signal: AbortSignal | undefined): Promise<FileHandle> {
  for (;;) {
    try {
      const probe = await open(path, constants.O_WRONLY | constants.O_NONBLOCK)
      try {
        return await open(path, 'a')
      } finally {
        await probe.close()
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENXIO')) throw error
    }
    await sleep(pipeInterval, undefined, { signal })
  }
}

async function pour(
  target: FileTarget,
  handle: FileHandle,
  head: string,
  first: IteratorResult<string, void>,
  body: TextBody,
): Promise<void> {
  const write = (text: string) =>
    text ? io(target, () => handle.writeFile(text, target.encoding ?? 'utf8')) : undefined
  await write(head)
  for (let next = first; !next.done; next = await body.chunks.next()) await write(next.value)
}

async function writeBeside(
  target: FileTarget,
  existing: Existing | undefined,
  body: TextBody,
  first: IteratorResult<string, void>,
): Promise<void> {
  const place = existing?.path ?? (await io(target, () => realPlace(target.native)))
  const appends = target.mode === OverwriteDestination.AppendToDestination
  const part = besideName(place)
  try {
    const handle = await io(target, () => open(part, 'wx'))
    try {
      await pour(target, handle, appends ? '' : body.head(), first, body)
    } finally {
      await handle.close()
    }
    if (appends) await inTurn(place, () => io(target, () => append(place, part, body.head(), target.encoding)))
    else await io(target, () => takePlace(target, part, place, existing))
  } finally {
    await rm(part, { force: true })
  }
}

async function takePlace(
  target: FileTarget,
  part: string,
  place: string,
  existing: Existing | undefined,
): Promise<void> {
  if (existing) await chmod(part, existing.stats.mode)
  if (target.mode !== OverwriteDestination.KeepOriginal) return rename(part, place)
  try {
    // Unlike rename, link does not replace a file that came into being meanwhile.
    await link(part, place)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw dtsError('DTS_E_WMIDRTASK_FILEALREADYEXISTS', { path: target.path })
    await rename(part, place)
  }
}

/** Original, head (when the original is empty) and new text in one new file, which then takes the original's place. */
async function append(
  place: string,
  part: string,
  head: string,
  encoding: FileTarget['encoding'] = 'utf8',
): Promise<void> {
  const whole = besideName(place)
  try {
    const stats = await stat(place).catch(() => undefined)
    if (stats) await copyFile(place, whole, constants.COPYFILE_EXCL)
    const handle = await open(whole, 'a')
    try {
      if (!stats?.size && head) await handle.writeFile(head, encoding)
      const source = await open(part)
      try {
        for await (const chunk of source.createReadStream({ autoClose: false })) await handle.writeFile(chunk)
      } finally {
        await source.close()
      }
    } finally {
      await handle.close()
    }
    await rename(whole, place)
  } finally {
    await rm(whole, { force: true })
  }
}

const turns = new Map<string, Promise<void>>()

/** Two tasks that append to one file do so one after the other, so that neither text is lost. */
async function inTurn(place: string, work: () => Promise<void>): Promise<void> {
  const mine = (turns.get(place) ?? Promise.resolve()).then(work)
  const settled = mine.catch(() => undefined)
  turns.set(place, settled)
  try {
    await mine
  } finally {
    if (turns.get(place) === settled) turns.delete(place)
  }
}

/** Does something with files; what the system refuses becomes a documented error. */
async function io<T>(target: FileTarget, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Error && 'code' in error && typeof error.code === 'string'
      ? writeFailure(target.path, error)
      : error
  }
}
