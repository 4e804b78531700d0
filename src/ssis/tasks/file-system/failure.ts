import { stockText } from '../../../base/texts/ssis-stock-tasks.js'
import { type DtsError, dtsError } from '../../errors.js'
import { fileReason } from '../../file-reason.js'

/** What the system refused, as a documented error. @param path the one in question; other errors are thrown on */
export function refused(path: string, error: unknown, doing: 'read' | 'write' = 'write'): unknown {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error)) return error
  return fileError(path, fileReason(error, doing), undefined, error)
}

/** 0xC002F304 for a path, with the reason. */
export function fileError(path: string, why: string, hint?: string, cause?: unknown): DtsError {
  const reason = stockText('fileRefused', { path, reason: why })
  return dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, { hint, cause })
}

/** Does something with a path; what the system refuses becomes a documented error. */
export async function io<T>(path: string, work: () => Promise<T>, doing: 'read' | 'write' = 'write'): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refused(path, error, doing)
  }
}

/** The system's code of an error; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
