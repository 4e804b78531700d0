import { describe, expect, test } from 'vitest'
import type { CimInstance } from '../../../src/cim/instance.js'
import type { Caller } from '../../../src/host/caller.js'
import { mostSeen } from '../../../src/host/events/seen-instances.js'
import type { Provider, ProviderRow, ProviderSubscription } from '../../../src/host/provider.js'
import { EventQueue } from '../../../src/wmi/event-queue.js'
import { EventHost, FakeRows, told, Watching } from './event-host.js'

const mof = `
class Test_Event : __ExtrinsicEvent { uint32 Id; string Text; };
class Test_Row { [key] string Name; uint32 Value; };`

/** A provider of Test_Event whose events the test raises. */
function emitter() {
  const subscriptions: ProviderSubscription[] = []
  const provider: Provider = {
    enumerate: () => [],
    subscribe(subscription) {
      subscriptions.push(subscription)
      subscription.signal.addEventListener('abort', () => subscriptions.splice(subscriptions.indexOf(subscription), 1))
    },
  }
  const emit = (row: ProviderRow) => {
    for (const each of [...subscriptions]) each.emit(row)
  }
  return { provider, emit }
}

describe('a reader that is slower than its events', () => {
  test('gets all that waited, then is told how many were lost', async () => {
    const { provider, emit } = emitter()
    const wmi = new EventHost(mof, { Test_Event: provider }).connect()
    const watching = await Watching.of(wmi, 'SELECT * FROM Test_Event', { queueLimit: 3 })
    for (let Id = 1; Id <= 5; Id += 1) emit({ Id })
    expect((await watching.take(3)).map(event => event.Id)).toEqual([1, 2, 3])
    await expect(watching.next()).rejects.toMatchObject({
      name: 'WBEM_E_QUEUE_OVERFLOW',
      message: '2 events were lost: 3 were waiting to be read when they came',
      operation: 'watch',
    })
  })

  test('and causes what it reads lets timers have their turn', async () => {
    const { provider, emit } = emitter()
    const wmi = new EventHost(mof, { Test_Event: provider }).connect()
    let rung = false
    let seen = 0
    for await (const _ of wmi.watch('SELECT * FROM Test_Event', { onReady: () => emit({ Id: 1 }) })) {
      seen += 1
      if (seen === 1)
        setTimeout(() => {
          rung = true
        }, 1)
      if (rung || seen === 1_000_000) break
      emit({ Id: 1 })
    }
    expect(rung).toBe(true)
  })

  test('gets nothing that came after the gap, however fast it has become', async () => {
    const { provider, emit } = emitter()
    const wmi = new EventHost(mof, { Test_Event: provider }).connect()
    const watching = await Watching.of(wmi, 'SELECT * FROM Test_Event', { queueLimit: 2 })
    for (let Id = 1; Id <= 3; Id += 1) emit({ Id })
    expect((await watching.next()).Id).toBe(1)
    emit({ Id: 4 })
    expect((await watching.next()).Id).toBe(2)
    await expect(watching.next()).rejects.toThrow('2 events were lost')
  })

  test('is told of to whoever watches __EventQueueOverflowEvent, once', async () => {
    const { provider, emit } = emitter()
    const wmi = new EventHost(mof, { Test_Event: provider }).connect()
    const overflows = await Watching.of(wmi, 'SELECT * FROM __EventDroppedEvent')
    await Watching.of(wmi, 'SELECT * FROM Test_Event', { queueLimit: 1 })
    for (let Id = 1; Id <= 4; Id += 1) emit({ Id })
    const event = await overflows.next()
    expect(event.__CLASS).toBe('__EventQueueOverflowEvent')
    expect(event.CurrentQueueSize).toBe(1)
    expect((event.Event as CimInstance).Id).toBe(2)
    await Watching.of(wmi, 'SELECT * FROM Test_Event', { queueLimit: 1 })
    for (let Id = 11; Id <= 12; Id += 1) emit({ Id })
    expect(((await overflows.next()).Event as CimInstance).Id).toBe(12)
    await wmi.close()
  })

  test('of another user is not told of: what was lost is its own', async () => {
    const { provider, emit } = emitter()
    const host = new EventHost(mof, { Test_Event: provider })
    const caller = (user: string): Caller => ({ user, remote: true, allowMethods: false })
    const bobs = await Watching.of(host.connect(caller('bob')), 'SELECT * FROM __EventDroppedEvent')
    const alices = await Watching.of(host.connect(caller('alice')), 'SELECT * FROM __EventDroppedEvent')
    await Watching.of(host.connect(caller('alice')), 'SELECT * FROM Test_Event', { queueLimit: 1 })
    emit({ Id: 1 })
    emit({ Id: 2 })
    expect(((await alices.next()).Event as CimInstance).Id).toBe(2)
    host.state.events.raise('root\\test', '__EventDroppedEvent', {})
    expect((await bobs.next()).__CLASS).toBe('__EventDroppedEvent')
    await host.state.events.close()
  })

  test.each([0, -1, 1.5, Number.NaN])('cannot have a queue of %d', async queueLimit => {
    const wmi = new EventHost(mof, { Test_Event: emitter().provider }).connect()
    await expect(Watching.of(wmi, 'SELECT * FROM Test_Event', { queueLimit })).rejects.toMatchObject({
      name: 'ArgumentError',
      message: `queueLimit must be a whole number from 1, not ${queueLimit}`,
    })
  })
})

describe('a reader that keeps up', () => {
  test('gets 100,000 events in order, and memory does not grow with them', async () => {
    const { provider, emit } = emitter()
    const wmi = new EventHost(mof, { Test_Event: provider }).connect()
    const watching = await Watching.of(wmi, 'SELECT * FROM Test_Event')
    const samples: number[] = []
    let inOrder = true
    for (let round = 0; round < 20; round += 1) {
      for (let index = 0; index < 5000; index += 1) emit({ Id: round * 5000 + index, Text: `event ${index}` })
      for (let index = 0; index < 5000; index += 1) inOrder &&= (await watching.next()).Id === round * 5000 + index
      samples.push(process.memoryUsage().heapUsed / 2 ** 20)
    }
    expect(inOrder).toBe(true)
    // Events that were kept would be some 2 MB per sample.
    expect(Math.min(...samples.slice(10)) - Math.min(...samples.slice(0, 10))).toBeLessThan(15)
    await wmi.close()
  })
})

describe('the queue', () => {
  test('gives events back in their order while others come', () => {
    const event = (Id: number) => ({ Id }) as unknown as CimInstance
    const queue = new EventQueue(3000)
    let next = 0
    let expected = 0
    let inOrder = true
    for (let round = 0; round < 10; round += 1) {
      while (queue.add(event(next))) next += 1
      for (let index = 0; index < 2500; index += 1) {
        inOrder &&= queue.take()?.Id === expected
        expected += 1
      }
      expect(queue.size).toBe(500)
    }
    expect(inOrder).toBe(true)
    queue.clear()
    expect(queue.take()).toBeUndefined()
  })
})

describe('instances that a provider observes between polls', () => {
  /** Rows, and what the provider sees of those that come and go. */
  class ObservedRows extends FakeRows {
    see: (row: ProviderRow) => void = () => undefined
    observed = 0
    observe(query: { readonly signal: AbortSignal }, seen: (row: ProviderRow) => void): void {
      this.observed += 1
      this.see = seen
      query.signal.addEventListener('abort', () => {
        this.observed -= 1
      })
    }
  }
  const all = (interval: number) =>
    `SELECT * FROM __InstanceOperationEvent WITHIN ${interval} WHERE TargetInstance ISA "Test_Row"`

  test('give a creation and a deletion when the next poll does not find them', async () => {
    const rows = new ObservedRows([{ Name: 'old' }])
    const wmi = new EventHost(mof, { Test_Row: rows }).connect()
    const watching = await Watching.of(wmi, all(0.02))
    rows.see({ Name: 'short', Value: 1 })
    rows.see({ Name: 'old' })
    expect((await watching.take(2)).map(told)).toEqual(['Creation short', 'Deletion short'])
    rows.rows = [{ Name: 'old' }, { Name: 'long' }]
    rows.see({ Name: 'long' })
    expect(told(await watching.next())).toBe('Creation long')
    rows.rows = [{ Name: 'old' }]
    expect(told(await watching.next())).toBe('Deletion long')
    await wmi.close()
  })

  test('are told once to watchers of different intervals', async () => {
    const rows = new ObservedRows()
    const wmi = new EventHost(mof, { Test_Row: rows }).connect()
    const fast = await Watching.of(wmi, all(0.02))
    const slow = await Watching.of(wmi, all(0.1))
    expect(rows.observed).toBe(1)
    rows.see({ Name: 'a' })
    expect((await slow.take(2)).map(told)).toEqual(['Creation a', 'Deletion a'])
    expect((await fast.take(2)).map(told)).toEqual(['Creation a', 'Deletion a'])
    rows.see({ Name: 'b' })
    expect((await fast.take(2)).map(told)).toEqual(['Creation b', 'Deletion b'])
    expect((await slow.take(2)).map(told)).toEqual(['Creation b', 'Deletion b'])
    await wmi.close()
    expect(rows.observed).toBe(0)
  })

  test('are left out where the query has no use for them', async () => {
    const rows = new ObservedRows()
    const wmi = new EventHost(mof, { Test_Row: rows }).connect()
    const watching = await Watching.of(wmi, `${all(0.02)} AND TargetInstance.Name = 'mine'`)
    rows.see({ Name: 'other' })
    rows.see({ Name: 'mine' })
    expect((await watching.take(2)).map(told)).toEqual(['Creation mine', 'Deletion mine'])
    await wmi.close()
  })

  test('that are too many end the watch, told', async () => {
    const rows = new ObservedRows()
    const wmi = new EventHost(mof, { Test_Row: rows }).connect()
    const watching = await Watching.of(wmi, all(300))
    for (let index = 0; index <= mostSeen; index += 1) rows.see({ Name: `f${index}` })
    await expect(watching.next()).rejects.toMatchObject({
      name: 'WBEM_E_QUEUE_OVERFLOW',
      message: 'more than 100000 instances of Test_Row were reported between two polls; not all can be told',
    })
    expect(rows.observed).toBe(0)
  })
})
