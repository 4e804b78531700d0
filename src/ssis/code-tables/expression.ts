/** Documented codes of the expression evaluator, by symbol. */
export const expressionCodes = {} as const
