/** Known before the command line is read, so that an error of the command line itself has the right form. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  const options = end < 0 ? argv : argv.slice(0, end)
  return options.some(
    (arg, at) => arg === '--json' || arg === '--format=json' || (arg === 'json' && options[at - 1] === '--format'),
  )
}
