// Giving a file or a folder a name that nobody has, without ever replacing anything.
import { link, mkdir, open, rename, rmdir, unlink } from 'node:fs/promises'

/** Where a file cannot have two names: file systems without hard links, files of others under protected_hardlinks. */
const noLinks = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'])

/** Moves a file (a symbolic link as itself); fails with EEXIST when the new name is taken, also at the last moment. */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (!noLinks.has(codeOf(error))) throw error
    await (await open(to, 'wx')).close()
    await renameOver(from, to, unlink)
    return
  }
  try {
    await unlink(from)
  } catch (error) {
    await unlink(to)
    throw error
  }
}

/** Moves a folder with what is in it; fails with EEXIST when the new name is taken, also at the last moment. */
export async function moveFolder(from: string, to: string): Promise<void> {
  await mkdir(to)
  await renameOver(from, to, rmdir)
}

/** Replaces the empty thing that this process has just made under the new name. */
async function renameOver(from: string, to: string, remove: (path: string) => Promise<void>): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    await remove(to)
    throw error
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
