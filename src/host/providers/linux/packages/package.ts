/** A package that is installed, whichever manager keeps it. What is not told is null. */
export interface InstalledPackage {
  readonly name: string
  readonly version: string
  readonly architecture: string | null
  /** One line. */
  readonly summary: string | null
  /** Who makes or maintains it, without an address. */
  readonly vendor: string | null
  readonly homepage: string | null
  /** When it was last installed or upgraded, in milliseconds since 1970; looked up when asked for. */
  installed(): number | null
}

/** `Jane Doe <jane@example.org>` without the address. */
export function withoutAddress(text: string | null): string | null {
  return text?.replace(/\s*<[^>]*>\s*$/, '').trim() || null
}

export function seconds(text: string | null | undefined): number | null {
  return text && /^\d{1,11}$/.test(text) ? Number(text) * 1000 : null
}
