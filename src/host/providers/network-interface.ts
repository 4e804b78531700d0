import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import type { Machine } from '../machine.js'
import { readLinuxInterfaces } from './linux/network-interfaces.js'

/** A network interface as the system tells it; null is what it does not tell. The loopback is not one, as on Windows. */
export interface NetworkInterface {
  /** The system's own name, such as `eth0`. */
  readonly name: string
  /** The number by which WMI knows the adapter. */
  readonly index: number
  /** The number by which the network stack knows it. */
  readonly interfaceIndex: number | null
  /** Upper case with colons. */
  readonly macAddress: string | null
  /** ARPHRD number: if_arp.h. */
  readonly hardwareType: number | null
  readonly isWireless: boolean
  /** Switched on by the administrator. */
  readonly isUp: boolean | null
  readonly hasCarrier: boolean | null
  /** Bits per second. */
  readonly speed: bigint | null
  readonly mtu: number | null
  /** Backed by a device of a bus, rather than made by software. */
  readonly isPhysical: boolean | null
  readonly driver: string | null
  readonly manufacturer: string | null
  readonly product: string | null
}

/** Addresses by interface, as node:os tells them. */
export type Addresses = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** Null where the machine is not the one we run on. */
export type ReadAddresses = () => Addresses | null

/** How the addresses of a machine are learned: from node:os, for the machine we run on. */
export function addressReader(machine: Machine): ReadAddresses {
  return () => {
    if (!machine.isReal) return null
    try {
      return networkInterfaces()
    } catch {
      // Some sandboxes refuse the system call.
      return null
    }
  }
}

/** The interfaces by index. Off Linux they are those that have an address, numbered in the order of node:os. */
export function interfacesOf(machine: Machine, addresses: ReadAddresses): readonly NetworkInterface[] {
  return machine.platform === 'linux' ? readLinuxInterfaces(machine) : fromAddresses(addresses() ?? {})
}

function fromAddresses(addresses: Addresses): NetworkInterface[] {
  return Object.entries(addresses).flatMap(([name, infos = []], position) => {
    const [first] = infos
    if (!first || first.internal) return []
    const scope = infos.find(info => info.family === 'IPv6' && info.scopeid > 0)
    return {
      name,
      index: position + 1,
      interfaceIndex: scope?.family === 'IPv6' ? scope.scopeid : null,
      macAddress: /[1-9a-f]/i.test(first.mac) ? first.mac.toUpperCase() : null,
      hardwareType: null,
      isWireless: false,
      isUp: true,
      hasCarrier: null,
      speed: null,
      mtu: null,
      isPhysical: null,
      driver: null,
      manufacturer: null,
      product: null,
    }
  })
}

/** What people call the adapter: its product name where the system knows it, else the interface's name. */
export function adapterName(adapter: NetworkInterface): string {
  return adapter.product ?? adapter.name
}

/** `[00000002] eth0`, as WMI captions adapters. */
export function adapterCaption(adapter: NetworkInterface): string {
  return `[${String(adapter.index).padStart(8, '0')}] ${adapterName(adapter)}`
}
