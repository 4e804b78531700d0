// String constants: WMI SDK "WHERE Clause". A backslash escapes a backslash or a quote and nothing else; there is no doubled
// quote. [MS-WMI] 2.2.1 says that LIKE patterns know no escape, the samples double the backslash there as well: both are read.

/** The text as a string constant, in the quotes that need fewer escapes. */
export function quoteText(text: string): string {
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"'
  return quote + text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote
}

const escaped: ReadonlySet<string | undefined> = new Set(['\\', '"', "'"])

/**
 * What a string constant means, given with its quotes.
 *
 * @param pattern true for LIKE, where a lone backslash stands for itself
 * @returns the text, or the offset of a lone backslash
 */
export function unquoteText(constant: string, pattern: boolean): string | number {
  const inner = constant.slice(1, -1)
  if (!inner.includes('\\')) return inner
  let value = ''
  for (let at = 0; at < inner.length; at += 1) {
    const char = inner[at]
    if (char === '\\' && escaped.has(inner[at + 1])) {
      at += 1
      value += inner[at]
    } else if (char === '\\' && !pattern) return at + 1
    else value += char
  }
  return value
}

/** Where the string constant that begins at `start` ends (past its quote), or -1. */
export function endOfString(text: string, start: number): number {
  const quote = text[start]
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === quote) return at + 1
    if (text[at] === '\\' && escaped.has(text[at + 1])) at += 1
  }
  return -1
}
