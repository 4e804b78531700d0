import { describe, expect, test } from 'vitest'
import type { CimInstance } from '../../../src/cim/instance.js'
import type { AccessPolicy } from '../../../src/host/access-policy.js'
import type { Caller } from '../../../src/host/caller.js'
import { EventHost, FakeRows, told, Watching } from './event-host.js'

const mof = 'class Test_Row { [key] string Name; uint32 Value; string Secret; };'
const query = (interval: number, condition = '') =>
  `SELECT * FROM __InstanceOperationEvent WITHIN ${interval} WHERE TargetInstance ISA "Test_Row"${condition}`

describe('watchers of one class', () => {
  test('share each enumeration: a hundred with one interval cost one poll per interval', async () => {
    const rows = new FakeRows([{ Name: 'a', Value: 0 }])
    const host = new EventHost(mof, { Test_Row: rows })
    const wmi = host.connect()
    const watching = await Promise.all(Array.from({ length: 100 }, () => Watching.of(wmi, query(0.05))))
    expect(rows.asked.length).toBe(1)
    for (let round = 1; round <= 3; round += 1) {
      const polls = rows.asked.length
      rows.rows = [{ Name: 'a', Value: round }]
      const events = await Promise.all(watching.map(each => each.next()))
      expect(new Set(events.map(told))).toEqual(new Set([`Modification a ${round - 1}->${round}`]))
      // All of them share the event itself.
      expect(new Set(events).size).toBe(1)
      expect(rows.asked.length).toBe(polls + 1)
    }
    await wmi.close()
  })

  test('share it over several connections and conditions on what may change', async () => {
    const rows = new FakeRows()
    const host = new EventHost(mof, { Test_Row: rows })
    const first = host.connect()
    const second = host.connect()
    const watching = await Promise.all([
      Watching.of(first, query(0.02, ' AND TargetInstance.Value = 1')),
      Watching.of(second, query(0.02, ' AND TargetInstance.Value = 2')),
    ])
    expect(rows.asked.length).toBe(1)
    rows.rows = [
      { Name: 'a', Value: 1 },
      { Name: 'b', Value: 2 },
    ]
    expect((await Promise.all(watching.map(each => each.next()))).map(told)).toEqual(['Creation a', 'Creation b'])
    await Promise.all([first.close(), second.close()])
  })

  test('at different intervals get each change once', async () => {
    const rows = new FakeRows()
    const wmi = new EventHost(mof, { Test_Row: rows }).connect()
    const fast = await Watching.of(wmi, query(0.02))
    const slow = await Watching.of(wmi, query(0.1))
    rows.rows = [{ Name: 'a' }]
    expect([told(await fast.next()), told(await slow.next())]).toEqual(['Creation a', 'Creation a'])
    rows.rows = []
    expect([told(await slow.next()), told(await fast.next())]).toEqual(['Deletion a', 'Deletion a'])
    await wmi.close()
  })

  test('do not see what a slower one missed: what comes and goes between its polls', async () => {
    const rows = new FakeRows()
    const wmi = new EventHost(mof, { Test_Row: rows }).connect()
    const fast = await Watching.of(wmi, query(0.01))
    const slow = await Watching.of(wmi, query(300))
    rows.rows = [{ Name: 'a' }]
    expect(told(await fast.next())).toBe('Creation a')
    rows.rows = []
    expect(told(await fast.next())).toBe('Deletion a')
    await wmi.close()
    await expect(slow.next()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CONTEXT' })
  })

  test('who come later take their own baseline', async () => {
    const rows = new FakeRows([{ Name: 'a' }])
    const wmi = new EventHost(mof, { Test_Row: rows }).connect()
    const first = await Watching.of(wmi, query(300))
    rows.rows = [{ Name: 'a' }, { Name: 'b' }]
    const second = await Watching.of(wmi, query(0.02))
    rows.rows = [{ Name: 'a' }, { Name: 'b' }, { Name: 'c' }]
    expect(told(await second.next())).toBe('Creation c')
    await wmi.close()
    await expect(first.next()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CONTEXT' })
  })

  test('who join in the middle of an enumeration wait for the next one: it may have passed what they ask for', async () => {
    let release: () => void = () => undefined
    const enumerations: number[] = []
    let rows = ['a']
    const provider = {
      async *enumerate() {
        enumerations.push(rows.length)
        for (const Name of rows) yield { Name }
        if (enumerations.length === 1)
          await new Promise<void>(resolve => {
            release = resolve
          })
      },
    }
    const wmi = new EventHost(mof, { Test_Row: provider }).connect()
    const first = Watching.of(wmi, query(300))
    while (enumerations.length === 0) await new Promise(resolve => setImmediate(resolve))
    rows = ['a', 'b']
    const others = [Watching.of(wmi, query(300)), Watching.of(wmi, query(300))]
    await new Promise(resolve => setImmediate(resolve))
    release()
    await Promise.all([first, ...others])
    expect(enumerations).toEqual([1, 2])
    await wmi.close()
  })
})

describe('another caller', () => {
  const alice: Caller = { user: 'alice', remote: true, allowMethods: false }
  const policy: AccessPolicy = {
    allows: () => true,
    hidden: caller => (caller.remote ? new Set(['Secret']) : null),
  }

  test('shares with the same user only, and does not see what is hidden', async () => {
    const rows = new FakeRows()
    const host = new EventHost(mof, { Test_Row: rows }, policy)
    const own = host.connect()
    const hers = host.connect(alice)
    const watching = await Promise.all([
      Watching.of(own, query(0.02)),
      Watching.of(hers, query(0.02)),
      Watching.of(host.connect(alice), query(0.02)),
    ])
    expect(rows.asked.length).toBe(2)
    rows.rows = [{ Name: 'a', Secret: 'x' }]
    const events = await Promise.all(watching.map(each => each.next()))
    expect(events.map(event => (event.TargetInstance as CimInstance).Secret)).toEqual(['x', null, null])
    await host.state.events.close()
  })

  test('cannot find out what is hidden by asking for it', async () => {
    const rows = new FakeRows()
    const host = new EventHost(mof, { Test_Row: rows }, policy)
    const watching = await Watching.of(
      host.connect(alice),
      query(0.02, " AND (TargetInstance.Secret = 'x' OR TargetInstance.Name = 'end')"),
    )
    rows.rows = [{ Name: 'a', Secret: 'x' }, { Name: 'end' }]
    expect(told(await watching.next())).toBe('Creation end')
    await host.state.events.close()
  })

  test('without the right to subscribe is refused', async () => {
    const host = new EventHost(
      mof,
      { Test_Row: new FakeRows() },
      {
        allows: (_caller, right) => right !== 'subscribe',
        hidden: () => null,
      },
    )
    await expect(Watching.of(host.connect(alice), query(1))).rejects.toMatchObject({ name: 'WBEM_E_ACCESS_DENIED' })
  })
})

describe('a poll is narrowed', () => {
  const keyed = (condition: string) => query(0.02, ` AND ${condition}`)

  test('by a key', async () => {
    const rows = new FakeRows([
      { Name: 'a', Value: 1 },
      { Name: 'b', Value: 1 },
    ])
    const wmi = new EventHost(mof, { Test_Row: rows }).connect()
    const watching = await Watching.of(wmi, keyed("TargetInstance.Name = 'b'"))
    expect(rows.asked[0]?.equals('Name')).toEqual(['b'])
    rows.rows = [
      { Name: 'a', Value: 2 },
      { Name: 'b', Value: 2 },
    ]
    expect(told(await watching.next())).toBe('Modification b 1->2')
    await wmi.close()
  })

  test('by what the provider says to be fixed, and by nothing else', async () => {
    const rows = new FakeRows([], ['Value'])
    const wmi = new EventHost(mof, { Test_Row: rows }).connect()
    await Watching.of(wmi, keyed("TargetInstance.Value = 3 AND TargetInstance.Secret = 'x'"))
    expect(rows.asked[0]?.equals('Value')).toEqual([3])
    expect(rows.asked[0]?.equals('Secret')).toBeUndefined()
    await wmi.close()
  })

  test('not at all by values that may change: an instance may get them', async () => {
    const rows = new FakeRows([{ Name: 'a', Value: 1 }])
    const wmi = new EventHost(mof, { Test_Row: rows }).connect()
    const watching = await Watching.of(wmi, keyed('TargetInstance.Value = 2'))
    expect(rows.asked[0]?.where).toBeNull()
    rows.rows = [{ Name: 'a', Value: 2 }]
    expect(told(await watching.next())).toBe('Modification a 1->2')
    await wmi.close()
  })
})
