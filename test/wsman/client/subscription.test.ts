import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { HttpError } from '../../../src/http/errors.js'
import { WsmanClient } from '../../../src/wsman/client/index.js'
import { Renewal } from '../../../src/wsman/client/renewal.js'
import { wsmanCodes } from '../../../src/wsman/faults/codes.js'
import { deliveryModes } from '../../../src/wsman/names.js'
import {
  readPull,
  readSubscribe,
  writeRenewResponse,
  writeSubscribeResponse,
} from '../../../src/wsman/operations/index.js'
import { classResource } from '../../../src/wsman/resource.js'
import { faultXml } from '../envelopes.js'
import { type Answer, FakeTransport, pulled, type Received, rows, timeOut } from './fake-transport.js'

const resource = classResource('cim', 'root\\cimv2', '*')
const filter = { dialect: 'wql', query: 'SELECT * FROM __InstanceCreationEvent WITHIN 1' } as const
const subscribed = (expires?: number): string =>
  writeSubscribeResponse({ address: 'http://h/wsman', resource, identifier: 'ID-1', expires, context: 'c1' })

function setting(pull: (position: number, received: Received) => Answer, other: Record<string, () => Answer> = {}) {
  let pulls = 0
  const transport = new FakeTransport(received => {
    const { verb } = received
    if (verb === 'Pull') return pull(pulls++, received)
    const answer = other[verb]
    return answer ? answer() : verb === 'Subscribe' ? subscribed() : ''
  })
  return { transport, client: new WsmanClient(transport, { pause: async () => turn() }) }
}

const never = new Promise<string>(() => undefined)

afterEach(() => {
  vi.useRealTimers()
})

describe('a subscription', () => {
  it('pulls events, past heartbeats and time-outs, over a session of its own', async () => {
    const answers: Answer[] = [timeOut, pulled('c2', ''), pulled('c3', rows(1)), timeOut, pulled('c3', rows(2, 3))]
    const { client, transport } = setting(position => answers[position] ?? never)
    let ready = 0
    const found: number[] = []
    for await (const page of client.subscribe({
      resource,
      filter,
      onReady: () => (ready = transport.received.length),
    })) {
      found.push(page.items.count)
      if (found.length === 2) break
    }
    expect(found).toEqual([1, 2])
    // The first Pull is under way when the caller is told.
    expect(ready).toBeGreaterThanOrEqual(1)
    expect(transport.verbs).toEqual(['Subscribe', 'Pull', 'Pull', 'Pull', 'Pull', 'Pull', 'Pull', 'Unsubscribe'])
    const [first] = transport.received
    expect(readSubscribe(first?.message.body)).toEqual({
      mode: deliveryModes.pull,
      heartbeats: 20_000,
      expires: undefined,
      filter,
    })
    expect(first?.exchange.repeatable).toBe(false)
    const pulls = transport.received.filter(({ verb }) => verb === 'Pull')
    expect(pulls.map(({ message }) => readPull(message.body).context)).toEqual(['c1', 'c1', 'c2', 'c3', 'c3', 'c3'])
    expect(new Set(pulls.map(({ exchange }) => exchange.lane)).size).toBe(1)
    expect(transport.lanes).toEqual([expect.objectContaining({ closed: true })])
    const last = transport.received.at(-1)
    expect(last?.message.header).toMatchObject({ identifier: 'ID-1', uri: resource.uri })
    expect(last?.exchange.lane).toBeUndefined()
  })

  it('asks for heartbeats that come before the server’s time is over', async () => {
    const transport = new FakeTransport(({ verb }) => (verb === 'Subscribe' ? subscribed() : ''))
    const client = new WsmanClient(transport, { operationTimeout: 6000 })
    const pages = client.subscribe({ resource })
    const reading = pages.next()
    await expect(reading).rejects.toBeInstanceOf(HttpError)
    expect(readSubscribe(transport.received[0]?.message.body).heartbeats).toBe(2000)
  })

  it('that is refused leaves nothing behind', async () => {
    const { client, transport } = setting(() => never, {
      Subscribe: () =>
        faultXml(
          wsmanCodes.ERROR_WSMAN_EVENTING_FILTERING_REQUESTED_UNAVAILABLE,
          'no',
          'e:FilteringRequestedUnavailable',
        ),
    })
    await expect(client.subscribe({ resource, filter }).next()).rejects.toMatchObject({
      name: 'ERROR_WSMAN_EVENTING_FILTERING_REQUESTED_UNAVAILABLE',
    })
    expect(transport.verbs).toEqual(['Subscribe'])
    expect(transport.lanes).toEqual([expect.objectContaining({ closed: true })])
  })

  it.each([
    ['the end of the sequence', pulled('', rows(1), true), { name: 'ERROR_WSMAN_SUBSCRIPTION_CLOSED' }, [1]],
    [
      'a fault',
      faultXml(wsmanCodes.ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT, 'gone'),
      { name: 'ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT' },
      [],
    ],
    ['a cut', new HttpError('cut', 'gone'), { failure: 'cut' }, []],
  ])('is over with %s, which is an error', async (_, answer, error, before) => {
    const { client, transport } = setting(() => answer)
    const found: number[] = []
    const reading = (async () => {
      for await (const page of client.subscribe({ resource })) found.push(page.items.count)
    })()
    await expect(reading).rejects.toMatchObject(error)
    expect(found).toEqual(before)
    await client.settle()
    expect(transport.verbs.at(-1)).toBe('Unsubscribe')
  })

  it('without a context cannot be pulled, and is ended', async () => {
    const answer = { address: '', resource, identifier: 'ID', expires: undefined, context: undefined }
    const { client, transport } = setting(() => never, { Subscribe: () => writeSubscribeResponse(answer) })
    await expect(client.subscribe({ resource }).next()).rejects.toMatchObject({ failure: 'protocol' })
    await client.settle()
    expect(transport.verbs).toEqual(['Subscribe', 'Unsubscribe'])
  })

  it('is ended when the caller cancels', async () => {
    const abort = new AbortController()
    const { client, transport } = setting(() => never)
    const reading = client.subscribe({ resource }, { signal: abort.signal }).next()
    for (let i = 0; i < 5; i += 1) await turn()
    abort.abort(new Error('enough'))
    await expect(reading).rejects.toThrow('enough')
    await client.settle()
    expect(transport.verbs).toEqual(['Subscribe', 'Pull', 'Unsubscribe'])
  })

  it('waits for an event as long as the caller says', async () => {
    const { client } = setting(async () => {
      await turn()
      return timeOut
    })
    await expect(client.subscribe({ resource }, { timeout: 30 }).next()).rejects.toMatchObject({
      name: 'WBEM_E_TIMED_OUT',
    })
    await client.settle()
  })

  it('is renewed half-way when the server grants it for a time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { client, transport } = setting(() => never, {
      Subscribe: () => subscribed(10_000),
      Renew: () => writeRenewResponse(20_000),
    })
    const pages = client.subscribe({ resource, expires: 60_000 })
    const reading = pages.next()
    reading.catch(() => undefined)
    for (let i = 0; i < 5; i += 1) await turn()
    await vi.advanceTimersByTimeAsync(5000)
    expect(transport.verbs).toEqual(['Subscribe', 'Pull', 'Renew'])
    await vi.advanceTimersByTimeAsync(9999)
    expect(transport.verbs).toHaveLength(3)
    await vi.advanceTimersByTimeAsync(1)
    expect(transport.verbs).toEqual(['Subscribe', 'Pull', 'Renew', 'Renew'])
    expect(transport.received.at(-1)?.message.header.identifier).toBe('ID-1')
    expect(transport.received.at(-1)?.exchange.lane).toBeUndefined()
  })
})

describe('renewals', () => {
  it('are tried again when they fail, and end when they are stopped or not needed', async () => {
    vi.useFakeTimers()
    let tries = 0
    const renewal = new Renewal(16_000, async () => {
      tries += 1
      if (tries < 3) throw new Error('not now')
      return undefined
    })
    await vi.advanceTimersByTimeAsync(8000)
    expect(tries).toBe(1)
    await vi.advanceTimersByTimeAsync(4000)
    expect(tries).toBe(2)
    await vi.advanceTimersByTimeAsync(2000)
    expect(tries).toBe(3)
    await vi.advanceTimersByTimeAsync(100_000)
    expect(tries).toBe(3)
    renewal.stop()
    const stopped = new Renewal(1000, async () => ++tries)
    stopped.stop()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(tries).toBe(3)
  })
})
