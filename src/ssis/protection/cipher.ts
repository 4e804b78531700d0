// 3DES-CBC, an old cipher: the one that package files use.

import { isUtf8 } from 'node:buffer'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { WmilinkError } from '../../base/errors.js'
import { protectionText } from '../../base/texts/ssis-protection.js'

const algorithm = 'des-ede3-cbc'
const blockLength = 8

/** How the last block is filled up: PKCS#7 in project files; ISO 10126, random but for its last byte, in packages. */
export type Padding = 'pkcs7' | 'iso10126'

/** A random vector, or salt of another length. */
export function randomVector(length = blockLength): Buffer {
  return randomBytes(length)
}

/** @throws WmilinkError when this Node.js was built without the cipher */
export function encrypt(key: Uint8Array, vector: Uint8Array, plain: Uint8Array, padding: Padding): Buffer {
  const missing = blockLength - (plain.length % blockLength)
  const fill = padding === 'pkcs7' ? Buffer.alloc(missing, missing) : randomBytes(missing)
  fill[missing - 1] = missing
  const cipher = available(() => createCipheriv(algorithm, key, vector)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(fill), cipher.final()])
}

/**
 * The text that was encrypted, without a byte order mark. Undefined when the key does not fit or the bytes were changed.
 *
 * @throws WmilinkError when this Node.js was built without the cipher
 */
export function decryptText(
  key: Uint8Array,
  vector: Uint8Array,
  sealed: Uint8Array,
  padding: Padding,
): string | undefined {
  if (vector.length !== blockLength || sealed.length === 0 || sealed.length % blockLength !== 0) return undefined
  const cipher = available(() => createDecipheriv(algorithm, key, vector)).setAutoPadding(false)
  const padded = Buffer.concat([cipher.update(sealed), cipher.final()])
  const fill = padded.at(-1) ?? 0
  if (fill < 1 || fill > blockLength) return undefined
  const plain = padded.subarray(0, padded.length - fill)
  if (padding === 'pkcs7' && padded.subarray(plain.length).some(byte => byte !== fill)) return undefined
  return isUtf8(plain) ? plain.toString('utf8').replace(/^\ufeff/, '') : undefined
}

/** The bytes of a base64 text, which may be broken into lines. Undefined when it is none. */
export function fromBase64(text: string): Buffer | undefined {
  const plain = text.replace(/\s+/g, '')
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain) ? Buffer.from(plain, 'base64') : undefined
}

function available<T>(make: () => T): T {
  try {
    return make()
  } catch (cause) {
    throw new WmilinkError(protectionText('noCipher', { algorithm }), { hint: protectionText('noCipherHint'), cause })
  }
}
