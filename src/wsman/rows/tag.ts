/** A short text that is looked for at one place of a page, four bytes at a time: several times quicker than comparing texts. */
export class Tag {
  readonly length: number
  readonly #words: Int32Array
  /** The last four bytes, which may overlap the last word. */
  readonly #last: number
  /** In place of words when there are fewer than four bytes. */
  readonly #bytes: Buffer

  /** @param text one character for each byte */
  constructor(text: string) {
    const bytes = Buffer.from(text, 'latin1')
    this.length = bytes.length
    this.#bytes = bytes
    this.#words = Int32Array.from({ length: bytes.length >> 2 }, (_, word) => bytes.readInt32LE(word * 4))
    this.#last = bytes.length >= 4 ? bytes.readInt32LE(bytes.length - 4) : 0
  }

  /** Whether the text stands at an offset. */
  isAt(view: DataView, at: number): boolean {
    const { length } = this
    if (at + length > view.byteLength) return false
    if (length < 4) return this.#isShortAt(view, at)
    const words = this.#words
    let from = at
    for (let word = 0; word < words.length; word += 1) {
      if (view.getInt32(from, true) !== words[word]) return false
      from += 4
    }
    return view.getInt32(at + length - 4, true) === this.#last
  }

  #isShortAt(view: DataView, at: number): boolean {
    for (let index = 0; index < this.length; index += 1)
      if (view.getUint8(at + index) !== this.#bytes[index]) return false
    return true
  }
}
