import { createHash, createHmac, type Hash, type Hmac, timingSafeEqual } from 'node:crypto'
import { securityText } from '../../base/texts/security.js'
import { SecurityError } from '../errors.js'

/** The MD5 digest of the pieces in their order. @throws SecurityError where Node has no MD5 (FIPS mode) */
export function md5(...pieces: readonly Uint8Array[]): Buffer {
  return digested(() => createHash('md5'), pieces)
}

/** HMAC-MD5 (RFC 2104) over the pieces in their order. @throws SecurityError where Node has no MD5 (FIPS mode) */
export function hmacMd5(key: Uint8Array, ...pieces: readonly Uint8Array[]): Buffer {
  return digested(() => createHmac('md5', key), pieces)
}

function digested(start: () => Hash | Hmac, pieces: readonly Uint8Array[]): Buffer {
  let digest: Hash | Hmac
  try {
    digest = start()
  } catch (cause) {
    throw new SecurityError('refused', securityText('noMd5'), { hint: securityText('noMd5Hint'), cause })
  }
  for (const piece of pieces) digest.update(piece)
  return digest.digest()
}

/** Compares secrets in a time that tells nothing of where they differ. */
export function sameSecret(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
