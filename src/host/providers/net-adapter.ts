import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import {
  adapterName,
  addressReader,
  interfacesOf,
  type NetworkInterface,
  type ReadAddresses,
} from './network-interface.js'

export interface NetAdapterOptions {
  readonly addresses?: ReadAddresses
}

/** IfOperStatus of RFC 2863 by the word of sysfs. */
const operationalStates: Readonly<Record<string, number>> = {
  up: 1,
  down: 2,
  testing: 3,
  unknown: 4,
  dormant: 5,
  notpresent: 6,
  lowerlayerdown: 7,
}
const adminStates = { up: 1, down: 2 } as const
const adapterStates = { started: 2, disabled: 3 } as const
const connectStates = { unknown: 0, connected: 1, disconnected: 2 } as const
const duplexStates: Readonly<Record<string, number>> = { half: 1, full: 2 }
/** Numbers of the IANA ifType registry by ARPHRD number: Ethernet, PPP, tunnels. */
const interfaceTypes: Readonly<Record<number, number>> = { 1: 6, 512: 23, 768: 131, 769: 131, 776: 131, 778: 131 }
const wireless = 71

/** MSFT_NetAdapter: the adapters that Win32_NetworkAdapter lists, as PowerShell's Get-NetAdapter asks for them. */
export function netAdapterProvider(machine: Machine, options: NetAdapterOptions = {}): ProviderRegistration {
  const { addresses = addressReader(machine) } = options

  function row(adapter: NetworkInterface, query: ProviderQuery): ProviderRow {
    const value = (file: string) => machine.value(`/sys/class/net/${adapter.name}/${file}`)
    const speed = query.wants('Speed') || query.wants('TransmitLinkSpeed') || query.wants('ReceiveLinkSpeed')
    const bits = speed ? adapter.speed : null
    const duplex = query.wants('FullDuplex') || query.wants('MediaDuplexState') ? value('duplex') : null
    const { mtu, isUp, isPhysical, macAddress } = adapter
    return {
      CreationClassName: 'MSFT_NetAdapter',
      DeviceID: String(adapter.index),
      SystemCreationClassName: 'Win32_ComputerSystem',
      SystemName: machine.hostName,
      Name: adapter.name,
      InterfaceName: adapter.name,
      InterfaceDescription: adapterName(adapter),
      InterfaceIndex: adapter.interfaceIndex,
      InterfaceType: adapter.isWireless ? wireless : interfaceTypes[adapter.hardwareType ?? -1],
      InterfaceAdminStatus: isUp === null ? null : isUp ? adminStates.up : adminStates.down,
      InterfaceOperationalStatus: operationalStates[value('operstate') ?? ''],
      MediaConnectState: connectState(adapter),
      State: isUp === null ? null : isUp ? adapterStates.started : adapterStates.disabled,
      NetworkAddresses: macAddress === null ? null : [macAddress.replaceAll(':', '')],
      MtuSize: mtu,
      ActiveMaximumTransmissionUnit: mtu === null ? null : BigInt(mtu),
      Speed: bits,
      TransmitLinkSpeed: bits,
      ReceiveLinkSpeed: bits,
      FullDuplex: duplex === 'full' ? true : duplex === 'half' ? false : null,
      MediaDuplexState: duplexStates[duplex ?? ''],
      Virtual: isPhysical === null ? null : !isPhysical,
      HardwareInterface: isPhysical,
      ConnectorPresent: isPhysical,
      // Nothing hides those that are listed.
      Hidden: false,
      DriverName: adapter.driver,
    }
  }

  return {
    classes: ['MSFT_NetAdapter'],
    namespace: 'root\\StandardCimv2',
    provider: {
      *enumerate(query) {
        for (const adapter of interfacesOf(machine, addresses)) yield row(adapter, query)
      },
    },
  }
}

function connectState({ hasCarrier }: NetworkInterface): number {
  if (hasCarrier === null) return connectStates.unknown
  return hasCarrier ? connectStates.connected : connectStates.disconnected
}
