// A query as strings, comments and what stands between them, also where WQL could not read it.

/** A piece of a query's text. */
export interface Segment {
  readonly kind: 'string' | 'comment' | 'code'
  readonly text: string
}

/** `escaped`: a backslash before a quote keeps it in the string, as in WQL; `plain`: as in SQL, where it does not. */
export type Quoting = 'escaped' | 'plain'

/** All pieces in order; together they are the text. A string or comment that is never closed goes to the end. */
export function segmentsOf(text: string, quoting: Quoting): Segment[] {
  const segments: Segment[] = []
  let codeFrom = 0
  for (let at = 0; at < text.length; ) {
    const end = endOfPiece(text, at, quoting)
    if (end === at) {
      at += 1
      continue
    }
    if (codeFrom < at) segments.push({ kind: 'code', text: text.slice(codeFrom, at) })
    const isString = text[at] === '"' || text[at] === "'"
    segments.push({ kind: isString ? 'string' : 'comment', text: text.slice(at, end) })
    at = end
    codeFrom = end
  }
  if (codeFrom < text.length) segments.push({ kind: 'code', text: text.slice(codeFrom) })
  return segments
}

/** Where the string or comment that begins here ends; `at` when none does. */
function endOfPiece(text: string, at: number, quoting: Quoting): number {
  const char = text[at]
  if (char === '"' || char === "'") return endOfString(text, at, quoting)
  if (text.startsWith('--', at)) return endOfLine(text, at)
  if (!text.startsWith('/*', at)) return at
  const end = text.indexOf('*/', at + 2)
  return end < 0 ? text.length : end + 2
}

function endOfString(text: string, start: number, quoting: Quoting): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === text[start]) return at + 1
    if (text[at] === '\\' && (quoting === 'escaped' || text[at + 1] === '\\')) at += 1
  }
  return text.length
}

function endOfLine(text: string, at: number): number {
  const end = text.slice(at).search(/[\r\n]/)
  return end < 0 ? text.length : at + end
}
