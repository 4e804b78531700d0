import { WmilinkError } from '../../../base/errors.js'
import { readerText } from '../../../base/texts/ssis-reader.js'
import { type DtsError, dtsError } from '../../errors.js'
import { fileReason } from '../../file-reason.js'

/** @param path as the package writes it */
export function writeFailure(path: string, error: unknown): DtsError {
  const reason = readerText('cannotWrite', { path, reason: fileReason(error, 'write') })
  return dtsError(
    'DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE',
    { reason },
    { cause: error, hint: readerText('cannotWriteHint') },
  )
}

/** @param path as the package writes it */
export function readFailure(path: string, error: unknown): DtsError {
  const reason = readerText('cannotRead', { path, reason: fileReason(error, 'read') })
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
