import { foldName } from '../../base/name-map.js'

/** Tests a text, without case, against a pattern in which `*` stands for any run of characters and `?` for one. */
export function globTest(pattern: string): (text: string) => boolean {
  const folded = foldName(pattern)
  return text => matches(folded, foldName(text))
}

/** Goes back to the last star only, so that no pattern takes long. */
function matches(pattern: string, text: string): boolean {
  let at = 0
  let star = -1
  let resume = 0
  let index = 0
  while (index < text.length) {
    if (pattern[at] === '*') {
      star = at
      at += 1
      resume = index
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[index])) {
      at += 1
      index += 1
    } else if (star >= 0) {
      at = star + 1
      resume += 1
      index = resume
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}
