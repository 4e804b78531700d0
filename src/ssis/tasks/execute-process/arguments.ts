// How Windows programs read their command line (CommandLineToArgvW): blanks part arguments, quotes keep them together, and
// backslashes are themselves unless a quote follows.

/** The arguments in a text, which does not start with the program's name. */
export function splitArguments(text: string): string[] {
  const found: string[] = []
  let at = 0
  for (;;) {
    while (text[at] === ' ' || text[at] === '\t') at += 1
    if (at >= text.length) return found
    const { argument, end } = readArgument(text, at)
    found.push(argument)
    at = end
  }
}

function readArgument(text: string, start: number): { readonly argument: string; readonly end: number } {
  let argument = ''
  let at = start
  // Of three quotes in a row, the first of which may have come earlier, the last is a character.
  let quotes = 0
  while (at < text.length) {
    const character = text[at]
    if (quotes === 0 && (character === ' ' || character === '\t')) break
    const backslashes = countOf('\\', text, at)
    at += backslashes
    if (text[at] !== '"') {
      argument += '\\'.repeat(backslashes)
      if (backslashes > 0) continue
      argument += character
      at += 1
      continue
    }
    argument += '\\'.repeat(Math.floor(backslashes / 2))
    if (backslashes % 2 === 1) {
      argument += '"'
      at += 1
    } else {
      quotes += 1
      at += 1
    }
    for (; text[at] === '"'; at += 1) {
      quotes += 1
      if (quotes < 3) continue
      argument += '"'
      quotes = 0
    }
    if (quotes === 2) quotes = 0
  }
  return { argument, end: at }
}

function countOf(character: string, text: string, start: number): number {
  let at = start
  while (text[at] === character) at += 1
  return at - start
}
