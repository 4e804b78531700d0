import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseMof } from '../../../../src/cim/mof/index.js'
import { DTSExecResult, setByPath, type WmiEventWatcherTask } from '../../../../src/ssis/index.js'
import { jobHost, query, watcherPackage } from './watcher-package.js'

const { Success, Failure, Canceled } = DTSExecResult
const names = (entries: readonly { readonly event: string }[]) =>
  entries.map(({ event }) => event).filter(event => event.startsWith('WMIEventWatcher'))

describe('an event', () => {
  test('ends the task with success, is logged, and is told as MOF', async () => {
    const p = watcherPackage()
    expect(await p.run(() => p.create('first'))).toBe(Success)
    expect(p.task.executionValue).toBe(1)
    const task = p.task.task as WmiEventWatcherTask
    expect(task.lastRun).toMatchObject({ connection: 'WMI', query, events: 1, timeouts: 0, reconnections: 0 })
    expect([...new Set(names(p.logs))]).toEqual([
      'WMIEventWatcherWatchingForWMIEvents',
      'WMIEventWatcherEventOccurred',
      'WMIEventWatcherTaskEventOccurred',
    ])
    expect(p.custom.map(({ eventName }) => eventName)).toEqual(['WMIEventWatcherTaskEventOccurred'])
    const mof = p.custom[0]?.eventText ?? ''
    expect(mof).toMatch(/^instance of __InstanceCreationEvent/)
    expect(mof).toContain('Name = "first"')
    expect(() => parseMof(mof)).not.toThrow()
  })

  test('LogTheEvent fires no custom event', async () => {
    const p = watcherPackage({ actionAtEvent: 1 })
    expect(await p.run(() => p.create('first'))).toBe(Success)
    expect(p.custom).toEqual([])
    expect(names(p.logs)).toContain('WMIEventWatcherEventOccurred')
  })

  test('ReturnWithFailure fails the task with a reason', async () => {
    const p = watcherPackage({ afterEvent: 1 })
    expect(await p.run(() => p.create('first'))).toBe(Failure)
    expect(p.symbols()).toEqual(['DTS_E_WMIEWTASK_ERRMESSAGE'])
    expect(p.task.executionValue).toBe(1)
  })

  test('NumberOfEvents counts', async () => {
    const p = watcherPackage({ numberOfEvents: 3 })
    const result = p.run(async () => {
      for (const name of ['a', 'b', 'c']) await p.create(name)
    })
    expect(await result).toBe(Success)
    expect(p.custom).toHaveLength(3)
  })

  test('what does not match gives none', async () => {
    const p = watcherPackage({ timeout: 1, afterTimeout: 0 })
    expect(await p.run(() => p.create('done', 9))).toBe(Success)
    expect(p.task.executionValue).toBe(0)
  })

  test('WatchfortheEventAgain goes on until somebody cancels', async () => {
    const p = watcherPackage({ afterEvent: 2 })
    const stop = new AbortController()
    let events = 0
    const onCustomEvent = () => {
      events += 1
      if (events === 3) stop.abort()
    }
    const create = async () => {
      for (const name of ['a', 'b', 'c']) await p.create(name)
    }
    expect(await p.run(create, { signal: stop.signal, events: { onCustomEvent } })).toBe(Canceled)
    expect((p.task.task as WmiEventWatcherTask).lastRun?.events).toBe(3)
  })

  test('a cancel ends a wait that would last for ever', async () => {
    const p = watcherPackage()
    const stop = new AbortController()
    expect(await p.run(() => stop.abort(), { signal: stop.signal })).toBe(Canceled)
    expect(p.symbols()).toEqual([])
  })
})

describe('a time-out', () => {
  test('fails the task by default, with its code, its entry and its event', async () => {
    const p = watcherPackage({ timeout: 1 })
    expect(await p.run()).toBe(Failure)
    expect(p.symbols()).toEqual(['DTS_E_WMIEWTASK_TIMEOUTOCCURRED'])
    expect(names(p.logs)).toContain('WMIEventWatcherTimedout')
    expect(p.custom.map(({ eventName }) => eventName)).toEqual(['WMIEventWatcherTaskEventTimeout'])
  })

  test('ReturnWithSuccess, LogTimeout', async () => {
    const p = watcherPackage({ timeout: 1, afterTimeout: 0, actionAtTimeout: 1 })
    expect(await p.run()).toBe(Success)
    expect(p.custom).toEqual([])
    expect(names(p.logs)).toContain('WMIEventWatcherTimedout')
  })

  test('WatchfortheEventAgain waits on with the same subscription', async () => {
    const p = watcherPackage({ timeout: 1, afterTimeout: 2 })
    const events: string[] = []
    const result = await p.pkg.execute({
      connect: { host: p.host },
      events: {
        onCustomEvent: (_source, { eventName }) => {
          events.push(eventName)
          if (events.length === 1) void p.create('late')
        },
      },
    })
    expect(result).toBe(Success)
    expect(events).toEqual(['WMIEventWatcherTaskEventTimeout', 'WMIEventWatcherTaskEventOccurred'])
    expect((p.task.task as WmiEventWatcherTask).lastRun).toMatchObject({ events: 1, timeouts: 1 })
  })
})

describe('ExistingMatches', () => {
  test('counts what is there, and nothing twice', async () => {
    const p = watcherPackage({ existingMatches: true, numberOfEvents: 3 })
    await p.create('old 1')
    await p.create('old 2')
    await p.create('other', 9)
    expect(await p.run(() => p.create('new'))).toBe(Success)
    const texts = p.custom.map(({ eventText }) => /Name = "(.*?)"/.exec(eventText)?.[1])
    expect(texts.sort()).toEqual(['new', 'old 1', 'old 2'])
  })

  test('returns at once when enough is there', async () => {
    const p = watcherPackage({ existingMatches: true })
    await p.create('old')
    expect(await p.run()).toBe(Success)
    const text = p.custom[0]?.eventText ?? ''
    expect(text).toMatch(/^instance of __InstanceCreationEvent/)
    expect(text).toContain('TargetInstance = instance of Test_Job')
  })

  test('says when the question has no such form, and waits', async () => {
    const p = watcherPackage({
      existingMatches: true,
      wqlQuerySource: "SELECT * FROM __InstanceDeletionEvent WITHIN 0.1 WHERE TargetInstance ISA 'Test_Job'",
      timeout: 1,
      afterTimeout: 0,
    })
    expect(await p.run()).toBe(Success)
    expect(p.warnings().join()).toContain('not for the creation or modification')
  })

  test('can be set by its path, as --set does', async () => {
    const p = watcherPackage({ afterTimeout: 0, timeout: 1 })
    await p.create('old')
    setByPath(p.pkg, '\\Package\\Wait.Properties[ExistingMatches]', 'True')
    expect(await p.run()).toBe(Success)
    expect((p.task.task as WmiEventWatcherTask).lastRun).toMatchObject({ events: 1, existing: 1, timeouts: 0 })
  })

  test('is never saved', () => {
    const p = watcherPackage({ existingMatches: true })
    expect(p.task.innerObject.existingMatches).toBe(true)
    expect(p.pkg.toXml()).not.toContain('ExistingMatches')
  })
})

describe('what the event is', () => {
  test('a class: its MOF follows that of the event', async () => {
    const p = watcherPackage({ wqlQuerySource: 'SELECT * FROM __ClassCreationEvent' })
    const create = async () => {
      for (const item of parseMof('class Test_New { [key] string Name; };').items)
        if (item.kind === 'class') await p.host.connect().putClass(item.declaration)
    }
    expect(await p.run(create)).toBe(Success)
    const mof = p.custom[0]?.eventText ?? ''
    expect(mof).toMatch(/^instance of __ClassCreationEvent\n\{[^}]*\};\n[^;]*class Test_New/)
    expect(() => parseMof(mof)).not.toThrow()
  })

  test('an aggregate', async () => {
    const p = watcherPackage({ wqlQuerySource: `${query} GROUP WITHIN 0.5`, existingMatches: true })
    const two = async () => {
      for (const name of ['a', 'b']) await p.create(name)
    }
    expect(await p.run(two)).toBe(Success)
    expect(p.custom[0]?.eventText).toMatch(/^instance of __AggregateEvent\n\{\n\tNumberOfEvents = 2;/)
    expect(p.warnings()).toEqual([
      'what matches already cannot be looked for: the query is not for the creation or modification of instances',
    ])
  })

  test('a modification, also of what matches already', async () => {
    const modified = query.replace('Creation', 'Modification')
    const p = watcherPackage({ wqlQuerySource: modified, existingMatches: true, numberOfEvents: 2 })
    await p.create('old', 1)
    const result = p.run(undefined, {
      events: {
        onCustomEvent: (_source, event) => {
          if (p.custom.push(event) === 1)
            void p.host.connect().put('Test_Job.Name="old"', { State: 2 }, { partial: true })
        },
      },
    })
    expect(await result).toBe(Success)
    expect(p.custom.map(({ eventText }) => eventText.match(/\w+ = instance|State = \d/g))).toEqual([
      ['TargetInstance = instance', 'State = 1'],
      ['PreviousInstance = instance', 'State = 1', 'TargetInstance = instance', 'State = 2'],
    ])
  })
})

describe('advice on the query', () => {
  const unfinished = "SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'Win32_Process';"
  const told = ['semicolon, which WQL does not know', 'it needs WITHIN']

  test('is given by validation for a query in the task', async () => {
    const p = watcherPackage({ wqlQuerySource: unfinished })
    expect(await p.pkg.validate()).toBe(Success)
    expect(p.warnings()).toEqual(told.map(text => expect.stringContaining(text)))
    expect(new Set(p.pkg.warnings.map(({ hint }) => hint))).toEqual(
      new Set(["Write: SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'Win32_Process'"]),
    )
  })

  test('is given by the run for one in a variable', async () => {
    const p = watcherPackage({ wqlQuerySourceType: 2, wqlQuerySource: 'User::Query' })
    p.pkg.variables.add('Query', false, 'User', unfinished)
    await p.pkg.validate()
    expect(p.warnings()).toEqual([])
    expect(await p.run()).toBe(Failure)
    expect(p.warnings().slice(0, 2)).toEqual(told.map(text => expect.stringContaining(text)))
  })

  test('knows the namespace of the connection', async () => {
    const p = watcherPackage({ wqlQuerySource: 'SELECT * FROM DEADLOCK_GRAPH' })
    p.pkg.connections.get('WMI').innerObject.namespace = '\\root\\Microsoft\\SqlServer\\ServerEvents\\MSSQLSERVER'
    await p.pkg.validate()
    expect(p.warnings()).toEqual([])
  })
})

test('onQueryCancel is asked while the task waits', async () => {
  const p = watcherPackage()
  let asked = 0
  const onQueryCancel = () => {
    asked += 1
    return asked > 3
  }
  expect(await p.run(undefined, { events: { onQueryCancel } })).toBe(Canceled)
})

test('a time-out also bounds a subscription that never stands', async () => {
  const p = watcherPackage({ timeout: 1 })
  const services = p.host.connect()
  services.watch = (_wql, options) => ({
    async *[Symbol.asyncIterator]() {
      yield* []
      await new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(options.signal?.reason))
      })
    },
    toArray: async () => [],
  })
  expect(await p.run(undefined, { connect: { host: { connect: () => services } } })).toBe(Failure)
  expect(p.symbols()).toEqual(['DTS_E_WMIEWTASK_TIMEOUTOCCURRED'])
})

describe('where the query is', () => {
  test('in a variable', async () => {
    const p = watcherPackage({ wqlQuerySourceType: 2, wqlQuerySource: 'User::Query' })
    p.pkg.variables.add('Query', false, 'User', query)
    expect(await p.run(() => p.create('x'))).toBe(Success)
  })

  test('in a file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'watcher-')), 'query.wql')
    writeFileSync(file, query)
    const p = watcherPackage({ wqlQuerySourceType: 0, wqlQuerySource: 'Query' })
    const manager = p.pkg.connections.add('FILE')
    manager.name = 'Query'
    manager.connectionString = file
    expect(await p.run(() => p.create('x'))).toBe(Success)
  })
})

describe('what is wrong', () => {
  test.each<[string, Record<string, string | number>, string]>([
    ['no query', { wqlQuerySource: ' ' }, 'DTS_E_WMIEWTASK_MISSINGWQLQUERY'],
    ['no connection', { wmiConnection: '' }, 'DTS_E_WMIEWTASK_MISSINGCONNECTION'],
    ['a connection that is not there', { wmiConnection: 'No' }, 'DTS_E_WMIEWTASK_CONNECTIONMNGRDOESNTEXIST'],
    [
      'a file manager that is not there',
      { wqlQuerySourceType: 0, wqlQuerySource: 'No' },
      'DTS_E_WMIEWTASK_CONNECTIONMNGRDOESNTEXIST',
    ],
    [
      'a WMI manager for a file',
      { wqlQuerySourceType: 0, wqlQuerySource: 'WMI' },
      'DTS_E_WMIEWTASK_CONNECTIONTYPENOTFILE',
    ],
    ['a variable that is not there', { wqlQuerySourceType: 2, wqlQuerySource: 'User::No' }, 'DTS_E_VARIABLENOTFOUND'],
    ['no events to wait for', { numberOfEvents: 0 }, 'DTS_E_WMIEWTASK_INVALIDDATANODE'],
    ['a negative time-out', { timeout: -1 }, 'DTS_E_WMIEWTASK_INVALIDDATANODE'],
  ])('%s fails validation', async (_what, properties, symbol) => {
    const p = watcherPackage(properties)
    expect(await p.pkg.validate()).toBe(Failure)
    expect(p.symbols()).toEqual([symbol])
  })

  test('a manager of another type', async () => {
    const p = watcherPackage({ wmiConnection: 'File' })
    p.pkg.connections.add('FILE').name = 'File'
    expect(await p.pkg.validate()).toBe(Failure)
    expect(p.symbols()).toEqual(['DTS_E_WMIEWTASK_CONNECTIONTYPENOTWMI'])
  })

  test('a query that the server refuses: 0xC0029257 when the task runs, a warning before', async () => {
    const p = watcherPackage({ wqlQuerySource: 'SELECT * FROM __InstanceCreationEvent WHERE' })
    expect(await p.pkg.validate()).toBe(Success)
    expect(p.warnings()).toHaveLength(1)
    expect(await p.run()).toBe(Failure)
    expect(p.symbols()).toEqual(['DTS_E_WMIEWTASK_QUERYFAILURE'])
  })

  test('a class that is not there', async () => {
    const p = watcherPackage({ wqlQuerySource: 'SELECT * FROM No_Such_Event' })
    expect(await p.run()).toBe(Failure)
    expect(p.symbols()).toEqual(['DTS_E_WMIEWTASK_QUERYFAILURE'])
  })

  test('a namespace that is not there: 0xC020801C', async () => {
    const p = watcherPackage()
    p.pkg.connections.get('WMI').innerObject.namespace = '\\root\\nowhere'
    expect(await p.run()).toBe(Failure)
    expect(p.symbols()).toEqual(['DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER'])
  })
})

test('one host serves several watchers', async () => {
  const host = jobHost()
  const watchers = [watcherPackage({}, host), watcherPackage({}, host)]
  const [first] = watchers
  let watching = 0
  const results = watchers.map(p =>
    p.run(() => {
      watching += 1
      if (watching === watchers.length) void first?.create('shared')
    }),
  )
  expect(await Promise.all(results)).toEqual([Success, Success])
})
