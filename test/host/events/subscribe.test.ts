import { describe, expect, test } from 'vitest'
import type { CimInstance } from '../../../src/cim/instance.js'
import type { Provider, ProviderSubscription } from '../../../src/host/provider.js'
import { formatCondition } from '../../../src/wql/format.js'
import { EventHost, FakeRows, Watching } from './event-host.js'

const mof = `
class Test_Event : __ExtrinsicEvent { uint32 Id; };
class Test_Small : Test_Event { string Text; };
class Test_Large : Test_Event { uint64 Size; };
class Test_Silent : __ExtrinsicEvent { uint32 Id; };`

/** A provider that keeps its subscriptions for the test. */
class Subscriptions implements Provider {
  readonly all: ProviderSubscription[] = []
  enumerate = () => []
  subscribe(subscription: ProviderSubscription): void {
    this.all.push(subscription)
    subscription.signal.addEventListener('abort', () => this.all.splice(this.all.indexOf(subscription), 1))
  }

  get last(): ProviderSubscription {
    const last = this.all.at(-1)
    if (!last) throw new Error('nobody has subscribed')
    return last
  }
}

describe('events that a provider delivers', () => {
  test('are brought to the declared types, with TIME_CREATED', async () => {
    const large = new Subscriptions()
    const wmi = new EventHost(mof, { Test_Large: large }).connect()
    const watching = await Watching.of(wmi, 'SELECT * FROM Test_Large WHERE Size > 5')
    expect(large.last.event.name).toBe('Test_Large')
    expect(large.last.target).toBeNull()
    expect(large.last.where && formatCondition(large.last.where)).toBe('Size > 5')
    large.last.emit({ Id: 1, Size: 5 })
    large.last.emit({ Id: 2, Size: '6' })
    const event = await watching.next()
    expect([event.Id, event.Size, typeof event.TIME_CREATED]).toEqual([2, 6n, 'bigint'])
    large.last.emit({ Id: 3, Size: 7, TIME_CREATED: 42n })
    expect((await watching.next()).TIME_CREATED).toBe(42n)
    await wmi.close()
  })

  test('are heard also while the provider begins', async () => {
    const eager: Provider = { enumerate: () => [], subscribe: ({ emit }) => emit({ Id: 1 }) }
    const wmi = new EventHost(mof, { Test_Large: eager }).connect()
    const watching = await Watching.of(wmi, 'SELECT * FROM Test_Large')
    expect((await watching.next()).Id).toBe(1)
    await wmi.close()
  })

  test('come from all served classes below the one in FROM', async () => {
    const small = new Subscriptions()
    const large = new Subscriptions()
    const wmi = new EventHost(mof, { Test_Small: small, Test_Large: large }).connect()
    const watching = await Watching.of(wmi, 'SELECT Id FROM Test_Event WITHIN 10')
    small.last.emit({ Id: 1, Text: 'x' })
    large.last.emit({ Id: 2 })
    const events = await watching.take(2)
    expect(events.map(event => `${event.__CLASS} ${JSON.stringify(event)}`)).toEqual([
      'Test_Small {"Id":1}',
      'Test_Large {"Id":2}',
    ])
    await wmi.close()
    expect([small.all, large.all]).toEqual([[], []])
  })

  test('are subscribed to once for all who ask for the same', async () => {
    const small = new Subscriptions()
    const host = new EventHost(mof, { Test_Small: small })
    const first = host.connect()
    const second = host.connect()
    const watching = [
      await Watching.of(first, 'SELECT * FROM Test_Small'),
      await Watching.of(second, 'SELECT * FROM Test_Small'),
      await Watching.of(second, 'SELECT * FROM Test_Small WHERE Id = 1'),
    ]
    expect(small.all.length).toBe(2)
    for (const each of [...small.all]) each.emit({ Id: 1 })
    expect(await Promise.all(watching.map(async each => (await each.next()).Id))).toEqual([1, 1, 1])
    await first.close()
    expect(small.all.length).toBe(2)
    await second.close()
    expect(small.all.length).toBe(0)
  })

  test('that do not fit the class end the watch, naming what is wrong', async () => {
    const small = new Subscriptions()
    const wmi = new EventHost(mof, { Test_Small: small }).connect()
    const watching = await Watching.of(wmi, 'SELECT * FROM Test_Small')
    small.last.emit({ Id: 'many' })
    await expect(watching.next()).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      message: expect.stringMatching(/^the provider of Test_Small gave a wrong value for Id: /),
    })
    expect(small.all).toEqual([])
  })

  test('end with the error of a provider that can deliver no more', async () => {
    const small = new Subscriptions()
    const wmi = new EventHost(mof, { Test_Small: small }).connect()
    const watching = await Watching.of(wmi, 'SELECT * FROM Test_Small')
    small.last.emit({ Id: 1 })
    small.last.fail(new Error('cable cut'))
    expect((await watching.next()).Id).toBe(1)
    await expect(watching.next()).rejects.toMatchObject({ message: 'the provider of Test_Small failed: cable cut' })
  })

  test('cannot be watched when the subscription fails; the next one tries again', async () => {
    let broken = true
    const provider: Provider = {
      enumerate: () => [],
      async subscribe({ emit }) {
        if (broken) throw new Error('no device')
        queueMicrotask(() => emit({ Id: 7 }))
      },
    }
    const wmi = new EventHost(mof, { Test_Small: provider }).connect()
    const query = 'SELECT * FROM Test_Small'
    await expect(Watching.of(wmi, query)).rejects.toMatchObject({
      message: 'the provider of Test_Small failed: no device',
    })
    broken = false
    expect((await (await Watching.of(wmi, query)).next()).Id).toBe(7)
    await wmi.close()
  })

  test('cannot be watched when their provider has none', async () => {
    const wmi = new EventHost(mof, { Test_Silent: new FakeRows() }).connect()
    await expect(Watching.of(wmi, 'SELECT * FROM Test_Silent')).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_NOT_CAPABLE',
      message: 'the provider of Test_Silent reports no events',
    })
  })
})

describe('instance events that a provider reports', () => {
  test('of the clock need no WITHIN, and come as instances with a path', async () => {
    const clock = new Subscriptions()
    const host = new EventHost(
      '[abstract, singleton] class Win32_CurrentTime { uint32 Second; }; [singleton, dynamic] class Win32_LocalTime : Win32_CurrentTime { };',
      { Win32_LocalTime: clock },
    )
    const wmi = host.connect()
    const watching = await Watching.of(
      wmi,
      'SELECT * FROM __InstanceModificationEvent WHERE TargetInstance ISA "Win32_CurrentTime" AND TargetInstance.Second = 0',
    )
    expect([clock.last.event.name, clock.last.target?.name]).toEqual(['__InstanceModificationEvent', 'Win32_LocalTime'])
    clock.last.emit({ TargetInstance: { Second: 59 }, PreviousInstance: { Second: 58 } })
    clock.last.emit({ TargetInstance: { Second: 0 }, PreviousInstance: { Second: 59 } })
    const event = await watching.next()
    expect((event.TargetInstance as CimInstance).__PATH).toBe('\\\\TESTHOST\\root\\test:Win32_LocalTime=@')
    expect((event.PreviousInstance as CimInstance).Second).toBe(59)
    await wmi.close()
  })
})

describe('raise', () => {
  test('reaches all who watch the class or one above it, in that namespace only', async () => {
    const host = new EventHost(mof)
    const wmi = host.connect()
    const root = host.connect(undefined, 'root')
    const exact = await Watching.of(wmi, 'SELECT * FROM Test_Small WHERE Id = 2')
    const above = await Watching.of(wmi, 'SELECT * FROM __ExtrinsicEvent')
    const elsewhere = await Watching.of(root, 'SELECT * FROM __ExtrinsicEvent')
    const { events } = host.state
    events.raise('root/test', 'test_small', { Id: 1 })
    events.raise('root\\test', 'Test_Small', { Id: 2 })
    events.raise('root', '__ConsumerFailureEvent', { ErrorCode: 0x80041001 })
    expect((await exact.next()).Id).toBe(2)
    expect((await above.take(2)).map(event => event.Id)).toEqual([1, 2])
    expect((await elsewhere.next()).ErrorCode).toBe(0x80041001)
    await events.close()
  })

  test('refuses a class that is not there and a value that does not fit', () => {
    const { events } = new EventHost(mof).state
    expect(() => events.raise('root\\test', 'Test_Missing', {})).toThrow('there is no class Test_Missing')
    expect(() => events.raise('root\\test', 'Test_Small', { Id: 'x' })).toThrow('Id')
  })
})

describe('an event of Windows that this host does not learn of', () => {
  const cimv2 =
    '#pragma namespace("\\\\\\\\.\\\\root\\\\test")\nclass Win32_PowerManagementEvent : __ExtrinsicEvent { uint16 EventType; };'

  test('is refused rather than waited for in vain', async () => {
    const wmi = new EventHost(cimv2).connect()
    await expect(Watching.of(wmi, 'SELECT * FROM Win32_PowerManagementEvent', { timeout: 20 })).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_NOT_CAPABLE',
      message: 'nothing in this host reports Win32_PowerManagementEvent: a watch would wait for ever',
    })
  })

  test('is watched where somebody serves it', async () => {
    const power: Provider = {
      enumerate: () => [],
      subscribe: ({ emit }) => void setTimeout(() => emit({ EventType: 7 }), 1),
    }
    const wmi = new EventHost(cimv2, { Win32_PowerManagementEvent: power }).connect()
    const watching = await Watching.of(wmi, 'SELECT * FROM Win32_PowerManagementEvent')
    expect((await watching.next()).EventType).toBe(7)
    await watching.leave()
  })
})

describe('registry events', () => {
  const watch = (query: string) =>
    Watching.of(new EventHost('').connect(undefined, 'root\\default'), query, { timeout: 20 })

  test.each([
    ["RegistryValueChangeEvent WHERE Hive = 'HKEY_LOCAL_MACHINE' AND KeyPath = 'Software'", 'ValueName'],
    ["RegistryKeyChangeEvent WHERE Hive = 'HKEY_LOCAL_MACHINE'", 'KeyPath'],
    ["RegistryKeyChangeEvent WHERE Hive = 'HKEY_LOCAL_MACHINE' AND KeyPath LIKE 'Soft%'", 'KeyPath'],
    ["RegistryTreeChangeEvent WHERE Hive = 'HKEY_LOCAL_MACHINE' OR RootPath = 'Software'", 'Hive'],
    ["RegistryTreeChangeEvent WHERE NOT Hive = 'HKEY_USERS' AND RootPath = ''", 'Hive'],
    ['RegistryTreeChangeEvent', 'Hive'],
  ])('FROM %s lacks %s', async (rest, property) => {
    await expect(watch(`SELECT * FROM ${rest}`)).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_QUERY',
      message: expect.stringContaining(`does not say with "=" which ${property} of `),
    })
  })

  test('are not asked of their base class', async () => {
    await expect(watch('SELECT * FROM RegistryEvent')).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_QUERY',
      hint: 'Watch one of RegistryTreeChangeEvent, RegistryKeyChangeEvent, RegistryValueChangeEvent',
    })
  })

  test('may name several places', async () => {
    const place = (path: string) => `(Hive = 'HKEY_LOCAL_MACHINE' AND KeyPath = '${path}' AND ValueName = 'x')`
    const watching = await watch(`SELECT * FROM RegistryValueChangeEvent WHERE ${place('A')} OR ${place('B')}`)
    await expect(watching.next()).rejects.toMatchObject({ name: 'WBEM_E_TIMED_OUT' })
  })
})
