import { describe, expect, test } from 'vitest'
import { WmiHost } from '../../../src/host/host.js'
import type { Programs } from '../../../src/host/programs.js'
import { isAddress, pingStatusProvider } from '../../../src/host/providers/ping-status.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'

const machineWith = machineMaker()

/** A ping that answers by the address asked for. */
function pinging(answers: Readonly<Record<string, readonly [lines: string, errors?: string]>>) {
  const runs: (readonly string[])[] = []
  const programs: Programs = {
    has: name => name === 'ping',
    run(name, args) {
      runs.push([name, ...args])
      const [text, errors = ''] = answers[args.at(-1) ?? ''] ?? ['']
      async function* lines() {
        yield* text.split('\n')
      }
      return { lines: lines(), end: Promise.resolve({ code: 0, errors }) }
    },
  }
  const machine = Object.assign(machineWith({}), { programs })
  const ask = (where: string) =>
    new WmiHost({ machine }).connect().query(`SELECT * FROM Win32_PingStatus${where}`).toArray()
  return { ask, runs, machine }
}

const iputils = `PING localhost (127.0.0.1) 32(60) bytes of data.
40 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.643 ms

--- localhost ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms`
const busybox = `PING 192.0.2.1 (192.0.2.1): 32 data bytes
40 bytes from 192.0.2.1: seq=0 ttl=42 time=12.345 ms`
const answers = {
  localhost: [iputils],
  '192.0.2.1': [busybox],
  'far.example': [
    'PING far.example (192.0.2.2) 32(60) bytes of data.\n40 bytes from r.example (192.0.2.2): icmp_seq=1 ttl=50 time=1500 ms',
  ],
  '192.0.2.3': [
    'PING 192.0.2.3 (192.0.2.3) 32(60) bytes of data.\nFrom 192.0.2.254 icmp_seq=1 Destination Host Unreachable',
  ],
  '192.0.2.4': [
    'PING 192.0.2.4 (192.0.2.4) 32(60) bytes of data.\n\n1 packets transmitted, 0 received, 100% packet loss',
  ],
  '192.0.2.5': ['PING 192.0.2.5 (192.0.2.5) 32(60) bytes of data.\nFrom 192.0.2.254 icmp_seq=1 Time to live exceeded'],
  'no.example': ['', 'ping: no.example: Name or service not known\n'],
  'bad.example': ['', "ping: bad address 'bad.example'\n"],
  '::1': ['', 'ping: connect: Network is unreachable\n'],
  '192.0.2.6': ['', 'ping: socket: Operation not permitted\n'],
} as const

describe('Win32_PingStatus', () => {
  test('tells an echo in full', async () => {
    const { ask, runs } = pinging(answers)
    const [row] = await ask(" WHERE Address = 'localhost'")
    expect(runs).toEqual([['ping', '-n', '-c', '1', '-W', '1', '-s', '32', '-t', '80', '--', 'localhost']])
    expect(row).toMatchObject({
      Address: 'localhost',
      StatusCode: 0,
      PrimaryAddressResolutionStatus: 0,
      ProtocolAddress: '127.0.0.1',
      ProtocolAddressResolved: '',
      ResponseTime: 1,
      ResponseTimeToLive: 64,
      ReplySize: 32,
      ReplyInconsistency: false,
      BufferSize: 32,
      Timeout: 1000,
      TimeToLive: 80,
    })
  })

  test.each([
    ['192.0.2.1', 0, 12, '192.0.2.1'],
    ['192.0.2.3', 11_003, null, '192.0.2.3'],
    ['192.0.2.4', 11_010, null, '192.0.2.4'],
    ['192.0.2.5', 11_013, null, '192.0.2.5'],
    ['::1', 11_002, null, ''],
    ['far.example', 11_010, null, '192.0.2.2'],
  ])('%s is %i', async (address, status, time, protocolAddress) => {
    const [row] = await pinging(answers).ask(` WHERE Address = '${address}'`)
    expect([row?.StatusCode, row?.ResponseTime, row?.ProtocolAddress]).toEqual([status, time, protocolAddress])
  })

  test('a name that nobody knows has no status but that of its resolution', async () => {
    for (const name of ['no.example', 'bad.example']) {
      const [row] = await pinging(answers).ask(` WHERE Address = '${name}'`)
      expect([row?.StatusCode, row?.PrimaryAddressResolutionStatus]).toEqual([null, 11_001])
    }
  })

  test('options of the query become options of ping', async () => {
    const { ask, runs } = pinging(answers)
    const [row] = await ask(
      " WHERE Address = 'far.example' AND Timeout = 2500 AND BufferSize = 64 AND TimeToLive = 3 " +
        'AND ResolveAddressNames = TRUE AND NoFragmentation = TRUE',
    )
    expect(runs[0]).toEqual(['ping', '-c', '1', '-W', '3', '-s', '64', '-t', '3', '-M', 'do', '--', 'far.example'])
    expect([row?.StatusCode, row?.ResponseTime, row?.ProtocolAddressResolved]).toEqual([0, 1500, 'r.example'])
    expect(row?.ReplyInconsistency).toBe(true)
  })

  test('several addresses are asked together; what ping cannot be told has no instance', async () => {
    const { ask } = pinging(answers)
    const rows = await ask(" WHERE Address = 'localhost' OR Address = '192.0.2.1' OR Address = '192.0.2.4'")
    expect(rows.map(row => [row.Address, row.StatusCode])).toEqual([
      ['localhost', 0],
      ['192.0.2.1', 0],
      ['192.0.2.4', 11_010],
    ])
    expect(await ask(" WHERE Address = 'localhost' AND RecordRoute = 3")).toEqual([])
    expect(await ask(" WHERE Address = 'localhost' AND BufferSize = 4000000000")).toEqual([])
  })

  test('an instance is found by its keys, which sends the echo', async () => {
    const { machine, ask } = pinging(answers)
    const [row] = await ask(" WHERE Address = 'localhost'")
    const found = await new WmiHost({ machine }).connect().get(row?.__PATH ?? '')
    expect([found.Address, found.StatusCode]).toEqual(['localhost', 0])
  })

  test('no value of a query reaches ping but a name or an address', async () => {
    const { runs, machine } = pinging(answers)
    const hostile = [
      '-f',
      '--help',
      'a b',
      'a;id',
      '$(id)',
      'a\nb',
      '',
      '..',
      'a..b',
      '-a.b',
      'x'.repeat(1_000_000),
      'a\0',
      '1%eth0',
    ]
    const rows = await providerRows(pingStatusProvider(machine), { equals: { Address: hostile } })
    expect(rows.map(row => [row.StatusCode, row.PrimaryAddressResolutionStatus])).toEqual(
      hostile.map(() => [null, 11_001]),
    )
    expect(runs).toEqual([])
    for (const good of ['a', 'srv-01.example.', 'my_host', '127.1', '::1', 'fe80::1%eth0', 'xn--e1afmkfd.example'])
      expect(isAddress(good)).toBe(true)
  })

  test('without an address, without ping, or with too many the query fails with what to do', async () => {
    const { ask } = pinging(answers)
    await expect(ask('')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_QUERY' })
    await expect(ask(" WHERE Address LIKE 'a%'")).rejects.toMatchObject({ name: 'WBEM_E_INVALID_QUERY' })
    await expect(ask(" WHERE Address = '192.0.2.6'")).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_NOT_CAPABLE',
      message: 'ping cannot send: ping: socket: Operation not permitted',
    })
    const bare = new WmiHost({ machine: machineWith({}) }).connect()
    await expect(bare.query("SELECT * FROM Win32_PingStatus WHERE Address = 'a'").toArray()).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_NOT_CAPABLE',
      message: 'this system has no program ping',
    })
    const many = { Address: Array.from({ length: 1025 }, (_, at) => `h${at}`) }
    const { machine } = pinging(answers)
    await expect(providerRows(pingStatusProvider(machine), { equals: many })).rejects.toMatchObject({
      name: 'WBEM_E_QUOTA_VIOLATION',
    })
  })
})
