/** What StdRegProv answers: system error codes (winerror.h), and one HRESULT. */
export const registryCodes = {
  success: 0,
  fileNotFound: 2,
  accessDenied: 5,
  invalidHandle: 6,
  invalidParameter: 87,
  badPathName: 161,
  moreData: 234,
  noSystemResources: 1450,
  /** WBEM_E_TYPE_MISMATCH: the value is there, but of another type than the method reads. */
  typeMismatch: 0x80041005,
} as const
