/** What the documented codes of the Web Service task and the HTTP connection manager say, by symbol. */
export const webServiceCodeTexts = {} as const

/** What a person can do about them. */
export const webServiceCodeHints = {} as const
