import { ArgumentError } from '../base/errors.js'
import { wqlText } from '../base/texts/wql.js'
import { CimDateTime } from '../cim/datetime.js'
import { reservedWords } from './cursor.js'
import { quoteText } from './literal.js'

/** A name checked by `wql.name`, which the template writes without quotes. */
export class WqlName {
  readonly text: string

  /** @throws ArgumentError unless every part between dots is a name that cannot be mistaken for a keyword */
  constructor(text: string) {
    const isName = (part: string) => namePart.test(part) && !reservedWords.has(part.toUpperCase())
    if (!text.split('.').every(isName)) {
      throw new ArgumentError(wqlText('templateName', { name: text.slice(0, 60) }), {
        hint: wqlText('hintTemplateName'),
      })
    }
    this.text = text
  }

  toString(): string {
    return this.text
  }
}

const namePart = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u

/** What the template writes as a constant. Null stands only after IS or IS NOT. */
export type WqlTemplateValue = string | number | bigint | boolean | Date | CimDateTime | WqlName | null

interface WqlTemplate {
  (parts: TemplateStringsArray, ...values: readonly WqlTemplateValue[]): string
  /** A class or property name (also dotted) that is not known before. @throws ArgumentError when it is none */
  name(text: string): WqlName
  /** Text in which `%`, `_` and `[` stand for themselves in a LIKE pattern: `LIKE ${`${wql.like(text)}%`}`. */
  like(text: string): string
}

/**
 * Writes a query in which every value is a constant, whatever it contains: wql`SELECT * FROM Win32_Service WHERE Name =
 * ${name}`. Strings are quoted and escaped, a Date is its instant in UTC.
 *
 * @returns the text of the query
 * @throws ArgumentError for a value inside quotes or glued to a word, for null without IS, for what WQL cannot express
 */
// A function's own `name` is read-only, so it is defined anew.
export const wql = Object.defineProperties(writeQuery, {
  name: { value: (text: string) => new WqlName(text) },
  like: { value: (text: string) => text.replace(/[%_[]/g, '[$&]') },
}) as unknown as WqlTemplate

function writeQuery(parts: TemplateStringsArray, ...values: readonly WqlTemplateValue[]): string {
  let query = parts[0] ?? ''
  const quote = new QuoteWatch()
  quote.read(query)
  for (const [position, value] of values.entries()) {
    const number = position + 1
    const next = parts[number] ?? ''
    if (quote.isOpen) throw new ArgumentError(wqlText('inLiteral', { number }), { hint: wqlText('hintInLiteral') })
    const text = writeValue(value, number, query)
    const before = value instanceof WqlName ? /[\p{L}\p{M}\p{N}_"'\\]$/u : /[\p{L}\p{M}\p{N}_"'\\.+-]$/u
    const after = /^[\p{L}\p{M}\p{N}_"'\\]/u
    if (before.test(query) || after.test(next) || (next.startsWith('.') && !(value instanceof WqlName)))
      throw new ArgumentError(wqlText('joined', { number }), { hint: wqlText('hintJoined') })
    query += text + next
    quote.read(next)
  }
  return query
}

/** Follows the quotes of the template's own text; values never leave one open. */
class QuoteWatch {
  #quote: string | undefined

  get isOpen(): boolean {
    return this.#quote !== undefined
  }

  read(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      const char = text[at]
      if (this.#quote === undefined) {
        if (char === '"' || char === "'") this.#quote = char
      } else if (char === this.#quote) this.#quote = undefined
      else if (char === '\\') at += 1
    }
  }
}

function writeValue(value: unknown, number: number, before: string): string {
  if (value === null) {
    if (/\bIS(\s+NOT)?\s+$/i.test(before)) return 'NULL'
    throw new ArgumentError(wqlText('templateNull', { number }), { hint: wqlText('hintNullTest') })
  }
  if (typeof value === 'string') return quoteText(value)
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) return String(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof WqlName) return value.text
  if (value instanceof CimDateTime) return quoteText(value.text)
  if (value instanceof Date && !Number.isNaN(value.getTime())) return quoteText(CimDateTime.fromDate(value).text)
  throw new ArgumentError(wqlText('templateValue', { number, kind: kindOf(value) }), {
    hint: wqlText('hintTemplateValue'),
  })
}

function kindOf(value: unknown): string {
  if (value instanceof Date) return 'Invalid Date'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' ? String(value) : typeof value
}
