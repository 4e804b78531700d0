/** Documented codes of the Web Service task and the HTTP connection manager, by symbol. */
export const webServiceCodes = {} as const
