import { securityText } from '../../base/texts/security.js'
import { DerError, DerReader, derElement, derObjectIdentifier, derTag } from '../crypto/der.js'
import { checkTokenSize, malformed } from '../failures.js'
import { mechanismOid } from './mechanism.js'

/** NegTokenInit (RFC 4178 4.2.1): what the initiator offers. */
export interface NegotiationOffer {
  /** Dotted names, the preferred one first. */
  readonly mechanisms: readonly string[]
  /** The DER of that list, which the mechListMIC covers. */
  readonly list: Uint8Array
  /** The first token of the preferred mechanism. */
  readonly token: Uint8Array | undefined
  readonly listMic: Uint8Array | undefined
}

/** States of NegTokenResp (RFC 4178 4.2.2). */
export const negotiationStates = ['accept-completed', 'accept-incomplete', 'reject', 'request-mic'] as const
export type NegotiationState = (typeof negotiationStates)[number]

/** NegTokenResp (RFC 4178 4.2.2): everything behind the offer, from both sides. */
export interface NegotiationReply {
  readonly state?: NegotiationState | undefined
  /** Dotted. */
  readonly mechanism?: string | undefined
  readonly token?: Uint8Array | undefined
  readonly listMic?: Uint8Array | undefined
}

/** The most mechanisms that an offer may hold. */
const longestOffer = 64

/** The DER of a list of mechanisms. */
export function writeMechanismList(mechanisms: readonly string[]): Buffer {
  return derElement(derTag.sequence, ...mechanisms.map(derObjectIdentifier))
}

export function writeOffer(list: Uint8Array, token: Uint8Array | undefined): Buffer {
  return derElement(
    derTag.application0,
    derObjectIdentifier(mechanismOid.spnego),
    derElement(
      derTag.context(0),
      derElement(derTag.sequence, derElement(derTag.context(0), list), ...octets(2, token)),
    ),
  )
}

export function writeReply({ state, mechanism, token, listMic }: NegotiationReply): Buffer {
  const fields: Buffer[] = []
  if (state) {
    const value = Uint8Array.of(negotiationStates.indexOf(state))
    fields.push(derElement(derTag.context(0), derElement(derTag.enumerated, value)))
  }
  if (mechanism) fields.push(derElement(derTag.context(1), derObjectIdentifier(mechanism)))
  fields.push(...octets(2, token), ...octets(3, listMic))
  return derElement(derTag.context(1), derElement(derTag.sequence, ...fields))
}

function octets(number: number, value: Uint8Array | undefined): Buffer[] {
  return value ? [derElement(derTag.context(number), derElement(derTag.octetString, value))] : []
}

/** @throws SecurityError `malformed` */
export function readOffer(bytes: Uint8Array): NegotiationOffer {
  return reading(bytes, reader => {
    const outer = reader.read(derTag.application0)
    if (outer.objectIdentifier() !== mechanismOid.spnego) throw new DerError(0)
    const fields = outer.read(derTag.context(0)).read(derTag.sequence)
    const element = fields.read(derTag.context(0)).next()
    if (element.tag !== derTag.sequence) throw new DerError(0)
    const mechanisms: string[] = []
    while (!element.content.done) {
      if (mechanisms.length === longestOffer) throw new DerError(0)
      mechanisms.push(element.content.objectIdentifier())
    }
    if (mechanisms.length === 0) throw new DerError(0)
    fields.optional(derTag.context(1))
    const token = readOctets(fields, 2)
    // [MS-SPNG] 2.2.1 puts hints, a sequence, where RFC 4178 has the mechListMIC.
    const listMic = fields.optional(derTag.context(3))?.optional(derTag.octetString)?.rest
    return { mechanisms, list: Buffer.from(element.whole), token, listMic }
  })
}

/** @throws SecurityError `malformed` */
export function readReply(bytes: Uint8Array): NegotiationReply {
  return reading(bytes, reader => {
    const fields = reader.read(derTag.context(1)).read(derTag.sequence)
    const stated = fields.optional(derTag.context(0))?.read(derTag.enumerated).rest
    const state = stated?.length === 1 ? negotiationStates[stated[0] ?? -1] : undefined
    if (stated && !state) throw new DerError(0)
    return {
      state,
      mechanism: fields.optional(derTag.context(1))?.objectIdentifier(),
      token: readOctets(fields, 2),
      listMic: readOctets(fields, 3),
    }
  })
}

/** Whether a token is an offer wrapped as GSS-API does, whatever its mechanism. */
export function isWrapped(token: Uint8Array): boolean {
  return token[0] === derTag.application0
}

/** Some send an empty token where they have none. */
function readOctets(fields: DerReader, number: number): Uint8Array | undefined {
  const octets = fields.optional(derTag.context(number))?.read(derTag.octetString).rest
  return octets?.length ? octets : undefined
}

function reading<Result>(bytes: Uint8Array, read: (reader: DerReader) => Result): Result {
  checkTokenSize(bytes)
  try {
    return read(new DerReader(bytes))
  } catch (error) {
    if (error instanceof DerError) throw malformed(securityText('derForm', { offset: error.offset }), error)
    throw error
  }
}
