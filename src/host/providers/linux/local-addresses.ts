// The addresses of the machine itself: /proc/net/if_inet6, and for IPv4 /proc/net/fib_trie with the routes to say where they are.
import type { Machine } from '../../machine.js'
import { address6 } from './hex-address.js'
import { readRoutes4 } from './routes.js'

export interface LocalAddress {
  readonly address: string
  readonly prefix: number
  readonly interfaceName: string
  /** IFA_F_ flags of if_addr.h; null where they are not told. */
  readonly flags: number | null
}

/** The IPv6 addresses of all interfaces, the loopback's too. */
export function localAddresses6(machine: Machine): LocalAddress[] {
  return (machine.text('/proc/net/if_inet6') ?? '').split('\n').flatMap(line => {
    const [hex = '', , prefixHex = '', , flagsHex = '', interfaceName] = line.trim().split(/\s+/)
    const address = address6(hex)
    const [prefix, flags] = [prefixHex, flagsHex].map(text =>
      /^[0-9a-f]{1,8}$/i.test(text) ? Number.parseInt(text, 16) : null,
    )
    return !address || !interfaceName || prefix == null || prefix > 128 || flags == null
      ? []
      : { address, prefix, interfaceName, flags }
  })
}

/** The IPv4 addresses that lie in a network which an interface reaches itself. The loopback has its own network. */
export function localAddresses4(machine: Machine): LocalAddress[] {
  const networks = readRoutes4(machine)
    .filter(({ gateway, prefix }) => gateway === '0.0.0.0' && prefix > 0)
    .map(({ destination, prefix, interfaceName }) => ({ network: numberOf(destination), prefix, interfaceName }))
  networks.push({ network: 0x7f00_0000, prefix: 8, interfaceName: 'lo' })
  networks.sort((a, b) => b.prefix - a.prefix)
  const found = new Set<string>()
  const trie = machine.text('/proc/net/fib_trie') ?? ''
  for (const [, address = ''] of trie.matchAll(/\|-- ([\d.]{7,15})\n\s+\/32 host LOCAL$/gm)) found.add(address)
  return [...found].flatMap(address => {
    const number = numberOf(address)
    const home = networks.find(({ network, prefix }) => number >>> (32 - prefix) === network >>> (32 - prefix))
    return home ? { address, prefix: home.prefix, interfaceName: home.interfaceName, flags: null } : []
  })
}

function numberOf(address: string): number {
  return address.split('.').reduce((all, each) => ((all << 8) | Number(each)) >>> 0, 0)
}
