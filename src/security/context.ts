// How a peer proves who it is and protects messages: GSS-API (RFC 2743) by meaning, as WinRM and DCE/RPC need it.

/**
 * One piece of a message. `data` is encrypted by seal and covered by the signature, `signOnly` is covered by the signature and stays
 * as it is.
 */
export interface MessagePart {
  readonly bytes: Uint8Array
  readonly kind: 'data' | 'signOnly'
}

/** What a step of the negotiation answers. */
export interface SecurityStep {
  /** The token for the peer; undefined when there is none to send. */
  readonly token: Uint8Array | undefined
  /** True when nothing is expected of the peer any more. */
  readonly done: boolean
}

/** What a context gives once it is established. */
export interface SecurityProtection {
  readonly sign: boolean
  readonly seal: boolean
}

/**
 * A security context: first the tokens of both sides are exchanged by {@link step}, then messages are protected. After any failure
 * the context is of no use any more. Messages of one direction are protected and checked in their order.
 */
export interface SecurityContext {
  /** Such as `NTLM`; of SPNEGO the mechanism that was chosen. */
  readonly mechanism: string
  /** True after the step that answered `done`. */
  readonly established: boolean
  readonly protection: SecurityProtection
  /** Bytes of a signature. */
  readonly signatureLength: number
  /** What the peer calls itself, where its tokens tell: the NetBIOS computer name of an NTLM server. */
  readonly peerName: string | undefined
  /** @throws SecurityError for a token that is malformed, refuses, or offers less than is asked for */
  step(token?: Uint8Array): Promise<SecurityStep>
  /** Encrypts the data parts in place and answers the signature. */
  seal(parts: readonly MessagePart[]): Uint8Array
  /** Decrypts the data parts in place. @throws SecurityError when the signature is not that of the parts or out of turn */
  unseal(parts: readonly MessagePart[], signature: Uint8Array): void
  sign(parts: readonly MessagePart[]): Uint8Array
  /** @throws SecurityError when the signature is not that of the parts or out of turn */
  verify(parts: readonly MessagePart[], signature: Uint8Array): void
}

/** Who logged on, as the peer's tokens say and the acceptor has verified. */
export interface AuthenticatedPeer {
  readonly user: string
  readonly domain: string
  readonly workstation: string
}

/** The side that asks who the peer is. */
export interface SecurityAcceptor extends SecurityContext {
  /** Undefined until the context is established. */
  readonly peer: AuthenticatedPeer | undefined
}

/** What a context takes from outside, so that tests can fix it. */
export interface SecuritySurroundings {
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly randomBytes?: (length: number) => Uint8Array
}
