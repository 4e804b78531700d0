import { securityText } from '../../base/texts/security.js'
import type { AuthenticatedPeer, SecurityAcceptor, SecurityStep } from '../context.js'
import { SecurityError } from '../errors.js'
import { malformed } from '../failures.js'
import { isNtlm } from '../ntlm/messages.js'
import { NegotiateContext } from './context.js'
import { checkListMic, type Mechanism, makeListMic, mechanismOid, type NegotiableContext } from './mechanism.js'
import { isWrapped, type NegotiationReply, readOffer, readReply, writeReply } from './tokens.js'

/** An acceptor that SPNEGO can wrap. */
export type NegotiableAcceptor = NegotiableContext & SecurityAcceptor

/**
 * The side of SPNEGO that chooses among what is offered (RFC 4178, [MS-SPNG]): the first mechanism of the client's list that it has; others,
 * such as both names of Kerberos, are passed over. As Windows does, it takes a raw NTLM token, too, and then speaks NTLM without any
 * wrapping. For one use.
 */
export class NegotiateAcceptor extends NegotiateContext<NegotiableAcceptor> implements SecurityAcceptor {
  readonly #mechanisms: readonly Mechanism<NegotiableAcceptor>[]
  #raw = false
  #list: Uint8Array = new Uint8Array(0)
  #micNeeded = false
  /** The client was told that its mechListMIC is missing. */
  #micAsked = false

  constructor(mechanisms: readonly Mechanism<NegotiableAcceptor>[]) {
    super()
    this.#mechanisms = [...mechanisms]
  }

  get peer(): AuthenticatedPeer | undefined {
    return this.established ? this.chosen?.peer : undefined
  }

  /** What the client calls itself; undefined until it is known who it is. */
  override get peerName(): string | undefined {
    return this.established ? super.peerName : undefined
  }

  protected override async advance(token: Uint8Array | undefined): Promise<SecurityStep> {
    if (!token) throw malformed(securityText('tokenMissing'))
    const context = this.chosen
    if (!context) return this.#begin(token)
    if (this.#raw) return context.step(token)
    return this.#continue(context, readReply(token))
  }

  async #begin(token: Uint8Array): Promise<SecurityStep> {
    if (isNtlm(token)) {
      this.#raw = true
      return this.choose(this.#named([mechanismOid.ntlm]).create()).step(token)
    }
    if (!isWrapped(token)) throw malformed(securityText('tokenUnexpected'))
    const offer = readOffer(token)
    const mechanism = this.#named(offer.mechanisms)
    const context = this.choose(mechanism.create())
    this.#list = offer.list
    this.#micNeeded = mechanism.oid !== offer.mechanisms[0]
    // The token belongs to the mechanism that the client prefers; some send one of NTLM behind another name.
    const token0 = !this.#micNeeded || (offer.token && isNtlm(offer.token)) ? offer.token : undefined
    const answer = token0 ? await context.step(token0) : undefined
    // A mechanism that needs only one message: its mechListMIC may have come with it.
    if (answer?.done) return this.#finish(context, answer.token, offer.listMic)
    const reply: NegotiationReply = {
      state: this.#micNeeded ? 'request-mic' : 'accept-incomplete',
      mechanism: mechanism.oid,
      token: answer?.token,
    }
    return { token: writeReply(reply), done: false }
  }

  #named(oids: readonly string[]): Mechanism<NegotiableAcceptor> {
    for (const oid of oids) {
      const mechanism = this.#mechanisms.find(candidate => candidate.oid === oid)
      if (mechanism) return mechanism
    }
    throw new SecurityError('refused', securityText('noCommonMechanism'), {
      hint: securityText('noCommonMechanismHint'),
    })
  }

  async #continue(context: NegotiableAcceptor, reply: NegotiationReply): Promise<SecurityStep> {
    if (reply.state === 'reject') throw new SecurityError('refused', securityText('tokenUnexpected'))
    if (context.established) {
      if (reply.token) throw malformed(securityText('tokenUnexpected'))
      return this.#finish(context, undefined, reply.listMic)
    }
    if (!reply.token) throw malformed(securityText('tokenMissing'))
    const { token, done } = await context.step(reply.token)
    if (done) return this.#finish(context, token, reply.listMic)
    return { token: writeReply({ state: 'accept-incomplete', token }), done: false }
  }

  /** The mechanism is done: the list is proved by both sides where it must be. */
  #finish(context: NegotiableAcceptor, token: Uint8Array | undefined, listMic: Uint8Array | undefined): SecurityStep {
    this.#micNeeded ||= context.needsListMic === true || listMic !== undefined
    if (!this.#micNeeded) return { token: writeReply({ state: 'accept-completed', token }), done: true }
    if (!listMic) {
      if (this.#micAsked)
        throw new SecurityError('refused', securityText('badListMic'), { hint: securityText('tamperHint') })
      this.#micAsked = true
      return { token: writeReply({ state: 'accept-incomplete', token }), done: false }
    }
    try {
      checkListMic(context, this.#list, listMic)
    } catch (cause) {
      throw new SecurityError('refused', securityText('badListMic'), { hint: securityText('tamperHint'), cause })
    }
    const own = makeListMic(context, this.#list)
    return { token: writeReply({ state: 'accept-completed', token, listMic: own }), done: true }
  }
}
