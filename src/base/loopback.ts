import { isIP } from 'node:net'

/** True for an address that only this machine reaches. A name other than localhost counts as reachable from afar. */
export function isLoopback(address: string): boolean {
  const bare = address.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  if (isIP(bare) === 4) return bare.startsWith('127.')
  return bare === '::1' || bare === 'localhost'
}
