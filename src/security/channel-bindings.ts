import { createHash } from 'node:crypto'
import { securityText } from '../base/texts/security.js'
import { DerError, DerReader, derTag } from './crypto/der.js'
import { malformed } from './failures.js'

// Signature algorithms by the hash they use: RFC 3279, 4055, 5758, 8692 and NIST's arc. What is weaker than SHA-256 by RFC 5929
// (MD5, SHA-1), or has no hash of its own (Ed25519), counts as SHA-256 and is not in the table.
const hashOfSignature: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.12', 'sha384'],
  ['1.2.840.113549.1.1.13', 'sha512'],
  ['1.2.840.113549.1.1.14', 'sha224'],
  ['1.2.840.113549.1.1.15', 'sha512-224'],
  ['1.2.840.113549.1.1.16', 'sha512-256'],
  ['1.2.840.10045.4.3.1', 'sha224'],
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512'],
  ['2.16.840.1.101.3.4.3.1', 'sha224'],
  ['2.16.840.1.101.3.4.3.3', 'sha384'],
  ['2.16.840.1.101.3.4.3.4', 'sha512'],
  ['2.16.840.1.101.3.4.3.9', 'sha3-224'],
  ['2.16.840.1.101.3.4.3.10', 'sha3-256'],
  ['2.16.840.1.101.3.4.3.11', 'sha3-384'],
  ['2.16.840.1.101.3.4.3.12', 'sha3-512'],
  ['2.16.840.1.101.3.4.3.13', 'sha3-224'],
  ['2.16.840.1.101.3.4.3.14', 'sha3-256'],
  ['2.16.840.1.101.3.4.3.15', 'sha3-384'],
  ['2.16.840.1.101.3.4.3.16', 'sha3-512'],
])

/** RSASSA-PSS, whose hash stands in its parameters (RFC 4055 3.1). */
const rsassaPss = '1.2.840.113549.1.1.10'

const hashOfOid: ReadonlyMap<string, string> = new Map([
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
  ['2.16.840.1.101.3.4.2.5', 'sha512-224'],
  ['2.16.840.1.101.3.4.2.6', 'sha512-256'],
])

/**
 * The application data of channel bindings of type tls-server-end-point (RFC 5929 section 4): the name of the type and the hash of the
 * server's certificate.
 * @param certificate the server's certificate, DER
 * @throws SecurityError `malformed` when it is none
 */
export function tlsServerEndPoint(certificate: Uint8Array): Buffer {
  const hash = createHash(signatureHash(certificate)).update(certificate).digest()
  return Buffer.concat([Buffer.from('tls-server-end-point:', 'latin1'), hash])
}

/** The hash of the certificate's signatureAlgorithm, by its name in `node:crypto`; at least SHA-256 (RFC 5929 4.1). */
function signatureHash(certificate: Uint8Array): string {
  try {
    // Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue } (RFC 5280 4.1)
    const fields = new DerReader(certificate).read(derTag.sequence)
    fields.read(derTag.sequence)
    const algorithm = fields.read(derTag.sequence)
    fields.read(derTag.bitString)
    const oid = algorithm.objectIdentifier()
    if (oid !== rsassaPss) return hashOfSignature.get(oid) ?? 'sha256'
    const named = algorithm.optional(derTag.sequence)?.optional(derTag.context(0))?.read(derTag.sequence)
    return (named && hashOfOid.get(named.objectIdentifier())) ?? 'sha256'
  } catch (error) {
    if (error instanceof DerError) throw malformed(securityText('certificateForm', { offset: error.offset }), error)
    throw error
  }
}
