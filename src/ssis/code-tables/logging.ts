/** Documented codes of log providers and configurations, by symbol. */
export const loggingCodes = {} as const
