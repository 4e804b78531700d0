/** Documented codes of the other stock tasks, by symbol. */
export const taskCodes = {} as const
