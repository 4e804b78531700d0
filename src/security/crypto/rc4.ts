import { endianness } from 'node:os'

const littleEndian = endianness() === 'LE'

/** One RC4 stream (alleged RC4, as RFC 6229 gives its output): encrypting and decrypting are the same. */
export class Rc4 {
  readonly #state = new Uint8Array(256)
  #i = 0
  #j = 0

  /** @param key 1 to 256 bytes */
  constructor(key: Uint8Array) {
    const state = this.#state
    for (let i = 0; i < 256; i += 1) state[i] = i
    let j = 0
    for (let i = 0; i < 256; i += 1) {
      const x = state[i] ?? 0
      j = (j + x + (key[i % key.length] ?? 0)) & 255
      state[i] = state[j] ?? 0
      state[j] = x
    }
  }

  /** Encrypts or decrypts in place; the stream goes on where it was. */
  apply(bytes: Uint8Array): void {
    // Whole words where they lie aligned: four times fewer reads and writes of the data.
    const aligned = Math.min(bytes.length, -bytes.byteOffset & 3)
    const words = littleEndian ? (bytes.length - aligned) >> 2 : 0
    this.#bytes(bytes, 0, words > 0 ? aligned : bytes.length)
    if (words === 0) return
    this.#words(new Int32Array(bytes.buffer, bytes.byteOffset + aligned, words))
    this.#bytes(bytes, aligned + words * 4, bytes.length)
  }

  /** Forgets the key. */
  clear(): void {
    this.#state.fill(0)
  }

  #bytes(bytes: Uint8Array, from: number, to: number): void {
    const state = this.#state
    let i = this.#i
    let j = this.#j
    for (let at = from; at < to; at += 1) {
      i = (i + 1) & 255
      const x = state[i] as number
      j = (j + x) & 255
      const y = state[j] as number
      state[i] = y
      state[j] = x
      bytes[at] = (bytes[at] as number) ^ (state[(x + y) & 255] as number)
    }
    this.#i = i
    this.#j = j
  }

  #words(words: Int32Array): void {
    const state = this.#state
    let i = this.#i
    let j = this.#j
    for (let at = 0; at < words.length; at += 1) {
      i = (i + 1) & 255
      let x = state[i] as number
      j = (j + x) & 255
      let y = state[j] as number
      state[i] = y
      state[j] = x
      let key = state[(x + y) & 255] as number

      i = (i + 1) & 255
      x = state[i] as number
      j = (j + x) & 255
      y = state[j] as number
      state[i] = y
      state[j] = x
      key |= (state[(x + y) & 255] as number) << 8

      i = (i + 1) & 255
      x = state[i] as number
      j = (j + x) & 255
      y = state[j] as number
      state[i] = y
      state[j] = x
      key |= (state[(x + y) & 255] as number) << 16

      i = (i + 1) & 255
      x = state[i] as number
      j = (j + x) & 255
      y = state[j] as number
      state[i] = y
      state[j] = x
      key |= (state[(x + y) & 255] as number) << 24

      words[at] = (words[at] as number) ^ key
    }
    this.#i = i
    this.#j = j
  }
}
