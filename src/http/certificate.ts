import { createHash, X509Certificate } from 'node:crypto'
import { ArgumentError } from '../base/errors.js'
import { httpText } from '../base/texts/http.js'

/** Hashes of a certificate in lower-case hexadecimal, without colons. */
export interface Fingerprints {
  /** What Windows calls the thumbprint. */
  readonly sha1: string
  readonly sha256: string
}

/** @param der the certificate, DER */
export function certificateFingerprints(der: Uint8Array): Fingerprints {
  const hash = (algorithm: string) => createHash(algorithm).update(der).digest('hex')
  return { sha1: hash('sha1'), sha256: hash('sha256') }
}

/** What a person wants to know of a certificate. */
export interface CertificateFacts extends Fingerprints {
  readonly subject: string
  readonly issuer: string
  /** Subject alternative names, such as `DNS:sql01`. */
  readonly names: string
  /** As OpenSSL writes it: `Nov 23 21:00:00 2026 GMT`. */
  readonly validFrom: string
  readonly validTo: string
}

/** @param der the certificate, DER; parts of one that cannot be read are empty */
export function certificateFacts(der: Uint8Array): CertificateFacts {
  let certificate: X509Certificate | undefined
  try {
    certificate = new X509Certificate(der)
  } catch {
    // Not one that OpenSSL reads: its fingerprints are all there is to tell.
  }
  return {
    subject: oneLine(certificate?.subject),
    issuer: oneLine(certificate?.issuer),
    names: oneLine(certificate?.subjectAltName),
    validFrom: certificate?.validFrom ?? '',
    validTo: certificate?.validTo ?? '',
    ...certificateFingerprints(der),
  }
}

/** Whether a fingerprint (see {@link readFingerprint}) is that of a certificate. */
export function isPinned(der: Uint8Array, fingerprint: string): boolean {
  const { sha1, sha256 } = certificateFingerprints(der)
  return fingerprint === (fingerprint.length === sha1.length ? sha1 : sha256)
}

/** SHA-1 or SHA-256 in lower-case hexadecimal. @throws ArgumentError */
export function readFingerprint(text: string): string {
  // Windows' dialogue puts an invisible left-to-right mark in front.
  const digits = text.replace(/[\s:\u200e]/g, '').toLowerCase()
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(digits))
    throw new ArgumentError(httpText('fingerprintForm'), { hint: httpText('fingerprintFormHint') })
  return digits
}

/** Names come one a line; nothing in them may control a terminal. */
function oneLine(text = ''): string {
  return text.replaceAll('\n', ', ').replace(/\p{Cc}/gu, '�')
}
