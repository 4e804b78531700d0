// A copy appears under its name when it is whole: it is made beside it before.
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, lstat, mkdir, opendir, readlink, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FileFailure, fileCodes, fileFailure } from './file-codes.js'
import { moveFile, moveFolder } from './new-name.js'

/** Copies a file, a link as what it leads to. @throws FileFailure, also when the new name is taken */
export async function copyOneFile(from: string, to: string): Promise<void> {
  await beside(to, async copy => {
    await copyContent(from, copy)
    await moveFile(copy, to)
  })
}

/**
 * Copies a folder, with what is in it or alone. Links below it are copied as links; what is neither file, folder nor link
 * ends the copy, and nothing of it remains. @throws FileFailure, also when the new name is taken
 */
export async function copyFolder(from: string, to: string, content: boolean, signal: AbortSignal): Promise<void> {
  await beside(to, async copy => {
    await mkdir(copy)
    if (content) await copyEntries(from, copy, signal)
    await chmod(copy, (await stat(from)).mode & permissions)
    await moveFolder(copy, to)
  })
}

/** Read, write and execute; a copy runs with nobody else's rights. */
const permissions = 0o777

async function beside(to: string, work: (copy: string) => Promise<void>): Promise<void> {
  const copy = join(dirname(to), `.${randomUUID()}.tmp`)
  try {
    await work(copy)
  } catch (error) {
    await rm(copy, { recursive: true, force: true })
    throw fileFailure(error, to)
  }
}

async function copyContent(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    await chmod(to, (await stat(from)).mode & permissions)
  } catch (error) {
    throw fileFailure(error, from)
  }
}

async function copyEntries(from: string, to: string, signal: AbortSignal): Promise<void> {
  const folders: { from: string; to: string }[] = [{ from, to }]
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    try {
      for await (const { name } of await opendir(folder.from)) {
        if (signal.aborted) throw new FileFailure(fileCodes.unspecifiedFailure)
        const next = { from: join(folder.from, name), to: join(folder.to, name) }
        if (await copyEntry(next.from, next.to)) folders.push(next)
      }
    } catch (error) {
      throw fileFailure(error, folder.from)
    }
  }
}

/** True for a folder: it is there now, and what is in it is still to be copied. */
async function copyEntry(from: string, to: string): Promise<boolean> {
  const found = await lstat(from)
  if (found.isDirectory()) {
    // Its owner must be able to fill it; nobody else sees it before it is done.
    await mkdir(to, { mode: (found.mode & permissions) | 0o700 })
    return true
  }
  if (found.isSymbolicLink()) await symlink(await readlink(from), to)
  else if (found.isFile()) await copyContent(from, to)
  else throw new FileFailure(fileCodes.unspecifiedFailure, from)
  return false
}
