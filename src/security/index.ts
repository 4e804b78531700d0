export { tlsServerEndPoint } from './channel-bindings.js'
export type {
  AuthenticatedPeer,
  MessagePart,
  SecurityAcceptor,
  SecurityContext,
  SecurityProtection,
  SecurityStep,
  SecuritySurroundings,
} from './context.js'
export { SecurityError, type SecurityFailure } from './errors.js'
export { acceptNegotiateNtlm, negotiateNtlm } from './negotiate-ntlm.js'
export { NtlmAcceptor, type NtlmAcceptorOptions, type NtlmAccounts } from './ntlm/acceptor.js'
export { NtlmInitiator, type NtlmInitiatorOptions } from './ntlm/initiator.js'
export { ntlmHash } from './ntlm/responses.js'
export { type NegotiableAcceptor, NegotiateAcceptor } from './spnego/acceptor.js'
export { NegotiateInitiator } from './spnego/initiator.js'
export { type Mechanism, mechanismOid, type NegotiableContext } from './spnego/mechanism.js'
