/** A connection string or URL without the passwords that other kinds of connections keep in it. */
export function withoutSecrets(connectionString: string): string {
  const text = connectionString.replace(/(:\/\/[^/?#\s:@]*):[^/?#\s]*@/g, '$1:***@')
  return text.replace(
    /(^|[;\s])((?:[\w ]*password|pwd)\s*=\s*)("[^"]*"|'[^']*'|[^;]*)/gi,
    (_all, before: string, key: string) => `${before}${key}***`,
  )
}
