/**
 * Puts values in the place of `%NAME%`; what has no value stays as it is, its second `%` may begin another name.
 * Null when the result would be longer than `most`.
 */
export function expandVariables(
  text: string,
  lookUp: (name: string) => string | undefined,
  most: number,
): string | null {
  const parts: string[] = []
  let length = 0
  const add = (part: string) => {
    parts.push(part)
    length += part.length
  }
  let at = 0
  while (at < text.length && length <= most) {
    const begin = text.indexOf('%', at)
    const end = begin < 0 ? -1 : text.indexOf('%', begin + 1)
    if (end < 0) break
    add(text.slice(at, begin))
    const value = end === begin + 1 ? undefined : lookUp(text.slice(begin + 1, end))
    add(value ?? text.slice(begin, end))
    at = value === undefined ? end : end + 1
  }
  add(text.slice(at))
  return length > most ? null : parts.join('')
}
