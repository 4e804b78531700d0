/** Documented codes of protection levels and projects, by symbol. */
export const protectionCodes = {} as const
