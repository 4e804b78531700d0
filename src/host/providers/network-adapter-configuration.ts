import { hostname, type NetworkInterfaceInfo } from 'node:os'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { readDhcp } from './linux/dhcp.js'
import { readResolver } from './linux/resolver.js'
import { readDefaultRoutes } from './linux/routes.js'
import {
  type Addresses,
  adapterCaption,
  adapterName,
  addressReader,
  interfacesOf,
  type ReadAddresses,
} from './network-interface.js'

export interface NetworkAdapterConfigurationOptions {
  readonly addresses?: ReadAddresses
}

/**
 * Win32_NetworkAdapterConfiguration: the addresses and routes of the interfaces that Win32_NetworkAdapter lists. Name
 * resolution and the settings of TCP belong to the whole system and stand with every adapter that has an address.
 */
export function networkAdapterConfigurationProvider(
  machine: Machine,
  options: NetworkAdapterConfigurationOptions = {},
): ProviderRegistration {
  const { addresses = addressReader(machine) } = options

  function* rows(query: ProviderQuery): Generator<ProviderRow & { readonly Index: number }> {
    const known = addresses()
    const adapters = interfacesOf(machine, () => known)
    const routes = readDefaultRoutes(machine)
    const shared = sharedColumns(machine, query)
    for (const adapter of adapters) {
      const own = known && addressesOf(known, adapter.name)
      const gateways = routes.filter(route => route.interfaceName === adapter.name)
      const metrics = gateways.map(({ metric }) => metric)
      const dhcp = readDhcp(machine, adapter.name, adapter.index)
      yield {
        Index: adapter.index,
        InterfaceIndex: adapter.interfaceIndex,
        Caption: adapterCaption(adapter),
        Description: adapterName(adapter),
        ServiceName: adapter.driver,
        MACAddress: adapter.macAddress,
        MTU: adapter.mtu,
        IPEnabled: own && own.length > 0,
        IPAddress: listOrNull(own?.map(({ address }) => address)),
        IPSubnet: listOrNull(own?.map(subnetOf)),
        DefaultIPGateway: listOrNull(gateways.map(({ gateway }) => gateway)),
        // The metrics of Windows have 16 bits; those of Linux that do not fit are not told.
        GatewayCostMetric: metrics.every(metric => metric <= 0xffff) ? listOrNull(metrics) : null,
        DHCPEnabled: dhcp.enabled,
        DHCPServer: dhcp.server,
        ...(own?.length ? shared : null),
      }
    }
  }

  return {
    classes: ['Win32_NetworkAdapterConfiguration'],
    provider: {
      enumerate: rows,
      get(keys, query) {
        for (const row of rows(query)) if (row.Index === keys.Index) return row
        return null
      },
    },
  }
}

/** IPv4 before IPv6, as Windows lists them. An address with a label of its own (`eth0:1`) belongs to the interface. */
function addressesOf(known: Addresses, name: string): readonly NetworkInterfaceInfo[] {
  const all = Object.entries(known).flatMap(([label, infos = []]) => (label.replace(/:.*$/, '') === name ? infos : []))
  return [...all.filter(({ family }) => family === 'IPv4'), ...all.filter(({ family }) => family !== 'IPv4')]
}

/** The mask of an IPv4 address, the length of the prefix of an IPv6 address. */
function subnetOf({ family, netmask, cidr }: NetworkInterfaceInfo): string {
  return family === 'IPv4' ? netmask : (cidr?.split('/')[1] ?? '')
}

function listOrNull<T>(values: readonly T[] | undefined): readonly T[] | null {
  return values?.length ? values : null
}

/** Columns that the kernel keeps in one file each, the number by which to multiply for WMI's unit, and their highest value. */
const settings = [
  ['DefaultTTL', 'ip_default_ttl', 1, 0xff],
  ['KeepAliveTime', 'tcp_keepalive_time', 1000, 0xffffffff],
  ['KeepAliveInterval', 'tcp_keepalive_intvl', 1000, 0xffffffff],
  ['TcpMaxConnectRetransmissions', 'tcp_syn_retries', 1, 0xffffffff],
  ['TcpMaxDataRetransmissions', 'tcp_retries2', 1, 0xffffffff],
] as const

function sharedColumns(machine: Machine, query: ProviderQuery): ProviderRow {
  const resolver = readResolver(machine)
  const columns: Record<string, unknown> = {
    DNSHostName: hostName(machine),
    DNSDomain: resolver.domain,
    DNSDomainSuffixSearchOrder: resolver.search,
    DNSServerSearchOrder: resolver.servers,
  }
  for (const [column, file, factor, highest] of settings) {
    const text = query.wants(column) ? machine.value(`/proc/sys/net/ipv4/${file}`) : null
    const value = /^\d+$/.test(text ?? '') ? Number(text) * factor : Number.NaN
    columns[column] = value <= highest ? value : null
  }
  return columns
}

/** The name of the host as the system spells it, without its domain. */
function hostName(machine: Machine): string | null {
  const name =
    machine.value('/proc/sys/kernel/hostname') ?? machine.value('/etc/hostname') ?? (machine.isReal ? hostname() : null)
  return name?.replace(/\..*$/s, '') || null
}
