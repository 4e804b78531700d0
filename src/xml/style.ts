/** How a document is laid out. */
export interface XmlStyle {
  readonly eol: '\n' | '\r\n'
  /** One step of indentation. */
  readonly indent: string
  /** Elements stand on lines of their own. */
  readonly lines: boolean
  /** Attributes stand on lines of their own, one step deeper than their element. */
  readonly attributeLines: boolean
  /** How an empty element ends: ` />` or `/>`. */
  readonly emptyEnd: ' />' | '/>'
}

// Enough of a document to see how it is laid out.
const glance = 65536

/** Reads the style off a text. What a text does not show follows format 8 of SSIS packages. */
export function styleOf(text: string): XmlStyle {
  const start = text.slice(0, glance)
  const body = start.replace(/<!--.*?-->|<!\[CDATA\[.*?(?:\]\]>|$)|<\?.*?\?>/gs, '')
  const eol = /\r\n|\n/.exec(start)?.[0] === '\r\n' ? '\r\n' : '\n'
  const firstChild = /<[^!?/][^<]*>(\s*)<[^!?/]/.exec(body)
  const compact = /[^\s/]\/>/.test(body) && !/\s\/>/.test(body)
  return {
    eol,
    indent: /[\r\n]([ \t]*)$/.exec(firstChild?.[1] ?? '')?.[1] ?? '  ',
    lines: firstChild ? /[\r\n]/.test(firstChild[1] ?? '') : true,
    attributeLines: attributeLines(body),
    emptyEnd: compact ? '/>' : ' />',
  }
}

/** The first tag below the root that has attributes shows it; without one, the root's second attribute does. */
function attributeLines(body: string): boolean {
  const rootEnd = body.indexOf('>') + 1
  const below = /<[^!?/\s>]+(\s+)(?!xmlns)[^\s=>/]+\s*=/.exec(body.slice(rootEnd))
  if (below) return /[\r\n]/.test(below[1] ?? '')
  const second = /^\s*<[^\s>]+\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*')(\s+)/.exec(body)
  return second ? /[\r\n]/.test(second[1] ?? '') : true
}
