import { ArgumentError } from '../../base/errors.js'
import { securityText } from '../../base/texts/security.js'
import type { SecurityContext, SecurityStep } from '../context.js'
import { SecurityError } from '../errors.js'
import { malformed } from '../failures.js'
import { NegotiateContext } from './context.js'
import { checkListMic, type Mechanism, makeListMic, type NegotiableContext } from './mechanism.js'
import { type NegotiationReply, readReply, writeMechanismList, writeOffer, writeReply } from './tokens.js'

/**
 * The side of SPNEGO that offers mechanisms (RFC 4178, [MS-SPNG]). The list is proved by a mechListMIC of both sides whenever the first
 * mechanism was not taken as offered, the acceptor asks for it, or the mechanism says so, as NTLM with a MIC does; an acceptor that then
 * leaves its own out is refused. For one use.
 */
export class NegotiateInitiator extends NegotiateContext<NegotiableContext> implements SecurityContext {
  readonly #mechanisms: readonly Mechanism[]
  readonly #list: Buffer
  /** The mechanism whose first token went with the offer, until the acceptor has chosen. */
  #offered: { oid: string; context: NegotiableContext } | undefined
  #chosenOid = ''
  #micNeeded = false
  #micSent = false
  #micSeen = false

  /** @param mechanisms the preferred one first; at least one */
  constructor(mechanisms: readonly Mechanism[]) {
    super()
    if (mechanisms.length === 0) throw new ArgumentError(securityText('noCommonMechanism'))
    this.#mechanisms = [...mechanisms]
    this.#list = writeMechanismList(mechanisms.map(mechanism => mechanism.oid))
  }

  protected override async advance(token: Uint8Array | undefined): Promise<SecurityStep> {
    if (!this.#offered) return this.#offer(token)
    if (!token) return this.#silence()
    const reply = readReply(token)
    if (reply.state === 'reject')
      throw new SecurityError('refused', securityText('serverRefused'), { hint: securityText('serverRefusedHint') })
    if (reply.state === 'request-mic') this.#micNeeded = true
    if (!this.chosen) {
      const switched = await this.#take(reply)
      if (switched) return switched
    } else if (reply.mechanism !== undefined && reply.mechanism !== this.#chosenOid)
      throw malformed(securityText('tokenUnexpected'))
    return this.#continue(reply)
  }

  async #offer(token: Uint8Array | undefined): Promise<SecurityStep> {
    const [first] = this.#mechanisms
    if (token || !first) throw malformed(securityText('tokenUnexpected'))
    const context = first.create()
    const { token: optimistic } = await context.step()
    this.#offered = { oid: first.oid, context }
    return { token: writeOffer(this.#list, optimistic), done: false }
  }

  /** The peer took our last token and has nothing to say: enough only where nothing is to be proved. */
  #silence(): SecurityStep {
    if (!this.chosen?.established) throw malformed(securityText('tokenMissing'))
    this.#proved()
    return { token: undefined, done: true }
  }

  /** The acceptor's choice; an answer when it chose another mechanism than the one whose token it got. */
  async #take(reply: NegotiationReply): Promise<SecurityStep | undefined> {
    const offered = this.#offered
    if (!offered) return undefined
    this.#chosenOid = reply.mechanism ?? offered.oid
    if (this.#chosenOid === offered.oid) {
      this.choose(offered.context)
      return undefined
    }
    const other = this.#mechanisms.find(mechanism => mechanism.oid === this.#chosenOid)
    // A choice among what was offered ends nothing and brings no token of a mechanism that has not begun.
    if (!other || reply.token || reply.listMic) throw malformed(securityText('tokenUnexpected'))
    if (reply.state === 'accept-completed') throw tampered('downgrade', 'earlyEnd')
    this.#micNeeded = true
    const { token } = await this.choose(other.create()).step()
    return { token: writeReply({ state: 'accept-incomplete', token }), done: false }
  }

  async #continue(reply: NegotiationReply): Promise<SecurityStep> {
    const context = this.chosen
    if (!context) throw malformed(securityText('tokenUnexpected'))
    const before = context.established
    let token: Uint8Array | undefined
    if (reply.token) {
      if (before) throw malformed(securityText('tokenUnexpected'))
      ;({ token } = await context.step(reply.token))
    } else if (!before) {
      if (reply.state === 'accept-completed') throw tampered('downgrade', 'earlyEnd')
      throw malformed(securityText('tokenMissing'))
    }
    if (!context.established) {
      if (reply.state === 'accept-completed') throw tampered('downgrade', 'earlyEnd')
      return { token: writeReply({ state: 'accept-incomplete', token }), done: false }
    }

    this.#micNeeded ||= context.needsListMic === true
    if (reply.listMic) this.#check(context, reply.listMic)
    if (reply.state === 'accept-completed' || (before && reply.state === undefined)) {
      if (token) throw tampered('downgrade', 'earlyEnd')
      this.#proved()
      return { token: undefined, done: true }
    }
    return this.#answer(context, token)
  }

  /** Our last token, or the mechListMIC alone where the acceptor waits for it. */
  #answer(context: NegotiableContext, token: Uint8Array | undefined): SecurityStep {
    const listMic = (this.#micNeeded || !token) && !this.#micSent ? makeListMic(context, this.#list) : undefined
    if (!token && !listMic)
      throw new SecurityError('refused', securityText('serverRefused'), { hint: securityText('serverRefusedHint') })
    if (listMic) {
      this.#micNeeded = true
      this.#micSent = true
    }
    const done = this.#micSeen && this.#micSent
    return { token: writeReply({ state: done ? 'accept-completed' : 'accept-incomplete', token, listMic }), done }
  }

  #check(context: NegotiableContext, listMic: Uint8Array): void {
    if (this.#micSeen) throw malformed(securityText('tokenUnexpected'))
    try {
      checkListMic(context, this.#list, listMic)
    } catch (cause) {
      throw tampered('refused', 'badListMic', cause)
    }
    this.#micSeen = true
    this.#micNeeded = true
  }

  /** @throws SecurityError `downgrade` when the acceptor owes its proof of the list */
  #proved(): void {
    if (this.#micNeeded && !this.#micSeen) throw tampered('downgrade', 'noListMic')
  }
}

function tampered(
  failure: 'refused' | 'downgrade',
  text: 'badListMic' | 'noListMic' | 'earlyEnd',
  cause?: unknown,
): SecurityError {
  return new SecurityError(failure, securityText(text), { hint: securityText('tamperHint'), cause })
}
