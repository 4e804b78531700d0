import { foldName } from './name-map.js'

/** A test for names by a pattern with `*` (any text) and `?` (one character), without case. */
export function glob(pattern: string): (name: string) => boolean {
  const wanted = [...foldName(pattern)]
  return name => matches(wanted, [...foldName(name)])
}

/** Steps back to the last `*` only, so that no pattern takes long. */
function matches(pattern: readonly string[], name: readonly string[]): boolean {
  let at = 0
  let star = -1
  let restart = 0
  for (let i = 0; i < name.length; ) {
    if (at < pattern.length && (pattern[at] === '?' || (pattern[at] !== '*' && pattern[at] === name[i]))) {
      at += 1
      i += 1
    } else if (pattern[at] === '*') {
      star = at
      restart = i
      at += 1
    } else if (star >= 0) {
      at = star + 1
      restart += 1
      i = restart
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}
