/**
 * The records of a text as RFC 4180 has them; what a quote left open reaches to the end.
 *
 * @param most records after which it ends
 */
export function* csvRecords(text: string, most = Number.POSITIVE_INFINITY): Generator<string[]> {
  let at = 0
  for (let count = 0; at < text.length && count < most; count += 1) {
    const fields: string[] = []
    for (;;) {
      const [field, end] = text[at] === '"' ? quoted(text, at) : plain(text, at)
      fields.push(field)
      at = end + 1
      if (text[end] === ',') continue
      if (text[end] === '\r' && text[at] === '\n') at += 1
      break
    }
    yield fields
  }
}

const fieldEnd = /[,\r\n]/g

function plain(text: string, start: number): readonly [string, number] {
  fieldEnd.lastIndex = start
  const end = fieldEnd.exec(text)?.index ?? text.length
  return [text.slice(start, end), end]
}

function quoted(text: string, start: number): readonly [string, number] {
  let field = ''
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return [field + text.slice(at), text.length]
    field += text.slice(at, quote)
    if (text[quote + 1] !== '"') {
      // What stands between the quote and the end of the field belongs to it, as spreadsheets read it.
      const [rest, end] = plain(text, quote + 1)
      return [field + rest, end]
    }
    field += '"'
    at = quote + 2
  }
}
