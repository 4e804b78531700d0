import type { SecurityContext } from '../context.js'

/** A security context that SPNEGO can wrap. What is absent is done with {@link SecurityContext.sign} and `verify`. */
export interface NegotiableContext extends SecurityContext {
  /** True when the mechanism's messages say that a mechListMIC must follow: an AUTHENTICATE message with a MIC ([MS-SPNG] 3.1.5.1). */
  readonly needsListMic?: boolean
  /** The mechListMIC over the DER of the list of mechanisms. */
  makeListMic?(list: Uint8Array): Uint8Array
  /** @throws SecurityError when the mechListMIC is wrong */
  checkListMic?(list: Uint8Array, mic: Uint8Array): void
}

/** A mechanism that SPNEGO may choose. */
export interface Mechanism<Context extends NegotiableContext = NegotiableContext> {
  /** Dotted. */
  readonly oid: string
  /** A context for one negotiation. */
  create(): Context
}

/** Dotted names of mechanisms. */
export const mechanismOid = {
  /** RFC 4178. */
  spnego: '1.3.6.1.5.5.2',
  /** [MS-NLMP]. */
  ntlm: '1.3.6.1.4.1.311.2.2.10',
  /** RFC 4121. */
  kerberos: '1.2.840.113554.1.2.2',
  /** What Windows writes for Kerberos ([MS-SPNG] 1.9). */
  microsoftKerberos: '1.2.840.48018.1.2.2',
} as const

/** The mechListMIC of a mechanism. */
export function makeListMic(context: NegotiableContext, list: Uint8Array): Uint8Array {
  return context.makeListMic ? context.makeListMic(list) : context.sign([{ bytes: list, kind: 'signOnly' }])
}

/** @throws SecurityError when the mechListMIC is wrong */
export function checkListMic(context: NegotiableContext, list: Uint8Array, mic: Uint8Array): void {
  if (context.checkListMic) context.checkListMic(list, mic)
  else context.verify([{ bytes: list, kind: 'signOnly' }], mic)
}
