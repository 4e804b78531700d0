/** Like {@link foldText}, but a final sigma stays: good enough, and quicker, beside a pattern of ASCII characters. */
export function foldForAscii(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : foldText(text)
}

/**
 * A text in lower case, of the same length: what changes its length alone (İ) stays, and a final sigma is a sigma, so that
 * every part of a text folds as the whole does.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length && !lower.includes('ς')) return lower
  let folded = ''
  for (const char of text) {
    const small = char.toLowerCase()
    folded += small.length === char.length ? small : char
  }
  return folded.replaceAll('ς', 'σ')
}

/** True when `folded` stands in the text at this place. Written for rows: it copies nothing while the text is ASCII. */
export function foldsAt(text: string, at: number, folded: string): boolean {
  for (let i = 0; i < folded.length; i += 1) {
    const code = text.charCodeAt(at + i)
    const wanted = folded.charCodeAt(i)
    if (code === wanted) continue
    if (code > 127) return foldText(text.slice(at, at + folded.length)) === folded
    if (code < 65 || code > 90 || code + 32 !== wanted) return false
  }
  return true
}

/**
 * The test that strings are equal without case, as foldName compares: rejects by length and first difference before it
 * copies anything.
 */
export function equalsIgnoringCase(constant: string): (text: string) => boolean {
  const lower = constant.toLowerCase()
  const { length } = lower
  // Only İ changes its length, into an i with a dot above.
  const exact = !lower.includes('\u0307')
  return text => {
    if (text.length !== length && exact) return false
    for (let i = 0; i < length; i += 1) {
      const code = text.charCodeAt(i)
      const wanted = lower.charCodeAt(i)
      if (code === wanted) continue
      if (code < 65 || code > 90) return code > 127 || !exact ? text.toLowerCase() === lower : false
      if (code + 32 !== wanted) return false
    }
    return text.length === length || text.toLowerCase() === lower
  }
}
