// How a password becomes a key: CryptDeriveKey of CryptoAPI with SHA-1 for a 192-bit 3DES key. The salt that files carry takes
// no part in it: equal passwords give equal keys, and guessing is cheap. It is what SSIS does; no file could be exchanged else.
import { createHash } from 'node:crypto'

const blockLength = 64
const keyLength = 24

function sha1(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha1')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The 24 bytes of key that SSIS makes of a password. */
export function deriveKey(password: string): Buffer {
  const hash = sha1(Buffer.from(password, 'utf8'))
  const half = (filler: number): Buffer => {
    const block = Buffer.alloc(blockLength, filler)
    for (const [at, byte] of hash.entries()) block[at] = byte ^ filler
    return sha1(block)
  }
  return Buffer.concat([half(0x36), half(0x5c)]).subarray(0, keyLength)
}
