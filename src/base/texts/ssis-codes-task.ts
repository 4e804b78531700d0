/** What the documented codes of the other stock tasks say, by symbol. */
export const taskCodeTexts = {} as const

/** What a person can do about them. */
export const taskCodeHints = {} as const
