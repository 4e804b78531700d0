/** Documented codes of protection levels and projects, by symbol. */
export const protectionCodes = {
  DTS_E_TKEXECPACKAGE_REQUIREDPARAMETERNOTSPECIFIED: 0xc0022101,
} as const
