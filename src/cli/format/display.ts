// What a terminal makes of text: which characters it must not get, and how many columns the others take.

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

/** East Asian wide and fullwidth blocks, and the pictures that terminals draw over two columns; inclusive, ascending. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x26a1, 0x26a1],
  [0x2705, 0x2705],
  [0x274c, 0x274c],
  [0x2753, 0x2755],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1b000, 0x1b2ff],
  [0x1f1e6, 0x1f1ff],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
]

const invisible = /^[\p{Mn}\p{Me}\p{Cf}]/u

function codePointWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x300) return 1
  if (invisible.test(character)) return 0
  return wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1
}

let segmenter: Intl.Segmenter | undefined

/** What a reader sees as one character. Made only for text beyond ASCII: the segmenter is slow to load. */
function* graphemes(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  for (const { segment } of segmenter.segment(text)) yield segment
}

function graphemeWidth(grapheme: string): number {
  const [first = ''] = grapheme
  // U+FE0F asks for the coloured picture, which is two columns wide.
  return grapheme.includes('\ufe0f') ? 2 : codePointWidth(first)
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
