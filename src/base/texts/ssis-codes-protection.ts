/** What the documented codes of protection levels and projects say, by symbol. */
export const protectionCodeTexts = {} as const

/** What a person can do about them. */
export const protectionCodeHints = {} as const
