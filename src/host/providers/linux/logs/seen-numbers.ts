/** 65,536 numbers to a page of bits. */
const pageBits = 16

/** Which 32-bit numbers came already: numbers that lie together cost one bit each. */
export class SeenNumbers {
  readonly #pages = new Map<number, Uint8Array>()

  /** False when it came before. */
  add(number: number): boolean {
    const key = number >>> pageBits
    let page = this.#pages.get(key)
    if (!page) {
      page = new Uint8Array(1 << (pageBits - 3))
      this.#pages.set(key, page)
    }
    const at = (number & ((1 << pageBits) - 1)) >> 3
    const bit = 1 << (number & 7)
    const bits = page[at] ?? 0
    if ((bits & bit) !== 0) return false
    page[at] = bits | bit
    return true
  }
}
