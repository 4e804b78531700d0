import { expect, test } from 'vitest'
import type { WatchOptions } from '../../src/wmi/services.js'
import { wsmanCodes } from '../../src/wsman/faults/index.js'
import { actions, deliveryModes } from '../../src/wsman/names.js'
import {
  readRenewResponse,
  readSequence,
  readSubscribeResponse,
  type SubscribeBody,
  writePull,
  writeRenew,
  writeSubscribe,
  writeUnsubscribe,
} from '../../src/wsman/operations/index.js'
import type { RequestHeader } from '../../src/wsman/types.js'
import { all, child, classUri, serve, TestClient, testHost } from './listener.js'

const creation = (seconds = 0.05) =>
  `SELECT * FROM __InstanceCreationEvent WITHIN ${seconds} WHERE TargetInstance ISA 'Test_Item'`
const withQuery = (query: string): SubscribeBody => ({
  mode: deliveryModes.pull,
  filter: { dialect: 'wql', query },
})

async function subscribe(
  client: TestClient,
  body: Partial<SubscribeBody> = {},
  uri = all,
  more: Partial<RequestHeader> = {},
) {
  const answer = await client.ask(actions.subscribe, uri, writeSubscribe({ ...withQuery(creation()), ...body }), more)
  return { ...answer, granted: readSubscribeResponse(answer.body) }
}

async function pull(client: TestClient, context: string | undefined, more: Partial<RequestHeader> = {}) {
  const body = writePull({ context: context ?? '', maxElements: 100 })
  const answer = await client.ask(actions.pull, all, body, more)
  return { ...answer, page: readSequence(answer.body) }
}

test('events since the answer to Subscribe are pulled, with a new context each', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const { granted, message } = await subscribe(client)
  expect(message.action).toBe(`${actions.subscribe}Response`)
  expect(granted).toMatchObject({ expires: undefined, resource: { uri: all } })
  await using services = served.host.connect('root\\test')
  await services.create('Test_Item', { Id: 50, Name: 'new' })
  const first = await pull(client, granted?.context)
  const [event] = first.page?.items ?? []
  expect(event?.localName).toBe('__InstanceCreationEvent')
  expect(child(child(event, 'TargetInstance'), 'Name')?.text).toBe('new')
  expect(first.page?.context).not.toBe(granted?.context)
  await services.create('Test_Item', { Id: 51 })
  const second = await pull(client, first.page?.context)
  expect(second.page?.items).toHaveLength(1)
})

test('without events there is a heartbeat, or the fault that time is over', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const beating = await subscribe(client, { heartbeats: 200 })
  const beat = await pull(client, beating.granted?.context)
  expect([beat.page?.items.length, beat.page?.end]).toEqual([0, false])
  const silent = await subscribe(client)
  const late = await pull(client, silent.granted?.context, { operationTimeout: 500 })
  expect(late.fault?.wsmanCode).toBe(wsmanCodes.ERROR_WSMAN_OPERATION_TIMEDOUT)
  const again = await pull(client, silent.granted?.context, { operationTimeout: 500 })
  expect(again.fault?.wsmanCode).toBe(wsmanCodes.ERROR_WSMAN_OPERATION_TIMEDOUT)
})

test('a subscription ends when it is unsubscribed, expires or is not pulled, and gives its slot back', async () => {
  await using served = await serve({ limits: { maxOperationsPerUser: 1, enumerationTimeout: 400 } })
  using client = new TestClient(served.listener)
  const one = await subscribe(client)
  expect((await subscribe(client)).fault?.code).toBe(wsmanCodes.ERROR_WSMAN_QUOTA_MAX_OPERATIONS)
  const identifier = one.granted?.identifier ?? ''
  const done = await client.ask(actions.unsubscribe, all, writeUnsubscribe(), { identifier })
  expect(done.message.action).toBe(`${actions.unsubscribe}Response`)
  const twice = await client.ask(actions.unsubscribe, all, writeUnsubscribe(), { identifier })
  expect(twice.fault?.code).toBe(wsmanCodes.ERROR_WSMAN_SUBSCRIPTION_CLOSED)

  const two = await subscribe(client, { expires: 100 })
  expect(two.granted?.expires).toBe(100)
  const over = await pull(client, two.granted?.context)
  expect([
    wsmanCodes.ERROR_WSMAN_SUBSCRIPTION_CLOSED,
    wsmanCodes.ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT,
  ]).toContain(over.fault?.code)

  const three = await subscribe(client)
  expect(three.fault).toBeUndefined()
  await expect.poll(async () => (await subscribe(client)).fault?.code).toBeUndefined()
})

test('a subscription is renewed', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const { granted } = await subscribe(client, { expires: 400 })
  const identifier = granted?.identifier ?? ''
  const renewed = await client.ask(actions.renew, all, writeRenew(3_600_000), { identifier })
  expect(readRenewResponse(renewed.body)).toBe(3_600_000)
  const late = await pull(client, granted?.context, { operationTimeout: 800 })
  expect(late.fault?.wsmanCode).toBe(wsmanCodes.ERROR_WSMAN_OPERATION_TIMEDOUT)
})

test('what cannot be watched is told', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const push = await subscribe(client, { mode: deliveryModes.push })
  expect(push.fault?.code).toBe(wsmanCodes.ERROR_WSMAN_NON_PULL_SUBSCRIPTION_NOT_SUPPORTED)
  const filtered = await subscribe(client, {}, classUri('__InstanceCreationEvent'))
  expect(filtered.fault?.code).toBe(wsmanCodes.ERROR_WSMAN_EVENTING_FILTERING_NOT_SUPPORTED)
  const bare = await subscribe(client, { filter: undefined })
  expect(bare.fault?.code).toBe(wsmanCodes.ERROR_WSMAN_EVENTING_FILTERING_REQUESTED_UNAVAILABLE)
  const wrong = await subscribe(client, withQuery('SELECT * FROM Test_Missing WITHIN 1'))
  expect(wrong.fault?.code).toBeGreaterThan(0)
  const data = await subscribe(client, withQuery('SELECT * FROM Test_Item'))
  expect(data.fault?.code).toBeGreaterThan(0)
})

test('a subscription whose subscriber has gone before it stands is none', async () => {
  const host = testHost()
  let asked = 0
  let open: () => void = () => undefined
  const gate = new Promise<void>(resolve => {
    open = resolve
  })
  let slow = true
  let watching = 0
  const never = async function* (_query: string, { signal }: WatchOptions) {
    watching += 1
    await new Promise(resolve => signal?.addEventListener('abort', resolve))
    watching -= 1
    yield* []
  }
  await using served = await serve(
    {
      async open(_caller, namespace) {
        asked += 1
        const services = host.connect(namespace)
        if (!slow) return services
        await gate
        return Object.assign(services, { watch: never })
      },
      limits: { maxOperationsPerUser: 1 },
    },
    host,
  )
  using leaving = new TestClient(served.listener)
  const answer = subscribe(leaving, {}, all, { operationTimeout: 500 })
  await expect.poll(() => asked).toBe(1)
  // The time of the message is over before there are services to watch with.
  await new Promise(resolve => setTimeout(resolve, 700))
  open()
  expect((await answer).fault?.code).toBe(wsmanCodes.ERROR_WSMAN_OPERATION_TIMEDOUT)
  slow = false
  expect(watching).toBe(0)
  expect((await subscribe(leaving)).granted?.context).toBeTruthy()
})
