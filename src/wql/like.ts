// WMI SDK "LIKE Operator":
//   %  any run of characters, also none      _  one character
//   [abc]  [a-f]  [^a-f]                     one character of a set, or outside of it; in a set % _ [ are themselves
import { foldForAscii, foldsAt, foldText } from './fold.js'

/** What one character of the text must be. */
type Unit = number | null | CharacterSet

/** Text between two percent signs. `literal` is there when it has neither `_` nor sets. */
interface Segment {
  readonly units: readonly Unit[]
  readonly literal: string | null
}

/**
 * Compiles a LIKE pattern to a test of a whole text, without case. The time is at worst the product of the two lengths.
 * A set without its closing bracket matches nothing; so does an empty set.
 */
export function compileLike(pattern: string): (text: string) => boolean {
  const segments = readPattern(pattern)
  if (segments === null) return () => false
  const fold = asciiOnly.test(pattern) ? foldForAscii : foldText
  const [first, ...rest] = segments
  const last = rest.pop()
  if (first === undefined) return () => false
  if (last === undefined) return wholeText(first, fold)
  if (rest.length === 0 && first.literal !== null && last.literal !== null)
    return outerText(first.literal, last.literal)
  if (rest.length === 1 && rest[0]?.literal && first.units.length + last.units.length === 0) {
    const part = rest[0].literal
    return text => text.length >= part.length && fold(text).includes(part)
  }
  return text => matchSegments(fold(text), first, rest, last)
}

const asciiOnly = /^[\0-\x7f]*$/

/** True when the pattern has no metacharacter, so that LIKE is equality. */
export function isPlainPattern(pattern: string): boolean {
  return !/[%_[]/.test(pattern)
}

function wholeText(segment: Segment, fold: (text: string) => string): (text: string) => boolean {
  const { literal, units } = segment
  return literal === null
    ? text => text.length === units.length && matchesAt(fold(text), 0, units)
    : text => text.length === literal.length && foldsAt(text, 0, literal)
}

/** `abc%`, `%abc` and `ab%c`, the most frequent: only the ends are looked at. */
function outerText(prefix: string, suffix: string): (text: string) => boolean {
  const needed = prefix.length + suffix.length
  return text => text.length >= needed && foldsAt(text, 0, prefix) && foldsAt(text, text.length - suffix.length, suffix)
}

/** The ends stand where they stand; of the parts between, the leftmost match leaves most room for the rest. */
function matchSegments(text: string, first: Segment, middle: readonly Segment[], last: Segment): boolean {
  const end = text.length - last.units.length
  let at = first.units.length
  if (end < at || !matchesAt(text, 0, first.units) || !matchesAt(text, end, last.units)) return false
  for (const segment of middle) {
    const found = find(text, at, end, segment)
    if (found < 0) return false
    at = found + segment.units.length
  }
  return true
}

function find(text: string, from: number, end: number, { units, literal }: Segment): number {
  const latest = end - units.length
  if (literal !== null) {
    const found = text.indexOf(literal, from)
    return found <= latest ? found : -1
  }
  for (let at = from; at <= latest; at += 1) if (matchesAt(text, at, units)) return at
  return -1
}

function matchesAt(text: string, at: number, units: readonly Unit[]): boolean {
  for (let i = 0; i < units.length; i += 1) {
    const unit = units[i]
    if (unit === null || unit === undefined) continue
    const code = text.charCodeAt(at + i)
    if (typeof unit === 'number' ? unit !== code : !unit.has(code)) return false
  }
  return true
}

/** The parts between percent signs: one more than there are runs of percent signs. Null when a set is not closed. */
function readPattern(pattern: string): Segment[] | null {
  const segments: Segment[] = []
  let units: Unit[] = []
  const close = () => {
    segments.push({ units, literal: units.every(unit => typeof unit === 'number') ? literalOf(units) : null })
    units = []
  }
  const folded = foldText(pattern)
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at]
    if (char === '%') {
      if (pattern[at - 1] !== '%' || units.length > 0 || segments.length === 0) close()
    } else if (char === '_') units.push(null)
    else if (char === '[') {
      const end = pattern.indexOf(']', at + 1)
      if (end < 0) return null
      units.push(readSet(pattern.slice(at + 1, end)))
      at = end
    } else units.push(folded.charCodeAt(at))
  }
  close()
  return segments
}

function literalOf(units: readonly Unit[]): string {
  let text = ''
  for (const unit of units) if (typeof unit === 'number') text += String.fromCharCode(unit)
  return text
}

/** `[_]` and the like are one character. */
function readSet(body: string): Unit {
  if (body.length === 1 && body !== '^') return foldText(body).charCodeAt(0)
  return new CharacterSet(body)
}

/** The characters between brackets; each is in it when its small or its capital form is. */
class CharacterSet {
  readonly #negated: boolean
  readonly #ranges: readonly (readonly [number, number])[]
  readonly #ascii: Uint8Array

  constructor(body: string) {
    this.#negated = body.startsWith('^')
    const ranges: [number, number][] = []
    for (let at = this.#negated ? 1 : 0; at < body.length; at += 1) {
      const from = body.charCodeAt(at)
      const isRange = body[at + 1] === '-' && at + 2 < body.length
      ranges.push([from, isRange ? body.charCodeAt(at + 2) : from])
      if (isRange) at += 2
    }
    this.#ranges = ranges
    this.#ascii = Uint8Array.from({ length: 128 }, (_, code) => Number(this.#test(code)))
  }

  has(code: number): boolean {
    return code < 128 ? this.#ascii[code] === 1 : this.#test(code)
  }

  #test(code: number): boolean {
    const char = String.fromCharCode(code)
    const small = single(char.toLowerCase(), code)
    const capital = single(char.toUpperCase(), code)
    const inside = this.#ranges.some(
      ([from, to]) =>
        (code >= from && code <= to) || (small >= from && small <= to) || (capital >= from && capital <= to),
    )
    return inside !== this.#negated
  }
}

/** The one character that another case gives; ß has no capital of its own. */
function single(text: string, code: number): number {
  return text.length === 1 ? text.charCodeAt(0) : code
}
