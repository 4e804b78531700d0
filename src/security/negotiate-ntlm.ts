import { NtlmAcceptor, type NtlmAcceptorOptions } from './ntlm/acceptor.js'
import { NtlmInitiator, type NtlmInitiatorOptions } from './ntlm/initiator.js'
import { NegotiateAcceptor } from './spnego/acceptor.js'
import { NegotiateInitiator } from './spnego/initiator.js'
import { mechanismOid } from './spnego/mechanism.js'

/** NTLM inside SPNEGO: what the HTTP scheme Negotiate carries. @throws ArgumentError as {@link NtlmInitiator} does */
export function negotiateNtlm(options: NtlmInitiatorOptions): NegotiateInitiator {
  // Made at once, so that a name that cannot be right is refused before anything is sent.
  const context = new NtlmInitiator(options)
  return new NegotiateInitiator([{ oid: mechanismOid.ntlm, create: () => context }])
}

/** The other side of {@link negotiateNtlm}; takes raw NTLM, too. */
export function acceptNegotiateNtlm(options: NtlmAcceptorOptions): NegotiateAcceptor {
  return new NegotiateAcceptor([{ oid: mechanismOid.ntlm, create: () => new NtlmAcceptor(options) }])
}
