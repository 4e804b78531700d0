/** What the documented codes of containers, loops and event handlers say, by symbol. */
export const engineCodeTexts = {} as const

/** What a person can do about them. */
export const engineCodeHints = {} as const
