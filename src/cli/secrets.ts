/** A connection string without the passwords that other kinds of connections keep in it. */
export function withoutSecrets(connectionString: string): string {
  return connectionString.replace(
    /(^|[;\s])((?:[\w ]*password|pwd)\s*=\s*)("[^"]*"|'[^']*'|[^;]*)/gi,
    (_all, before: string, key: string) => `${before}${key}***`,
  )
}
