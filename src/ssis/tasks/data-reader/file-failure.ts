import { WmilinkError } from '../../../base/errors.js'
import { readerText } from '../../../base/texts/ssis-reader.js'
import { type DtsError, dtsError } from '../../errors.js'

/** Why the system refused a file, in the reader's words. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = code in readerText.table && /^E[A-Z]+$/.test(code)
  return known ? readerText(code as 'ENOENT') : error instanceof Error ? error.message : String(error)
}

/** @param path as the package writes it */
export function writeFailure(path: string, error: unknown): DtsError {
  const reason = readerText('cannotWrite', { path, reason: reasonOf(error) })
  return dtsError(
    'DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE',
    { reason },
    { cause: error, hint: readerText('cannotWriteHint') },
  )
}

/** @param path as the package writes it */
export function readFailure(path: string, error: unknown): DtsError {
  const reason = readerText('cannotRead', { path, reason: reasonOf(error) })
  return dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, { cause: error })
}

/** Brings a path of a package to this system; a path that leads nowhere here is a documented error. */
export function nativeFile(path: string, toNative: (path: string) => string): string {
  try {
    return toNative(path)
  } catch (error) {
    const hint = error instanceof WmilinkError ? error.hint : undefined
    throw dtsError('DTS_E_INVALIDFILENAMEINCONNECTION', { path }, { cause: error, hint })
  }
}
