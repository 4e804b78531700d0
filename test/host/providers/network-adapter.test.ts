import { existsSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { networkAdapterProvider } from '../../../src/host/providers/network-adapter.js'
import type { Addresses } from '../../../src/host/providers/network-interface.js'
import { providerGet, providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const columns = ['DeviceID', 'NetConnectionID', 'MACAddress', 'NetConnectionStatus', 'NetEnabled', 'Speed'] as const
const pick = (row: Readonly<Record<string, unknown>>) => columns.map(name => row[name] ?? null)

describe('Win32_NetworkAdapter of the server', () => {
  const provider = networkAdapterProvider(treeMachine('server'))

  test('lists the interfaces by number, without the loopback', async () => {
    expect((await providerRows(provider)).map(pick)).toEqual([
      ['2', 'eno1', '3C:EC:EF:12:34:56', 2, true, 10_000_000_000n],
      ['3', 'eno2', '3C:EC:EF:12:34:57', 7, true, null],
      ['4', 'wlp5s0', 'A0:B1:C2:D3:E4:F5', 0, false, null],
      ['5', 'docker0', '02:42:AC:11:00:01', 2, true, 10_000_000_000n],
      ['9', 'tun0', null, 2, true, null],
    ])
  })

  test('tells a card in full', async () => {
    const [card] = await providerRows(provider)
    expect(card).toEqual({
      DeviceID: '2',
      Index: 2,
      InterfaceIndex: 2,
      Name: 'Ethernet Controller 10-Gigabit X540-AT2',
      Caption: '[00000002] Ethernet Controller 10-Gigabit X540-AT2',
      Description: 'Ethernet Controller 10-Gigabit X540-AT2',
      ProductName: 'Ethernet Controller 10-Gigabit X540-AT2',
      Manufacturer: 'Intel Corporation',
      CreationClassName: 'Win32_NetworkAdapter',
      SystemCreationClassName: 'Win32_ComputerSystem',
      SystemName: 'SQL01',
      NetConnectionID: 'eno1',
      NetConnectionStatus: 2,
      NetEnabled: true,
      Installed: true,
      MACAddress: '3C:EC:EF:12:34:56',
      AdapterType: 'Ethernet 802.3',
      AdapterTypeID: 0,
      PhysicalAdapter: true,
      ServiceName: 'ixgbe',
      Speed: 10_000_000_000n,
    })
  })

  test('knows cards, wireless cards, bridges and tunnels apart', async () => {
    const rows = await providerRows(provider)
    expect(rows.map(row => [row.Name, row.PhysicalAdapter, row.AdapterTypeID ?? null, row.ServiceName])).toEqual([
      ['Ethernet Controller 10-Gigabit X540-AT2', true, 0, 'ixgbe'],
      ['eno2', true, 0, 'ixgbe'],
      ['wlp5s0', true, 9, 'iwlwifi'],
      ['docker0', false, 0, null],
      ['tun0', false, null, null],
    ])
  })

  test('gets an adapter by its number', async () => {
    expect((await providerGet(provider, { DeviceID: '5' }))?.NetConnectionID).toBe('docker0')
    expect(await providerGet(provider, { DeviceID: '1' })).toBeNull()
    expect(await providerGet(provider, { DeviceID: 'eno1' })).toBeNull()
  })
})

test('Win32_NetworkAdapter of the container: one end of a cable made by software', async () => {
  const rows = await providerRows(networkAdapterProvider(treeMachine('container')))
  expect(rows.map(pick)).toEqual([['14', 'eth0', '02:42:AC:11:00:02', 2, true, 10_000_000_000n]])
  expect(rows[0]?.PhysicalAdapter).toBe(false)
})

test('Win32_NetworkAdapter of the board: devices that are on no PCI bus', async () => {
  const rows = await providerRows(networkAdapterProvider(treeMachine('arm')))
  expect(rows.map(row => [row.Name, row.PhysicalAdapter, row.ServiceName, row.NetConnectionStatus])).toEqual([
    ['eth0', true, 'bcmgenet', 2],
    ['wlan0', true, 'brcmfmac', 7],
  ])
})

test('elsewhere than on Linux, node:os tells what it can', async () => {
  const at = { netmask: '255.255.255.0', cidr: null, internal: false } as const
  const told: Addresses = {
    lo0: [{ ...at, address: '127.0.0.1', family: 'IPv4', mac: '00:00:00:00:00:00', internal: true }],
    en0: [
      { ...at, address: 'fe80::1', family: 'IPv6', mac: 'f0:18:98:0a:0b:0c', scopeid: 6 },
      { ...at, address: '192.0.2.7', family: 'IPv4', mac: 'f0:18:98:0a:0b:0c' },
    ],
    utun3: [{ ...at, address: '198.51.100.9', family: 'IPv4', mac: '00:00:00:00:00:00' }],
  }
  const machine = treeMachine('container', { platform: 'darwin' })
  const rows = await providerRows(networkAdapterProvider(machine, { addresses: () => told }))
  expect(rows.map(row => [row.DeviceID, row.Index, row.InterfaceIndex, row.Name, row.MACAddress, row.Speed])).toEqual([
    ['2', 2, 6, 'en0', 'F0:18:98:0A:0B:0C', null],
    ['3', 3, null, 'utun3', null, null],
  ])
})

test.skipIf(!existsSync('/sys/class/net/lo'))(
  'on this machine every interface with an outside address is listed',
  async () => {
    const rows = await providerRows(networkAdapterProvider(new Machine()))
    const outside = Object.entries(networkInterfaces()).filter(([, infos]) => infos?.some(({ internal }) => !internal))
    for (const [label, infos] of outside) {
      const name = label.replace(/:.*$/, '')
      const index = Number(readFileSync(`/sys/class/net/${name}/ifindex`, 'utf8'))
      expect(rows).toContainEqual(expect.objectContaining({ NetConnectionID: name, Index: index, NetEnabled: true }))
      const mac = infos?.[0]?.mac.toUpperCase()
      if (mac !== '00:00:00:00:00:00') expect(rows.find(row => row.Index === index)?.MACAddress).toBe(mac)
    }
    expect(rows.map(row => row.NetConnectionID)).not.toContain('lo')
  },
)
