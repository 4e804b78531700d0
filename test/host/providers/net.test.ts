import { mkdirSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WmiHost } from '../../../src/host/host.js'
import { Machine } from '../../../src/host/machine.js'
import { ip4RouteTableProvider } from '../../../src/host/providers/ip4-route-table.js'
import { netAdapterProvider } from '../../../src/host/providers/net-adapter.js'
import { netIPAddressProvider } from '../../../src/host/providers/net-ip-address.js'
import { netRouteProvider } from '../../../src/host/providers/net-route.js'
import { netTCPConnectionProvider } from '../../../src/host/providers/net-tcp-connection.js'
import { netUDPEndpointProvider } from '../../../src/host/providers/net-udp-endpoint.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'
import { type Tree, treeMachine } from '../trees.js'

const server = treeMachine('server')
const machineWith = machineMaker()

test('Win32_IP4RouteTable tells the routes in use, each once', async () => {
  const rows = await providerRows(ip4RouteTableProvider(server))
  expect(rows.map(row => [row.Destination, row.Mask, row.NextHop, row.InterfaceIndex, row.Metric1, row.Type])).toEqual([
    ['0.0.0.0', '0.0.0.0', '10.0.2.1', 2, 100, 4],
    ['0.0.0.0', '0.0.0.0', '10.0.2.2', 2, 50, 4],
    ['10.0.2.0', '255.255.255.0', '0.0.0.0', 2, 100, 3],
    ['172.17.0.0', '255.255.0.0', '0.0.0.0', 5, 0, 3],
    ['0.0.0.0', '0.0.0.0', '0.0.0.0', 9, 700, 3],
  ])
})

test('MSFT_NetRoute tells those of IPv6 too', async () => {
  const rows = await providerRows(netRouteProvider(server))
  expect(
    rows.map(row => [row.DestinationPrefix, row.NextHop, row.InterfaceAlias, row.RouteMetric, row.AddressFamily]),
  ).toEqual(
    expect.arrayContaining([
      ['10.0.2.0/24', '0.0.0.0', 'eno1', 100, 2],
      ['2001:db8::/64', '::', 'eno1', 100, 23],
      ['::/0', 'fe80::2a0:ffff:fe00:1d', 'eno1', 1024, 23],
    ]),
  )
  const wmi = new WmiHost({ machine: server }).connect('root\\StandardCimv2')
  const defaults = await wmi.query("SELECT * FROM MSFT_NetRoute WHERE DestinationPrefix = '0.0.0.0/0'").toArray()
  expect(defaults.map(row => row.NextHop)).toEqual(['10.0.2.1', '10.0.2.2', '0.0.0.0'])
})

describe('MSFT_NetIPAddress', () => {
  const columns = ['InterfaceAlias', 'InterfaceIndex', 'IPAddress', 'PrefixLength', 'AddressFamily', 'AddressState']
  const pick = (row: Readonly<Record<string, unknown>>) => columns.map(name => row[name] ?? null)

  test('of the tables of the kernel', async () => {
    expect((await providerRows(netIPAddressProvider(server))).map(pick)).toEqual([
      ['eno1', 2, '10.0.2.15', 24, 2, null],
      ['lo', 1, '127.0.0.1', 8, 2, null],
      ['docker0', 5, '172.17.0.1', 16, 2, null],
      ['lo', 1, '::1', 128, 23, 4],
      ['eno1', 2, 'fe80::3eec:efff:fe12:3456%2', 64, 23, 4],
      ['eno1', 2, '2001:db8::15', 64, 23, 4],
      ['eno1', 2, '2001:db8::5d2e:11aa:b01', 64, 23, 3],
    ])
  })

  test('origins are told where the address itself tells them', async () => {
    const rows = await providerRows(netIPAddressProvider(server))
    expect(rows.map(row => [row.Caption, row.PrefixOrigin, row.SuffixOrigin])).toEqual([
      ['10.0.2.15', null, null],
      ['127.0.0.1', 2, 2],
      ['172.17.0.1', null, null],
      ['::1', 2, 2],
      ['fe80::3eec:efff:fe12:3456', 2, null],
      ['2001:db8::15', null, null],
      ['2001:db8::5d2e:11aa:b01', null, 5],
    ])
  })

  test('of node:os where there is no such table', async () => {
    const machine = new Machine({ platform: 'darwin', hostName: 'mac' })
    const of = (address: string, netmask: string, cidr: string) =>
      address.includes(':')
        ? { address, netmask, cidr, mac: '', internal: false, family: 'IPv6' as const, scopeid: 4 }
        : { address, netmask, cidr, mac: '', internal: false, family: 'IPv4' as const }
    const addresses = () => ({
      en0: [of('192.0.2.7', '255.255.254.0', '192.0.2.7/23'), of('fe80::1', 'ffff::', 'fe80::1/64')],
      'en0:1': [of('192.0.2.8', '255.0.255.0', '')],
    })
    const rows = await providerRows(netIPAddressProvider(machine, { addresses }))
    expect(rows.map(pick)).toEqual([
      ['en0', null, '192.0.2.7', 23, 2, null],
      ['en0', null, 'fe80::1', 64, 23, null],
    ])
  })
})

test('MSFT_NetAdapter lists the adapters, the loopback not among them', async () => {
  const rows = await providerRows(netAdapterProvider(server))
  expect(
    rows.map(row => [row.Name, row.InterfaceIndex, row.InterfaceType, row.Virtual, row.Speed, row.Hidden]),
  ).toEqual([
    ['eno1', 2, 6, false, 10_000_000_000n, false],
    ['eno2', 3, 6, false, null, false],
    ['wlp5s0', 4, 71, false, null, false],
    ['docker0', 5, 6, true, 10_000_000_000n, false],
    ['tun0', 9, undefined, true, null, false],
  ])
  const [first] = rows
  expect(first).toMatchObject({
    DeviceID: '2',
    NetworkAddresses: ['3CECEF123456'],
    InterfaceAdminStatus: 1,
    MediaConnectState: 1,
    State: 2,
    MtuSize: 9000,
    ActiveMaximumTransmissionUnit: 9000n,
    TransmitLinkSpeed: 10_000_000_000n,
  })
})

describe('MSFT_NetTCPConnection', () => {
  test('tells every socket, and no two with one name', async () => {
    const rows = await providerRows(netTCPConnectionProvider(server))
    expect(rows.map(row => [row.InstanceID, row.State])).toEqual([
      ['0.0.0.0++22++0.0.0.0++0', 2],
      ['127.0.0.1++5432++0.0.0.0++0', 2],
      ['10.0.2.15++22++192.0.2.44++54000', 5],
      ['10.0.2.15++80++192.0.2.45++49153', 11],
      ['0.0.0.0++80++0.0.0.0++0', 2],
      ['0.0.0.0++80++0.0.0.0++0++25002', 2],
      ['::++22++::++0', 2],
      ['2001:db8::1++443++2001:db8::2++49154', 8],
    ])
    expect(rows[2]).toMatchObject({
      LocalAddress: '10.0.2.15',
      LocalPort: 22,
      RemoteAddress: '192.0.2.44',
      RemotePort: 54_000,
    })
  })

  test('looks for owners when they are wanted, and only among the processes asked about', async () => {
    const machine = machineWith({
      '/proc/net/tcp': [
        '  sl  local_address rem_address   st',
        '   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 21801 1 0',
        '   1: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 25001 1 0',
        '   2: 0F02000A:0050 2D0200C0:C001 06 00000000:00000000 03:000016F2 00000000     0        0 0 3 0',
      ].join('\n'),
    })
    for (const [pid, inode] of [
      [712, 21_801],
      [833, 25_001],
      [834, 25_001],
    ]) {
      const folder = machine.path(`/proc/${pid}/fd`)
      mkdirSync(folder, { recursive: true })
      symlinkSync(`socket:[${inode}]`, `${folder}/3`)
      symlinkSync('/dev/null', `${folder}/0`)
    }
    const looked: string[] = []
    const list = machine.list.bind(machine)
    machine.list = folder => {
      looked.push(folder)
      return list(folder)
    }
    const rows = await providerRows(netTCPConnectionProvider(machine))
    expect(rows.map(row => [row.LocalPort, row.OwningProcess])).toEqual([
      [22, 712],
      [80, 833],
      [80, null],
    ])
    looked.length = 0
    await providerRows(netTCPConnectionProvider(machine), { wants: ['LocalPort', 'State'] })
    expect(looked).toEqual([])
    const wmi = new WmiHost({ machine }).connect('root\\StandardCimv2')
    const owned = await wmi.query('SELECT * FROM MSFT_NetTCPConnection WHERE OwningProcess = 834').toArray()
    expect(owned.map(row => row.LocalPort)).toEqual([80])
    expect(looked.filter(folder => folder.startsWith('/proc'))).toEqual(['/proc/834/fd'])
  })
})

test('MSFT_NetUDPEndpoint tells bound and connected sockets', async () => {
  const rows = await providerRows(netUDPEndpointProvider(server))
  expect(rows.map(row => [row.Name, row.LocalAddress, row.LocalPort])).toEqual([
    ['127.0.0.53++53', '127.0.0.53', 53],
    ['10.0.2.15++36661++10.0.0.1++123', '10.0.2.15', 36_661],
  ])
})

const all = [
  ip4RouteTableProvider,
  netRouteProvider,
  netIPAddressProvider,
  netTCPConnectionProvider,
  netUDPEndpointProvider,
]
const empty: readonly (readonly [string, Machine])[] = [
  ['a machine without procfs', machineWith({})],
  ['another system', new Machine({ root: '/nowhere', platform: 'win32' })],
]
test.each(empty)('%s has none of it, and nothing fails', async (_, machine) => {
  for (const make of [...all, netAdapterProvider]) expect(await providerRows(make(machine))).toEqual([])
})

test.each(['container', 'arm'] as const)('the %s tells what it has', async (tree: Tree) => {
  for (const make of all) expect(Array.isArray(await providerRows(make(treeMachine(tree))))).toBe(true)
  expect((await providerRows(ip4RouteTableProvider(treeMachine(tree)))).length).toBeGreaterThan(0)
})
