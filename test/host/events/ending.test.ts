import { describe, expect, test } from 'vitest'
import type { Provider } from '../../../src/host/provider.js'
import { EventHost, FakeRows, Watching } from './event-host.js'

const mof = `
class Test_Row { [key] string Name; };
class Test_Event : __ExtrinsicEvent { uint32 Number; };`
const polling = 'SELECT * FROM __InstanceOperationEvent WITHIN 0.01 WHERE TargetInstance ISA "Test_Row"'

/** A provider of Test_Event that counts who listens. */
class Listeners implements Provider {
  count = 0
  enumerate = () => []
  subscribe({ signal }: { readonly signal: AbortSignal }): void {
    this.count += 1
    signal.addEventListener('abort', () => {
      this.count -= 1
    })
  }
}

function parts() {
  const rows = new FakeRows([{ Name: 'a' }])
  const listeners = new Listeners()
  const host = new EventHost(mof, { Test_Row: rows, Test_Event: listeners })
  return { rows, listeners, host, wmi: host.connect() }
}

/** Resolves when no timer and no immediate of polls can be left: two intervals with no enumeration. */
async function noPolls(rows: FakeRows): Promise<number> {
  const before = rows.asked.length
  await new Promise(resolve => setTimeout(resolve, 40))
  return rows.asked.length - before
}

describe('a watch ends', () => {
  test('when its loop is left: nothing is polled any more', async () => {
    const { rows, wmi } = parts()
    const watching = await Watching.of(wmi, polling)
    rows.rows = []
    await watching.next()
    await watching.leave()
    expect(await noPolls(rows)).toBe(0)
  })

  test('when its iterator is given back while somebody waits for an event', async () => {
    const { wmi, listeners } = parts()
    let begun: () => void = () => undefined
    const stands = new Promise<void>(resolve => {
      begun = resolve
    })
    const events = wmi.watch('SELECT * FROM Test_Event', { onReady: () => begun() })[Symbol.asyncIterator]()
    const waiting = events.next()
    await stands
    expect(listeners.count).toBe(1)
    await events.return?.()
    expect(listeners.count).toBe(0)
    expect(await waiting).toMatchObject({ done: true })
  })

  test('when it is cancelled, also while nobody reads', async () => {
    const { rows, wmi, listeners } = parts()
    const controller = new AbortController()
    const { signal } = controller
    const polled = await Watching.of(wmi, polling, { signal })
    const heard = await Watching.of(wmi, 'SELECT * FROM Test_Event', { signal })
    expect(listeners.count).toBe(1)
    controller.abort()
    expect(listeners.count).toBe(0)
    expect(await noPolls(rows)).toBe(0)
    await expect(polled.next()).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED', operation: 'watch' })
    await expect(heard.next()).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED' })
  })

  test('when its connection is closed; another goes on', async () => {
    const { rows, wmi, host } = parts()
    const other = host.connect()
    const first = await Watching.of(wmi, polling)
    const second = await Watching.of(other, polling)
    await wmi.close()
    await expect(first.next()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CONTEXT' })
    rows.rows = []
    expect((await second.next()).__CLASS).toBe('__InstanceDeletionEvent')
    await other.close()
    expect(await noPolls(rows)).toBe(0)
  })

  test('when the host is closed, and no other begins', async () => {
    const { rows, wmi, host, listeners } = parts()
    const polled = await Watching.of(wmi, polling)
    const heard = await Watching.of(wmi, 'SELECT * FROM Test_Event')
    const closed = { name: 'WBEM_E_SHUTTING_DOWN', message: 'the host has been closed' }
    await host.state.events.close()
    expect(listeners.count).toBe(0)
    await expect(polled.next()).rejects.toMatchObject(closed)
    await expect(heard.next()).rejects.toMatchObject(closed)
    await expect(Watching.of(wmi, polling)).rejects.toMatchObject(closed)
    expect(await noPolls(rows)).toBe(0)
  })

  test('when no event comes within its timeout', async () => {
    const { rows, wmi } = parts()
    const watching = await Watching.of(wmi, polling, { timeout: 400 })
    rows.rows = []
    expect((await watching.next()).__CLASS).toBe('__InstanceDeletionEvent')
    await expect(watching.next()).rejects.toMatchObject({
      name: 'WBEM_E_TIMED_OUT',
      message: 'no answer within 400 ms',
    })
    expect(await noPolls(rows)).toBe(0)
  })

  test('while its baseline is being read', async () => {
    const { host } = parts()
    let aborted = false
    const slow = new EventHost(mof, {
      Test_Row: {
        async *enumerate({ signal }) {
          signal.addEventListener('abort', () => {
            aborted = true
          })
          await new Promise(() => undefined)
          yield { Name: 'never' }
        },
      },
    })
    const controller = new AbortController()
    const watching = Watching.of(slow.connect(), polling, { signal: controller.signal })
    await new Promise(resolve => setTimeout(resolve, 10))
    controller.abort()
    await expect(watching).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED' })
    expect(aborted).toBe(true)
    await host.state.events.close()
  })
})

describe('the process', () => {
  test('is kept alive by a watch that nothing else keeps alive, and by nothing after it', async () => {
    const { rows, wmi } = parts()
    const before = process.getActiveResourcesInfo().filter(each => each === 'Timeout').length
    const watching = await Watching.of(wmi, polling)
    expect(process.getActiveResourcesInfo().filter(each => each === 'Timeout').length).toBe(before + 1)
    rows.rows = []
    await watching.next()
    await watching.leave()
    expect(process.getActiveResourcesInfo().filter(each => each === 'Timeout').length).toBe(before)
  })
})
