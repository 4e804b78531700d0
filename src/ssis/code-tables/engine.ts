/** Documented codes of containers, loops and event handlers, by symbol. */
export const engineCodes = {} as const
