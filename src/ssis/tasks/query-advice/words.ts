import { WmiError } from '../../../base/errors.js'
import { Lexer, type Token } from '../../../wql/lexer.js'
import { quoteText } from '../../../wql/literal.js'

/** The words of a query, up to what is none. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  try {
    const lexer = new Lexer(text)
    for (let token = lexer.next(); token.kind !== 'end'; token = lexer.next()) tokens.push(token)
  } catch (error) {
    if (!(error instanceof WmiError)) throw error
  }
  return tokens
}

/** The text with another string constant in the place of a word. */
export function withQuoted(text: string, { start, text: word }: Token, value: string): string {
  return text.slice(0, start) + quoteText(value) + text.slice(start + word.length)
}
