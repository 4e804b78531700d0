import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A random text of 256 bits that can stand in URLs, headers and cookies. */
export function randomText(): string {
  return randomBytes(32).toString('base64url')
}

/** Keeps of a secret text only what tells whether another one is the same, in constant time. */
export class Fingerprint {
  readonly #digest: Buffer

  constructor(text: string) {
    this.#digest = digest(text)
  }

  matches(text: string): boolean {
    return timingSafeEqual(this.#digest, digest(text))
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
