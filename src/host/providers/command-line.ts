// The quoting that programs on Windows undo when they start ("Parsing C++ command-line arguments", CommandLineToArgvW).

/** One argument as it stands in a command line: quoted when empty or when it holds blanks or quotes. */
export function quoteArgument(argument: string): string {
  if (argument !== '' && !/[\s"]/.test(argument)) return argument
  const escaped = argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')
  return `"${escaped}"`
}

export function joinArguments(argumentList: readonly string[]): string {
  return argumentList.map(quoteArgument).join(' ')
}

/**
 * The arguments of a command line as a program on Windows finds them in `argv`. The program's name comes first: quotes in it
 * protect blanks, backslashes mean nothing. In the arguments, 2n backslashes before a quote are n, and the quote begins or
 * ends a quoted part; 2n+1 are n and the quote itself; elsewhere a backslash is one. Two quotes within a quoted part are one.
 */
export function splitCommandLine(text: string): string[] {
  let quoted = false
  let at = 0
  for (; at < text.length && (quoted || !isBlank(text[at])); at += 1) if (text[at] === '"') quoted = !quoted
  const found = [text.slice(0, at).replaceAll('"', '')]
  while (at < text.length) {
    if (isBlank(text[at])) at += 1
    else {
      const [argument, end] = readArgument(text, at)
      found.push(argument)
      at = end
    }
  }
  return found
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t'
}

function readArgument(text: string, from: number): [argument: string, end: number] {
  const parts: string[] = []
  let quoted = false
  let at = from
  while (at < text.length && (quoted || !isBlank(text[at]))) {
    const start = at
    while (text[at] === '\\') at += 1
    const backslashes = at - start
    if (text[at] === '"') {
      parts.push('\\'.repeat(backslashes >> 1))
      if (backslashes % 2 === 1) parts.push('"')
      else if (quoted && text[at + 1] === '"') {
        parts.push('"')
        at += 1
      } else quoted = !quoted
      at += 1
    } else if (backslashes > 0) parts.push(text.slice(start, at))
    else {
      parts.push(text[at] ?? '')
      at += 1
    }
  }
  return [parts.join(''), at]
}
