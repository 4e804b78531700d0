/** What the documented codes of log providers and configurations say, by symbol. */
export const loggingCodeTexts = {} as const

/** What a person can do about them. */
export const loggingCodeHints = {} as const
