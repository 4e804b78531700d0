import { describe, expect, test } from 'vitest'
import { parseObjectPath } from '../../../src/cim/path.js'
import { WmiHost } from '../../../src/host/host.js'
import { Machine } from '../../../src/host/machine.js'
import { groupProvider } from '../../../src/host/providers/group.js'
import { groupUserProvider } from '../../../src/host/providers/group-user.js'
import { loggedOnUserProvider } from '../../../src/host/providers/logged-on-user.js'
import { logonSessionProvider } from '../../../src/host/providers/logon-session.js'
import { sessionProcessProvider } from '../../../src/host/providers/session-process.js'
import { systemAccountProvider } from '../../../src/host/providers/system-account.js'
import { machineMaker } from '../machines.js'
import { providerGet, providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const server = treeMachine('server')
const container = treeMachine('container')
const machineWith = machineMaker()
const names = async (registration: Parameters<typeof providerRows>[0]) =>
  (await providerRows(registration)).map(row => row.Name)
const account = (kind: string, name: string, host = 'SQL01') =>
  `\\\\${host}\\root\\cimv2:Win32_${kind}.Domain="${host}",Name="${name}"`
const session = (id: string) => `\\\\SQL01\\root\\cimv2:Win32_LogonSession.LogonId="${id}"`
const program = (pid: number) => `\\\\SQL01\\root\\cimv2:Win32_Process.Handle="${pid}"`

describe('Win32_Group', () => {
  test('lists the groups of the file, the first line of each name', async () => {
    expect(await names(groupProvider(server))).toEqual([
      'root',
      'daemon',
      'sys',
      'adm',
      'sudo',
      'ssl-cert',
      'jdupont',
      'asmith',
      'leaver',
      'newcomer',
    ])
  })

  test('gets a group in any case, on this machine only', async () => {
    expect(await providerGet(groupProvider(server), { Domain: 'sql01', Name: 'SUDO' })).toEqual({
      Domain: 'SQL01',
      Name: 'sudo',
      Caption: 'SQL01\\sudo',
      LocalAccount: true,
      Status: 'OK',
    })
    expect(await providerGet(groupProvider(server), { Domain: 'OTHER', Name: 'sudo' })).toBeNull()
    expect(await providerGet(groupProvider(server), { Domain: 'SQL01', Name: '+@admins' })).toBeNull()
  })

  test('without a file, and elsewhere than on Linux, there is none', async () => {
    expect(await names(groupProvider(treeMachine('arm')))).toEqual([])
    expect(await names(groupProvider(new Machine({ platform: 'darwin' })))).toEqual([])
  })
})

describe('Win32_GroupUser', () => {
  test('tells members by name and by primary group, each once', async () => {
    const rows = await providerRows(groupUserProvider(container))
    expect(rows.map(row => [row.GroupComponent, row.PartComponent])).toEqual([
      [account('Group', 'root', '3F2A9C1B7D4E'), account('UserAccount', 'root', '3F2A9C1B7D4E')],
      [account('Group', 'nobody', '3F2A9C1B7D4E'), account('UserAccount', 'nobody', '3F2A9C1B7D4E')],
      [account('Group', 'users', '3F2A9C1B7D4E'), account('UserAccount', 'guest', '3F2A9C1B7D4E')],
      [account('Group', 'app', '3F2A9C1B7D4E'), account('UserAccount', 'app', '3F2A9C1B7D4E')],
    ])
  })

  test('is narrowed by the group or the user asked about', async () => {
    const ofUser = await providerRows(groupUserProvider(server), {
      references: { PartComponent: [parseObjectPath(account('UserAccount', 'JDUPONT'))] },
    })
    expect(ofUser.map(row => row.GroupComponent)).toEqual(
      ['adm', 'sudo', 'jdupont', 'asmith'].map(each => account('Group', each)),
    )
    const ofGroup = await providerRows(groupUserProvider(server), {
      references: { GroupComponent: [parseObjectPath('Win32_Group.Name="sudo",Domain="SQL01"')] },
    })
    expect(ofGroup.map(row => row.PartComponent)).toEqual(
      ['jdupont', 'asmith'].map(each => account('UserAccount', each)),
    )
  })

  test('a query by reference finds its row', async () => {
    const wmi = new WmiHost({ machine: server }).connect()
    const path = account('Group', 'ssl-cert').replaceAll('\\', '\\\\').replaceAll('"', '\\"')
    const rows = await wmi.query(`SELECT * FROM Win32_GroupUser WHERE GroupComponent = "${path}"`).toArray()
    expect(rows.map(row => row.PartComponent)).toEqual([account('UserAccount', 'postgres')])
  })
})

describe('Win32_SystemAccount', () => {
  test('is an account whose number is none of a person', async () => {
    expect(await names(systemAccountProvider(server))).toEqual(['root', 'daemon'])
    expect(await names(systemAccountProvider(container))).toEqual(['root', 'nobody', 'guest'])
  })

  test('the range is that of login.defs', async () => {
    const machine = machineWith({
      '/etc/passwd': 'a:x:499:1:::\nb:x:500:1:::\nc:x:900:1:::\nd:x:901:1:::\ne:x:no:1:::\n',
      '/etc/login.defs': 'UID_MIN 500\nUID_MAX\t900\n',
    })
    expect(await names(systemAccountProvider(machine))).toEqual(['a', 'd'])
  })
})

describe('logon sessions', () => {
  test('of logind: where each came from and when', async () => {
    const rows = await providerRows(logonSessionProvider(server))
    expect(rows.map(row => [row.LogonId, row.LogonType, String(row.StartTime)])).toEqual([
      ['3', 2, '20240501090652.334455+120'],
      ['7', 10, '20240501100652.334455+120'],
    ])
    expect(await providerGet(logonSessionProvider(server), { LogonId: '7' })).toMatchObject({ LogonType: 10 })
    expect(await providerGet(logonSessionProvider(server), { LogonId: '../3' })).toBeNull()
  })

  test('of utmp: the record tells the process, the host and the time', async () => {
    const record = (type: number, pid: number, user: string, host: string) => {
      const bytes = Buffer.alloc(384)
      bytes.writeInt16LE(type)
      bytes.writeInt32LE(pid, 4)
      bytes.write('pts/0', 8)
      bytes.write(user, 44)
      bytes.write(host, 76)
      bytes.writeInt32LE(1_700_000_000, 340)
      bytes.writeInt32LE(250_000, 344)
      return bytes
    }
    const machine = machineWith({
      '/run/utmp': Buffer.concat([
        record(7, 4711, 'alice', ':0'),
        record(8, 1, 'gone', ''),
        record(7, 4712, 'bob', '192.0.2.1'),
      ]),
    })
    const rows = await providerRows(logonSessionProvider(machine))
    expect(rows.map(row => [row.LogonId, row.LogonType, String(row.StartTime)])).toEqual([
      ['4711', 2, '20231114221320.250000+000'],
      ['4712', 10, '20231114221320.250000+000'],
    ])
  })

  test('belong to their users', async () => {
    expect(await providerRows(loggedOnUserProvider(server))).toEqual([
      { Antecedent: account('UserAccount', 'alice'), Dependent: session('3') },
      { Antecedent: account('UserAccount', 'bob'), Dependent: session('7') },
    ])
    expect(await providerRows(loggedOnUserProvider(treeMachine('arm')))).toEqual([])
  })

  test('hold processes: by control group, else by the audit system', async () => {
    const rows = await providerRows(sessionProcessProvider(server))
    expect(rows.map(row => [row.Antecedent, row.Dependent])).toEqual([
      [session('3'), program(1203)],
      [session('3'), program(1204)],
      [session('3'), program(1877)],
      [session('3'), program(1901)],
      [session('7'), program(2050)],
    ])
  })

  test('the session of one process is told without looking at others', async () => {
    const machine = treeMachine('server')
    const list: string[] = []
    const text = machine.text.bind(machine)
    machine.text = file => {
      list.push(file)
      return text(file)
    }
    const references = { Dependent: [parseObjectPath(program(2050)), parseObjectPath('Win32_Process.Handle="../1"')] }
    const rows = await providerRows(sessionProcessProvider(machine), { references })
    expect(rows.map(row => row.Antecedent)).toEqual([session('7')])
    expect(list.filter(file => file.startsWith('/proc'))).toEqual(['/proc/2050/cgroup'])
  })
})
