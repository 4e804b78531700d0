import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { networkAdapterConfigurationProvider } from '../../../src/host/providers/network-adapter-configuration.js'
import type { Addresses } from '../../../src/host/providers/network-interface.js'
import { providerGet, providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const v4 = (address: string, netmask: string) =>
  ({ address, netmask, family: 'IPv4', mac: '', internal: false, cidr: null }) as const
const v6 = (cidr: string, scopeid = 0) =>
  ({ address: cidr.replace(/\/.*/, ''), netmask: '', family: 'IPv6', mac: '', internal: false, cidr, scopeid }) as const

const served: Addresses = {
  lo: [v4('127.0.0.1', '255.0.0.0')],
  eno1: [v6('2001:db8::15/64'), v4('10.0.2.15', '255.255.255.0'), v6('fe80::3eec:efff:fe12:3456/64', 2)],
  'eno1:1': [v4('10.0.2.16', '255.255.255.255')],
  docker0: [v4('172.17.0.1', '255.255.0.0')],
}

describe('Win32_NetworkAdapterConfiguration of the server', () => {
  const provider = networkAdapterConfigurationProvider(treeMachine('server'), { addresses: () => served })

  test('tells an adapter in full', async () => {
    const [card] = await providerRows(provider)
    expect(card).toEqual({
      Index: 2,
      InterfaceIndex: 2,
      Caption: '[00000002] Ethernet Controller 10-Gigabit X540-AT2',
      Description: 'Ethernet Controller 10-Gigabit X540-AT2',
      ServiceName: 'ixgbe',
      MACAddress: '3C:EC:EF:12:34:56',
      MTU: 9000,
      IPEnabled: true,
      IPAddress: ['10.0.2.15', '10.0.2.16', '2001:db8::15', 'fe80::3eec:efff:fe12:3456'],
      IPSubnet: ['255.255.255.0', '255.255.255.255', '64', '64'],
      DefaultIPGateway: ['10.0.2.2', '10.0.2.1', 'fe80::2a0:ffff:fe00:1d'],
      GatewayCostMetric: [50, 100, 1024],
      DHCPEnabled: true,
      DHCPServer: '10.0.2.2',
      DNSHostName: 'Sql01',
      DNSDomain: null,
      DNSDomainSuffixSearchOrder: ['example.com', 'corp.example.com'],
      DNSServerSearchOrder: ['10.0.2.3', '2001:db8::53'],
      DefaultTTL: 64,
      KeepAliveTime: 7_200_000,
      KeepAliveInterval: 75_000,
      TcpMaxConnectRetransmissions: 6,
      TcpMaxDataRetransmissions: 15,
    })
  })

  test('an adapter without address is not enabled and resolves nothing', async () => {
    const rows = await providerRows(provider)
    const [, bare] = rows
    expect(rows.map(row => [row.Index, row.IPEnabled])).toEqual([
      [2, true],
      [3, false],
      [4, false],
      [5, true],
      [9, false],
    ])
    expect([
      bare?.IPAddress,
      bare?.IPSubnet,
      bare?.DefaultIPGateway,
      bare?.DHCPEnabled,
      bare?.DNSServerSearchOrder,
    ]).toEqual([null, null, null, null, undefined])
  })

  test('a default route without gateway, or one that refuses, is no gateway', async () => {
    const rows = await providerRows(provider)
    expect(rows.filter(row => row.DefaultIPGateway !== null).map(row => row.Index)).toEqual([2])
  })

  test('gets a configuration by its number', async () => {
    expect((await providerGet(provider, { Index: 5 }))?.IPAddress).toEqual(['172.17.0.1'])
    expect(await providerGet(provider, { Index: 1 })).toBeNull()
  })

  test('without anyone to tell addresses nothing is said of them', async () => {
    const [card] = await providerRows(networkAdapterConfigurationProvider(treeMachine('server')))
    expect([card?.IPEnabled, card?.IPAddress, card?.IPSubnet]).toEqual([null, null, null])
  })
})

test('Win32_NetworkAdapterConfiguration of the container', async () => {
  const addresses = () => ({ eth0: [v4('172.17.0.2', '255.255.0.0')] })
  const [row, ...others] = await providerRows(
    networkAdapterConfigurationProvider(treeMachine('container'), { addresses }),
  )
  expect(others).toEqual([])
  expect(row).toMatchObject({
    Index: 14,
    Description: 'eth0',
    DefaultIPGateway: ['172.17.0.1'],
    GatewayCostMetric: [0],
    DHCPEnabled: null,
    DNSServerSearchOrder: ['10.96.0.10'],
    DNSDomainSuffixSearchOrder: ['build.svc.cluster.local', 'svc.cluster.local'],
    DefaultTTL: null,
  })
})

test('Win32_NetworkAdapterConfiguration of the board: interfaces(5) tells who asks DHCP', async () => {
  const addresses = () => ({
    eth0: [v4('192.168.178.20', '255.255.255.0')],
    wlan0: [v4('192.168.178.21', '255.255.255.0')],
  })
  const rows = await providerRows(networkAdapterConfigurationProvider(treeMachine('arm'), { addresses }))
  expect(
    rows.map(row => [row.Index, row.DHCPEnabled, row.DefaultIPGateway, row.DNSDomain, row.DNSServerSearchOrder]),
  ).toEqual([
    [2, false, ['192.168.178.1'], 'fritz.box', ['192.168.178.1']],
    [3, true, null, 'fritz.box', ['192.168.178.1']],
  ])
})

describe('Win32_NetworkAdapterConfiguration', () => {
  const root = mkdtempSync(join(tmpdir(), 'wmilink-net-'))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const machine = new Machine({ root, platform: 'linux', hostName: 'x' })
  const only = async () =>
    (
      await providerRows(
        networkAdapterConfigurationProvider(machine, {
          addresses: () => ({ eth0: [v4('192.0.2.1', '255.255.255.0')] }),
        }),
      )
    )[0]

  test('broken files tell nothing', async () => {
    put('sys/class/net/eth0/ifindex', '2\n')
    put('sys/class/net/eth1/ifindex', 'two\n')
    put('sys/class/net/eth0/mtu', '\n')
    put('proc/net/route', 'Iface\neth0\t00000000\neth0\t00000000\tZZ\t0003\t0\t0\t0\t00000000\n')
    put('proc/net/ipv6_route', `x\n\n${'0'.repeat(32)} 00 x 00 nonsense 0 0 0 00000003 eth0\n`)
    put('etc/resolv.conf', 'nameserver\nsearch .\n\0\n')
    put('proc/sys/net/ipv4/ip_default_ttl', 'many\n')
    expect(await only()).toMatchObject({
      Index: 2,
      MTU: null,
      DefaultIPGateway: null,
      GatewayCostMetric: null,
      DNSServerSearchOrder: null,
      DNSDomainSuffixSearchOrder: null,
      DNSHostName: null,
      DefaultTTL: null,
    })
  })

  test('a metric that 16 bits do not hold is left out with the others', async () => {
    put(
      'proc/net/ipv6_route',
      `${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00 20010db8000000000000000000000001 00020000 1 0 00000003 eth0\n`,
    )
    expect(await only()).toMatchObject({ DefaultIPGateway: ['2001:db8::1'], GatewayCostMetric: null })
  })

  test.skipIf(process.platform !== 'linux')('on this machine the addresses are those of node:os', async () => {
    const rows = await providerRows(networkAdapterConfigurationProvider(new Machine()))
    const told = rows.flatMap(row => (Array.isArray(row.IPAddress) ? row.IPAddress : [])).sort()
    const real = Object.values(networkInterfaces()).flatMap(infos => infos?.filter(({ internal }) => !internal) ?? [])
    expect(told).toEqual(real.map(({ address }) => address).sort())
  })
})
