import { describe, expect, test } from 'vitest'
import type { CimInstance } from '../../../src/cim/instance.js'
import { nextTime } from '../../../src/host/events/poll-group.js'
import { EventHost, FakeRows, told, Watching } from './event-host.js'

const mof = `
[abstract] class Test_Base { [key] string Name; uint32 Value; };
class Test_Row : Test_Base { string Kind; };
class Test_Other : Test_Base { };`
const from = (event: string, target = 'Test_Row') =>
  `SELECT * FROM ${event} WITHIN 0.01 WHERE TargetInstance ISA "${target}"`

describe('instance events by polling', () => {
  test('tell creation, modification with the former copy, and deletion with the last known one', async () => {
    const rows = new FakeRows([{ Name: 'old', Value: 1 }])
    const watching = await Watching.of(
      new EventHost(mof, { Test_Row: rows }).connect(),
      from('__InstanceOperationEvent'),
    )
    const events: string[] = []
    const next = async (change: FakeRows['rows']) => {
      rows.rows = change
      const event = await watching.next()
      events.push(told(event))
      return event
    }
    await next([
      { Name: 'old', Value: 1 },
      { Name: 'new', Value: 2 },
    ])
    await next([
      { Name: 'old', Value: 5 },
      { Name: 'new', Value: 2 },
    ])
    const last = await next([{ Name: 'new', Value: 2 }])
    expect(events).toEqual(['Creation new', 'Modification old 1->5', 'Deletion old'])
    expect((last.TargetInstance as CimInstance).Value).toBe(5)
    await watching.leave()
  })

  test.each([
    ['__InstanceCreationEvent', 'Creation b'],
    ['__InstanceModificationEvent', 'Modification a 1->2'],
    ['__InstanceDeletionEvent', 'Deletion c'],
  ])('%s comes alone when it is asked for', async (event, expected) => {
    const rows = new FakeRows([{ Name: 'a', Value: 1 }, { Name: 'c' }])
    const watching = await Watching.of(new EventHost(mof, { Test_Row: rows }).connect(), from(event))
    rows.rows = [{ Name: 'a', Value: 2 }, { Name: 'b' }]
    expect(told(await watching.next())).toBe(expected)
    rows.rows = [{ Name: 'a', Value: 1 }, { Name: 'c' }]
    expect(told(await watching.next())).toMatch(/^(Creation c|Modification a 2->1|Deletion b)$/)
    await watching.leave()
  })

  test('carry TIME_CREATED and no path; their instance has its own', async () => {
    const rows = new FakeRows()
    const watching = await Watching.of(
      new EventHost(mof, { Test_Row: rows }).connect(),
      from('__InstanceCreationEvent'),
    )
    const before = Date.now()
    rows.rows = [{ Name: 'a', Value: 1 }]
    const event = await watching.next()
    const milliseconds = Number((event.TIME_CREATED as bigint) / 10_000n - 11_644_473_600_000n)
    expect(milliseconds).toBeGreaterThanOrEqual(before)
    expect(milliseconds).toBeLessThanOrEqual(Date.now())
    expect([event.__PATH, event.__RELPATH, event.__SERVER, event.__NAMESPACE]).toEqual([null, null, null, null])
    expect((event.TargetInstance as CimInstance).__PATH).toBe('\\\\TESTHOST\\root\\test:Test_Row.Name="a"')
    await watching.leave()
  })

  test('of a class above come from all classes below it that somebody serves', async () => {
    const rows = new FakeRows()
    const others = new FakeRows()
    const host = new EventHost(mof, { Test_Row: rows, Test_Other: others })
    const watching = await Watching.of(host.connect(), from('__InstanceCreationEvent', 'Test_Base'))
    rows.rows = [{ Name: 'a' }]
    const first = await watching.next()
    others.rows = [{ Name: 'b' }]
    const second = await watching.next()
    expect([first, second].map(event => (event.TargetInstance as CimInstance).__CLASS)).toEqual([
      'Test_Row',
      'Test_Other',
    ])
    await watching.leave()
  })

  test('come as the SELECT list says, the instance whole', async () => {
    const rows = new FakeRows()
    const watching = await Watching.of(
      new EventHost(mof, { Test_Row: rows }).connect(),
      'SELECT TargetInstance.Name FROM __InstanceCreationEvent WITHIN 0.01 WHERE TargetInstance ISA "Test_Row"',
    )
    rows.rows = [{ Name: 'a', Value: 7, Kind: 'k' }]
    const event = await watching.next()
    expect(Object.keys(event)).toEqual(['TargetInstance'])
    expect({ ...(event.TargetInstance as CimInstance) }).toEqual({ Kind: 'k', Name: 'a', Value: 7 })
    await watching.leave()
  })

  test.each([
    ["TargetInstance.Value > 5 AND NOT TargetInstance.Name LIKE 'no%'", ['Creation big']],
    [
      "(TargetInstance.Name = 'small' OR TargetInstance.Kind = 'k') AND TargetInstance.Value < 50",
      ['Creation small', 'Creation big'],
    ],
    ['TargetInstance.Kind IS NULL', ['Creation small', 'Creation nobig']],
  ])('match the condition %s', async (condition, expected) => {
    const rows = new FakeRows()
    const watching = await Watching.of(
      new EventHost(mof, { Test_Row: rows }).connect(),
      `${from('__InstanceCreationEvent')} AND ((${condition}) OR TargetInstance.Name = 'end')`,
    )
    rows.rows = [
      { Name: 'small', Value: 1 },
      { Name: 'big', Value: 10, Kind: 'k' },
      { Name: 'nobig', Value: 100 },
      { Name: 'end' },
    ]
    const events = (await watching.take(expected.length + 1)).map(told)
    expect(events).toEqual([...expected, 'Creation end'])
    await watching.leave()
  })

  test('test the former copy as well', async () => {
    const rows = new FakeRows([
      { Name: 'a', Value: 1 },
      { Name: 'b', Value: 2 },
    ])
    const watching = await Watching.of(
      new EventHost(mof, { Test_Row: rows }).connect(),
      `${from('__InstanceModificationEvent')} AND PreviousInstance.Value = 2`,
    )
    rows.rows = [
      { Name: 'a', Value: 2 },
      { Name: 'b', Value: 3 },
    ]
    expect(told(await watching.next())).toBe('Modification b 2->3')
    await watching.leave()
  })

  test('two files whose names differ in case only are two instances', async () => {
    const rows = new FakeRows([{ Name: 'a' }])
    const watching = await Watching.of(
      new EventHost(mof, { Test_Row: rows }).connect(),
      from('__InstanceOperationEvent'),
    )
    rows.rows = [{ Name: 'a' }, { Name: 'A' }]
    expect(told(await watching.next())).toBe('Creation A')
    await watching.leave()
  })
})

describe('a poll that fails', () => {
  test('at registration ends the watch with the error of the provider', async () => {
    const rows = new FakeRows()
    rows.failures = [new Error('disk on fire')]
    const watching = Watching.of(new EventHost(mof, { Test_Row: rows }).connect(), from('__InstanceCreationEvent'))
    await expect(watching).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      message: 'the provider of Test_Row failed: disk on fire',
      operation: 'watch',
    })
  })

  test('twice is tried again and makes no deletions', async () => {
    const rows = new FakeRows([{ Name: 'a', Value: 1 }])
    const watching = await Watching.of(
      new EventHost(mof, { Test_Row: rows }).connect(),
      from('__InstanceOperationEvent'),
    )
    rows.failures = [new Error('once'), new Error('twice')]
    await rows.polls(2)
    rows.rows = [{ Name: 'a', Value: 2 }]
    expect(told(await watching.next())).toBe('Modification a 1->2')
    await watching.leave()
  })

  test('three times in a row ends the watch', async () => {
    const rows = new FakeRows([{ Name: 'a' }])
    const watching = await Watching.of(
      new EventHost(mof, { Test_Row: rows }).connect(),
      from('__InstanceOperationEvent'),
    )
    rows.failures = [new Error('one'), new Error('two'), new Error('three')]
    await expect(watching.next()).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      message: 'the provider of Test_Row failed: three',
    })
  })
})

describe('a poll that takes longer than the interval', () => {
  test('is not overlapped by the next', async () => {
    let running = 0
    let most = 0
    let polls = 0
    let wake: () => void = () => undefined
    const enough = new Promise<void>(resolve => {
      wake = resolve
    })
    const provider = {
      async *enumerate() {
        running += 1
        most = Math.max(most, running)
        await new Promise(resolve => setTimeout(resolve, 15))
        yield { Name: 'a' }
        running -= 1
        polls += 1
        if (polls === 4) wake()
      },
    }
    const wmi = new EventHost(mof, { Test_Row: provider }).connect()
    await Watching.of(wmi, `SELECT * FROM __InstanceCreationEvent WITHIN 0.001 WHERE TargetInstance ISA "Test_Row"`)
    await enough
    await wmi.close()
    expect(most).toBe(1)
  })
})

describe('the time of the next poll', () => {
  test.each([
    [0, 1000, 1000],
    [999, 1000, 1000],
    [1000, 1000, 2000],
    [1000, 2000, 2000],
    [2500.5, 100, 2600],
    [0.3, 0.1, 0.4],
  ])('after %d ms with an interval of %d ms is %d ms', (now, interval, expected) => {
    expect(nextTime(now, interval)).toBeCloseTo(expected, 6)
  })
})
