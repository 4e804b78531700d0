// Packages and their files: reading with clear reasons, writing so that a file is either the old one or the new one.
import { open, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { WmilinkError } from '../base/errors.js'
import { modelText } from '../base/texts/ssis-model.js'
import { besideName, realPlace } from './beside.js'
import { dtsError } from './errors.js'
import { fileReason } from './file-reason.js'

/** @throws DtsError DTS_E_OPENPACKAGEFILE with the reason */
export async function readPackageFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    const options = { hint: modelText('readUnreadable'), cause: error }
    throw dtsError('DTS_E_OPENPACKAGEFILE', { path, reason: fileReason(error, 'read') }, options)
  }
}

/**
 * Replaces a file at once: written beside it, then renamed. The mode of a file that was there is kept, and a link stays one.
 *
 * @throws DtsError DTS_E_SAVEPACKAGEFILE; then the old file is untouched
 */
export async function writePackageFile(path: string, bytes: Uint8Array): Promise<void> {
  let temporary: string | undefined
  try {
    const target = await realPlace(path)
    const present = await stat(target).catch(() => undefined)
    if (present?.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' })
    // Also for root, whom no mode keeps from writing.
    if (present && (present.mode & 0o222) === 0)
      throw refusal(path, modelText('readOnlyFile'), modelText('readOnlyHint'))
    // A device or a pipe is written, not replaced.
    if (present && !present.isFile()) return await writeFile(target, bytes)
    temporary = besideName(target)
    const file = await open(temporary, 'wx', present ? present.mode & 0o777 : 0o666)
    try {
      await file.writeFile(bytes)
      // The mode given to open is cut by the umask.
      if (present) await file.chmod(present.mode & 0o777)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, target)
  } catch (error) {
    if (temporary) await unlink(temporary).catch(() => undefined)
    if (error instanceof WmilinkError) throw error
    throw refusal(path, fileReason(error, 'write'), modelText('saveHint'), error)
  }
}

function refusal(path: string, reason: string, hint: string, cause?: unknown): WmilinkError {
  return dtsError('DTS_E_SAVEPACKAGEFILE', { path, reason }, { hint, cause })
}
