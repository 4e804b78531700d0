/** What the methods of Win32_Process answer. */
export const processCodes = {
  success: 0,
  accessDenied: 2,
  insufficientPrivilege: 3,
  unknownFailure: 8,
  pathNotFound: 9,
  invalidParameter: 21,
} as const
