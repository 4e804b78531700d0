/** A Content-Type: RFC 9110 8.3. Type and parameter names are in lower case. */
export interface MediaType {
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
}

const parameter = /;[\t ]*([^\s=;"]+)[\t ]*=[\t ]*(?:"((?:[^"\\]|\\.)*)"|([^;"]*))/g

/** What was read before: all messages of a connection say the same few. */
const known = new Map<string, MediaType>()
const mostKnown = 16
const longestKnown = 300

/** Reads a Content-Type; what is no parameter is left out, the type of an unreadable one is empty. */
export function readMediaType(header: string): MediaType {
  const before = known.get(header)
  if (before) return before
  const media = parsed(header)
  if (header.length <= longestKnown) {
    if (known.size >= mostKnown) known.clear()
    known.set(header, media)
  }
  return media
}

function parsed(header: string): MediaType {
  const parameters = new Map<string, string>()
  for (const [, name = '', quoted, plain = ''] of header.matchAll(parameter))
    parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain.trimEnd())
  return { type: (/^[^;\s]*/.exec(header.trimStart())?.[0] ?? '').toLowerCase(), parameters }
}

/** Whether a type (lower case, without parameters) is one of XML: RFC 7303. */
export function isXmlType(type: string): boolean {
  return type === 'text/xml' || type === 'application/xml' || type.endsWith('+xml')
}
