/** What the documented codes of the expression evaluator say, by symbol. */
export const expressionCodeTexts = {} as const

/** What a person can do about them. */
export const expressionCodeHints = {} as const
