import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { CimDateTime } from '../../../src/cim/datetime.js'
import { Machine } from '../../../src/host/machine.js'
import type { ProviderRow } from '../../../src/host/provider.js'
import { processProvider } from '../../../src/host/providers/process.js'
import { providerGet, providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const server = processProvider(treeMachine('server'))
const byId = async (pid: number): Promise<ProviderRow | undefined> =>
  (await providerRows(server, { equals: { ProcessId: [pid] } }))[0]

describe('Win32_Process of a server', () => {
  test('lists every process that has a stat file, by ascending id', async () => {
    const rows = await providerRows(server, { wants: ['Handle', 'Name'] })
    expect(rows).toEqual([
      { Handle: '1', Name: 'systemd' },
      { Handle: '2', Name: 'kthreadd' },
      { Handle: '17', Name: 'migration/0' },
      { Handle: '38', Name: 'kworker/u16:1-events_unbound' },
      { Handle: '712', Name: 'sshd' },
      { Handle: '833', Name: 'nginx' },
      { Handle: '834', Name: 'nginx' },
      { Handle: '1203', Name: 'systemd' },
      { Handle: '1204', Name: 'systemd' },
      { Handle: '1320', Name: 'java' },
      { Handle: '1877', Name: 'x) R 1 (y' },
      { Handle: '1901', Name: 'backup' },
      { Handle: '2044', Name: 'postgres' },
      { Handle: '2050', Name: 'gnome-control-center' },
    ])
  })

  test('fills what procfs tells of a program', async () => {
    const row = await byId(1320)
    expect({ ...row, CreationDate: String(row?.CreationDate) }).toEqual({
      Caption: 'java',
      CommandLine:
        '/usr/lib/jvm/java-21-openjdk-amd64/bin/java "-Dname=a \\"quoted\\" name" -cp "/opt/My App/app.jar" "" "C:\\dir with blank\\\\"',
      CreationClassName: 'Win32_Process',
      // btime 1714546800 and 52011 ticks of 10 ms
      CreationDate: '20240501090840.110000+120',
      CSCreationClassName: 'Win32_ComputerSystem',
      CSName: 'SQL01',
      Description: 'java',
      ExecutablePath: 'C:\\usr\\lib\\jvm\\java-21-openjdk-amd64\\bin\\java',
      ExecutionState: 4,
      Handle: '1320',
      HandleCount: null,
      KernelModeTime: 6_123_300_000n,
      Name: 'java',
      OSCreationClassName: 'Win32_OperatingSystem',
      OSName: 'Ubuntu 24.04 LTS',
      // 901233 minor and 4294967290 major faults do not fit in 32 bits
      PageFaults: 901_227,
      PageFileUsage: 262_144,
      ParentProcessId: 1,
      PeakVirtualSize: 13_824_000_000n,
      PeakWorkingSetSize: 2_200_000,
      Priority: 6,
      ProcessId: 1320,
      ReadOperationCount: null,
      ReadTransferCount: null,
      SessionId: null,
      ThreadCount: 61,
      UserModeTime: 81_335_500_000n,
      VirtualSize: 13_421_772_800n,
      WorkingSetSize: 2_147_483_648n,
      WriteOperationCount: null,
      WriteTransferCount: null,
    })
  })

  test('counts input and output where the io file may be read', async () => {
    expect(await byId(834)).toMatchObject({
      ReadOperationCount: 81_233n,
      ReadTransferCount: 84_412_233n,
      WriteOperationCount: 99_120n,
      WriteTransferCount: 190_233_121n,
      ParentProcessId: 833,
      Priority: 10,
    })
  })

  test('a thread of the kernel has no program, command line or memory of its own', async () => {
    expect(await byId(38)).toMatchObject({
      Name: 'kworker/u16:1-events_unbound',
      CommandLine: null,
      ExecutablePath: null,
      PageFileUsage: null,
      PeakVirtualSize: null,
      PeakWorkingSetSize: null,
      VirtualSize: 0n,
      WorkingSetSize: 0n,
      HandleCount: 0,
      KernelModeTime: 40_200_000n,
      ParentProcessId: 2,
      ReadTransferCount: 0n,
    })
  })

  test('a real-time policy has real-time priority', async () => {
    expect((await byId(17))?.Priority).toBe(24)
  })

  test('a name with parentheses and blanks does not shift the fields', async () => {
    expect(await byId(1877)).toMatchObject({
      Name: 'x) R 1 (y',
      ExecutionState: 3,
      ParentProcessId: 1203,
      ThreadCount: 1,
      CommandLine: '"/tmp/x) R 1 (y"',
      // the file was deleted after its start
      ExecutablePath: 'C:\\tmp\\x) R 1 (y',
    })
  })

  test('a zombie is terminated and has no command line', async () => {
    expect(await byId(1901)).toMatchObject({
      Name: 'backup',
      ExecutionState: 7,
      CommandLine: null,
      ExecutablePath: null,
      PeakWorkingSetSize: null,
      UserModeTime: 1_200_000n,
    })
  })

  test('a title that a program wrote over its arguments is not quoted', async () => {
    expect((await byId(834))?.CommandLine).toBe('nginx: worker process')
    expect((await byId(833))?.CommandLine).toBe(
      'nginx: master process /usr/sbin/nginx -g daemon on; master_process on;',
    )
    expect((await byId(712))?.CommandLine).toBe('sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups')
  })

  test('a name that the kernel cut is completed from the command line', async () => {
    expect(await byId(2050)).toMatchObject({
      Name: 'gnome-control-center',
      ExecutablePath: null,
      ExecutionState: 8,
      CommandLine: '/usr/bin/gnome-control-center --verbose',
      PeakWorkingSetSize: null,
    })
  })

  test('a process without logon has no session, one of a session has its number', async () => {
    expect((await byId(712))?.SessionId).toBeNull()
    expect((await byId(1203))?.SessionId).toBe(3)
  })

  test('handles are the open file descriptors', async () => {
    expect((await byId(712))?.HandleCount).toBe(4)
  })

  test('a process that ended after the listing is left out', async () => {
    expect(await byId(2210)).toBeUndefined()
  })

  test('limits by id or handle read those processes only', async () => {
    expect(await providerRows(server, { wants: ['ProcessId'], equals: { ProcessId: [834, 1n, 99_999] } })).toEqual([
      { ProcessId: 834 },
      { ProcessId: 1 },
    ])
    const odd = ['712', '0712', 'self', '-1', '1/../2', '']
    expect(await providerRows(server, { wants: ['Handle'], equals: { Handle: odd } })).toEqual([{ Handle: '712' }])
  })

  test('get answers one process by its handle', async () => {
    expect(await providerGet(server, { Handle: '833' }, { wants: ['Name', 'ProcessId'] })).toEqual({
      Name: 'nginx',
      ProcessId: 833,
    })
    expect(await providerGet(server, { Handle: '4711' })).toBeNull()
    expect(await providerGet(server, { Handle: '../1' })).toBeNull()
  })
})

describe('Win32_Process of other machines', () => {
  test('pages of 16 KB count for what they are', async () => {
    const [row] = await providerRows(processProvider(treeMachine('arm')))
    expect(row).toMatchObject({ Name: 'systemd', WorkingSetSize: 12_058_624n, CommandLine: '/sbin/init splash' })
  })

  test('a container shows its own processes', async () => {
    const rows = await providerRows(processProvider(treeMachine('container')))
    expect(rows).toMatchObject([
      {
        Name: 'node',
        CommandLine: 'node /app/server.js',
        ExecutablePath: 'C:\\usr\\local\\bin\\node',
        ThreadCount: 11,
      },
      { Name: 'cron', CommandLine: '/usr/sbin/cron', ReadTransferCount: null, PeakWorkingSetSize: null },
    ])
    expect(rows.map(row => String(row.CreationDate))).toEqual([
      '20240601001940.340000+000',
      '20240601001941.000000+000',
    ])
  })

  test('a machine without procfs but Linux has no processes to show', async () => {
    expect(await providerRows(processProvider(treeMachine('server', { root: '/nonexistent' })))).toEqual([])
  })

  test('without procfs Node tells of this process', async () => {
    const [row, ...rest] = await providerRows(processProvider(new Machine({ platform: 'darwin' })))
    expect(rest).toEqual([])
    expect(row).toMatchObject({ ProcessId: process.pid, Handle: String(process.pid), ParentProcessId: process.ppid })
    expect(await providerRows(processProvider(treeMachine('server', { platform: 'darwin' })))).toEqual([])
  })
})

describe('unusual files', () => {
  const root = mkdtempSync(join(tmpdir(), 'wmilink-proc-'))
  afterAll(() => rmSync(root, { recursive: true }))
  const machine = new Machine({ root, platform: 'linux' })
  const fields = (state: string) => ` ${state} 1 5 5 0 -1 4194304 0 0 0 0 1 2 0 0 20 0 1 0 10 4096 1 0`
  const put = (pid: number, name: string, content: string) => {
    mkdirSync(join(root, 'proc', String(pid)), { recursive: true })
    writeFileSync(join(root, 'proc', String(pid), name), content)
  }

  test('a truncated stat line is no process, and one of an old kernel lacks its last fields only', async () => {
    put(5, 'stat', '5 (a) ')
    put(6, 'stat', '')
    put(7, 'stat', 'nonsense')
    put(8, 'stat', `8 ()${fields('S')}`)
    const rows = await providerRows(processProvider(machine), {
      wants: ['Handle', 'Name', 'WorkingSetSize', 'Priority'],
    })
    expect(rows).toEqual([{ Handle: '8', Name: '', WorkingSetSize: 4096n, Priority: 8 }])
  })

  test('arguments of any length come whole', async () => {
    const long = 'x'.repeat(200_000)
    put(9, 'stat', `9 (long)${fields('S')}`)
    put(9, 'cmdline', `/bin/long\0${long}\0`)
    const row = await providerGet(processProvider(machine), { Handle: '9' })
    expect(row?.CommandLine).toBe(`/bin/long ${long}`)
  })

  test('a program that runs from memory alone has no path', async () => {
    put(10, 'stat', `10 (sealed)${fields('S')}`)
    symlinkSync('/memfd:sealed (deleted)', join(root, 'proc/10/exe'))
    const row = await providerGet(processProvider(machine), { Handle: '10' })
    expect(row).toMatchObject({ Name: 'sealed', ExecutablePath: null })
  })

  test('the folder of a thread is not a process', async () => {
    put(11, 'stat', `11 (thread)${fields('S')}`)
    put(11, 'status', 'Name:\tthread\nTgid:\t9\nPid:\t11\n')
    expect(await providerGet(processProvider(machine), { Handle: '11' })).toBeNull()
  })
})

describe('Win32_Process of this machine', () => {
  const here = processProvider(new Machine())

  test('this process appears with its own values', async () => {
    const [row, ...rest] = await providerRows(here, { equals: { ProcessId: [process.pid] } })
    expect(rest).toEqual([])
    expect(row).toMatchObject({
      ProcessId: process.pid,
      Handle: String(process.pid),
      ParentProcessId: process.ppid,
      Name: basename(process.execPath),
    })
    const started = row?.CreationDate instanceof CimDateTime ? row.CreationDate.toDate() : null
    expect(Math.abs(Number(started) - (Date.now() - process.uptime() * 1000))).toBeLessThan(10_000)
    expect(Number(row?.WorkingSetSize)).toBeGreaterThan(10_000_000)
  })

  test.runIf(process.platform === 'linux')('a child appears with its arguments while it lives', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'two words', 'quo"te'], {
      stdio: 'ignore',
    })
    await once(child, 'spawn')
    try {
      // Until exec is done, the child still shows what its parent is.
      let line: unknown
      while (line === undefined || !String(line).includes('two words'))
        line = (await providerRows(here, { equals: { Handle: [String(child.pid)] } }))[0]?.CommandLine ?? line
      expect(line).toBe(`${process.execPath} -e "setInterval(() => {}, 1000)" "two words" "quo\\"te"`)
      const all = await providerRows(here, { wants: ['ProcessId', 'ParentProcessId'] })
      expect(all).toContainEqual({ ProcessId: child.pid, ParentProcessId: process.pid })
    } finally {
      child.kill('SIGKILL')
    }
  })
})
