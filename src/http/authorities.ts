import { existsSync, readFileSync } from 'node:fs'
import * as tls from 'node:tls'

/** Where distributions keep the bundle of the authorities that the administrator trusts. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

let known: readonly string[] | undefined

/** The authorities that this machine trusts, as PEM: those of Node, of the system and of NODE_EXTRA_CA_CERTS. Read once. */
export function systemAuthorities(): readonly string[] {
  known ??= [...new Set(readAuthorities().map(pem => pem.replaceAll('\r', '').trim()))]
  return known
}

function readAuthorities(): string[] {
  // From Node 22.15 on.
  const given: unknown = Reflect.get(tls, 'getCACertificates')
  if (typeof given === 'function')
    return ['default', 'system'].flatMap(kind => {
      const found: unknown = given(kind)
      return Array.isArray(found) ? found.filter(pem => typeof pem === 'string') : []
    })
  const files = [process.env.SSL_CERT_FILE ?? bundles.find(existsSync), process.env.NODE_EXTRA_CA_CERTS]
  return [...tls.rootCertificates, ...files.flatMap(certificatesOf)]
}

/** The certificates of a file; a file that cannot be read has none, so that what it would allow is refused. */
function certificatesOf(file: string | undefined): string[] {
  if (!file) return []
  try {
    return readFileSync(file, 'latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  } catch {
    return []
  }
}
