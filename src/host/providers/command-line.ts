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
