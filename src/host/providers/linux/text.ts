/** The number after `key` at the start of a line: `MemTotal:  1024 kB` gives 1024. Null when there is no such line. */
export function numberAfter(text: string, key: string): number | null {
  const at = text.startsWith(key) ? 0 : text.indexOf(`\n${key}`) + 1
  if (at === 0 && !text.startsWith(key)) return null
  const digits = /^\s*(\d+)/.exec(text.slice(at + key.length, at + key.length + 40))
  return digits ? Number(digits[1]) : null
}

/** The number that a file of one value holds; null for any other text, such as a fraction. */
export function wholeNumber(text: string | null | undefined): number | null {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** Kilobytes in their place: the same as a bigint, for the 64-bit properties; null stays null. */
export function big(value: number | null): bigint | null {
  return value === null ? null : BigInt(value)
}

/** The `NAME=value` lines of shell-like files (os-release, locale.conf), quotes and backslashes taken away. */
export function assignments(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const line of text.split('\n')) {
    const match = /^\s*([A-Za-z_]\w*)=(.*?)\s*$/.exec(line)
    if (match?.[1]) found.set(match[1], unquote(match[2] ?? ''))
  }
  return found
}

function unquote(text: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(text)
  if (!quoted) return text
  return quoted[1] === '"' ? (quoted[2] ?? '').replace(/\\(["\\$`])/g, '$1') : (quoted[2] ?? '')
}
