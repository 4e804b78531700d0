// How dtexec's values are taken apart: `;` separates, quotes keep together, a doubled quote inside them is one.
import { dtexecText } from '../../base/texts/cli-dtexec.js'
import { UsageError } from '../errors.js'

/** One part of a value between semicolons. */
export interface Part {
  /** Without the quotes around it. */
  readonly text: string
  /** It stood between quotes as a whole. */
  readonly quoted: boolean
}

/** The text without blanks and quotes around it; doubled quotes inside become single. */
export function unquote(text: string): string {
  const trimmed = text.trim()
  return inner(trimmed) ?? trimmed
}

/** What stands between the quotes of a text that is quoted as a whole; undefined for any other. */
function inner(text: string): string | undefined {
  if (text.length < 2 || !text.startsWith('"') || closing(text, 0) !== text.length - 1) return undefined
  return text.slice(1, -1).replaceAll('""', '"')
}

/** Where the quote that opens at `from` closes; -1 when it does not. */
function closing(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] !== '"') return at
    at += 1
  }
  return -1
}

/** A value that is quoted as a whole, without these quotes; any other as it is. */
export function opened(text: string): string {
  return inner(text.trim()) ?? text
}

/**
 * The parts between the semicolons that stand outside quotes.
 *
 * @param option named when a quote does not close; @throws UsageError
 */
export function partsOf(option: string, value: string): Part[] {
  const text = opened(value)
  const parts: Part[] = []
  let start = 0
  for (let at = 0; at <= text.length; at += 1) {
    if (text[at] === '"') {
      at = closing(text, at)
      if (at < 0) throw unclosed(option)
    } else if (at === text.length || text[at] === ';') {
      const part = text.slice(start, at)
      const bare = inner(part.trim())
      parts.push({ text: bare ?? part, quoted: bare !== undefined })
      start = at + 1
    }
  }
  return parts
}

function unclosed(option: string): UsageError {
  return new UsageError(dtexecText('quotes', { option }), { hint: dtexecText('quotesHint') })
}

/**
 * `FIRST;REST`: the rest may hold semicolons, and semicolons between brackets belong to a name.
 *
 * @param form how the option is written, for the error; @throws UsageError
 */
export function pairOf(option: string, value: string, form: string): [first: string, rest: string] {
  const text = opened(value).trimStart()
  if (text.startsWith('"')) {
    const end = closing(text, 0)
    if (end < 0) throw unclosed(option)
    const rest = text.slice(end + 1).trimStart()
    if (rest.startsWith(';')) return [text.slice(1, end).replaceAll('""', '"').trim(), opened(rest.slice(1))]
  }
  const [, first, rest] = /^((?:[^;[]|\[[^\]]*\])+);(.*)$/s.exec(text) ?? []
  if (first === undefined || rest === undefined || first.trim() === '')
    throw new UsageError(dtexecText('pairForm', { option, form }), { hint: dtexecText('strayHint') })
  return [first.trim(), opened(rest)]
}

/** A connection manager's name or ID with its new connection string. */
export interface ConnectionPair {
  readonly name: string
  readonly text: string
}

/**
 * `NAME;STRING[;NAME;STRING…]`. A string between quotes is one value. Without them a string may have semicolons only where the text
 * cannot be read otherwise: names have no `=`, and what follows a string's first part has one.
 *
 * @throws UsageError for a text that splits in no way, or in several
 */
export function connectionPairs(option: string, value: string): ConnectionPair[] {
  const parts = partsOf(option, value)
  if (parts.at(-2)?.quoted && parts.at(-1)?.text.trim() === '') parts.pop()
  const pairs: ConnectionPair[] = []
  let at = 0
  while (at < parts.length) {
    const name = parts[at]
    const first = parts[at + 1]
    if (!name || !first || name.text.trim() === '') throw ambiguous(option)
    at += 2
    let text = first.text
    // A part that is empty or has `=` is no name, so it goes on with the string.
    for (let next = parts[at]; !first.quoted && next && isKeyword(next); next = parts[at]) {
      text += `;${next.text}`
      at += 1
    }
    pairs.push({ name: name.text.trim(), text })
  }
  // A password with a semicolon must not be taken apart, nor its second half be told as the name of a connection.
  const unsure = pairs.length > 1 && parts.some(part => !part.quoted && /(?:password|pwd)\s*=/i.test(part.text))
  if (unsure || pairs.length === 0) throw ambiguous(option)
  return pairs
}

function isKeyword({ text, quoted }: Part): boolean {
  return !quoted && (text.includes('=') || text.trim() === '')
}

function ambiguous(option: string): UsageError {
  return new UsageError(dtexecText('connectionForm', { option }), {
    hint: dtexecText('connectionFormHint', { option }),
  })
}
