// Windows writes control characters as numeric references that XML 1.0 forbids (4.1, "Legal Character"): one of them in one value
// must not lose a page of rows.

const numeric = /&#(?:x([0-9a-fA-F]+)|([0-9]+));/g

/**
 * A text of XML in which numeric references to characters that XML 1.0 forbids are replaced by the characters themselves, so that the
 * reader, which looks at references but not at plain characters, keeps them as data. Numbers that are no character become U+FFFD.
 */
export function lenientXml(text: string): string {
  if (!text.includes('&#')) return text
  return text.replace(numeric, (whole, hex: string | undefined, decimal: string | undefined) => {
    const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16)
    if (!(code <= 0x10ffff)) return '\ufffd'
    return isLegal(code) ? whole : String.fromCodePoint(code)
  })
}

/** XML 1.0 2.2 Char. */
function isLegal(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff
}
