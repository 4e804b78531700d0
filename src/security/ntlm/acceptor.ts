import { securityText } from '../../base/texts/security.js'
import type { AuthenticatedPeer, SecurityAcceptor, SecuritySurroundings } from '../context.js'
import { hmacMd5, sameSecret } from '../crypto/digest.js'
import { Rc4 } from '../crypto/rc4.js'
import { SecurityError } from '../errors.js'
import { malformed } from '../failures.js'
import { completeSurroundings } from '../surroundings.js'
import { type AvPairs, avFlagMic, avFlags, avId, fileTime, writeAvPairs } from './av-pairs.js'
import { NtlmContext, type NtlmStep } from './context.js'
import { hasFlag, ntlmFlags, spokenFlags } from './flags.js'
import {
  type AuthenticateMessage,
  micOf,
  readAuthenticate,
  readNegotiate,
  withMic,
  writeChallenge,
} from './messages.js'
import { channelBindingsHash, type NtlmV2Parts, ntlmV2Key, ntlmV2Proof, readNtlmV2Response } from './responses.js'

/** Who may log on. */
export interface NtlmAccounts {
  /**
   * The NT hash of an account ({@link ntlmHash}); undefined when there is none.
   * @param user as the client wrote it
   * @param domain as the client wrote it: often empty, or the computer name it was told
   */
  hashOf(user: string, domain: string): Promise<Uint8Array | undefined>
}

/** How the acceptor calls itself, and what it asks for. */
export interface NtlmAcceptorOptions {
  readonly accounts: NtlmAccounts
  /** NetBIOS name of this computer. */
  readonly computerName: string
  /** NetBIOS name of its domain; the computer name by default. */
  readonly domainName?: string | undefined
  /** Fully qualified name; the computer name by default. */
  readonly dnsName?: string | undefined
  /** Application data of the TLS connection beneath: a client that binds its logon to another one is refused. */
  readonly channelBindings?: Uint8Array | undefined
  /** True: a client that does not bind its logon to the TLS connection is refused, too. */
  readonly requireChannelBindings?: boolean | undefined
  /** False: takes a client whose proof says that it sends no MIC, as some programs other than Windows; true by default. */
  readonly requireMic?: boolean | undefined
  readonly surroundings?: SecuritySurroundings | undefined
}

/** The side that finds out who logs on: NTLMv2 only ([MS-NLMP] 3.2). Clocks that differ are no reason to refuse. For one use. */
export class NtlmAcceptor extends NtlmContext<'negotiate' | 'authenticate'> implements SecurityAcceptor {
  readonly #options: NtlmAcceptorOptions
  readonly #surroundings: Required<SecuritySurroundings>
  readonly #serverChallenge: Uint8Array
  #challengeFlags = 0
  #negotiate: Uint8Array = new Uint8Array(0)
  #challenge: Uint8Array = new Uint8Array(0)
  #peer: AuthenticatedPeer | undefined

  constructor(options: NtlmAcceptorOptions) {
    super('server', 'negotiate')
    this.#options = { ...options }
    this.#surroundings = completeSurroundings(options.surroundings)
    this.#serverChallenge = Buffer.from(this.#surroundings.randomBytes(8))
  }

  get peer(): AuthenticatedPeer | undefined {
    return this.established ? this.#peer : undefined
  }

  /** The workstation that the client names; undefined before it is known who it is, and when it names none. */
  override get peerName(): string | undefined {
    return this.peer?.workstation || undefined
  }

  protected override async advance(
    expected: 'negotiate' | 'authenticate',
    token: Uint8Array | undefined,
  ): Promise<NtlmStep<'negotiate' | 'authenticate'>> {
    if (!token) throw malformed(securityText('tokenMissing'))
    if (expected === 'negotiate') return { token: this.#answerNegotiate(token), done: false, next: 'authenticate' }
    await this.#checkAuthenticate(token)
    return { token: undefined, done: true, next: 'authenticate' }
  }

  #answerNegotiate(token: Uint8Array): Uint8Array {
    const wanted = readNegotiate(token).flags
    const charset = hasFlag(wanted, 'NTLMSSP_NEGOTIATE_UNICODE') ? 0 : wanted & ntlmFlags.NTLM_NEGOTIATE_OEM
    this.#challengeFlags =
      ((wanted & spokenFlags) |
        charset |
        ntlmFlags.NTLMSSP_NEGOTIATE_NTLM |
        ntlmFlags.NTLMSSP_REQUEST_TARGET |
        ntlmFlags.NTLMSSP_TARGET_TYPE_SERVER |
        ntlmFlags.NTLMSSP_NEGOTIATE_TARGET_INFO) >>>
      0
    this.#negotiate = Buffer.from(token)
    this.#challenge = writeChallenge({
      flags: this.#challengeFlags,
      targetName: this.#options.computerName,
      serverChallenge: this.#serverChallenge,
      targetInfo: writeAvPairs(this.#targetInfo()),
    })
    return this.#challenge
  }

  #targetInfo(): AvPairs {
    const { computerName, domainName = computerName, dnsName = computerName } = this.#options
    const dot = dnsName.indexOf('.')
    const text = (value: string) => Buffer.from(value, 'utf16le')
    return new Map<number, Uint8Array>([
      [avId.MsvAvNbDomainName, text(domainName)],
      [avId.MsvAvNbComputerName, text(computerName)],
      [avId.MsvAvDnsDomainName, text(dot < 0 ? dnsName : dnsName.slice(dot + 1))],
      [avId.MsvAvDnsComputerName, text(dnsName)],
      [avId.MsvAvTimestamp, fileTime(this.#surroundings.now())],
    ])
  }

  async #checkAuthenticate(token: Uint8Array): Promise<void> {
    const message = readAuthenticate(token)
    if (message.user === '' || hasFlag(message.flags, 'NTLMSSP_ANONYMOUS')) throw refusal('anonymous')
    if (message.ntResponse.length <= 24) throw refusal('oldResponse', 'oldResponseHint')
    const response = readNtlmV2Response(message.ntResponse)
    if (sameSecret(response.clientChallenge, this.#serverChallenge)) throw refusal('reflected', 'tamperHint')

    const known = await this.#options.accounts.hashOf(message.user, message.domain)
    // Nobody's hash goes the same way, so that neither the error nor its time tells whether the user exists.
    const nobody = this.#surroundings.randomBytes(16)
    const key = ntlmV2Key(known?.length === 16 ? known : nobody, message.user, message.domain)
    const { proof, sessionBaseKey } = ntlmV2Proof(key, this.#serverChallenge, response.temp)
    key.fill(0)
    if (!sameSecret(proof, response.proof)) throw refusal('badCredentials')

    const flags = message.flags & this.#challengeFlags
    const exportedSessionKey = sessionKey(message, flags, sessionBaseKey)
    const hasMic = this.#checkMic(token, response, exportedSessionKey)
    this.#checkBindings(response)
    this.establish(exportedSessionKey, flags, hasMic)
    this.#peer = { user: message.user, domain: message.domain, workstation: message.workstation }
  }

  #checkMic(token: Uint8Array, response: NtlmV2Parts, exportedSessionKey: Uint8Array): boolean {
    if ((avFlags(response.pairs) & avFlagMic) === 0) {
      if (this.#options.requireMic === false) return false
      throw refusal('noMic', 'noMicHint')
    }
    const mic = micOf(token)
    const expected = hmacMd5(exportedSessionKey, this.#negotiate, this.#challenge, withMic(token, Buffer.alloc(16)))
    if (!sameSecret(mic, expected)) throw refusal('badMic', 'tamperHint')
    return true
  }

  #checkBindings(response: NtlmV2Parts): void {
    const { channelBindings, requireChannelBindings } = this.#options
    const given = response.pairs.get(avId.MsvAvChannelBindings)
    // Windows writes zeros where it has nothing to bind to.
    if (!given || given.every(byte => byte === 0)) {
      if (requireChannelBindings) throw refusal('noBindings', 'bindingsHint')
      return
    }
    if (!channelBindings && !requireChannelBindings) return
    if (!channelBindings || !sameSecret(given, channelBindingsHash(channelBindings)))
      throw refusal('badBindings', 'bindingsHint')
  }
}

/** ExportedSessionKey ([MS-NLMP] 3.2.5.1.2): the client's own random key when keys are exchanged. */
function sessionKey(message: AuthenticateMessage, flags: number, sessionBaseKey: Buffer): Buffer {
  if (!hasFlag(flags, 'NTLMSSP_NEGOTIATE_KEY_EXCH')) return sessionBaseKey
  // Nothing to exchange where nothing is protected: such clients send an empty field.
  const protects = hasFlag(flags, 'NTLMSSP_NEGOTIATE_SIGN') || hasFlag(flags, 'NTLMSSP_NEGOTIATE_SEAL')
  if (message.encryptedSessionKey.length === 0 && !protects) return sessionBaseKey
  if (message.encryptedSessionKey.length !== 16)
    throw malformed(securityText('ntlmForm', { what: 'EncryptedRandomSessionKey' }))
  const exported = Buffer.from(message.encryptedSessionKey)
  new Rc4(sessionBaseKey).apply(exported)
  return exported
}

type Refusal =
  | 'anonymous'
  | 'oldResponse'
  | 'reflected'
  | 'badCredentials'
  | 'noMic'
  | 'badMic'
  | 'noBindings'
  | 'badBindings'
type RefusalHint = 'oldResponseHint' | 'tamperHint' | 'noMicHint' | 'bindingsHint'

function refusal(reason: Refusal, hint?: RefusalHint): SecurityError {
  return new SecurityError('refused', securityText(reason), hint ? { hint: securityText(hint) } : {})
}
