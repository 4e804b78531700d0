import { expect, test } from 'vitest'
import { wbemStatusByName } from '../../src/base/wbem-status.js'
import { WmiHost } from '../../src/host/host.js'
import { ntlmHash } from '../../src/security/index.js'
import { actions, deliveryModes } from '../../src/wsman/names.js'
import {
  readSequence,
  readSubscribeResponse,
  writeEnumerate,
  writePull,
  writeSubscribe,
} from '../../src/wsman/operations/index.js'
import { inTest } from '../host/test-host.js'
import { all, classUri, mof, serve, TestClient } from './listener.js'

const wql = (query: string) => writeEnumerate({ optimize: true, maxElements: 100, filter: { dialect: 'wql', query } })

test('an enumeration that is open may be read to its end; then the listener is gone', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const first = readSequence((await client.ask(actions.enumerate, all, wql('SELECT * FROM Test_Item'))).body)
  const closed = served.listener.close({ grace: 20_000 })
  await expect
    .poll(async () => {
      using other = new TestClient(served.listener)
      return other.ask(actions.get, classUri('Test_Only')).then(
        () => 'served',
        () => 'refused',
      )
    })
    .toBe('refused')
  const rest = await client.ask(actions.pull, all, writePull({ context: first?.context ?? '', maxElements: 100 }))
  expect(readSequence(rest.body)).toMatchObject({ end: true })
  await closed
  await expect(client.ask(actions.get, classUri('Test_Only'))).rejects.toThrow()
})

test('new requests are refused while an enumeration is still read', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const query = wql('SELECT * FROM Test_Item')
  await client.ask(actions.enumerate, all, query)
  const closed = served.listener.close({ grace: 300 })
  const { status, bytes } = await client.ask(actions.get, classUri('Test_Only'))
  expect([status, bytes.length]).toEqual([503, 0])
  await closed
})

test('subscriptions end at once, with the reason', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const query = "SELECT * FROM __InstanceCreationEvent WITHIN 1 WHERE TargetInstance ISA 'Test_Item'"
  const body = writeSubscribe({ mode: deliveryModes.pull, filter: { dialect: 'wql', query } })
  const { context } = readSubscribeResponse((await client.ask(actions.subscribe, all, body)).body) ?? {}
  const waiting = client.ask(actions.pull, all, writePull({ context: context ?? '', maxElements: 10 }))
  // The pull has come when a second one is refused.
  using second = new TestClient(served.listener)
  await expect
    .poll(
      async () => (await second.ask(actions.pull, all, writePull({ context: context ?? '', maxElements: 10 }))).fault,
    )
    .toBeDefined()
  const closed = served.listener.close({ grace: 20_000 })
  expect((await waiting).fault?.code).toBe(wbemStatusByName.WBEM_E_SHUTTING_DOWN)
  await closed
})

test('what does not finish in time is cut off', async () => {
  let left = false
  const host = new WmiHost({
    hostName: 'TESTHOST',
    mof: [{ text: `${inTest}${mof}class Test_Slow { [key] uint32 Id; };`, source: 'test.mof', namespace: 'root' }],
    providers: [
      {
        classes: ['Test_Slow'],
        namespace: 'root\\test',
        provider: {
          async *enumerate({ signal }) {
            try {
              await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
              yield {}
            } finally {
              left = true
            }
          },
        },
      },
    ],
  })
  await using served = await serve({}, host)
  using client = new TestClient(served.listener)
  const waiting = client.ask(actions.enumerate, all, wql('SELECT * FROM Test_Slow')).then(
    ({ fault }) => fault?.code,
    () => 'cut',
  )
  using second = new TestClient(served.listener)
  expect((await second.ask(actions.get, classUri('Test_Only'))).status).toBe(200)
  await served.listener.close({ grace: 100 })
  expect(['cut', wbemStatusByName.WBEM_E_SHUTTING_DOWN]).toContain(await waiting)
  await expect.poll(() => left).toBe(true)
})

test('two users have their own enumerations and quotas, and the services are told who asks', async () => {
  const asked: string[] = []
  const hash = ntlmHash('secret')
  const host = new WmiHost({
    hostName: 'TESTHOST',
    mof: [{ text: inTest + mof, source: 'test.mof', namespace: 'root' }],
  })
  await using served = await serve(
    {
      accounts: { hashOf: () => Promise.resolve(hash), nameOf: name => Promise.resolve(name.toLowerCase()) },
      open: ({ user }, namespace) => {
        asked.push(`${user} ${namespace}`)
        return host.connect(namespace)
      },
      limits: { maxOperationsPerUser: 1 },
    },
    host,
  )
  using alice = new TestClient(served.listener, { username: 'TESTHOST\\Alice', password: 'secret' })
  using bob = new TestClient(served.listener, { username: 'bob', password: 'secret' })
  const query = wql('SELECT * FROM Test_Item')
  const hers = readSequence((await alice.ask(actions.enumerate, all, query)).body)
  expect((await alice.ask(actions.enumerate, all, query)).fault).toBeDefined()
  expect((await bob.ask(actions.enumerate, all, query)).fault).toBeUndefined()
  const body = writePull({ context: hers?.context ?? '', maxElements: 100 })
  expect((await bob.ask(actions.pull, all, body)).fault).toBeDefined()
  expect(readSequence((await alice.ask(actions.pull, all, body)).body)).toMatchObject({ end: true })
  expect(new Set(asked)).toEqual(new Set(['alice root\\test', 'bob root\\test']))
})

test('what the services refuse is told to the caller, and what breaks is told to the log only', async () => {
  await using served = await serve({
    open: () => {
      throw new Error('the disk burns at /secret/place')
    },
  })
  using client = new TestClient(served.listener)
  const { fault } = await client.ask(actions.get, classUri('Test_Only'))
  expect(fault?.code).toBe(wbemStatusByName.WBEM_E_FAILED)
  expect(fault?.message).not.toContain('secret')
  expect(served.log.find(({ event }) => event === 'failed')?.text).toContain('/secret/place')
})
