import { ArgumentError } from '../../base/errors.js'
import { securityText } from '../../base/texts/security.js'
import type { SecuritySurroundings } from '../context.js'
import { hmacMd5 } from '../crypto/digest.js'
import { Rc4 } from '../crypto/rc4.js'
import { SecurityError } from '../errors.js'
import { malformed } from '../failures.js'
import { completeSurroundings } from '../surroundings.js'
import {
  type AvPairs,
  avFlagMic,
  avFlags,
  avId,
  avText,
  avTimestamp,
  fileTime,
  readAvPairs,
  uint32,
  writeAvPairs,
} from './av-pairs.js'
import { NtlmContext, type NtlmStep } from './context.js'
import { flagNames, flagsOf, ntlmFlags, spokenFlags } from './flags.js'
import { type ChallengeMessage, readChallenge, withMic, writeAuthenticate, writeNegotiate } from './messages.js'
import { channelBindingsHash, lmV2Response, ntlmHash, ntlmV2Key, ntlmV2Response } from './responses.js'

/** Who logs on, and to what. */
export interface NtlmInitiatorOptions {
  /** `DOMAIN\user`, `user@realm`, `.\user` (an account of the server itself), or `user`. */
  readonly username: string
  readonly password: string
  /** Our computer's name as the server may log it; empty by default. */
  readonly workstation?: string | undefined
  /** The service that is asked for, such as `HTTP/sql01`. */
  readonly targetName?: string | undefined
  /** Application data of the TLS connection beneath, see {@link tlsServerEndPoint}. */
  readonly channelBindings?: Uint8Array | undefined
  /** Whether messages will be encrypted or signed only; `seal` by default. */
  readonly protection?: 'sign' | 'seal' | undefined
  /** Allows a server that sends no timestamp, which no Windows since Vista is: the logon then has no MIC. */
  readonly allowLegacy?: boolean | undefined
  readonly surroundings?: SecuritySurroundings | undefined
}

/** Without these a session is not what was asked for ([MS-NLMP] 3.1.5.1.2; never NTLMSSP_NEGOTIATE_IDENTIFY). */
const demandedFlags = flagsOf(
  'NTLMSSP_NEGOTIATE_UNICODE',
  'NTLMSSP_NEGOTIATE_SIGN',
  'NTLMSSP_NEGOTIATE_SEAL',
  'NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY',
  'NTLMSSP_NEGOTIATE_128',
  'NTLMSSP_NEGOTIATE_KEY_EXCH',
)

/** Characters of a name; a user principal name of Active Directory has at most 1,024. */
const longestName = 1024

/** The side that logs on with a password: NTLMv2 only, with MIC and 128-bit keys ([MS-NLMP] 3.1). For one use. */
export class NtlmInitiator extends NtlmContext<'start' | 'challenge'> {
  readonly #options: NtlmInitiatorOptions
  readonly #surroundings: Required<SecuritySurroundings>
  readonly #user: string
  /** Undefined: the server's own accounts, whose domain is its computer name. */
  readonly #domain: string | undefined
  readonly #flags: number
  #negotiate: Uint8Array = new Uint8Array(0)
  #peerName: string | undefined

  /** @throws ArgumentError without a user name, or with one that is too long */
  constructor(options: NtlmInitiatorOptions) {
    super('client', 'start')
    this.#options = { ...options }
    this.#surroundings = completeSurroundings(options.surroundings)
    const { user, domain } = splitUser(options.username)
    if (user === '') throw new ArgumentError(securityText('noUser'), { hint: securityText('noUserHint') })
    if ([user, domain, options.workstation, options.targetName].some(name => (name?.length ?? 0) > longestName))
      throw new ArgumentError(securityText('longName'), { hint: securityText('noUserHint') })
    this.#user = user
    this.#domain = domain === '.' ? undefined : domain
    this.#flags = (options.protection === 'sign' ? spokenFlags & ~ntlmFlags.NTLMSSP_NEGOTIATE_SEAL : spokenFlags) >>> 0
  }

  /** The NetBIOS name of the server; undefined before its CHALLENGE. */
  override get peerName(): string | undefined {
    return this.#peerName
  }

  protected override async advance(
    expected: 'start' | 'challenge',
    token: Uint8Array | undefined,
  ): Promise<NtlmStep<'start' | 'challenge'>> {
    if (expected === 'start') {
      if (token) throw malformed(securityText('tokenUnexpected'))
      this.#negotiate = writeNegotiate({ flags: this.#flags })
      return { token: this.#negotiate, done: false, next: 'challenge' }
    }
    if (!token) throw malformed(securityText('tokenMissing'))
    return { token: this.#authenticate(token), done: true, next: 'challenge' }
  }

  #authenticate(token: Uint8Array): Uint8Array {
    const challenge = readChallenge(token)
    const missing = demandedFlags & this.#flags & ~challenge.flags
    if (missing !== 0)
      throw new SecurityError('downgrade', securityText('flagsCleared', { flags: flagNames(missing).join(', ') }), {
        hint: securityText('flagsClearedHint'),
      })
    const offered: AvPairs = challenge.targetInfo.length > 0 ? readAvPairs(challenge.targetInfo) : new Map()
    this.#peerName = avText(offered, avId.MsvAvNbComputerName)
    const timestamp = avTimestamp(offered)
    if (!timestamp && !this.#options.allowLegacy)
      throw new SecurityError('downgrade', securityText('noTimestamp'), { hint: securityText('noTimestampHint') })

    const { randomBytes, now } = this.#surroundings
    const domain = this.#domain ?? this.#peerName ?? challenge.targetName
    const hash = ntlmHash(this.#options.password)
    const key = ntlmV2Key(hash, this.#user, domain)
    hash.fill(0)
    const clientChallenge = randomBytes(8)
    const { response, sessionBaseKey } = ntlmV2Response({
      key,
      serverChallenge: challenge.serverChallenge,
      clientChallenge,
      time: timestamp ?? fileTime(now()),
      targetInfo: writeAvPairs(this.#targetInfo(offered, timestamp !== undefined)),
    })

    const exportedSessionKey = randomBytes(16)
    const encryptedSessionKey = Buffer.from(exportedSessionKey)
    new Rc4(sessionBaseKey).apply(encryptedSessionKey)
    const flags = this.#agreed(challenge)
    const message = writeAuthenticate({
      flags,
      lmResponse: timestamp ? Buffer.alloc(24) : lmV2Response(key, challenge.serverChallenge, clientChallenge),
      ntResponse: response,
      domain,
      user: this.#user,
      workstation: this.#options.workstation ?? '',
      encryptedSessionKey,
    })
    key.fill(0)
    sessionBaseKey.fill(0)
    this.establish(exportedSessionKey, flags, timestamp !== undefined)
    return timestamp ? withMic(message, hmacMd5(exportedSessionKey, this.#negotiate, token, message)) : message
  }

  /** What both sides want; the server alone decides about target information. */
  #agreed(challenge: ChallengeMessage): number {
    return (challenge.flags & (this.#flags | ntlmFlags.NTLMSSP_NEGOTIATE_TARGET_INFO)) >>> 0
  }

  /** The server's attributes with ours, which its own must not replace. */
  #targetInfo(offered: AvPairs, hasMic: boolean): AvPairs {
    const pairs: AvPairs = new Map(offered)
    const { targetName, channelBindings } = this.#options
    for (const id of [avId.MsvAvFlags, avId.MsvAvTargetName, avId.MsvAvChannelBindings]) pairs.delete(id)
    const flags = avFlags(offered) | (hasMic ? avFlagMic : 0)
    if (flags !== 0) pairs.set(avId.MsvAvFlags, uint32(flags))
    if (targetName) pairs.set(avId.MsvAvTargetName, Buffer.from(targetName, 'utf16le'))
    if (channelBindings) pairs.set(avId.MsvAvChannelBindings, channelBindingsHash(channelBindings))
    return pairs
  }
}

function splitUser(username: string): { user: string; domain: string } {
  const at = username.indexOf('\\')
  return at < 0 ? { user: username, domain: '' } : { user: username.slice(at + 1), domain: username.slice(0, at) }
}
