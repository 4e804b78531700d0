// How well a name fits what somebody has begun to type.

/** 0: it begins so; 1: its humps do (`OpSys`, `process` of Win32_Process); 2: it has it inside; undefined: it does not fit. */
export type Fit = 0 | 1 | 2

/** @param typed in any case; everything fits an empty text */
export function fitOf(name: string, typed: string): Fit | undefined {
  const wanted = typed.toLowerCase()
  const folded = name.toLowerCase()
  if (folded.startsWith(wanted)) return 0
  if (fitsHumps(humpsOf(name), wanted)) return 1
  return folded.includes(wanted) ? 2 : undefined
}

/** More would take too long where they are all alike. */
const mostHumps = 10

/** `Win32`, `Operating`, `System`, in lower case. */
function humpsOf(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g) ?? [])
    .slice(0, mostHumps)
    .map(hump => hump.toLowerCase())
}

/** Whether the text is made of beginnings of humps, in their order. */
function fitsHumps(humps: readonly string[], wanted: string, from = 0): boolean {
  if (wanted === '') return true
  for (let at = from; at < humps.length; at += 1) {
    const hump = humps[at] ?? ''
    for (let length = commonLength(hump, wanted); length > 0; length -= 1)
      if (fitsHumps(humps, wanted.slice(length).replace(/^_/, ''), at + 1)) return true
  }
  return false
}

function commonLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return length
}
