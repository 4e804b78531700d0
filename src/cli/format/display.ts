// What a terminal makes of text: which characters it must not get, and how many columns the others take.
import { eastAsianWidth } from 'get-east-asian-width'

/** Control characters, line and paragraph separators, marks that turn the direction of writing, and lone surrogates. */
const unsafe = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** The text with every character that could move the cursor or change the terminal shown by name: `␛`, `␊`, `<U+009B>`. */
export function visible(text: string): string {
  return plain.test(text) ? text : text.replace(unsafe, shown)
}

const plain = /^[\x20-\x7e]*$/

function shown(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}

const invisible = /^[\p{Mn}\p{Me}\p{Cf}]/u

function codePointWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x300) return 1
  if (invisible.test(character)) return 0
  return eastAsianWidth(code)
}

let segmenter: Intl.Segmenter | undefined

/** What a reader sees as one character. Made only for text beyond ASCII: the segmenter is slow to load. */
function* graphemes(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  for (const { segment } of segmenter.segment(text)) yield segment
}

/** What U+FE0F makes a coloured picture, and flags, which are two letters. */
const picture = /\ufe0f|^\p{RI}{2}/u

/** Only what was put before it makes one character of an ASCII character and something else. */
const joined = /[\x20-\x7e]$/

/** That of its widest part: what is drawn over or before a character takes no column of its own. */
function graphemeWidth(grapheme: string): number {
  if (picture.test(grapheme)) return 2
  // Signs that stand before a character join it, and yet have a column of their own.
  if (grapheme.length > 1 && joined.test(grapheme)) return graphemeWidth(grapheme.slice(0, -1)) + 1
  let width = 0
  for (const character of grapheme) width = Math.max(width, codePointWidth(character))
  return width
}

/** Columns that text (already {@link visible}) takes on a terminal. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length
  let width = 0
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme)
  return width
}

/** The text cut to at most `width` columns, with `…` in the place of what is missing. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  if (plain.test(text)) return `${text.slice(0, Math.max(width - 1, 0))}…`
  let kept = ''
  let used = 0
  for (const grapheme of graphemes(text)) {
    const next = graphemeWidth(grapheme)
    if (used + next > width - 1) break
    kept += grapheme
    used += next
  }
  return `${kept}…`
}

/** The text filled with blanks to `width` columns, on the left when `right` is set. */
export function pad(text: string, width: number, right = false): string {
  const blanks = ' '.repeat(Math.max(width - displayWidth(text), 0))
  return right ? blanks + text : text + blanks
}
