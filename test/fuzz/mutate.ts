/** A seeded generator of numbers in [0, 1): the same cases on every machine. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A text with a few of its pieces removed, doubled, exchanged or replaced by one of `tokens`. */
export function mutateText(text: string, random: () => number, tokens: readonly string[]): string {
  let mutated = text
  for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits -= 1) {
    const at = Math.floor(random() * mutated.length)
    const end = Math.min(mutated.length, at + Math.floor(random() * (random() < 0.8 ? 12 : 400)))
    const piece = mutated.slice(at, end)
    const token = tokens[Math.floor(random() * tokens.length)] ?? ''
    const other = Math.floor(random() * mutated.length)
    const middle =
      [token, '', piece + piece, mutated.slice(other, other + 60), token + piece][Math.floor(random() * 5)] ?? ''
    mutated = mutated.slice(0, at) + middle + mutated.slice(end)
  }
  return mutated
}

/** Bytes with a few of them changed, removed or inserted. */
export function mutateBytes(bytes: Uint8Array, random: () => number): Uint8Array {
  const mutated = [...bytes]
  for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits -= 1) {
    const at = Math.floor(random() * (mutated.length + 1))
    const byte = Math.floor(random() * 256)
    if (random() < 0.5) mutated[at] = byte
    else mutated.splice(at, Math.floor(random() * 3), byte, 0xff)
  }
  return Uint8Array.from(mutated)
}
