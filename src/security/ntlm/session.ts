import { securityText } from '../../base/texts/security.js'
import type { MessagePart } from '../context.js'
import { hmacMd5, md5, sameSecret } from '../crypto/digest.js'
import { Rc4 } from '../crypto/rc4.js'
import { SecurityError } from '../errors.js'
import { hasFlag } from './flags.js'

/** Bytes of NTLMSSP_MESSAGE_SIGNATURE ([MS-NLMP] 2.2.2.9.2). */
export const ntlmSignatureLength = 16

/** Which side of the conversation protects with a key. */
export type NtlmRole = 'client' | 'server'

const directions: Record<NtlmRole, string> = { client: 'client-to-server', server: 'server-to-client' }

/** SIGNKEY with extended session security ([MS-NLMP] 3.4.5.2). @param role whose messages it signs */
export function ntlmSignKey(exportedSessionKey: Uint8Array, role: NtlmRole): Buffer {
  return derived(exportedSessionKey, `session key to ${directions[role]} signing key magic constant\0`)
}

/** SEALKEY with extended session security ([MS-NLMP] 3.4.5.3): of 128, 56 or 40 bits of the session key, as the flags say. */
export function ntlmSealKey(exportedSessionKey: Uint8Array, flags: number, role: NtlmRole): Buffer {
  const strength = hasFlag(flags, 'NTLMSSP_NEGOTIATE_128') ? 16 : hasFlag(flags, 'NTLMSSP_NEGOTIATE_56') ? 7 : 5
  return derived(
    exportedSessionKey.subarray(0, strength),
    `session key to ${directions[role]} sealing key magic constant\0`,
  )
}

function derived(key: Uint8Array, constant: string): Buffer {
  return md5(key, Buffer.from(constant, 'latin1'))
}

/** The messages of one direction: their keys, their number, and the stream that runs on over all of them. */
class Direction {
  readonly #signKey: Buffer
  readonly #sealKey: Buffer
  readonly #encryptsMac: boolean
  #cipher: Rc4
  #sequence = 0

  constructor(exportedSessionKey: Uint8Array, flags: number, role: NtlmRole) {
    this.#signKey = ntlmSignKey(exportedSessionKey, role)
    this.#sealKey = ntlmSealKey(exportedSessionKey, flags, role)
    this.#encryptsMac = hasFlag(flags, 'NTLMSSP_NEGOTIATE_KEY_EXCH')
    this.#cipher = new Rc4(this.#sealKey)
  }

  get sequence(): number {
    return this.#sequence
  }

  /** The checksum of the clear parts under the number of the next message; not encrypted yet. */
  checksum(parts: readonly MessagePart[]): Buffer {
    // A number that came round would let an old message pass as a new one.
    if (this.#sequence > 0xffffffff) throw new SecurityError('signature', securityText('sequenceEnd'))
    const number = Buffer.alloc(4)
    number.writeUInt32LE(this.#sequence, 0)
    return hmacMd5(this.#signKey, number, ...parts.map(part => part.bytes)).subarray(0, 8)
  }

  crypt(parts: readonly MessagePart[]): void {
    for (const part of parts) if (part.kind === 'data') this.#cipher.apply(part.bytes)
  }

  /** The signature of the message with this checksum; the next one has the next number. */
  signature(checksum: Buffer): Buffer {
    if (this.#encryptsMac) this.#cipher.apply(checksum)
    const signature = Buffer.alloc(ntlmSignatureLength)
    signature.writeUInt32LE(1, 0)
    checksum.copy(signature, 4)
    signature.writeUInt32LE(this.#sequence, 12)
    this.#sequence += 1
    return signature
  }

  restart(): void {
    this.#cipher.clear()
    this.#cipher = new Rc4(this.#sealKey)
  }
}

/**
 * Message protection with extended session security over a connection ([MS-NLMP] 3.4.4.2). Each direction is one RC4 stream and one row
 * of numbers; after a message that does not verify the session takes none any more.
 */
export class NtlmSession {
  readonly #sent: Direction
  readonly #received: Direction
  #broken = false

  /** @param role ours */
  constructor(exportedSessionKey: Uint8Array, flags: number, role: NtlmRole) {
    this.#sent = new Direction(exportedSessionKey, flags, role)
    this.#received = new Direction(exportedSessionKey, flags, role === 'client' ? 'server' : 'client')
  }

  /** Encrypts the data parts in place and answers the signature over all parts. */
  seal(parts: readonly MessagePart[]): Buffer {
    const checksum = this.#sent.checksum(parts)
    this.#sent.crypt(parts)
    return this.#sent.signature(checksum)
  }

  /** Decrypts the data parts in place. @throws SecurityError `signature`; the data parts are then wiped */
  unseal(parts: readonly MessagePart[], signature: Uint8Array): void {
    this.#inTurn(signature)
    this.#received.crypt(parts)
    try {
      this.#check(parts, signature)
    } catch (error) {
      for (const part of parts) if (part.kind === 'data') part.bytes.fill(0)
      throw error
    }
  }

  /** The signature over all parts, which stay as they are. */
  sign(parts: readonly MessagePart[]): Buffer {
    return this.#sent.signature(this.#sent.checksum(parts))
  }

  /** @throws SecurityError `signature` */
  verify(parts: readonly MessagePart[], signature: Uint8Array): void {
    this.#inTurn(signature)
    this.#check(parts, signature)
  }

  /** Starts the stream of what we send again while its numbers go on: what follows a mechListMIC ([MS-SPNG] 3.3.5.1). */
  restartSending(): void {
    this.#sent.restart()
  }

  /** Like {@link restartSending}, of what we receive. */
  restartReceiving(): void {
    this.#received.restart()
  }

  #inTurn(signature: Uint8Array): void {
    const number = Buffer.from(signature.buffer, signature.byteOffset, signature.length)
    if (
      this.#broken ||
      number.length !== ntlmSignatureLength ||
      number.readUInt32LE(0) !== 1 ||
      number.readUInt32LE(12) !== this.#received.sequence
    )
      throw this.#fail()
  }

  #check(parts: readonly MessagePart[], signature: Uint8Array): void {
    const expected = this.#received.signature(this.#received.checksum(parts))
    if (!sameSecret(expected, signature)) throw this.#fail()
  }

  #fail(): SecurityError {
    this.#broken = true
    return new SecurityError('signature', securityText('badSignature'), { hint: securityText('badSignatureHint') })
  }
}
