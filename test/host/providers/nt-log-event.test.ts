import { appendFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { MemoryStore } from '../../../src/host/data/area.js'
import { EventLog } from '../../../src/host/event-log.js'
import { WmiHost } from '../../../src/host/host.js'
import type { Machine } from '../../../src/host/machine.js'
import type { Programs } from '../../../src/host/programs.js'
import type { ProviderRow } from '../../../src/host/provider.js'
import { ntLogEventProvider } from '../../../src/host/providers/nt-log-event.js'
import { machineMaker } from '../machines.js'
import { providerGet, providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const machineWith = machineMaker()
const wmiOf = (machine: Machine) => new WmiHost({ machine }).connect('root\\cimv2')
const pick = (row: ProviderRow) => [
  row.Logfile,
  row.RecordNumber,
  String(row.TimeGenerated),
  row.SourceName,
  row.EventType,
  row.Message,
]

describe('Win32_NTLogEvent of syslog files', () => {
  // The year is that of the file's last change, which a checkout does not keep.
  const server = machineWith({
    '/var/log/syslog':
      '2024-05-01T09:00:00.334455+02:00 sql01 kernel: Linux version 6.8.0-31-generic\n' +
      '2024-05-01T09:00:01.000001+02:00 sql01 systemd[1]: Started nginx.service.\n' +
      'no time here, so no event\n' +
      '<28>1 2024-05-01T07:00:02.5Z sql01 app 1320 - [o ip="192.0.2.7" n="a \\"]\\" b"] queue is nearly full\n',
    '/var/log/syslog.1': '2024-04-30T23:59:58+02:00 sql01 cron[610]: (root) CMD (true)\n',
    '/var/log/auth.log': '2024-05-01T09:00:00.500000+02:00 sql01 sshd[712]: Server listening on 0.0.0.0 port 22.\n',
  })
  const provider = ntLogEventProvider(server)

  test('comes newest first, all logs together', async () => {
    expect((await providerRows(provider)).map(pick)).toEqual([
      ['System', 178, '20240501070002.500000+000', 'app', 2, 'queue is nearly full'],
      ['System', 78, '20240501070001.000001+000', 'systemd', null, 'Started nginx.service.'],
      ['Security', 0, '20240501070000.500000+000', 'sshd', null, 'Server listening on 0.0.0.0 port 22.'],
      ['System', 0, '20240501070000.334455+000', 'kernel', null, 'Linux version 6.8.0-31-generic'],
      ['System', 2_147_483_648, '20240430215958.000000+000', 'cron', null, '(root) CMD (true)'],
    ])
  })

  test('an event is found by its log and number', async () => {
    const get = (Logfile: string, RecordNumber: number) => providerGet(provider, { Logfile, RecordNumber })
    expect((await get('system', 78))?.Message).toBe('Started nginx.service.')
    expect((await get('System', 2_147_483_648))?.SourceName).toBe('cron')
    expect((await get('Security', 0))?.SourceName).toBe('sshd')
    expect(await get('System', 79)).toBeNull()
    expect(await get('System', 152)).toBeNull()
    expect(await get('System', 4_000_000_000)).toBeNull()
    expect(await get('Application', 0)).toBeNull()
    const path = 'Win32_NTLogEvent.Logfile="System",RecordNumber=178'
    expect((await wmiOf(server).get(path)).Type).toBe('Warning')
  })

  test('queries narrow it', async () => {
    const ask = async (where: string) =>
      (await wmiOf(server).query(`SELECT * FROM Win32_NTLogEvent WHERE ${where}`).toArray()).map(row => row.SourceName)
    expect(await ask("Logfile = 'security'")).toEqual(['sshd'])
    expect(await ask("Logfile = 'Nothing'")).toEqual([])
    expect(await ask("SourceName = 'KERNEL' OR SourceName = '--help'")).toEqual(['kernel'])
    expect(await ask("TimeGenerated >= '20240501090001.000001+120'")).toEqual(['app', 'systemd'])
    expect(await ask("TimeWritten < '20240501' AND Logfile = 'System'")).toEqual(['cron'])
    expect(await ask("Type = 'warning'")).toEqual(['app'])
    expect(await ask('RecordNumber = 0')).toEqual(['kernel', 'sshd'])
  })

  test('a line without year belongs to the last one that is not in the future, in the zone of the machine', async () => {
    const machine = machineWith({
      '/etc/timezone': 'Europe/Paris\n',
      '/var/log/messages': 'Dec 31 23:59:58 h a: one\nJan  1 00:00:01 h a: two\nFeb 29 01:00:00 h a: leap\n',
    })
    const year = new Date().getUTCFullYear()
    const rows = await providerRows(ntLogEventProvider(machine))
    const years = rows.map(row => [row.Message, Number(String(row.TimeGenerated).slice(0, 4))] as const)
    // In the machine's zone, one hour ahead of UTC: New Year came in December.
    expect(new Map(years).get('two')).toBe(year - 1)
    expect(String(rows.find(row => row.Message === 'two')?.TimeGenerated).slice(4)).toBe('1231230001.000000+000')
    expect((new Map(years).get('leap') ?? 1) % 4).toBe(0)
  })

  test('long lines, odd bytes and missing ends are bounded and whole', async () => {
    const machine = machineWith({
      '/var/log/syslog': Buffer.concat([
        Buffer.from('2024-05-01T00:00:00Z h a: '),
        Buffer.alloc(1_000_000, 'x'),
        Buffer.from('\n2024-05-01T00:00:01Z h b: '),
        Buffer.from([0xff, 0x00, 0x1b]),
        Buffer.from('\n\0\0\0\n2024-05-01T00:00:02Z h c: last'),
      ]),
    })
    const rows = await providerRows(ntLogEventProvider(machine))
    expect(rows.map(row => [row.SourceName, row.RecordNumber, String(row.Message).length])).toEqual([
      ['c', 1_000_061, 4],
      ['b', 1_000_027, 3],
      ['a', 0, 65_536],
    ])
    expect(rows[1]?.Message).toBe('\ufffd\0\u001b')
    expect(
      await providerGet(ntLogEventProvider(machine), { Logfile: 'System', RecordNumber: 1_000_061 }),
    ).toMatchObject({
      Message: 'last',
    })
  })

  test('without logs there is nothing, and nothing fails', async () => {
    expect(await providerRows(ntLogEventProvider(treeMachine('container')))).toEqual([])
    expect(await providerRows(ntLogEventProvider(treeMachine('arm', { platform: 'darwin' })))).toEqual([])
  })

  test('a question that names no time gets the newest 10,000', async () => {
    const lines = Array.from(
      { length: 10_050 },
      (_, at) => `2024-05-01T00:00:00.${String(at).padStart(6, '0')}Z h a: ${at}`,
    )
    const machine = machineWith({ '/var/log/syslog': `${lines.join('\n')}\n` })
    const rows = await providerRows(ntLogEventProvider(machine))
    expect(rows).toHaveLength(10_000)
    expect([rows[0]?.Message, rows.at(-1)?.Message]).toEqual(['10049', '50'])
    const all = await wmiOf(machine)
      .query("SELECT Message FROM Win32_NTLogEvent WHERE TimeGenerated >= '20240101'")
      .toArray()
    expect(all).toHaveLength(10_050)
  })
})

/** Watches as the host does, and answers the events until a message has come. */
function following(machine: Machine, eventLog?: EventLog) {
  const controller = new AbortController()
  const rows: ProviderRow[] = []
  const waiting = new Set<() => void>()
  let failure: unknown
  const wmi = wmiOf(machine)
  const begin = async () => {
    const event = await wmi.getClass('__InstanceCreationEvent')
    const target = await wmi.getClass('Win32_NTLogEvent')
    await ntLogEventProvider(machine, eventLog && { eventLog }).provider.subscribe?.({
      event,
      target,
      where: null,
      signal: controller.signal,
      emit({ TargetInstance }) {
        rows.push(TargetInstance as ProviderRow)
        for (const each of waiting) each()
      },
      fail(error) {
        failure = error
        for (const each of waiting) each()
      },
    })
  }
  const until = async (test: () => boolean) => {
    while (!test()) await new Promise<void>(resolve => waiting.add(resolve))
    waiting.clear()
  }
  return {
    rows,
    begin,
    until,
    message: (text: string) => until(() => rows.some(row => row.Message === text)),
    failure: () => failure,
    end: () => controller.abort(),
  }
}

describe.skipIf(process.platform === 'win32')('watching syslog files', () => {
  test('tells what is added, also after the file was rotated and cut short', async () => {
    const machine = machineWith({ '/var/log/syslog': '2024-05-01T00:00:00Z h a: before\n' })
    const path = machine.path('/var/log/syslog')
    const watching = following(machine)
    await watching.begin()
    try {
      appendFileSync(path, '2024-05-01T00:00:01Z h a: one\n2024-05-01T00:00:02Z h')
      await watching.message('one')
      appendFileSync(path, ' a: two\n')
      await watching.message('two')
      expect(watching.rows.map(row => [row.RecordNumber, row.Message])).toEqual([
        [33, 'one'],
        [63, 'two'],
      ])
      renameSync(path, `${path}.1`)
      appendFileSync(`${path}.1`, '2024-05-01T00:00:03Z h a: late\n')
      writeFileSync(path, '2024-05-01T00:00:04Z h a: three\n')
      await watching.message('three')
      truncateSync(path)
      appendFileSync(path, '2024-05-01T00:00:05Z h a: 4\n')
      await watching.message('4')
      expect(watching.rows.map(row => row.Message)).toEqual(['one', 'two', 'late', 'three', '4'])
      expect(watching.rows.at(-1)?.RecordNumber).toBe(0)
    } finally {
      watching.end()
    }
  })
})

const sequence = '963379f93a164ffc9517487daa687bea'
function entry(number: number, fields: Readonly<Record<string, unknown>>, from = sequence): string {
  return JSON.stringify({
    __CURSOR: `s=${from};i=${number.toString(16)};b=26b7;m=1;t=2;x=3`,
    __REALTIME_TIMESTAMP: String(1_714_546_800_000_000 + number),
    _HOSTNAME: 'sql01',
    ...fields,
  })
}

/** journalctl that answers these lines, newest first, and keeps its arguments. */
function journalPrograms(lines: readonly string[], end = { code: 0, errors: '' }) {
  const runs: (readonly string[])[] = []
  const following: ((line: string) => void)[] = []
  async function* answer(args: readonly string[], signal: AbortSignal) {
    if (args.some(arg => arg.startsWith('--field='))) {
      const names = lines.flatMap(line => /"SYSLOG_IDENTIFIER":"([^"]*)"/.exec(line)?.[1] ?? [])
      yield* new Set<string>(names)
    } else if (args.includes('--follow')) {
      const pending: string[] = []
      let wake = () => {}
      following.push(line => {
        pending.push(line)
        wake()
      })
      signal.addEventListener('abort', () => wake())
      while (!signal.aborted) {
        const line = pending.shift()
        if (line === 'end') return
        if (line !== undefined) yield line
        else
          await new Promise<void>(resolve => {
            wake = resolve
          })
      }
    } else {
      const cursor = args.find(arg => arg.startsWith('--cursor='))?.slice('--cursor='.length)
      const count = Number(args.find(arg => arg.startsWith('--lines='))?.slice('--lines='.length) ?? 1e6)
      yield* (cursor ? lines.filter(line => line.includes(`"${cursor};`)) : lines).slice(0, count)
    }
  }
  const programs: Programs = {
    has: name => name === 'journalctl',
    run(name, args, signal) {
      runs.push([name, ...args])
      return { lines: answer(args, signal), end: Promise.resolve(end) }
    },
  }
  const say = (line: string) => {
    for (const each of following) each(line)
  }
  return { programs, runs, say }
}

function journalMachine(lines: readonly string[], end?: { code: number; errors: string }) {
  const { programs, runs, say } = journalPrograms(lines, end)
  const machine = machineWith({
    '/var/log/journal/abc/system.journal': '',
    '/etc/passwd': 'alice:x:1000:1000:::\n',
    '/var/log/syslog': '2024-05-01T00:00:00Z h a: not asked\n',
  })
  return { machine: Object.assign(machine, { programs }), runs, say }
}

describe('Win32_NTLogEvent of the journal', () => {
  const lines = [
    entry(900, { MESSAGE: 'hello', PRIORITY: '3', SYSLOG_IDENTIFIER: 'App', _UID: '1000' }),
    entry(899, { MESSAGE: [60, 255, 1], PRIORITY: '6', SYSLOG_FACILITY: '3', SYSLOG_IDENTIFIER: '--since=now' }),
    entry(898, {
      MESSAGE: ['first', 'second'],
      PRIORITY: '4',
      SYSLOG_FACILITY: '10',
      SYSLOG_IDENTIFIER: ['sshd', 'x'],
    }),
    entry(897, { MESSAGE: null, SYSLOG_FACILITY: '0', SYSLOG_IDENTIFIER: 'kernel' }),
    'not json',
    '{"__CURSOR": 5}',
    entry(899, { MESSAGE: 'of an older journal', SYSLOG_FACILITY: '3' }, '0'.repeat(32)),
    entry(12, { MESSAGE: 'of an older journal', SYSLOG_FACILITY: '3' }, '0'.repeat(32)),
  ]

  test('tells each entry; of two with one number the newer', async () => {
    const { machine } = journalMachine(lines)
    const rows = await providerRows(ntLogEventProvider(machine))
    expect(rows.map(pick)).toEqual([
      ['Application', 900, '20240501070000.000900+000', 'App', 1, 'hello'],
      ['System', 899, '20240501070000.000899+000', '--since=now', 3, '<\ufffd\u0001'],
      ['Security', 898, '20240501070000.000898+000', 'sshd', 2, 'first'],
      ['System', 897, '20240501070000.000897+000', 'kernel', null, null],
      ['System', 12, '20240501070000.000012+000', null, null, 'of an older journal'],
    ])
    expect(rows.map(row => row.User)).toEqual([`${machine.hostName}\\alice`, null, null, null, null])
    expect(rows[0]?.ComputerName).toBe('sql01')
  })

  test('journalctl does the filtering it can', async () => {
    const { machine, runs } = journalMachine(lines)
    const ask = (where: string) => wmiOf(machine).query(`SELECT Message FROM Win32_NTLogEvent WHERE ${where}`).toArray()
    const rows = await ask(
      "Logfile = 'Security' AND TimeGenerated >= '20240501090000.000000+120' AND TimeGenerated < '20240502' " +
        'AND (EventType = 1 OR EventType = 2)',
    )
    expect(rows.map(row => row.Message)).toEqual(['first'])
    const [args = []] = runs
    expect(args.slice(args.indexOf('--reverse'))).toEqual([
      '--reverse',
      '--since=@1714546800',
      '--until=@1714608001',
      '--priority=0..4',
      'SYSLOG_FACILITY=4',
      'SYSLOG_FACILITY=10',
    ])
    await ask("Logfile = 'Application' OR Logfile = 'System'")
    expect(runs.at(-1)?.some(arg => arg.startsWith('SYSLOG_'))).toBe(false)
  })

  test('a source is asked for as the journal spells it, and never becomes an option', async () => {
    const { machine, runs } = journalMachine(lines)
    const ask = async (name: string) =>
      wmiOf(machine).query(`SELECT Message FROM Win32_NTLogEvent WHERE SourceName = '${name}'`).toArray()
    expect(await ask('APP')).toHaveLength(1)
    expect(runs.at(-1)?.at(-1)).toBe('SYSLOG_IDENTIFIER=App')
    expect(await ask('--SINCE=now')).toHaveLength(1)
    expect(runs.at(-1)?.at(-1)).toBe('SYSLOG_IDENTIFIER=--since=now')
    const before = runs.length
    expect(await ask('; rm -rf /')).toEqual([])
    expect(await ask('x'.repeat(50_000))).toEqual([])
    expect(runs.slice(before).every(args => args.at(-1) === '--field=SYSLOG_IDENTIFIER')).toBe(true)
  })

  test('a record is looked up by its place, then among the newest', async () => {
    const { machine, runs } = journalMachine(lines)
    const provider = ntLogEventProvider(machine)
    expect((await providerGet(provider, { Logfile: 'SECURITY', RecordNumber: 898 }))?.Message).toBe('first')
    expect(runs.map(args => args.at(-1))).toEqual(['--lines=1', `--cursor=s=${sequence};i=382`])
    expect(await providerGet(provider, { Logfile: 'System', RecordNumber: 898 })).toBeNull()
    expect((await providerGet(provider, { Logfile: 'System', RecordNumber: 12 }))?.Message).toBe('of an older journal')
    expect(await providerGet(provider, { Logfile: 'System', RecordNumber: 13 })).toBeNull()
  })

  test('a journal that cannot be asked is an error with its reason', async () => {
    const { machine } = journalMachine([], { code: 1, errors: 'Failed to open journal\nmore' })
    await expect(wmiOf(machine).query('SELECT * FROM Win32_NTLogEvent').toArray()).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      message: 'journalctl ended with code 1: Failed to open journal',
    })
  })

  test('an empty journal has no events', async () => {
    const { machine } = journalMachine([])
    expect(await providerRows(ntLogEventProvider(machine))).toEqual([])
    expect(await providerGet(ntLogEventProvider(machine), { Logfile: 'System', RecordNumber: 1 })).toBeNull()
  })

  test('watching begins after the newest entry, and ends with an error when journalctl does', async () => {
    const { machine, runs, say } = journalMachine(lines)
    const watching = following(machine)
    await watching.begin()
    await new Promise(setImmediate)
    expect(runs.at(-1)?.slice(-3)).toEqual([
      '--follow',
      '--no-tail',
      `--after-cursor=s=${sequence};i=384;b=26b7;m=1;t=2;x=3`,
    ])
    say(entry(901, { MESSAGE: 'new', PRIORITY: '7' }))
    await watching.message('new')
    expect(watching.rows.map(pick)).toEqual([['Application', 901, '20240501070000.000901+000', null, 3, 'new']])
    say('end')
    await watching.until(() => watching.failure() !== undefined)
    expect(watching.failure()).toMatchObject({ name: 'WBEM_E_PROVIDER_FAILURE' })
    watching.end()
  })
})

describe('the log of the host itself', () => {
  const logWith = async () => {
    const eventLog = new EventLog(new MemoryStore().area('eventlog'))
    const record = { source: 'Disk watch', eventId: 0x4000_0007, category: 2 }
    await eventLog.append({ ...record, time: 1_714_546_800_000_000, type: 2, strings: ['almost full', 'C:'] })
    await eventLog.append({ ...record, time: 1_714_546_900_000_000, type: 5, strings: [] })
    return eventLog
  }
  const machine = machineWith({ '/var/log/syslog': '2024-05-01T07:01:00Z h a: between\n' })

  test('stands beside the system’s, with all that its records know', async () => {
    const provider = ntLogEventProvider(machine, { eventLog: await logWith() })
    const rows = await providerRows(provider)
    expect(rows.map(pick)).toEqual([
      ['wmilink', 2, '20240501070140.000000+000', 'Disk watch', 5, null],
      ['System', 0, '20240501070100.000000+000', 'a', null, 'between'],
      ['wmilink', 1, '20240501070000.000000+000', 'Disk watch', 2, 'almost full\nC:'],
    ])
    expect(rows[2]).toMatchObject({
      Type: 'Warning',
      EventCode: 7,
      EventIdentifier: 0x4000_0007,
      Category: 2,
      InsertionStrings: ['almost full', 'C:'],
    })
    expect((await providerGet(provider, { Logfile: 'WMILINK', RecordNumber: 2 }))?.Type).toBe('Security Audit Failure')
    const only = await providerRows(provider, { equals: { Logfile: ['wmilink'], EventType: [5] } })
    expect(only.map(row => row.RecordNumber)).toEqual([2])
  })

  test('tells what is written to it', async () => {
    const eventLog = await logWith()
    const watching = following(machineWith({}), eventLog)
    await watching.begin()
    await eventLog.append({ time: 1, source: 's', type: 3, eventId: null, category: null, strings: ['new'] })
    await watching.message('new')
    expect(watching.rows.map(row => [row.Logfile, row.RecordNumber])).toEqual([['wmilink', 3]])
    watching.end()
  })
})
