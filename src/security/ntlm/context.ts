import { securityText } from '../../base/texts/security.js'
import type { MessagePart, SecurityProtection, SecurityStep } from '../context.js'
import { SecurityError } from '../errors.js'
import { notEstablished, usedUp } from '../failures.js'
import type { NegotiableContext } from '../spnego/mechanism.js'
import { hasFlag } from './flags.js'
import { type NtlmRole, NtlmSession, ntlmSignatureLength } from './session.js'

/** A step's answer and what is expected after it. */
export interface NtlmStep<Expected extends string> extends SecurityStep {
  readonly next: Expected
}

/** What initiator and acceptor share: one use, and the session once both sides know its key. */
export abstract class NtlmContext<Expected extends string> implements NegotiableContext {
  readonly mechanism = 'NTLM'
  readonly signatureLength = ntlmSignatureLength
  readonly #role: NtlmRole
  #expected: Expected | undefined
  #session: NtlmSession | undefined
  #established = false
  #protection: SecurityProtection = { sign: false, seal: false }
  #needsListMic = false

  protected constructor(role: NtlmRole, first: Expected) {
    this.#role = role
    this.#expected = first
  }

  abstract get peerName(): string | undefined

  get established(): boolean {
    return this.#established
  }

  get protection(): SecurityProtection {
    return this.#protection
  }

  get needsListMic(): boolean {
    return this.#needsListMic
  }

  async step(token?: Uint8Array): Promise<SecurityStep> {
    const expected = this.#expected
    if (expected === undefined) throw usedUp()
    // What fails, or is asked again meanwhile, finds nothing to go on with.
    this.#expected = undefined
    const { token: answer, done, next } = await this.advance(expected, token)
    this.#established = done
    if (!done) this.#expected = next
    return { token: answer, done }
  }

  /** One step of the negotiation. */
  protected abstract advance(expected: Expected, token: Uint8Array | undefined): Promise<NtlmStep<Expected>>

  /** Makes the session. @param hasMic whether the MIC binds the three messages together */
  protected establish(exportedSessionKey: Uint8Array, flags: number, hasMic: boolean): void {
    // Without extended session security there are only the old signatures, which protect nothing.
    if (hasFlag(flags, 'NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY')) {
      this.#session = new NtlmSession(exportedSessionKey, flags, this.#role)
      this.#protection = {
        sign: hasFlag(flags, 'NTLMSSP_NEGOTIATE_SIGN'),
        seal: hasFlag(flags, 'NTLMSSP_NEGOTIATE_SEAL') && hasFlag(flags, 'NTLMSSP_NEGOTIATE_128'),
      }
    }
    this.#needsListMic = hasMic
  }

  seal(parts: readonly MessagePart[]): Uint8Array {
    return this.#protecting('seal').seal(parts)
  }

  unseal(parts: readonly MessagePart[], signature: Uint8Array): void {
    this.#protecting('seal').unseal(parts, signature)
  }

  sign(parts: readonly MessagePart[]): Uint8Array {
    return this.#protecting('sign').sign(parts)
  }

  verify(parts: readonly MessagePart[], signature: Uint8Array): void {
    this.#protecting('sign').verify(parts, signature)
  }

  makeListMic(list: Uint8Array): Uint8Array {
    const session = this.#keyed()
    const mic = session.sign([{ bytes: list, kind: 'signOnly' }])
    session.restartSending()
    return mic
  }

  checkListMic(list: Uint8Array, mic: Uint8Array): void {
    const session = this.#keyed()
    session.verify([{ bytes: list, kind: 'signOnly' }], mic)
    session.restartReceiving()
  }

  /** The mechListMIC is made with the session's keys whether signing was asked for or not. */
  #keyed(): NtlmSession {
    if (!this.#established) throw notEstablished()
    if (!this.#session) throw unprotected('sign')
    return this.#session
  }

  #protecting(kind: keyof SecurityProtection): NtlmSession {
    const session = this.#keyed()
    if (!this.#protection[kind]) throw unprotected(kind)
    return session
  }
}

const kinds = { sign: 'signing', seal: 'sealing' } as const

function unprotected(kind: keyof SecurityProtection): SecurityError {
  return new SecurityError('refused', securityText('notProtected', { what: securityText(kinds[kind]) }))
}
