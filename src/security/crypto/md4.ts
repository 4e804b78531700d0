/** A round of RFC 1320 section 3.4: its constant, the order of the words, and the four shifts. */
interface Round {
  readonly mix: (b: number, c: number, d: number) => number
  readonly constant: number
  readonly order: readonly number[]
  readonly shifts: readonly [number, number, number, number]
}

const rounds: readonly Round[] = [
  {
    mix: (b, c, d) => (b & c) | (~b & d),
    constant: 0,
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    shifts: [3, 7, 11, 19],
  },
  {
    mix: (b, c, d) => (b & c) | (b & d) | (c & d),
    constant: 0x5a827999,
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    shifts: [3, 5, 9, 13],
  },
  {
    mix: (b, c, d) => b ^ c ^ d,
    constant: 0x6ed9eba1,
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    shifts: [3, 9, 11, 15],
  },
]

/** The MD4 digest, 16 bytes (RFC 1320). Of use only for the hash of a password that NTLM is built on. */
export function md4(bytes: Uint8Array): Buffer {
  const padded = Buffer.alloc((((bytes.length + 8) >> 6) + 1) << 6)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  padded.writeBigUInt64LE(BigInt(bytes.length) * 8n, padded.length - 8)

  let [a, b, c, d] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476]
  for (let block = 0; block < padded.length; block += 64) {
    const before = [a, b, c, d] as const
    for (const { mix, constant, order, shifts } of rounds) {
      for (const [step, word] of order.entries()) {
        const sum = (a + mix(b, c, d) + padded.readInt32LE(block + word * 4) + constant) | 0
        const shift = shifts[step & 3] ?? 0
        a = d
        d = c
        c = b
        b = (sum << shift) | (sum >>> (32 - shift))
      }
    }
    a = (a + before[0]) | 0
    b = (b + before[1]) | 0
    c = (c + before[2]) | 0
    d = (d + before[3]) | 0
  }
  padded.fill(0)

  const digest = Buffer.alloc(16)
  for (const [index, word] of [a, b, c, d].entries()) digest.writeInt32LE(word, index * 4)
  return digest
}
