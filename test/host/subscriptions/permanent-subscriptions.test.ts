import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { WmiHost } from '../../../src/host/host.js'
import type { WmiServices } from '../../../src/wmi/services.js'

const mof = `#pragma namespace("\\\\\\\\.\\\\root\\\\subscription")
class Test_Note { [key] string Name; uint32 Load; };`

let folder: string
let hosts: WmiHost[]
let warnings: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wmilink-'))
  hosts = []
  warnings = []
})
afterEach(async () => {
  for (const host of hosts) await host.close()
  await rm(folder, { recursive: true, force: true })
})

function testHost(data?: string): WmiHost {
  const host = new WmiHost({
    hostName: 'TESTHOST',
    drives: new DriveMap([`L:=${folder}`], 'linux'),
    mof: [{ text: mof, source: 'test.mof' }],
    onWarning: text => warnings.push(text),
    ...(data === undefined ? {} : { data }),
  })
  hosts.push(host)
  return host
}

const created = "SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'Test_Note'"

async function bind(wmi: WmiServices, consumer: string, query = created): Promise<string> {
  const filter = await wmi.create('__EventFilter', { Name: 'notes', Query: query, QueryLanguage: 'WQL' })
  return wmi.create('__FilterToConsumerBinding', { Filter: filter, Consumer: consumer })
}

/** Waits until what is looked at is so; the test's own time limit ends a wait in vain. */
async function until(look: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await look())) await new Promise(resolve => setTimeout(resolve, 5))
}

const served = (host: WmiHost) => until(() => host.subscriptions.some(({ state }) => state === 'served'))
const log = () => readFile(join(folder, 'notes.log'), 'utf8').catch(() => '')

describe('a log file consumer', () => {
  const values = { Name: 'log', Filename: 'L:\\notes.log', Text: '%TargetInstance.Name% is at %TargetInstance.Load%' }

  test('writes a line for each event, from the binding on until it is deleted', async () => {
    const host = testHost()
    const wmi = host.connect('root\\subscription')
    const binding = await bind(wmi, await wmi.create('LogFileEventConsumer', values))
    await served(host)
    await wmi.create('Test_Note', { Name: 'a', Load: 5 })
    await wmi.create('Test_Note', { Name: 'b', Load: 6 })
    await until(async () => (await log()) === 'a is at 5\r\nb is at 6\r\n')

    await wmi.delete(binding)
    await until(() => host.subscriptions.length === 0)
    await wmi.create('Test_Note', { Name: 'c', Load: 7 })
    expect(await log()).toBe('a is at 5\r\nb is at 6\r\n')
    expect(warnings).toEqual([])
  })

  test('follows a change of the filter and of the consumer', async () => {
    const host = testHost()
    const wmi = host.connect('root\\subscription')
    const consumer = await wmi.create('LogFileEventConsumer', values)
    await bind(wmi, consumer, 'SELECT * FROM')
    await until(() => warnings.length === 1)
    expect(host.subscriptions).toMatchObject([{ state: 'refused' }])
    expect(warnings[0]).toContain('is not served: ')
    await wmi.put('__EventFilter.Name="notes"', { Query: `${created} AND TargetInstance.Load > 50` }, { partial: true })
    await wmi.put(consumer, { Text: 'high: %TargetInstance.Name%' }, { partial: true })
    await served(host)
    await wmi.create('Test_Note', { Name: 'low', Load: 5 })
    await wmi.create('Test_Note', { Name: 'x', Load: 60 })
    await until(async () => (await log()) !== '')
    expect(await log()).toBe('high: x\r\n')
  })

  test('is served again by the next host of the data folder', async () => {
    const data = join(folder, 'data')
    const first = testHost(data)
    const before = first.connect('root\\subscription')
    await bind(before, await before.create('LogFileEventConsumer', values))
    await first.close()
    const host = testHost(data)
    await served(host)
    await host.connect('root\\subscription').create('Test_Note', { Name: 'later', Load: 1 })
    await until(async () => (await log()) === 'later is at 1\r\n')
  })

  test('that cannot write raises a failure event, and the next event is tried again', async () => {
    const host = testHost()
    const wmi = host.connect('root\\subscription')
    const gone = { ...values, Filename: 'L:\\gone\\notes.log' }
    const binding = await bind(wmi, await wmi.create('LogFileEventConsumer', gone))
    await served(host)
    const stop = new AbortController()
    const failures = wmi.watch('SELECT * FROM __ConsumerFailureEvent', {
      signal: stop.signal,
      onReady: () => void wmi.create('Test_Note', { Name: 'a', Load: 5 }),
    })
    for await (const failure of failures) {
      expect(failure).toMatchObject({
        __CLASS: '__ConsumerFailureEvent',
        ErrorCode: 0x80041001,
        IntendedConsumer: binding,
      })
      expect(failure.ErrorDescription).toMatch(/cannot be written.*ENOENT/)
      expect(failure.Event).toMatchObject({ __CLASS: '__InstanceCreationEvent', TargetInstance: { Name: 'a' } })
      break
    }
    expect(warnings).toEqual([expect.stringContaining('was not delivered')])
  })

  test.each(['notes.log', '..\\notes.log', '', '\\\\other\\share\\x.log'])(
    'with the file name %j is refused',
    async name => {
      const host = testHost()
      const wmi = host.connect('root\\subscription')
      await bind(wmi, await wmi.create('LogFileEventConsumer', { ...values, Filename: name }))
      await until(() => warnings.length > 0)
      expect(host.subscriptions).toMatchObject([
        { state: 'refused', reason: expect.stringContaining('no absolute file name') },
      ])
    },
  )
})

test('an event log consumer writes to the log that Win32_NTLogEvent shows', async () => {
  const host = testHost()
  const wmi = host.connect('root\\subscription')
  const consumer = await wmi.create('NTEventLogEventConsumer', {
    Name: 'eventlog',
    SourceName: 'Notes',
    EventID: 8,
    EventType: 2,
    Category: 3,
    NumberOfInsertionStrings: 2,
    InsertionStringTemplates: ['%TargetInstance.Name%', '100%%', 'not counted'],
  })
  await bind(wmi, consumer)
  await served(host)
  await wmi.create('Test_Note', { Name: 'a', Load: 5 })
  const cimv2 = host.connect()
  const query = "SELECT * FROM Win32_NTLogEvent WHERE Logfile = 'wmilink'"
  await until(async () => (await cimv2.query(query).toArray()).length > 0)
  expect(await cimv2.query(query).toArray()).toMatchObject([
    { SourceName: 'Notes', EventType: 2, EventCode: 8, Category: 3, InsertionStrings: ['a', '100%'], RecordNumber: 1 },
  ])
})

test.each(['', ' GROUP WITHIN 0.001'])(
  'an event log consumer that hears of its own records does not write them again%s',
  async group => {
    const host = testHost()
    const wmi = host.connect('root\\subscription')
    const filter = await wmi.create('__EventFilter', {
      Name: 'records',
      EventNamespace: 'root\\cimv2',
      QueryLanguage: 'WQL',
      Query: `SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'Win32_NTLogEvent'${group}`,
    })
    const echo = { SourceName: 'Echo', EventType: 4, NumberOfInsertionStrings: 1, InsertionStringTemplates: ['again'] }
    const consumer = await wmi.create('NTEventLogEventConsumer', { ...echo, Name: 'echo' })
    await wmi.create('__FilterToConsumerBinding', { Filter: filter, Consumer: consumer })
    await served(host)
    await bind(wmi, await wmi.create('NTEventLogEventConsumer', { ...echo, Name: 'notes', SourceName: 'Notes' }))
    await until(() => host.subscriptions.filter(({ state }) => state === 'served').length === 2)
    const cimv2 = host.connect()
    const sources = async () =>
      (await cimv2.query("SELECT SourceName FROM Win32_NTLogEvent WHERE Logfile = 'wmilink'").toArray()).map(
        ({ SourceName }) => SourceName,
      )
    for (const count of [1, 2]) {
      await wmi.create('Test_Note', { Name: `n${count}`, Load: 1 })
      await until(async () => (await sources()).length >= count)
    }
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(await sources()).toEqual(['Notes', 'Notes'])
  },
)

test.each([
  [
    'CommandLineEventConsumer',
    { Name: 'x', CommandLineTemplate: 'rm -rf /' },
    'starts no programs and runs no scripts',
  ],
  ['ActiveScriptEventConsumer', { Name: 'x', ScriptingEngine: 'JScript', ScriptText: '1' }, 'runs no scripts'],
  ['SMTPEventConsumer', { Name: 'x', SMTPServer: 'mail' }, 'sends no mail'],
])('a %s is kept, and refused with the reason', async (className, values, reason) => {
  const host = testHost()
  const wmi = host.connect('root\\subscription')
  const consumer = await wmi.create(className, values)
  await bind(wmi, consumer)
  await until(() => warnings.length > 0)
  expect(warnings[0]).toContain(reason)
  expect(host.subscriptions).toMatchObject([{ state: 'refused', reason: expect.stringContaining(reason) }])
  expect(await wmi.get(consumer)).toMatchObject({ Name: 'x' })
})

test('a binding whose consumer does not exist is refused until it does', async () => {
  const host = testHost()
  const wmi = host.connect('root\\subscription')
  await bind(wmi, 'LogFileEventConsumer.Name="log"')
  await until(() => host.subscriptions.some(({ state }) => state === 'refused'))
  await wmi.create('LogFileEventConsumer', { Name: 'log', Filename: 'L:\\notes.log', Text: '%TargetInstance.Name%' })
  await served(host)
  await wmi.create('Test_Note', { Name: 'now', Load: 1 })
  await until(async () => (await log()) === 'now\r\n')
})
