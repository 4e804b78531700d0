import { isIPv6 } from 'node:net'
import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { prefixLength } from './linux/hex-address.js'
import { interfaceIndexes } from './linux/interface-indexes.js'
import { type LocalAddress, localAddresses4, localAddresses6 } from './linux/local-addresses.js'
import { addressFamilies, stores } from './net-values.js'
import { type Addresses, addressReader, type ReadAddresses } from './network-interface.js'

export interface NetIPAddressOptions {
  readonly addresses?: ReadAddresses
}

const unicast = 1
/** ProtocolIFType of CIM_ProtocolEndpoint. */
const protocols = { ipv4: 4096, ipv6: 4097 } as const
const origins = { wellKnown: 2, random: 5 } as const
const states = { tentative: 1, duplicate: 2, deprecated: 3, preferred: 4 } as const
/** IFA_F_ flags of if_addr.h. */
const flags = { temporary: 0x01, duplicate: 0x08, deprecated: 0x20, tentative: 0x40 } as const

/**
 * MSFT_NetIPAddress: the addresses of all interfaces, the loopback's too. IPv4 comes from node:os, IPv6 from the kernel's
 * table, which also tells its state.
 */
export function netIPAddressProvider(machine: Machine, options: NetIPAddressOptions = {}): ProviderRegistration {
  const { addresses = addressReader(machine) } = options

  function* rows(): Generator<ProviderRow> {
    const indexes = interfaceIndexes(machine)
    for (const each of localAddresses(machine, addresses())) yield rowOf(each, indexes.get(each.interfaceName) ?? null)
  }

  function rowOf({ address, prefix, interfaceName, flags: bits }: LocalAddress, index: number | null): ProviderRow {
    const isV6 = isIPv6(address)
    const isLinkLocal = isV6 && /^fe[89ab]/i.test(address)
    const isLoopback = address === '::1' || /^127\./.test(address)
    const name = `${interfaceName}++${address}`
    return {
      Name: name,
      InstanceID: name,
      CreationClassName: 'MSFT_NetIPAddress',
      SystemCreationClassName: 'Win32_ComputerSystem',
      SystemName: machine.hostName,
      Caption: address,
      InterfaceAlias: interfaceName,
      InterfaceIndex: index,
      // The same link-local address can be on every link.
      IPAddress: isLinkLocal && index !== null ? `${address}%${index}` : address,
      IPv4Address: isV6 ? null : address,
      IPv6Address: isV6 ? address : null,
      AddressFamily: isV6 ? addressFamilies.ipv6 : addressFamilies.ipv4,
      ProtocolIFType: isV6 ? protocols.ipv6 : protocols.ipv4,
      PrefixLength: prefix,
      Type: unicast,
      Store: stores.active,
      PrefixOrigin: isLoopback || isLinkLocal ? origins.wellKnown : null,
      SuffixOrigin: isLoopback
        ? origins.wellKnown
        : bits !== null && (bits & flags.temporary) !== 0
          ? origins.random
          : null,
      AddressState: bits === null ? null : stateOf(bits),
    }
  }

  return {
    classes: ['MSFT_NetIPAddress'],
    namespace: 'root\\StandardCimv2',
    provider: { enumerate: rows },
  }
}

function stateOf(bits: number): number {
  if ((bits & flags.duplicate) !== 0) return states.duplicate
  if ((bits & flags.tentative) !== 0) return states.tentative
  return (bits & flags.deprecated) !== 0 ? states.deprecated : states.preferred
}

/** Each once. */
function localAddresses(machine: Machine, known: Addresses | null): Iterable<LocalAddress> {
  const isLinux = machine.platform === 'linux'
  const told = known ? toldByNode(known) : localAddresses4(machine)
  const kernel = isLinux ? localAddresses6(machine) : []
  const found = new Map<string, LocalAddress>()
  for (const each of [...told.filter(({ address }) => !isIPv6(address) || kernel.length === 0), ...kernel])
    found.set(`${each.interfaceName}++${each.address}`, each)
  return found.values()
}

/** An address with a label of its own (`eth0:1`) belongs to the interface. */
function toldByNode(known: Addresses): LocalAddress[] {
  return Object.entries(known).flatMap(([label, infos = []]) =>
    infos.flatMap(({ address, netmask, family, cidr }) => {
      const prefix = family === 'IPv4' ? prefixLength(netmask) : Number(cidr?.split('/')[1] ?? Number.NaN)
      return prefix === null || Number.isNaN(prefix)
        ? []
        : { address: address.replace(/%.*$/, ''), prefix, interfaceName: label.replace(/:.*$/, ''), flags: null }
    }),
  )
}
