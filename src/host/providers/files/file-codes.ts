/** What the methods of CIM_LogicalFile answer: CIM_DataFile.Copy and its like in the CIMWin32 documentation. */
export const fileCodes = {
  success: 0,
  accessDenied: 2,
  unspecifiedFailure: 8,
  invalidObject: 9,
  objectExists: 10,
  notNtfs: 11,
  notWindows: 12,
  otherDrive: 13,
  directoryNotEmpty: 14,
  sharingViolation: 15,
  invalidStartFile: 16,
  invalidParameter: 21,
} as const

const byError: Readonly<Record<string, number>> = {
  EACCES: fileCodes.accessDenied,
  EPERM: fileCodes.accessDenied,
  EROFS: fileCodes.accessDenied,
  ENOENT: fileCodes.invalidObject,
  ENOTDIR: fileCodes.invalidObject,
  EEXIST: fileCodes.objectExists,
  EXDEV: fileCodes.otherDrive,
  ENOTEMPTY: fileCodes.directoryNotEmpty,
  EBUSY: fileCodes.sharingViolation,
  ETXTBSY: fileCodes.sharingViolation,
  EINVAL: fileCodes.invalidParameter,
  ENAMETOOLONG: fileCodes.invalidParameter,
}

/** A method that ends here, and where: the native path on this machine that it could not do. */
export class FileFailure extends Error {
  readonly code: number
  readonly at: string | null

  constructor(code: number, at: string | null = null) {
    super(`ReturnValue ${code}`)
    this.code = code
    this.at = at
  }
}

/** The failure for an error of the system. */
export function fileFailure(error: unknown, at: string): FileFailure {
  if (error instanceof FileFailure) return error
  const name = error instanceof Error && 'code' in error ? String(error.code) : ''
  return new FileFailure(byError[name] ?? fileCodes.unspecifiedFailure, at)
}
