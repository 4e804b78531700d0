import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import {
  adapterCaption,
  adapterName,
  addressReader,
  interfacesOf,
  type NetworkInterface,
  type ReadAddresses,
} from './network-interface.js'

export interface NetworkAdapterOptions {
  readonly addresses?: ReadAddresses
}

/** AdapterType and AdapterTypeID of the WMI SDK by ARPHRD number. */
const adapterTypes: Readonly<Record<number, readonly [type: string, id: number]>> = {
  1: ['Ethernet 802.3', 0],
  6: ['Token Ring 802.5', 1],
  7: ['ARCNET (raw)', 6],
  19: ['ATM', 8],
  24: ['1394', 13],
  512: ['Wide Area Network (WAN)', 3],
  774: ['Fiber Distributed Data Interface (FDDI)', 2],
  783: ['Infrared Wireless', 10],
  800: ['Token Ring 802.5', 1],
  801: ['Wireless', 9],
}
const wireless = 801

const connectionStatus = { disconnected: 0, connected: 2, mediaDisconnected: 7 } as const

/**
 * Win32_NetworkAdapter: the interfaces of the system but the loopback. DeviceID, Index and InterfaceIndex are the interface's
 * number; NetConnectionID is its name; Name is the product's where the system's hardware database knows it.
 */
export function networkAdapterProvider(machine: Machine, options: NetworkAdapterOptions = {}): ProviderRegistration {
  const { addresses = addressReader(machine) } = options

  function row(adapter: NetworkInterface, query: ProviderQuery): ProviderRow {
    const name = adapterName(adapter)
    const [type, id] = adapterTypes[adapter.isWireless ? wireless : (adapter.hardwareType ?? 0)] ?? []
    return {
      DeviceID: String(adapter.index),
      Index: adapter.index,
      InterfaceIndex: adapter.interfaceIndex,
      Name: name,
      Caption: adapterCaption(adapter),
      Description: name,
      ProductName: adapter.product,
      Manufacturer: adapter.manufacturer,
      CreationClassName: 'Win32_NetworkAdapter',
      SystemCreationClassName: 'Win32_ComputerSystem',
      SystemName: machine.hostName,
      NetConnectionID: adapter.name,
      NetConnectionStatus: query.wants('NetConnectionStatus') ? statusOf(adapter) : null,
      NetEnabled: adapter.isUp,
      Installed: true,
      MACAddress: adapter.macAddress,
      AdapterType: type,
      AdapterTypeID: id,
      PhysicalAdapter: adapter.isPhysical,
      ServiceName: adapter.driver,
      Speed: query.wants('Speed') ? adapter.speed : null,
    }
  }

  return {
    classes: ['Win32_NetworkAdapter'],
    provider: {
      *enumerate(query) {
        for (const adapter of interfacesOf(machine, addresses)) yield row(adapter, query)
      },
      get(keys, query) {
        const adapter = interfacesOf(machine, addresses).find(({ index }) => String(index) === keys.DeviceID)
        return adapter ? row(adapter, query) : null
      },
    },
  }
}

function statusOf(adapter: NetworkInterface): number | null {
  if (adapter.isUp === false) return connectionStatus.disconnected
  if (adapter.hasCarrier === null) return null
  return adapter.hasCarrier ? connectionStatus.connected : connectionStatus.mediaDisconnected
}
