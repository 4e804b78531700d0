import { securityText } from '../../base/texts/security.js'
import { hmacMd5, md5 } from '../crypto/digest.js'
import { md4 } from '../crypto/md4.js'
import { malformed } from '../failures.js'
import { type AvPairs, readAvPairs } from './av-pairs.js'

/** NTOWFv1: the NT hash of a password, 16 bytes, unsalted ([MS-NLMP] 3.3.1). Whoever has it can log on as its user. */
export function ntlmHash(password: string): Buffer {
  const text = Buffer.from(password, 'utf16le')
  const hash = md4(text)
  text.fill(0)
  return hash
}

/** NTOWFv2: the key of the responses of one user ([MS-NLMP] 3.3.2). @param domain exactly as the messages say it */
export function ntlmV2Key(hash: Uint8Array, user: string, domain: string): Buffer {
  return hmacMd5(hash, Buffer.from(upperName(user) + domain, 'utf16le'))
}

/**
 * Upper case as Windows compares names: unit by unit, so that the length stays. What would turn into ASCII (dotless i, long s)
 * stays as it is, as in the table of the file system.
 */
function upperName(name: string): string {
  let upper = ''
  for (let at = 0; at < name.length; at += 1) {
    const unit = name.charAt(at)
    const raised = unit.toUpperCase()
    upper += raised.length === 1 && (raised > '\x7f' || unit <= '\x7f') ? raised : unit
  }
  return upper
}

/** What goes into an NTLMv2 response. */
export interface NtlmV2Input {
  /** NTOWFv2. */
  readonly key: Uint8Array
  readonly serverChallenge: Uint8Array
  readonly clientChallenge: Uint8Array
  /** FILETIME, 8 bytes. */
  readonly time: Uint8Array
  /** AV pairs with their end mark. */
  readonly targetInfo: Uint8Array
}

/** NtChallengeResponse and the key that the session is built on ([MS-NLMP] 3.3.2). */
export function ntlmV2Response(input: NtlmV2Input): { response: Buffer; sessionBaseKey: Buffer } {
  const temp = Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]),
    input.time,
    input.clientChallenge,
    Buffer.alloc(4),
    input.targetInfo,
    Buffer.alloc(4),
  ])
  const { proof, sessionBaseKey } = ntlmV2Proof(input.key, input.serverChallenge, temp)
  return { response: Buffer.concat([proof, temp]), sessionBaseKey }
}

/** NTProofStr over the rest of the response, and SessionBaseKey ([MS-NLMP] 3.3.2). */
export function ntlmV2Proof(
  key: Uint8Array,
  serverChallenge: Uint8Array,
  temp: Uint8Array,
): { proof: Buffer; sessionBaseKey: Buffer } {
  const proof = hmacMd5(key, serverChallenge, temp)
  return { proof, sessionBaseKey: hmacMd5(key, proof) }
}

/** LmChallengeResponse of NTLMv2, 24 bytes; sent only where the server gave no timestamp. */
export function lmV2Response(key: Uint8Array, serverChallenge: Uint8Array, clientChallenge: Uint8Array): Buffer {
  return Buffer.concat([hmacMd5(key, serverChallenge, clientChallenge), clientChallenge])
}

/** The parts of an NtChallengeResponse of NTLMv2 ([MS-NLMP] 2.2.2.8). */
export interface NtlmV2Parts {
  readonly proof: Uint8Array
  /** What the proof covers. */
  readonly temp: Uint8Array
  readonly clientChallenge: Uint8Array
  readonly pairs: AvPairs
}

/** @throws SecurityError `malformed` */
export function readNtlmV2Response(response: Uint8Array): NtlmV2Parts {
  if (response.length < 48 || response[16] !== 1 || response[17] !== 1)
    throw malformed(securityText('ntlmForm', { what: 'NTLMv2_RESPONSE' }))
  return {
    proof: response.subarray(0, 16),
    temp: response.subarray(16),
    clientChallenge: response.subarray(32, 40),
    pairs: readAvPairs(response.subarray(44)),
  }
}

/** The value of MsvAvChannelBindings: MD5 of a gss_channel_bindings_struct with nothing but application data (RFC 2744 3.11). */
export function channelBindingsHash(applicationData: Uint8Array): Buffer {
  const head = Buffer.alloc(20)
  head.writeUInt32LE(applicationData.length, 16)
  return md5(head, applicationData)
}
