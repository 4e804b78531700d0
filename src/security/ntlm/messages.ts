import { securityText } from '../../base/texts/security.js'
import { checkTokenSize, malformed } from '../failures.js'
import { hasFlag } from './flags.js'

// [MS-NLMP] 2.2.1. Readers follow the offsets and take any order of the payload.

const signature = Buffer.from('NTLMSSP\0', 'latin1')

/** Where the 16 bytes of the MIC stand in AUTHENTICATE, and where its payload begins behind them. */
const micAt = 72
const micEnd = 88

/** [MS-NLMP] 2.2.2.10: Windows 10.0, NTLMSSP revision 15. Some servers refuse messages without it. */
const version = Buffer.from('0a0063450000000f', 'hex')

/** The first message, of the initiator. */
export interface NegotiateMessage {
  readonly flags: number
}

/** The acceptor's answer. */
export interface ChallengeMessage {
  readonly flags: number
  readonly targetName: string
  /** 8 bytes. */
  readonly serverChallenge: Uint8Array
  /** AV pairs; empty when there are none. */
  readonly targetInfo: Uint8Array
}

/** The initiator's proof. */
export interface AuthenticateMessage {
  readonly flags: number
  readonly lmResponse: Uint8Array
  readonly ntResponse: Uint8Array
  readonly domain: string
  readonly user: string
  readonly workstation: string
  /** Empty without key exchange. */
  readonly encryptedSessionKey: Uint8Array
}

/** Whether a token is an NTLM message that stands for itself. */
export function isNtlm(token: Uint8Array): boolean {
  return signature.equals(token.subarray(0, signature.length))
}

/** @throws SecurityError `malformed` */
export function readNegotiate(token: Uint8Array): NegotiateMessage {
  const message = checked(token, 1, 16)
  return { flags: message.readUInt32LE(12) }
}

/** NEGOTIATE with empty names. */
export function writeNegotiate({ flags }: NegotiateMessage): Buffer {
  const message = started(1, 40)
  message.writeUInt32LE(flags >>> 0, 12)
  version.copy(message, 32)
  return message
}

/** @throws SecurityError `malformed` */
export function readChallenge(token: Uint8Array): ChallengeMessage {
  const message = checked(token, 2, 32)
  const flags = message.readUInt32LE(20)
  return {
    flags,
    targetName: readText(field(message, 12), flags),
    serverChallenge: Buffer.from(message.subarray(24, 32)),
    targetInfo:
      hasFlag(flags, 'NTLMSSP_NEGOTIATE_TARGET_INFO') && message.length >= 48
        ? Buffer.from(field(message, 40))
        : Buffer.alloc(0),
  }
}

export function writeChallenge(challenge: ChallengeMessage): Buffer {
  const head = started(2, 56)
  head.writeUInt32LE(challenge.flags >>> 0, 20)
  head.set(challenge.serverChallenge, 24)
  version.copy(head, 48)
  return withPayload(head, [
    [12, writeText(challenge.targetName, challenge.flags)],
    [40, challenge.targetInfo],
  ])
}

/** @throws SecurityError `malformed` */
export function readAuthenticate(token: Uint8Array): AuthenticateMessage {
  const message = checked(token, 3, 64)
  const flags = message.readUInt32LE(60)
  return {
    flags,
    lmResponse: field(message, 12),
    ntResponse: field(message, 20),
    domain: readText(field(message, 28), flags),
    user: readText(field(message, 36), flags),
    workstation: readText(field(message, 44), flags),
    encryptedSessionKey: field(message, 52),
  }
}

/** AUTHENTICATE in the order of Windows, with room for a MIC, which is zero. */
export function writeAuthenticate(message: AuthenticateMessage): Buffer {
  const head = started(3, micEnd)
  head.writeUInt32LE(message.flags >>> 0, 60)
  version.copy(head, 64)
  return withPayload(head, [
    [28, writeText(message.domain, message.flags)],
    [36, writeText(message.user, message.flags)],
    [44, writeText(message.workstation, message.flags)],
    [12, message.lmResponse],
    [20, message.ntResponse],
    [52, message.encryptedSessionKey],
  ])
}

/** The MIC of an AUTHENTICATE message that says it has one. @throws SecurityError `malformed` when there is no room for it */
export function micOf(authenticate: Uint8Array): Buffer {
  if (authenticate.length < micEnd) throw malformed(securityText('ntlmForm', { what: 'MIC' }))
  return Buffer.from(authenticate.subarray(micAt, micEnd))
}

/** The AUTHENTICATE message with another MIC. */
export function withMic(authenticate: Uint8Array, mic: Uint8Array): Buffer {
  const message = Buffer.from(authenticate)
  message.set(mic, micAt)
  return message
}

function started(type: number, length: number): Buffer {
  const message = Buffer.alloc(length)
  signature.copy(message)
  message.writeUInt32LE(type, 8)
  return message
}

function checked(token: Uint8Array, type: number, shortest: number): Buffer {
  checkTokenSize(token)
  const message = Buffer.from(token.buffer, token.byteOffset, token.length)
  if (!isNtlm(message) || message.length < shortest || message.readUInt32LE(8) !== type)
    throw malformed(securityText('ntlmForm', { what: messageNames[type - 1] ?? '' }))
  return message
}

const messageNames = ['NEGOTIATE_MESSAGE', 'CHALLENGE_MESSAGE', 'AUTHENTICATE_MESSAGE']

/** Length, allocated length, offset: the offset of an empty field means nothing. */
function field(message: Buffer, at: number): Buffer {
  const length = message.readUInt16LE(at)
  const offset = message.readUInt32LE(at + 4)
  if (length === 0) return message.subarray(0, 0)
  if (offset + length > message.length)
    throw malformed(securityText('ntlmForm', { what: messageNames[message.readUInt32LE(8) - 1] ?? '' }))
  return message.subarray(offset, offset + length)
}

function withPayload(head: Buffer, fields: readonly (readonly [at: number, value: Uint8Array])[]): Buffer {
  let offset = head.length
  for (const [at, value] of fields) {
    if (value.length > 0xffff)
      throw malformed(securityText('ntlmForm', { what: messageNames[head.readUInt32LE(8) - 1] ?? '' }))
    head.writeUInt16LE(value.length, at)
    head.writeUInt16LE(value.length, at + 2)
    head.writeUInt32LE(offset, at + 4)
    offset += value.length
  }
  return Buffer.concat([head, ...fields.map(([, value]) => value)])
}

function readText(bytes: Buffer, flags: number): string {
  if (!hasFlag(flags, 'NTLMSSP_NEGOTIATE_UNICODE')) return bytes.toString('latin1')
  if (bytes.length % 2 === 1) throw malformed(securityText('ntlmForm', { what: 'UTF-16' }))
  return bytes.toString('utf16le')
}

function writeText(text: string, flags: number): Buffer {
  return Buffer.from(text, hasFlag(flags, 'NTLMSSP_NEGOTIATE_UNICODE') ? 'utf16le' : 'latin1')
}
