// What each operation does, by its name.
import { chmod, lstat, mkdir, stat, unlink } from 'node:fs/promises'
import { fileText } from '../../../base/texts/ssis-files.js'
import { stockText } from '../../../base/texts/ssis-stock-tasks.js'
import { dtsError } from '../../errors.js'
import { copyOneFile, type FileWork, moveOneFile } from './copy.js'
import { codeOf, fileError, io } from './failure.js'
import { fileIn, type Place } from './paths.js'
import type { FileSystemSettings } from './settings.js'
import { copyFolder, emptyFolder, moveFolder, removeFolder } from './tree.js'

/** One operation about to be done. */
export interface Work {
  readonly settings: FileSystemSettings
  readonly source: Place
  readonly destination: Place | undefined
  readonly signal: AbortSignal
  warn(text: string): void
}

type Operation = (work: Work) => Promise<void>

/** @throws DtsError with the task's documented codes; the reason of the signal when it was aborted */
export const operations: Readonly<Record<FileSystemSettings['operation'], Operation>> = {
  CopyFile: async work => copyOneFile(await fileWork(work)),
  MoveFile: async work => moveOneFile(await fileWork(work)),
  RenameFile: async work => moveOneFile(pair(work, needed(work))),
  DeleteFile: async ({ source }) => {
    const stats = await existing(source, 'aFile')
    if (stats.isDirectory()) throw fileError(source.path, fileText('EISDIR'))
    await io(source.path, () => unlink(source.native))
  },
  SetAttributes: setAttributes,
  CreateDirectory: async ({ source: { path, native }, settings }) => {
    const present = await stat(native).catch(() => undefined)
    if (present && !present.isDirectory()) throw fileError(path, stockText('fileThere'))
    if (present && !settings.overwrites) throw dtsError('DTS_E_FSTASK_DIRECTORYEXISTS', { path })
    await io(path, () => mkdir(native, { recursive: true }))
  },
  CopyDirectory: async work => {
    await existing(work.source, 'aFolder')
    await copyFolder(pair(work, needed(work)))
  },
  MoveDirectory: async work => {
    await existing(work.source, 'aFolder')
    await moveFolder(pair(work, needed(work)))
  },
  DeleteDirectory: async ({ source, signal }) => {
    await existingFolder(source)
    await removeFolder(source.native, source.path, signal)
  },
  DeleteDirectoryContent: async ({ source, signal }) => {
    await existingFolder(source)
    await emptyFolder(source.native, source.path, signal)
  },
}

function needed({ destination, settings: { operation } }: Work): Place {
  if (!destination) throw dtsError('DTS_E_FSTASK_DESTINATIONNOTSET', { operation })
  return destination
}

/** A file goes into a folder that is there, or that is meant, under its own name. */
async function fileWork(work: Work): Promise<FileWork> {
  await existing(work.source, 'aFile')
  const destination = needed(work)
  const found = await stat(destination.native).catch(() => undefined)
  if (!found && destination.folder)
    throw dtsError('DTS_E_FSTASK_FILEDOESNOTEXIST', {
      what: stockText('aFolder'),
      path: destination.path,
      reference: destination.reference,
    })
  return pair(work, fileIn(work.source, destination, found?.isDirectory() === true))
}

function pair({ source, settings: { overwrites }, signal }: Work, destination: Place): FileWork {
  const { native: from, path: fromPath } = source
  const { native: to, path: toPath } = destination
  return { from, to, fromPath, toPath, overwrites, signal }
}

async function existing({ native, path, reference }: Place, what: 'aFile' | 'aFolder' | 'aFileOrFolder') {
  try {
    return await lstat(native)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR')
      throw dtsError('DTS_E_FSTASK_FILEDOESNOTEXIST', { what: stockText(what), path, reference }, { cause: error })
    return io(path, () => Promise.reject(error), 'read')
  }
}

async function existingFolder(source: Place): Promise<void> {
  await existing(source, 'aFolder')
  const stats = await io(source.path, () => stat(source.native), 'read')
  if (!stats.isDirectory()) throw fileError(source.path, stockText('noFolder'))
}

/** Read-only is a matter of mode bits here; the others are attributes that only Windows has. */
async function setAttributes({ source, settings: { attributes }, warn }: Work): Promise<void> {
  const { path, native } = source
  await existing(source, 'aFileOrFolder')
  const stats = await io(path, () => stat(native), 'read')
  const without = ['Hidden', 'System', 'Archive'].filter(name => attributes.has(name))
  if (without.length > 0) warn(stockText('attributesLost', { names: without.join(', '), path }))
  const readOnly = attributes.has('ReadOnly')
  if (stats.isDirectory()) {
    // On Windows the attribute of a folder keeps nobody from writing into it; its mode here would.
    if (readOnly) warn(stockText('folderReadOnly', { path }))
    return
  }
  const mode = readOnly ? stats.mode & ~0o222 : stats.mode | 0o200
  await io(path, () => chmod(native, mode & 0o7777))
}
