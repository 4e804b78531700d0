// EventFilter of logging options: how many names, then each with its length before it: `2,7,OnError,11,OnPreExecute`.

/** The names of an event filter; undefined when the text is none. */
export function parseEventFilter(text: string): readonly string[] | undefined {
  if (text.trim() === '') return []
  const reader = /(\d{1,9})(?:,|$)/y
  const number = () => Number(reader.exec(text)?.[1] ?? Number.NaN)
  const count = number()
  const names: string[] = []
  while (names.length < count) {
    const length = number()
    const start = reader.lastIndex
    if (!(length > 0) || start + length > text.length) return undefined
    names.push(text.slice(start, start + length))
    reader.lastIndex = start + length + (text[start + length] === ',' ? 1 : 0)
  }
  return names.length === count ? names : undefined
}

/** The text of an event filter. */
export function formatEventFilter(names: readonly string[]): string {
  if (names.length === 0) return ''
  return [String(names.length), ...names.flatMap(name => [String(name.length), name])].join(',')
}
