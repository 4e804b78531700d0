import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { hostname } from 'node:os'

const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1'])

/**
 * Tells whether a name in lower case is this server's: the loopback names, the address that it listens on, and for a server
 * that others reach the name of the machine and those of the certificate.
 */
export function ownNames(listensOn: string, certificate: string | undefined): (name: string) => boolean {
  const names = new Set([...loopbackNames, listensOn.toLowerCase()])
  if (certificate === undefined) return name => names.has(name)
  const found = new X509Certificate(certificate)
  names.add(hostname().toLowerCase())
  return name => names.has(name) || (isIP(name) ? found.checkIP(name) : found.checkHost(name)) !== undefined
}
